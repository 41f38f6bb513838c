"""Names of territories as printed → the kind that their words state, and the name itself."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from extractor.data import read_toml
from extractor.matching.folding import fold

ARTICLES = ("le", "la", "les", "l")
_SUR = re.compile(r"\s*\b[sS]?\s?/\s*")
_GLUED = re.compile(r"\b(CD)(?=\d)")
_BRACKETS = re.compile(r"\s*\([^()]*\)")
# "du Havre" is "de Le Havre": the article may be part of the name, or belong to the sentence.
_CONTRACTED = {"du": "le", "au": "le", "des": "les", "aux": "les"}


class Nom(NamedTuple):
    """A name, folded and taken apart."""

    kinds: tuple[str, ...]
    """What the words before and after the name state, the first word first; () when none does."""
    reste: str
    """The rest, with the words that link it: "du havre"."""

    @property
    def coeur(self) -> tuple[str, ...]:
        """The words that tell one territory from another: "caen la mer" -> ("caen", "mer")"""
        return core_of(self.reste)


def key_of(nom: str) -> str:
    """A name as the reference is searched.

    "Vitry s/ Seine" -> "vitry sur seine";  "St-Lô" -> "saint lo";  "CŒUR" -> "coeur"
    """
    short = wording().abreges
    return " ".join(short.get(word, word) for word in fold(_SUR.sub(" sur ", nom)).split())


def core_of(key: str) -> tuple[str, ...]:
    """The words of a key without those that only link."""
    return tuple(word for word in key.split() if word not in wording().liaisons)


def read_nom(nom: str) -> Nom:
    """Part the kind from the name; what stands in brackets is left out.

    "Communauté urbaine Le Havre Seine Métropole" -> ("cu", "metropole"), "le havre seine"
    "Ville du Havre" -> ("commune",), "du havre";  "la Communauté urbaine" -> ("cu",), ""
    """
    rest = key_of(_GLUED.sub(r"\1 ", _BRACKETS.sub(" ", nom)))
    kinds: list[str] = []
    while (found := _leading(rest)) is not None and found[0] not in kinds:
        kinds.append(found[0])
        rest = found[1]
    while (found := _trailing(rest)) is not None:
        kinds.append(found[0])
        rest = found[1]
    if rest in ARTICLES:
        rest = ""
    if not kinds and rest.startswith("pays "):
        kinds.append("pays")  # the word is part of the name too: "CC du Pays de Falaise"
    return Nom(tuple(dict.fromkeys(kinds)), rest)


def readings(reste: str) -> Iterator[str]:
    """Yield the names that the rest of a name may stand for, the likeliest first.

    "du havre" -> "le havre", "havre";  "de la rochelle" -> "la rochelle", "rochelle", …
    """
    words = reste.split()
    if words and words[0] in ("de", "d"):
        words = words[1:]
    if words and words[0] in _CONTRACTED:
        words = [_CONTRACTED[words[0]], *words[1:]]
    yield " ".join(words)
    if len(words) > 1 and words[0] in ARTICLES:
        yield " ".join(words[1:])
    else:
        for article in ARTICLES:
            yield " ".join((article, *words))


def names_of(reste: str) -> tuple[str, ...]:
    """The names of a group of communes, given what is left without its kind.

    "du pays de falaise" -> "pays de falaise";  "de la baie" -> "la baie", "baie"
    """
    words = reste.split()
    if words and words[0] in ("de", "du", "des", "d"):
        words = words[1:]
    bare = words[1:] if words and words[0] in ARTICLES else words
    return tuple(dict.fromkeys((" ".join(words), " ".join(bare))))


def initials(key: str) -> str:
    """ "communaute d agglomeration lisieux normandie" -> "caln" """
    return "".join(word[0] for word in core_of(key))


def is_sigle(nom: str) -> bool:
    """Whether a name is one word of capitals, with at most a few small letters: "CALN", "CdC".

    The caller has seen that it is no name of its own: "CAEN" looks the same.
    """
    letters = nom.strip()
    capitals = sum(letter.isupper() for letter in letters)
    return letters.isalnum() and 2 <= len(letters) <= 10 and 2 * capitals > len(letters)


def slips_in(key: str) -> int:
    """Letters that may be wrong in a name."""
    return 0 if len(key) < 5 else 1 if len(key) < 12 else 2


def _leading(key: str) -> tuple[str, str] | None:
    """The kind that a key begins with and what follows: "cc de l orne" -> "cc", "de l orne"."""
    article, _, after = key.partition(" ")
    bare = after if article in ARTICLES or _is_link(article) else key
    for wording_, kind in wording().avant.items():
        if bare == wording_ or bare.startswith(f"{wording_} "):
            return kind, bare[len(wording_) + 1 :]
    # "du Pays", "de l'Agglomération": two words that link
    return _leading(after) if article == "de" and after.startswith(("l ", "la ")) else None


def _trailing(key: str) -> tuple[str, str] | None:
    """The kind that a key ends with and what precedes: "lorient agglomeration" -> …, "lorient"."""
    for wording_, kind in wording().apres.items():
        if key.endswith(f" {wording_}"):
            before = key[: -len(wording_) - 1]
            for article in ARTICLES:
                before = before.removesuffix(f" {article}")
            return kind, before
    return None


def _is_link(word: str) -> bool:
    return word in ("de", "d", "du", "des")


class Wording(NamedTuple):
    """`extractor/data/territoires.toml`, folded."""

    avant: dict[str, str]
    """Words before a name → kind; longer ones first."""
    apres: dict[str, str]
    """Words after a name → kind; longer ones first."""
    liaisons: frozenset[str]
    """Words that only link."""
    abreges: dict[str, str]
    """Short words → the words they stand for."""
    complements: tuple[str, ...]
    """Names that may follow one of a group of communes."""
    usages: dict[str, dict[str, str]]
    """Part of the reference → names in use there, folded → code."""


@cache
def wording() -> Wording:
    """Load the words; a few milliseconds."""
    data = read_toml("territoires.toml")
    mots = data["mots"]
    return Wording(
        _by_wording(data["avant"]),
        _by_wording(data["apres"]),
        frozenset(mots["liaisons"]),
        mots["abreges"],
        tuple(map(fold, mots["complements"])),
        {part: {fold(name): code for name, code in names.items()} for part, names in _items(data)},
    )


def _items(data: dict[str, Any]) -> Iterator[tuple[str, dict[str, str]]]:
    yield from data["usages"].items()


def _by_wording(table: dict[str, list[str]]) -> dict[str, str]:
    pairs = [(fold(text), kind) for kind, texts in table.items() for text in texts]
    return dict(sorted(pairs, key=lambda pair: (-len(pair[0]), pair[0])))
