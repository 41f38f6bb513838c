"""The tables that exports write: their columns, from the store and `data/tables.toml`.

Names, types and what is required come from `extractor.store.tables`; wording, order, lists and the
columns that only exports have come from the data file. Table Schemas are made of them.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, Literal, NamedTuple

from extractor.data import read_toml
from extractor.store.tables import KEY as KEY_TYPE
from extractor.store.tables import METADATA

TABLES_VERSION = "1.0"
"""Of the tables as others read them: a column is added with a minor one, all else is major."""

Type = Literal["string", "integer", "number", "array", "object"]
TYPES: Mapping[type, Type] = {str: "string", int: "integer", float: "number"}
ISO_DATE = r"^\d{4}(-\d{2}(-\d{2})?)?$"
DEFAULT_WIDTH = 14
KEY = ("content_hash", "pointer")


class Column(NamedTuple):
    """One column of a table."""

    name: str
    type: Type
    items: str
    """What an array holds: `string`, `integer` or `montant`; "" for other types."""
    required: bool
    titre: str
    description: str
    source: str
    """JSON Pointer pattern in the record, `base` (the store) or `calcul` (made for the export)."""
    valeurs: tuple[str, ...]
    """The only values that it may have; empty when any text may stand there."""
    printed: bool
    """Whether it holds text of the document, word for word, and not a word or key of ours."""
    date: bool
    """Whether it holds a date, as precise as printed."""
    width: int
    """In characters, in a workbook."""


class TableOf(NamedTuple):
    """One table of an export: a file, or a sheet."""

    name: str
    titre: str
    sheet: str
    height: int | None
    """Of the rows of its sheet, in points; None when it is that of a line."""
    description: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]


@cache
def tables() -> Mapping[str, TableOf]:
    """The tables by name, in the order in which they are exported."""
    return {name: _table(name, data) for name, data in read_toml("tables.toml").items()}


def _table(name: str, data: Mapping[str, Any]) -> TableOf:
    stored = {column.name: column for column in _stored(name)}
    columns = tuple(
        _column(column, told, stored.get(column)) for column, told in data["colonnes"].items()
    )
    key = tuple(data.get("cle", KEY))
    return TableOf(
        name,
        data["titre"],
        data.get("feuille", name),
        data.get("hauteur"),
        data["description"],
        key,
        columns,
    )


def _stored(name: str) -> Sequence[Any]:
    """The columns of the store; sigles stand in the records alone."""
    return list(METADATA.tables[name].columns) if name in METADATA.tables else []


def _column(name: str, told: Mapping[str, Any], stored: Any) -> Column:
    """A column of what the data file tells of it and, where the store has it, of its column."""
    kind: Type = told.get("type") or TYPES[stored.type.python_type]
    # A text as printed may be empty, which in CSV is no value: only keys and words of ours count.
    told_always = stored is not None and not stored.nullable
    required = told_always and (kind != "string" or stored.type is KEY_TYPE)
    return Column(
        name,
        kind,
        told.get("items", "string") if kind == "array" else "",
        bool(told.get("obligatoire", required)),
        told["titre"],
        told["description"],
        told["de"],
        tuple(told.get("valeurs", ())),
        kind == "string" and (stored is None or stored.type is not KEY_TYPE),
        told.get("format") == "date",
        told.get("largeur", max(DEFAULT_WIDTH, len(told["titre"]) + 2)),
    )


FOREIGN_KEYS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "axes": (("contrat", "contrats"),),
    "fiches": (("contrat", "contrats"),),
    "signataires": (("contrat", "contrats"), ("mention", "mentions")),
    "mentions": (("contrat", "contrats"), ("fiche", "fiches")),
    "indicateurs": (("contrat", "contrats"), ("fiche", "fiches")),
    "themes": (("contrat", "contrats"), ("fiche", "fiches")),
}
"""Table → its columns that point, with `content_hash`, to the row of another table."""


def table_schema(table: TableOf) -> dict[str, Any]:
    """The Table Schema (Frictionless, v1) of a table.

    A pointer that may be missing is no foreign key there: a key with an empty part leads nowhere.
    """
    schema: dict[str, Any] = {
        "fields": list(map(_field, table.columns)),
        "primaryKey": list(table.key),
        "missingValues": [""],
    }
    columns = {column.name: column for column in table.columns}
    keys = [
        {
            "fields": ["content_hash", column],
            "reference": {"resource": other, "fields": list(KEY)},
        }
        for column, other in FOREIGN_KEYS.get(table.name, ())
        if columns[column].required
    ]
    return schema | ({"foreignKeys": keys} if keys else {})


def published_schema(table: TableOf) -> dict[str, Any]:
    """The Table Schema as `schema/` publishes it, with what a directory of schemas asks for."""
    return {
        "$schema": "https://specs.frictionlessdata.io/schemas/table-schema.json",
        "name": f"cls-{table.name}",
        "title": f"Contrats locaux de santé : {table.titre.lower()}",
        "description": table.description,
        "homepage": "",
        "version": TABLES_VERSION,
        "path": f"tables/{TABLES_VERSION}/{table.name}.schema.json",
    } | table_schema(table)


def _field(column: Column) -> dict[str, Any]:
    field: dict[str, Any] = {
        "name": column.name,
        "type": column.type,
        "title": column.titre,
        "description": column.description,
        "source": column.source,
    }
    constraints = _constraints(column)
    return field | ({"constraints": constraints} if constraints else {})


def _constraints(column: Column) -> dict[str, Any]:
    constraints: dict[str, Any] = {}
    if column.required:
        constraints["required"] = True
    if column.valeurs:
        constraints["enum"] = list(column.valeurs)
    if column.date:
        constraints["pattern"] = ISO_DATE
    if column.type == "number" and column.name.endswith("score"):
        constraints |= {"minimum": 0, "maximum": 1}
    return constraints
