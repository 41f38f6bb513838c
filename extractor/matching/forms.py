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
_DOTTED = re.compile(r"\b(?:[A-ZÀ-Ý]\.){2,}(?:[A-ZÀ-Ý]\b)?")
_LONG = 7
"""Letters of a word that is no sigle."""
_SHOUTED = re.compile(rf"\b(?:DE|DES|DU|D|LA|LES|L|ET|EN|[^\W\d_]{{{_LONG},}})\b")
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
    def plain(self) -> str:
        """Folded, endings and all."""
        return _folded(self.text)

    @property
    def proper(self) -> bool:
        """Whether it begins with a capital, or is a number."""
        return not self.text[0].islower()

    @property
    def capitals(self) -> bool:
        """Whether it is written as a sigle: "CAF", "CdC"."""
        return sum(letter.isupper() for letter in self.text) > 1


class Vocabulary(NamedTuple):
    """The words of extractor/data/mentions.toml, as stems; `categories` as they stand."""

    petits: frozenset[str]
    liens: frozenset[str]
    jonctions: frozenset[str]
    apres: frozenset[str]
    services: frozenset[str]
    personnes: frozenset[str]
    genres: frozenset[str]
    communs: frozenset[str]
    autorites: frozenset[str]


@cache
def vocabulary() -> Vocabulary:
    """The words that stand around names."""
    lists = tomllib.loads(files("extractor.data").joinpath("mentions.toml").read_text("utf-8"))
    stems = {name: frozenset(stem(fold(word)) for word in words) for name, words in lists.items()}
    categories = {name: frozenset(lists[name]) for name in ("communs", "autorites")}
    return Vocabulary(**(stems | categories))


def words_of(text: str) -> list[Word]:
    """The words of a text; letters and figures are words of their own.

    "La CAF14 d'Auge" -> La · CAF · 14 · d · Auge
    """
    return [Word(m[0], _stem_of(m[0]), m.start()) for m in _WORDS.finditer(text)]


def tidy(text: str) -> str:
    """The text without the dots of a sigle and feminine endings, with long words in lower case.

    "C.A.F." -> "CAF";  "Coordinateur(trice)" -> "Coordinateur";  "MAIRIE DE LISIEUX" -> "MAIRIE de Lisieux"
    """
    text = _INCLUSIVE.sub("", text)
    if "." in text:
        text = _DOTTED.sub(lambda match: match[0].replace(".", ""), text)
    return _SHOUTED.sub(_lowered, text) if text.isupper() else text


def _lowered(match: re.Match[str]) -> str:
    return match[0].capitalize() if len(match[0]) >= _LONG else match[0].lower()


_folded = cache(fold)


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
    return "".join(word.stem for word in words if not is_small(word))


def spaced(words: Iterable[Word]) -> str:
    """The same with its spaces, for scorers that count words: "centr medico social"."""
    return " ".join(word.stem for word in words if not is_small(word))


def without_article(words: Sequence[Word]) -> Sequence[Word]:
    """Without the small words in front: "à la CAF" -> "CAF"."""
    start = next((i for i, word in enumerate(words) if not is_small(word)), len(words))
    return words[start:]


def is_small(word: Word) -> bool:
    """Whether a word carries no meaning: "de", "La"; not a sigle of the same letters ("LE")."""
    return word.stem in vocabulary().petits and not word.capitals
