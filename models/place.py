"""Where a value was read, and what the document itself has wrong."""

from models.record import NumeroPage, Record


class Place(Record):
    """A rectangle on one page."""

    page: NumeroPage
    """PDF page, from 1."""
    bbox: tuple[float, float, float, float]
    """`[x0, top, x1, bottom]` in PDF points, origin top left, of the page as displayed."""


class Avertissement(Record):
    """A doubt about the document, told to a person; never silently repaired."""

    code: str
    """Stable kebab-case code."""
    message: str
    """French sentence for a person."""
    pointeur: str | None = None
    """JSON Pointer of the value in question, or null."""
    page: NumeroPage | None = None
    """PDF page, from 1, or null."""
