"""Edges → cells → tables of one page: pdfplumber's rules, on tuples.

Same snapping, joining, intersections and cells as `pdfplumber.table` with its default settings
(`snap_tolerance`, `join_tolerance`, `intersection_tolerance`, `edge_min_length` = 3 points), so
that the cells are equal to pdfplumber's; tests/test_parity.py holds us to it.
"""

from collections.abc import Iterable, Sequence
from operator import itemgetter

from models.page import Box, Rule

TOLERANCE = 3.0
MIN_ROW = 6.0
"""Points: lower rows hold no text."""


def find_tables(horizontals: Sequence[Rule], verticals: Sequence[Rule]) -> list[tuple[Box, ...]]:
    """Return the cells of each table with at least two cells, tables from top to bottom."""
    if not horizontals or not verticals:
        return []
    return cells_to_tables(edges_to_cells(merge_edges(horizontals), merge_edges(verticals)))


def open_rows(rules: Sequence[Rule], walls: Sequence[Rule]) -> list[Rule]:
    """Return a horizontal edge wherever a row is left open at its end; the edges are merged ones.

    A row that a page break cuts may have no bottom rule, and none on top on the next page: its
    vertical edges run on past the last rule and end together.
    """
    closing: list[Rule] = []
    for at_end in (False, True):
        for group in _ending_together(walls, at_end):
            left, right = min(group).position, max(group).position
            y = max(w.end for w in group) if at_end else min(w.start for w in group)
            if right - left > MIN_ROW and _is_open(y, left, right, group, rules):
                closing.append(Rule(y, left, right))
    return closing


def _ending_together(walls: Sequence[Rule], at_end: bool) -> list[list[Rule]]:
    """Vertical edges grouped by where they end, or begin: within 3 points of the one before."""
    place = itemgetter(2 if at_end else 1)
    groups: list[list[Rule]] = []
    for wall in sorted(walls, key=place):
        if groups and place(wall) - place(groups[-1][-1]) <= TOLERANCE:
            groups[-1].append(wall)
        else:
            groups.append([wall])
    return groups


def _is_open(
    y: float, left: float, right: float, walls: Sequence[Rule], rules: Sequence[Rule]
) -> bool:
    """Whether a grid runs on to `y` between two walls and no rule closes it there."""
    across = [r for r in rules if r.start <= left + TOLERANCE and r.end >= right - TOLERANCE]
    joined = any(
        w.start - TOLERANCE <= r.position <= w.end + TOLERANCE for w in walls for r in across
    )
    return joined and all(abs(r.position - y) > MIN_ROW for r in across)


def merge_edges(edges: Iterable[Rule]) -> list[Rule]:
    """Snap edges that are within 3 points of each other, then join those that touch."""
    ordered = sorted(edges)
    merged: list[Rule] = []
    group: list[Rule] = []
    for edge in ordered:
        if group and edge.position > group[-1].position + TOLERANCE:
            merged += _join(group)
            group = []
        group.append(edge)
    return merged + _join(group) if group else merged


def _join(group: Sequence[Rule]) -> list[Rule]:
    position = sum(edge.position for edge in group) / len(group)
    joined: list[Rule] = []
    spans = sorted((edge.start, edge.end) for edge in group)
    start, end = spans[0]
    for a, b in spans[1:]:
        if a <= end + TOLERANCE:
            end = max(end, b)
        else:
            joined.append(Rule(position, start, end))
            start, end = a, b
    joined.append(Rule(position, start, end))
    return [rule for rule in joined if rule.end - rule.start >= TOLERANCE]


def edges_to_cells(horizontals: Sequence[Rule], verticals: Sequence[Rule]) -> list[Box]:
    """Return the smallest rectangles whose four corners are crossings joined by edges."""
    crossings: dict[tuple[float, float], tuple[set[int], set[int]]] = {}
    for i, v in enumerate(verticals):
        for j, h in enumerate(horizontals):
            if (
                v.start <= h.position + TOLERANCE
                and v.end >= h.position - TOLERANCE
                and v.position >= h.start - TOLERANCE
                and v.position <= h.end + TOLERANCE
            ):
                by_v, by_h = crossings.setdefault((v.position, h.position), (set(), set()))
                by_v.add(i)
                by_h.add(j)
    below: dict[float, list[float]] = {}
    beside: dict[float, list[float]] = {}
    for x, y in sorted(crossings):
        below.setdefault(x, []).append(y)
        beside.setdefault(y, []).append(x)
    cells = [
        cell
        for x, y in sorted(crossings)
        if (cell := _smallest_cell(x, y, crossings, below[x], beside[y])) is not None
    ]
    return cells


def _smallest_cell(
    x: float,
    y: float,
    crossings: dict[tuple[float, float], tuple[set[int], set[int]]],
    column: Sequence[float],
    row: Sequence[float],
) -> Box | None:
    by_v, by_h = crossings[x, y]
    lower = [b for b in column[column.index(y) + 1 :] if by_v & crossings[x, b][0]]
    right = [r for r in row[row.index(x) + 1 :] if by_h & crossings[r, y][1]] if lower else []
    for bottom in lower:
        for edge in right:
            corner = crossings.get((edge, bottom))
            if corner and corner[1] & crossings[x, bottom][1] and corner[0] & crossings[edge, y][0]:
                return Box(x, y, edge, bottom)
    return None


def cells_to_tables(cells: Sequence[Box]) -> list[tuple[Box, ...]]:
    """Group cells that share a corner; a lone cell is a frame, not a table."""
    parent = list(range(len(cells)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    owner: dict[tuple[float, float], int] = {}
    for i, cell in enumerate(cells):
        for corner in (
            (cell.x0, cell.top),
            (cell.x0, cell.bottom),
            (cell.x1, cell.top),
            (cell.x1, cell.bottom),
        ):
            first = owner.setdefault(corner, i)
            if first != i:
                parent[root(i)] = root(first)
    groups: dict[int, list[Box]] = {}
    for i, cell in enumerate(cells):
        groups.setdefault(root(i), []).append(cell)
    tables = [tuple(group) for group in groups.values() if len(group) > 1]
    return sorted(tables, key=lambda table: min((cell.top, cell.x0) for cell in table))
