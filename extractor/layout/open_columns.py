"""Tables with rules between their rows only: where their columns stand, from fills or from text."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from extractor.layout.grid import MIN_ROW, TOLERANCE, merge_edges
from models.page import Page, Rule, Word

MIN_SHARE = 0.35
"""Of the page width: shorter rules underline words."""
MIN_RULES = 3
WIDE_GAP = 1.2
"""Times the size of the text: white between two words of one line that only columns make."""
SPACE = 0.5
"""Times the size: words of one text stand closer."""
GUTTER = 0.6
"""Times the size: white between two columns on all rows."""


class Row(NamedTuple):
    """What stands between two rules that follow each other."""

    top: float
    bottom: float
    words: list[Word]


def open_columns(page: Page, rules: Sequence[Rule], walls: Sequence[Rule]) -> list[Rule]:
    """Return the vertical edges that a table without any would have.

    A row of one text (a band) gets its outer edges only.
    """
    wide = [rule for rule in rules if rule.end - rule.start > MIN_SHARE * page.width]
    runs = [run for run in _runs(wide) if not _is_closed(run, walls)]
    if not runs or len(_drawn(page)) < MIN_RULES:
        return []
    return [edge for run in runs for edge in _columns(run, walls, page.words)]


def _drawn(page: Page) -> list[Rule]:
    """The rules that are drawn, not only the edges of bands of colour."""
    edges = Counter(page.horizontals)
    for fill in page.fills:
        x0, top, x1, bottom = fill.box
        if bottom - top > MIN_ROW:  # lower fills are rules
            edges.subtract((Rule(top, x0, x1), Rule(bottom, x0, x1)))
    rules = merge_edges(edge for edge, count in edges.items() if count > 0)
    return [rule for rule in rules if rule.end - rule.start > MIN_SHARE * page.width]


def _runs(rules: Sequence[Rule]) -> Iterator[list[Rule]]:
    """Rules under each other that end at the same right edge; merged cells begin them later."""
    by_end: dict[int, list[Rule]] = {}
    for rule in sorted(rules):
        key = next((k for k in by_end if abs(k - rule.end) <= TOLERANCE), round(rule.end))
        by_end.setdefault(key, []).append(rule)
    for run in by_end.values():
        if len(run) >= MIN_RULES:
            yield run


def _is_closed(run: Sequence[Rule], walls: Sequence[Rule]) -> bool:
    """Whether walls stand between most rules of a run: its cells are drawn."""
    left, right = min(r.start for r in run), max(r.end for r in run)
    near = [w for w in walls if left - TOLERANCE <= w.position <= right + TOLERANCE]
    gaps = list(pairwise(run))
    closed = sum(
        any(
            wall.start <= above.position + TOLERANCE and wall.end >= below.position - TOLERANCE
            for wall in near
        )
        for above, below in gaps
    )
    return closed > 0.8 * len(gaps)


def _columns(run: Sequence[Rule], walls: Sequence[Rule], words: Sequence[Word]) -> list[Rule]:
    left, right = min(r.start for r in run), max(r.end for r in run)
    near = [w for w in walls if left - TOLERANCE <= w.position <= right + TOLERANCE]
    rows = [_row(a.position, b.position, left, right, words) for a, b in pairwise(run)]
    rows = [row for row in rows if row.words]
    below = _open_row(run[-1].position, left, right, words)
    if rows and below is not None and below.words[0].style.size <= rows[-1].words[0].style.size:
        rows.append(below)
    return [edge for part in _parts(rows) for edge in _part_columns(part, near, left, right)]


def _open_row(top: float, left: float, right: float, words: Sequence[Word]) -> Row | None:
    """The row that a page end cuts: lines of several columns right under the last rule."""
    below = sorted(
        (w for w in words if w.baseline > top + 1 and left <= w.x0 < right and w.turn == 0),
        key=lambda word: word.baseline,
    )
    row: list[Word] = []
    last = top
    for word in below:
        if word.baseline - last > 2.2 * word.style.size:
            break
        row.append(word)
        last = word.baseline
    found = Row(top, last + 3, row)
    return found if row and _is_spread(found) else None


def _parts(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """Rows cut where a heading stands between two tables."""
    sizes = [word.style.size for row in rows for word in row.words]
    usual = median(sizes) if sizes else 0.0
    part: list[Row] = []
    for row in rows:
        if min(word.style.size for word in row.words) > usual + 0.8:
            yield part
            part = []
        else:
            part.append(row)
    yield part


def _part_columns(
    rows: Sequence[Row], walls: Sequence[Rule], left: float, right: float
) -> list[Rule]:
    """The edges of one table; none when more than its header row is drawn."""
    inner = [w for w in walls if left + TOLERANCE < w.position < right - TOLERANCE]
    drawn = [row for row in rows if any(_covers(wall, row) for wall in inner)]
    boxed = [row for row in rows if any(_covers(wall, row) for wall in walls)]
    spread = [row for row in rows if _is_spread(row)]
    if len(drawn) > 1 or len(boxed) == len(rows) or len(spread) < 2:
        return []
    edges = sorted({w.position for w in inner if any(_covers(w, row) for row in drawn)})
    edges = edges or _gutters(spread)
    columns = [
        Rule(x, row.top, row.bottom)
        for row in rows
        if row in spread or (len(edges) > 1 and not _crosses(row, edges))
        for x in edges
    ]
    top, bottom = rows[0].top, rows[-1].bottom
    return [Rule(left, top, bottom), *columns, Rule(right, top, bottom)] if columns else []


def _crosses(row: Row, edges: Sequence[float]) -> bool:
    """Whether a text runs over an edge: that of a band does."""
    ordered = sorted(row.words, key=lambda word: (round(word.baseline), word.x0))
    return any(
        any(word.x0 < x - 1 and word.x1 > x + 1 for word in ordered)
        or any(
            a.x1 <= x <= b.x0 and b.x0 - a.x1 < SPACE * a.style.size
            for a, b in pairwise(ordered)
            if abs(a.baseline - b.baseline) < 1
        )
        for x in edges
    )


def _covers(wall: Rule, row: Row) -> bool:
    return wall.start <= row.top + TOLERANCE and wall.end >= row.bottom - TOLERANCE


def _row(top: float, bottom: float, left: float, right: float, words: Sequence[Word]) -> Row:
    inside = [
        w for w in words
        if top < w.baseline - 1 and w.baseline <= bottom and left <= (w.x0 + w.x1) / 2 <= right
    ]  # fmt: skip
    return Row(top, bottom, inside)


def _is_spread(row: Row) -> bool:
    """Whether white that only columns make stands within a line of the row."""
    ordered = sorted(row.words, key=lambda word: (round(word.baseline), word.x0))
    return any(
        abs(a.baseline - b.baseline) < 1 and b.x0 - a.x1 > WIDE_GAP * a.style.size
        for a, b in pairwise(ordered)
    )


def _gutters(rows: Sequence[Row]) -> list[float]:
    """The middle of every strip of white that runs down through all rows."""
    words = sorted((word for row in rows for word in row.words), key=lambda word: word.x0)
    if not words:
        return []
    found: list[float] = []
    reach = words[0].x1
    for word in words[1:]:
        if word.x0 - reach > GUTTER * word.style.size:
            found.append((reach + word.x0) / 2)
        reach = max(reach, word.x1)
    return found
