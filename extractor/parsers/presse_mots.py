"""The words by which articles tell of votes, signatures to come, adoptions and their own date."""

import re
from functools import cache

from extractor.matching.folding import fold
from extractor.parsers.labels import vocabulary


def says(use: str, text: str) -> bool:
    """Whether a text has a word of one table of `data/labels/presse.toml`.

    ("a_venir", "Il sera signé au printemps") -> True
    """
    return _pattern(use).search(fold(text)) is not None


@cache
def _pattern(use: str) -> re.Pattern[str]:
    words = [label for label, key in vocabulary("presse").exact.items() if key == use]
    return re.compile(rf"\b(?:{'|'.join(sorted(words, key=len, reverse=True))})\b")
