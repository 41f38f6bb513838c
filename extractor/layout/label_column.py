"""A column of filled label cells whose contents stand beside it, without any rule of their own."""

from collections.abc import Sequence
from itertools import pairwise

from models.page import Box, Word

MAX_SHARE = 0.45
"""Of the width of the text: wider cells are contents."""
MIN_ROWS = 2


def with_contents(boxes: Sequence[Box], words: Sequence[Word]) -> list[Box]:
    """Add the cells that stand right of a column of labels; other grids come back as they are.

    Labels on fills, contents on the white page: each row goes from the top of its label to the top
    of the next one.
    """
    cells = sorted(boxes, key=lambda box: box.top)
    left, right = cells[0].x0, cells[0].x1
    if len(cells) < MIN_ROWS or any(abs(c.x0 - left) > 1 or abs(c.x1 - right) > 1 for c in cells):
        return list(boxes)
    rows = [(c.top, b.top) for c, b in pairwise(cells)]
    rows.append((cells[-1].top, cells[-1].bottom))
    beside = [w for w in words if w.x0 > right and rows[0][0] < w.baseline < rows[-1][1]]
    edge = max((word.x1 for word in beside), default=right) + 1
    crossing = any(w.x0 < right < w.x1 and rows[0][0] < w.baseline < rows[-1][1] for w in words)
    narrow = right - left <= MAX_SHARE * (edge - left)
    if crossing or not narrow or not all(_has_words(row, beside) for row in rows):
        return list(boxes)
    return [
        *(Box(left, top, right, bottom) for top, bottom in rows),
        *(Box(right, top, edge, bottom) for top, bottom in rows),
    ]


def _has_words(row: tuple[float, float], words: Sequence[Word]) -> bool:
    return any(row[0] < word.baseline < row[1] for word in words)
