"""Text as it is compared: without case, accents, punctuation or extra space."""

import re
import unicodedata

WORDS = re.compile(r"[a-z0-9]+")
_LIGATURES = str.maketrans(
    {
        "œ": "oe",
        "Œ": "oe",
        "æ": "ae",
        "Æ": "ae",
        "’": "'",
        "ʼ": "'",
        "–": "-",
        "—": "-",
        "\xa0": " ",
        "…": " ",
        "«": " ",
        "»": " ",
        "•": " ",
    }
)


def fold(text: str) -> str:
    """Lower case, no accents, words separated by one space.

    "Maître d'œuvre / Porteur :" -> "maitre d oeuvre porteur"
    """
    if not text.isascii():
        plain = unicodedata.normalize("NFD", text.translate(_LIGATURES))
        text = plain.encode("ascii", "ignore").decode()
    return " ".join(WORDS.findall(text.lower()))


_BARE = str.maketrans("àâäçéèêëîïôöùûüÿÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŸ’", "aaaceeeeiioouuuyAAACEEEEIIOOUUUY'")


def bare(text: str) -> str:
    """The text without accents, of the same length: what matches in it stands there in the text.

    "Directrice d’académie" -> "Directrice d'academie"
    """
    return text if text.isascii() else text.translate(_BARE)
