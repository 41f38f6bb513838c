"""The official reference, loaded once when first asked: columns of codes, names and keys."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, cached_property
from importlib.resources import files
from typing import Literal, NamedTuple, TypeVar, cast

from extractor.matching.territoires.noms import (
    core_of,
    initials,
    key_of,
    wording,
)

Type = Literal[
    "commune", "cc", "ca", "cu", "metropole", "ept", "pays", "autre", "departement", "region"
]


BETWEEN = "|"
"""Stands between the values of a column."""
GROUPS = ("cc", "ca", "cu", "metropole", "ept")
"""Types of groups of communes."""
Key = TypeVar("Key")
Value = TypeVar("Value")


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

    @property
    def kind(self) -> str:
        """`commune`, `epci`, `departement` or `region`."""
        return "epci" if self.type in GROUPS else self.type


class Epci(NamedTuple):
    """A group of communes, as it is looked for."""

    code: str
    position: int
    """Its place in the list, which communes refer to."""
    kinds: frozenset[str]
    """Its legal kind, and kinds that its name says: "CA Chartres Métropole" -> ca, metropole."""
    cles: tuple[str, ...]
    """Its name without its kind, with and without an article: "la baie de somme", "baie…"."""
    coeur: tuple[str, ...]
    """The words of that which do not only link: "caen", "mer"."""
    centre: str
    """Code of its most populous commune."""


class Table:
    """Columns of one part of the reference; one is split when it is first asked for."""

    def __init__(self, data: Mapping[str, str], part: str) -> None:
        self._texts = data
        self._part = part
        self._columns: dict[str, list[str]] = {}

    def __getitem__(self, name: str) -> list[str]:
        column = self._columns.get(name)
        if column is None:
            text = self._texts[f"{self._part}.{name}"]
            column = self._columns[name] = text.split(BETWEEN)
        return column


class Reference:
    """Communes, groups of communes, departments and regions, found by key or code."""

    def __init__(self, data: Mapping[str, str]) -> None:
        self.source = f"{data['paquet']} {data['version']}, {data['millesime']}"
        self._communes = Table(data, "communes")
        self._anciennes = Table(data, "anciennes")
        self._epci = Table(data, "epci")
        self._departements = Table(data, "departements")
        self._regions = Table(data, "regions")
        self._debuts = data["debuts"]

    def communes_named(self, key: str) -> list[int]:
        """Rows of the communes of a name; [] for none."""
        last = self.last_row.get(key)
        return [] if last is None else [*self._earlier_rows.get(key, ()), last]

    @cached_property
    def last_row(self) -> dict[str, int]:
        """Key → the last commune of that name; 33,000 lists would take three times as long."""
        keys = self._communes["cle"]
        return dict(zip(keys, range(len(keys)), strict=True))

    @cached_property
    def _earlier_rows(self) -> dict[str, list[int]]:
        """Key of a name that several communes bear → all of them but the last."""
        table: dict[str, list[int]] = defaultdict(list)
        last = self.last_row
        for row, key in enumerate(self._communes["cle"]):
            if last[key] != row:
                table[key].append(row)
        return table

    @cached_property
    def first_words(self) -> frozenset[str]:
        """The words that names of territories begin with, also after an article."""
        return frozenset(self._debuts.split(BETWEEN))

    def commune(self, row: int, score: float = 1.0) -> Candidate:
        """The commune of a row."""
        departement = self.departement_of(row)
        region = self.region_of.get(departement)
        code, nom = self._communes["code"][row], self._communes["nom"][row]
        return Candidate(code, nom, "commune", (departement,), (region,) if region else (), score)

    def row_of(self, code: str) -> int | None:
        """The row of a commune's code; None for other codes."""
        codes = self._communes["code"]
        row = bisect_left(codes, code)
        return row if row < len(codes) and codes[row] == code else None

    def epci(self, epci: Epci, score: float = 1.0) -> Candidate:
        """The group of communes as a candidate."""
        departements = tuple(self._epci["departements"][epci.position].split(" "))
        regions = {self.region_of[departement] for departement in departements}
        name, kind = self._epci["nom"][epci.position], self._epci["type"][epci.position]
        kind = cast(Type, kind)
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
        return self._communes["departement"][row]

    def epci_of(self, row: int) -> list[Epci]:
        """The groups that a commune is a member of: an EPCI, in Grand Paris an EPT as well."""
        positions = (self._communes["epci"][row], self._communes["ept"][row])
        return [self.groups[int(position)] for position in positions if position]

    def key_of_commune(self, code: str) -> str:
        """The key of a commune by its code; "" for other codes."""
        row = self.row_of(code)
        return self._communes["cle"][row] if row is not None else ""

    def population(self, code: str) -> int:
        """Inhabitants of a commune; 0 for anything else."""
        row = self.row_of(code)
        return int(self._communes["population"][row]) if row is not None else 0

    def former_communes_named(self, key: str) -> list[int]:
        """Rows of the communes into which those of a name were merged; [] for none."""
        codes = self._former.get(key, ())
        return [row for code in codes if (row := self.row_of(code)) is not None]

    @cached_property
    def _former(self) -> dict[str, list[str]]:
        table = self._anciennes
        return _grouped(zip(table["cle"], table["commune"], strict=True))

    @property
    def commune_keys(self) -> list[str]:
        """The keys of all communes, by row."""
        return self._communes["cle"]

    @cached_property
    def groups(self) -> list[Epci]:
        """The groups of communes: EPCI and, in Grand Paris, EPT."""
        names = ("code", "type", "sortes", "cles", "coeur", "centre")
        rows = zip(*(self._epci[name] for name in names), strict=True)
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
        """The words of names in brackets and names in use → groups: ("grand", "lyon")."""
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
    def official_regions(self) -> dict[str, str]:
        """Key of an official name → code of the region."""
        return {key_of(name): code for code, name in self.regions.items()}

    @cached_property
    def region_codes(self) -> dict[str, str]:
        """Key of a name, official or in use ("PACA") → code of the region."""
        return self.official_regions | wording().usages["regions"]

    def _other_names(self) -> Iterator[tuple[str, str]]:
        table = self._epci
        return (
            (code, text) for code, text in zip(table["code"], table["autres"], strict=True) if text
        )


def load_territoires() -> None:
    """Load what every search needs, before the first document asks for it."""
    data = reference()
    data.commune(0)
    for table in ("_earlier_rows", "by_core", "by_key", "first_words"):
        getattr(data, table)


@cache
def reference() -> Reference:
    """Load the packed reference."""
    return Reference(read_columns())


def read_columns() -> dict[str, str]:
    """The lines of the data file: name of a column, its values; plain text loads fastest."""
    text = files("extractor.data").joinpath("territoires.txt").read_text("utf-8")
    lines = (line.partition("\t") for line in text.split("\n") if line)
    return {name: values for name, _, values in lines}


def _epci(
    position: int, code: str, kind: str, sortes: str, cles: str, coeur: str, centre: str
) -> Epci:
    kinds = frozenset((kind, *sortes.split())) - {"epci", "pays"}
    return Epci(code, position, kinds, tuple(cles.split("/")), tuple(coeur.split()), centre)


def _grouped(pairs: Iterable[tuple[Key, Value]]) -> dict[Key, list[Value]]:
    table: dict[Key, list[Value]] = defaultdict(list)
    for key, value in pairs:
        table[key].append(value)
    return dict(table)
