"""What an engine prints: a document as a list of elements, without any layout of its own."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias


@dataclass(frozen=True)
class Heading:
    """A heading; `level` 1 opens a part, 2 a chapter or article, 3 a fiche, 4 a label."""

    text: str
    level: int
    role: str = ""
    """"" or what the style may set apart: `article`, `axe`, `fiche`, `libelle`, `couverture`."""


@dataclass(frozen=True)
class Para:
    """A paragraph; `label` is printed before it in bold ("Pilote :")."""

    text: str
    label: str = ""
    bold: bool = False
    align: str = "left"


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
    leader: str
    """"." dots, "…", "_", "tab" or "" (a space)."""


@dataclass(frozen=True)
class Cell:
    """A cell; `turn` 270 sets its text from bottom to top."""

    blocks: tuple[Para | Items, ...] = ()
    colspan: int = 1
    rowspan: int = 1
    fill: str = ""
    bold: bool = False
    white: bool = False
    turn: int = 0


@dataclass(frozen=True)
class Table:
    """Rows of cells; a cell that another one spans is left out."""

    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[float, ...]
    rules: str = "grid"
    """`grid`, `horizontal`, `box` or `none`."""
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
    """What an engine needs to know of a style."""

    font: str = "DejaVu Sans"
    size: float = 10.0
    colour: str = "#1f4e79"
    header: str = ""
    footer: str = ""
    """May hold `{page}` and `{pages}`."""
    justify: bool = False
    hyphenate: bool = False
    small_caps: tuple[str, ...] = ()
    """Roles of headings set in small capitals."""
    spaced: tuple[str, ...] = ()
    """Roles of headings set with wide letter-spacing."""
    upper: tuple[str, ...] = ()
    """Roles of headings set in capitals by the style."""
    margins: float = 56.0
    plain_headings: tuple[str, ...] = ()
    """Roles of headings that are not bold: larger or coloured only."""
    title: str = ""
    extra: dict[str, str] = field(default_factory=dict)
