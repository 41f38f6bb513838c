"""A picture of a page → what is seen on it: lines of words, rulings, boxes to tick."""

from collections.abc import Sequence
from typing import NamedTuple

from extractor.pdf.scan.bars import lift_bars
from extractor.pdf.scan.engine import picture_to_hocr
from extractor.pdf.scan.hocr import ReadLine, ReadWord, read_hocr
from extractor.pdf.scan.marks import TickBox, take_tick_boxes, wipe_drawings
from extractor.pdf.scan.picture import (
    Lettering,
    Picture,
    find_skew,
    straighten,
    to_netpbm,
)
from extractor.pdf.scan.rulings import take_rulings
from models.page import Box, Fill, Rule


class Sight(NamedTuple):
    """What is seen on a page set straight, in points from its top left corner."""

    lines: tuple[ReadLine, ...]
    horizontals: tuple[Rule, ...]
    verticals: tuple[Rule, ...]
    boxes: tuple[TickBox, ...]
    bars: tuple[Fill, ...]
    """Dark ones; their edges are among the rulings."""


def look_at(picture: Picture) -> Sight:
    """Set a page straight, take away what is no text, and read the rest."""
    scale = picture.scale
    straight = straighten(picture.grey, find_skew(picture.grey))
    bars = lift_bars(straight, scale)
    rulings = take_rulings(straight, scale)
    text = rulings.rest
    boxes = take_tick_boxes(text, scale)
    wipe_drawings(text, scale)
    read = read_hocr(picture_to_hocr(to_netpbm(text), round(72 * scale)))
    lettering = Lettering(text, scale)
    return Sight(
        tuple(tuple(_measure(word, lettering) for word in line) for line in read),
        _rules((*rulings.horizontals, *_level_edges(bars)), scale),
        _rules((*rulings.verticals, *_upright_edges(bars)), scale),
        tuple(TickBox(_to_points(box, scale), ticked) for box, ticked in boxes),
        tuple(Fill(_to_points(box, scale), colour) for box, colour in bars),
    )


def _measure(word: ReadWord, lettering: Lettering) -> ReadWord:
    box = lettering.tighten(word.box)
    return word._replace(
        box=_to_points(box, lettering.scale),
        stroke=round(lettering.stroke_width(box) / lettering.scale, 3),
    )


def _level_edges(bars: Sequence[Fill]) -> list[Rule]:
    return [Rule(y, box.x0, box.x1) for box, _ in bars for y in (box.top, box.bottom)]


def _upright_edges(bars: Sequence[Fill]) -> list[Rule]:
    return [Rule(x, box.top, box.bottom) for box, _ in bars for x in (box.x0, box.x1)]


def _to_points(box: Box, scale: float) -> Box:
    return Box(*(round(value / scale, 3) for value in box))


def _rules(rules: Sequence[Rule], scale: float) -> tuple[Rule, ...]:
    return tuple(Rule(*(round(value / scale, 3) for value in rule)) for rule in rules)
