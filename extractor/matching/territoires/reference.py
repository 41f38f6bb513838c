"""The official reference, loaded once when first asked: columns of codes, names and keys."""

import gzip
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, cached_property
from importlib.resources import files
from typing import Any, Literal, NamedTuple, TypeVar

from extractor.matching.territoires.noms import (
    ARTICLES,
    core_of,
    initials,
    key_of,
    read_nom,
    wording,
)

Type = Literal[
    "commune", "cc", "ca", "cu", "metropole", "ept", "pays", "autre", "departement", "region"
]


class Candidate(NamedTuple):
    """One territory of the reference, and how well it fits a name."""

    code: str
    """INSEE code of a commune, department or region, SIREN of a group of communes."""
    nom_officiel: str
    """Name in the reference, the kind of a group of communes in full."""
    type: Type
    """Kind of territory."""
    departements: tuple[str, ...]
    """Codes of the departments in which it lies; () for a region."""
    regions: tuple[str, ...]
    """Codes of the regions in which it lies."""
    score: float
    """How well it fits, 0–1; 1 when the official name was looked for."""


class Epci(NamedTuple):
    """A group of communes, as it is looked for."""

    code: str
    position: int
    """Its place in the list, which communes refer to."""
    kinds: frozenset[str]
    """Its legal kind, and kinds that its name says: "CA Chartres Métropole" -> ca, metropole."""
    cles: tuple[str, ...]
    """Its name without its kind, with and without an article: "la baie du cotentin", "baie du …"."""
    coeur: tuple[str, ...]
    """The words of that which do not only link: "caen", "mer"."""
    centre: str
    """Code of its most populous commune."""


class Reference:
    """Communes, groups of communes, departments and regions, found by key or code."""

    def __init__(self, data: dict[str, Any]) -> None:
        self.source = f"{data['paquet']} {data['version']}, {data['millesime']}"
        self._communes = data["communes"]
        self._anciennes = data["anciennes"]
        self._epci = data["epci"]
        self._departements = data["departements"]
        self._regions = data["regions"]
        self.communes: dict[str, list[int]] = _index(self._communes["cle"])
        """Key → rows of the communes of that name."""

    def commune(self, row: int, score: float = 1.0) -> Candidate:
        """The commune of a row."""
        places = self._communes
        departement = places["departement"][row]
        region = self.region_of.get(departement)
        return Candidate(
            places["code"][row],
            places["nom"][row],
            "commune",
            (departement,),
            (region,) if region else (),
            score,
        )

    def epci(self, epci: Epci, score: float = 1.0) -> Candidate:
        """The group of communes as a candidate."""
        table = self._epci
        departements = tuple(table["departements"][epci.position])
        regions = {self.region_of[departement] for departement in departements}
        name, kind = table["nom"][epci.position], table["type"][epci.position]
        return Candidate(epci.code, name, kind, departements, tuple(sorted(regions)), score)

    def departement(self, code: str, score: float = 1.0) -> Candidate:
        """The department of a code; raises KeyError for none."""
        name, region = self.departements[code], self.region_of[code]
        return Candidate(code, name, "departement", (code,), (region,), score)

    def region(self, code: str, score: float = 1.0) -> Candidate:
        """The region of a code; raises KeyError for none."""
        return Candidate(code, self.regions[code], "region", (), (code,), score)

    def departement_of(self, row: int) -> str:
        """The department of a commune."""
        code: str = self._communes["departement"][row]
        return code

    def epci_of(self, row: int) -> list[str]:
        """Codes of the groups of communes that a commune is a member of: an EPCI, an EPT, or both."""
        positions = (self._communes["epci"][row], self._communes["ept"][row])
        return [self._epci["code"][position] for position in positions if position >= 0]

    def population(self, code: str) -> int:
        """Inhabitants of a commune; 0 for anything else."""
        row = self.rows.get(code)
        return self._communes["population"][row] if row is not None else 0

    @cached_property
    def rows(self) -> dict[str, int]:
        """Code of a commune → its row."""
        return {code: row for row, code in enumerate(self._communes["code"])}

    @cached_property
    def anciennes(self) -> dict[str, list[int]]:
        """Key of a former commune → rows of the communes that it belongs to today."""
        table: dict[str, list[int]] = defaultdict(list)
        for key, code in zip(self._anciennes["cle"], self._anciennes["commune"], strict=True):
            table[key].append(self.rows[code])
        return dict(table)

    @cached_property
    def groups(self) -> list[Epci]:
        """The groups of communes: EPCI and, in Grand Paris, EPT."""
        table = self._epci
        rows = zip(table["code"], table["nom"], table["type"], table["centre"], strict=True)
        return [_epci(position, *row) for position, row in enumerate(rows)]

    @cached_property
    def by_core(self) -> dict[tuple[str, ...], list[Epci]]:
        """The words of a name → groups of communes of that name, the order of words kept."""
        return _grouped((epci.coeur, epci) for epci in self.groups)

    @cached_property
    def by_key(self) -> dict[str, list[Epci]]:
        """Name without its kind → groups of communes."""
        return _grouped((key, epci) for epci in self.groups for key in epci.cles)

    @cached_property
    def by_other_name(self) -> dict[tuple[str, ...], list[Epci]]:
        """The words of names in brackets and names in use → groups: ("carene",), ("grand", "lyon")"""
        groups = {epci.code: epci for epci in self.groups}
        usages = wording().usages["epci"].items()
        return _grouped(
            [(core_of(key_of(text)), groups[code]) for code, text in self._other_names()]
            + [(core_of(text), groups[code]) for text, code in usages]
        )

    @cached_property
    def by_initials(self) -> dict[str, list[Epci]]:
        """Initials of names, with and without their kind → groups: "caln", "gpsea"."""
        pairs: list[tuple[str, Epci]] = []
        for epci in self.groups:
            full = initials(key_of(self._epci["nom"][epci.position]))
            pairs += [(short, epci) for short in dict.fromkeys((full, initials(epci.cles[0])))]
        return _grouped(pairs)

    @cached_property
    def departements(self) -> dict[str, str]:
        """Code → name."""
        return dict(zip(self._departements["code"], self._departements["nom"], strict=True))

    @cached_property
    def regions(self) -> dict[str, str]:
        """Code → name."""
        return dict(zip(self._regions["code"], self._regions["nom"], strict=True))

    @cached_property
    def region_of(self) -> dict[str, str]:
        """Code of a department → code of its region."""
        return dict(zip(self._departements["code"], self._departements["region"], strict=True))

    @cached_property
    def departement_codes(self) -> dict[str, str]:
        """Key of a name → code of the department."""
        return {key_of(name): code for code, name in self.departements.items()}

    @cached_property
    def region_codes(self) -> dict[str, str]:
        """Key of a name, official or in use → code of the region."""
        return {key_of(name): code for code, name in self.regions.items()} | wording().usages[
            "regions"
        ]

    def _other_names(self) -> Iterator[tuple[str, str]]:
        table = self._epci
        return (
            (code, text) for code, text in zip(table["code"], table["autres"], strict=True) if text
        )


@cache
def reference() -> Reference:
    """Load the packed reference; some fifty milliseconds."""
    packed = files("extractor.data").joinpath("territoires.json.gz").read_bytes()
    return Reference(json.loads(gzip.decompress(packed)))


def _epci(position: int, code: str, nom: str, kind: str, centre: str) -> Epci:
    read = read_nom(nom)
    kinds = frozenset((kind, *read.kinds)) - {"epci", "pays"}
    return Epci(code, position, kinds, _names(read.reste), read.coeur, centre)


def _names(reste: str) -> tuple[str, ...]:
    """ "du pays de falaise" -> "pays de falaise";  "de la baie" -> "la baie", "baie" """
    words = reste.split()
    if words and words[0] in ("de", "du", "des", "d"):
        words = words[1:]
    bare = words[1:] if words and words[0] in ARTICLES else words
    return tuple(dict.fromkeys((" ".join(words), " ".join(bare))))


def _index(keys: Sequence[str]) -> dict[str, list[int]]:
    table: dict[str, list[int]] = {}
    for row, key in enumerate(keys):
        if key in table:
            table[key].append(row)
        else:
            table[key] = [row]
    return table


Key = TypeVar("Key")


def _grouped(pairs: Iterable[tuple[Key, Epci]]) -> dict[Key, list[Epci]]:
    table: dict[Key, list[Epci]] = defaultdict(list)
    for key, epci in pairs:
        table[key].append(epci)
    return dict(table)
