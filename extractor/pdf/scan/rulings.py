"""Straight lines of a picture: found, and taken away before the text is read."""

from collections.abc import Sequence
from typing import NamedTuple

import cv2
import numpy as np

from extractor.pdf.scan.picture import Grey
from models.page import Rule

LINE_WIDTH = 3.4
"""Points: what is thicker is a bar, not a ruling."""
LONG = 20.0
"""Points: letters of a title are lower, dashes shorter."""
SHORT = 10.0
"""Points: what is shorter is no wall of a row."""
NEAR = 2.5
"""Points between the end of a short line and the ruling that it reaches."""
GAP = 6.0
"""Points over which a ruling may fade."""
ALONG = 0.7
"""Points along a ruling that are looked at as one."""
SMOOTH = 3.0
"""Points along a ruling over which the noise of the paper is averaged away."""
CONTRAST = 10
"""Levels of grey between a ruling and the paper beside it: hairlines on a shaded cell have 25."""
EVEN = 0.55
"""Share of the usual contrast that the lightest tenth of a line keeps: 0.7 to 0.9 on rulings, at
most 0.4 on words (cls-lisieux-extrait-scan)."""


class Rulings(NamedTuple):
    """The straight lines of a picture, in pixels, and the picture without them."""

    horizontals: tuple[Rule, ...]
    verticals: tuple[Rule, ...]
    rest: Grey


def take_rulings(grey: Grey, scale: float) -> Rulings:
    """Find the straight level and upright lines, and paint them over with what is beside them.

    Tesseract takes rulings for letters ("|", "l") and for parts of letters.
    """
    rest = grey.copy()
    levels, uprights = _lines(grey, scale), _lines(grey.T, scale)
    long_level, long_upright = _long(levels, grey, scale), _long(uprights, grey.T, scale)
    level = [*long_level, *_anchored(levels, long_upright, grey, scale)]
    upright = [*long_upright, *_anchored(uprights, long_level, grey.T, scale)]
    _paint_over(rest, level)
    _paint_over(rest.T, upright)
    return Rulings(tuple(map(_rule, level)), tuple(map(_rule, upright)), rest)


class _Line(NamedTuple):
    """A level line: first and last pixel in both directions, ends left out."""

    left: int
    top: int
    right: int
    bottom: int


def _long(lines: Sequence[_Line], grey: Grey, scale: float) -> list[_Line]:
    long = (line for line in lines if line.right - line.left >= LONG * scale)
    return [fine for line in long if (fine := _refine(grey, line, scale))]


def _anchored(
    lines: Sequence[_Line], crossing: Sequence[_Line], grey: Grey, scale: float
) -> list[_Line]:
    walls = (line for line in lines if _is_anchored(line, crossing, scale))
    return [fine for line in walls if (fine := _refine(grey, line, scale))]


def _is_anchored(line: _Line, crossing: Sequence[_Line], scale: float) -> bool:
    """Whether a short line runs from one crossing line to another: the wall of a low row."""
    near = NEAR * scale
    return line.right - line.left < LONG * scale and all(
        any(
            abs(other.top - end) < near and other.left - near < line.top < other.right + near
            for other in crossing
        )
        for end in (line.left, line.right)
    )


def _rule(line: _Line) -> Rule:
    return Rule((line.top + line.bottom) / 2, float(line.left), float(line.right))


def _lines(grey: Grey, scale: float) -> list[_Line]:
    """Level lines, or what looks like one: thin, and dark against what is above and below."""
    thick = _thickness(scale)
    # Fewer pixels along the line, all of them across: exact where it matters, and faster.
    step = max(1, round(ALONG * scale))
    short = _shorten(grey, step)
    thin = _darker_than_beside(short, round(SMOOTH * scale / step), thick)
    dark = np.asarray(thin > CONTRAST, dtype=np.uint8)
    # A line may step from one row to the next; one row more on each side bridges the step.
    dark = np.asarray(cv2.dilate(dark, np.ones((3, 1), np.uint8)), dtype=np.uint8)
    run = np.ones((1, round(0.8 * SHORT * scale / step)), np.uint8)
    dark = np.asarray(cv2.morphologyEx(dark, cv2.MORPH_OPEN, run), dtype=np.uint8)
    gap = np.ones((1, round(GAP * scale / step)), np.uint8)
    dark = np.asarray(cv2.morphologyEx(dark, cv2.MORPH_CLOSE, gap), dtype=np.uint8)
    outlines, _ = cv2.findContours(dark, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    boxes = sorted(tuple(cv2.boundingRect(outline)) for outline in outlines)
    return [
        _Line(step * x, y + 1, step * (x + width), y + height - 1)
        for x, y, width, height in boxes
        if step * width >= SHORT * scale and 3 <= height <= thick + 2
    ]


def _thickness(scale: float) -> int:
    """How many pixels a line may be thick: an odd number."""
    return 2 * round(LINE_WIDTH * scale / 2) + 1


def _shorten(grey: Grey, step: int) -> Grey:
    """The mean of each `step` pixels of a row; a transposed picture is shortened as it lies."""
    if grey.flags.c_contiguous:
        short = cv2.resize(grey, None, fx=1 / step, fy=1, interpolation=cv2.INTER_AREA)
    else:
        short = cv2.resize(grey.T, None, fx=1, fy=1 / step, interpolation=cv2.INTER_AREA).T
    return np.ascontiguousarray(short, dtype=np.uint8)


def _darker_than_beside(grey: Grey, along: int, thick: int) -> Grey:
    """How much darker each pixel is than what stands above and below; noise averaged `along`."""
    smooth = cv2.blur(grey, (along, 1))
    darker = cv2.morphologyEx(smooth, cv2.MORPH_BLACKHAT, np.ones((thick, 1), np.uint8))
    return np.asarray(darker, dtype=np.uint8)


def _refine(grey: Grey, line: _Line, scale: float) -> _Line | None:
    """Keep the rows that are dark nearly all along; None when there are none, or light between.

    The feet of letters that stand on an underline leave light between them, and so do words.
    """
    thick = _thickness(scale)
    top = max(0, line.top - thick)
    band = np.ascontiguousarray(grey[top : line.bottom + thick, line.left : line.right])
    fine = _darker_than_beside(band, 3, thick)[line.top - top : line.bottom - top, ::3]
    fifth = fine.shape[1] // 5
    rows = np.partition(fine, fifth, axis=1)[:, fifth]
    core = np.flatnonzero(rows > 0.4 * rows.max())
    if not len(core):
        return None
    ink = np.sort(fine[core[0] : core[-1] + 1].max(axis=0))
    if ink[len(ink) // 10] <= EVEN * ink[len(ink) // 2]:
        return None
    return line._replace(top=int(line.top + core[0]), bottom=int(line.top + core[-1] + 1))


def _paint_over(grey: Grey, lines: list[_Line]) -> None:
    """Replace each line by the lighter of what is above and below it.

    What crosses it, dark on both sides, stays: the descender of a "p" in an underlined title.
    """
    for left, top, right, bottom in lines:
        above, below = max(0, top - 2), min(len(grey) - 1, bottom + 1)
        paper = np.maximum(grey[above, left:right], grey[below, left:right])
        band = grey[above : below + 1, left:right]
        np.maximum(band, paper, out=band)
