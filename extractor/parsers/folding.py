"""Text as it is compared: without case, accents, punctuation or extra space."""

import re
import unicodedata

_LIGATURES = str.maketrans({"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "’": "'", "ʼ": "'"})


def fold(text: str) -> str:
    """Lower case, no accents, words separated by one space.

    "Maître d'œuvre / Porteur :" -> "maitre d oeuvre porteur"
    """
    plain = unicodedata.normalize("NFD", text.translate(_LIGATURES).casefold())
    letters = "".join(c for c in plain if not unicodedata.combining(c))
    return " ".join(re.findall(r"[a-z0-9]+", letters))
