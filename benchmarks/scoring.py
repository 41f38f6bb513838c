"""Counts of answers that are right → precision, recall and F1."""

from collections.abc import Iterable
from typing import NamedTuple


class Score(NamedTuple):
    """How many answers are right, of those found and of those expected; all right when none is."""

    right: int
    found: int
    expected: int

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.expected if self.expected else 1.0

    @property
    def f1(self) -> float:
        total = self.found + self.expected
        return 2 * self.right / total if total else 1.0

    def __str__(self) -> str:
        return (
            f"{self.precision:.3f} {self.recall:.3f} {self.f1:.3f}"
            f"  ({self.right} right of {self.found} found, {self.expected} expected)"
        )


def score_pairs(pairs: Iterable[tuple[str, str]]) -> Score:
    """Score pairs of an expected and a found id, "" for none: a wrong id is wrong and missed."""
    both = list(pairs)
    return Score(
        sum(gold == found != "" for gold, found in both),
        sum(found != "" for _, found in both),
        sum(gold != "" for gold, _ in both),
    )
