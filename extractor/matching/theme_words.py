"""The words of the themes, and where a text has them.

`data/themes.toml` says the words, `data/themes_formes.txt` the inflected forms that they have
(made by `python -m corpus.build.themes` with the lookup lemmas of spaCy, so that reading a document
needs no spaCy). A text and an expression are compared as sequences of lemmas, small words left out:
"l'accès à des soins" has "accès aux soins".
"""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from operator import contains
from typing import Any, NamedTuple

from extractor.parsers.folding import fold

AS_WRITTEN = "="
"""Before a word that has no other forms."""

NEVER = "jamais"
"""The level of the expressions that mean something else."""

SMALL_WORDS = frozenset(
    "a au aux avec ce ces cette d dans de des du en entre et l la le les leur leurs ou par pour qu que "
    "qui sa se ses son sur un une y".split()
)

Lemma = str
"""A folded lemma ("soin"), or a folded word after `=` ("=aidants")."""


class Expression(NamedTuple):
    """One expression of a theme."""

    theme: str
    mots: str
    """As the vocabulary writes it."""
    niveau: str
    """`decisif`, `fort`, `faible` or `jamais`."""
    lemmas: tuple[Lemma, ...]


class Words(NamedTuple):
    """All expressions, ready to be looked for."""

    by_first: Mapping[Lemma, Sequence[Expression]]
    """Expressions by their first lemma, longest first."""
    lemmas_of: Mapping[str, tuple[Lemma, ...]]
    """Folded word of a text → the lemmas that it may be a form of."""


@cache
def vocabulary() -> Mapping[str, Any]:
    """The tables of `data/themes.toml`."""
    return tomllib.loads(_data("themes.toml"))


@cache
def load_words() -> Words:
    """The expressions of the vocabulary with the committed forms of their words."""
    return words_of(vocabulary(), read_forms(_data("themes_formes.txt")))


def _data(name: str) -> str:
    return files("extractor.data").joinpath(name).read_text(encoding="utf-8")


def read_forms(text: str) -> dict[str, tuple[str, ...]]:
    """A word of the vocabulary and its forms, one word a line.

    "# comment\\nsoin soins\\n" -> {"soin": ("soin", "soins")}
    """
    lines = (line.split() for line in text.splitlines() if not line.startswith("#"))
    return {forms[0]: tuple(forms) for forms in lines}


def words_of(tables: Mapping[str, Any], forms: Mapping[str, Sequence[str]]) -> Words:
    """Join expressions and forms; a word without forms has the one written."""
    by_first: dict[Lemma, list[Expression]] = {}
    lemmas_of: dict[str, set[Lemma]] = {}
    for expression in expressions(tables):
        by_first.setdefault(expression.lemmas[0], []).append(expression)
        for lemma in expression.lemmas:
            for form in forms.get(lemma, (lemma.removeprefix(AS_WRITTEN),)):
                lemmas_of.setdefault(form, set()).add(lemma)
    longest_first = {
        lemma: tuple(sorted(found, key=lambda one: -len(one.lemmas)))
        for lemma, found in by_first.items()
    }
    return Words(longest_first, {form: tuple(sorted(found)) for form, found in lemmas_of.items()})


def expressions(tables: Mapping[str, Any]) -> Iterator[Expression]:
    """Every expression of every theme, in the order of the file."""
    for theme, table in tables["themes"].items():
        for niveau in (*tables["poids"], NEVER):
            for mots in table.get(niveau, ()):
                yield Expression(theme, mots, niveau, tuple(split_words(mots)))


def split_words(mots: str) -> Iterator[Lemma]:
    """The words of an expression, folded, without the small ones.

    "accès aux soins" -> "acces", "soins"; "PASS" -> "=pass"; "=aidants" -> "=aidants"
    """
    for piece in mots.split():
        exact = AS_WRITTEN if is_as_written(piece) else ""
        yield from (exact + word for word in content_words(piece))


def is_as_written(piece: str) -> bool:
    """Whether a word of an expression has no other forms: "=aidants", "CPTS"."""
    return piece.startswith(AS_WRITTEN) or (piece.isupper() and len(piece) > 1)


def content_words(text: str) -> list[str]:
    """The folded words of a text, without the small ones.

    "L'accès aux soins" -> ["acces", "soins"]
    """
    return [word for word in fold(text).split() if word not in SMALL_WORDS]


def find_expressions(lemmas: Sequence[Sequence[Lemma]], words: Words) -> Iterator[Expression]:
    """Yield the expressions that stand in a text, in order; a word counts once for a theme.

    The longest expression of a theme wins, a `jamais` one too: nothing in it counts for the theme.
    `lemmas` holds the possible lemmas of each content word of the text.
    """
    free_from: dict[str, int] = {}
    for position, here in enumerate(lemmas):
        for lemma in here:
            for expression in words.by_first.get(lemma, ()):
                if position < free_from.get(expression.theme, 0):
                    continue
                if _stands_at(expression, lemmas, position):
                    free_from[expression.theme] = position + len(expression.lemmas)
                    if expression.niveau != NEVER:
                        yield expression


def _stands_at(
    expression: Expression, lemmas: Sequence[Sequence[Lemma]], position: int
) -> bool:
    there = lemmas[position : position + len(expression.lemmas)]
    return len(there) == len(expression.lemmas) and all(map(contains, there, expression.lemmas))


def lemmatise(text: str, words: Words) -> list[tuple[Lemma, ...]]:
    """The possible lemmas of each content word of a text; none for words that no theme has."""
    return [words.lemmas_of.get(word, ()) for word in content_words(text)]
