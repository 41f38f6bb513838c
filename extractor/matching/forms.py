"""A name as printed → its words, and forms that are equal where only the spelling differs."""

import re
import tomllib
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from extractor.parsers.folding import fold

_WORDS = re.compile(r"[^\W\d_]+|\d+")
# "Coordinateur(trice)", "infirmier·e·s", "habitant.e.s": one word, masculine.
_INCLUSIVE = re.compile(
    r"(?<=\w)(?:\((?:e|s|es|trice|trices|ne|nes|ère|ères|ice|ices|le|les|euse|euses)\)"
    r"|[·•.‧](?:e|es|ne|nes|trice|ère|le)(?:[·•.‧]?s)?\b|[·•‧]s\b)"
)
_VOWELS = frozenset("aeiouy")


class Word(NamedTuple):
    """One word of a name."""

    text: str
    """As printed."""
    stem: str
    """Folded, without the endings of plural and gender."""
    start: int
    """Where it begins in the text."""

    @property
    def proper(self) -> bool:
        """Whether it begins with a capital, or is a number."""
        return not self.text[0].islower()

    @property
    def capitals(self) -> bool:
        """Whether it is written as a sigle: "CAF"."""
        return len(self.text) > 1 and self.text.isupper()


class Vocabulary(NamedTuple):
    """The words of extractor/data/mentions.toml, as stems; `categories` as they stand."""

    petits: frozenset[str]
    liens: frozenset[str]
    jonctions: frozenset[str]
    apres: frozenset[str]
    services: frozenset[str]
    genres: frozenset[str]
    communs: frozenset[str]


@cache
def vocabulary() -> Vocabulary:
    """The words that stand around names."""
    lists = tomllib.loads(files("extractor.data").joinpath("mentions.toml").read_text("utf-8"))
    stems = {name: frozenset(stem(fold(word)) for word in words) for name, words in lists.items()}
    return Vocabulary(**(stems | {"communs": frozenset(lists["communs"])}))


def words_of(text: str) -> list[Word]:
    """The words of a text; letters and figures are words of their own.

    "La CAF14 d'Auge" -> La · CAF · 14 · d · Auge
    """
    text = _INCLUSIVE.sub("", text)
    return [Word(m[0], _stem_of(m[0]), m.start()) for m in _WORDS.finditer(text)]


@cache
def _stem_of(word: str) -> str:
    return stem(fold(word))


def stem(word: str) -> str:
    """A folded word without its endings of plural and gender; a sigle is left alone.

    "sociaux", "sociales" -> "social";  "infirmieres" -> "infirmier";  "ccas", "cpts" -> same
    """
    vowels = sum(letter in _VOWELS for letter in word)
    if len(word) < 4 or vowels < 1 or (vowels < 2 and len(word) < 6):
        return word
    if word.endswith("aux") and not word.endswith("eaux"):
        return word[:-3] + "al"
    if word[-1] in "sx":
        word = word[:-1]
    return word[:-1] if word.endswith("e") and len(word) > 4 else word


def key_of(words: Iterable[Word]) -> str:
    """Stems without small words and spaces: what is equal names the same.

    "Centres Médico-sociaux", "centre médicosocial" -> "centrmedicosocial"
    """
    small = vocabulary().petits
    return "".join(word.stem for word in words if word.stem not in small)


def spaced(words: Iterable[Word]) -> str:
    """The same with its spaces, for scorers that count words: "centr medico social"."""
    small = vocabulary().petits
    return " ".join(word.stem for word in words if word.stem not in small)


def without_article(words: Sequence[Word]) -> Sequence[Word]:
    """Without the small words in front: "à la CAF" -> "CAF"."""
    small = vocabulary().petits
    start = next((i for i, word in enumerate(words) if not is_small(word, small)), len(words))
    return words[start:]


def is_small(word: Word, small: frozenset[str]) -> bool:
    """Whether a word carries no meaning: "de", "La"; not a sigle of the same letters ("LE")."""
    return word.stem in small and not word.capitals
