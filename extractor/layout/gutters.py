"""The gutter of a document that sets text in two columns, and the lines that it parts."""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from extractor.layout.blocks import Gutter
from extractor.layout.lines import Line, part_lines
from models.page import Word

GAP = 0.9
"""Least white between two columns, in sizes of the text."""
MIDDLE = (0.35, 0.65)
"""Where a right column may begin, as a share of the width of the text."""
MIN_STARTS = 6
"""Lines of one page that begin the right column at the same place, beside text."""
FULL = 0.75


def find_gutter(pages: Sequence[Sequence[Line]]) -> Gutter | None:
    """Return where the document parts its columns; None when it has one column only.

    Many lines begin at one place in the middle of the page, after white, and the text at their left
    fills its column: labels and names beside their values do not.
    """
    starts: Counter[int] = Counter()
    for lines in pages:
        starts.update(_common_starts(lines))
    return _measure(pages, starts.most_common(1)[0][0]) if starts else None


def _common_starts(lines: Sequence[Line]) -> dict[int, int]:
    """Where many lines of a page begin a right column, and how many."""
    if len(lines) < MIN_STARTS:
        return {}
    left, right = min(line.x0 for line in lines), max(line.x1 for line in lines)
    low, high = (left + share * (right - left) for share in MIDDLE)
    here = Counter(round(word.x0) for line in lines for word in _starts(line) if not word.turn)
    return {x: n for x, n in here.items() if n >= MIN_STARTS and low <= x <= high}


def _starts(line: Line) -> list[Word]:
    """The words of a line that stand after white wider than between words."""
    gap = GAP * line.size
    pairs = pairwise(line.words)
    return [b for a, b in pairs if b[3] - a[5] > gap and not b.text.isdigit()]  # x0 after x1


def _measure(pages: Sequence[Sequence[Line]], x: int) -> Gutter | None:
    parted = [
        (line, before.x1)
        for lines in pages
        for line in lines
        for before, word in pairwise(line.words)
        if abs(word.x0 - x) < 1.5 and word.x0 - before.x1 > GAP * line.size
    ]
    edge = max(end for _, end in parted)
    full = sum(end - line.x0 > FULL * (edge - line.x0) for line, end in parted)
    if full < 0.3 * len(parted):
        return None
    return Gutter(edge, x - 1.0, max(line.x1 for line, _ in parted))


def gutter_run(
    lines: Sequence[Line], start: int, gutter: Gutter
) -> tuple[int, list[list[list[Line]]]] | None:
    """The end of the run of lines from `start` that the gutter parts, and its one band.

    The columns begin beside each other; one may be longer than the other.
    """
    first = lines[start]
    if first.words[0].turn or _crosses(first, gutter):
        return None
    if not any(_begins_right(line, gutter) for line in _beside(lines, start)):
        return None
    end = start
    last_right = start
    for i, line in enumerate(lines[start:], start):
        if _crosses(line, gutter) or line.words[0].turn:
            break
        if i > start and line.baseline - lines[i - 1].baseline > 4 * line.size:
            break
        if line.size > first.size + 0.6 and stands_alone(lines, i):
            break  # a heading too short to cross the gutter
        end = i + 1
        if line.x1 > gutter.right:
            last_right = i
    end = _trim(lines, last_right + 1, end)
    left, right = part_lines(lines[start:end], lambda line: _edge(line, gutter))
    if len(left) < 2 or len(right) < 2:
        return None
    return end, [[left, right]]


def stands_alone(lines: Sequence[Line], at: int) -> bool:
    """Whether no line of another column stands beside one."""
    line = lines[at]
    near = [*lines[max(at - 2, 0) : at], *lines[at + 1 : at + 3]]
    return not any(abs(other.baseline - line.baseline) < line.size for other in near)


def _crosses(line: Line, gutter: Gutter) -> bool:
    edge = _edge(line, gutter)
    return any(w.x0 < gutter.right - 0.5 and w.x1 > edge for w in line.words)


def _edge(line: Line, gutter: Gutter) -> float:
    """How far a line of the left column may reach: as far as others, or with white after it."""
    return max(gutter.left + 1, gutter.right - GAP * line.size)


def _begins_right(line: Line, gutter: Gutter) -> bool:
    """Whether some text of a line begins just where the right column does."""
    return any(
        -0.6 <= word.x0 - gutter.right <= 2.5 and (i == 0 or line.words[i - 1].x1 < gutter.right)
        for i, word in enumerate(line.words)
    )


def _beside(lines: Sequence[Line], start: int) -> list[Line]:
    first = lines[start]
    return [
        line for line in lines[start : start + 2] if line.baseline - first.baseline < first.size
    ]


def _trim(lines: Sequence[Line], first: int, end: int) -> int:
    """The left column may go on under the right one, until white or a heading."""
    for i in range(first, end):
        step = lines[i].baseline - lines[i - 1].baseline
        if step > 1.9 * lines[i].size or lines[i].size > lines[i - 1].size + 0.6:
            return i
    return end
