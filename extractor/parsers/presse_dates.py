"""When the contract was signed and which years it covers, as an article tells it."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from extractor.draft import Sourced
from extractor.layout.blocks import Block
from extractor.layout.flow import Flow
from extractor.layout.passage import Passage
from extractor.parsers.chiffres import is_past
from extractor.parsers.dates import DATE, MONTH, match_to_date
from extractor.parsers.enonces import MENTION, PERIOD, SENTENCE, read_facts
from extractor.parsers.nombres import NOMBRE, read_nombre
from extractor.parsers.presse_mots import says

_DAY = re.compile(
    rf"\b(?P<jour>[0-3]?\d)(?:\s?er)?\s+(?P<mois>{MONTH})\b(?!\s+(?:19|20)\d\d)", re.IGNORECASE
)
_SIGNED = re.compile(r"\bsign(?:[ée]e?s?|ature|ent|e)\b", re.IGNORECASE)
_PLACE = re.compile(
    r"^\s*,?\s*(?:à|au)\s+(?P<lieu>[A-ZÀ-Ý][\w'’]*(?:[-\s](?:sur|sous|en|la|le|les|lès|de|du|des|[A-ZÀ-Ý][\w'’]*))*)"
)
GOES_ON = re.compile(r"^(?:Sign|Conclu|Paraph|Adopt)[ée]?\b(?![^.]{0,60}\b(?:CLS|contrat)\b)")
""" "Signé en juin 2021 avec l'ARS, il poursuit…": a sentence about the contract named before."""
_DATELINE = re.compile(r"^[A-ZÀ-Ý][\w\s'’-]{1,40},\s+(?:le\s+)?$")
_COVERS = re.compile(
    r"(?:couvr\w*|port\w+\s+sur|p[ée]riode|ann[ée]es|(?:plan|programme)\s+d['’]actions?"
    r"|engage\w*|conclu\w*|[ée]tabli\w*)[^.;]{0,60}$",
    re.IGNORECASE,
)
_OTHER_PLAN = re.compile(
    r"\b(?:PRS|projet\s+r[ée]gional|sch[ée]ma|strat[ée]gie|contrat\s+de\s+ville)\b[^.;]{0,60}$",
    re.I,
)
_YEARS = re.compile(
    rf"\b(?:(?:pour|sur)\s+(?:une\s+(?:dur[ée]e|p[ée]riode)\s+de\s+)?|(?:dur[ée]e|p[ée]riode)\s+de\s+)"
    rf"(?P<duree>{NOMBRE})\s+ans\b",
    re.IGNORECASE,
)
_SUBJECT = re.compile(
    r"\b(?:contrat|CLS|(?:plan|programme)\s+d['’]actions?|repart|s['’]engage\w*)\b", re.IGNORECASE
)
_LONGEST = 10
"""Years: no contract is longer; "sur 15 ans" tells of something else."""


class Scope(NamedTuple):
    """Which contract an article is about."""

    rang: int | None
    start: int | None
    """Its first year, or that of its signature."""
    published: str | None = None
    """ISO date of the page itself."""


class Signed(NamedTuple):
    """The act as the article tells it."""

    date: Sourced | None
    lieu: Passage | None


def sentences_of(flow: Flow) -> Iterator[Passage]:
    """The sentences of the article, those that do not name the contract too."""
    for element in flow.elements:
        if isinstance(element, Block):
            yield from element.passage.split(SENTENCE)


def read_signed(flow: Flow, told: Sourced | None, scope: Scope) -> Signed:
    """Return date and place of the signature.

    `told` is what ranks and years already gave, `scope` the contract.

    "Signé le 9 mars à Port-Brion", published on 18 March 2023 -> 2023-03-09, Port-Brion
    "Jeudi 27 novembre 2025, … se sont rassemblés … pour adopter officiellement le nouveau Contrat
    Local de Santé" -> 2025-11-27;  "Le conseil municipal a voté … le 6 février 2025" -> nothing
    """
    if told is not None and len(str(told.value)) == 10:
        return Signed(told, _place_after(flow, told))
    for sentence in sentences_of(flow):
        signed = _of_sentence(sentence, scope)
        if signed is not None and _agrees(signed.date, told):
            return signed
    return Signed(told, None)


def _of_sentence(sentence: Passage, scope: Scope) -> Signed | None:
    text = sentence.text
    goes_on = GOES_ON.match(text) is not None
    if (
        not (goes_on or MENTION.search(text))
        or not says("adoption", text)
        or is_past(text, scope.rang)
    ):
        return None
    if says("vote", text) or says("a_venir", text):
        return None
    for match in DATE.finditer(text):
        date = match_to_date(match)
        if date and (len(date) == 10 or goes_on):
            place = _PLACE.match(text[match.end() :])
            after = sentence[match.end() :]
            return Signed(
                Sourced(date, sentence.group(match)), after.group(place, "lieu") if place else None
            )
    day, published = _DAY.search(text), scope.published
    if day is None or published is None:
        return None
    date = match_to_date(DATE.search(f"{day['jour']} {day['mois']} {published[:4]}"))  # type: ignore[arg-type]
    if date is None:
        return None
    if date > published.ljust(10, "9"):
        date = f"{int(date[:4]) - 1}{date[4:]}"
    rest = sentence[day.end() :]
    place = _PLACE.match(rest.text)
    return Signed(Sourced(date, sentence.group(day)), rest.group(place, "lieu") if place else None)


def _agrees(date: Sourced | None, told: Sourced | None) -> bool:
    """Whether a date is a more precise form of what is known."""
    return told is None or (date is not None and str(date.value).startswith(str(told.value)))


def _place_after(flow: Flow, told: Sourced) -> Passage | None:
    words = told.passage.words
    for sentence in sentences_of(flow):
        if not words or words[-1] not in sentence.words or not _SIGNED.search(sentence.text):
            continue
        at = sentence.text.find(told.passage.text)
        rest = sentence[at + len(told.passage.text) :]
        place = _PLACE.match(rest.text)
        return rest.group(place, "lieu") if place else None
    return None


def read_published(flow: Flow) -> str | None:
    """The date of the page itself: "Publié le 18 mars 2023", "Saint-Orbe, le 15 octobre 2024"."""
    for element in flow.elements:
        if not isinstance(element, Block) or len(element.text) > 120:
            continue
        for match in DATE.finditer(element.text):
            before = element.text[: match.start()]
            date = match_to_date(match)
            if date and len(date) == 10 and len(before) < 45:
                rest = element.text[match.end() :].strip(" .|–-")
                alone = not rest or len(rest) < 30
                if alone and (_DATELINE.match(before) or says("publication", before) or not before):
                    return date
    return None


def read_years(flow: Flow, scope: Scope) -> tuple[Sourced | None, Sourced | None]:
    """The years that a sentence without the name of the contract gives.

    "Il couvre la période 2021-2025", "Un déploiement du plan d'actions sur 3 ans (2018-2020)"
    """
    for sentence in sentences_of(flow):
        text = sentence.text
        match = PERIOD.search(text)
        if match is None or is_past(text, scope.rang):
            continue
        before = text[: match.start()]
        aside = before.endswith("(") and MENTION.search(before) is not None
        if not (aside or _COVERS.search(before)) or _OTHER_PLAN.search(before):
            continue
        if scope.start is not None and int(match["debut"]) < scope.start - 1:
            continue
        return (
            Sourced(int(match["debut"]), sentence.group(match, "debut")),
            Sourced(int(match["fin"]), sentence.group(match, "fin")),
        )
    return None, None


def read_duration(flow: Flow, scope: Scope) -> Sourced | None:
    """The duration of the contract: "repart pour cinq ans", "sur trois ans"."""
    for sentence in sentences_of(flow):
        if not _SUBJECT.search(sentence.text) or is_past(sentence.text, scope.rang):
            continue
        years = [fact.year for fact in read_facts(sentence) if fact.year]
        start = scope.start
        if start is not None and years and min(years) < start and max(years) <= start:
            continue
        match = _YEARS.search(sentence.text)
        value = read_nombre(match["duree"]) if match else None
        if match and value and value <= _LONGEST:
            return Sourced(value, sentence.group(match, "duree"))
    return None
