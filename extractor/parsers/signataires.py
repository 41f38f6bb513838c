"""Who signs the contract, and in whose presence: tables, columns of names, or the parties."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from extractor.draft import Draft, Sourced
from extractor.layout.blocks import Block
from extractor.layout.flow import Element, Flow
from extractor.layout.headings import heading_rank
from extractor.layout.passage import Passage
from extractor.layout.tables import Table
from extractor.matching.folding import fold
from extractor.parsers.dates import DATE
from extractor.parsers.parties import find_parties, listed_signatories
from extractor.parsers.personnes import (
    has_office,
    is_dangling,
    is_unfinished,
    names_body,
    read_organisation,
    read_person,
    read_pour,
    without_civility,
)
from extractor.parsers.sections import NO_SKIP, find_sections
from extractor.parsers.signature import is_formula
from extractor.parsers.signature_columns import kind_of, signature_columns
from extractor.parsers.signature_table import read_signature_table
from extractor.parsers.titres import read_axe_title, read_fiche_title

MAX_PAGES = 3
MAX_HEADING = 180
_HERE = {"signataires": "signataire", "en_presence": "en_presence", "cosignataires": "cosignataire"}
_COSIGN = re.compile(r"^(?:et\s+)?(?:les\s+)?co-?\s?signataires\b", re.IGNORECASE)
_FIRST_COMMA = re.compile(r"(?<=\w)\s*,\s+(?=[\w])|\s+[–—-]\s+")
_PRESENCE = re.compile(r"^en\s+pr[ée]sence\b", re.IGNORECASE)


@dataclass(slots=True)
class Signatory:
    """One person or organisation that signs; a passage keeps every place where it is printed."""

    qualite: str
    personne: Passage | None = None
    fonction: Passage | None = None
    organisation: Passage | None = None
    top: float = 0.0
    """Where its block begins on the page of the name."""
    again: list["Signatory"] = field(default_factory=list)
    """The same person, printed elsewhere."""

    def to_draft(self) -> Draft:
        printed = self.personne or self.fonction or self.organisation
        return {
            "organisation": {"texte": self.organisation} if self.organisation else None,
            "personne": _everywhere(self.personne, [s.personne for s in self.again]),
            "fonction": _everywhere(self.fonction, [s.fonction for s in self.again]),
            "qualite": Sourced(self.qualite, printed) if printed else self.qualite,
        }


def _everywhere(text: Passage | None, others: Sequence[Passage | None]) -> Draft:
    """The text as first printed, read from every place that says the same."""
    if text is None:
        return None
    same = [other for other in others if other is not None and fold(other.text) == fold(text.text)]
    same = [other for other in same if other.words != text.words]
    return Sourced(text.text, Passage.join(sorted([text, *same], key=_page))) if same else text


def _page(passage: Passage) -> int:
    return passage.page


def parse_signataires(flow: Flow, skip: range = NO_SKIP) -> list[Draft]:
    """Return the signatories (`Signataire`) in printed order, each person once."""
    found: list[Signatory] = []
    for start, end, qualite in _regions(flow, skip):
        people = [
            s for texts in signature_columns(flow, start, end) for s in _people(texts, qualite)
        ]
        people += [
            s for element in flow.elements[start + 1 : end] for s in _in_rows(element, qualite)
        ]
        found += _as_printed(people)
    found = _once(found)
    for party in find_parties(flow, skip):
        _complete(
            found, Signatory("signataire", party.personne, party.fonction, party.organisation)
        )
    if not found:
        found = [Signatory("signataire", None, None, name) for name in listed_signatories(flow)]
    return [signatory.to_draft() for signatory in found]


def _regions(flow: Flow, skip: range) -> Iterator[tuple[int, int, str]]:
    """Elements between a heading or formula of signature and what follows, with the quality."""
    sections = find_sections(flow, skip)
    starts: list[tuple[int, str]] = []
    for index, element in enumerate(flow.elements):
        if index in skip or not isinstance(element, Block) or len(element.text) > MAX_HEADING:
            continue
        if _PRESENCE.match(element.text) and len(element.text) < 90:
            starts.append((index, "en_presence"))
        elif _COSIGN.match(element.text) and len(element.text) < 60:
            starts.append((index, "cosignataire"))
        elif sections.get(index) in _HERE:
            starts.append((index, _HERE[sections[index]]))
        elif is_formula(element.text):
            starts.append((index, "signataire"))
    stops = [index for index, key in sections.items() if key not in _HERE]
    begins = [index for index, _ in starts]
    for index, qualite in starts:
        later = [i for i in (*stops, *begins) if i > index]
        end = min(later, default=len(flow.elements))
        last_page = flow.elements[index].page + MAX_PAGES
        size = _heading_size(flow, index, sections)
        yield (
            index,
            next(
                (
                    i
                    for i in range(index + 1, end)
                    if flow.elements[i].page >= last_page
                    or (
                        _is_below(flow.elements[i], flow.elements[index])
                        and _leaves(flow.elements[i], flow, size)
                    )
                ),
                end,
            ),
            qualite,
        )


def _heading_size(flow: Flow, start: int, sections: dict[int, str]) -> float:
    """The rank from which a heading ends the region: that of "Signatures", else above the text."""
    for index in range(start, max(start - 4, -1), -1):
        element = flow.elements[index]
        if isinstance(element, Block) and sections.get(index) in _HERE:
            rank = heading_rank(element, flow.body_size)
            if rank > 0:
                return rank
    first = flow.elements[start]
    return (first.style.size if isinstance(first, Block) else flow.body_size) + 0.8


def _is_below(element: Element, start: Element) -> bool:
    """Whether an element does not stand above another, in a column read after it."""
    return (element.page, element.top) > (start.page, start.top)


def _leaves(element: Element, flow: Flow, size: float) -> bool:
    """Whether an element is no longer part of the signatures: a heading as high, or a fiche."""
    if isinstance(element, Table):
        first = next((cell.blocks[0] for cell in element.cells if cell.blocks), None)
        return first is not None and _is_plan_title(first.passage)
    rank = heading_rank(element, flow.body_size)
    if not rank:
        return False
    if _is_plan_title(element.passage):
        return True
    signs = names_body(element.text) or has_office(element.text) or kind_of(element.passage) != "F"
    return rank >= size and not signs


def _is_plan_title(passage: Passage) -> bool:
    return read_fiche_title(passage) is not None or read_axe_title(passage) is not None


def _people(texts: Sequence[Passage], qualite: str) -> list[Signatory]:
    """One column, top to bottom → its people; the name stands above or below the office."""
    texts = [t for t in texts if any(c.isalpha() for c in t.text) and not _is_stamp(t.text)]
    texts = [piece for text in _whole(texts) for piece in _name_and_office(text)]
    kinds = "".join(kind_of(text) for text in texts)
    if "P" not in kinds:
        return []
    if re.fullmatch(r"F+P+", kinds) and kinds.count("P") > 1:
        offices, names = texts[: kinds.index("P")], texts[kinds.index("P") :]
        if len(offices) == len(names):
            return [_signatory([o, n], qualite) for o, n in zip(offices, names, strict=True)]
    groups: list[list[Passage]] = [[]]
    above = kinds[0] == "F" and kinds[-1] == "P"
    for at, (text, kind) in enumerate(zip(texts, kinds, strict=True)):
        if groups[-1] and not above and _opens(kinds, at, texts):
            groups.append([])
        groups[-1].append(text)
        if above and kind == "P":
            groups.append([])
    return [_signatory(group, qualite) for group in groups if any(kind_of(t) == "P" for t in group)]


def _whole(texts: Sequence[Passage]) -> list[Passage]:
    """Put lines together that one name needs: "Communauté d'agglomération des" / "Deux Vernes"."""
    whole: list[Passage] = []
    for text in texts:
        if whole and is_dangling(whole[-1].text) and not has_office(text.text):
            whole[-1] = _joined([whole[-1], text])
        else:
            whole.append(text)
    return whole


def _name_and_office(text: Passage) -> list[Passage]:
    """Cut a line that holds both: "Léa Fabregoul, Directrice de la CPAM du Tarn"."""
    pieces = text.split(_FIRST_COMMA) if has_office(text.text) else []
    if len(pieces) == 2:
        name, office = pieces if has_office(pieces[1].text) else pieces[::-1]
        if read_person(name) is not None and has_office(office.text):
            return pieces
    return [text]


def _in_rows(element: Element, qualite: str) -> Iterator[Signatory]:
    """The people of a table whose columns are named."""
    for row in (isinstance(element, Table) and read_signature_table(element)) or ():
        fonction = _trim(row.fonction) if row.fonction else None
        organisation = row.organisation or (fonction and read_organisation(fonction)) or None
        top = min(word.top for word in row.personne.words)
        yield Signatory(qualite, row.personne, fonction, organisation, top)


def _opens(kinds: str, at: int, texts: Sequence[Passage]) -> bool:
    """Whether the next signatory begins with this text: what a column begins with, it repeats.

    "Pour X" / name / office / "Pour Y" / …;  organisation / name / office / organisation / …;
    name / office / organisation / name / …
    """
    if kinds[at] == "O" or ("O" not in kinds and kinds[0] != "E"):
        return kinds[at] == ("O" if "O" in kinds else "P")
    if kinds[at] != "E" or is_unfinished(texts[at - 1].text):
        return False
    # "Conseil régional" / "Direction de la santé" / name: two lines of one signatory.
    opener = max(kinds.rfind(kind, 0, at) for kind in "OE")
    return "P" in kinds[opener:at] and "P" in kinds[at:]


def _is_stamp(text: str) -> bool:
    """A stamped date beside the names: "25 FEV. 2025"."""
    return DATE.fullmatch(text.strip(" .,")) is not None


def _signatory(group: Sequence[Passage], qualite: str) -> Signatory:
    kinds = [kind_of(text) for text in group]
    at = kinds.index("P")
    name = read_person(group[at])
    above, below = list(group[:at]), list(group[at + 1 :])
    organisation: Passage | None = None
    if kinds[0] == "O":
        pour = [text for text in above if not has_office(text.text) or kind_of(text) == "O"]
        organisation = read_pour(_joined(pour))
        if organisation is not None and has_office(organisation.text):
            # "Pour le Président du Département": who signs stands in for an office.
            organisation = read_organisation(organisation)
        rest = [text for text in above if text not in pour] + below
    elif above and not _has_offices(above) and _has_offices(below):
        organisation, rest = _joined(above), below
    else:
        body, rest = _cut_body([*above, *below])
        organisation = _joined(body) if body else None
    fonction = _trim(_joined([text for text in rest if len(text.text) < 220]))
    if fonction is not None and not organisation:
        organisation = read_organisation(fonction)
    if organisation is not None:
        organisation = organisation[: len(organisation.text.rstrip(" ,;.:"))]
    tops = [word.top for text in group for word in text.words if word.page == group[at].page]
    return Signatory(qualite, name, fonction, organisation or None, min(tops, default=0.0))


def _has_offices(texts: Sequence[Passage]) -> bool:
    return any(has_office(text.text) for text in texts)


def _cut_body(texts: Sequence[Passage]) -> tuple[list[Passage], list[Passage]]:
    """The lines that name an organisation, apart from the office; the others.

    "Président" / "Communauté de communes" / "du Pays de Bray" -> the last two;  "Directrice de la"
    / "Caisse d'allocations familiales" -> none
    """
    body: list[Passage] = []
    rest: list[Passage] = []
    for text in texts:
        starts = kind_of(text) == "E" and not (rest and is_dangling(rest[-1].text))
        goes_on = bool(body) and not has_office(text.text)
        (body if starts or goes_on else rest).append(text)
    return body, rest


def _as_printed(people: Sequence[Signatory]) -> list[Signatory]:
    """Put people of several columns in the order of reading: names a few points apart are a row."""
    rows: list[list[Signatory]] = []
    last = (0, 0.0)
    for person in sorted(people, key=lambda s: _place(s)[:2]):
        page, top, _ = _place(person)
        if not rows or page != last[0] or top - last[1] > 6:
            rows.append([])
        rows[-1].append(person)
        last = (page, top)
    return [person for row in rows for person in sorted(row, key=lambda s: _place(s)[2])]


def _place(signatory: Signatory) -> tuple[int, float, float]:
    assert signatory.personne is not None
    word = signatory.personne.words[0]
    return word.page, signatory.top, word.x0


def _joined(texts: Sequence[Passage]) -> Passage:
    return Passage.of(word for text in texts for word in text.words)


def _trim(passage: Passage) -> Passage | None:
    """An office without the comma at its end or the civility before it; None when it is empty."""
    passage = without_civility(passage[: len(passage.text.rstrip(" ,;"))])
    return passage if any(c.isalpha() for c in passage.text) else None


def _once(found: Sequence[Signatory]) -> list[Signatory]:
    """Each person once, with the fullest office read: the block may be printed twice."""
    people: dict[str, Signatory] = {}
    for signatory in found:
        key = fold(signatory.personne.text) if signatory.personne else ""
        known = people.setdefault(key, signatory)
        if known is not signatory:
            _merge(known, signatory)
    return list(people.values())


def _merge(known: Signatory, again: Signatory) -> None:
    """Fill what the first print lacks; what both print stands in two places."""
    if known.fonction is None:
        known.organisation = again.organisation or known.organisation
    known.organisation = known.organisation or again.organisation
    known.fonction = known.fonction or again.fonction
    known.again.append(again)


def _complete(found: list[Signatory], party: Signatory) -> None:
    """Add a party that has not signed under its name, or fill what its signature lacks."""
    names = {fold(s.personne.text): s for s in found if s.personne}
    known = names.get(fold(party.personne.text)) if party.personne else None
    if known is None:
        organisations = {fold(s.organisation.text) for s in found if s.organisation}
        if party.organisation is None or fold(party.organisation.text) not in organisations:
            found.append(party)
        return
    _merge(known, party)
