"""What was read → matched and validated record → JSON text."""

from pathlib import Path

from extractor.draft import Raw
from extractor.enrichment import enrich, load_references
from models.records import Document


def get_ready(glossaries: tuple[Path, ...] = ()) -> None:
    """Build the validators and load what matching refers to, while another process reads."""
    Document.model_rebuild()
    load_references(glossaries)


def complete(raw: Raw) -> Document:
    """The record; raises `pydantic.ValidationError`, which is a bug of ours."""
    return Document.model_validate(enrich(raw))


def print_record(record: Document, indent: int | None = None) -> bytes:
    """The JSON text of a record in UTF-8, one line end at its end: same record, same bytes."""
    return f"{record.model_dump_json(indent=indent)}\n".encode()
