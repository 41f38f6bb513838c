"""How alike two texts are, 0–1. rapidfuzz is imported when first asked."""

from collections.abc import Callable, Collection
from functools import cache


def likeness(first: str, second: str) -> float:
    """Normalised indel similarity.

    likeness("reseau", "reseaux") -> 0.92
    """
    from rapidfuzz import fuzz

    return fuzz.ratio(first, second) / 100


def levenshtein(first: str, second: str) -> float:
    """Normalised Levenshtein similarity, as GROBID's evaluation counts it.

    levenshtein("reseau", "reseaux") -> 0.86
    """
    from rapidfuzz.distance import Levenshtein

    return Levenshtein.normalized_similarity(first, second)


def nearest(text: str, choices: Collection[str], least: float, scorer: str = "osa") -> str | None:
    """The choice most like a text, when it is at least that alike; the first of equals."""
    from rapidfuzz import process

    score, scale = _scorers()[scorer]
    match = process.extractOne(text, choices, scorer=score, score_cutoff=least * scale)
    return match[0] if match else None


def alike(text: str, choices: Collection[str], least: float) -> list[str]:
    """The choices like a text whatever the order of its words, the most alike first."""
    from rapidfuzz import fuzz, process

    ranked = process.extract(
        text, choices, scorer=fuzz.token_sort_ratio, score_cutoff=least * 100, limit=None
    )
    return [choice for choice, _, _ in ranked]


@cache
def _scorers() -> dict[str, tuple[Callable[..., float], float]]:
    """Name → function and its greatest value. The first is used, the others are compared with it.

    "osa" counts letters added, dropped, changed, and neighbours swapped, in parts of the longer
    text.
    """
    from rapidfuzz import fuzz
    from rapidfuzz.distance import OSA, JaroWinkler, Levenshtein

    return {
        "osa": (OSA.normalized_similarity, 1),
        "levenshtein": (Levenshtein.normalized_similarity, 1),
        "jaro-winkler": (JaroWinkler.normalized_similarity, 1),
        "ratio": (fuzz.ratio, 100),
        "token-sort": (fuzz.token_sort_ratio, 100),
        "token-set": (fuzz.token_set_ratio, 100),
        "weighted": (fuzz.WRatio, 100),
    }


def scorer(name: str) -> Callable[[str, str], float]:
    """One of the scorers by its name, 0–1."""
    score, scale = _scorers()[name]
    return lambda first, second: score(first, second) / scale


def scorer_names() -> list[str]:
    """Names that `nearest` takes."""
    return list(_scorers())


def within(text: str, choices: Collection[str], slips: int) -> list[tuple[str, float]]:
    """The choices that differ from a text least, by at most so many letters; how alike, 0–1.

    within("lisieu", ["lisieux", "caen"], 1) -> [("lisieux", 0.86)]
    """
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    if slips < 1:
        return []
    near = process.extract(text, choices, scorer=OSA.distance, score_cutoff=slips, limit=None)
    least = min((distance for _, distance, _ in near), default=0)
    longest = max(len(text), 1)
    return [(name, 1 - least / longest) for name, distance, _ in near if distance == least]
