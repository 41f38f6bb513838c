"""Plain data → validated record → JSON text."""

from collections.abc import Mapping
from typing import Any

from models.records import Document


def load_models() -> None:
    """Build the validators: a tenth of a second that costs least while another process reads."""
    Document.model_rebuild()


def validate(data: Mapping[str, Any]) -> Document:
    """The record of its plain data; raises `pydantic.ValidationError`, which is a bug of ours."""
    return Document.model_validate(data)


def print_record(record: Document, indent: int | None = None) -> bytes:
    """The JSON text of a record in UTF-8, one line end at its end: same record, same bytes."""
    return f"{record.model_dump_json(indent=indent)}\n".encode()
