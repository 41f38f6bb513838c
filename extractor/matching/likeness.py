"""How alike two texts are, 0–1. The only door to rapidfuzz; it is imported when first asked."""

from collections.abc import Collection


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


def nearest(text: str, choices: Collection[str], least: float) -> str | None:
    """The choice most like a text, when it is at least that alike."""
    from rapidfuzz import fuzz, process

    match = process.extractOne(text, choices, scorer=fuzz.ratio, score_cutoff=100 * least)
    return match[0] if match else None
