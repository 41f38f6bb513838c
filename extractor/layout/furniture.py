"""Running headers, footers and page numbers: what repeats at the edges of the pages."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from extractor.layout.lines import Line, segments, words_to_lines
from models.page import Box, Page, Word

EDGE = 0.14  # share of the page height, at the top and at the bottom
RIM = 0.07
MIN_PAGES = 3
PAGE_NUMBER = re.compile(
    r"^[-–—|•\s]*(?:page|p\.?)?\s*(\d{1,3})(?:\s*(?:/|sur)\s*\d{1,3})?[-–—|•\s]*$", re.IGNORECASE
)

WordId = tuple[int, int]


def find_furniture(
    pages: Sequence[Page], grids: Mapping[int, Sequence[Sequence[Box]]]
) -> frozenset[WordId]:
    """Return (page, index) of every word of a running header, footer or page number.

    A line is furniture when the same text (page number apart) stands at the same height at the edge
    of at least three pages and of a tenth of the pages, or when it is the number of its page. Cells
    of a table are never furniture: the first label of every fiche stands at the same height too.
    """
    repeated: dict[tuple[str, int], list[Line]] = defaultdict(list)
    numbers: list[tuple[Line, int, int]] = []
    for page in pages:
        for line in _edge_lines(page, grids.get(page.number, ())):
            number = PAGE_NUMBER.match(line.text)
            if number:
                numbers.append((line, page.number, int(number[1])))
            else:
                key = _without_page_number(line.text.casefold(), page.number)
                repeated[key, round(line.baseline / 6)].append(line)
    found: list[Word] = []
    heights = {page.number: page.height for page in pages}
    enough = max(MIN_PAGES, len(pages) // 10)
    for (text, height), lines in repeated.items():
        near = repeated.get((text, height + 1), []) + repeated.get((text, height - 1), [])
        on_pages = {line.page for line in lines + near}
        if len(on_pages) >= enough or _at_the_rim(lines, on_pages, heights):
            found += [word for line in lines for word in line.words]
    found += [word for line in _page_numbers(numbers) for word in line.words]
    return frozenset(word.key for word in found)


def _at_the_rim(lines: Sequence[Line], on_pages: set[int], heights: Mapping[int, float]) -> bool:
    """Whether a line stands at the very edge of two pages that follow each other.

    A part set in another format (a landscape plan) has its own footer, on few pages.
    """
    return any(page + 1 in on_pages for page in on_pages) and all(
        not RIM * heights[line.page] < line.baseline < (1 - RIM) * heights[line.page]
        for line in lines
    )


def _without_page_number(text: str, page: int) -> str:
    """Hide a number that may be the page's: printed numbers are at most a few behind.

    "page 12 – cls 2025-2029" on PDF page 13 -> "page # – cls 2025-2029"
    """
    return re.sub(
        r"\b\d{1,3}\b", lambda match: "#" if 0 <= page - int(match[0]) <= 4 else match[0], text
    )


def _edge_lines(page: Page, tables: Sequence[Sequence[Box]]) -> list[Line]:
    """Lines near the top or bottom edge, cut at wide gaps (a footer has a left and a right)."""
    outlines = [
        (min(cell.top for cell in cells), max(cell.bottom for cell in cells))
        for cells in tables
        if len({cell.top for cell in cells}) > 1
    ]
    head, foot = page.height * EDGE, page.height * (1 - EDGE)
    words = [
        word
        for word in page.words
        if not head < word.baseline < foot
        and word.turn == 0
        and not any(top <= word.baseline <= bottom for top, bottom in outlines)
    ]
    return [piece for line in words_to_lines(words) for piece in segments(line)]


def _page_numbers(numbers: Sequence[tuple[Line, int, int]]) -> list[Line]:
    """Keep the numbers whose distance to the PDF page is the commonest, or next to it."""
    shifts: dict[int, set[int]] = defaultdict(set)
    for _, page, printed in numbers:
        shifts[page - printed].add(page)
    usual = {shift for shift, found in shifts.items() if len(found) >= MIN_PAGES}
    if not usual and len({page for _, page, _ in numbers}) <= MIN_PAGES:
        usual = {shift for shift in shifts if abs(shift) <= 2}
    return [line for line, page, printed in numbers if page - printed in usual]
