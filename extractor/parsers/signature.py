"""The formula "Fait à …, le …" → place and date of the signature."""

import re
from collections.abc import Sequence

from extractor.draft import Draft, Sourced
from extractor.layout.blocks import Block
from extractor.layout.flow import Element, Flow
from extractor.layout.passage import Passage
from extractor.parsers.dates import DATE, match_to_date

MAX_FORMULA = 180
_PLACE = r"(?P<lieu>[A-ZÀ-Ý][\w'’. -]*?)"
_BLANK = r"[\s.…_]*"
_COPIES = r"\s*,?\s*en\s+[\w()\s]{1,30}?exemplaires?(?:\s+originaux|\s+original)?"
FAIT = re.compile(
    r"^\W*(?:fait|sign[ée]|conclu|[ée]tabli|dress[ée])\b(?:\s+et\s+\w+)?"
    rf"(?:{_COPIES})?\s*,?\s*"
    rf"(?:(?:[àÀ]|\b[aA]\b)\s*:?\s*(?:{_PLACE}|{_BLANK})(?:{_COPIES})?)?\s*"
    rf"(?:[,.…_\s]+(?:le|ce|en\s+date\s+du)\b\s*:?(?P<reste>.*)"
    rf"|\s*,?\s+(?P<date>(?:en\s+)?{DATE.pattern})\W*)?$",
    re.IGNORECASE | re.DOTALL,
)
A_LE = re.compile(
    rf"^(?:À|A|à)\s+(?:{_PLACE}|{_BLANK})\s*(?:,|\s)\s*le\b\s*:?(?P<reste>.{{0,60}})$", re.DOTALL
)
_LE = re.compile(r"^\W*le\s*:?\s+(?P<reste>.{4,40})$", re.IGNORECASE)
_STAMP_REACH = 8
"""A stamped date may be read some blocks before or after the formula whose date is blank."""


def parse_signature(flow: Flow) -> Draft:
    """Return `{date, lieu}`, both None when nothing is printed.

    Of several formulas (the same page twice, the annexes' own), the first that holds a date counts.
    """
    found: list[tuple[Passage | None, Sourced | None]] = []
    for index, element in enumerate(flow.elements):
        for passage in _candidates(element):
            read = read_formula(passage)
            if read is not None:
                place, date = read
                found.append((place, date or _date_near(flow.elements, index)))
    place, date = next((pair for pair in found if pair[1]), found[0] if found else (None, None))
    if place is None:
        place = next((pair[0] for pair in found if pair[0]), None)
    return {"date": date, "lieu": place}


def is_formula(text: str) -> bool:
    """Whether a block is the formula that ends a contract.

    "A Cambremer, le 10 juillet 2025", "Fait à ……, le ……" -> True;  "Fait marquant : …" -> False
    """
    return len(text) <= MAX_FORMULA and _match(text) is not None


def read_formula(passage: Passage) -> tuple[Passage | None, Sourced | None] | None:
    """Return the place and the date of a formula; None for any other text.

    "A Cambremer, le 10 juillet 2025" -> ("Cambremer", "2025-07-10")
    "Fait en 3 exemplaires à Lyon, le 3 mars 2024" -> ("Lyon", "2024-03-03")
    "Fait en trois exemplaires, juillet 2019" -> (None, "2019-07")
    "Fait à …………, le …………" -> (None, None)
    """
    match = _match(passage.text)
    if match is None:
        return None
    place = passage.group(match, "lieu") if match["lieu"] else None
    if place is not None:
        place = place[: len(place.text.rstrip(" ,.…_"))]
    date = None
    said = next((name for name in ("reste", "date") if match.groupdict().get(name)), None)
    if said:
        date = _read_date(passage[match.start(said) :])
    return place or None, date


def _match(text: str) -> re.Match[str] | None:
    if len(text) > MAX_FORMULA:
        return None
    head = text.lstrip(" *.…_")[:6].lower()
    if head.startswith(("fait", "sign", "conclu", "établi", "etabli", "dress")):
        match = FAIT.match(text)
        # "Fait", "Signature", "Signé" alone, and sentences, say neither a place nor a date.
        if match is None or not re.search(r"\b[àÀaA]\b|\ble\b|exemplaire", text, re.IGNORECASE):
            return None
        place = match["lieu"]
        return match if place is None or place[0].isupper() else None
    match = A_LE.match(text)
    if match is None:
        return None
    if DATE.search(match["reste"]) or not match["reste"].strip(" .…_/"):
        return match
    return None


def _candidates(element: Element) -> list[Passage]:
    if isinstance(element, Block):
        return [element.passage] if len(element.text) <= MAX_FORMULA else []
    return [
        block.passage
        for cell in element.cells
        for block in cell.blocks
        if len(block.text) <= MAX_FORMULA and block.text[:1] in "AÀàFfSs"
    ]


def _date_near(elements: Sequence[Element], index: int) -> Sourced | None:
    """The date under a formula that ends with the place, or a stamp beside a blank one."""
    for reach in range(1, _STAMP_REACH):
        for near in (index + reach, index - reach):
            if not 0 <= near < len(elements):
                continue
            element = elements[near]
            if not isinstance(element, Block) or len(element.text) > 40:
                continue
            under = _LE.match(element.text) if near > index else None
            passage = element.passage.group(under, "reste") if under else element.passage
            date = _read_date(passage)
            if date is not None and len(date.passage.text) >= len(passage.text) - 2:
                return date
    return None


def _read_date(passage: Passage) -> Sourced | None:
    match = DATE.search(passage.text)
    date = match_to_date(match) if match else None
    return Sourced(date, passage.group(match)) if match and date else None
