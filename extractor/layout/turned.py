"""Turned words as programs broke them, letter by letter or at ligatures → whole words."""

from collections.abc import Sequence

from models.page import Word

JOINT = 0.12
"""Gap between two pieces of one word, in sizes of the text; a space is twice as wide."""
GLYPH = 1.6
"""The most room that one sign takes, in sizes of the text."""


def join_turned(words: Sequence[Word]) -> list[Word]:
    """Join the pieces of words that run up (270°) or down (90°) the page.

    "A" "x" "e" -> "Axe"; "Orientati" "on" -> "Orientation". An apostrophe that a browser leaves
    upright, or a ligature whose box is wrong, takes its place between its neighbours.
    """
    joined: list[Word] = []
    for i, word in enumerate(words):
        before = joined[-1] if joined else None
        if before is not None and before.turn in (90, 270):
            after = words[i + 1] if i + 1 < len(words) else None
            word = _in_line(before, word, after)
            if _goes_on(before, word) and abs(_gap(before, word)) < JOINT * before.style.size:
                joined[-1] = _join(before, word)
                continue
        joined.append(word)
    return joined


def _in_line(before: Word, word: Word, after: Word | None) -> Word:
    """A sign between two pieces of one line, set as they are: it fills the gap between them."""
    if after is None or len(word.text) > 3 or _goes_on(before, word):
        return word
    if not _goes_on(before, after) or not 0 < _gap(before, after) < GLYPH * before.style.size:
        return word
    top, bottom = (after.bottom, before.top) if before.turn == 270 else (before.bottom, after.top)
    return word._replace(
        x0=before.x0, x1=before.x1, top=top, bottom=bottom, style=before.style, turn=before.turn,
        baseline=before.baseline,
    )  # fmt: skip


def _goes_on(before: Word, word: Word) -> bool:
    """Whether two words stand on one turned line."""
    return (
        word.turn == before.turn
        and word.style.size == before.style.size
        and before.x0 < (word.x0 + word.x1) / 2 < before.x1
        and _gap(before, word) > -before.style.size
    )


def _gap(before: Word, word: Word) -> float:
    return before.top - word.bottom if before.turn == 270 else word.top - before.bottom


def _join(before: Word, word: Word) -> Word:
    return before._replace(
        text=before.text + word.text,
        x0=min(before.x0, word.x0),
        top=min(before.top, word.top),
        x1=max(before.x1, word.x1),
        bottom=max(before.bottom, word.bottom),
    )
