"""A name as printed → its words, and forms that are equal where only the spelling differs."""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import NamedTuple

from extractor.data import read_toml
from extractor.matching.folding import fold

WORDS = re.compile(r"[A-Z]+\d[A-Z]+|[^\W\d_]+|\d+")
# "Coordinateur(trice)", "infirmier·e·s", "habitant.e.s": one word, masculine.
_INCLUSIVE = re.compile(
    r"(?<=\w)(?:\((?:e|s|es|trice|trices|ne|nes|ère|ères|ice|ices|le|les|euse|euses)\)"
    r"|[·•.‧](?:e|es|ne|nes|trice|ère|le)(?:[·•.‧]?s)?\b|[·•‧]s\b)"
)
_DOTTED = re.compile(r"\b(?:[A-ZÀ-Ý]\.){2,}(?:[A-ZÀ-Ý]\b)?")
_MISREAD = re.compile(r"(?<=[a-zà-ÿ])[015](?=[a-zà-ÿ])|\blle(?=[- ]de[- ]France)")
_LETTERS = {"0": "o", "1": "i", "5": "s", "lle": "Ile"}
"""What optical recognition reads within a word, and what stands there: "Rég1on"."""
_TITLE = re.compile(r"(?<![\w.])M\.\s")
_GLUED = re.compile(r"(?<=\bde)(?=[A-ZÀ-Ý][a-zà-ÿ])|(?<=\bdu)(?=[A-ZÀ-Ý][a-zà-ÿ])")
"""Where a space is missing: "Mairie deVernon"."""
_LONG = 7
"""Letters of a word that is no sigle."""
_CODES = frozenset(
    {"autorites", "communs", "domaines", "domaines_sans_corps", "etablissements"}
    | {"personnels", "sans_corps"}
)
"""Lists of categories and domains, not of words."""
_VOWELS = "aeiouy"


class Word(NamedTuple):
    """One word of a name."""

    text: str
    """As printed."""
    stem: str
    """Folded, without the endings of plural and gender."""
    plain: str
    """Folded, endings and all."""
    small: bool
    """Whether it carries no meaning: "de", "La"; not a sigle of the same letters ("LE")."""
    proper: bool
    """Whether it begins with a capital, or is a number."""
    capitals: bool
    """Whether it is written as a sigle: "CAF", "CdC"."""


class Vocabulary(NamedTuple):
    """The words of extractor/data/mentions.toml, as stems; categories and domains as they stand."""

    petits: frozenset[str]
    liens: frozenset[str]
    jonctions: frozenset[str]
    apres: frozenset[str]
    vagues: frozenset[str]
    services: frozenset[str]
    parties: frozenset[str]
    personnes: frozenset[str]
    genres: frozenset[str]
    echelons: frozenset[str]
    nation: frozenset[str]
    communs: frozenset[str]
    autorites: frozenset[str]
    etablissements: frozenset[str]
    personnels: frozenset[str]
    domaines: frozenset[str]
    domaines_sans_corps: frozenset[str]
    sans_corps: frozenset[str]
    avant_lieu: Mapping[str, str]
    """Word → id of the organisation."""
    apres_lieu: Mapping[str, str]
    avec_lieu: Mapping[str, str]
    """Id of a national body → id of the local one that its name means beside a place."""


@cache
def vocabulary() -> Vocabulary:
    """The words that stand around names."""
    lists = read_toml("mentions.toml")
    before, after, with_place = map(lists.pop, ("avant_lieu", "apres_lieu", "avec_lieu"))
    return Vocabulary(
        avant_lieu={fold(word): found for word, found in before.items()},
        apres_lieu={fold(word): found for word, found in after.items()},
        avec_lieu=with_place,
        **{
            name: frozenset(words if name in _CODES else (stem(fold(word)) for word in words))
            for name, words in lists.items()
        },
    )


def words_of(text: str) -> list[Word]:
    """The words of a text; letters and figures are words of their own.

    "La CAF14 d'Auge" -> La · CAF · 14 · d · Auge;  "OR2S" -> OR2S
    """
    return list(map(word_of, split_words(text)))


def split_words(text: str) -> list[str]:
    """The same as printed. Without figures and rare signs no expression is needed: most names."""
    found = text.replace("'", " ").replace("-", " ").replace(",", " ").split()
    return found if "".join(found).isalpha() else WORDS.findall(text)


@cache
def word_of(text: str) -> Word:
    """One word, looked at once."""
    plain = text.lower() if text.isascii() else fold(text)
    root = stem(plain)
    capitals = not text[1:].islower() and sum(map(str.isupper, text)) > 1
    small = not capitals and root in vocabulary().petits
    return Word(text, root, plain, small, not text[0].islower(), capitals)


def tidy(text: str) -> str:
    """The text without the dots of a sigle and feminine endings, with long words in lower case.

    "C.A.F." -> "CAF";  "Coordinateur(trice)" -> "Coordinateur";
    "MAIRIE DE LISIEUX" -> "MAIRIE de Lisieux"
    """
    text = _GLUED.sub(" ", _INCLUSIVE.sub("", text))
    text = _MISREAD.sub(lambda match: _LETTERS[match[0]], text)
    if "." in text:
        text = _TITLE.sub("", text)
        text = _DOTTED.sub(lambda match: match[0].replace(".", ""), text)
    return WORDS.sub(_lowered, text) if text.isupper() else text


def _lowered(match: re.Match[str]) -> str:
    word = match[0]
    if len(word) >= _LONG:
        return word.capitalize()
    return word.lower() if fold(word) in vocabulary().petits else word


def stem(word: str) -> str:
    """A folded word without its endings of plural and gender; a sigle is left alone.

    "sociaux", "sociales" -> "social";  "infirmieres" -> "infirmier";  "ccas", "cpts" -> same
    """
    if len(word) < 4 or (word[-1] not in "sxe" and word[-1] != word[-2]):
        return word
    vowels = sum(map(word.count, _VOWELS))
    if vowels < 1 or (vowels < 2 and len(word) < 6):
        return word
    if word.endswith("aux") and not word.endswith("eaux"):
        return word[:-3] + "al"
    if word[-1] in "sx":
        word = word[:-1]
    if word[-1] == "e" and len(word) > 4:
        word = word[:-1]
    return word[:-1] if word[-2] == word[-1] else word  # "maternelle" -> "maternel"


def key_of(words: Iterable[Word]) -> str:
    """Stems without small words and spaces: what is equal names the same.

    "Centres Médico-sociaux", "centre médicosocial" -> "centrmedicosocial"
    """
    return "".join([word.stem for word in words if not word.small])


def spaced(words: Iterable[Word]) -> str:
    """The same with its spaces, for scorers that count words: "centr medico social"."""
    return " ".join([word.stem for word in words if not word.small])


def big(words: Iterable[Word]) -> list[Word]:
    """The words that carry a meaning."""
    return [word for word in words if not word.small]
