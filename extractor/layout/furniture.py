"""Running headers, footers and page numbers: what repeats at the edges of the pages."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from operator import itemgetter
from typing import NamedTuple

from extractor.layout.lines import PAGE_NUMBER, Line, edge_lines
from extractor.layout.sheets import Sheet
from models.page import Box, Word

RIM = 0.07
MARGIN = 0.12
"""Share of the width of a sheet, at the left and at the right, where turned text is furniture."""
MIN_PAGES = 3
_TURN = itemgetter(10)

WordId = tuple[int, int]


class Edge(NamedTuple):
    """A line at the edge of a sheet."""

    line: Line
    rank: int
    """Of the sheet."""


def find_furniture(
    sheets: Sequence[Sheet], grids: Mapping[int, Sequence[Sequence[Box]]]
) -> frozenset[WordId]:
    """Return (page, index) of every word of a running header, footer or page number.

    A line is furniture when the same text (page number apart) stands at the same height at the edge
    of at least three sheets and of a tenth of them, or when it is the number of its page. Cells
    of a table are never furniture: the first label of every fiche stands at the same height too.
    `grids`: the tables of every sheet.
    """
    repeated: dict[tuple[str, int], list[Edge]] = defaultdict(list)
    numbers: list[tuple[Line, int, int]] = []
    for sheet in sheets:
        for line in _edge_lines(sheet, grids.get(sheet.rank, ())):
            number = PAGE_NUMBER.match(line.text)
            if number:
                numbers.append((line, sheet.rank, int(number[1])))
            else:
                key = _wording(line.text, sheet.rank)
                repeated[key, round(line.baseline / 6)].append(Edge(line, sheet.rank))
    found: list[Word] = []
    heights = {sheet.rank: sheet.page.height for sheet in sheets}
    enough = max(MIN_PAGES, len(sheets) // 10)
    for (text, height), edges in repeated.items():
        near = repeated.get((text, height + 1), []) + repeated.get((text, height - 1), [])
        on_sheets = {edge.rank for edge in edges + near}
        if len(on_sheets) >= enough or _at_the_rim(edges, on_sheets, heights):
            found += [word for edge in edges for word in edge.line.words]
    found += [word for line in _page_numbers(numbers) for word in line.words]
    found += _margin_text(sheets, grids, enough)
    return frozenset(word.key for word in found)


def _at_the_rim(edges: Sequence[Edge], on_sheets: set[int], heights: Mapping[int, float]) -> bool:
    """Whether a line stands at the very edge of two sheets that follow each other.

    A part set in another format (a landscape plan) has its own footer, on few pages.
    """
    return any(rank + 1 in on_sheets for rank in on_sheets) and all(
        not RIM * heights[edge.rank] < edge.line.baseline < (1 - RIM) * heights[edge.rank]
        for edge in edges
    )


def _margin_text(
    sheets: Sequence[Sheet], grids: Mapping[int, Sequence[Sequence[Box]]], enough: int
) -> list[Word]:
    """Words turned by a quarter in the margin of many sheets, at the same place of each.

    Compared word by word: some programs cut such text into syllables.
    """
    places: dict[tuple[str, int, int, int], list[tuple[int, Word]]] = defaultdict(list)
    for rank, page, left, right in sheets:
        if not any(map(_TURN, page.words)):
            continue
        turned = [word for word in page.words if word.turn in (90, 270)]
        if not turned or len(turned) > len(page.words) / 2:
            continue  # a page set sideways
        width = min(right, page.width) - left
        low, high = left + MARGIN * width, left + (1 - MARGIN) * width
        for word in turned:
            x = (word.x0 + word.x1) / 2
            if not low < x < high and not _in_tables(word, grids.get(rank, ())):
                text = _without_page_number(word.text.casefold(), rank)
                key = (text, word.turn, round((x - left) / 6), round(word.top / 6))
                places[key].append((rank, word))
    return [
        word
        for found in places.values()
        if len({rank for rank, _ in found}) >= enough
        for _, word in found
    ]


def _in_tables(word: Word, tables: Sequence[Sequence[Box]]) -> bool:
    x, y = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
    return any(
        cell.x0 <= x <= cell.x1 and cell.top <= y <= cell.bottom
        for cells in tables
        for cell in cells
    )


def _wording(text: str, page: int) -> str:
    """The words of a running line without their signs: a scan reads a thin dash on one page only.

    "CLS 2025 – 2029, page 12" -> "cls 2025 2029 page #"
    """
    hidden = _without_page_number(text.casefold(), page)
    return re.sub(r"[^\w#]+", " ", hidden).strip() or hidden


def _without_page_number(text: str, page: int) -> str:
    """Hide a number that may be the page's: printed numbers are at most a few behind.

    "page 12 – cls 2025-2029" on PDF page 13 -> "page # – cls 2025-2029"
    """
    return re.sub(
        r"\b\d{1,3}\b", lambda match: "#" if 0 <= page - int(match[0]) <= 4 else match[0], text
    )


def _edge_lines(sheet: Sheet, tables: Sequence[Sequence[Box]]) -> list[Line]:
    """Lines near the top or bottom edge, those beside the rows of a table left out."""
    outlines = [
        (min(cell.top for cell in cells), max(cell.bottom for cell in cells))
        for cells in tables
        if len({cell.top for cell in cells}) > 1
    ]
    return [
        line
        for line in edge_lines(sheet.page)
        if not any(top <= line.baseline <= bottom for top, bottom in outlines)
    ]


def _page_numbers(numbers: Sequence[tuple[Line, int, int]]) -> list[Line]:
    """Keep the numbers whose distance to the PDF page is the commonest, or next to it."""
    shifts: dict[int, set[int]] = defaultdict(set)
    for _, page, printed in numbers:
        shifts[page - printed].add(page)
    usual = {shift for shift, found in shifts.items() if len(found) >= MIN_PAGES}
    if not usual and len({page for _, page, _ in numbers}) <= MIN_PAGES:
        usual = {shift for shift in shifts if abs(shift) <= 2}
    found = [(line, page) for line, page, printed in numbers if page - printed in usual]
    return [line for line, page in found if not _is_other_number(line, page, found)]


def _is_other_number(line: Line, page: int, found: Sequence[tuple[Line, int]]) -> bool:
    """Whether a sheet has its page number elsewhere, where other sheets have theirs.

    The first entries of a sommaire end with numbers near the top of its own page.
    """

    def is_shared(height: float) -> bool:
        return any(on != page and abs(other.baseline - height) < 3 for other, on in found)

    beside = [other for other, on in found if on == page and other is not line]
    return any(is_shared(b.baseline) for b in beside) and not is_shared(line.baseline)
