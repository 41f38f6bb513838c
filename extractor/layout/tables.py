"""Cells of each page → tables with merged cells, joined across page breaks."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import NamedTuple

from extractor.layout.blocks import Area, Block, join_runs, lines_to_blocks
from extractor.layout.label_column import with_contents
from extractor.layout.lines import Line, segments, words_to_lines
from extractor.layout.passage import Passage
from models.page import Box, Fill, Page, Word


class Spot(NamedTuple):
    """A rectangle on one page."""

    page: int
    box: Box


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table, whole again after page breaks."""

    row: int
    column: int
    row_end: int
    """The first row below it."""
    column_end: int
    """The first column right of it."""
    blocks: tuple[Block, ...]
    spots: tuple[Spot, ...]
    """Its rectangle on each page."""
    colour: int | None = None
    """0xRRGGBB of the fill behind it."""

    @property
    def text(self) -> str:
        return "\n".join(block.text for block in self.blocks)

    @property
    def passage(self) -> Passage:
        return Passage.join([block.passage for block in self.blocks])

    @property
    def bold(self) -> bool:
        return bool(self.blocks) and all(block.bold for block in self.blocks)


@dataclass(frozen=True, slots=True)
class Table:
    """A table of one or more pages."""

    cells: tuple[Cell, ...]
    """By row, then column."""
    n_rows: int
    n_columns: int
    spots: tuple[Spot, ...]
    """Its rectangle on each page."""
    source: str = "regles"
    """What decided about its page breaks: `regles` (rulings and text) or `balises` (tags)."""
    repeated: tuple[Word, ...] = ()
    """Words of header rows that later pages print again."""

    def row(self, row: int) -> tuple[Cell, ...]:
        """The cells that begin on a row, from left to right."""
        return tuple(cell for cell in self.cells if cell.row == row)

    def rows(self) -> Iterator[tuple[Cell, ...]]:
        """All rows, top to bottom."""
        by_row: dict[int, list[Cell]] = {}
        for cell in self.cells:
            by_row.setdefault(cell.row, []).append(cell)
        for row in range(self.n_rows):
            yield tuple(by_row.get(row, ()))

    @property
    def page(self) -> int:
        return self.spots[0].page

    @property
    def top(self) -> float:
        return self.spots[0].box.top


@dataclass(slots=True)
class Fragment:
    """The part of a table that stands on one page. Cells hold words, not yet blocks."""

    page: int
    box: Box
    columns: list[float]
    """Every column edge, counted from the left edge of its sheet."""
    rows: list[float]
    cells: list["FragmentCell"] = field(default_factory=list)
    sheet: int = 0
    """Rank of its sheet; the page number where no page is a spread."""


@dataclass(slots=True)
class FragmentCell:
    """A cell on one page."""

    row: int
    column: int
    row_end: int
    column_end: int
    box: Box
    words: list[Word]
    lines: list[Line]
    blocks: tuple[Block, ...] = ()
    colour: int | None = None


def page_to_fragments(
    page: Page, tables: Sequence[Sequence[Box]], words: Sequence[Word]
) -> list[Fragment]:
    """Put the words of a page into the cells found on it; grids without a word are drawings."""
    if not tables:
        return []
    placed = sorted(((*_centre(word), word) for word in words), key=itemgetter(1))
    fragments = [_fragment(page, with_contents(cells, words), placed) for cells in tables]
    return [fragment for fragment in fragments if any(cell.words for cell in fragment.cells)]


def place(fragment: Fragment, sheet: int, left: float) -> Fragment:
    """Tell a fragment its sheet, and count its columns from the left edge of that."""
    fragment.sheet = sheet
    if left:
        fragment.columns = [x - left for x in fragment.columns]
    return fragment


def _fragment(
    page: Page, boxes: Sequence[Box], placed: Sequence[tuple[float, float, Word]]
) -> Fragment:
    columns = sorted({x for box in boxes for x in (box.x0, box.x1)})
    rows = sorted({y for box in boxes for y in (box.top, box.bottom)})
    outer = Box(columns[0], rows[0], columns[-1], rows[-1])
    inside = [
        (x, y, word)
        for x, y, word in placed
        if outer.x0 <= x < outer.x1 and outer.top <= y < outer.bottom
    ]
    gutter = find_gutter(outer, boxes, [word for _, _, word in inside])
    if gutter is not None:
        boxes = [half for box in boxes for half in _halves(box, gutter)]
        columns = sorted({*columns, gutter})
    fragment = Fragment(page.number, outer, columns, rows)
    column_of, row_of = {x: i for i, x in enumerate(columns)}, {y: i for i, y in enumerate(rows)}
    heights = [y for _, y, _ in inside]
    for box in sorted(boxes, key=lambda box: (box.top, box.x0)):
        x0, top, x1, bottom = box
        beside = inside[bisect_left(heights, top) : bisect_left(heights, bottom)]
        own = [word for x, _, word in beside if x0 <= x < x1]
        fragment.cells.append(
            FragmentCell(
                row_of[top],
                column_of[x0],
                row_of[bottom],
                column_of[x1],
                box,
                own,
                words_to_lines(own),
                colour=_colour(box, page.fills),
            )
        )
    return fragment


def find_gutter(outer: Box, boxes: Sequence[Box], words: Sequence[Word]) -> float | None:
    """The x of a column edge that is not drawn, in a table of full-width rows.

    "Indicateurs de processus    Indicateurs de résultat" over two lists: the first row is two bold
    headers, and a strip of white runs down between the words of all rows.
    """
    if any(box.x0 > outer.x0 + 1 or box.x1 < outer.x1 - 1 for box in boxes):
        return None
    top = min(boxes, key=lambda box: box.top)
    header = [word for word in words if top.top <= word.baseline <= top.bottom]
    if not header or not all(word.style.bold for word in header if word.text.isalnum()):
        return None
    lines = words_to_lines(header)
    pieces = segments(lines[0])
    if len(lines) != 1 or len(pieces) != 2:
        return None
    low, high = pieces[0].x1, pieces[1].x0
    for word in words:
        if word.x0 < high and word.x1 > low:
            if word.x1 < high and word.x0 < (low + high) / 2:
                low = max(low, word.x1)
            else:
                high = min(high, word.x0)
    both = any(word.x1 <= low for word in words if word not in header) and any(
        word.x0 >= high for word in words if word not in header
    )
    return high - 1 if both and high - low > 0.6 * header[0].style.size else None


def _halves(box: Box, x: float) -> list[Box]:
    return [Box(box.x0, box.top, x, box.bottom), Box(x, box.top, box.x1, box.bottom)]


def fill_cells(fragment: Fragment, pitch: Mapping[float, float]) -> None:
    """Cut the lines of every cell into blocks, now that the usual pitch of lines is known."""
    for cell in fragment.cells:
        if cell.lines:
            padding = min(max(min([word.x0 for word in cell.words]) - cell.box.x0, 0), 8)
            area = Area(cell.box.x0 + padding, cell.box.x1 - padding, pitch)
            cell.blocks = tuple(lines_to_blocks(cell.lines, area))


def _centre(word: Word) -> tuple[float, float]:
    """The middle of its small letters: the box of a word with accented capitals is too high."""
    if word.turn:
        return (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
    return (word.x0 + word.x1) / 2, word.baseline - 0.3 * word.style.size


def _colour(box: Box, fills: Sequence[Fill]) -> int | None:
    x, y = (box.x0 + box.x1) / 2, (box.top + box.bottom) / 2
    for fill in reversed(fills):
        if fill.box.x0 <= x <= fill.box.x1 and fill.box.top <= y <= fill.box.bottom:
            return fill.colour
    return None


def fragments_to_table(parts: Sequence[Fragment], joints: Sequence["Joint"], source: str) -> Table:
    """Stack the fragments of one table. `joints[i]` says how part i+1 follows part i."""
    columns, maps = _common_columns(parts)
    cells: list[FragmentCell] = []
    spots: list[list[Spot]] = []
    repeated: list[Word] = []
    offset = 0
    for index, part in enumerate(parts):
        joint = joints[index - 1] if index else None
        skip = joint.header_rows if joint else 0
        # A cut row overlaps the last row of what stands above.
        base = offset - skip - (1 if joint and joint.row_is_cut else 0)
        for i, cell in enumerate(part.cells):
            spot = Spot(part.page, cell.box)
            if cell.row_end <= skip:
                repeated += cell.words
                _add_spot(cells, spots, cell.row, maps[index][cell.column], spot)
                continue
            column = maps[index][cell.column]
            column_end = maps[index][cell.column_end]
            if joint and i in joint.goes_on:
                target = _bottom_cell(cells, offset, column, column_end)
                if target is not None:
                    above = cells[target]
                    above.blocks = join_runs(above.blocks, cell.blocks)
                    above.row_end = max(above.row_end, base + cell.row_end)
                    spots[target].append(spot)
                    continue
            cells.append(
                FragmentCell(
                    max(base + cell.row, base + skip),
                    column,
                    base + cell.row_end,
                    column_end,
                    cell.box,
                    cell.words,
                    cell.lines,
                    cell.blocks,
                    cell.colour,
                )
            )
            spots.append([spot])
        offset = base + len(part.rows) - 1
    done = [
        Cell(c.row, c.column, c.row_end, c.column_end, c.blocks, tuple(s), c.colour)
        for c, s in zip(cells, spots, strict=True)
    ]
    done.sort(key=lambda cell: (cell.row, cell.column))
    return Table(
        tuple(done),
        offset,
        len(columns) - 1,
        tuple(Spot(part.page, part.box) for part in parts),
        source,
        tuple(repeated),
    )


def _add_spot(
    cells: Sequence[FragmentCell], spots: Sequence[list[Spot]], row: int, column: int, spot: Spot
) -> None:
    """Tell the header cell of a table that it is printed again elsewhere."""
    for cell, known in zip(cells, spots, strict=True):
        if (cell.row, cell.column) == (row, column):
            known.append(spot)


def _bottom_cell(
    cells: Sequence[FragmentCell], bottom: int, column: int, column_end: int
) -> int | None:
    """The cell above that reaches the page break in these columns."""
    for i in range(len(cells) - 1, -1, -1):
        cell = cells[i]
        if cell.row_end == bottom and (cell.column, cell.column_end) == (column, column_end):
            return i
    for i in range(len(cells) - 1, -1, -1):
        cell = cells[i]
        if cell.row_end == bottom and cell.column <= column < cell.column_end:
            return i
    return None


def _common_columns(parts: Sequence[Fragment]) -> tuple[list[float], list[list[int]]]:
    """One list of column edges for all fragments, and the place of each fragment's edges in it.

    The grid may differ slightly from page to page: edges within 5 points are one, but never two
    edges of the same page.
    """
    merged: list[list[float]] = [[x] for x in parts[0].columns]
    for part in parts[1:]:
        for x in part.columns:
            near = [
                group
                for group in merged
                if abs(group[0] - x) <= 5 and not any(y in part.columns for y in group if y != x)
            ]
            if near:
                min(near, key=lambda group: abs(group[0] - x)).append(x)
            else:
                merged.append([x])
    merged.sort(key=lambda group: group[0])
    place = {x: i for i, group in enumerate(merged) for x in group}
    return [group[0] for group in merged], [[place[x] for x in part.columns] for part in parts]


@dataclass(frozen=True, slots=True)
class Joint:
    """How a fragment follows the one on the page before."""

    header_rows: int
    """Rows at its top that only repeat the header."""
    row_is_cut: bool
    """Whether its first row goes on with the last row above."""
    goes_on: frozenset[int]
    """Which of its cells (ranks) go on with a cell above."""
    by_tags: bool = False


def column_overlap(first: Fragment, second: Fragment) -> bool:
    """Whether two fragments have the same outer edges, within 6 points."""
    return (
        abs(first.columns[0] - second.columns[0]) <= 6
        and abs(first.columns[-1] - second.columns[-1]) <= 6
    )
