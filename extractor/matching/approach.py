"""Names that are alike: one pass over a document's open mentions and all names of a glossary.

rapidfuzz compares, numpy carries the table of many; they are loaded when first needed.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from math import log
from typing import TYPE_CHECKING, NamedTuple

from extractor.matching.likeness import likeness, scorer

if TYPE_CHECKING:
    from extractor.matching.known import Forms

FIELD = 55
"""Least likeness (0–100) of the cheap scorer for a name to be looked at closely."""
WIDTH = 6
"""Names that are looked at closely for each form of a mention."""
FEW = 300
"""Forms up to which they are compared one by one: that takes less time than to load numpy."""
OTHERS = ("ratio", "token-sort", "token-set", "weighted")
"""Scorers of `extractor.matching.likeness` that "mots" is compared with."""
CHUNK = 512
"""Forms that are compared in one table."""
ALIKE = 0.8
"""Least likeness of two words that are one word misspelt."""
MISSPELT = 0.95
"""Most likeness of two words that are not equal."""
NEARLY_EQUAL = 0.96
LONG = 20
"""Likeness and letters of a name with one wrong letter."""
SHORT = 5
"""Letters below which another letter makes another word: "saint", "santé"."""


class Approach(NamedTuple):
    """When a name that is alike is the same name; chosen with benchmarks/mentions.py."""

    scorer: str = "mots"
    threshold: float = 0.92
    ally: float = 0.75
    """The threshold for an organisation whose sigle stands there too."""
    margin: float = 0.04
    """The least distance of the runner-up."""


SHIPPED = Approach()
Open = tuple[Sequence[str], Sequence[str]]
"""Forms of one mention, and the ids that its sigle speaks for."""


def approach(
    mentions: Sequence[Open], forms: "Forms", rules: Approach = SHIPPED
) -> list[list[tuple[str, float]]]:
    """For every mention the organisations alike to it, best first: (id, score 0–1); ties by id."""
    spellings = forms.spellings
    if not spellings:
        return [[] for _ in mentions]
    queries = list(dict.fromkeys(query for several, _ in mentions for query in several))
    score = scorers(spellings)[rules.scorer]
    near: dict[str, dict[str, float]] = {}
    for query, columns in zip(queries, fields(queries, spellings), strict=True):
        found = near[query] = {}
        for column in columns:
            organisation = forms.owners[column]
            value = score(query, spellings[column])
            found[organisation] = max(found.get(organisation, 0.0), value)
    ranked = []
    for several, _ in mentions:
        scores: dict[str, float] = {}
        for query in several:
            for found_id, value in near[query].items():
                scores[found_id] = max(scores.get(found_id, 0.0), value)
        order = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
        ranked.append([(found_id, round(value, 3)) for found_id, value in order])
    return ranked


def fields(queries: Sequence[str], spellings: Sequence[str], few: int = FEW) -> Iterator[list[int]]:
    """For every query the ranks of the names most like it by letters, `WIDTH` at most.

    Likeness is in whole per cent; of names that are as like as one another the first ones are
    taken, so that few queries (one by one) and many (in tables) are answered alike.
    """
    return (
        _one_by_one(queries, spellings) if len(queries) <= few else _in_tables(queries, spellings)
    )


def _one_by_one(queries: Sequence[str], spellings: Sequence[str]) -> Iterator[list[int]]:
    from rapidfuzz import fuzz, process

    for query in queries:
        near = process.extract(query, spellings, scorer=fuzz.ratio, score_cutoff=FIELD, limit=None)
        ranks = sorted((-int(score + 0.5), column) for _, score, column in near)
        yield sorted(column for _, column in ranks[:WIDTH])


def _in_tables(queries: Sequence[str], spellings: Sequence[str]) -> Iterator[list[int]]:
    import numpy as np
    from rapidfuzz import fuzz, process

    total, width = len(spellings), min(WIDTH, len(spellings))
    columns = np.arange(total, dtype=np.int32)
    for start in range(0, len(queries), CHUNK):
        chunk = queries[start : start + CHUNK]
        table = process.cdist(
            chunk, spellings, scorer=fuzz.ratio, score_cutoff=FIELD, dtype=np.uint8
        )
        # One number for likeness and rank, so that no two are equal.
        order = columns - table.astype(np.int32) * total
        best = np.argpartition(order, width - 1, axis=1)[:, :width]
        for row, ranks in enumerate(best.tolist()):
            yield sorted(column for column in ranks if table[row, column])


def scorers(spellings: Sequence[str]) -> Mapping[str, Callable[[str, str], float]]:
    """Name → function of two forms, 0–1. The first is used, the others are compared with it."""
    return {"mots": Words(spellings).score} | {name: scorer(name) for name in OTHERS}


@lru_cache(maxsize=1)
def _worths(spellings: tuple[str, ...]) -> tuple[dict[str, float], float]:
    """What each word of a glossary is worth, and a word that it does not hold."""
    counts = Counter(word for spelling in set(spellings) for word in set(spelling.split()))
    total = len(spellings) + 1
    return {word: log(total / count) for word, count in counts.items()}, log(total)


class Words:
    """Likeness by words, each worth more the fewer names hold it; a word may be misspelt.

    After Cohen, Ravikumar and Fienberg (2003), soft TF-IDF, with Dice's coefficient.
    """

    def __init__(self, spellings: Sequence[str]) -> None:
        self.worth, self.unknown = _worths(tuple(spellings))
        self._known: dict[tuple[str, str], float] = {}

    def score(self, query: str, form: str) -> float:
        """0–1: the worth of the words in common, of that of all words.

        Words run together ("laprotection") are seen in long names that are nearly equal.
        """
        letters = likeness(query, form)
        if letters >= NEARLY_EQUAL and len(form) >= LONG:
            return min(letters, MISSPELT)
        free = form.split()
        total = sum(map(self._worth, free))
        common = 0.0
        left = []
        for word in query.split():
            if word in free:
                free.remove(word)
                worth = self._worth(word)
                total, common = total + worth, common + 2 * worth
            else:
                left.append(word)
        for word in left:
            alike, other = self._nearest(word, free)
            if alike >= ALIKE:
                free.remove(other)
                worth = self._worth(other)
                total, common = total + worth, common + (1 + alike) * worth
            else:
                total += self._worth(word)
        return common / total if total else 0.0

    def _nearest(self, word: str, others: Sequence[str]) -> tuple[float, str]:
        """How alike the most alike of some words is, and that word."""
        return max(((self._alike(word, other), other) for other in others), default=(0.0, ""))

    def _worth(self, word: str) -> float:
        """Rare words are worth more; what no name holds is worth less when it is short: "dde"."""
        return self.worth.get(word, self.unknown * min(1.0, len(word) / SHORT) ** 2)

    def _alike(self, first: str, second: str) -> float:
        """How alike two words are, 0–1; OCR reads "m" as "rn"."""
        from rapidfuzz.distance import OSA

        if max(len(first), len(second)) < SHORT or first in self.worth:
            return 0.0  # "enfance" is a word of its own, no misspelt "enfant"
        pair = (first, second)
        if pair not in self._known:
            plain = (word.replace("rn", "m") for word in pair)
            self._known[pair] = min(MISSPELT, OSA.normalized_similarity(*plain))
        return self._known[pair]
