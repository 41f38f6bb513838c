"""What became of one input of an import: a record, or a failure with a name."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, TypeAlias

Rows: TypeAlias = Mapping[str, Sequence[Mapping[str, Any]]]
"""Name of a table of the store → its rows, as `extractor.store.projection.project` makes them."""


class Status(StrEnum):
    """What an input became."""

    OK = "ok"
    PARTIAL = "partial"
    """A record, in which some pages are missing."""
    FAILED = "failed"


class Failure(StrEnum):
    """Why an input gave no record. The words are stable: other programs compare with them."""

    UNREADABLE = "unreadable"
    """The file cannot be read: no rights, a loop of links, a pipe, a socket."""
    NOT_A_PDF = "not-a-pdf"
    ENCRYPTED = "encrypted"
    TRUNCATED = "truncated"
    TOO_LARGE = "too-large"
    """More bytes or pages than the limits allow."""
    TIMEOUT = "timeout"
    MEMORY = "memory"
    CRASHED = "crashed"
    NO_TEXT = "no-text"
    INTERNAL = "internal"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one input became."""

    status: Status
    failure: Failure | None = None
    """Set when, and only when, it failed."""
    message: str = ""
    """A French sentence: what failed, on which pages, what to do; "" when all is well."""
    record: bytes | None = None
    """JSON in UTF-8, as `extractor.printing.print_record` prints it."""
    rows: Rows = field(default_factory=dict)
    """What queries read: made beside the record, in the process that read the document."""
    pages: int = 0
    failed_pages: tuple[int, ...] = ()
    """Numbers from 1 of the pages that could not be read."""
    seconds: float = 0.0
    """Wall clock, from start to end of the process that read it."""
    peak_memory: int | None = None
    """Bytes, where it is known."""
