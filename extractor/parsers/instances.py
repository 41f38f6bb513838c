"""The bodies that steer the contract: who sits in them and what they are for."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from extractor.draft import Draft, Sourced
from extractor.layout.blocks import Block
from extractor.layout.flow import Element, Flow
from extractor.layout.headings import heading_rank
from extractor.layout.passage import Passage
from extractor.layout.tables import Cell, Table
from extractor.matching.folding import bare, fold
from extractor.parsers.labels import vocabulary
from extractor.parsers.personnes import without_article

MAX_LEAD = 900
INDENT = 6.0
"""Points from which an item without a bullet is set in from the sentence that announces it."""
_COMPOSED = re.compile(
    r"\b(?:compos[ée]+s?\s+(?:de\s+(?:la\s+|l['’])?|des?\s+|du\s+|d['’])|comprend\s*:?|r[ée]unit\s*:?"
    r"|rassemble\s*:?|membres?\s+(?:en\s+)?sont\s*:?|constitu[ée]+s?\s+(?:des?|du|d['’])"
    r"|^(?:sa\s+)?composition\s*:|^(?:ses\s+|les\s+)?membres\s*:)",
    re.IGNORECASE,
)
_LABELS = ("composition", "membres", "sa composition", "ses membres")
_INTRODUCED = re.compile(
    r"^.*\b(?:que\s+sont|à\s+savoir|dont|suivants?\s*:)\s*:?", re.IGNORECASE | re.S
)
_BETWEEN = re.compile(
    r"\s*[,;]\s*(?:et\s+)?|\s+(?:ainsi\s+que|et)\s+(?:(?:de|d['’]|des|du)\s*)?"
    r"(?=l['’]|la\b|le\b|les\b|des\b|[A-ZÀ-Ý])"
    r"|\s+ainsi\s+que\s+"
)
_TAIL = " ;.,:"


@dataclass(slots=True)
class Body:
    """One kind of instance and what was read about it."""

    nom: Sourced
    membres: list[Passage] = field(default_factory=list)
    missions: list[Passage] = field(default_factory=list)

    def to_draft(self) -> Draft:
        return {
            "nom": self.nom,
            "membres": [{"texte": passage} for passage in self.membres],
            "missions": list(self.missions),
        }


def parse_instances(flow: Flow, within: range | None = None) -> list[Draft]:
    """Return the instances, one per kind, in the order in which the contract sets them out.

    `within` are the elements of the articles; None when the contract has no articles.
    """
    elements = flow.elements[within.start : within.stop] if within else flow.elements
    size = max(flow.body_size, _text_size(elements))
    bodies: dict[str, Body] = {}
    current: str | None = None
    for index, element in enumerate(elements):
        if isinstance(element, Table):
            _read_table(element, bodies)
            continue
        if element.marker or len(element.text) > MAX_LEAD:
            continue
        named = find_instance(element.passage)
        heading = heading_rank(element, size) > 0
        if heading and named is None:
            current = None  # another subject; a heading of three instances names none
        if named is not None and (heading or _is_subject(element.text, named)):
            current = str(named.value)
            if heading and _is_name(element.text):
                bodies.setdefault(current, Body(named))
        items = _items(elements, index)
        role = read_role(element.text)
        if current is None or role is None:
            continue
        inline = named is not None or element.text.lower().startswith(_LABELS)
        if items or (role == "membres" and inline):
            _add(bodies, named or Sourced(current, element.passage), current, role, element, items)
    return [body.to_draft() for body in bodies.values() if body.nom.value]


def _text_size(elements: Sequence[Element]) -> float:
    """The size of most letters of some elements: fiches may be set smaller than the articles."""
    letters: Counter[float] = Counter()
    for element in elements:
        if isinstance(element, Block):
            letters[element.style.size] += len(element.text)
    return max(letters, key=lambda size: letters[size], default=0.0)


def _add(
    bodies: dict[str, Body],
    named: Sourced,
    kind: str,
    role: str,
    lead: Block,
    items: Sequence[Passage],
) -> None:
    if role == "missions":
        body = bodies.setdefault(kind, Body(named))
        body.missions = body.missions or list(items)
        return
    members = [*read_inline_members(lead.passage), *(_trim(item) for item in items)]
    if members:
        body = bodies.setdefault(kind, Body(named))
        body.membres = body.membres or members


def find_instance(passage: Passage) -> Sourced | None:
    """The first instance that a text names, under its usual name.

    "Le COPIL se réunit…" -> "Comité de pilotage";  "Les membres du comité Technique" ->
    "Comité technique"
    """
    match = instance_pattern().search(bare(passage.text))
    if match is None:
        return None
    return Sourced(vocabulary("instances").exact[fold(match[0])], passage.group(match))


def read_role(text: str) -> str | None:
    """What the list under a sentence holds: `membres`, `missions` or None.

    "Il se réunit deux fois par an et a pour missions de :" -> "missions"
    "Le comité et ses missions :" -> "missions";  "Il réunit une fois par an :" -> "membres"
    """
    folded = f" {fold(text)} ".replace(" se reunit ", " ").replace(" se reunissent ", " ")
    found = [
        (folded.find(f" {label} "), key)
        for label, key in vocabulary("instances_roles").exact.items()
        if f" {label} " in folded
    ]
    if not found:
        return None
    roles = {key for _, key in found}
    return roles.pop() if len(roles) == 1 else min(found)[1]


def read_inline_members(passage: Passage) -> list[Passage]:
    """The organisations that the sentence before the list names itself.

    "… composée de parties signataires que sont l'Agence Régionale de Santé Normandie, la Communauté
    d'Agglomération de Lisieux Normandie ainsi que des autres membres du Comité de Pilotage :"
    -> Agence Régionale de Santé Normandie, Communauté d'Agglomération de Lisieux Normandie
    """
    match = _COMPOSED.search(passage.text)
    if match is None:
        return []
    label = match[0].endswith(":") and match.start() == 0
    rest = passage[match.end() :]
    stop = re.search(r"\.\s", rest.text)
    rest = rest[: stop.start()] if stop else rest
    introduced = _INTRODUCED.match(rest.text)
    rest = rest[introduced.end() :] if introduced else rest
    names = [without_article(_trim(piece)) for piece in rest.split(_BETWEEN)]
    return [
        name
        for name in names
        if (label or name.text[:1].isupper()) and len(name.text) > 2 and find_instance(name) is None
    ]


def _is_subject(text: str, named: Sourced) -> bool:
    """Whether a sentence is about the instance that it names first: it stands near its start."""
    start = text.find(named.passage.text)
    return 0 <= start <= 40


def _is_name(text: str) -> bool:
    """Whether a heading is the name of an instance: "Les groupes de travail :", not a sentence."""
    return len(fold(text).split()) <= 9


def _items(elements: Sequence[Element], index: int) -> list[Passage]:
    """The list under a lead-in: bulleted blocks, or plain ones set in or ended by a semicolon."""
    items: list[Passage] = []
    lead = elements[index]
    colon = isinstance(lead, Block) and lead.text.rstrip().endswith(":")
    for element in elements[index + 1 :]:
        if not isinstance(element, Block):
            break
        listed = element.text.rstrip().endswith((";", ","))
        last = bool(items) and not element.marker and items[-1].text.rstrip().endswith((";", ","))
        inside = isinstance(lead, Block) and element.x0 > lead.x0 + INDENT
        if not (element.marker or (colon and (listed or last or (inside and not element.bold)))):
            break
        items.append(element.passage)
    return items


def _read_table(table: Table, bodies: dict[str, Body]) -> None:
    """A table with one instance per row: "Instance | Composition | Rôle"."""
    rows = list(table.rows())
    roles = {cell.column: read_role(cell.text) for cell in rows[0] if cell.blocks} if rows else {}
    if not any(roles.values()):
        return
    for row in rows[1:]:
        named = find_instance(row[0].passage) if row and row[0].blocks else None
        if named is None:
            continue
        body = bodies.setdefault(str(named.value), Body(named))
        for cell in row[1:]:
            items = list(_cell_items(cell))
            if roles.get(cell.column) == "membres":
                body.membres = body.membres or [_trim(item) for item in items]
            elif roles.get(cell.column) == "missions":
                body.missions = body.missions or items


def _cell_items(cell: Cell) -> Iterator[Passage]:
    for block in cell.blocks:
        yield block.passage


def _trim(passage: Passage) -> Passage:
    return passage[: len(passage.text.rstrip(_TAIL))]


@cache
def instance_pattern() -> re.Pattern[str]:
    """Every wording of the vocabulary, longest first, to be searched in `bare` text."""
    labels = sorted(vocabulary("instances").exact, key=len, reverse=True)
    wordings = (label.replace(" ", r"[\s'-]+") for label in labels)
    return re.compile(rf"\b(?:{'|'.join(wordings)})\b", re.IGNORECASE)
