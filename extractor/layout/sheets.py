"""Pages → sheets: a landscape page that shows two portrait pages side by side is two sheets."""

from collections.abc import Iterator, Sequence
from math import inf
from typing import NamedTuple

from extractor.layout.lines import PAGE_NUMBER, Line, edge_lines
from models.page import Page

LANDSCAPE = 1.2
"""Width by height above which a page may be a spread; two A4 pages have 1.41."""
NEAR = 3.0
"""Points by which the two halves may differ."""


class Sheet(NamedTuple):
    """What a reader takes for one page: a page, or one half of a spread."""

    rank: int
    """Place in the order of reading, from 1; the number of the page where no page is cut."""
    page: Page
    """The page with only the words and edges of the sheet; coordinates stay those of the page."""
    left: float
    right: float


def pages_to_sheets(pages: Sequence[Page]) -> list[Sheet]:
    """Cut spreads in two, each half with its own header, columns, footer and page number."""
    formats = {_format(page) for page in pages if _is_free(page) and _is_spread(page)}
    sheets: list[Sheet] = []
    for page in pages:
        cut = bool(formats) and _format(page) in formats and _is_free(page)
        for left, right in _halves(page) if cut else [(0.0, inf)]:
            own = _part(page, left, right) if cut else page
            sheets.append(Sheet(len(sheets) + 1, own, left, right))
    return sheets


def _format(page: Page) -> tuple[int, int]:
    return round(page.width), round(page.height)


def _halves(page: Page) -> list[tuple[float, float]]:
    return [(0.0, page.width / 2), (page.width / 2, page.width)]


def _is_free(page: Page) -> bool:
    """Whether nothing written or ruled runs over the middle of a landscape page."""
    if page.width < LANDSCAPE * page.height:
        return False
    fold = page.width / 2
    return not (
        any(word.x0 < fold - NEAR and word.x1 > fold + NEAR for word in page.words)
        or any(rule.start < fold - NEAR and rule.end > fold + NEAR for rule in page.horizontals)
        or any(line.x0 < fold - NEAR and line.x1 > fold + NEAR for line in edge_lines(page))
    )


def _is_spread(page: Page) -> bool:
    """Whether both halves have a page number, one after the other, or the same header or footer."""
    fold = page.width / 2
    lines = edge_lines(page)
    for left in (line for line in lines if line.x1 <= fold):
        for right in (line for line in lines if line.x0 >= fold):
            if abs(left.baseline - right.baseline) < NEAR and _is_pair(left, right, fold):
                return True
    return False


def _is_pair(left: Line, right: Line, fold: float) -> bool:
    first, second = PAGE_NUMBER.match(left.text), PAGE_NUMBER.match(right.text)
    if first and second:
        return int(second[1]) == int(first[1]) + 1
    # The same words at the same place of both halves, or mirrored.
    beside = abs(right.x0 - left.x0 - fold) < NEAR
    mirrored = abs(2 * fold - right.x1 - left.x0) < NEAR
    return left.text == right.text and len(left.text) > 3 and (beside or mirrored)


def _part(page: Page, left: float, right: float) -> Page:
    """The words and edges of a page between two heights of the page's width."""
    return page._replace(
        words=tuple(w for w in page.words if left <= (w.x0 + w.x1) / 2 < right),
        horizontals=tuple(r for r in page.horizontals if left <= (r.start + r.end) / 2 < right),
        verticals=tuple(r for r in page.verticals if left <= r.position < right),
    )


def lines_of_pages(
    sheets: Sequence[Sheet], lines: Sequence[Sequence[Line]]
) -> Iterator[tuple[int, tuple[Line, ...]]]:
    """Yield each PDF page with the lines of its sheets."""
    found: dict[int, list[Line]] = {}
    for sheet, own in zip(sheets, lines, strict=True):
        found.setdefault(sheet.page.number, []).extend(own)
    for number, own in found.items():
        yield number, tuple(own)
