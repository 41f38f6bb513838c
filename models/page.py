"""What one page holds, as read: words, rulings, fills, images and links.

All coordinates are PDF points of the page as displayed: origin top left, `top` grows downwards.
Named tuples, not Pydantic models: a contract has thirty thousand words.
"""

from collections.abc import Iterable, Mapping
from enum import Enum
from functools import partial
from operator import itemgetter
from typing import Any, NamedTuple


class Style(NamedTuple):
    """How a piece of text is set."""

    font: str
    size: float
    """Points, as displayed."""
    bold: bool
    italic: bool
    colour: int
    """0xRRGGBB of the fill."""


class Word(NamedTuple):
    """Characters between two spaces."""

    text: str
    """NFC is applied when words become texts; a hyphen that only breaks the line is U+00AD."""
    page: int
    """PDF page, from 1."""
    rank: int
    """Place in the order of drawing of its page, from 0."""
    x0: float
    top: float
    x1: float
    bottom: float
    baseline: float
    style: Style
    mcid: int
    """Marked-content id in a tagged PDF, else -1."""
    turn: int
    """Direction of reading, degrees clockwise: 0, 90, 180 or 270."""

    @property
    def key(self) -> tuple[int, int]:
        """Names the word in its document: page and rank."""
        return self.page, self.rank


WORD_KEY = itemgetter(1, 2)
"""`Word.key` for hot loops."""


def words_of_columns(columns: Iterable[Iterable[Any]]) -> tuple[Word, ...]:
    """Words from one column per field: three times faster than one call of `Word` each."""
    return tuple(map(partial(tuple.__new__, Word), zip(*columns)))  # noqa: B905


class Rule(NamedTuple):
    """A horizontal or vertical straight edge."""

    position: float
    """y of a horizontal edge, x of a vertical one."""
    start: float
    end: float


class Box(NamedTuple):
    """A rectangle on the page."""

    x0: float
    top: float
    x1: float
    bottom: float


class Fill(NamedTuple):
    """A filled rectangle."""

    box: Box
    colour: int
    """0xRRGGBB."""


class Link(NamedTuple):
    """A rectangle that leads to an address."""

    box: Box
    url: str


class CellTag(NamedTuple):
    """A table cell of the structure tree of a tagged PDF: paths of its table, row and itself."""

    table: tuple[int, ...]
    row: tuple[int, ...]
    cell: tuple[int, ...]


class Scan(Enum):
    """What became of a page whose text is in a picture."""

    NONE = "none"
    """It is no scan: its text is its own."""
    READ = "read"
    """Its words were read from the picture; coordinates are those of the page set straight."""
    UNAVAILABLE = "unavailable"
    """Nothing was read: Tesseract or its French data is not installed."""
    FAILED = "failed"
    """Nothing was read: Tesseract gave up on this page."""


class Loss(Enum):
    """Why nothing was read of a page."""

    NONE = "none"
    """It was read, though there may be nothing on it."""
    UNSURE = "unsure"
    """PDFium finds nothing drawn on it: it is blank, or what it holds cannot be decoded."""
    DAMAGED = "damaged"
    """Neither PDFium nor pdfplumber can load it."""
    COMPLEX = "complex"
    """More is drawn on it than on any page made for people."""
    STOPPED = "stopped"
    """The process that read it hung or crashed; another one left it out."""


class Page(NamedTuple):
    """One page, read."""

    number: int
    """PDF page, from 1."""
    width: float
    height: float
    rotation: int
    """Degrees clockwise, as the page is displayed; the coordinates already follow it."""
    words: tuple[Word, ...]
    horizontals: tuple[Rule, ...]
    verticals: tuple[Rule, ...]
    fills: tuple[Fill, ...]
    images: tuple[Box, ...]
    links: tuple[Link, ...]
    tags: Mapping[int, CellTag] = {}
    """Marked-content id of a word → the table cell that the document says it is in."""
    scan: Scan = Scan.NONE
    loss: Loss = Loss.NONE

    @property
    def is_missing(self) -> bool:
        """Whether it has, or may have, a text that was not read."""
        lost = self.loss not in (Loss.NONE, Loss.UNSURE)
        return lost or self.scan in (Scan.UNAVAILABLE, Scan.FAILED)


def lost_page(number: int, loss: Loss) -> Page:
    """A page of which nothing was read."""
    return Page(number, 0.0, 0.0, 0, (), (), (), (), (), (), loss=loss)
