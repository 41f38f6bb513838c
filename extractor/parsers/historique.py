"""Which contract of its territory this one is, its years, and the contracts before it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractor.draft import Draft, Sourced
from extractor.layout.blocks import Block
from extractor.layout.flow import Flow
from extractor.layout.passage import Passage
from extractor.parsers.enonces import (
    DURATION,
    PERIOD,
    Fact,
    merge,
    read_facts,
    sentences,
)
from extractor.parsers.nombres import ORDINAL, read_nombre, read_ordinal
from extractor.parsers.sections import NO_SKIP

_GENERATION = re.compile(
    rf"(?:contrats?\s+loca(?:l|ux)\s+de\s+sant[ée]|\bCLS|\bcontrat)\b[^.;:]{{0,25}}?"
    rf"\b(?P<rang>{ORDINAL})\s+g[ée]n[ée]ration",
    re.IGNORECASE,
)
_PRESENT = re.compile(
    r"pr[ée]sent\s+contrat|prend(?:ra)?\s+effet|entre(?:ra)?\s+en\s+vigueur|est\s+conclu|est\s+sign[ée]"
    r"|est\s+[ée]tabli|dur[ée]e\s+du\s+contrat",
    re.IGNORECASE,
)
_RENEWED = re.compile(
    r"renouvel|pr[ée]c[ée]dent\s+(?:CLS|contrat)|nouveau\s+(?:CLS|contrat)"
    # "Ce premier contrat a permis…" looks back; "Avec ce premier contrat, la Ville…", "ce premier
    # contrat formalise…" do not.
    r"|(?<!avec )(?<!dans )(?<!par )ce\s+premier\s+(?:CLS|contrat)\b"
    r"(?=[^.;]{0,60}?\b(?:a|ont|avait|avaient|est|fut|s['’](?:est|ach[èe]ve)|arrive|prend\s+fin)\b)"
    r"|bilan\s+du\s+(?:premier|CLS)",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Story:
    """What the document tells of the contracts of its territory."""

    rang: Sourced | None
    generation: Sourced | None
    periode: dict[str, Draft]
    signature: Sourced | None
    """The date of signature as running text tells it; the formula at the end goes first."""
    historique: list[Draft]


def read_story(
    flow: Flow, cover: Passage | None, signed: str | None, skip: range = NO_SKIP
) -> Story:
    """Read rank, generation, years and earlier contracts.

    `cover` is the text of the cover, `signed` the ISO date of the formula of signature.
    """
    facts: list[Fact] = []
    told: list[Passage] = []
    for index, sentence in sentences(flow, skip):
        told.append(sentence)
        for fact in read_facts(sentence):
            fact.block = index
            facts.append(fact)
    durations = [(fact, fact.duree) for fact in facts if fact.duree]
    ranked_years = [(fact.rank, fact.year) for fact in facts]
    contracts = merge(facts)
    debut, fin = _cover_period(cover)
    current = _current(contracts, int(str(debut.value)) if debut else _year(signed))
    if debut is None and current is not None and current.debut is not None:
        debut, fin = current.debut, current.fin
    elif debut is None and current is not None:
        fin = current.fin
    start = int(str(debut.value)) if debut else _year(signed) or (current.year if current else None)
    rang = current.rang if current is not None else None
    if rang is not None and rang.value == 1 and any(_RENEWED.search(s.text) for s in told):
        rang = None
    return Story(
        rang,
        _generation(flow, skip),
        {"debut": debut, "fin": fin, "duree_annees": _duration(told, durations, current, start)},
        current.date if current is not None else None,
        _earlier(contracts, current, start) if ranked_years else [],
    )


def _cover_period(cover: Passage | None) -> tuple[Sourced | None, Sourced | None]:
    match = PERIOD.search(cover.text) if cover is not None else None
    if match is None or cover is None:
        return None, None
    return (
        Sourced(int(match["debut"]), cover.group(match, "debut")),
        Sourced(int(match["fin"]), cover.group(match, "fin")),
    )


def _current(contracts: Sequence[Fact], start: int | None) -> Fact | None:
    """The facts about this contract: the highest rank that is not told as past.

    Where the cover or the signature gives a year, a contract of years before it is an earlier one.
    """
    live = [c for c in contracts if start is None or c.year is None or c.year >= start]
    live = [c for c in live if not c.past]
    ranked = [c for c in live if c.rank is not None]
    dated = [c for c in live if c.year is not None]
    if start is None and dated:
        newest = max(dated, key=lambda c: c.year or 0)
        ranked = [c for c in ranked if c.year is None or c.year >= (newest.year or 0)]
        ranked = [c for c in ranked if not _has_ended(c, newest)]
        top = max(ranked, key=lambda c: c.rank or 0, default=None)
        if top is None or (top.year is None and newest.rank is None and _past(contracts, top)):
            return newest
        if top.year is None and newest.rank is None:
            newest.rang = top.rang
            return newest
        return top
    if ranked:
        highest = max(contracts, key=lambda c: c.rank or 0)
        top = max(ranked, key=lambda c: c.rank or 0)
        return top if (top.rank or 0) >= (highest.rank or 0) else None
    return max(dated, key=lambda c: c.year or 0, default=None)


def _has_ended(contract: Fact, newest: Fact) -> bool:
    """Whether only the end of a contract is told, and the newest one follows it.

    "un deuxième contrat prorogé jusqu'en 2022, un contrat … a été signé le 1er décembre 2022"
    """
    end = int(str(contract.fin.value)) if contract.fin is not None else None
    if contract is newest or contract.year is not None or end is None:
        return False
    return newest.year is not None and newest.rank is None and end <= newest.year


def _past(contracts: Sequence[Fact], top: Fact) -> bool:
    """Whether a rank without a year is told of a contract that other facts date."""
    return any(c is not top and c.rank == top.rank and c.year for c in contracts)


def _earlier(contracts: Sequence[Fact], current: Fact | None, start: int | None) -> list[Draft]:
    """Contracts of a lower rank, or of years before this one, that the text gives a year for."""
    rank = current.rank if current is not None else None
    found = []
    for contract in contracts:
        if contract is current or (contract.year is None and contract.fin is None):
            continue
        lower = rank is not None and contract.rank is not None and contract.rank < rank
        before = start is not None and (contract.year or contract.last or start) < start
        before = before or (current is not None and _has_ended(contract, current))
        if lower or before or contract.past:
            found.append(contract)
    found.sort(key=lambda c: (c.year or 0, c.rank or 0))
    return [
        {"rang": c.rang, "debut": c.debut, "fin": c.fin, "date_signature": c.date} for c in found
    ]


def _duration(
    told: Sequence[Passage],
    durations: Sequence[tuple[Fact, Sourced]],
    current: Fact | None,
    start: int | None,
) -> Sourced | None:
    """The duration said of this contract: by its own articles first."""
    for sentence in told:
        match = DURATION.search(sentence.text)
        if match and _PRESENT.search(sentence.text):
            facts = read_facts(sentence)
            years = read_nombre(match["duree"])
            if years and not any(f.rank and current and f.rank != current.rank for f in facts):
                return Sourced(years, sentence.group(match, "duree"))
    rank = current.rank if current is not None else None
    for fact, duration in durations:
        if fact.rank is not None and fact.rank == rank:
            return duration
    for fact, duration in durations:
        old = fact.year is not None and start is not None and fact.year < start
        if fact.rank is None and not old:
            return duration
    return None


def _generation(flow: Flow, skip: range) -> Sourced | None:
    """ "CLS de troisième génération" -> 3; not "Projet régional de santé de 2ème génération"."""
    for index, element in enumerate(flow.elements):
        if index in skip or not isinstance(element, Block) or "ration" not in element.text.lower():
            continue
        match = _GENERATION.search(element.text)
        value = read_ordinal(match["rang"]) if match else None
        if match and value:
            return Sourced(value, element.passage.group(match, "rang"))
    return None


def _year(date: str | None) -> int | None:
    return int(date[:4]) if date else None
