"""The texts of a signature block, column by column: tables, or free lines side by side."""

from collections.abc import Iterable, Iterator, Sequence

from extractor.layout.blocks import Block
from extractor.layout.flow import Flow
from extractor.layout.lines import Line, segments
from extractor.layout.passage import Passage
from extractor.layout.tables import Cell, Table
from extractor.parsers.personnes import names_body, read_person, read_pour


def signature_columns(flow: Flow, start: int, end: int) -> Iterator[list[Passage]]:
    """The texts of a region, column by column."""
    heading = flow.elements[start]
    assert isinstance(heading, Block)
    for element in flow.elements[start + 1 : end]:
        if isinstance(element, Table):
            yield from _table_columns(element)
    used = {
        word.key
        for element in flow.elements[start + 1 : end]
        if isinstance(element, Block)
        for word in element.passage.words
    }
    yield from _pages_to_columns(
        [
            list(_line_columns(
                [
                    line
                    for line in flow.lines.get(page, ())
                    if any(word.key in used for word in line.words)
                ]
            ))
            for page in sorted({page for page, _ in used})
        ]
    )  # fmt: skip


def _pages_to_columns(pages: Sequence[list[list[Passage]]]) -> Iterator[list[Passage]]:
    """One column under another over a page break is one: it may cut a signatory in two."""
    open_column: list[Passage] = []
    for columns in pages:
        if len(columns) == 1:
            open_column += columns[0]
            continue
        if open_column:
            yield open_column
            open_column = []
        yield from columns
    if open_column:
        yield open_column


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


def _line_columns(lines: Sequence[Line]) -> Iterator[list[Passage]]:
    """Lines cut where a white strip runs down between two columns; groups stay together."""
    if not lines:
        return
    gutters = _gutters(lines)
    for left, right in zip([0.0, *gutters], [*gutters, float("inf")], strict=True):
        column = []
        for line in lines:
            words = [word for word in line.words if left <= word.x0 < right]
            if words:
                pieces = segments(Line(tuple(words)))
                column += [Passage.of(piece.words) for piece in pieces]
        yield column


def _gutters(lines: Sequence[Line]) -> list[float]:
    """x of every white strip, as wide as a letter is high, with text of a line on both sides."""
    spans = sorted((word.x0, word.x1) for line in lines for word in line.words)
    gutters: list[float] = []
    reach = spans[0][1]
    for x0, x1 in spans:
        if x0 - reach > 0.8 * lines[0].size and any(
            line.x0 < reach and line.x1 > x0 for line in lines
        ):
            gutters.append((reach + x0) / 2)
        reach = max(reach, x1)
    return gutters


def kind_of(text: Passage) -> str:
    """P: the name of a person. O: "Pour …". E: an organisation. F: else, most often an office."""
    if read_pour(text) is not None:
        return "O"
    if read_person(text) is not None:
        return "P"
    return "E" if names_body(text.text) else "F"
