"""Running text → the sentences that speak of the contract, or of an earlier one."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractor.draft import Sourced
from extractor.layout.blocks import Block
from extractor.layout.flow import Flow
from extractor.layout.passage import Passage
from extractor.parsers.dates import DATE, YEAR, match_to_date
from extractor.parsers.nombres import NOMBRE, ORDINAL, read_nombre, read_ordinal
from extractor.parsers.sections import NO_SKIP

_CLS = r"(?:contrats?\s+loca(?:l|ux)\s+de\s+sant[ée]|CLS(?=\d?\b))"
_OTHER = (
    r"(?!\s+(?:de\s+ville|territorial|enfance|r[ée]gional|d[ée]partemental"
    r"|d['’]engagement|d['’]objectifs))"
)
ABOUT = re.compile(rf"\b{_CLS}|\bcontrat\b{_OTHER}|\bce\s+dispositif\b", re.IGNORECASE)
MENTION = re.compile(
    rf"(?P<ce>\b(?:ce|cet)\s+)?(?:\b(?P<rang>{ORDINAL})\s+(?:{_CLS}|contrat\b{_OTHER})"
    rf"|\b{_CLS}\s?(?:n\s?[°º]\s?)?(?:(?P<romain>I{{2,3}}|IV)\b|(?P<chiffre>[1-9])"
    r"(?!\d|[.,/-]\d|\s?(?:actions?|axes?|fiches?|[a-zà-ÿ])))"
    r"|\b(?:dont|puis)\s+(?:le|la|d['’]un|un)\s+(?P<seul>premier|second|deuxi[èe]me|troisi[èe]me)\b"
    r"|,\s+(?:et\s+)?le\s+(?P<suivant>second|deuxi[èe]me|troisi[èe]me)(?=\s+(?:en|le|au)\s)"
    r"|^(?:le|un)\s+(?P<seconde>premier|second|deuxi[èe]me|troisi[èe]me)"
    r"(?=\s*,\s+(?:sign|couvr|conclu|adopt|port)|\s+a\s+(?:[ée]t[ée]\s+(?:sign|conclu|adopt)|couvert))"
    rf"|\b{_CLS}|\bce\s+dispositif\b"
    rf"|\b(?:pr[ée]sent|nouveau|pr[ée]c[ée]dent|ce)\s+contrat\b{_OTHER})",
    re.IGNORECASE,
)
SENTENCE = re.compile(r"(?<=[.!?;])\s+(?=[A-ZÀ-Ý«])|\n")
PERIOD = re.compile(
    rf"(?<!\d)(?P<debut>{YEAR})\s*(?:[-–—/]|à|au|jusqu['’]en)\s*(?P<fin>{YEAR})(?!\d)",
    re.IGNORECASE,
)
UNTIL = re.compile(
    rf"(?:jusqu['’](?:en|[àa]|au)|[àa]\s+(?:son\s+)?(?:terme|[ée]ch[ée]ance)\s+en)"
    rf"\s+(?:\d{{1,2}}(?:\s?er)?\s+)?(?:\w+\s+)?(?P<fin>{YEAR})",
    re.IGNORECASE,
)
DURATION = re.compile(
    r"(?:(?:dur[ée]e|p[ée]riode)\s+(?:contractuelle\s+|initiale\s+|totale\s+)?(?:est\s+)?"
    r"(?:fix[ée]e\s+)?(?:de\s+|à\s+)|\b(?:conclu|sign[ée]|[ée]tabli|valable)e?s?\s+pour\s+"
    r"|\bprend(?:ra)?\s+effet\b[^.;]{0,60}?\bpour\s+)"
    rf"(?P<duree>{NOMBRE})\s*(?:\(\s*\d+\s*\)\s*)?ans?\b",
    re.IGNORECASE,
)
_IN_TURN = re.compile(
    r"\b(?:(?:pr[ée]c[ée]dents|premiers|anciens|suite\s+des|apr[èe]s\s+les)\s+(?:\w+\s+)?"
    r"(?:CLS|contrats)|apr[èe]s\s+ceux)\b[^.;\d]{0,60}\b(?:en|de)\s+"
    rf"(?P<un>{YEAR})(?:,\s+(?:en\s+)?(?P<deux>{YEAR}))?"
    rf"\s+(?:et|puis)\s+(?:en\s+|de\s+)?(?P<trois>{YEAR})",
    re.IGNORECASE,
)
_BEFORE = ("dents", "premiers", "anciens", "suite des", "près ")
"""Letters of the words before them, to pass over most sentences without a pattern."""
_EXTENDED = re.compile(r"\b(?:prorog|prolong)", re.IGNORECASE)
_TO_COME = re.compile(
    r"\b(?:sera|seront|devrai(?:t|ent)|doit|doivent|pr[ée]vue?|interviendra|aura\s+lieu|prochaine?)\b",
    re.IGNORECASE,
)
_SIGNED = re.compile(r"\bsign(?:[ée]|ature|e\b|er\b|ent\b)", re.IGNORECASE)
_NEAR = 45
_ROMANS = {"II": 2, "III": 3, "IV": 4, "V": 5}


@dataclass(slots=True)
class Fact:
    """What one clause says of one contract."""

    rang: Sourced | None
    demonstrative: bool
    """ "Ce deuxième CLS": the contract spoken of just before."""
    debut: Sourced | None = None
    fin: Sourced | None = None
    date: Sourced | None = None
    duree: Sourced | None = None
    past: bool = False
    """Told as one of the contracts before this one."""
    block: int = 0

    @property
    def year(self) -> int | None:
        """The first year that the clause gives."""
        if self.debut is not None:
            return int(str(self.debut.value))
        return int(str(self.date.value)[:4]) if self.date is not None else None

    @property
    def last(self) -> int | None:
        """The last year that the clause gives."""
        return int(str(self.fin.value)) if self.fin is not None else None

    @property
    def rank(self) -> int | None:
        return int(str(self.rang.value)) if self.rang is not None else None


def may_name_a_contract(text: str) -> bool:
    """Whether a text has letters of "contrat", "CLS" or "dispositif": a pattern may search it."""
    lower = text.lower()
    return "contrat" in lower or "cls" in lower or "dispositif" in lower


def sentences(flow: Flow, skip: range = NO_SKIP) -> Iterator[tuple[int, Passage]]:
    """Yield the sentences of the blocks that name the contract, with the index of the block."""
    for index, element in enumerate(flow.elements):
        if index in skip or not isinstance(element, Block):
            continue
        text = element.text
        if may_name_a_contract(text) and (ABOUT.search(text) or _IN_TURN.search(text)):
            for sentence in element.passage.split(SENTENCE):
                yield index, sentence


def read_facts(sentence: Passage) -> list[Fact]:
    """Return what a sentence says of this or an earlier contract, in reading order.

    "Le premier contrat, signé le 12 mars 2018 pour la période 2018-2022" -> 1, with all three
    "dès 2012 avec la signature d'un premier CLS, puis d'un second en 2022" -> (1, 2012), (2, 2022)
    "Le deuxième, signé en 2016, est arrivé à échéance en 2020" -> 2, 2016, until 2020
    "En 2025, la Ville signe un troisième Contrat local de santé" -> 3, 2025
    "le PRS 2023-2028, avec lequel le CLS est en cohérence" -> a fact without years
    """
    text = sentence.text
    mentions = list(MENTION.finditer(text))
    facts = _signed_in_turn(sentence)
    for i, mention in enumerate(mentions):
        start = mentions[i - 1].end() if i else 0
        end = mentions[i + 1].start() if i + 1 < len(mentions) else len(text)
        facts.append(_fact(sentence, mention, start, end))
    return facts


def _signed_in_turn(sentence: Passage) -> list[Fact]:
    """ "Les deux précédents contrats, signés en 2013 et 2019" -> two facts."""
    text = sentence.text
    match = _IN_TURN.search(text) if any(word in text for word in _BEFORE) else None
    if match is None:
        return []
    years = [year for year in ("un", "deux", "trois") if match[year]]
    return [
        Fact(None, False, date=Sourced(match[y], sentence.group(match, y)), past=True)
        for y in years
    ]


def _fact(sentence: Passage, mention: re.Match[str], start: int, end: int) -> Fact:
    text = sentence.text
    groups = ("rang", "chiffre", "romain", "seul", "suivant", "seconde")
    group = next((g for g in groups if mention[g]), None)
    rank = None
    if group:
        value = _ROMANS.get(mention[group]) or read_ordinal(mention[group])
        value = int(mention[group]) if group == "chiffre" else value
        rank = Sourced(value, sentence.group(mention, group)) if value else None
    fact = Fact(rank, bool(mention["ce"]))
    # What is said far from an unranked mention may be about another plan.
    reach = end if rank else min(end, mention.end() + _reach(text[mention.end() : end]))
    period = PERIOD.search(text, mention.end(), reach)
    if period:
        fact.debut = Sourced(int(period["debut"]), sentence.group(period, "debut"))
        fact.fin = Sourced(int(period["fin"]), sentence.group(period, "fin"))
    until = UNTIL.search(text, mention.end(), end)
    # "pour la période 2017-2021, avait été prorogé jusqu'en 2022": the longer end holds.
    if until and (period is None or _EXTENDED.search(text, period.end(), until.start())):
        fact.fin = Sourced(int(until["fin"]), sentence.group(until, "fin"))
    fact.date = _signature(sentence, mention, start, end)
    duration = DURATION.search(text, mention.end(), end)
    if duration:
        years = read_nombre(duration["duree"])
        fact.duree = Sourced(years, sentence.group(duration, "duree")) if years else None
    return fact


def _reach(clause: str) -> int:
    """How far an unranked mention speaks: to the comma, unless what follows goes on with it."""
    comma = re.search(r"[,;:](?!\s*(?:couvrant|conclu|sign[ée]|portant|pour\b))", clause)
    return min(comma.start() if comma else len(clause), _NEAR)


def _signature(sentence: Passage, mention: re.Match[str], start: int, end: int) -> Sourced | None:
    """The date on which the contract was signed: after the mention, else just before it."""
    text = sentence.text
    signed = _SIGNED.search(text, mention.end(), end)
    if signed and _TO_COME.search(text, max(signed.start() - 20, 0), signed.end() + 15):
        return None  # "La signature est prévue à l'automne 2026"
    if signed:
        match = DATE.search(text, signed.end(), min(end, signed.end() + 30))
        if match and (date := match_to_date(match)):
            return Sourced(date, sentence.group(match))
    if mention["seul"] or mention["suivant"] or mention.group(0).lower() == "ce dispositif":
        match = DATE.match(text, _skip_link(text, mention.end()))
        if match and (date := match_to_date(match)):
            return Sourced(date, sentence.group(match))
    before = text[start : mention.start()]
    if _SIGNED.search(before) and len(before) < 120:
        match = DATE.search(text, start, mention.start())
        if match and (date := match_to_date(match)):
            return Sourced(date, sentence.group(match))
    return None


def _skip_link(text: str, position: int) -> int:
    match = re.compile(r"\s+(?:en|le|au)\s+").match(text, position)
    return match.end() if match else position


def merge(facts: Sequence[Fact]) -> list[Fact]:
    """One fact per contract: the same rank, the same years, or "ce deuxième CLS" after it."""
    merged: list[Fact] = []
    last: Fact | None = None
    for fact in facts:
        known = _same(merged, fact, last)
        if known is None:
            merged.append(fact)
            last = fact
            continue
        known.rang = known.rang or fact.rang
        known.debut, known.fin = known.debut or fact.debut, known.fin or fact.fin
        known.date, known.duree = known.date or fact.date, known.duree or fact.duree
        last = known
    return merged


def _same(merged: Sequence[Fact], fact: Fact, last: Fact | None) -> Fact | None:
    if fact.rank is not None:
        for known in merged:
            if known.rank == fact.rank and not _other_years(known, fact):
                return known
        if fact.demonstrative and last and last.rank is None and last.year and fact.year is None:
            return last if last.block >= fact.block - 1 else None
    if fact.year is not None:
        for known in merged:
            if known.year == fact.year and (known.rank is None or fact.rank is None):
                return known
        for known in merged:
            signed = int(str(known.date.value)[:4]) if known.date else None
            if fact.debut and signed == fact.year and known.rank == fact.rank:
                return known
    return None


def _other_years(first: Fact, second: Fact) -> bool:
    return bool(first.debut and second.debut and first.debut.value != second.debut.value)
