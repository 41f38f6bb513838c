"""Lines of a page → blocks in reading order: columns side by side are read one after the other."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise
from statistics import median, median_low

from extractor.layout.blocks import Area, Block, Gutter, join_runs, lines_to_blocks
from extractor.layout.gutters import gutter_run, stands_alone
from extractor.layout.label_lists import label_rows, label_run
from extractor.layout.lines import WIDE, Line, part_lines, segments, usual_pitch

Band = list[list[Line]]
"""One or more columns that stand side by side, from left to right."""

COLUMN_GAP = 0.9
"""White between two columns of prose, in sizes of the text; words of a line stand closer."""
MIN_LINES = 3
LONG = 8
"""Lines of prose that tell the edge of a column that stands alone."""
EDGE = 0.85
"""Share of the width of a column that a full line reaches."""
HALF = 0.58
"""Where such a column ends at most, as a share of the width of the text."""
GOING = 0.4
"""Share of the lines of prose that begin with a small letter."""
FULL = 0.7
"""Share of a column's width that a line of prose fills."""


def page_to_blocks(lines: Sequence[Line], area: Area) -> list[Block]:
    """Blocks of free text; a paragraph that goes on in the next column becomes whole."""
    blocks: list[Block] = []
    for band in _bands(lines, area.gutter, area.contents):
        if len(band) == 1:
            for part, edges in _left_only(band[0], area):
                blocks += lines_to_blocks(part, edges)
            continue
        found: tuple[Block, ...] = ()
        for column in filter(None, band):  # one side is empty where coordinates make no sense
            prose = is_prose(column)
            own = lines_to_blocks(column, _column_area(column, area, prose))
            found = join_runs(found, own) if prose else (*found, *own)
        blocks += found
    return blocks


def _column_area(column: Sequence[Line], area: Area, prose: bool) -> Area:
    """The edges of a column, and its own distance of lines where it is running text."""
    pitch = {**area.pitch, **usual_pitch([column])} if prose else area.pitch
    left, right = min(line.x0 for line in column), max(line.x1 for line in column)
    gutter = area.gutter
    if gutter is not None and right <= gutter.left + 1:
        right = gutter.left
    elif gutter is not None and left >= gutter.right - 1:
        right = max(right, gutter.end)
    return Area(left, right, pitch)


def _left_only(lines: Sequence[Line], area: Area) -> Iterator[tuple[Sequence[Line], Area]]:
    """Lines of full width, and runs that only the left column of the document holds."""
    gutter = area.gutter
    if gutter is None:
        yield from _half_width(lines, area)
        return
    full: list[Line] = []
    for narrow, group in groupby(lines, key=lambda line: line.x1 <= gutter.left + 1):
        run = list(group)
        if full and _may_go_on(full[-1], run[0]):
            full.append(run.pop(0))  # the last line of a paragraph, or the next one
        fills = sum(line.x1 - area.left > FULL * (gutter.left - area.left) for line in run)
        if not narrow or len(run) <= MIN_LINES or fills < MIN_LINES:
            full += run
            continue
        if full:
            yield full, area
            full = []
        yield run, replace(area, right=gutter.left)
    if full:
        yield full, area


def _may_go_on(above: Line, below: Line) -> bool:
    """Whether two lines may be of one paragraph; a heading is set larger."""
    near = below.baseline - above.baseline < 1.5 * below.size
    return near and abs(above.size - below.size) < 0.6


def _half_width(lines: Sequence[Line], area: Area) -> Iterator[tuple[Sequence[Line], Area]]:
    """Lines of full width, and long runs of prose that stop at the middle of the page.

    A column without a second one, or text beside a picture, has a right edge of its own.
    """
    middle = area.left + HALF * (area.right - area.left)
    full: list[Line] = []
    for narrow, group in groupby(lines, key=lambda line: line.x1 < middle):
        run = list(group)
        edge = _edge(run) if narrow else None
        if edge is not None:
            if full:
                yield full, area
                full = []
            yield run, replace(area, right=edge)
        else:
            full += run
    if full:
        yield full, area


def _edge(run: Sequence[Line]) -> float | None:
    """Where many lines of a run end, if words go on from line to line."""
    if len(run) < LONG:
        return None
    size = median_low([line.size for line in run])
    text = [line for line in run if abs(line.size - size) < 0.6]
    left, right = min(line.x0 for line in text), max(line.x1 for line in text)
    full = sum(line.x1 - left > EDGE * (right - left) for line in text)
    going = sum(line.words[0].text[:1].islower() for line in text)
    enough = full >= max(LONG, GOING * len(text)) and going >= GOING / 2 * len(text)
    return right if enough else None


def _bands(lines: Sequence[Line], gutter: Gutter | None, edge: float | None) -> list[Band]:
    """Cut the page into bands of one or more columns."""
    gaps = [_widest_gap(line) for line in lines]
    pieces = [
        segments(line) if gap > WIDE * line.size else [line]
        for line, gap in zip(lines, gaps, strict=True)
    ]
    prose = _may_be_prose(lines, pieces, gaps)
    bands: list[Band] = []
    single: list[Line] = []
    i = 0
    while i < len(lines):
        run = label_run(lines, i, edge) if edge is not None else None
        run = run or (gutter_run(lines, i, gutter) if gutter else None)
        run = run or (_prose_run(lines, i) if prose else None)
        run = run or _column_run(lines, i, pieces[i])
        if run is None:
            single.append(lines[i])
            i += 1
            continue
        if single:
            bands.append([single])
            single = []
        i, found = run
        bands += found
    if single:
        bands.append([single])
    return bands


# ── columns of prose ──────────────────────────────────────────────────────────────────────


def _widest_gap(line: Line) -> float:
    """The widest white between two words of a line."""
    return max([b[3] - a[5] for a, b in pairwise(line.words)], default=0.0)  # x0 after x1


def _may_be_prose(
    lines: Sequence[Line], pieces: Sequence[Sequence[Line]], gaps: Sequence[float]
) -> bool:
    """Whether a page may hold three columns, or two that differ in baselines or stand close."""
    return (
        any(len(found) > 2 for found in pieces)
        or any(
            below.baseline - above.baseline < 0.75 * below.size
            and (below.x0 > above.x1 or below.x1 < above.x0)
            for above, below in pairwise(lines)
        )
        # A column may end within a line; what stands before the first gap may be a bullet.
        or sum(
            gap > COLUMN_GAP * line.size
            and (len(line.words) > 2 and line.words[1].x0 - line.words[0].x1 < gap)
            for line, gap in zip(lines, gaps, strict=True)
        )
        >= MIN_LINES
    )


def _prose_run(lines: Sequence[Line], start: int) -> tuple[int, list[Band]] | None:
    """The end of the run of lines from `start` that are columns of prose, and the columns.

    A line over two of the columns ends the run: a heading of the full width parts two bands, and
    so does one too short to reach over them that has no text beside it.
    """
    columns: Band = []
    end = start
    if any(abs(below.size - lines[start].size) > 0.6 for below in lines[start + 1 : start + 2]):
        return None  # the last line of a heading
    size = lines[start].size
    for line in lines[start:]:
        found = _placed(line, columns)
        if found is None or (
            end > start and line.baseline - lines[end - 1].baseline > 4 * line.size
        ):
            break
        if line.size > size + 0.6 and stands_alone(lines, end):
            break
        columns = found
        end += 1
    long = [column for column in columns if len(column) >= MIN_LINES]
    if len(long) < 2 or not any(map(is_prose, long)):
        return None
    if not all(
        is_prose(column, GOING / 2 if len(column) > 2 * MIN_LINES else GOING) for column in long
    ):
        return None  # names and signatures are few lines
    return end, [sorted(columns, key=lambda column: column[0].x0)]


def _placed(line: Line, columns: Band) -> Band | None:
    """The columns with the pieces of one more line; None when it fits into none of them."""
    if line.words[0].turn:
        return None
    columns = [list(column) for column in columns]
    for piece in segments(line, COLUMN_GAP):
        over = [column for column in columns if _overlap(column, piece)]
        if len(over) > 1:
            return None
        if over and over[0][-1].words[0].baseline == piece.words[0].baseline:
            over[0][-1] = Line(over[0][-1].words + piece.words)  # a justified line
        elif over:
            over[0].append(piece)
        else:
            columns.append([piece])
    columns.sort(key=lambda column: min(piece.x0 for piece in column))
    gaps = [
        min(piece.x0 for piece in right) - max(piece.x1 for piece in left)
        for left, right in pairwise(columns)
    ]
    return columns if all(gap > COLUMN_GAP * line.size for gap in gaps) else None


def _overlap(column: Sequence[Line], piece: Line) -> bool:
    return any(own.x0 < piece.x1 and piece.x0 < own.x1 for own in column)


def is_prose(column: Sequence[Line], share: float = GOING) -> bool:
    """Whether lines are running text: most fill the column, and words go on from line to line.

    `share`: how many of the lines begin with a small letter.

    Labels and their values, names and signatures in columns are not: those are read by rows.
    """
    if len(column) < MIN_LINES:
        return False
    left, right = min(line.x0 for line in column), max(line.x1 for line in column)
    full = sum(line.x1 - left >= FULL * (right - left) for line in column)
    going = sum(line.words[0].text[:1].islower() for line in column[1:])
    return (
        right - left > 9 * median([line.size for line in column])
        and full >= 0.6 * len(column)
        and going >= share * (len(column) - 1)
        and sum(len(line.words) for line in column) >= 3 * len(column)
    )


# ── two columns on common baselines ───────────────────────────────────────────────────────


def _column_run(
    lines: Sequence[Line], start: int, pieces: Sequence[Line]
) -> tuple[int, list[Band]] | None:
    """The end of a run of lines that a vertical strip of white cuts, and its bands.

    At least two of them have text on both sides.
    """
    run = _gutter_run(lines, start, pieces)
    if run is None:
        return None
    end, gutter = run
    left, right = part_lines(lines[start:end], lambda _: gutter)
    rows = label_rows(left, right)
    return end, [[left, right]] if rows is None else [[row] for row in rows]


def _gutter_run(
    lines: Sequence[Line], start: int, pieces: Sequence[Line]
) -> tuple[int, float] | None:
    """The end of the run of lines from `start` with a common gutter, and the gutter's x."""
    if len(pieces) != 2 or lines[start].words[0].turn:
        return None
    low, high = pieces[0].x1, pieces[1].x0
    if _is_leader(pieces):
        return None
    both, end = 1, start + 1
    last_both = end
    for line in lines[start + 1 :]:
        if line.baseline - lines[end - 1].baseline > 6 * line.size:
            break
        inside = [w for w in line.words if w.x1 > low and w.x0 < high]
        left = [w for w in line.words if w.x1 <= low]
        right = [w for w in line.words if w.x0 >= high]
        new_low, new_high = low, high
        for word in inside:
            if word.x0 < (low + high) / 2 and word.x1 < high:
                new_low = max(new_low, word.x1)
                left.append(word)
            elif word.x0 > low:
                new_high = min(new_high, word.x0)
                right.append(word)
            else:
                new_low, new_high = high, low
        if new_high - new_low < 1.2 * line.size:
            break
        low, high = new_low, new_high
        end += 1
        if left and right:
            both += 1
            last_both = end
        elif left and end - last_both > 2 and not right:
            break
    if both < 2:
        return None
    return _trim_run(lines, last_both, end), (low + high) / 2


def _trim_run(lines: Sequence[Line], last_both: int, end: int) -> int:
    """Where a run of columns ends: text on one side belongs to it until a gap."""
    for i in range(last_both, end):
        if lines[i].baseline - lines[i - 1].baseline > 1.7 * lines[i].size:
            return i
    return end


def _is_leader(pieces: Sequence[Line]) -> bool:
    """A heading and its page number are one line of a sommaire, not two columns."""
    return re.fullmatch(r"[.…_\s]*\d{1,3}", pieces[1].text) is not None
