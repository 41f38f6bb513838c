"""Two versions of a schema → what breaks those who read or write data by the older one.

Works on JSON Schema and on Table Schema: fields removed (or renamed), types changed, values,
bounds and patterns narrowed, fields made required. What is added breaks nobody.
"""

import json
from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import Any

WORDS = {"description", "title", "source", "homepage", "version", "path", "$id", "$schema", "name"}
"""What a schema says for people, or of itself."""
LOWER, UPPER = ("minimum", "minLength", "minItems"), ("maximum", "maxLength", "maxItems")


def breaking_changes(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[str]:
    """One line for each change that breaks, as "Document.genre: removed"."""
    return list(_changes(objects(old), objects(new)))


def shape(schema: Mapping[str, Any]) -> str:
    """The hash of what a schema demands, whatever its wording."""
    demands = objects(schema) | {"primaryKey": schema.get("primaryKey")}
    return sha256(json.dumps(demands, sort_keys=True).encode()).hexdigest()


def objects(schema: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of every kind of object, each with what it demands and whether it is required."""
    if "fields" in schema:
        return {"table": {field["name"]: _table_field(field) for field in schema["fields"]}}
    kinds = {"Document": schema, **schema.get("$defs", {})}
    return {
        name: {
            key: _bare(field) | {"required": key in kind.get("required", ())}
            for key, field in kind.get("properties", {}).items()
        }
        for name, kind in kinds.items()
    }


def _table_field(field: Mapping[str, Any]) -> dict[str, Any]:
    constraints = dict(field.get("constraints", {}))
    return {"type": field["type"], "required": constraints.pop("required", False)} | constraints


def _bare(value: Any) -> Any:
    """A field without its wording."""
    if isinstance(value, dict):
        return {key: _bare(item) for key, item in value.items() if key not in WORDS}
    return list(map(_bare, value)) if isinstance(value, list) else value


def _changes(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[str]:
    for kind, fields in old.items():
        for name, field in fields.items():
            place = f"{kind}.{name}"
            if name not in new.get(kind, {}):
                yield f"{place}: removed"
                continue
            other = new[kind][name]
            if other["required"] and not field["required"]:
                yield f"{place}: made required"
            yield from _narrowed(place, field, other)


def _narrowed(place: str, old: Any, new: Any) -> Iterator[str]:
    """What a value may no longer be; the alternatives of a field are compared as they stand."""
    if not isinstance(old, dict) or not isinstance(new, dict):
        if old != new:
            yield f"{place}: {old} became {new}"
        return
    if "enum" in new and (lost := set(old.get("enum", ("any text",))) - set(new["enum"])):
        yield f"{place}: no longer {', '.join(sorted(map(str, lost)))}"
    if "const" in new and old.get("const") != new["const"] and "schema_version" not in place:
        yield f"{place}: only {new['const']}"
    for key in ("type", "$ref", "pattern", "format"):
        if old.get(key) != new.get(key) and (key in new or key != "pattern"):
            yield f"{place}: {key} {old.get(key)} became {new.get(key)}"
    for keys, sign in ((LOWER, 1), (UPPER, -1)):
        for key in keys:
            if key in new and (key not in old or sign * new[key] > sign * old[key]):
                yield f"{place}: {key} {old.get(key)} became {new[key]}"
    for key in ("items", "additionalProperties", "propertyNames"):
        if key in old or key in new:
            yield from _narrowed(f"{place}/{key}", old.get(key), new.get(key))
    for key in ("anyOf", "prefixItems"):
        pairs = zip(old.get(key, ()), new.get(key, ()), strict=False)
        if len(old.get(key, ())) != len(new.get(key, ())):
            yield f"{place}: other alternatives"
        for rank, (one, other) in enumerate(pairs):
            yield from _narrowed(f"{place}/{rank}", one, other)
