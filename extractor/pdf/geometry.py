"""From PDF user space to the page as displayed: origin top left, `/Rotate` and CropBox applied."""

from collections.abc import Callable
from typing import NamedTuple

from models.page import Box

Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class Frame(NamedTuple):
    """The visible rectangle of a page in user space, and its rotation."""

    left: float
    bottom: float
    right: float
    top: float
    rotation: int

    def point(self) -> Callable[[float, float], tuple[float, float]]:
        """The function (x, y) in user space → (x, y) as displayed."""
        left, bottom, right, top, rotation = self
        if rotation == 90:
            return lambda x, y: (y - bottom, x - left)
        if rotation == 180:
            return lambda x, y: (right - x, y - bottom)
        if rotation == 270:
            return lambda x, y: (top - y, right - x)
        return lambda x, y: (x - left, top - y)

    def box(self, x0: float, y0: float, x1: float, y1: float) -> Box:
        """The displayed box of two opposite corners in user space."""
        point = self.point()
        (ax, ay), (bx, by) = point(x0, y0), point(x1, y1)
        return Box(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))


def multiply(first: Matrix, then: Matrix) -> Matrix:
    """The matrix that applies `first`, then `then` (PDF row-vector convention)."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return (
        a * g + b * i,
        a * h + b * j,
        c * g + d * i,
        c * h + d * j,
        e * g + f * i + k,
        e * h + f * j + m,
    )
