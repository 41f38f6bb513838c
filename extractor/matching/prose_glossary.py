"""The names and sigles of the glossary in a text: the only use that prose makes of spaCy."""

import re
from collections.abc import Collection, Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from extractor.matching.glossary import Organisation, load_glossary
from extractor.matching.prose_names import (
    BEFORE_KIND,
    Methode,
    Span,
    plain_text,
    starting_with,
    wording,
)

if TYPE_CHECKING:
    from spacy.matcher import PhraseMatcher
    from spacy.vocab import Vocab

TOKEN = re.compile(r"[^\W_]+|[^\w\s'-]")
_ARTICLE = re.compile(r"^(?:[Ll](?:a|e|es) |[Ll]['’])")
_HEAD = "-"
"""Stands for the id of a body that the glossary does not have."""


class _Matchers(NamedTuple):
    """The glossary, ready to be found in tokens."""

    vocab: "Vocab"
    names: "PhraseMatcher"
    sigles: "PhraseMatcher"
    rows: Mapping[str, Organisation | None]


def names_of_glossary(plain: str) -> Iterator[Span]:
    """Every name and sigle of the glossary, overlapping ones too."""
    from spacy.tokens import Doc

    vocab, names, sigles, rows = _matchers()
    places = [match.span() for match in TOKEN.finditer(plain)]
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
    yield from _kind_last(plain)


def _kind_last(plain: str) -> Iterator[Span]:
    """Names that end with their kind: "Lorient Agglomération"."""
    row = _matchers().rows["epci"]
    for match in _kinds_last().finditer(plain):
        yield Span(*match.span(), row, "nom", True, match.end())


@cache
def _kinds_last() -> re.Pattern[str]:
    kinds = "|".join(map(plain_text, wording()["after"]))
    return re.compile(rf"(?<![\w-]){BEFORE_KIND}(?:{kinds})\b(?! d)")


@cache
def _matchers() -> _Matchers:
    from spacy.matcher import PhraseMatcher
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

    vocab = Vocab()  # not that of `blank("fr")`: its exceptions take 2 s and are not asked for
    names, sigles = PhraseMatcher(vocab), PhraseMatcher(vocab)
    rows = {row.id: row for row in load_glossary().organisations}
    for key, form in _names():
        words = TOKEN.findall(plain_text(form))
        names.add(key, [Doc(vocab, words=list(map(_key, words)))])
    for key, form in _sigles():
        sigles.add(key, [Doc(vocab, words=TOKEN.findall(plain_text(form)))])
    return _Matchers(vocab, names, sigles, {_HEAD: None, **rows})


def _names() -> Iterator[tuple[str, str]]:
    """Id and form of every name that may stand for a body in a sentence: offices may not."""
    never = starting_with("never")
    for head in wording()["heads"]:
        yield _HEAD, head
    for row in load_glossary().organisations:
        for form in (row.nom, *row.autres_noms):
            if not form.isupper() and not never.match(plain_text(form)):
                yield row.id, _without_article(form, row.names)


def _without_article(name: str, names: Collection[str]) -> str:
    """A name as it stands after its article: "Les Restos du cœur" -> "Restos du cœur".

    "La Région" -> "Région", which is a name of its own;  "La Poste" as it is: a post is none.
    """
    bare = _ARTICLE.sub("", name)
    return bare if " " in bare or bare in names else name


def _sigles() -> Iterator[tuple[str, str]]:
    """Id and form of every sigle of one meaning, as newspapers write it, too: "CAF", "Caf"."""
    for form, ids in _meanings().items():
        if len(ids) > 1 and form not in wording()["sure"]:
            continue  # "CMS": centre médico-social, centre municipal de santé
        if ids[0]:
            yield ids[0], form
            if len(form) > 2 and form.isalpha() and form not in wording()["words"]:
                yield ids[0], form.capitalize()


def _meanings() -> Mapping[str, list[str]]:
    """Sigle → the ids that it may stand for, its own organisation first; "" where it is none's."""
    glossary = load_glossary()
    meanings: dict[str, list[str]] = {}
    rows = [(row.sigle, row.id) for row in glossary.organisations]
    rows += [
        (name, row.id) for row in glossary.organisations for name in (row.nom, *row.autres_noms)
    ]
    rows += [(meaning.sigle, meaning.organisation) for meaning in glossary.sigles]
    for form, key in rows:
        if form.isupper() and key not in meanings.setdefault(form, []):
            meanings[form].append(key)
    return meanings


def _key(word: str) -> str:
    """A word as names are compared. "Départements" -> "departement" """
    lower = word.lower()
    return lower.rstrip("s") if len(lower) > 3 else lower
