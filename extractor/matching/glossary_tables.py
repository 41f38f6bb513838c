"""A glossary file (CSV) → its rows with their line numbers, and what is wrong with them.

A file holds organisations or sigles; its heading tells which. Excel's semicolons are understood.
"""

import csv
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from graphlib import CycleError, TopologicalSorter
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import NamedTuple

from extractor.errors import BadGlossary
from extractor.parsers.folding import fold

BETWEEN_NAMES = "|"
ORGANISATIONS = ("id", "nom", "sigle", "autres_noms", "categorie", "portee")
SIGLES = ("sigle", "developpement", "domaine", "organisation")
NEEDED = {ORGANISATIONS: ("id", "nom"), SIGLES: ("sigle", "developpement")}
"""Columns of each kind of file, in their order → those that no file may leave out."""

CATEGORIES = (
    "etat",
    "ars",
    "assurance-maladie",
    "protection-sociale",
    "collectivite",
    "hopital",
    "professionnels-liberaux",
    "exercice-coordonne",
    "medico-social",
    "social",
    "addictologie",
    "sante-mentale",
    "prevention",
    "education",
    "enseignement-superieur",
    "justice-securite",
    "emploi-insertion",
    "logement",
    "environnement",
    "association",
    "usagers",
    "coordination",
    "population",
    "entreprise",
    "dispositif",
)
PORTEES = ("nationale", "locale")
DOMAINES = (
    "administration",
    "education",
    "emploi",
    "environnement",
    "justice",
    "logement",
    "medico-social",
    "protection-sociale",
    "recherche",
    "sante",
    "social",
    "territoire",
    "vie-associative",
)
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class Row(NamedTuple):
    """One row of a file: column → its text without outer space."""

    line: int
    cells: Mapping[str, str]

    def get(self, column: str) -> str:
        """The text of a cell; "" when the file has no such column."""
        return self.cells.get(column, "")


class Table(NamedTuple):
    """The rows of one file; `kind` is `ORGANISATIONS` or `SIGLES`."""

    kind: tuple[str, ...]
    columns: tuple[str, ...]
    rows: tuple[Row, ...]


class Problem(NamedTuple):
    """What is wrong on one line of a file; the heading is line 1."""

    line: int
    text: str


def read_table(path: Path | Traversable) -> Table:
    """Return the rows of a glossary file; raises `BadGlossary`, which names the file.

    "id,nom,sigle" above "lna,LNA Santé,LNA" -> Row(2, {"id": "lna", "nom": …}), of ORGANISATIONS
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        cause = error.strerror or "cannot be read"
        raise BadGlossary(path.name, cause, "name a CSV file") from error
    except UnicodeDecodeError as error:
        raise BadGlossary(path.name, "not in UTF-8", "save it as CSV UTF-8") from error
    lines = list(_lines(path.name, text))
    columns = tuple(name.lower() for name in lines[0][1]) if lines else ()
    kind = _kind_of(path.name, columns)
    rows = [_row(path.name, line, columns, cells) for line, cells in lines[1:]]
    return Table(kind, columns, tuple(rows))


def _lines(name: str, text: str) -> Iterator[tuple[int, list[str]]]:
    """Line number and cells of each row that is not empty, the heading too."""
    heading = text.partition("\n")[0]
    reader = csv.reader(text.splitlines(), delimiter=";" if ";" in heading else ",")
    try:
        for cells in reader:
            if any(map(str.strip, cells)):
                yield reader.line_num, list(map(str.strip, cells))
    except csv.Error as error:
        cause = f"line {reader.line_num}: {error}"
        raise BadGlossary(name, cause, "quote cells with commas") from error


def _kind_of(name: str, columns: Sequence[str]) -> tuple[str, ...]:
    kind = SIGLES if "developpement" in columns else ORGANISATIONS
    missing = [column for column in NEEDED[kind] if column not in columns]
    unknown = [column for column in columns if column not in kind]
    hint = f"the first line is {','.join(kind)}"
    if missing:
        raise BadGlossary(name, f"no column {missing[0]!r}", hint)
    if unknown or len(set(columns)) < len(columns):
        wrong = (unknown or [column for column in columns if columns.count(column) > 1])[0]
        raise BadGlossary(name, f"column {wrong!r} is unknown or stands twice", hint)
    return kind


def _row(name: str, line: int, columns: Sequence[str], cells: Sequence[str]) -> Row:
    if len(cells) > len(columns):
        cause = f"line {line}: {len(cells)} cells under {len(columns)} columns"
        raise BadGlossary(name, cause, "quote cells with commas")
    return Row(line, dict(zip(columns, cells, strict=False)))


def names_of(row: Row) -> list[str]:
    """The canonical name and the other names of an organisation, as written."""
    others = row.get("autres_noms").split(BETWEEN_NAMES)
    return [name for name in (row.get("nom"), *map(str.strip, others)) if name]


def find_problems(table: Table, known: Collection[str]) -> list[Problem]:
    """Return what is wrong with the rows, by line. `known`: ids of organisations in other files."""
    of_kind = _of_organisations if table.kind is ORGANISATIONS else _of_sigles
    return sorted(of_kind(table, known))


def _of_organisations(table: Table, known: Collection[str]) -> Iterator[Problem]:
    seen: set[str] = set()
    for row in table.rows:
        key = row.get("id")
        if not _ID.fullmatch(key):
            yield Problem(row.line, f"bad id {key!r}: lower case, figures and single hyphens")
        elif key in seen:
            yield Problem(row.line, f"id {key!r} stands twice")
        seen.add(key)
        if not fold(row.get("nom")):
            yield Problem(row.line, "empty name")
        if row.get("sigle") and fold(row.get("sigle")) == fold(row.get("nom")):
            yield Problem(row.line, f"sigle {row.get('sigle')!r} without expansion")
        if "categorie" in table.columns or key not in known:
            yield from _in_list(row, "categorie", CATEGORIES)
        if "portee" in table.columns:
            yield from _in_list(row, "portee", PORTEES)
    yield from _shared_names(table.rows)
    yield from _cycles(table.rows)


def _in_list(row: Row, column: str, allowed: Sequence[str]) -> Iterator[Problem]:
    if row.get(column) not in allowed:
        words = ", ".join(allowed)
        yield Problem(row.line, f"unknown {column} {row.get(column)!r} (one of {words})")


def _shared_names(rows: Sequence[Row]) -> Iterator[Problem]:
    """A name belongs to one row. Two rows may have one sigle, which is then ambiguous."""
    owners: dict[str, tuple[str, int]] = {}
    for row in rows:
        own: set[str] = set()
        for name in names_of(row):
            folded = fold(name)
            owner, line = owners.setdefault(folded, (row.get("id"), row.line))
            if not folded:
                yield Problem(row.line, f"no letter in the name {name!r}")
            elif folded in own:
                yield Problem(row.line, f"{name!r} stands twice in the row")
            elif owner != row.get("id"):
                yield Problem(row.line, f"{name!r} is a name of {owner!r}, too (line {line})")
            own.add(folded)
    for row in rows:
        owner, line = owners.get(fold(row.get("sigle")), (row.get("id"), row.line))
        if row.get("sigle") and owner != row.get("id"):
            text = f"sigle {row.get('sigle')!r} is a name of {owner!r} (line {line})"
            yield Problem(row.line, text)


def _cycles(rows: Sequence[Row]) -> Iterator[Problem]:
    """Two rows that each call the other by its canonical name, or more of them in a circle."""
    canonical = {fold(row.get("nom")): row for row in rows}
    graph: dict[str, set[str]] = {}
    for row in rows:
        others = [canonical.get(fold(name)) for name in names_of(row)[1:]]
        named = {other.get("id") for other in others if other and other is not row}
        graph.setdefault(row.get("id"), set()).update(named)
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        circle = list(error.args[1])
        line = min(row.line for row in rows if row.get("id") in circle)
        yield Problem(line, f"names in a circle: {' → '.join(circle)}")


def _of_sigles(table: Table, known: Collection[str]) -> Iterator[Problem]:
    seen: dict[tuple[str, str], int] = {}
    for row in table.rows:
        sigle, expansion = row.get("sigle"), row.get("developpement")
        if not fold(sigle):
            yield Problem(row.line, "empty sigle")
        elif fold(expansion) in ("", fold(sigle)):
            yield Problem(row.line, f"sigle {sigle!r} without expansion")
        line = seen.setdefault((fold(sigle), fold(expansion)), row.line)
        if line != row.line:
            yield Problem(row.line, f"{sigle!r} has this expansion already (line {line})")
        if row.get("organisation") and row.get("organisation") not in known:
            yield Problem(row.line, f"no organisation {row.get('organisation')!r}")
        if "domaine" in table.columns:
            yield from _in_list(row, "domaine", DOMAINES)
