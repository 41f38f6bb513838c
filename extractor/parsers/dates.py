"""French dates in running text → ISO dates, as precise as printed."""

import re
from collections.abc import Iterator

from extractor.matching.folding import fold

_MONTHS = ("jan", "fev", "mar", "avr", "mai", "jui", "jul", "aou", "sep", "oct", "nov", "dec")
MONTH = (
    r"janv(?:ier|\.)?|f[ée]v(?:rier|r?\.)?|mars|avr(?:il|\.)?|mai|juin|juil(?:let|\.)?|ao[ûu]t"
    r"|sept(?:embre|\.)?|oct(?:obre|\.)?|nov(?:embre|\.)?|d[ée]c(?:embre|\.)?"
)
YEAR = r"(?:19|20)\d\d"
DATE = re.compile(
    rf"(?<!\d)(?:(?:(?P<jour>[0-3]?\d)(?:\s?er)?\s+)?(?P<mois>{MONTH})\s+(?P<annee>{YEAR})"
    rf"|(?P<j>[0-3]?\d)\s?[/.-]\s?(?P<m>[01]?\d)\s?[/.-]\s?(?P<a>{YEAR}|\d\d)"
    rf"|(?<![/.])(?P<an>{YEAR}))(?!\d)",
    re.IGNORECASE,
)
"""A day, a month or a year. The groups are read by `match_to_date`."""


def read_date(text: str) -> str | None:
    """Return the first date of a text, ISO, as precise as printed.

    "10 juillet 2025" -> "2025-07-10";  "1er janvier 2024" -> "2024-01-01"
    "juillet 2025" -> "2025-07";  "en 2025" -> "2025"
    "25 FEV. 2025" -> "2025-02-25";  "25/02/2025" -> "2025-02-25";  "27 novembre" -> None
    """
    return next((date for _, date in find_dates(text)), None)


def find_dates(text: str) -> Iterator[tuple[re.Match[str], str]]:
    """Every date of a text with its place, in reading order."""
    for match in DATE.finditer(text):
        date = match_to_date(match)
        if date is not None:
            yield match, date


def match_to_date(match: re.Match[str]) -> str | None:
    """The ISO date of a match of `DATE`; None for a day or month that no calendar has."""
    if match["an"]:
        return match["an"]
    if match["mois"]:
        year, day, month = match["annee"], match["jour"], _month(match["mois"])
    else:
        year, day, month = match["a"], match["j"], int(match["m"])
        year = year if len(year) == 4 else f"20{year}"
    if not 1 <= month <= 12:
        return None
    if day is None:
        return f"{year}-{month:02}"
    return f"{year}-{month:02}-{int(day):02}" if 1 <= int(day) <= 31 else None


def _month(name: str) -> int:
    folded = fold(name)
    return 7 if folded.startswith("juil") else _MONTHS.index(folded[:3]) + 1
