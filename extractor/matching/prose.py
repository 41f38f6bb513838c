"""Running text → the organisations that it names: by the glossary, and by the lists they stand in.

No statistical model. spaCy (its phrase matcher) is imported when a text is first read.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from extractor.matching.glossary import Organisation, load_glossary
from extractor.matching.prose_lists import members_of_lists
from extractor.matching.prose_names import (
    BEFORE_KIND,
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
    starting_with,
    wording,
)

if TYPE_CHECKING:
    from spacy.matcher import PhraseMatcher
    from spacy.vocab import Vocab

_TOKEN = re.compile(r"[^\W_]+|[^\w\s'-]")
_ARTICLE = re.compile(r"^(?:[Ll](?:a|e|es) |[Ll]['’])")
_HEAD = "-"
"""Stands for the id of a body that the glossary does not have."""


class Found(NamedTuple):
    """An organisation that a text names."""

    start: int
    end: int
    texte: str
    """As printed, with its place and its sigle in parentheses, without article."""
    organisation: str | None
    """Id in the glossary; None where only its neighbours in a list give it away."""
    methode: Methode


class _Matchers(NamedTuple):
    """The glossary, ready to be found in tokens."""

    vocab: "Vocab"
    names: "PhraseMatcher"
    sigles: "PhraseMatcher"
    rows: Mapping[str, Organisation | None]


def find_organisations(text: str) -> list[Found]:
    """Return the organisations that a text names, in reading order.

    "l'ARS Normandie, la CPAM du Calvados et Planeth Patient" -> `ars`, `cpam`, None (enumeration)
    "la Communauté d'Agglomération Lisieux Normandie (CALN)"  -> `epci`; "CALN" later on, too
    "une maison de santé", "le contrat de ville"              -> nothing: no name; no organisation
    """
    plain = plain_text(text)
    known = longest([*_of_glossary(plain), *_kind_last(plain)])
    spans = _joined(plain, _with_places(plain, known))
    named = _with_sigles(plain, [span for span in spans if _is_named(plain, span)])
    others = [span for span in spans if not any(span.overlaps(name) for name in named)]
    named += [span for span in _introduced(plain, named) if _is_free(span, named + others)]
    named += members_of_lists(plain, named, others)
    return [
        Found(s.start, s.end, text[s.start : s.end], s.row.id if s.row else None, s.methode)
        for s in sorted(named, key=lambda span: span.start)
    ]


def _of_glossary(plain: str) -> Iterator[Span]:
    """Every name and sigle of the glossary, overlapping ones too."""
    from spacy.tokens import Doc

    vocab, names, sigles, rows = _matchers()
    places = [match.span() for match in _TOKEN.finditer(plain)]
    words = [plain[start:end] for start, end in places]
    keys = [_key(word) for word in words]
    readings: list[tuple[Methode, PhraseMatcher, list[str]]] = [
        ("nom", names, keys),
        ("sigle", sigles, words),
    ]
    for methode, matcher, forms in readings:
        for match, first, last in matcher(Doc(vocab, words=forms)):
            row = rows[vocab.strings[match]]
            end = places[last - 1][1]
            yield Span(places[first][0], end, row, methode, core=end)


def _kind_last(plain: str) -> Iterator[Span]:
    """Names that end with their kind: "Lorient Agglomération"."""
    rows = _matchers().rows
    for match in _kinds_last().finditer(plain):
        yield Span(*match.span(), rows[_ids_last()[match["kind"]]], "nom", True, match.end())


@cache
def _kinds_last() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){BEFORE_KIND}(?P<kind>{'|'.join(_ids_last())})\b(?! d)")


@cache
def _ids_last() -> Mapping[str, str]:
    return {plain_text(kind): key for kind, key in wording()["after"]}


@cache
def _matchers() -> _Matchers:
    from spacy.matcher import PhraseMatcher
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

    vocab = Vocab()  # not that of `blank("fr")`: its exceptions take 2 s and are not asked for
    names, sigles = PhraseMatcher(vocab), PhraseMatcher(vocab)
    rows = {row.id: row for row in load_glossary().organisations}
    for key, form in _names():
        words = _TOKEN.findall(plain_text(form))
        names.add(key, [Doc(vocab, words=list(map(_key, words)))])
    for key, form in _sigles():
        sigles.add(key, [Doc(vocab, words=_TOKEN.findall(plain_text(form)))])
    return _Matchers(vocab, names, sigles, {_HEAD: None, **rows})


def _names() -> Iterator[tuple[str, str]]:
    """Id and form of every name that may stand for a body in a sentence: offices may not."""
    never = starting_with("never")
    for head in wording()["heads"]:
        yield _HEAD, head
    for row in load_glossary().organisations:
        for form in (row.nom, *row.autres_noms):
            if not form.isupper() and not never.match(plain_text(form)):
                yield row.id, _ARTICLE.sub("", form)


def _sigles() -> Iterator[tuple[str, str]]:
    """Id and form of every sigle, as newspapers write it, too: "CAF", "Caf"."""
    for row in load_glossary().organisations:
        for form in (row.sigle, row.nom, *row.autres_noms):
            if form.isupper():
                yield row.id, form
                if len(form) > 2 and form.isalpha() and form not in wording()["words"]:
                    yield row.id, form.capitalize()


def _key(word: str) -> str:
    """A word as names are compared. "Départements" -> "departement" """
    lower = word.lower()
    return lower.rstrip("s") if len(lower) > 3 else lower


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
        known = span.proper or (" " in name and _is_one(name))
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
    initials = "".join(word[0] for word in _TOKEN.findall(plain[span.start : span.end]))
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
