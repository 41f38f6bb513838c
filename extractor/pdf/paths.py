"""Straight edges, filled rectangles and pictures drawn on one page."""

import ctypes
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import NamedTuple

from extractor.pdf import calls
from extractor.pdf.geometry import IDENTITY, Frame, Matrix, multiply
from models.page import Box, Fill, Rule

PATH, IMAGE, FORM = 2, 3, 5
LINE, BEZIER, MOVE = 0, 1, 2
MAX_FORM_DEPTH = 12
WHITE = 0xFFFFFF
MIN_EDGE = 1.0  # points: pdfplumber's `edge_min_length_prefilter`
MAX_DRAWN = 500_000
"""Objects and segments of paths on one page; a detailed map has a hundred thousand."""

_matrix = (ctypes.c_float * 6)()
_floats = (ctypes.c_float * 4)()
_ints = (ctypes.c_int * 2)()
_uints = (ctypes.c_uint * 4)()
_matrix_at = ctypes.addressof(_matrix)
_float_at = [ctypes.addressof(_floats) + 4 * i for i in range(4)]
_int_at = [ctypes.addressof(_ints) + 4 * i for i in range(2)]
_uint_at = [ctypes.addressof(_uints) + 4 * i for i in range(4)]


class TooComplex(Exception):
    """A page on which more is drawn than people would look at."""


class Budget:
    """How much may still be read of a page: a form may use a form many times, that one again."""

    __slots__ = ("left",)

    def __init__(self) -> None:
        self.left = MAX_DRAWN

    def spend(self, count: int) -> None:
        """Take so many objects or segments; raises `TooComplex` when none is left."""
        self.left -= count
        if self.left < 0:
            raise TooComplex


class SubPath(NamedTuple):
    """One connected piece of a path, in user space."""

    points: tuple[tuple[float, float], ...]
    """Ends of its segments; of a curve only the end, not the points that bend it."""
    curved: bool
    closed: bool
    stroked: bool
    filled: bool
    colour: int


class Drawing(NamedTuple):
    """What is drawn on a page besides text."""

    horizontals: tuple[Rule, ...]
    verticals: tuple[Rule, ...]
    fills: tuple[Fill, ...]
    images: tuple[Box, ...]


def read_drawing(page: int, frame: Frame) -> Drawing:
    """Return edges, fills and pictures; `page` is the address of an FPDF_PAGE.

    Raises `TooComplex`.
    """
    horizontals: list[Rule] = []
    verticals: list[Rule] = []
    fills: list[Fill] = []
    images: list[Box] = []
    point = frame.point()
    budget = Budget()
    for kind, handle, matrix in _walk_page(page, budget):
        if kind == IMAGE:
            images.append(_image_box(matrix, frame))
            continue
        for path in _sub_paths(handle, matrix, budget):
            xs, ys = zip(*(point(x, y) for x, y in path.points), strict=True)
            if is_rectangle(path):
                box = Box(min(xs), min(ys), max(xs), max(ys))
                _add_rectangle(box, horizontals, verticals)
                if path.filled and path.colour != WHITE:
                    fills.append(Fill(box, path.colour))
            else:
                _add_segments(list(zip(xs, ys, strict=True)), horizontals, verticals)
    return Drawing(tuple(horizontals), tuple(verticals), tuple(fills), tuple(images))


def read_sub_paths(page: int) -> Iterator[SubPath]:
    """Yield all pieces of paths on a page, in the order of drawing."""
    budget = Budget()
    for kind, handle, matrix in _walk_page(page, budget):
        if kind == PATH:
            yield from _sub_paths(handle, matrix, budget)


def is_rectangle(path: SubPath) -> bool:
    """Whether a piece has four sides along the axes; a fill closes one that lacks the last.

    Any other polygon, or a box with round corners, has only the straight edges that are drawn.
    """
    points = path.points
    if path.curved or not (len(points) == 5 or (len(points) == 4 and path.filled)):
        return False
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = points[:4]
    return points[4:] in ((), points[:1]) and (
        (ax == bx and by == cy and cx == dx and dy == ay)
        or (ay == by and bx == cx and cy == dy and dx == ax)
    )


def _add_rectangle(box: Box, horizontals: list[Rule], verticals: list[Rule]) -> None:
    if box.x1 - box.x0 >= MIN_EDGE:
        horizontals.append(Rule(box.top, box.x0, box.x1))
        horizontals.append(Rule(box.bottom, box.x0, box.x1))
    if box.bottom - box.top >= MIN_EDGE:
        verticals.append(Rule(box.x0, box.top, box.bottom))
        verticals.append(Rule(box.x1, box.top, box.bottom))


def _add_segments(
    points: list[tuple[float, float]], horizontals: list[Rule], verticals: list[Rule]
) -> None:
    for (x0, y0), (x1, y1) in pairwise(points):
        if y0 == y1 and abs(x1 - x0) >= MIN_EDGE:
            horizontals.append(Rule(y0, min(x0, x1), max(x0, x1)))
        elif x0 == x1 and abs(y1 - y0) >= MIN_EDGE:
            verticals.append(Rule(x0, min(y0, y1), max(y0, y1)))


def _walk_page(page: int, budget: Budget) -> Iterator[tuple[int, int, Matrix]]:
    """Yield (kind, handle, matrix) of paths and images, in the order of drawing."""
    return _walk(calls.object_count(page), lambda i: calls.object_at(page, i), IDENTITY, 0, budget)


def _walk(
    count: int, get: Callable[[int], int], base: Matrix, depth: int, budget: Budget
) -> Iterator[tuple[int, int, Matrix]]:
    """The same of a page or of a form XObject, and of the forms in it."""
    budget.spend(count)
    for i in range(count):
        handle = get(i)
        kind = calls.object_type(handle)
        if kind not in (PATH, IMAGE, FORM):
            continue
        calls.object_matrix(handle, _matrix_at)
        a, b, c, d, e, f = _matrix
        matrix = (a, b, c, d, e, f) if base is IDENTITY else multiply((a, b, c, d, e, f), base)
        if kind != FORM:
            yield kind, handle, matrix
        elif depth < MAX_FORM_DEPTH:
            form = handle
            yield from _walk(
                calls.form_count(form),
                lambda j, form=form: calls.form_at(form, j),  # type: ignore[misc]
                matrix,
                depth + 1,
                budget,
            )


def _sub_paths(handle: int, matrix: Matrix, budget: Budget) -> Iterator[SubPath]:
    """Yield the pieces of a path that is stroked or filled."""
    calls.path_mode(handle, *_int_at)
    filled, stroked = bool(_ints[0]), bool(_ints[1])
    if not (filled or stroked):
        return
    calls.fill_colour(handle, *_uint_at)
    colour = (_uints[0] << 16) | (_uints[1] << 8) | _uints[2]
    a, b, c, d, e, f = matrix
    points: list[tuple[float, float]] = []
    curved = closed = False
    bends = 0  # control points seen since the last end: PDFium gives two, then the end
    count = calls.path_count(handle)
    budget.spend(count)
    for j in range(count):
        segment = calls.path_segment(handle, j)
        kind = calls.segment_type(segment)
        calls.segment_point(segment, _float_at[0], _float_at[1])
        x, y = _floats[0], _floats[1]
        here = (a * x + c * y + e, b * x + d * y + f)
        if kind == MOVE:
            if len(points) > 1:
                yield SubPath(tuple(points), curved, closed, stroked, filled, colour)
            points, curved, closed, bends = [here], False, False, 0
        elif kind == BEZIER and bends < 2:
            bends += 1
        else:
            points.append(here)
            curved = curved or kind == BEZIER
            bends = 0
        if calls.segment_close(segment):
            closed = True
            if points[-1] != points[0]:
                points.append(points[0])
    if len(points) > 1:
        yield SubPath(tuple(points), curved, closed, stroked, filled, colour)


def _image_box(matrix: Matrix, frame: Frame) -> Box:
    """A picture fills the unit square, moved by its matrix."""
    a, b, c, d, e, f = matrix
    xs = (e, e + a, e + c, e + a + c)
    ys = (f, f + b, f + d, f + b + d)
    return frame.box(min(xs), min(ys), max(xs), max(ys))
