"""The words of the themes, and where a text has them.

A health officer edits `data/themes.toml`; `python -m corpus.build.themes` makes `data/themes.json`
of it, with the inflected forms that the lookup lemmas of spaCy give its words. Only that file is
read here: it takes milliseconds, where spaCy takes seconds. A text and an expression are compared
as sequences of words in any of their forms, small words left out: "l'accès à des soins" has
"accès aux soins".
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from extractor.matching.folding import fold

AS_WRITTEN = "="
"""Before a word that has no other forms."""

NEVER = "jamais"
"""The level of the expressions that mean something else."""

Key = str
"""A folded word of the vocabulary ("soins"), after `=` if it has no other forms ("=aidants")."""

NO_KEYS: tuple[Key, ...] = ()


class Expression(NamedTuple):
    """One expression of a theme."""

    theme: str
    mots: str
    """As the vocabulary writes it."""
    niveau: str
    """`decisif`, `fort`, `faible` or `jamais`."""
    keys: tuple[Key, ...]


class Words(NamedTuple):
    """All expressions, ready to be looked for."""

    by_start: Mapping[Key, Mapping[Key, Sequence[Expression]]]
    """First word → second word ("" for expressions of one) → expressions, longest first."""
    keys_of: Mapping[str, tuple[Key, ...]]
    """Folded word of a text → the words of the vocabulary that it is a form of."""
    small: frozenset[str]
    """Folded words that do not count ("le", "aux")."""


@cache
def vocabulary() -> Mapping[str, Any]:
    """The vocabulary as `corpus.build.themes` compiled it."""
    text = files("extractor.data").joinpath("themes.json").read_text(encoding="utf-8")
    tables: dict[str, Any] = json.loads(text)
    return tables


@cache
def load_words() -> Words:
    """The expressions of the vocabulary, with the forms of their words."""
    tables = vocabulary()
    by_start: dict[Key, dict[Key, list[Expression]]] = {}
    for theme, mots, niveau, *keys in tables["expressions"]:
        second = keys[1] if len(keys) > 1 else ""
        expression = Expression(theme, mots, niveau, tuple(keys))
        by_start.setdefault(keys[0], {}).setdefault(second, []).append(expression)
    keys_of: dict[str, tuple[Key, ...]] = {}
    for key, forms in tables["formes"].items():
        for form in forms.split():
            keys_of[form] = (*keys_of.get(form, NO_KEYS), key)
    return Words(by_start, keys_of, frozenset(tables["petits_mots"].split()))


def find_keys(text: str, words: Words) -> list[tuple[Key, ...]]:
    """For each word of a text that counts, the words of the vocabulary that it is a form of.

    "L'accès aux soins" -> [("acces",), ("soin", "soins")]
    """
    known, small = words.keys_of.get, words.small
    return [known(word, NO_KEYS) for word in fold(text).split() if word not in small]


def find_expressions(text: Sequence[Sequence[Key]], words: Words) -> Iterator[Expression]:
    """Yield the expressions that stand in a text, in order; a word counts once for a theme.

    The longest expression of a theme wins, a `jamais` one too: nothing in it counts for the theme.
    `text` holds for each content word its keys.
    """
    free_from: dict[str, int] = {}
    for position, keys in enumerate(text):
        if keys:
            for expression in _starting_at(position, keys, text, words):
                if position >= free_from.get(expression.theme, 0):
                    free_from[expression.theme] = position + len(expression.keys)
                    if expression.niveau != NEVER:
                        yield expression


def _starting_at(
    position: int, keys: Sequence[Key], text: Sequence[Sequence[Key]], words: Words
) -> list[Expression]:
    """The expressions that start at a word, the longest first."""
    following = text[position + 1] if position + 1 < len(text) else NO_KEYS
    found: list[Expression] = []
    for key in keys:
        by_second = words.by_start.get(key)
        if by_second:
            found += by_second.get("", ())
            for second in following:
                found += [
                    expression
                    for expression in by_second.get(second, ())
                    if _goes_on(expression, position, text)
                ]
    if len(found) > 1:
        found.sort(key=lambda expression: -len(expression.keys))
    return found


def _goes_on(expression: Expression, position: int, text: Sequence[Sequence[Key]]) -> bool:
    """Whether the third word and those after it stand there too."""
    keys = expression.keys
    if len(keys) == 2:
        return True
    there = text[position : position + len(keys)]
    return len(there) == len(keys) and all(
        key in found for key, found in zip(keys[2:], there[2:], strict=True)
    )
