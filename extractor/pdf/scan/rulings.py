"""Straight lines of a picture: found, and taken away before the text is read."""

from typing import NamedTuple

import cv2
import numpy as np

from extractor.pdf.scan.picture import Grey
from models.page import Rule

LINE_WIDTH = 3.4
"""Points: what is thicker is a bar, not a ruling."""
MIN_RULE = 20.0
"""Points: letters of a title are lower, dashes shorter."""
GAP = 6.0
"""Points over which a ruling may fade."""
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
    level = _lines(grey, scale)
    upright = _lines(np.ascontiguousarray(grey.T), scale)
    _paint_over(rest, level)
    _paint_over(rest.T, upright)
    return Rulings(tuple(map(_rule, level)), tuple(map(_rule, upright)), rest)


class _Line(NamedTuple):
    """A level line: first and last pixel in both directions, ends left out."""

    left: int
    top: int
    right: int
    bottom: int


def _rule(line: _Line) -> Rule:
    return Rule((line.top + line.bottom) / 2, float(line.left), float(line.right))


def _lines(grey: Grey, scale: float) -> list[_Line]:
    """Level lines: thin, dark against what is above and below, long, and even."""
    thick = 2 * round(LINE_WIDTH * scale / 2) + 1
    thin = _darker_than_beside(grey, round(SMOOTH * scale), thick)
    dark = np.asarray(thin > CONTRAST, dtype=np.uint8)
    # A line may step from one row to the next; one row more on each side bridges the step.
    dark = np.asarray(cv2.dilate(dark, np.ones((3, 1), np.uint8)), dtype=np.uint8)
    run = np.ones((1, round(MIN_RULE / 2 * scale)), np.uint8)
    dark = np.asarray(cv2.morphologyEx(dark, cv2.MORPH_OPEN, run), dtype=np.uint8)
    gap = np.ones((1, round(GAP * scale)), np.uint8)
    dark = np.asarray(cv2.morphologyEx(dark, cv2.MORPH_CLOSE, gap), dtype=np.uint8)
    outlines, _ = cv2.findContours(dark, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    boxes = sorted(tuple(cv2.boundingRect(outline)) for outline in outlines)
    found = [
        _Line(x, y + 1, x + width, y + height - 1)
        for x, y, width, height in boxes
        if width >= MIN_RULE * scale and 3 <= height <= thick + 2
    ]
    fine = _darker_than_beside(grey, 3, thick) if found else thin
    return [line for line in found if _is_even(fine, line)]


def _darker_than_beside(grey: Grey, along: int, thick: int) -> Grey:
    """How much darker each pixel is than what stands above and below; noise averaged `along`."""
    smooth = cv2.blur(grey, (along, 1))
    darker = cv2.morphologyEx(smooth, cv2.MORPH_BLACKHAT, np.ones((thick, 1), np.uint8))
    return np.asarray(darker, dtype=np.uint8)


def _is_even(fine: Grey, line: _Line) -> bool:
    """Whether a line is as dark nearly everywhere: letters leave light between them."""
    ink = fine[line.top : line.bottom, line.left : line.right].max(axis=0)
    return bool(np.percentile(ink, 10) > EVEN * np.median(ink))


def _paint_over(grey: Grey, lines: list[_Line]) -> None:
    """Replace each line by the lighter of what is above and below it.

    What crosses it, dark on both sides, stays: the descender of a "p" in an underlined title.
    """
    for left, top, right, bottom in lines:
        above, below = max(0, top - 2), min(len(grey) - 1, bottom + 1)
        paper = np.maximum(grey[above, left:right], grey[below, left:right])
        band = grey[above : below + 1, left:right]
        np.maximum(band, paper, out=band)
