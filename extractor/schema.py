"""The record's models → its JSON Schema (2020-12), with which other systems validate."""

from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from models import SCHEMA_VERSION, Document

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
    head = {"$schema": DIALECT, "$id": IDENTIFIER, "title": TITLE, "description": DESCRIPTION}
    return head | {key: value for key, value in schema.items() if key not in head}


class PrintedKeys(GenerateJsonSchema):
    """A record prints all its keys: none is optional, no default needs telling."""

    def field_is_required(self, *_: object, **__: object) -> bool:
        return True

    def field_title_should_be_set(self, *_: object) -> bool:
        return False

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])
