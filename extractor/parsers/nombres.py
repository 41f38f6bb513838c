"""Numbers written in figures or in French words → integers."""

import re

from extractor.matching.folding import fold

_UNITS = [
    "zero",
    "un",
    "deux",
    "trois",
    "quatre",
    "cinq",
    "six",
    "sept",
    "huit",
    "neuf",
    "dix",
    "onze",
    "douze",
    "treize",
    "quatorze",
    "quinze",
    "seize",
]
_TENS = {"vingt": 20, "vingts": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60}
_WORDS = {word: value for value, word in enumerate(_UNITS)} | _TENS | {"une": 1}
_ORDINALS = {
    "premier": 1, "premiere": 1, "second": 2, "seconde": 2, "deuxieme": 2, "troisieme": 3,
    "quatrieme": 4, "cinquieme": 5, "sixieme": 6,
}  # fmt: skip

_WORD = "|".join(sorted((w for w in _WORDS if w not in {"zero", "une"}), key=len, reverse=True))
NOMBRE = (
    rf"(?:\d{{1,3}}(?:[\s.]\d{{3}})+(?!\d)|\d+"
    rf"|(?:{_WORD}|cent)(?:(?:-|\s|\set\s)(?:{_WORD}|(?<=et\s)une))*)"
)
"""A cardinal, as a pattern to build on: "75 000", "18", "onze", "vingt et un"."""

ORDINAL = (
    r"(?:premi(?:er|ère)|seconde?|(?:deux|trois|quatr|cinqu|six)i[èe]me"
    r"|1\s?(?:er|ère)|[2-9]\s?(?:nde?|[èe]?me|e|è))"
)
"""An ordinal, as a pattern to build on: "deuxième", "2ème", "second"."""


def read_nombre(text: str) -> int | None:
    """Return the integer that a text is.

    "75 000" -> 75000;  "onze" -> 11;  "soixante-dix-huit" -> 78;  "quatre-vingt-un" -> 81
    "76,5" -> None
    """
    digits = re.sub(r"[\s.](?=\d{3})", "", text.strip())
    if digits.isdecimal():
        return int(digits)
    total = 0
    for word in fold(text).split():
        value = 100 if word in {"cent", "cents"} else _WORDS.get(word)
        if word == "et" and total:
            continue
        if value is None:
            return None
        factor = (value == 20 and total == 4) or (value == 100 and 1 < total < 10)
        total = total * value if factor else total + value
    return total or None


def read_ordinal(text: str) -> int | None:
    """Return the rank that an ordinal says.

    "deuxième" -> 2;  "2ème" -> 2;  "second" -> 2;  "1er" -> 1;  "prochain" -> None
    """
    folded = fold(text)
    if folded in _ORDINALS:
        return _ORDINALS[folded]
    match = re.match(r"(\d+)\s?(?:er|ere|nde?|e|eme|me)$", folded)
    return int(match[1]) if match else None
