"""Organisations and sigles: the shipped glossaries, and files of a user beside them.

A row of `extractor/data/organisations.csv` is a body, or a kind of body that exists in many places:
"CAF" and "Caisse d'Allocations Familiales du Calvados" are both `caf`.
"""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

from extractor.errors import BadGlossary
from extractor.matching.folding import fold
from extractor.matching.glossary_tables import (
    ORGANISATIONS,
    PORTEES,
    Problem,
    Row,
    Table,
    find_problems,
    names_of,
    read_table,
)
from extractor.matching.likeness import alike

LEAST_ALIKE = 0.75
"""One letter wrong in four: "CPMA" brings "CPAM"."""
MOST_ALIKE = 8


class Organisation(NamedTuple):
    """A body or a kind of body that contracts name, or a scheme (`dispositif`)."""

    id: str
    nom: str
    """Canonical name."""
    sigle: str
    """Its usual sigle, or ""."""
    autres_noms: tuple[str, ...]
    """Other forms as contracts print them: plurals, older names, other sigles."""
    categorie: str
    portee: str
    """`nationale`: one body; `locale`: a kind of body, beside whose name a place may stand."""

    @property
    def names(self) -> tuple[str, ...]:
        """Every form that means this row, the canonical name first, its sigle second."""
        return tuple(name for name in (self.nom, self.sigle, *self.autres_noms) if name)


class Sigle(NamedTuple):
    """One meaning of a sigle; a homonym has several."""

    sigle: str
    developpement: str
    domaine: str
    organisation: str
    """Id of the organisation that it stands for, or ""."""


@dataclass(frozen=True, eq=False)
class Glossary:
    """What names and sigles mean; the indexes are made when first asked for.

    Known by itself, not by its thousands of rows: what is made of it is kept with it.
    """

    organisations: tuple[Organisation, ...]
    sigles: tuple[Sigle, ...]

    @cached_property
    def by_id(self) -> Mapping[str, Organisation]:
        return {organisation.id: organisation for organisation in self.organisations}

    @cached_property
    def by_name(self) -> Mapping[str, Organisation]:
        """Folded canonical and other names → their organisation; each has one."""
        return {
            fold(name): organisation
            for organisation in self.organisations
            for name in (organisation.nom, *organisation.autres_noms)
        }

    @cached_property
    def by_sigle(self) -> Mapping[str, tuple[Sigle, ...]]:
        """Folded sigle → its meanings, in the order of the files."""
        meanings: dict[str, list[Sigle]] = {}
        for sigle in self.sigles:
            meanings.setdefault(fold(sigle.sigle), []).append(sigle)
        return {key: tuple(values) for key, values in meanings.items()}

    def find(self, name: str) -> Organisation | None:
        """The organisation of a name, but for case, accents and punctuation.

        "Pole Emploi" -> `france-travail`;  "CAF du Calvados" -> None: no place is understood
        """
        return self.by_name.get(fold(name))

    def organisations_of(self, term: str) -> tuple[Organisation, ...]:
        """Every organisation that a name or a sigle may mean, without repetition.

        "Maison des ados" -> `mda`;  "MDA" -> `mda`, `mda-autonomie`;  "ZAC" -> ()
        """
        key = fold(term)
        found = {self.by_name[key].id} if key in self.by_name else set()
        found |= self._by_own_sigle.get(key, set())
        found |= {meaning.organisation for meaning in self.meanings(term)}
        return tuple(row for row in self.organisations if row.id in found)

    def meanings(self, sigle: str) -> tuple[Sigle, ...]:
        """Every meaning of a sigle: of "CTS", a council and a centre for transfusions."""
        return self.by_sigle.get(fold(sigle), ())

    def close_to(self, term: str) -> tuple[Organisation, ...]:
        """Organisations with a name like the term, the most alike first; at most `MOST_ALIKE`.

        "caisse alocation familiale" -> `caf`, …
        """
        forms = sorted({*self.by_name, *self._by_own_sigle})
        found: dict[Organisation, None] = {}
        for form in alike(fold(term), forms, LEAST_ALIKE):
            found |= dict.fromkeys(self.organisations_of(form))
        exact = self.organisations_of(term)
        return tuple(row for row in found if row not in exact)[:MOST_ALIKE]

    @cached_property
    def _by_own_sigle(self) -> Mapping[str, set[str]]:
        ids: dict[str, set[str]] = {}
        for row in self.organisations:
            if row.sigle:
                ids.setdefault(fold(row.sigle), set()).add(row.id)
        return ids


def load_glossary(extra: Sequence[Path] = ()) -> Glossary:
    """Return the shipped glossaries with the files of a user; raises `BadGlossary`.

    A file's row replaces the shipped one of the same id, and takes its names from all others;
    columns that the file does not have keep what is shipped. Each set of files is read once.
    """
    return _load(tuple(extra))


def check_glossary(path: Path) -> list[Problem]:
    """Return what is wrong with a glossary file, by line; raises `BadGlossary` for no table.

    Organisations: "'CAF' is a name of 'caf', too (line 3)", "unknown portee 'partout'"; sigles:
    "sigle 'CTS' without expansion".
    """
    return _problems(read_table(path), _load(()))


@cache
def _load(extra: tuple[Path, ...]) -> Glossary:
    if extra:
        return _added(_load(extra[:-1]), extra[-1])
    data = files("extractor.data")
    return Glossary(
        tuple(_organisation(row, {}) for row in read_table(data / "organisations.csv").rows),
        _sigles(read_table(data / "sigles.csv")),
    )


def _added(glossary: Glossary, path: Path) -> Glossary:
    """The glossary with the rows of one more file."""
    table = read_table(path)
    problems = _problems(table, glossary)
    if problems:
        cause = f"line {problems[0].line}: {problems[0].text}"
        raise BadGlossary(path.name, cause, f"cls-extractor glossary check {path.name}")
    if table.kind is not ORGANISATIONS:
        return Glossary(glossary.organisations, (*_sigles(table), *glossary.sigles))
    mine = {row.get("id"): _organisation(row, glossary.by_id) for row in table.rows}
    taken = {fold(name) for row in mine.values() for name in row.names}
    shipped = [_without(row, taken) for row in glossary.organisations if row.id not in mine]
    sigles = [
        Sigle(row.sigle, row.nom, "", row.id)
        for row in mine.values()
        if row.sigle
        and row.id not in {sense.organisation for sense in glossary.meanings(row.sigle)}
    ]
    return Glossary((*shipped, *mine.values()), (*sigles, *glossary.sigles))


def _problems(table: Table, glossary: Glossary) -> list[Problem]:
    """What is wrong with a file, by itself and beside the glossary that it is added to."""
    problems = find_problems(table, glossary.by_id)
    if table.kind is ORGANISATIONS:
        problems += _stolen_names(table, glossary)
    return sorted(problems)


def _stolen_names(table: Table, glossary: Glossary) -> list[Problem]:
    """Other names may be taken from a shipped row; its canonical name may not."""
    mine = {row.get("id") for row in table.rows}
    owners = {fold(row.nom): row.id for row in glossary.organisations if row.id not in mine}
    return [
        Problem(row.line, f"{name!r} is the name of {owner!r}: take that id, or another name")
        for row in table.rows
        for name in names_of(row)
        if (owner := owners.get(fold(name)))
    ]


def _without(row: Organisation, taken: Set[str]) -> Organisation:
    """A shipped row without the other names that a file of the user takes from it."""
    kept = tuple(name for name in row.autres_noms if fold(name) not in taken)
    return row if len(kept) == len(row.autres_noms) else row._replace(autres_noms=kept)


def _organisation(row: Row, shipped: Mapping[str, Organisation]) -> Organisation:
    """The organisation of a row; columns that its file leaves out are those of the shipped row."""
    base = shipped.get(row.get("id"), Organisation("", "", "", (), "", PORTEES[0]))
    cells: dict[str, Any] = dict(row.cells)
    if "autres_noms" in cells:
        cells["autres_noms"] = tuple(names_of(row)[1:])
    return base._replace(**cells)


def _sigles(table: Table) -> tuple[Sigle, ...]:
    return tuple(Sigle(*map(row.get, Sigle._fields)) for row in table.rows)
