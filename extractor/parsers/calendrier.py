"""When an action takes place: first and last date of its calendar."""

import re
from collections.abc import Sequence

from extractor.draft import Draft, Sourced
from extractor.layout.passage import Passage
from extractor.parsers.champs import Champ
from extractor.parsers.dates import MONTH, YEAR, find_dates, read_date

# "2025-2027", "2025/2027", "2025 – 2027": two years, the second of which DATE alone would miss.
YEARS = re.compile(rf"(?<!\d)({YEAR})\s?[-–—/]\s?({YEAR})(?!\d)")
# "De février à novembre 2027": the year stands only once.
MONTHS = re.compile(rf"\b({MONTH})\s*(?:à|au|[-–—])\s*({MONTH})\s+({YEAR})(?!\d)", re.IGNORECASE)
# Just before a lone date: "jusqu'en 2026", "d'ici décembre 2024", "avant fin 2026".
UNTIL = re.compile(
    r"(?:jusqu\S*|avant|d['’]ici|\bfin|au\s+plus\s+tard|[ée]ch[ée]ance\s*:?)"
    rf"(?:\s+(?:en|le|la|à|au|fin|de))*\s*(?:\d{{1,2}}\s+)?(?:{MONTH})?\s*(?:{YEAR})",
    re.IGNORECASE,
)
# "À partir de mars 2026" is a beginning, also under "Échéance".
STARTS = re.compile(
    r"\b(?:à\s+partir|à\s+compter|dès|depuis|d[ée]but|d[ée]marrage|lancement|ouverture)\b",
    re.IGNORECASE,
)


def parse_calendrier(champs: Sequence[Champ]) -> Draft:
    """Return the calendar of the fields "Calendrier", "Date de début" and "Date de fin"."""
    passages = [block.passage for champ in champs for block in champ.blocks]
    if not passages:
        return None
    texte = Passage.join(passages)
    debut, fin = _bound(champs, "debut"), _bound(champs, "fin")
    if debut is None and fin is not None:
        first, last = read_period(texte)
        if last is not None or STARTS.search(texte.text):
            debut, fin = first, last  # "Échéance : de mars 2024 à juin 2026"
    if debut is None and fin is None:
        debut, fin = read_period(texte)
    return {"texte": texte, "debut": debut, "fin": fin}


def _bound(champs: Sequence[Champ], part: str) -> Sourced | None:
    for champ in champs:
        if champ.key == f"calendrier.{part}":
            for match, date in find_dates(champ.passage.text):
                return Sourced(date, champ.passage.group(match))
    return None


def read_period(passage: Passage) -> tuple[Sourced | None, Sourced | None]:
    """First and last date of a text.

    "De mars 2024 à décembre 2026" -> 2024-03, 2026-12;  "2025-2027" -> 2025, 2027
    "Ouverture le 2 septembre 2025" -> 2025-09-02, None;  "Durée du contrat" -> None, None
    """
    years = YEARS.search(passage.text)
    if years is not None:
        return (
            Sourced(years[1], passage.group(years, 1)),
            Sourced(years[2], passage.group(years, 2)),
        )
    months = MONTHS.search(passage.text)
    if months is not None:
        first = read_date(f"{months[1]} {months[3]}")
        last = read_date(f"{months[2]} {months[3]}")
        return Sourced(first, passage.group(months)), Sourced(last, passage.group(months))
    dates = [Sourced(date, passage.group(match)) for match, date in find_dates(passage.text)]
    if not dates:
        return None, None
    if len(dates) == 1:
        return (None, dates[0]) if _is_end(passage.text) else (dates[0], None)
    ordered = sorted(dates, key=lambda date: str(date.value))
    return ordered[0], ordered[-1]


def _is_end(text: str) -> bool:
    """Whether the only date of a text ends the action."""
    return UNTIL.search(text) is not None
