"""Words of one area → lines, top to bottom, each from left to right."""

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from operator import attrgetter
from statistics import median

from models.page import Page, Style, Word

WIDE = 2.2
"""A gap that parts two pieces of a line, in sizes of the text."""
EDGE = 0.14
"""Share of the page height, at the top and at the bottom, where headers and footers stand."""
PAGE_NUMBER = re.compile(
    r"^[-–—|•\s]*(?:page|p\.?)?\s*(\d{1,3})(?:\s*(?:/|sur)\s*\d{1,3})?[-–—|•\s]*$", re.IGNORECASE
)


class Line:
    """Words on one baseline, from left to right."""

    __slots__ = ("baseline", "bold", "italic", "page", "size", "words", "x0", "x1")

    def __init__(self, words: tuple[Word, ...]) -> None:
        first = words[0]
        self.words = words
        self.page = first.page
        self.x0 = first.x0
        self.x1 = max([word.x1 for word in words])
        self.baseline = first.baseline
        style = only_style(words)
        if style is not None:
            _, self.size, self.bold, self.italic, _ = style
        else:
            # The size of most of its letters.
            self.size = max(words, key=lambda word: len(word.text)).style.size
            self.bold = all_bold(words)
            self.italic = all(word.style.italic for word in words)

    @property
    def text(self) -> str:
        """The words, one space between them."""
        return " ".join([word.text for word in self.words])


def only_style(words: Sequence[Word]) -> Style | None:
    """The style of all the words; None when they differ."""
    first = words[0].style
    for word in words:
        if word.style is not first and word.style != first:
            return None
    return first


def all_bold(words: Iterable[Word]) -> bool:
    """Whether every word with a letter or digit is bold."""
    telling = [word for word in words if any(c.isalnum() for c in word.text)]
    return bool(telling) and all(word.style.bold for word in telling)


def words_to_lines(words: Sequence[Word]) -> list[Line]:
    """Group words by baseline; rotated words are read along their own direction.

    A superscript ("1er") stays on its line: baselines within a third of the size are one line.
    """
    turned = [word for word in words if word.turn]
    flat = [word for word in words if not word.turn] if turned else words
    lines = _group(sorted(flat, key=_baseline), _baseline)
    for turn in sorted({word.turn for word in turned}):
        own = sorted((word for word in turned if word.turn == turn), key=_across)
        lines += [Line(tuple(sorted(group.words, key=_along))) for group in _group(own, _across)]
    return lines


def _group(words: Sequence[Word], across: Callable[[Word], float]) -> list[Line]:
    lines: list[Line] = []
    current: list[Word] = []
    last = 0.0
    for word in words:
        position = across(word)
        if position != last:
            if current and position - last > max(2.0, 0.34 * word.style.size):
                lines.append(Line(tuple(sorted(current, key=_left))))
                current = []
            last = position
        current.append(word)
    if current:
        lines.append(Line(tuple(sorted(current, key=_left))))
    return lines


_baseline = attrgetter("baseline")
_left = attrgetter("x0")


def _across(word: Word) -> float:
    """How far down its own page a turned word stands."""
    if word.turn == 180:
        return -word.baseline
    return word.x0 if word.turn == 270 else -word.x1


def _along(word: Word) -> float:
    """How far to the right of its own page a turned word stands."""
    if word.turn == 180:
        return -word.x1
    return -word.bottom if word.turn == 270 else word.top


def segments(line: Line, gap: float = WIDE) -> list[Line]:
    """Cut a line where the space between two words is wider than `gap` times the size."""
    limit = gap * line.size
    if not any(b.x0 - a.x1 > limit for a, b in pairwise(line.words)):
        return [line]
    pieces: list[list[Word]] = [[line.words[0]]]
    for before, word in pairwise(line.words):
        if word.x0 - before.x1 > limit:
            pieces.append([])
        pieces[-1].append(word)
    return [Line(tuple(piece)) for piece in pieces]


def part_lines(
    lines: Iterable[Line], edge: Callable[[Line], float]
) -> tuple[list[Line], list[Line]]:
    """The pieces of lines that end before an edge, and those that do not."""
    left: list[Line] = []
    right: list[Line] = []
    for line in lines:
        x = edge(line)
        before = tuple([word for word in line.words if word.x1 <= x])
        after = tuple([word for word in line.words if word.x1 > x])
        if before:
            left.append(Line(before))
        if after:
            right.append(Line(after))
    return left, right


def edge_lines(page: Page) -> list[Line]:
    """Lines near the top or bottom edge, cut at wide gaps (a footer has a left and a right)."""
    head, foot = page.height * EDGE, page.height * (1 - EDGE)
    words = [word for word in page.words if not head < word.baseline < foot and word.turn == 0]
    return [piece for line in words_to_lines(words) for piece in segments(line)]


def usual_pitch(runs: Iterable[Sequence[Line]]) -> dict[float, float]:
    """The usual distance between two baselines of one paragraph, for each size of text.

    `runs` are lines that stand under each other. Half of the steps of a size are within paragraphs
    in any prose, and steps between paragraphs are longer: the median of the smaller half.
    """
    steps: dict[float, list[float]] = {}
    for lines in runs:
        for above, below in pairwise(lines):
            if above.size == below.size:
                step = below.baseline - above.baseline
                if (
                    0.8 * below.size < step < 2.2 * below.size
                    # not the lines of two columns that stand side by side
                    and below.x0 < above.x1
                    and above.x0 < below.x1
                ):
                    steps.setdefault(below.size, []).append(step)
    return {size: median(sorted(found)[: (len(found) + 1) // 2]) for size, found in steps.items()}
