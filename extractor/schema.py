"""The record's models → its JSON Schema (2020-12), with which other systems validate."""

import ast
import inspect
import textwrap
from itertools import pairwise
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from models import records as models
from models.records import SCHEMA_VERSION, Document, Record

DIALECT = "https://json-schema.org/draft/2020-12/schema"
IDENTIFIER = f"urn:cls-extractor:record:{SCHEMA_VERSION}"
TITLE = f"cls-extractor record {SCHEMA_VERSION}"
DESCRIPTION = (
    "What one document about a contrat local de santé (CLS) becomes. Every key is always present: "
    "what the document does not say is null or []."
)


def record_schema() -> dict[str, Any]:
    """Return the schema of `models.Document` as printed: every key is required."""
    schema = Document.model_json_schema(mode="serialization", schema_generator=PrintedKeys)
    for name, definition in {"Document": schema, **schema["$defs"]}.items():
        for key, text in field_docstrings(getattr(models, name)).items():
            described = definition["properties"][key] | {"description": text}
            definition["properties"][key] = dict(sorted(described.items()))
    head = {"$schema": DIALECT, "$id": IDENTIFIER, "title": TITLE, "description": DESCRIPTION}
    return head | {key: value for key, value in schema.items() if key not in head}


def field_docstrings(model: type[Record]) -> dict[str, str]:
    """The docstring under each field of a model, on one line."""
    body = ast.parse(textwrap.dedent(inspect.getsource(model))).body[0]
    assert isinstance(body, ast.ClassDef)
    found: dict[str, str] = {}
    for field, below in pairwise(body.body):
        if isinstance(field, ast.AnnAssign) and isinstance(below, ast.Expr):
            text = ast.literal_eval(below.value)
            found[ast.unparse(field.target)] = " ".join(text.split())
    return found


class PrintedKeys(GenerateJsonSchema):
    """A record prints all its keys: none is optional, no default needs telling."""

    def field_is_required(self, *_: object, **__: object) -> bool:
        return True

    def field_title_should_be_set(self, *_: object) -> bool:
        return False

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])
