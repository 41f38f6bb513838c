"""Two texts in, a verdict out: equal, equal but for their dress, or nearly equal."""

import unicodedata
from typing import Literal

from extractor.matching.likeness import levenshtein

Level = Literal["strict", "soft", "similar"]
LEVELS: tuple[Level, ...] = ("strict", "soft", "similar")

SIMILAR = 0.95
"""Least normalised Levenshtein similarity of two texts that count as similar."""


def similarity(one: str, other: str) -> float:
    """Return the normalised Levenshtein similarity, 0 to 1.

    "Santé et numérique", "Santé et numériques" -> 0.947
    """
    return levenshtein(one, other)


def soft_form(text: str) -> str:
    """Return the letters and digits of a text, without case or accents.

    "L'Éco-Soins, c'est œuvrer !" -> "lecosoinscestoeuvrer"
    """
    plain = unicodedata.normalize("NFKD", text.casefold().replace("œ", "oe").replace("æ", "ae"))
    return "".join(char for char in plain if char.isalnum())


def is_match(expected: str, found: str, level: Level) -> bool:
    """Tell whether two texts are the same at a level.

    "CAF du Calvados", "Caf du Calvados." -> soft, not strict, not similar (15 of 16 letters: 0.88)
    """
    if expected == found:
        return True
    if level == "strict":
        return False
    if level == "soft":
        return soft_form(expected) == soft_form(found) != ""
    return similarity(expected, found) >= SIMILAR
