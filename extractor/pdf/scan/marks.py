"""What a picture holds besides text and rulings: signatures, stamps, boxes to tick."""

from typing import Any, NamedTuple

import cv2
import numpy as np
import numpy.typing as npt

from extractor.pdf.scan.picture import Grey, find_ink, shrink
from models.page import Box

DRAWING = 24.0
"""Points, in both directions: letters are lower, and words of a title denser."""
SPARSE = 0.2
"""Share of ink in the frame of a drawing: 0.12 for a signature, 0.1 for a stamp."""
COARSE = 1.4
"""Pixels per point in which drawings are looked for."""
MIN_BOX, MAX_BOX = 5.0, 16.0
"""Points: the sides of a box to tick."""
FRAME = 0.16
"""Share of the side of a box that is its frame."""
CLOSED = 0.93
"""Share of each side that is inked: no letter has four straight sides."""
EMPTY = 0.05
"""Share of ink inside an empty box; a cross has 0.25."""


def wipe_drawings(grey: Grey, scale: float) -> None:
    """Paint over large thin strokes: signatures, outlines of stamps, frames with round corners.

    Tesseract makes noise of them, and loses the lines of text that they touch.
    """
    step = max(1, round(scale / COARSE))
    small = shrink(grey, step)
    ink = np.asarray(find_ink(small, round(6 * scale / step)), dtype=np.uint8)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    side = DRAWING * scale / step
    drawn = [
        i
        for i in range(1, count)
        for _, _, width, height, area in [stats[i]]
        if min(width, height) > side and area < SPARSE * width * height
    ]
    if not drawn:
        return
    strokes = np.asarray(np.isin(labels, drawn), dtype=np.uint8)
    mask = _enlarge(cv2.dilate(strokes, np.ones((3, 3), np.uint8)), grey)
    paper = _enlarge(cv2.dilate(small, np.ones((9, 9), np.uint8)), grey)
    np.copyto(grey, paper, where=mask > 0)


def _enlarge(small: Any, like: Grey) -> Grey:
    height, width = like.shape
    return np.asarray(
        cv2.resize(small, (width, height), interpolation=cv2.INTER_NEAREST), dtype=np.uint8
    )


class TickBox(NamedTuple):
    """A square to tick, in pixels."""

    box: Box
    ticked: bool


def take_tick_boxes(grey: Grey, scale: float) -> list[TickBox]:
    """Find squares with a frame, and paint them over: Tesseract reads "[]", "D", "M" or nothing."""
    # Half the resolution shows frames as well, four times faster.
    ink = np.asarray(find_ink(shrink(grey, 2), round(3 * scale)), dtype=np.uint8)
    outlines, _ = cv2.findContours(ink, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    found = []
    for x, y, width, height in sorted(tuple(cv2.boundingRect(outline)) for outline in outlines):
        side = max(width, height)
        if (
            MIN_BOX * scale <= 2 * side <= MAX_BOX * scale
            and side - min(width, height) < 0.15 * side
        ):
            share = _ink_in_frame(ink[y : y + height, x : x + width])
            if share is not None:
                x0, top, x1, bottom = 2 * x, 2 * y, 2 * (x + width), 2 * (y + height)
                box = Box(float(x0), float(top), float(x1), float(bottom))
                found.append(TickBox(box, share > EMPTY))
                painted = grey[max(0, top - 3) : bottom + 3, max(0, x0 - 3) : x1 + 3]
                painted[:] = painted.max()
    return found


def _ink_in_frame(square: npt.NDArray[np.uint8]) -> float | None:
    """The share of ink inside a square frame; None when a side is open."""
    edge = max(2, round(FRAME * len(square)))
    sides = (
        square[:edge].max(axis=0),
        square[-edge:].max(axis=0),
        square[:, :edge].max(axis=1),
        square[:, -edge:].max(axis=1),
    )
    if any(side.mean() < CLOSED for side in sides):
        return None
    # The middle: a thick frame does not count as a tick.
    inside = square[2 * edge : -2 * edge, 2 * edge : -2 * edge]
    return float(inside.mean()) if inside.size else None
