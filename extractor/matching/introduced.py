"""A text → the sigles that it introduces: "Communauté d'Agglomération Lisieux Normandie (CALN)"."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from extractor.matching.folding import bare
from extractor.matching.forms import key_of, words_of

_SIGLE = r"[A-ZÀ-Ý](?:[A-Za-zà-ÿ2-4]|[-.'’&](?=[A-Za-zÀ-Ý])){0,11}[A-ZÀ-Ý]"
_NUMBER = r"(?:\s?\d{2,3})?"
# "(CALN)", "(ARS Normandie)", "(le CLSM)": the sigle, and what stands beside it.
_ARTICLE = r"(?:la |le |les |l['’]|dite? )?"
_AFTER = re.compile(rf"\({_ARTICLE}({_SIGLE}{_NUMBER})(?=[\s),;:/])([^()]{{0,60}})\)")
# "la CPTS (communauté professionnelle territoriale de santé)": letters, then words.
_BEFORE = re.compile(rf"(?<![\w-])({_SIGLE}{_NUMBER})\s*\(([^()]{{8,200}})\)")
_WINDOW = 240
"""Characters before a sigle among which its expansion is sought."""
_STOP = re.compile(r"[.!?]\s+(?=[A-ZÀ-Ý])|\n\s*\n|[•▪●;:()]")
_REPEATED = re.compile(r"([2-4])([a-z])")
_WORD = re.compile(r"[^\W_]+")
_SMALL = frozenset(
    ["a", "au", "aux", "d", "dans", "de", "des", "du", "en", "et", "l", "la", "le", "les", "ou"]
) | frozenset(["par", "pour", "sa", "sans", "ses", "son", "sur", "un", "une"])
_LINKS = frozenset({"d", "de", "des", "du", "en"})
_MOST_SKIPPED = 1
"""Words of an expansion that may give no letter: "Réduction des risques" in CAARUD."""


class _Token(NamedTuple):
    """One word before or after a sigle."""

    letters: str
    """Lower case, without accents."""
    start: int
    end: int

    @property
    def small(self) -> bool:
        return self.letters in _SMALL


def introduced_sigles(text: str) -> dict[str, str]:
    """The sigles that a text introduces, each with its expansion as printed; the first one counts.

    "Communauté d'Agglomération Lisieux Normandie (CALN)" -> {"CALN": "Communauté d'Agglomération
    Lisieux Normandie"}
    "la CPTS (communauté professionnelle territoriale de santé)" -> {"CPTS": "communauté
    professionnelle territoriale de santé"}
    "Agence Régionale de Santé Normandie (ARS Normandie)" -> {"ARS": "Agence Régionale de Santé"}
    "Centre Hospitalier Robert Bisson (RTPS)" -> {}: the letters are not those of the words
    """
    found: dict[str, str] = {}
    if "(" in text:
        for sigle, expansion in _introductions(text):
            found.setdefault(sigle, " ".join(expansion.split()))
    return found


def _introductions(text: str) -> Iterator[tuple[str, str]]:
    """Every sigle with an expansion beside it, in reading order of the parentheses' kinds."""
    for match in _AFTER.finditer(text):
        before = _last_part(text[max(0, match.start() - _WINDOW) : match.start()])
        words = _tokens(before)
        beside = [token.letters for token in _tokens(match[2])]
        if beside and [token.letters for token in words[-len(beside) :]] == beside:
            words = words[: -len(beside)]
        elif beside:
            continue
        number = words[-1:] if words and match[1].endswith(words[-1].letters) else []
        span = _spelled_at_the_end(words[:-1] if number else words, _letters(match[1]))
        if span:
            yield match[1], before[span[0] : number[0].end if number else span[1]]
    for match in _BEFORE.finditer(text):
        span = _spelled_at_the_start(_tokens(match[2]), _letters(match[1]))
        if span:
            yield match[1], match[2][span[0] : span[1]]


def _last_part(text: str) -> str:
    """What follows the last full stop, bullet or blank line."""
    end = 0
    for match in _STOP.finditer(text):
        end = match.end()
    return text[end:]


def _tokens(text: str) -> list[_Token]:
    return [_Token(m[0], *m.span()) for m in _WORD.finditer(bare(text).lower())]


def _letters(sigle: str) -> str:
    """The letters of a sigle: "UC-IRSA" -> "ucirsa";  "DDTM 14" -> "ddtm";  "OR2S" -> "orss"."""
    plain = _REPEATED.sub(lambda match: int(match[1]) * match[2], bare(sigle).lower())
    return "".join(c for c in plain if c.isalpha())


def _spelled_at_the_end(words: Sequence[_Token], letters: str) -> tuple[int, int] | None:
    """The shortest run of last words that spells a sigle, from the plainest way to the freest.

    A place after it is left out: "Permanence d'Accès aux Soins de Santé du CH Lisieux (PASS)".
    """
    for spells, ends in _WAYS:
        for end in ends(words):
            starts = range(end - 1, max(-1, end - 3 * len(letters) - 4), -1)
            for i in starts:
                if words[i].letters[0] == letters[0] and spells(words[i:end], letters):
                    return words[i].start, words[end - 1].end
    return None


def _whole(words: Sequence[_Token]) -> list[int]:
    return [len(words)]


def _before_places(words: Sequence[_Token]) -> list[int]:
    """Where the words end without "du Calvados", "de la Ville de Caen"; the longest first."""
    last = range(len(words) - 1, max(0, len(words) - 6), -1)
    return [i for i in last if words[i].letters in _LINKS and not words[i - 1].small]


def _spelled_at_the_start(words: Sequence[_Token], letters: str) -> tuple[int, int] | None:
    """All words after an article, else the shortest run of them, that spells a sigle."""
    first = next((i for i, word in enumerate(words) if not word.small), len(words))
    words = words[first : first + 3 * len(letters) + 4]
    for spells in (_by_initials, _by_initials_of_all, _by_letters):
        for end in (len(words), *range(2, len(words))):
            if words and words[0].letters[0] == letters[0] and spells(words[:end], letters):
                return words[0].start, words[end - 1].end
    return None


def _by_initials(words: Sequence[_Token], letters: str) -> bool:
    """Whether the initials of the words, without the small ones, are the letters."""
    initials = "".join(word.letters[0] for word in words if not word.small)
    return len(words) > 1 and initials == letters and not (words[0].small or words[-1].small)


def _by_initials_of_all(words: Sequence[_Token], letters: str) -> bool:
    """The same, where small words may give theirs: "Hospitalisation à Domicile", "had"."""
    if len(words) < 2 or words[0].small or words[-1].small:
        return False
    ways = {0}
    for word in words:
        given = {i + 1 for i in ways if letters.startswith(word.letters[0], i)}
        ways = given | ways if word.small else given
    return len(letters) in ways


def _by_letters(words: Sequence[_Token], letters: str) -> bool:
    """Whether the letters stand in the words in order, at most one word giving none.

    A word gives its initial, and more of its letters after it. "Centre Médico Psychopédagogique",
    "cmpp" -> True. The initials are half of the letters or more.
    """
    big = [word for word in words if not word.small]
    if words[0].small or words[-1].small:
        return False
    if len(big) < 2 or len(big) - _MOST_SKIPPED > len(letters) or 2 * len(words) < len(letters):
        return False
    ways = {(0, 0)}  # letters used, words that gave none
    for word in words:
        following: set[tuple[int, int]] = set()
        for used, skipped in ways:
            if word.small:
                following.add((used, skipped))
            elif skipped < _MOST_SKIPPED and word is not words[0] and word is not words[-1]:
                following.add((used, skipped + 1))
            following |= {(end, skipped) for end in _taken(word.letters, letters, used)}
        ways = following
    return any(used == len(letters) for used, _ in ways)


def _taken(word: str, letters: str, used: int) -> Iterator[int]:
    """How far a word that gives its initial can bring the letters."""
    place = 0
    while used < len(letters) and (place == 0 or word.find(letters[used], place) >= 0):
        if place == 0 and word[0] != letters[used]:
            return
        place = max(word.find(letters[used], place), 0) + 1
        used += 1
        yield used


_WAYS = (
    (_by_initials, _whole),
    (_by_initials_of_all, _whole),
    (_by_letters, _whole),
    (_by_initials, _before_places),
    (_by_initials_of_all, _before_places),
)


class Sigles(NamedTuple):
    """What the sigles mean in one document, by key."""

    own: Mapping[str, str]
    introduced: Mapping[str, str]


NO_SIGLES = Sigles({}, {})


def sigles_by_key(sigles: Mapping[str, str]) -> dict[str, str]:
    """Key of a sigle → its expansion; "DDTM 14" is known as "DDTM" too."""
    keys: dict[str, str] = {}
    for sigle, expansion in sigles.items():
        keys.setdefault(key_of(words_of(sigle)), expansion)
    for sigle, expansion in sigles.items():
        letters = [word for word in words_of(sigle) if not word.text.isdigit()]
        keys.setdefault(key_of(letters), expansion)
    keys.pop("", None)
    return keys
