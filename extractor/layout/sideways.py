"""Tables set sideways on their page → rows and columns as they are read."""

from collections import Counter
from collections.abc import Sequence

from extractor.layout.lines import Line
from extractor.layout.tables import Fragment, FragmentCell, Table


def turn_upright(fragment: Fragment) -> Fragment:
    """Number rows and columns in the direction of reading; boxes stay where they are.

    A wide plan drawn on a portrait page without `/Rotate`: its first row runs up the left edge.
    A turned label in an upright table turns nothing.
    """
    turns = Counter(cell.words[0].turn for cell in fragment.cells if cell.words)
    turn, count = turns.most_common(1)[0]
    if not turn or count < 0.8 * turns.total():
        return fragment
    for _ in range(turn // 90):
        _turn_back(fragment)
    fragment.cells.sort(key=lambda cell: (cell.row, cell.column))
    return fragment


def _turn_back(fragment: Fragment) -> None:
    """Turn the grid by a quarter, anticlockwise: the last column becomes the first row."""
    last = len(fragment.columns) - 1
    for cell in fragment.cells:
        _turn_cell(cell, last)
    fragment.columns, fragment.rows = fragment.rows, [-x for x in reversed(fragment.columns)]


def _turn_cell(cell: FragmentCell, last: int) -> None:
    cell.row, cell.row_end, cell.column, cell.column_end = (
        last - cell.column_end,
        last - cell.column,
        cell.row,
        cell.row_end,
    )


def split_at(lines: Sequence[Line], table: Table) -> tuple[list[Line], list[Line]]:
    """The lines that are read before a table, and those after it."""
    turns = {line.words[0].turn for line in lines}
    turn = turns.pop() if len(turns) == 1 else 0
    before: list[Line] = []
    after: list[Line] = []
    for line in lines:
        (before if _is_before(line, table, turn) else after).append(line)
    return before, after


def _is_before(line: Line, table: Table, turn: int) -> bool:
    box = table.spots[0].box
    if turn == 90:
        return line.words[0].x1 >= box.x1
    if turn == 180:
        return line.baseline >= box.bottom
    if turn == 270:
        return line.words[0].x0 <= box.x0
    return line.baseline <= box.top + 2
