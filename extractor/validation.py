"""Records made elsewhere → what is wrong in them, each with its JSON Pointer.

The models are the schema; here a key that is missing is told too, since records print every key.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from pydantic_core import ValidationError

from extractor.errors import BadRecord
from extractor.printing import print_record
from models.records import Document


class Problem(NamedTuple):
    """One thing that is wrong in a record."""

    pointer: str
    """JSON Pointer; "" for the record as a whole."""
    message: str
    """English, one line, without the name of the file."""


def read_record(data: bytes) -> Document:
    """Read a printed record back; `print_record` makes the same bytes of it. Raises `BadRecord`."""
    try:
        return Document.model_validate_json(data, strict=True)
    except ValidationError as error:
        first = _problems(error)[0]
        raise BadRecord("record", f"{first.pointer}: {first.message}", "see `schema`") from error


def find_problems(data: bytes) -> list[Problem]:
    """Return what is wrong in the JSON text of one record; [] when it is valid."""
    try:
        record = Document.model_validate_json(data, strict=True)
    except ValidationError as error:
        return _problems(error)
    if print_record(record).strip() == data.strip():
        return []
    return list(_missing(record.model_dump(mode="json"), json.loads(data), ""))


def split_records(path: Path) -> Iterator[tuple[int, bytes]]:
    """Yield the JSON texts of a file, each with its first line (from 1): one record, or one a line.

    A file is JSON Lines by its name, or when its first line is whole JSON.
    """
    by_line = path.suffix in (".jsonl", ".ndjson")
    with path.open("rb") as stream:
        first = stream.readline()
        if not by_line and not _is_json(first):
            yield 1, first + stream.read()
            return
        yield 1, first
        for number, line in enumerate(stream, start=2):
            if line.strip():
                yield number, line


def _is_json(line: bytes) -> bool:
    try:
        json.loads(line)
    except ValueError:
        return False
    return True


def _problems(error: ValidationError) -> list[Problem]:
    return [
        Problem(_pointer(told["loc"]), " ".join(told["msg"].split()))
        for told in error.errors(include_url=False, include_input=False, include_context=False)
    ]


def _pointer(words: tuple[int | str, ...]) -> str:
    """("contrats", 0, "a/b") -> "/contrats/0/a~1b" """
    return "".join(f"/{str(word).replace('~', '~0').replace('/', '~1')}" for word in words)


def _missing(whole: Any, found: Any, pointer: str) -> Iterator[Problem]:
    """The keys that a record prints and that were not there."""
    if isinstance(whole, dict):
        for key, value in whole.items():
            place = f"{pointer}{_pointer((key,))}"
            if key in found:
                yield from _missing(value, found[key], place)
            else:
                yield Problem(place, "this key is missing (null or [] says that there is nothing)")
    elif isinstance(whole, list):
        for rank, (value, other) in enumerate(zip(whole, found, strict=True)):
            yield from _missing(value, other, f"{pointer}/{rank}")
