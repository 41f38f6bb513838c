"""French spacing, which the contents leave to the typesetter."""

import re

NO_BREAK = "\u00a0"


def space_marks(words: str) -> str:
    """Return the words with no-break spaces before high punctuation: "Pilote :"."""
    return re.sub(" (?=[:;?!»%€])", NO_BREAK, words)


def space_french(words: str) -> str:
    """Return the words with no-break spaces after « and inside numbers too: "16 740"."""
    words = space_marks(words).replace("« ", f"«{NO_BREAK}")
    return re.sub(r"(?<=\d) (?=\d{3})", NO_BREAK, words)
