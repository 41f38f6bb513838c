"""Runs of a scanned page → runs at even steps: lines of one paragraph are equally far apart.

A scan of 200 dpi puts baselines on whole pixels: steps of 14.6 points come as 14.4 and 14.8.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import linear_regression
from typing import NamedTuple

from extractor.pdf.scan.hocr import ReadWord

JITTER = 0.6
"""Points by which two steps of one paragraph differ: two pixels of a coarse scan."""
MAX_STEP = 2.5
"""Sizes between two lines that may be of one paragraph."""


class Run(NamedTuple):
    """Words of one line in one column."""

    words: tuple[ReadWord, ...]
    baseline: float
    size: float
    """As measured; 0 when the letters do not tell."""


def even_baselines(runs: Sequence[Run]) -> list[Run]:
    """Move baselines, by a fraction of a point, to where equal steps put them."""
    moved = list(runs)
    for chain in _chains(runs):
        for group in _equal_steps(chain, runs):
            ranks = range(len(group))
            slope, start = linear_regression(ranks, [runs[i].baseline for i in group])
            for rank, i in zip(ranks, group, strict=True):
                moved[i] = runs[i]._replace(baseline=round(start + slope * rank, 3))
    return moved


def _chains(runs: Sequence[Run]) -> Iterator[list[int]]:
    """Yield ranks of runs that stand under each other, from top to bottom, each run once."""
    left = sorted(range(len(runs)), key=lambda i: (runs[i].baseline, runs[i].words[0].box.x0))
    while left:
        chain = [left.pop(0)]
        while (below := _next_below(runs, chain[-1], left)) is not None:
            left.remove(below)
            chain.append(below)
        yield chain


def _next_below(runs: Sequence[Run], rank: int, left: Sequence[int]) -> int | None:
    """The nearest run under one that begins where it does, or nearly."""
    above = runs[rank]
    start = above.words[0].box.x0
    for i in left:
        step = runs[i].baseline - above.baseline
        if step > MAX_STEP * (above.size or 10.0):
            return None
        if step > 2.0 and abs(runs[i].words[0].box.x0 - start) < 3.0:
            return i
    return None


def _equal_steps(chain: Sequence[int], runs: Sequence[Run]) -> Iterator[list[int]]:
    """Cut a chain where the step changes by more than the jitter; three lines tell a step."""
    group = list(chain[:1])
    steps: list[float] = []
    for above, below in pairwise(chain):
        step = runs[below].baseline - runs[above].baseline
        if steps and max(*steps, step) - min(*steps, step) > JITTER:
            if len(group) > 2:
                yield group
            group, steps = [above], []
        group.append(below)
        steps.append(step)
    if len(group) > 2:
        yield group
