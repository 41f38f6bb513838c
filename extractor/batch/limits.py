"""What one document may take before the process that reads it is ended."""

from typing import NamedTuple


class Limits(NamedTuple):
    """Bounds of one document. What is over one of them becomes a failure with a name."""

    seconds: float = 600.0
    """Wall clock for the whole document; a scanned page takes two."""
    page_seconds: float = 60.0
    """Wall clock for the objects of one page: one that takes longer is left out."""
    memory: int = 2 << 30
    """Bytes of address space, for the process and for each one that it starts."""
    pages: int = 3000
    size: int = 256 << 20
    """Bytes of the file."""


MOST_LEFT_OUT = 5
"""Pages that may hang or crash before the whole document counts as failed."""
WRITTEN = 512 << 20
"""Bytes of one file that the process may write: the record, and pictures for Tesseract."""
