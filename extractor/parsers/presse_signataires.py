"""Who signs, as the lists and sentences of an article tell it."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from extractor.draft import Draft, Sourced
from extractor.layout.blocks import Block
from extractor.layout.flow import Flow
from extractor.layout.headings import heading_rank
from extractor.layout.passage import Passage
from extractor.matching.folding import fold
from extractor.parsers.chiffres import is_past
from extractor.parsers.dates import MONTH
from extractor.parsers.enonces import MENTION, SENTENCE, read_facts
from extractor.parsers.enumerations import (
    is_item,
    item_text,
    split_names,
    trimmed,
)
from extractor.parsers.labels import vocabulary
from extractor.parsers.mentions import ORGANISATION
from extractor.parsers.personnes import (
    has_office,
    names_body,
    read_organisation,
    read_person,
    without_article,
)
from extractor.parsers.presse_dates import GOES_ON, Scope
from extractor.parsers.presse_mots import says
from extractor.parsers.territoire import kinds_of_territory

_SIGN = re.compile(
    r"\b(?:(?:a|ont)\s+(?:\w+ment\s+)?(?:co-?)?(?:(?:sign|paraph)[ée]|proc[ée]d[ée]\s+à\s+la\s+signature)|signent|signe|vien(?:t|nent)\s+de\s+signer)\b"
)
_SIGN_STEM = re.compile(r"sign|paraph", re.IGNORECASE)
_LEAD = re.compile(
    rf"^(?:[^,]{{0,60}}\d{{4}}|[^,]{{0,30}}(?:hier|matin|soir)|[^,]{{0,30}}\d (?:{MONTH})),\s+",
    re.I,
)
_BY = re.compile(r"\b[Ss]ign[ée]s?\b[^.;:]{0,70}?\b(?:entre|par)\s+(?P<noms>.+)$", re.DOTALL)
_WITH = re.compile(r"\b(?:avec|aux\s+c[ôo]t[ée]s)\s+(?P<noms>.+)$", re.DOTALL)
_BESIDE = re.compile(r"\baux\s+c[ôo]t[ée]s\s+(?P<noms>.+)$", re.DOTALL)
_LISTED = re.compile(
    r"\bsignataires\b[^.:]{0,60}(?:\s*:|\bsont\b\s*:?)\s+(?P<noms>\S.+)$", re.DOTALL
)
_ARE = re.compile(
    r"^(?P<noms>.+?)\s+(?:en\s+)?sont\s+(?:les\s+)?(?:\w+\s+)?(?:co)?signataires\b", re.DOTALL
)
_SIGNATORIES = re.compile(r"\bsignataires?\b", re.IGNORECASE)
_PROPER_PART = re.compile(r"\s(?:d['’])?[A-ZÀ-Ý]")
_SINCE = re.compile(r"^(?:dans|pour|afin|un|une|ce|cet|cette|son|sa|leur|lors|en|à|au)\b", re.I)


_SMALL = {"de", "d", "et", "du", "des", "l"}


class Signer(NamedTuple):
    """One who signs: an organisation, a person with an office, or an office."""

    organisation: Passage | None
    personne: Passage | None = None
    fonction: Passage | None = None

    @property
    def printed(self) -> Passage:
        passage = self.personne or self.fonction or self.organisation
        assert passage is not None
        return passage

    def to_draft(self) -> Draft:
        return {
            "organisation": {"texte": self.organisation} if self.organisation else None,
            "personne": self.personne,
            "fonction": self.fonction,
            "qualite": Sourced("signataire", self.printed),
        }


class Signing(NamedTuple):
    """Those who sign, and how many of them are named beside the announced count."""

    signers: tuple[Signer, ...]
    beside: int = 0


def read_signing(flow: Flow, territoire: Passage | None, scope: Scope) -> Signing:
    """Return who signs: the list that is announced, else what a sentence tells.

    "mobilise 9 partenaires signataires, aux côtés de la Ville, … :" and nine items -> ten and more
    "Le 8 décembre 2017, la Communauté de communes … a signé un CLS avec l'Agence …" -> two
    """
    signing = _listed(flow, scope) or _told(flow, scope) or Signing(())
    found: dict[str, Signer] = {}
    for signer in signing.signers:
        if signer.organisation is not None:
            full = _full_form(flow, signer.organisation, territoire)
            signer = signer._replace(organisation=full)
        found.setdefault(fold(signer.printed.text), signer)
    return signing._replace(signers=tuple(found.values()))


def _listed(flow: Flow, scope: Scope) -> Signing | None:
    for index, element in enumerate(flow.elements):
        if not isinstance(element, Block) or not _SIGNATORIES.search(element.text):
            continue
        intro = element.passage.split(SENTENCE)[-1]
        if is_past(intro.text, scope.rang):
            continue
        heading = heading_rank(element, flow.body_size) > 0
        items = list(_items_below(flow, index))
        announced = _SIGNATORIES.search(intro.text) and (heading or intro.text.endswith(":"))
        if announced and len(items) > 1:
            beside = _BESIDE.search(intro.text)
            others = _organisations(intro.group(beside, "noms")) if beside else []
            signers = [Signer(name) for name in (*others, *items)]
            return Signing(tuple(signers), len(others))
        named = _LISTED.search(intro.text) or _ARE.search(intro.text)
        names = _organisations(intro.group(named, "noms")) if named else []
        beside = _BESIDE.search(intro.text) if names else None
        names += _organisations(intro.group(beside, "noms")) if beside else []
        if len(names) > 1:
            return Signing(tuple(map(Signer, names)))
    return None


def _items_below(flow: Flow, index: int) -> Iterator[Passage]:
    for element in flow.elements[index + 1 :]:
        if not isinstance(element, Block) or not is_item(element) or len(element.text) > 200:
            return
        name = without_article(trimmed(item_text(element)[1]))
        if not _is_party(name.text) and not name.text[:1].isupper():
            return
        yield name


def _told(flow: Flow, scope: Scope) -> Signing | None:
    for element in flow.elements:
        if not isinstance(element, Block) or not _SIGN_STEM.search(element.text):
            continue
        for sentence in element.passage.split(SENTENCE):
            signers = _signing_in(sentence, scope)
            if signers:
                return Signing(tuple(signers))
    return None


def _signing_in(sentence: Passage, scope: Scope) -> list[Signer]:
    text = sentence.text
    goes_on = GOES_ON.match(text)
    if not (goes_on or MENTION.search(text)) or says("a_venir", text) or is_past(text, scope.rang):
        return []
    years = [fact.year for fact in read_facts(sentence) if fact.year]
    if scope.start is not None and years and max(years) < scope.start:
        return []
    verb = _SIGN.search(text)
    if verb and not goes_on:
        lead = _LEAD.match(text)
        signers = list(_signers(sentence[lead.end() if lead else 0 : verb.start()]))
        after = sentence[verb.end() :]
        party = _WITH.search(after.text)
        others = _organisations(after.group(party, "noms")) if party else []
        if signers:
            return [*signers, *map(Signer, others)]
    by = _BY.search(text) or (_WITH.search(text) if goes_on else None)
    return [Signer(name) for name in _organisations(sentence.group(by, "noms"))] if by else []


def _signers(subject: Passage) -> Iterator[Signer]:
    """Those named before the verb.

    "Marie Duval, présidente de l'Agglomération, et le préfet de la Nièvre" -> a person with her
    office and organisation; an office of the State
    """
    pieces = split_names(subject)
    person: Passage | None = None
    for piece in pieces:
        name = read_person(piece)
        if name is not None and not _is_party(piece.text):
            if person is not None:
                yield Signer(None, person)
            person = name
        elif has_office(piece.text):
            yield Signer(read_organisation(piece), person, piece)
            person = None
        elif _is_party(piece.text):
            yield Signer(piece)


def _organisations(passage: Passage) -> list[Passage]:
    """The names at the start of a text, up to the first piece that is no organisation."""
    found: list[Passage] = []
    for name in split_names(passage):
        if _SINCE.match(name.text) or not _is_party(name.text):
            break
        found.append(_before_aside(name))
    return found


def _before_aside(name: Passage) -> Passage:
    """ "Préfecture du Jura pour une durée…" -> "Préfecture du Jura" """
    cut = re.search(r"\s+(?:pour|afin|dans\s+le|lors|le\s+\d|en\s+\d{4}|sur\s+la\s+p)\b", name.text)
    return name[: cut.start()] if cut else name


def _is_party(text: str) -> bool:
    if MENTION.match(text):
        return False
    bare = fold(text)
    first = bare.split()[:1]
    return (
        ORGANISATION.match(text) is not None
        or names_body(f"{text} x")
        or (len(text.split()[0]) > 1 and text.split()[0].isupper() if first else False)
        or (bool(first) and first[0] in kinds_of_territory() and first[0] not in _SMALL)
        or any(bare == word or bare.startswith(f"{word} ") for word in _party_words())
    )


def _full_form(flow: Flow, name: Passage, territoire: Passage | None) -> Passage:
    """The name in the fullest form that the page prints, where it is only a kind of body.

    "la Ville" -> "Ville de Créteil";  "la Préfecture" -> "Préfecture du Val-de-Marne"
    """
    name = _without_parenthesis(name)
    if _PROPER_PART.search(name.text) or fold(name.text) in _not_expanded():
        return name
    if territoire is not None and fold(territoire.text).startswith(f"{fold(name.text)} "):
        return territoire
    pattern = re.compile(
        rf"\b{re.escape(name.text)}\s+(?:de\s+la\s|de\s+l['’]|de\s|du\s|des\s|d['’])"
        r"(?:[A-ZÀ-Ý][\w'’]*)(?:[-\s](?:de|du|la|le|en|et|sur)?[-\s]?[A-ZÀ-Ý][\w'’]*)*"
    )
    forms = {
        match[0]: element.passage.group(match)
        for element in flow.elements
        if isinstance(element, Block)
        for match in pattern.finditer(element.text)
    }
    return next(iter(forms.values())) if len(forms) == 1 else name


def _without_parenthesis(name: Passage) -> Passage:
    at = name.text.find("(")
    return name[:at] if at > 0 else name


@cache
def _party_words() -> tuple[str, ...]:
    return tuple(label for label, key in vocabulary("presse").exact.items() if key == "parties")


@cache
def _not_expanded() -> frozenset[str]:
    """Kinds that are names by themselves."""
    return frozenset({"etat", "ars", "departement", "region", "rectorat"})
