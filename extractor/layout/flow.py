"""Pages → one flow of blocks and tables in reading order: what every parser reads."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import median

from extractor.layout.blocks import Area, Block, goes_on, join_blocks
from extractor.layout.columns import page_to_blocks
from extractor.layout.furniture import WordId, find_furniture
from extractor.layout.grid import cells_to_tables, edges_to_cells, merge_edges, open_rows
from extractor.layout.gutters import find_gutter
from extractor.layout.hyphens import soften_hyphens
from extractor.layout.joining import PageEdges, join_fragments
from extractor.layout.label_lists import find_edge
from extractor.layout.lines import Line, usual_pitch, words_to_lines
from extractor.layout.open_columns import open_columns
from extractor.layout.repairs import mend_words, page_text
from extractor.layout.sheets import Sheet, lines_of_pages, pages_to_sheets
from extractor.layout.sideways import split_at, turn_upright
from extractor.layout.tables import Fragment, Table, fill_cells, page_to_fragments, place
from models.page import WORD_KEY, Box, Page, Word

Element = Block | Table


@dataclass(frozen=True, slots=True)
class Flow:
    """A document laid out."""

    pages: tuple[Page, ...]
    elements: tuple[Element, ...]
    """Blocks and tables in reading order."""
    lines: Mapping[int, tuple[Line, ...]]
    """PDF page → its lines outside tables, furniture left out."""
    furniture: frozenset[WordId]
    """Words of running headers, footers and page numbers."""
    body_size: float
    """The size of most of the text."""

    @property
    def tables(self) -> tuple[Table, ...]:
        return tuple(e for e in self.elements if isinstance(e, Table))

    @property
    def text(self) -> str:
        """All its text, one line per block or item of a cell, furniture left out."""
        blocks = (
            block
            for element in self.elements
            for block in ((element,) if isinstance(element, Block) else _cell_blocks(element))
        )
        return "\n".join([block.passage.text for block in blocks])

    @property
    def blocks(self) -> tuple[Block, ...]:
        return tuple(e for e in self.elements if isinstance(e, Block))


def lay_out(pages: Sequence[Page]) -> Flow:
    """Mark furniture, find tables, join what page breaks cut, and put all in reading order."""
    texts = list(map(page_text, pages))
    pages = soften_hyphens(mend_words(pages, texts), texts)
    sheets = pages_to_sheets(pages)
    grids = {rank: _find_grids(page) for rank, page, *_ in sheets}
    furniture = find_furniture(sheets, grids)
    fragments: list[Fragment] = []
    free: dict[int, list[Line]] = {}
    for sheet in sheets:
        words = [word for word in sheet.page.words if WORD_KEY(word) not in furniture]
        found = page_to_fragments(sheet.page, grids[sheet.rank], words)
        fragments += [place(turn_upright(f), sheet.rank, sheet.left) for f in found]
        inside = {WORD_KEY(word) for f in found for cell in f.cells for word in cell.words}
        outside = [word for word in words if WORD_KEY(word) not in inside] if inside else words
        free[sheet.rank] = words_to_lines(outside)
    pitch = usual_pitch(_all_lines(free, fragments))
    for fragment in fragments:
        fill_cells(fragment, pitch)
    edges = _text_edges(sheets, free, fragments)
    tables = join_fragments(fragments, edges, {p.number: p.tags for p in pages})
    return Flow(
        tuple(pages),
        tuple(_in_order(sheets, free, tables, pitch)),
        dict(lines_of_pages(sheets, [free[sheet.rank] for sheet in sheets])),
        furniture,
        _body_size(free, pages),
    )


def _find_grids(page: Page) -> list[tuple[Box, ...]]:
    """The cells of the tables of a page; edges that are not drawn are added first."""
    if not page.horizontals:
        return []
    rules, walls = merge_edges(page.horizontals), merge_edges(page.verticals)
    columns = open_columns(page, rules, walls)
    if columns:
        walls = merge_edges((*page.verticals, *columns))
    rows = open_rows(rules, walls)
    if rows:
        rules = merge_edges((*page.horizontals, *rows))
    return cells_to_tables(edges_to_cells(rules, walls))


def _all_lines(
    free: Mapping[int, Sequence[Line]], fragments: Sequence[Fragment]
) -> list[list[Line]]:
    """Runs of lines that stand under each other: of a sheet, or of a cell."""
    cells = [cell.lines for fragment in fragments for cell in fragment.cells]
    return [*map(list, free.values()), *cells]


def _text_edges(
    sheets: Sequence[Sheet], free: Mapping[int, Sequence[Line]], fragments: Sequence[Fragment]
) -> dict[int, PageEdges]:
    """Top and bottom of what stands on every sheet, and where full ones of its format end."""
    tops: dict[int, list[float]] = {sheet.rank: [] for sheet in sheets}
    bottoms: dict[int, list[float]] = {sheet.rank: [] for sheet in sheets}
    for rank, lines in free.items():
        tops[rank] += [min(word.top for word in line.words) for line in lines]
        bottoms[rank] += [line.baseline for line in lines]
    for fragment in fragments:
        tops[fragment.sheet].append(fragment.box.top)
        bottoms[fragment.sheet].append(fragment.box.bottom)
    ends: dict[int, list[float]] = {}
    for rank, page, *_ in sheets:
        ends.setdefault(round(page.height), []).append(max(bottoms[rank], default=0.0))
    full = {height: sorted(found)[int(0.9 * (len(found) - 1))] for height, found in ends.items()}
    return {
        rank: PageEdges(
            min(tops[rank], default=0.0),
            max(bottoms[rank], default=page.height),
            full[round(page.height)],
        )
        for rank, page, *_ in sheets
    }


def _in_order(
    sheets: Sequence[Sheet],
    free: Mapping[int, Sequence[Line]],
    tables: Sequence[Table],
    pitch: Mapping[float, float],
) -> list[Element]:
    """Blocks and tables from the first sheet to the last, a table where it begins."""
    starts: dict[int, list[Table]] = {}
    for table in tables:
        starts.setdefault(table.page, []).append(table)
    elements: list[Element] = []
    pages = list(free.values())
    gutter, contents = find_gutter(pages), find_edge(pages)
    for rank, page, left, right in sheets:
        lines = free[rank]
        area = replace(_text_area(lines, pitch), gutter=gutter, contents=contents)
        rest = list(lines)
        own: list[Element] = []
        found = [t for t in starts.get(page.number, ()) if left <= max(_middle(t), 0.0) < right]
        for table in sorted(found, key=lambda t: t.top):
            before, rest = split_at(rest, table)
            own += [*page_to_blocks(before, area), table]
        own += page_to_blocks(rest, area)
        _append(elements, own)
    return elements


def _middle(table: Table) -> float:
    box = table.spots[0].box
    return (box.x0 + box.x1) / 2


def _append(elements: list[Element], page_elements: list[Element]) -> None:
    """Add the elements of a page; a paragraph cut by the page end becomes whole."""
    if elements and page_elements:
        last, first = elements[-1], page_elements[0]
        if isinstance(last, Block) and isinstance(first, Block) and goes_on(last, first):
            elements[-1] = join_blocks(last, first)
            page_elements = page_elements[1:]
    elements += page_elements


def _text_area(lines: Sequence[Line], pitch: Mapping[float, float]) -> Area:
    flat = [line for line in lines if line.words[0].turn == 0]
    if not flat:
        return Area(0.0, 0.0, pitch)
    return Area(min(line.x0 for line in flat), max(line.x1 for line in flat), pitch)


def _body_size(free: Mapping[int, Sequence[Line]], pages: Sequence[Page]) -> float:
    """The size of most of the text outside tables; tables are often set smaller."""
    sizes = [word.style.size for lines in free.values() for line in lines for word in line.words]
    sizes = sizes or [word.style.size for page in pages for word in page.words]
    return median(sizes) if sizes else 0.0


def _cell_blocks(table: Table) -> list[Block]:
    return [block for cell in table.cells for block in cell.blocks]


def words_of(element: Element) -> list[Word]:
    """Every word of an element, bullets included."""
    if isinstance(element, Block):
        return [*element.bullet, *element.passage.words]
    return [w for block in _cell_blocks(element) for w in (*block.bullet, *block.passage.words)]
