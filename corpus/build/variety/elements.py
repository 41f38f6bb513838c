"""What an engine prints: a document as a list of elements, without any layout of its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from corpus.build.variety.style import Leader, Rules


@dataclass(frozen=True)
class Heading:
    """A heading; `level` 1 opens a part, 2 a chapter or article, 3 a fiche, 4 a label."""

    text: str
    level: int
    role: str = ""
    """What a style may set apart: `article`, `axe`, `fiche`, `libelle`, `couverture`…"""


@dataclass(frozen=True)
class Para:
    """A paragraph; `label` is printed before it in bold ("Pilote :")."""

    text: str
    label: str = ""
    bold: bool = False


@dataclass(frozen=True)
class Items:
    """A list with bullets."""

    items: tuple[str, ...]
    marker: str = "•"


@dataclass(frozen=True)
class Entry:
    """A line of the sommaire."""

    text: str
    level: int
    page: int | None
    leader: Leader


@dataclass(frozen=True)
class Cell:
    """A cell; `turned` sets its text from bottom to top."""

    blocks: tuple[Para | Items, ...] = ()
    colspan: int = 1
    rowspan: int = 1
    fill: str = ""
    bold: bool = False
    white: bool = False
    turned: bool = False


@dataclass(frozen=True)
class Table:
    """Rows of cells; a cell that another one spans is left out."""

    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[float, ...]
    rules: Rules = "grid"
    header: int = 0
    """Rows repeated on each page."""
    cut: bool = True
    """Whether a page break may cut a row."""
    size: float = 0.0
    """Size of its text relative to the body, in points."""


@dataclass(frozen=True)
class Columns:
    """Elements set in columns of text."""

    elements: tuple[Element, ...]
    count: int = 2


@dataclass(frozen=True)
class Break:
    """A page break, to a page of the given orientation."""

    landscape: bool = False


@dataclass(frozen=True)
class Gap:
    """White space, in points."""

    height: float


Element: TypeAlias = "Heading | Para | Items | Entry | Table | Columns | Break | Gap"


@dataclass(frozen=True)
class Look:
    """What an engine needs to know of a style; roles are those of `Heading`."""

    title: str
    font: str
    size: float
    header: str = ""
    footer: str = ""
    """May hold `{page}` and `{pages}`, as may the header."""
    colour: str = "#1f4e79"
    margins: float = 56.0
    justify: bool = False
    hyphenate: bool = False
    small_caps: tuple[str, ...] = ()
    spaced: tuple[str, ...] = ()
    upper: tuple[str, ...] = ()
    plain: tuple[str, ...] = ()
    tags: bool = True

    def heading_size(self, heading: Heading) -> float:
        """Return the size of a heading, in points."""
        if heading.role == "couverture":
            return self.size + 18
        return self.size + {1: 6, 2: 3, 3: 2, 4: 0}[heading.level]


def para_cell(text: str, bold: bool = False, fill: str = "") -> Cell:
    """Return a cell of one paragraph."""
    return Cell((Para(text),), bold=bold, fill=fill)
