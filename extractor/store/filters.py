"""What a user asks for: territories, themes, years. Commands and exports filter alike by these."""

import re
from collections.abc import Iterable
from typing import TypeAlias

from extractor.errors import BadFilter
from extractor.matching.folding import fold
from extractor.matching.themes import load_themes

Period: TypeAlias = tuple[int, int]
"""First and last year."""

_PERIOD = re.compile(r"(\d{4})(?:\s?[-–]\s?(\d{4}))?")
_CODE = re.compile(r"\d[\dABab]\d{0,7}")


def read_period(text: str) -> Period:
    """Return the first and last year; raises `BadFilter`.

    "2024" -> (2024, 2024);  "2022-2026" -> (2022, 2026)
    """
    match = _PERIOD.fullmatch(text.strip())
    if not match or (match[2] and match[2] < match[1]):
        raise BadFilter(text, "not a period", "write a year or two: 2024 or 2022-2026")
    return int(match[1]), int(match[2] or match[1])


def check_themes(ids: Iterable[str]) -> tuple[str, ...]:
    """Return ids of the vocabulary as they are; raises `BadFilter` for any other word."""
    known = sorted(load_themes())
    asked = tuple(ids)
    for theme in asked:
        if theme not in known:
            raise BadFilter(theme, "not a theme", f"choose among {', '.join(known)}")
    return asked


def names_territory(asked: str, codes: Iterable[str | None], names: Iterable[str | None]) -> bool:
    """Whether one of the codes or names of a territory is the one that is asked for.

    A name fits when its words stand in the printed or the official one: "lisieux" fits
    "Communauté d'agglomération Lisieux Normandie"; only a code is exact.
    """
    if _CODE.fullmatch(asked):
        return asked.upper() in set(codes)
    words = fold(asked)
    return bool(words) and any(f" {words} " in f" {fold(name or '')} " for name in names)


def covers(asked: Period | None, debut: int | None, fin: int | None, signed: str | None) -> bool:
    """Whether a contract is in force in one of the years, counted from its signature if need be.

    One that tells no year at all always fits: it cannot be ruled out.

    (2022, 2026) of 2025–2029 -> True;  (2022, 2024) of 2025–2029 -> False
    """
    first = debut or (int(signed[:4]) if signed else None) or fin
    if asked is None or first is None:
        return True
    return first <= asked[1] and (fin or first) >= asked[0]
