"""What was read → matched and validated record → JSON text."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from extractor.draft import Raw
from extractor.enrichment import (
    add_themes,
    load_references,
    match_ahead,
    match_names,
    read_text,
)
from extractor.matching.themes import Themes, find_themes
from models.records import Document


def get_ready(glossaries: tuple[Path, ...] = ()) -> None:
    """Build the validators and load what matching refers to, while another process reads."""
    Document.model_rebuild()
    load_references(glossaries)


def complete(raw: Raw) -> Document:
    """The record; raises `pydantic.ValidationError`, which is a bug of ours."""
    return validate(match_names(raw), find_themes(raw.data))


def validate(record: dict[str, Any], themes: Themes) -> Document:
    """The record of its plain data, matched, and its themes."""
    return Document.model_validate(add_themes(record, themes))


def answer(glossaries: tuple[Path, ...], receive: Callable[[], Any]) -> bytes:
    """The JSON text made in a helper process.

    It receives the text, what of the record can be matched ahead, then the record and the indent.
    """
    get_ready(glossaries)
    text = receive()
    read_text(text)
    ahead = receive()
    match_ahead(Raw(ahead, text, glossaries))
    themes = find_themes(ahead)
    data, indent = receive()
    return print_record(validate(match_names(Raw(data, text, glossaries)), themes), indent)


def print_record(record: Document, indent: int | None = None) -> bytes:
    """The JSON text of a record in UTF-8, one line end at its end: same record, same bytes."""
    return f"{record.model_dump_json(indent=indent)}\n".encode()
