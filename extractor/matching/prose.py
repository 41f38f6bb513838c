"""Running text → the organisations that it names: by the glossary, and by the lists they stand in.

No statistical model. spaCy (its phrase matcher) is imported when a text is first read.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from extractor.matching.prose_glossary import TOKEN, names_of_glossary
from extractor.matching.prose_lists import members_of_lists
from extractor.matching.prose_names import (
    COMPLEMENT,
    DEFINITE,
    DETERMINER,
    LINK,
    OF_A_KIND,
    PART_OF_NAME,
    PLACE_AFTER,
    PLURAL,
    SENTENCE_START,
    SIGLE_AFTER,
    TAIL,
    Methode,
    Span,
    longest,
    plain_text,
    wording,
)


class Found(NamedTuple):
    """An organisation that a text names."""

    start: int
    end: int
    texte: str
    """As printed, with its place and its sigle in parentheses, without article."""
    lieu: str
    """What follows the name of the kind, mostly a place: "Normandie", "de Lisieux (CALN)", ""."""
    organisation: str | None
    """Id in the glossary; None where only its neighbours in a list give it away."""
    methode: Methode


def find_organisations(text: str) -> list[Found]:
    """Return the organisations that a text names, in reading order.

    "l'ARS Normandie, la CPAM du Calvados et Planeth Patient" -> `ars`, `cpam`, None (enumeration)
    "la Communauté d'Agglomération Lisieux Normandie (CALN)"  -> `epci`; "CALN" later on, too
    "une maison de santé", "le contrat de ville"              -> nothing: no name; no organisation
    """
    plain = plain_text(text)
    known = longest(list(names_of_glossary(plain)))
    spans = _joined(plain, _with_places(plain, known))
    named = _with_sigles(plain, [span for span in spans if _is_named(plain, span)])
    others = [span for span in spans if not any(span.overlaps(name) for name in named)]
    named += [span for span in _introduced(plain, named) if _is_free(span, named + others)]
    named += members_of_lists(plain, named, others)
    return [_found(text, span) for span in sorted(named, key=lambda span: span.start)]


def is_same(first: Found, second: Found) -> bool:
    """Whether two names may mean one body: one kind, and one place or no place said.

    "ARS" and "Agence régionale de santé Normandie" -> True;  "CHU de Caen", "CHU de Rouen" -> False
    """
    if first.organisation is None or first.organisation != second.organisation:
        return first.texte.casefold() == second.texte.casefold()
    return not (first.lieu and second.lieu) or first.lieu.casefold() == second.lieu.casefold()


def _found(text: str, span: Span) -> Found:
    lieu = text[span.core : span.end].strip() if span.core else ""
    row = span.row.id if span.row else None
    return Found(span.start, span.end, text[span.start : span.end], lieu, row, span.methode)


def _with_places(plain: str, known: Sequence[Span]) -> list[Span]:
    """Each name with the place that belongs to it: "CPAM" -> "CPAM du Calvados"."""
    spans: list[Span] = []
    for index, span in enumerate(known):
        if spans and span.start < spans[-1].end:
            continue  # "Pays" in "ARS Pays de la Loire"
        names = (k.start for k in known[index + 1 :] if not _may_be_place(plain, span, k))
        limit = next(names, len(plain))
        tail = TAIL.match(plain, span.end, limit)
        if tail is not None and not _cuts_a_word(plain, tail.end()):
            span = span._replace(end=tail.end(), proper=True)
        spans.append(span)
    return spans


def _may_be_place(plain: str, before: Span, span: Span) -> bool:
    """Whether a word of the glossary after a name is part of a place.

    "ARS Pays de la Loire", "Groupe hospitalier de la région de Mulhouse"
    """
    name = plain[span.start : span.end]
    if span.methode == "sigle" or " " in name:
        return False
    between = plain[before.end : span.start]
    return (
        name.islower()
        or not span.is_organisation
        or between in (" ", " des ")
        or PART_OF_NAME.search(plain[: span.start]) is not None
    )


def _cuts_a_word(plain: str, end: int) -> bool:
    return plain[end - 1 : end + 1].isalnum() and len(plain) > end


def _joined(plain: str, spans: list[Span]) -> list[Span]:
    """Make one name of a name and the name that it depends on: "CCAS de la Ville de Lisieux"."""
    joined: list[Span] = []
    for span in reversed(spans):
        after = joined[-1] if joined else None
        linked = after and LINK.fullmatch(plain, span.end, after.start)
        if after and linked and span.is_organisation and _is_named(plain, after):
            joined[-1] = span._replace(end=after.end, proper=True)
        else:
            joined.append(span)
    return joined[::-1]


def _is_named(plain: str, span: Span) -> bool:
    """Whether a text means one body by a name, and not some bodies or places of a kind.

    "la Ville", "la mission locale", "centre hospitalier de Vire" -> True
    "deux centres de santé", "la région Normandie", "une commune" -> False
    """
    if not span.is_organisation:
        return False
    before, name = plain[: span.start], plain[span.start : span.core]
    if span.methode == "sigle":
        if len(name) < 3 and not span.proper:
            return False  # "CD", "OT": too short to be sure
        return not name.istitle() or DETERMINER.search(before) is not None
    if PART_OF_NAME.search(before):
        return False  # "Livarot Pays d'Auge"
    if span.row is None:
        return _is_one(name) and (span.proper or _is_introduced(plain, span))
    if _has_capital(before, name):
        article = DETERMINER if _is_one(name) else PLURAL
        known = span.proper or (" " in name and (_is_one(name) or span.row.portee == "nationale"))
        return known or article.search(before) is not None
    if not _is_one(name) or COMPLEMENT.search(before):
        return False
    if span.row.categorie in OF_A_KIND:
        return span.proper
    if span.row.id in wording()["territories"]:
        return span.proper and " " in name  # "la région Normandie" is a place
    return span.proper or (" " in name and DEFINITE.search(before) is not None)


def _has_capital(before: str, name: str) -> bool:
    """Whether a name is set apart by a capital, other than that of its sentence."""
    first = name[0].isupper() and SENTENCE_START.search(before[-4:]) is None
    return first or any(letter.isupper() for letter in name[1:])


def _is_one(name: str) -> bool:
    """Whether a name is in the singular: "centre de santé", not "centres de santé"."""
    return name.split()[0][-1] not in "sx"


def _is_introduced(plain: str, span: Span) -> bool:
    """Whether the sigle after a name is made of its initials."""
    sigle = SIGLE_AFTER.match(plain, span.end)
    initials = "".join(word[0] for word in TOKEN.findall(plain[span.start : span.end]))
    return sigle is not None and _is_within(sigle["sigle"].lower(), initials.lower())


def _is_within(letters: str, others: str) -> bool:
    """Whether letters stand in others in the same order: "rtps" in "rtdpdls"."""
    rest = iter(others)
    return all(letter in rest for letter in letters)


def _with_sigles(plain: str, named: list[Span]) -> list[Span]:
    """Each name with the sigle in parentheses after it, or the sigle with its name."""
    whole: list[Span] = []
    for span in named:
        sigle = SIGLE_AFTER.match(plain, span.end)
        last = whole[-1] if whole else None
        if last and span.start < last.end:
            continue
        if last and last.row == span.row and plain[last.end : span.start] == " (":
            close = plain[span.end : span.end + 1] == ")"
            whole[-1] = last._replace(end=span.end + 1) if close else last
        else:
            place = PLACE_AFTER.match(plain, sigle.end()) if sigle and not span.proper else None
            after = place or sigle
            whole.append(span._replace(end=after.end()) if after else span)
    return whole


def _introduced(plain: str, named: list[Span]) -> Iterator[Span]:
    """Where else the text has the sigles that it introduces: "Pays Ajaccien (CAPA)", "la CAPA"."""
    for span in named:
        sigle = re.search(r"\(([\w-]+)\)", plain[span.start : span.end])
        if sigle:
            for match in re.finditer(rf"(?<![\w-]){re.escape(sigle[1])}(?![\w-])", plain):
                yield Span(*match.span(), span.row, "sigle-du-texte")


def _is_free(span: Span, others: list[Span]) -> bool:
    return not any(span.overlaps(other) for other in others)
