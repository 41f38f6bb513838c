"""A page of a PDF → a grey picture, set straight; what counts as ink on it.

Pictures are arrays of 8-bit grey, rows from the top; 0 is black.
"""

import math
from typing import Any, NamedTuple

import cv2
import numpy as np
import numpy.typing as npt
import pypdfium2 as pdfium

from models.page import Box

# Pages are read in parallel, one thread each.
cv2.setNumThreads(1)

Grey = npt.NDArray[np.uint8]

DPI = 300
"""Tesseract is trained on letters of this resolution."""
MAX_SIDE = 6000
"""Pixels: a poster is read smaller."""
MAX_SKEW = 5.0
"""Degrees: more is no slip of the sheet in the scanner."""
MIN_SKEW = 0.04
"""Degrees: half a point over the width of a page."""
SKEW_POINTS = 30_000
"""Dark pixels that are looked at for the skew."""
INK = 30
"""Levels of grey between ink and the paper around it."""


class Picture(NamedTuple):
    """A page rendered."""

    grey: Grey
    scale: float
    """Pixels per point."""


def render_grey(document: pdfium.PdfDocument, number: int) -> Picture:
    """The picture of a page (from 1) as it is displayed."""
    page = document[number - 1]
    try:
        scale = min(DPI / 72, MAX_SIDE / max(*page.get_size(), 1))
        # Three times faster than PDFium's own grey.
        bitmap = page.render(scale=scale)
        grey = cv2.cvtColor(bitmap.to_numpy(), cv2.COLOR_BGR2GRAY)
        bitmap.close()
        return Picture(np.asarray(grey, dtype=np.uint8), scale)
    finally:
        page.close()


def to_netpbm(grey: Grey) -> bytes:
    """The picture as a Netpbm file."""
    height, width = grey.shape
    return b"P5 %d %d 255\n" % (width, height) + grey.tobytes()


def find_skew(grey: Grey) -> float:
    """How far the lines of a page rise to the right, in degrees; 0 when there is no telling.

    At the right angle the rows of pixels are either full of ink or empty, so that the differences
    between neighbouring rows are largest (Postl's criterion).
    """
    step = max(1, round(min(grey.shape) / 800))
    small = shrink(grey, step)
    ys, xs = np.nonzero(find_ink(small, round(min(small.shape) / 64)))
    if len(ys) < 100:
        return 0.0
    thin = len(ys) // SKEW_POINTS + 1
    ys, xs = ys[::thin].astype(np.float32), xs[::thin].astype(np.float32)

    def sharpness(angle: float) -> float:
        rows = ys + xs * math.tan(math.radians(angle))
        counts = np.bincount((rows - rows.min()).astype(np.int64))
        return float(np.square(np.diff(counts)).sum())

    best = max(np.arange(-MAX_SKEW, MAX_SKEW + 0.1, 0.2), key=sharpness)
    return float(max(best + np.arange(-0.2, 0.21, 0.02), key=sharpness))


def straighten(grey: Grey, skew: float) -> Grey:
    """Turn a picture about its middle so that its lines are level; the new corners are paper."""
    if abs(skew) < MIN_SKEW:
        return grey
    height, width = grey.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), -skew, 1.0)
    paper = int(np.median(grey[:: max(1, height // 200)]))
    turned: Any = cv2.warpAffine(
        grey, matrix, (width, height), flags=cv2.INTER_CUBIC, borderValue=(paper,)
    )
    return np.asarray(turned, dtype=np.uint8)


def shrink(grey: Grey, step: int) -> Grey:
    """The picture with one pixel for `step` by `step`."""
    small = cv2.resize(grey, None, fx=1 / step, fy=1 / step, interpolation=cv2.INTER_AREA)
    return np.asarray(small, dtype=np.uint8)


def find_ink(grey: Any, half: int) -> npt.NDArray[np.bool_]:
    """Which pixels are clearly darker than the paper around them, `half` a window away."""
    around = cv2.blur(grey, (2 * half + 1, 2 * half + 1))
    return np.asarray(cv2.subtract(around, grey) > INK, dtype=np.bool_)


class Lettering:
    """The ink of a picture, to measure words in it."""

    def __init__(self, grey: Grey, scale: float) -> None:
        self.scale = scale
        self.ink = np.asarray(find_ink(grey, round(6 * scale)), dtype=np.uint8)
        core = cv2.erode(self.ink, np.ones((3, 3), np.uint8))
        self.core = np.asarray(core, dtype=np.uint8)

    def tighten(self, box: Box) -> Box:
        """The rows of a box that its word fills: Tesseract may give it those of two lines.

        The dot of an "i" and accents stand apart from the rest by a quarter of its height at most.
        """
        x0, top, x1, bottom = map(round, box)
        rows = np.flatnonzero(self.ink[top:bottom, x0:x1].sum(axis=1) > 1)
        if not len(rows):
            return box
        bands = np.split(rows, np.flatnonzero(np.diff(rows) > 1) + 1)
        main = max(range(len(bands)), key=lambda i: len(bands[i]))
        near = max(self.scale, 0.25 * len(bands[main]))
        first = last = main
        while first > 0 and bands[first][0] - bands[first - 1][-1] <= near:
            first -= 1
        while last + 1 < len(bands) and bands[last + 1][0] - bands[last][-1] <= near:
            last += 1
        return box._replace(
            top=float(top + bands[first][0]), bottom=float(top + bands[last][-1] + 1)
        )

    def stroke_width(self, box: Box) -> float:
        """How thick the strokes in a box are: twice the ink by the length of its edge."""
        x0, top, x1, bottom = map(round, box)
        area, core = (float(t[top:bottom, x0:x1].sum()) for t in (self.ink, self.core))
        return 2 * area / (area - core) if area > core else 0.0
