"""Our edges, cells and words are those of pdfplumber, on real pages and on odd drawings."""

from functools import cache
from pathlib import Path

import pytest

from extractor.layout.grid import find_tables
from extractor.layout.lines import words_to_lines
from extractor.layout.passage import normal_form
from extractor.layout.tables import page_to_fragments
from extractor.pdf.document import Pdf
from extractor.pdf.plumber import open_with_pdfplumber, pdfium_to_plumber
from extractor.pdf.read import read_page
from extractor.pdf.reference import UNUSED_CODE, read_page_slowly
from extractor.pipeline import Options, read_document
from tests.pdfs import HEIGHT, cell, line, make_pdf, rect, text

ROOT = Path(__file__).parent.parent
LISIEUX = "corpus/pdf/cls-lisieux-normandie-2025-2029.pdf"
# Cover, summary, synthesis, and the tables of the first and last fiches.
LISIEUX_PAGES = (1, 3, 7, 29, 30, 32, 33, 36, 37, 39, 40, 41, 53, 64, 74, 85, 97, 102, 103, 105)

SAMPLE = [
    *((LISIEUX, page) for page in LISIEUX_PAGES),
    *(("corpus/pdf/caen-communique-cls-2025.pdf", page) for page in (1, 2)),
    *(("corpus/pdf/ars-normandie-contrats-locaux-de-sante.pdf", page) for page in (1, 2, 3)),
    *(("corpus/pdf/creteil-cls-2e-generation.pdf", page) for page in (1, 2, 3, 4)),
    *(("corpus/pdf/le-havre-renouvelle-son-cls.pdf", page) for page in (1, 2, 3, 4)),
    *(("tests/pdf/ruled-reportlab.pdf", page) for page in range(5, 13, 2)),
]
on_the_sample = pytest.mark.parametrize(("file", "number"), SAMPLE)

Cells = list[tuple[float, float, float, float]]


@cache
def read(file):
    return (ROOT / file).read_bytes()


@cache
def our_page(file, number):
    document = Pdf(read(file))
    try:
        return read_page(document, number - 1, {})
    finally:
        document.close()


@cache
def plain_tables(file, number):
    return tables_of_data(read(file), number)


def tables_of_data(data, number=1):
    """The cells of each table and their texts, by pdfplumber alone."""
    with open_with_pdfplumber(data, [number]) as pages:
        return [cells_and_texts(table) for table in next(pages).find_tables()]


def cells_and_texts(table):
    """Cell → its words, in reading order."""
    return {
        box: tuple(normal_form(UNUSED_CODE.sub("•", words)).split())
        for row, texts in zip(table.rows, table.extract(), strict=True)
        for box, words in zip(row.cells, texts, strict=True)
        if box is not None
    }


def assert_same_boxes(ours, theirs):
    assert [len(cells) for cells in ours] == [len(cells) for cells in theirs]
    for mine, plain in zip(ours, theirs, strict=True):
        for box, expected in zip(sorted(mine), sorted(plain), strict=True):
            assert box == pytest.approx(expected, abs=0.1)


@on_the_sample
def test_the_cells_are_those_of_pdfplumber(file, number):
    page = our_page(file, number)
    assert_same_boxes(find_tables(page.horizontals, page.verticals), plain_tables(file, number))


@on_the_sample
def test_the_words_of_a_cell_are_those_of_pdfplumber(file, number):
    page = our_page(file, number)
    grids = find_tables(page.horizontals, page.verticals)
    plain = plain_tables(file, number)
    fragments = {
        fragment.cells[0].box: fragment for fragment in page_to_fragments(page, grids, page.words)
    }
    for grid, texts in zip(grids, plain, strict=True):
        fragment = fragments.get(min(grid, key=lambda box: (box.top, box.x0)))
        found = [cell_words(cell) for cell in fragment.cells] if fragment else [()] * len(grid)
        expected = [texts[box] for box in sorted(texts, key=lambda box: (box[1], box[0]))]
        assert found == expected


def cell_words(cell):
    lines = words_to_lines(cell.words)
    return tuple(normal_form(word.text) for line in lines for word in line.words)


@on_the_sample
def test_pdfplumber_finds_the_same_tables_on_a_page_filled_from_pdfium(file, number):
    document = Pdf(read(file))
    found = [cells_and_texts(t) for t in pdfium_to_plumber(document, number).find_tables()]
    document.close()
    plain = plain_tables(file, number)
    assert_same_boxes(found, plain)
    assert [[texts[box] for box in sorted(texts)] for texts in found] == [
        [texts[box] for box in sorted(texts)] for texts in plain
    ]


@on_the_sample
def test_the_slow_reading_gives_the_same_words(file, number):
    ours, slow = our_page(file, number), read_page_slowly(read(file), number)
    assert [normal_form(w.text) for w in ours.words] == [normal_form(w.text) for w in slow.words]
    for word, other in zip(ours.words, slow.words, strict=True):
        assert word.x0 == pytest.approx(other.x0, abs=1.5)
        assert word.baseline == pytest.approx(other.baseline, abs=0.1)
        assert word.style.size == pytest.approx(other.style.size, abs=0.11)


# ── odd drawings ──────────────────────────────────────────────────────────────────


def under(top, commands):
    """A path written from the top of the page: "50 100 m 200 100 l S" with y downwards."""
    return f"q 1 0 0 -1 0 {HEIGHT - top} cm {commands} Q"


TABLE = [cell(50, 100, 150, 130, "A"), cell(150, 100, 300, 130, "B")]
DRAWINGS = {
    "cells": TABLE,
    "lines": [
        *(line(50, y, 300, y) for y in (100, 130, 160)),
        *(line(x, 100, x, 160) for x in (50, 150, 300)),
    ],
    "borders as thin filled rectangles": [
        *(rect(50, y, 300, y + 0.6, fill="0 0 0") for y in (100, 130, 160)),
        *(rect(x, 100, x + 0.6, 160, fill="0 0 0") for x in (50, 150, 300)),
    ],
    "a frame with round corners round a table": [
        *TABLE,
        under(0, "60 40 m 290 40 l 295 40 300 45 300 50 c 300 90 l 300 95 295 99 290 99 c 60 99 l"
              " 55 99 50 95 50 90 c 50 50 l 50 45 55 40 60 40 c h S"),
    ],
    "a polygon with steps": [
        *TABLE,
        under(0, "50 200 m 300 200 l 300 260 l 150 260 l 150 230 l 50 230 l h S"),
    ],
    "a filled triangle": [*TABLE, under(0, "50 200 m 300 200 l 300 260 l h f")],
    "a circle": [
        *TABLE,
        under(0, "100 200 m 100 250 50 250 50 200 c 50 150 100 150 100 200 c h f"),
    ],
    "a path that only clips": [*TABLE, under(0, "50 130 250 40 re W n")],
    "two rectangles in one path": [under(0, "50 100 100 30 re 150 100 150 30 re S")],
    "an open rectangle": [*TABLE, under(0, "50 160 m 50 130 l 300 130 l 300 160 l 50 160 l S")],
    "a drawing inside a scaled space": [f"q 0.5 0 0 0.5 20 200 cm {' '.join(TABLE)} Q"],
}  # fmt: skip


@pytest.mark.parametrize("drawing", DRAWINGS)
def test_the_edges_of_a_drawing_are_those_of_pdfplumber(drawing):
    data = make_pdf(DRAWINGS[drawing])
    page = read_page(Pdf(data), 0, {})
    slow = read_page_slowly(data, 1)
    assert rounded(page.horizontals) == rounded(slow.horizontals)
    assert rounded(page.verticals) == rounded(slow.verticals)
    assert_same_boxes(find_tables(page.horizontals, page.verticals), tables_of_data(data))


def rounded(rules):
    return sorted({tuple(round(x, 1) + 0.0 for x in rule) for rule in rules})


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
@pytest.mark.parametrize("cropbox", [(), (20, 30, 500, 800)])
def test_the_slow_reading_counts_from_the_same_corner(rotate, cropbox):
    data = make_pdf([*TABLE, text(60, 300, "Contrat local")], rotate=rotate, cropbox=cropbox)
    page = read_page(Pdf(data), 0, {})
    slow = read_page_slowly(data, 1)
    assert slow[1:4] == pytest.approx(page[1:4], abs=0.01)
    assert rounded(slow.horizontals) == rounded(page.horizontals)
    words, others = sorted(page.words), sorted(slow.words)
    assert [(w.text, w.turn) for w in words] == [(w.text, w.turn) for w in others]
    for word, other in zip(words, others, strict=True):
        assert word[3:7] == pytest.approx(other[3:7], abs=2)


def test_both_engines_give_the_same_record():
    path = ROOT / "tests/pdf/ruled-reportlab.pdf"
    records = [
        read_document(path, Options(engine=engine)).record for engine in ("pdfium", "pdfplumber")
    ]
    ours, slow = (record.model_dump(exclude={"provenance"}) for record in records)
    assert ours == slow
