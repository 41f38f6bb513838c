"""Who signs the contract, and in whose presence: tables, columns of names, or the parties."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractor.draft import Draft
from extractor.layout.blocks import Block
from extractor.layout.flow import Flow
from extractor.layout.passage import Passage
from extractor.parsers.dates import DATE
from extractor.parsers.folding import fold
from extractor.parsers.parties import find_parties, listed_signatories
from extractor.parsers.personnes import (
    has_office,
    read_organisation,
    read_person,
    read_pour,
    without_civility,
)
from extractor.parsers.sections import NO_SKIP, find_sections
from extractor.parsers.signature import is_formula
from extractor.parsers.signature_columns import kind_of, signature_columns

MAX_PAGES = 3
_HERE = {"signataires": "signataire", "en_presence": "en_presence", "cosignataires": "cosignataire"}
_COSIGN = re.compile(r"^(?:et\s+)?(?:les\s+)?co-?\s?signataires\b", re.IGNORECASE)
_PRESENCE = re.compile(r"^en\s+pr[ée]sence\b", re.IGNORECASE)


@dataclass(slots=True)
class Signatory:
    """One person or organisation that signs."""

    qualite: str
    personne: Passage | None = None
    fonction: Passage | None = None
    organisation: Passage | None = None

    def to_draft(self) -> Draft:
        return {
            "organisation": {"texte": self.organisation} if self.organisation else None,
            "personne": self.personne,
            "fonction": self.fonction,
            "qualite": self.qualite,
        }


def parse_signataires(flow: Flow, skip: range = NO_SKIP) -> list[Draft]:
    """Return the signatories (`Signataire`) in printed order, each person once."""
    found: list[Signatory] = []
    for start, end, qualite in _regions(flow, skip):
        people = [
            s for texts in signature_columns(flow, start, end) for s in _people(texts, qualite)
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
        if index in skip or not isinstance(element, Block) or len(element.text) > 180:
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
        page = flow.elements[index].page
        while end > index + 1 and flow.elements[end - 1].page >= page + MAX_PAGES:
            end -= 1
        yield index, end, qualite


def _people(texts: Sequence[Passage], qualite: str) -> list[Signatory]:
    """One column, top to bottom → its people; the name stands above or below the office."""
    texts = [t for t in texts if any(c.isalpha() for c in t.text) and not _is_stamp(t.text)]
    kinds = "".join(kind_of(text) for text in texts)
    if "P" not in kinds:
        return []
    if re.fullmatch(r"F+P+", kinds) and kinds.count("P") > 1:
        offices, names = texts[: kinds.index("P")], texts[kinds.index("P") :]
        if len(offices) == len(names):
            return [_signatory([o, n], qualite) for o, n in zip(offices, names, strict=True)]
    groups: list[list[Passage]] = [[]]
    above = kinds[0] == "F" and kinds[-1] == "P"
    opener = "O" if "O" in kinds else "P"
    for text, kind in zip(texts, kinds, strict=True):
        if above:
            groups[-1].append(text)
            if kind == "P":
                groups.append([])
        elif kind == opener and groups[-1]:
            groups.append([text])
        else:
            groups[-1].append(text)
    return [_signatory(group, qualite) for group in groups if any(kind_of(t) == "P" for t in group)]


def _is_stamp(text: str) -> bool:
    """A stamped date beside the names: "25 FEV. 2025"."""
    return DATE.fullmatch(text.strip(" .,")) is not None


def _signatory(group: Sequence[Passage], qualite: str) -> Signatory:
    kinds = [kind_of(text) for text in group]
    at = kinds.index("P")
    name = read_person(group[at])
    organisation: Passage | None = None
    rest = [text for i, text in enumerate(group) if i != at]
    if kinds[0] == "O":
        head = [text for text in group[:at] if not has_office(text.text) or kind_of(text) == "O"]
        organisation = read_pour(_joined(head))
        rest = [text for i, text in enumerate(group) if i > at]
    fonction = _trim(_joined([text for text in rest if len(text.text) < 220]))
    if fonction is not None and organisation is None:
        organisation = read_organisation(fonction)
    return Signatory(qualite, name, fonction, organisation)


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
    return word.page, word.top, word.x0


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
        if known.fonction is None:
            known.fonction, known.organisation = signatory.fonction, signatory.organisation
    return list(people.values())


def _complete(found: list[Signatory], party: Signatory) -> None:
    """Add a party that has not signed under its name, or fill what its signature lacks."""
    names = {fold(s.personne.text): s for s in found if s.personne}
    known = names.get(fold(party.personne.text)) if party.personne else None
    if known is None:
        organisations = {fold(s.organisation.text) for s in found if s.organisation}
        if party.organisation is None or fold(party.organisation.text) not in organisations:
            found.append(party)
        return
    known.organisation = known.organisation or party.organisation
    known.fonction = known.fonction or party.fonction
