"""A reading → what to draw on each page: words, rulings, cells, blocks, furniture, fields."""

from collections.abc import Iterator
from typing import NamedTuple

from extractor.inspection.fields import Field, record_to_fields
from extractor.layout.blocks import Block
from extractor.layout.tables import Cell
from extractor.pipeline import Reading
from models.page import Box, Page, Word


class Mark(NamedTuple):
    """A rectangle on a page and what it says."""

    box: Box
    text: str


class FieldMark(NamedTuple):
    """A rectangle that feeds a field of the record."""

    box: Box
    field: Field


class Marks(NamedTuple):
    """All that was understood of one page, layer by layer."""

    words: tuple[Mark, ...]
    rulings: tuple[Box, ...]
    """Horizontal and vertical lines: boxes without height or width."""
    cells: tuple[Mark, ...]
    """Told by row and column: "l2 c1–3" spans three columns."""
    blocks: tuple[Mark, ...]
    furniture: tuple[Mark, ...]
    fields: tuple[FieldMark, ...]


def reading_to_marks(reading: Reading) -> dict[int, Marks]:
    """PDF page → what to draw on it."""
    flow = reading.flow
    pages = {page.number: page for page in flow.pages}
    cells: dict[int, list[Mark]] = {number: [] for number in pages}
    blocks: dict[int, list[Mark]] = {number: [] for number in pages}
    fields: dict[int, list[FieldMark]] = {number: [] for number in pages}
    for block in flow.blocks:
        _add_block(block, blocks)
    for table in flow.tables:
        for cell in table.cells:
            for spot in cell.spots:
                cells[spot.page].append(Mark(spot.box, _span(cell)))
            for block in cell.blocks:
                _add_block(block, blocks)
    for field in record_to_fields(reading.record):
        for place in field.places:
            fields[place.page].append(FieldMark(Box(*place.bbox), field))
    return {
        number: Marks(
            tuple(Mark(_box(word), word.text) for word in page.words),
            tuple(_rulings(page)),
            tuple(cells[number]),
            tuple(blocks[number]),
            tuple(Mark(_box(word), word.text) for word in page.words if word.key in flow.furniture),
            tuple(fields[number]),
        )
        for number, page in pages.items()
    }


def _box(word: Word) -> Box:
    return Box(word.x0, word.top, word.x1, word.bottom)


def _add_block(block: Block, blocks: dict[int, list[Mark]]) -> None:
    for page, box in block.passage.places():
        blocks[page].append(Mark(box, block.text))


def _span(cell: Cell) -> str:
    """Rows and columns from 1: "l3 c1", "l3–5 c1–2"."""
    rows, columns = (cell.row + 1, cell.row_end), (cell.column + 1, cell.column_end)
    (r0, r1), (c0, c1) = rows, columns
    return f"l{r0}{f'–{r1}' if r1 > r0 else ''} c{c0}{f'–{c1}' if c1 > c0 else ''}"


def _rulings(page: Page) -> Iterator[Box]:
    for rule in page.horizontals:
        yield Box(rule.start, rule.position, rule.end, rule.position)
    for rule in page.verticals:
        yield Box(rule.position, rule.start, rule.position, rule.end)
