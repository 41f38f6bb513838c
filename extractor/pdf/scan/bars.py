"""Dark bars with light text, as headings of tables have: turned into dark text on paper."""

import cv2
import numpy as np

from extractor.pdf.scan.picture import Grey, shrink
from models.page import Box, Fill

COARSE = 1.4
"""Pixels per point in which bars are looked for."""
DARK = 0.55
"""Share of the paper's grey under which only light text can be read."""
HOLE = 4.0
"""Points: the strokes of light text in a bar."""
MIN_WIDTH, MIN_HEIGHT = 30.0, 9.0
"""Points: a bar with a line of text."""
FULL = 0.9
"""Share of its frame that a bar fills."""


def lift_bars(grey: Grey, scale: float) -> list[Fill]:
    """Find dark bars, in pixels, and make their text dark on paper."""
    step = max(1, round(scale / COARSE))
    small = shrink(grey, step)
    paper = int(np.percentile(small[::4, ::4], 75))
    dark = np.asarray(small < DARK * paper, dtype=np.uint8)
    hole = max(3, round(HOLE * scale / step))
    dark = np.asarray(cv2.morphologyEx(dark, cv2.MORPH_CLOSE, np.ones((hole, hole), np.uint8)))
    least = np.ones(
        (round(MIN_HEIGHT * scale / step), round(MIN_WIDTH * scale / step)), dtype=np.uint8
    )
    dark = np.asarray(cv2.morphologyEx(dark, cv2.MORPH_OPEN, least))
    outlines, _ = cv2.findContours(dark, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    bars = []
    for x, y, width, height in sorted(tuple(cv2.boundingRect(outline)) for outline in outlines):
        if dark[y : y + height, x : x + width].mean() >= FULL:
            rows, columns = (
                slice(step * y, step * (y + height)),
                slice(step * x, step * (x + width)),
            )
            level = _lift(grey[rows, columns], paper)
            box = Box(*map(float, (columns.start, rows.start, columns.stop, rows.stop)))
            bars.append(Fill(box, level << 16 | level << 8 | level))
    return bars


def _lift(bar: Grey, paper: int) -> int:
    """Turn a bar light, in place; return how dark it was."""
    level = int(np.median(bar))
    lighter = np.clip(bar.astype(np.int16) - level, 0, paper)
    bar[:] = (paper - lighter).astype(np.uint8)
    return level
