"""The texts of a signature block, column by column: tables, or free lines side by side."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby, pairwise

from extractor.layout.blocks import Block
from extractor.layout.flow import Flow
from extractor.layout.lines import Line, segments
from extractor.layout.passage import Passage
from extractor.layout.tables import Cell, Table
from extractor.parsers.personnes import names_body, read_person, read_pour
from extractor.parsers.sections import lines_from
from extractor.parsers.signature_table import read_signature_table
from models.page import Word

NARROW, WIDE = 0.45, 1.6
"""White between two columns, in sizes of the text: flush left, and anywhere."""
FLUSH = 3
"""Lines that begin at one x make it the edge of a column."""


def signature_columns(flow: Flow, start: int, end: int) -> Iterator[list[Passage]]:
    """The texts of a region, column by column."""
    heading = flow.elements[start]
    assert isinstance(heading, Block)
    for element in flow.elements[start + 1 : end]:
        if isinstance(element, Table) and read_signature_table(element) is None:
            yield from _table_columns(element)
    lines = lines_from(flow, start, end)
    yield from pages_to_columns([list(page) for _, page in groupby(lines, key=_page)])


def _page(line: Line) -> int:
    return line.page


def pages_to_columns(pages: Sequence[Sequence[Line]]) -> Iterator[list[Passage]]:
    """One column under another over a page break is one: it may cut a signatory in two."""
    starts = Counter(round(word.x0) for lines in pages for line in lines for word in _starts(line))
    open_gutters: list[float] = []
    columns: list[list[Passage]] = []
    for lines in pages:
        gutters = _gutters(lines, starts)
        if columns and _fit(lines, open_gutters) and len(gutters) <= len(open_gutters):
            gutters = open_gutters
        elif columns and len(gutters) != len(open_gutters):
            yield from columns
            columns = []
        open_gutters = gutters
        columns = columns or [[] for _ in range(len(gutters) + 1)]
        for column, texts in zip(columns, _line_columns(lines, gutters), strict=True):
            column += texts
    yield from columns


def _table_columns(table: Table) -> Iterator[list[Passage]]:
    """A table read down its columns; along its rows when each names one person and an office."""
    rows = [[cell for cell in row if cell.blocks] for row in table.rows()]
    across = sum(_kinds(row) == {"P", "F"} and len(_names(row)) == 1 for row in rows)
    if across * 2 > len([row for row in rows if row]) and table.n_columns > 1:
        for row in rows:
            yield [p for cell in row for p in _cell_texts(cell)]
        return
    for column in range(table.n_columns):
        cells = [cell for row in rows for cell in row if cell.column == column]
        if cells:
            yield [p for cell in cells for p in _cell_texts(cell)]


def _cell_texts(cell: Cell) -> list[Passage]:
    """The lines of a cell where names and offices alternate, else its blocks."""
    return [block.passage for block in cell.blocks]


def _kinds(row: Iterable[Cell]) -> set[str]:
    return {kind_of(p) for cell in row for p in _cell_texts(cell)} - {"O", "E"}


def _names(row: Iterable[Cell]) -> list[Passage]:
    return [p for cell in row for p in _cell_texts(cell) if kind_of(p) == "P"]


def _line_columns(lines: Sequence[Line], gutters: Sequence[float]) -> Iterator[list[Passage]]:
    """The pieces of lines between the gutters, column by column."""
    for left, right in zip([0.0, *gutters], [*gutters, float("inf")], strict=True):
        column = []
        for line in lines:
            words = [word for word in line.words if left <= word.x0 < right]
            if words:
                pieces = segments(Line(tuple(words)))
                column += [Passage.of(piece.words) for piece in pieces]
        yield column


def _gutters(lines: Sequence[Line], starts: Mapping[int, int]) -> list[float]:
    """x of every white strip that runs down between two columns of a page.

    The strip is wide, or several lines begin right after it: columns that are set flush left may
    stand as near as two words of a justified line. `starts`: how many pieces of lines of all pages
    begin at an x.
    """
    spans = sorted((word.x0, word.x1) for line in lines for word in line.words)
    edges: list[float] = []
    others: list[float] = []
    reach = spans[0][1] if spans else 0.0
    for x0, x1 in spans:
        size = lines[0].size  # 0 where a program made the text up
        flush = sum(starts.get(round(x0) + d, 0) for d in (-1, 0, 1)) >= FLUSH
        if x0 - reach > (NARROW if flush else WIDE) * size and any(
            line.x0 < reach and line.x1 > x0 for line in lines
        ):
            (edges if flush else others).append((reach + x0) / 2)
        reach = max(reach, x1)
    return edges or others


def _starts(line: Line) -> Iterator[Word]:
    """The first word of a line, and those after a white wider than a space."""
    yield line.words[0]
    for before, word in pairwise(line.words):
        if word.x0 - before.x1 > NARROW * line.size:
            yield word


def _fit(lines: Sequence[Line], gutters: Sequence[float]) -> bool:
    """Whether no word of a page stands in the gutters of the page before."""
    return not any(
        word.x0 < gutter < word.x1 for line in lines for word in line.words for gutter in gutters
    )


def kind_of(text: Passage) -> str:
    """P: the name of a person. O: "Pour …". E: an organisation. F: else, most often an office."""
    if read_pour(text) is not None:
        return "O"
    if read_person(text) is not None:
        return "P"
    return "E" if names_body(text.text) else "F"
