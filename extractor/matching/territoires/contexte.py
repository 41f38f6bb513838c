"""The text of a document → the places that it names, which tell territories of one name apart."""

import re
from collections import Counter
from collections.abc import Collection, Iterator
from functools import lru_cache
from typing import NamedTuple

from extractor.matching.territoires.noms import wording
from extractor.matching.territoires.reference import Candidate, reference
from extractor.parsers.folding import fold

LONGEST = 9
"""Words of the longest name that is looked for."""
NAMED, MEMBER = 2, 1
"""How much a department named weighs, and a place or a post code inside it."""
_TOKEN = re.compile(r"[^\W_]+")
_POSTAL = re.compile(r"(?<![\d ])(?:(?<=\D) )?\b(\d{5})\s+(?=[A-ZÀ-Ý])")
_NUMBER = re.compile(r"\((\d\d|2[AB]|97\d)\)")
_CONTRACTED = {"du": "le", "au": "le", "des": "les", "aux": "les"}


class Lieux(NamedTuple):
    """What a text names."""

    noms: Counter[str]
    """Keys of communes, groups of communes, departments and regions → how often they are named."""
    numeros: Counter[str]
    """Codes of departments that numbers in the text give: "(14)", "14100 Lisieux"."""

    def departements(self, *besides: str) -> Counter[str]:
        """Code of a department → how much the text speaks of it, some names left aside."""
        return _weigh(self, besides)[0]

    def regions(self, *besides: str) -> Counter[str]:
        """Code of a region → how much the text speaks of it or of its departments."""
        return _weigh(self, besides)[1]

    def names(self, keys: Collection[str]) -> int:
        """How often one of these names stands in the text."""
        return sum(self.noms[key] for key in keys)


@lru_cache(maxsize=4)
def read_lieux(text: str) -> Lieux:
    """Find the places that a text names.

    "l'ARS Normandie et la CPAM du Calvados, à Lisieux" -> normandie, calvados, lisieux
    A name whose words also stand in the text without a capital is a common word ("Plan").
    """
    tokens = list(_TOKEN.finditer(text))
    words = _fold_all(tokens)
    common = {word for token, word in zip(tokens, words, strict=True) if token[0].islower()}
    noms: Counter[str] = Counter()
    position = 0
    while position < len(tokens):
        size = 0
        if not tokens[position][0].islower():
            size, key = _longest(text, tokens, words, position)
            if size and not (size == 1 and words[position] in common):
                noms[key] += 1
        position += size or 1
    codes = Counter(match[1] for match in _NUMBER.finditer(text))
    codes.update(_postal_departement(match[1]) for match in _POSTAL.finditer(text))
    known = reference().departements
    return Lieux(noms, Counter({code: n for code, n in codes.items() if code in known}))


def evidence(candidate: Candidate, lieux: Lieux, *besides: str) -> tuple[int, int]:
    """How much a text speaks of a candidate's departments, and of its regions."""
    departements, regions = lieux.departements(*besides), lieux.regions(*besides)
    return (
        max((departements[code] for code in candidate.departements), default=0),
        max((regions[code] for code in candidate.regions), default=0),
    )


def is_elsewhere(candidate: Candidate, lieux: Lieux, *besides: str) -> bool:
    """Whether a text speaks of departments, and all of them lie in other regions."""
    spoken = max(lieux.departements(*besides).values(), default=0)
    return spoken >= NAMED and evidence(candidate, lieux, *besides) == (0, 0)


def _fold_all(tokens: list[re.Match[str]]) -> list[str]:
    """The folded words of a text; each spelling is folded once."""
    short = wording().abreges
    forms = {form: fold(form) for form in {token[0] for token in tokens}}
    folded = {form: short.get(word, word) for form, word in forms.items()}
    return [folded[token[0]] for token in tokens]


def _longest(
    text: str, tokens: list[re.Match[str]], words: list[str], start: int
) -> tuple[int, str]:
    """Words and key of the longest name that begins at a word; 0 when none does.

    "du Havre" is searched as "le havre". "Paris" in "Paris-Est" is no name of its own.
    """
    if words[start] not in _first_words():
        return 0, ""
    if start and text[tokens[start - 1].end() : tokens[start].start()] == "-":
        return 0, ""
    end = start + 1
    while end < min(len(tokens), start + LONGEST) and _touch(text, tokens[end - 1], tokens[end]):
        end += 1
    article = _CONTRACTED.get(words[start - 1], words[start - 1]) if start else ""
    for stop in range(end, start, -1):
        key = " ".join(words[start:stop])
        if _goes_on(text, tokens, stop):
            continue
        with_article = f"{article} {key}"
        if with_article in _keys():
            return stop - start, with_article
        if key in _keys():
            return stop - start, key
    return 0, ""


def _touch(text: str, first: re.Match[str], second: re.Match[str]) -> bool:
    """Whether only a space, a hyphen or an apostrophe parts two words."""
    between = text[first.end() : second.start()]
    return between in (" ", "-", "'", "’", "\xa0", " - ", " – ", "\n")


def _goes_on(text: str, tokens: list[re.Match[str]], stop: int) -> bool:
    """Whether a hyphen and a capital follow: the name is longer than what is known."""
    return (
        stop < len(tokens)
        and text[tokens[stop - 1].end() : tokens[stop].start()] == "-"
        and not tokens[stop][0].islower()
    )


@lru_cache(maxsize=1)
def _keys() -> frozenset[str]:
    """All names that are looked for."""
    data = reference()
    tables = (data.communes, data.by_key, data.departement_codes, data.region_codes)
    return frozenset(key for table in tables for key in table if key)


@lru_cache(maxsize=1)
def _first_words() -> frozenset[str]:
    """Their first words, and those after an article: most capitals begin none of them."""
    firsts = {key.partition(" ")[0] for key in _keys()}
    after = (
        key.split(" ", 2)[1] for key in _keys() if key.startswith(("le ", "la ", "les ", "l "))
    )
    return frozenset(firsts.union(after))


@lru_cache(maxsize=64)
def _weights_of(key: str) -> tuple[tuple[tuple[str, int], ...], tuple[tuple[str, int], ...]]:
    """What a name says: weights of departments, weights of regions. One of several says nothing.

    "calvados" -> ("14", 2);  "normandie" -> region ("28", 2);  "lisieux" -> ("14", 1)
    """
    return tuple(_departement_weights(key)), tuple(_region_weights(key))


def _departement_weights(key: str) -> Iterator[tuple[str, int]]:
    data = reference()
    if key in data.departement_codes:
        yield data.departement_codes[key], NAMED
        return
    communes, groups = data.communes.get(key, []), data.by_key.get(key, [])
    if len(communes) == 1:
        yield data.departement_of(communes[0]), MEMBER
    elif not communes and len(groups) == 1:
        yield from ((code, MEMBER) for code in data.epci(groups[0]).departements)


def _region_weights(key: str) -> Iterator[tuple[str, int]]:
    code = reference().region_codes.get(key)
    if code is not None:
        yield code, NAMED


def _weigh(lieux: Lieux, besides: tuple[str, ...]) -> tuple[Counter[str], Counter[str]]:
    """Departments and regions of a text by weight; names in `besides` do not count."""
    data = reference()
    departements: Counter[str] = Counter()
    regions: Counter[str] = Counter()
    for key, times in lieux.noms.items():
        if key not in besides:
            of_departements, of_regions = _weights_of(key)
            departements.update({code: weight * times for code, weight in of_departements})
            regions.update({code: weight * times for code, weight in of_regions})
    departements.update(lieux.numeros)
    for code, weight in departements.items():
        regions[data.region_of[code]] += weight
    return departements, regions


def _postal_departement(code: str) -> str:
    """ "14100" -> "14";  "97410" -> "974";  Corsican codes do not tell "2A" from "2B"."""
    return code[:3] if code.startswith("97") else code[:2]
