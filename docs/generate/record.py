"""Models, JSON Schema and French meanings → the page on the record."""

import inspect
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from docs.generate.markdown import code, table
from extractor.schema import record_schema
from models import records as models

MEANINGS = Path(__file__).parent / "champs.toml"
HEAD = """# Record

Generated from the models (`models/`) and their JSON Schema, which `cls-extractor schema` prints
(`schema/cls-record-{version}.schema.json`). Every key is always there: what the document does not
say is `null` or an empty list. *Sens* is the same meaning in French, for who reads the data.

Three states of a value: **absent** (nothing is printed: no item, or `null`), **seen but not
understood** (`null`, with the words beside it: `texte`, `champs`), **read** (a value). `provenance`
says where each was read, [avertissements](../guides/avertissements.md) say what looks wrong.

The parts below stand in the order in which a record holds them. *Where* is the JSON Pointer, `*`
for each item of a list or object.

"""


def page() -> str:
    """The page, a section for each model."""
    schema = record_schema()
    meanings = tomllib.loads(MEANINGS.read_text("utf-8"))
    places = dict(_places(schema, schema, ""))
    parts = [HEAD.format(version=models.SCHEMA_VERSION)]
    for name in places:
        parts.append(_section(name, places_of(name, schema), schema, meanings[name]))
    return "".join(parts)


def places_of(name: str, schema: Mapping[str, Any]) -> list[str]:
    """Every JSON Pointer at which a model stands: "Mention" -> ["/contrats/*/partenaires/*", …]"""
    return [place for model, place in _places(schema, schema, "") if model == name]


def _places(
    definition: Mapping[str, Any], schema: Mapping[str, Any], place: str
) -> Iterator[tuple[str, str]]:
    """Each model with its pointer, from the whole record down."""
    yield definition.get("$name", "Document"), place
    for key, told in definition["properties"].items():
        name, below = _model(told, f"{place}/{key}")
        if name:
            yield from _places(schema["$defs"][name] | {"$name": name}, schema, below)


def _model(told: Mapping[str, Any], place: str) -> tuple[str | None, str]:
    """The model that a key leads to: {"type": "array", "items": {"$ref": …}} -> "Axe", "…/*" """
    if "$ref" in told:
        return told["$ref"].rpartition("/")[2], place
    for choice in told.get("anyOf", ()):
        if "$ref" in choice:
            return choice["$ref"].rpartition("/")[2], place
    inner = told.get("items") or told.get("additionalProperties")
    return _model(inner, f"{place}/*") if isinstance(inner, dict) else (None, place)


def _section(
    name: str, places: list[str], schema: Mapping[str, Any], meanings: Mapping[str, str]
) -> str:
    definition = schema if name == "Document" else schema["$defs"][name]
    where = code(places) if places != [""] else "the whole record"
    rows = [
        (f"`{key}`", _type(told), told["description"], meanings[key])
        for key, told in definition["properties"].items()
    ]
    about = inspect.getdoc(getattr(models, name)) or ""
    headings = ("key", "type", "meaning", "sens")
    return f"## {name}\n\n{' '.join(about.split())}\n\nWhere: {where}\n\n{table(headings, rows)}"


def _type(told: Mapping[str, Any]) -> str:
    """{"anyOf": [{"type": "integer"}, {"type": "null"}]} -> "integer or null" """
    if "$ref" in told:
        name = told["$ref"].rpartition("/")[2]
        return f"[{name}](#{name.lower()})"
    if "anyOf" in told:
        return " or ".join(map(_type, told["anyOf"]))
    if "enum" in told:
        return code(told["enum"])
    if "const" in told:
        return f"`{told['const']}`"
    if told["type"] == "array":
        items = told.get("items")
        return f"list of {_type(items)}" if items else "list of 4 numbers"
    if told["type"] == "object":
        return f"object of {_type(told['additionalProperties'])}"
    return str(told["type"])
