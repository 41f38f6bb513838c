"""The parties as the contract introduces them, and signatories listed in running text."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from extractor.layout.blocks import Block
from extractor.layout.flow import Flow
from extractor.layout.headings import heading_rank
from extractor.layout.passage import Passage
from extractor.parsers.personnes import has_office, read_person, without_article, without_civility
from extractor.parsers.sections import NO_SKIP

MAX_PARTY = 700
_REPRESENTED = re.compile(
    r"^(?:(?:et|entre|d['’]une part|d['’]autre part)\s*[:,]?\s+)?"
    r"(?P<organisation>[^:;]{4,260}?)\s*,?\s+"
    r"(?:dûment\s+)?repr[ée]sent[ée]e?s?\s+par\s+(?P<qui>.{5,200})$",
    re.IGNORECASE | re.DOTALL,
)
_END = re.compile(
    r"\s*(?:,?\s*(?:dûment|habilit[ée]|agissant|en\s+vertu|ci-apr[èe]s|d['’]une\s+part|d['’]autre\s+part"
    r"|autoris[ée]|en\s+sa\s+qualit[ée])\b.*|[.;,\s]+)$",
    re.IGNORECASE | re.DOTALL,
)
_SEAT = re.compile(
    r"\s*,\s*(?:dont\s+le\s+si[èe]ge|sise?|situ[ée]e?|ci-apr[èe]s|domicili).*$", re.I | re.S
)
_LISTED = re.compile(r"\bsignataires\b[^.]*:\s*$", re.IGNORECASE)
_BETWEEN_NAMES = re.compile(r"\s*[,;]\s+(?=[A-ZÀ-Ý])|[\s,;.]+$|^[\s•-]+")


class Party(NamedTuple):
    """One party, represented by a person."""

    organisation: Passage
    personne: Passage | None
    fonction: Passage | None


def find_parties(flow: Flow, skip: range = NO_SKIP) -> Iterator[Party]:
    """Yield the parties: blocks "… représentée par son Président, Monsieur …"."""
    for index, element in enumerate(flow.elements):
        if index in skip or not isinstance(element, Block) or len(element.text) > MAX_PARTY:
            continue
        if "représent" in element.text or "REPRÉSENT" in element.text:
            party = read_party(element.passage)
            if party is not None:
                yield party


def read_party(passage: Passage) -> Party | None:
    """Read one party; None for a sentence that only speaks of representation.

    "L'Agence Régionale de Santé de Normandie, représentée par son Directeur Général, Monsieur
    François MENGIN LECREULX." -> Agence Régionale de Santé de Normandie, François MENGIN LECREULX,
    Directeur Général
    """
    match = _REPRESENTED.match(passage.text)
    if match is None:
        return None
    organisation = passage.group(match, "organisation")
    seat = _SEAT.search(organisation.text)
    organisation = without_article(organisation[: seat.start()] if seat else organisation)
    who = passage.group(match, "qui")
    end = _END.search(who.text)
    pieces = (who[: end.start()] if end else who).split(re.compile(r"\s*,\s*"))
    person = next((name for piece in pieces if (name := read_person(piece))), None)
    office = next((p for p in pieces if has_office(p.text) and read_person(p) is None), None)
    if person is None and office is not None:
        person, office = _name_after_office(office)
    if person is None:
        return None
    return Party(organisation, person, _without_possessive(office) if office else None)


def _name_after_office(text: Passage) -> tuple[Passage | None, Passage]:
    """Split "son Président Monsieur François AUBEY", where no comma stands between the two."""
    match = re.search(r"\b(?:Monsieur|Madame|M\.|Mme)\s", text.text)
    if match is None:
        return None, text
    before = text[: match.start()]
    return read_person(text[match.start() :]), before


def _without_possessive(office: Passage) -> Passage:
    match = re.match(r"(?:son|sa|ses)\s+", office.text, re.IGNORECASE)
    return without_civility(office[match.end() :] if match else office)


def listed_signatories(flow: Flow) -> list[Passage]:
    """The organisations listed after a sentence that announces the signatories.

    "Le CLS mobilise 9 partenaires signataires, … :" / "Conseil Départemental du Val-de-Marne," / …
    """
    for index, element in enumerate(flow.elements):
        if not isinstance(element, Block) or not _LISTED.search(element.text):
            continue
        names: list[Passage] = []
        for follower in flow.elements[index + 1 :]:
            if not isinstance(follower, Block) or len(follower.text) > 200:
                break
            if not follower.marker and heading_rank(follower, flow.body_size):
                break
            if not follower.marker and not follower.text.rstrip().endswith((",", ";", ".")):
                break
            names += follower.passage.split(_BETWEEN_NAMES)
            if follower.text.rstrip().endswith("."):
                break
        if len(names) > 1:
            return [name for name in names if any(c.isalpha() for c in name.text)]
    return []
