"""Words of one area → lines, top to bottom, each from left to right."""

from collections.abc import Sequence
from statistics import median
from typing import NamedTuple

from models.page import Word


class Line(NamedTuple):
    """Words on one baseline."""

    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @property
    def page(self) -> int:
        return self.words[0].page

    @property
    def x0(self) -> float:
        return self.words[0].x0

    @property
    def x1(self) -> float:
        return max(word.x1 for word in self.words)

    @property
    def baseline(self) -> float:
        return self.words[0].baseline

    @property
    def size(self) -> float:
        """The size of most of its letters."""
        return max(
            ((word.style.size, len(word.text)) for word in self.words), key=lambda pair: pair[1]
        )[0]

    @property
    def bold(self) -> bool:
        """Whether every word with a letter or digit is bold."""
        telling = [w for w in self.words if any(c.isalnum() for c in w.text)]
        return bool(telling) and all(word.style.bold for word in telling)

    @property
    def italic(self) -> bool:
        return all(word.style.italic for word in self.words)


def words_to_lines(words: Sequence[Word]) -> list[Line]:
    """Group words by baseline; rotated words are read along their own direction.

    A superscript ("1er") stays on its line: baselines within a third of the size are one line.
    """
    flat = [word for word in words if word.turn == 0]
    turned = [word for word in words if word.turn != 0]
    lines = _group(sorted(flat, key=lambda word: word.baseline), "baseline")
    if turned:
        lines += [
            Line(tuple(sorted(group.words, key=_along)))
            for group in _group(sorted(turned, key=_across), "x0")
        ]
    return lines


def _group(words: Sequence[Word], axis: str) -> list[Line]:
    lines: list[Line] = []
    current: list[Word] = []
    last = 0.0
    for word in words:
        position: float = getattr(word, axis)
        if current and position - last > max(2.0, 0.34 * word.style.size):
            lines.append(Line(tuple(sorted(current, key=lambda w: w.x0))))
            current = []
        if not current or position > last:
            last = position
        current.append(word)
    if current:
        lines.append(Line(tuple(sorted(current, key=lambda w: w.x0))))
    return lines


def _across(word: Word) -> float:
    return word.x0 if word.turn == 270 else -word.x1


def _along(word: Word) -> float:
    return -word.bottom if word.turn == 270 else word.top


def segments(line: Line, gap: float = 2.2) -> list[Line]:
    """Cut a line where the space between two words is wider than `gap` times the size."""
    limit = gap * line.size
    pieces: list[list[Word]] = [[line.words[0]]]
    for before, word in zip(line.words, line.words[1:], strict=False):
        if word.x0 - before.x1 > limit:
            pieces.append([])
        pieces[-1].append(word)
    return [Line(tuple(piece)) for piece in pieces]


def usual_pitch(lines: Sequence[Line]) -> dict[float, float]:
    """The usual distance between two baselines of one paragraph, for each size of text.

    The smallest distance that is common: half of the steps of a size are within paragraphs in
    any prose, and steps between paragraphs are longer.
    """
    steps: dict[float, list[float]] = {}
    for above, below in zip(lines, lines[1:], strict=False):
        if above.page == below.page and above.size == below.size:
            step = below.baseline - above.baseline
            if 0.8 * below.size < step < 2.2 * below.size:
                steps.setdefault(below.size, []).append(step)
    return {size: median(sorted(found)[: (len(found) + 1) // 2]) for size, found in steps.items()}
