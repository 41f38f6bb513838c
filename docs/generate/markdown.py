"""Rows → a table in Markdown."""

from collections.abc import Iterable, Sequence

NUMBERS = "--:"
"""Mark of columns that stand to the right."""


def table(headings: Sequence[str], rows: Iterable[Sequence[object]], mark: str = "---") -> str:
    """("a", "b"), [(1, "x|y")] -> "| a | b |\\n| --- | --- |\\n| 1 | x\\|y |\\n\\n"

    `mark` is that of all columns but the first.
    """
    lines = [headings, ["---", *[mark] * (len(headings) - 1)], *rows]
    return "".join(f"| {' | '.join(map(cell, line))} |\n" for line in lines) + "\n"


def cell(value: object) -> str:
    """A value on one line; a bar in it does not part cells. None and "" are empty."""
    return "" if value is None else " ".join(str(value).split()).replace("|", "\\|")


def code(words: Iterable[str]) -> str:
    """["contrat", "communique"] -> "`contrat`, `communique`" """
    return ", ".join(f"`{word}`" for word in words)
