"""One page of a PDF, read with PDFium in bulk: words, edges, fills, pictures, links, tags."""

import ctypes
from collections.abc import Iterable, Sequence

import pypdfium2_raw as raw

from extractor.pdf.calls import address_of, object_count, text_count
from extractor.pdf.document import Pdf
from extractor.pdf.geometry import Frame
from extractor.pdf.links import read_links
from extractor.pdf.paths import Drawing, TooComplex, read_drawing
from extractor.pdf.tags import read_tags
from extractor.pdf.text import Styles, read_words
from extractor.pdf.watch import UNWATCHED, Watch
from models.page import Loss, Page, Rule, lost_page

LOW = 0.7
"""Share of the page height below which a table may be cut by the page end."""

MAX_CHARACTERS = 100_000
"""On one page: one of small print has ten thousand."""


def read_pages(document: Pdf, ranks: Iterable[int], watch: Watch = UNWATCHED) -> list[Page]:
    """Read pages that follow each other (ranks from 0), one open at a time."""
    styles: Styles = {}
    pages: list[Page] = []
    for rank in ranks:
        goes_on = not pages or _reaches(pages[-1].horizontals, pages[-1].height)
        if watch.begin(rank + 1):
            pages.append(read_page(document, rank, styles, goes_on))
        else:
            pages.append(lost_page(rank + 1, Loss.STOPPED))
    watch.end()
    return pages


def read_page(document: Pdf, index: int, styles: Styles, goes_on: bool = True) -> Page:
    """Read one page (`index` from 0); one that cannot be read comes back empty, with its loss.

    `styles` remembers those of the document; `goes_on`: whether a table may go on here
    from the page before, so that its tags are worth reading (half a millisecond a page).
    """
    handle = raw.FPDF_LoadPage(document.raw, index)
    if not handle:
        return lost_page(index + 1, Loss.DAMAGED)
    textpage = raw.FPDFText_LoadPage(handle)
    try:
        if textpage and text_count(address_of(textpage)) > MAX_CHARACTERS:
            return lost_page(index + 1, Loss.COMPLEX)
        frame = read_frame(handle)
        drawing = read_drawing(address_of(handle), frame)
        words = (
            read_words(address_of(textpage), index + 1, frame, drawing.verticals, styles)
            if textpage
            else ()
        )
        height = raw.FPDF_GetPageHeightF(handle)
        return Page(
            index + 1,
            raw.FPDF_GetPageWidthF(handle),
            height,
            frame.rotation,
            words,
            drawing.horizontals,
            drawing.verticals,
            drawing.fills,
            drawing.images,
            read_links(document.raw, handle, frame),
            read_tags(address_of(handle)) if _may_cut_a_table(drawing, height, goes_on) else {},
            loss=Loss.NONE if words or object_count(address_of(handle)) else Loss.UNSURE,
        )
    except TooComplex:
        return lost_page(index + 1, Loss.COMPLEX)
    finally:
        if textpage:
            raw.FPDFText_ClosePage(textpage)
        raw.FPDF_ClosePage(handle)


def _may_cut_a_table(drawing: Drawing, height: float, goes_on: bool) -> bool:
    """Whether a table may be cut by the top or the bottom of a page: two columns, three edges."""
    if len(drawing.verticals) < 3 or len(drawing.horizontals) < 3:
        return False
    at_top = min(rule.position for rule in drawing.horizontals) < 0.2 * height
    return (goes_on and at_top) or _reaches(drawing.horizontals, height)


def _reaches(horizontals: Sequence[Rule], height: float) -> bool:
    """Whether something ruled stands low enough on a page to go on over its end."""
    return any(rule.position > LOW * height for rule in horizontals)


def read_frame(handle: object) -> Frame:
    """The visible box: CropBox within MediaBox, both possibly inherited."""
    box = raw.FS_RECTF()
    raw.FPDF_GetPageBoundingBox(handle, ctypes.byref(box))
    return Frame(
        box.left, box.bottom, box.right, box.top, raw.FPDFPage_GetRotation(handle) % 4 * 90
    )
