"""The text of a document → the places that it names, which tell territories of one name apart."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from extractor.matching.folding import bare
from extractor.matching.territoires.noms import core_of, wording
from extractor.matching.territoires.reference import Candidate, Reference, reference

LONGEST = 9
"""Words of the longest name that is looked for."""
SIGLE = 4
"""Capitals of the longest word that is taken for an abbreviation: "ARS", "CHU"."""
NAMED, MEMBER = 2, 1
"""How much a department named weighs, and a place or a post code inside it."""
_LETTERS = bare(bytes(range(256)).decode("latin-1"))
_ASCII = bytes(ord(letter) if letter.isascii() else ord(" ") for letter in _LETTERS)
"""Byte of Latin-1 → byte of ASCII."""
_CAPITAL = re.compile(r"(?<![A-Za-z0-9])[A-Z][A-Za-z0-9]*")
_SMALL = re.compile(r"(?<![A-Za-z0-9])[a-z][a-z0-9]*")
_WORD = re.compile(r"[A-Za-z0-9]+")
_RUN = re.compile(rf"[A-Za-z0-9]+(?:(?: - |[ '\n-])[A-Za-z0-9]+){{0,{LONGEST - 1}}}")
""" "Caen la mer": words that only a space, a hyphen or an apostrophe parts."""
_ARTICLE = re.compile(r"(?<![A-Za-z0-9])(du|au|des|aux|le|la|les|l)[ '\n]$", re.IGNORECASE)
_HYPHEN = re.compile(r"-[A-Z]")
_POSTAL = re.compile(r"(?<!\d)(?<!\d )(\d{5})\s+(?=[A-Z])")
_NUMBER = re.compile(r"\((\d\d|2[AB]|97\d)\)")
_CONTRACTED = {"du": "le", "au": "le", "des": "les", "aux": "les"}


class Weights(NamedTuple):
    """How much a text speaks of departments and regions, by code."""

    departements: Counter[str]
    regions: Counter[str]
    once: int
    """The most that it speaks of any region, each name counted once however often it stands there:
    one of a commune may be a person's."""


class Lieux:
    """What a text names."""

    def __init__(self, noms: Counter[str], numeros: Counter[str]) -> None:
        self.noms = noms
        """Keys of communes, groups, departments and regions → how often they are named."""
        self.numeros = numeros
        """Codes of departments that numbers in the text give: "(14)", "14100 Lisieux"."""
        self._weights: dict[tuple[str, ...], Weights] = {}

    def weights(self, *besides: str) -> Weights:
        """How much the text speaks of departments and regions, some names left aside."""
        if besides not in self._weights:
            noms = {key: times for key, times in self.noms.items() if key not in besides}
            departements, regions = _weigh(noms, self.numeros)
            once = _weigh(dict.fromkeys(noms, 1), self.numeros)[1]
            most = max(once.values(), default=0)
            self._weights[besides] = Weights(departements, regions, most)
        return self._weights[besides]

    def names(self, keys: Collection[str]) -> int:
        """How often one of these names stands in the text."""
        return sum(self.noms[key] for key in keys)


@lru_cache(maxsize=4)
def read_lieux(text: str) -> Lieux:
    """Find the places that a text names.

    "l'ARS Normandie et la CPAM du Calvados, à Lisieux" -> normandie, calvados, lisieux
    """
    plain = _plain(text)
    common = frozenset(_SMALL.findall(plain))
    noms: Counter[str] = Counter()
    end = 0
    for match in _CAPITAL.finditer(plain):
        if match.start() < end:
            continue
        name = _longest(plain, match)
        if name is not None and not _is_common(name.key, name.last, common):
            noms[name.key] += 1
            end = name.end
    codes = Counter(match[1] for match in _NUMBER.finditer(plain))
    codes.update(_postal_departement(match[1]) for match in _POSTAL.finditer(plain))
    known = reference().departements
    return Lieux(noms, Counter({code: n for code, n in codes.items() if code in known}))


def _plain(text: str) -> str:
    """The text in ASCII, capitals kept; a table of bytes is ten times as fast as one of letters.

    "l’Agglo du Pays d’Évreux – Cœur" -> "l'Agglo du Pays d'Evreux - Coeur"
    """
    for letter, plain in (("œ", "oe"), ("Œ", "OE"), ("’", "'"), ("–", "-")):
        text = text.replace(letter, plain)
    return text.encode("latin-1", "replace").translate(_ASCII).decode("ascii")


def _is_common(key: str, last: str, common: frozenset[str]) -> bool:
    """Whether a name of one word is more likely no name at all, but "le Plan", "la Ville", "ARS".

    Its word stands in the text without a capital as well, says a kind of territory, or has the
    look of an abbreviation.
    """
    core = core_of(key)
    if len(core) > 1:
        return False
    short = len(last) <= SIGLE and last.isupper()
    return short or key in wording().avant or not common.isdisjoint(core)


def evidence(candidate: Candidate, lieux: Lieux, *besides: str) -> tuple[int, int]:
    """How much a text speaks of a candidate's departments, and of its regions."""
    weights = lieux.weights(*besides)
    return (
        max((weights.departements[code] for code in candidate.departements), default=0),
        max((weights.regions[code] for code in candidate.regions), default=0),
    )


def is_elsewhere(candidate: Candidate, lieux: Lieux, *besides: str) -> bool:
    """Whether a text speaks of departments or regions, and the candidate lies in none of them."""
    is_told = lieux.weights(*besides).once >= NAMED
    return is_told and evidence(candidate, lieux, *besides) == (0, 0)


class _Name(NamedTuple):
    """A name found in a text without accents."""

    key: str
    last: str
    """Its last word as printed."""
    end: int
    """Where it ends."""


def _longest(text: str, first: re.Match[str]) -> _Name | None:
    """The longest name that begins at a word; None when none does.

    "du Havre" is searched as "le havre". "Paris" in "Paris-Est" is no name of its own, nor is
    "Normandie" in "Basse-Normandie".
    """
    data, short = reference(), wording().abreges
    word = first[0].lower()
    is_end = first.start() and text[first.start() - 1] == "-"
    if short.get(word, word) not in data.first_words or is_end:
        return None
    run = _RUN.match(text, first.start())
    words = list(_WORD.finditer(text, first.start(), run.end())) if run else []
    keys = [short.get(found[0].lower(), found[0].lower()) for found in words]
    article = _ARTICLE.search(text, max(first.start() - 4, 0), first.start())
    before = _CONTRACTED.get(article[1].lower(), article[1].lower()) if article else ""
    for size in range(len(words), 0, -1):
        last = words[size - 1]
        key = " ".join(keys[:size])
        found = next((name for name in (f"{before} {key}", key) if _is_name(name, data)), None)
        if found is not None and not _HYPHEN.match(text, last.end()):
            return _Name(found, last[0], last.end())
    return None


def _is_name(key: str, data: Reference) -> bool:
    return (
        key in data.last_row
        or key in data.by_key
        or key in data.departement_codes
        or key in data.official_regions
    )


@lru_cache(maxsize=256)
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
    communes, groups = data.communes_named(key), data.by_key.get(key, [])
    if len(communes) == 1:
        yield data.departement_of(communes[0]), MEMBER
    elif not communes and len(groups) == 1:
        yield from ((code, MEMBER) for code in data.epci(groups[0]).departements)


def _region_weights(key: str) -> Iterator[tuple[str, int]]:
    code = reference().official_regions.get(key)
    if code is not None:
        yield code, NAMED


def _weigh(noms: Mapping[str, int], numeros: Counter[str]) -> tuple[Counter[str], Counter[str]]:
    """Departments and regions by weight; a department's counts for its region as well."""
    region_of = reference().region_of
    departements: Counter[str] = Counter(numeros)
    regions: Counter[str] = Counter()
    for key, times in noms.items():
        of_departements, of_regions = _weights_of(key)
        for code, weight in of_departements:
            departements[code] += weight * times
        for code, weight in of_regions:
            regions[code] += weight * times
    for code, weight in departements.items():
        regions[region_of[code]] += weight
    return departements, regions


def _postal_departement(code: str) -> str:
    """ "14100" -> "14";  "97410" -> "974";  Corsican codes do not tell "2A" from "2B"."""
    return code[:3] if code.startswith("97") else code[:2]
