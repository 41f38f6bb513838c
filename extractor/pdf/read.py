"""One page of a PDF, read with PDFium in bulk: words, edges, fills, pictures, links, tags."""

import ctypes

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from extractor.pdf.calls import address_of
from extractor.pdf.geometry import Frame
from extractor.pdf.links import read_links
from extractor.pdf.paths import Drawing, read_drawing
from extractor.pdf.tags import read_tags
from extractor.pdf.text import read_words
from models.page import Page, Style


def read_page(document: pdfium.PdfDocument, index: int, fonts: dict[int, Style]) -> Page:
    """Read one page (`index` from 0); a page that PDFium cannot load comes back empty."""
    handle = raw.FPDF_LoadPage(document.raw, index)
    if not handle:
        return Page(index + 1, 0.0, 0.0, 0, (), (), (), (), (), ())
    textpage = raw.FPDFText_LoadPage(handle)
    try:
        frame = read_frame(handle)
        drawing = read_drawing(address_of(handle), frame)
        words = (
            read_words(address_of(textpage), index + 1, frame, drawing.verticals, fonts)
            if textpage
            else ()
        )
        return Page(
            index + 1,
            raw.FPDF_GetPageWidthF(handle),
            raw.FPDF_GetPageHeightF(handle),
            frame.rotation,
            words,
            drawing.horizontals,
            drawing.verticals,
            drawing.fills,
            drawing.images,
            read_links(document.raw, handle, frame),
            read_tags(address_of(handle)) if _may_cut_a_table(drawing, frame) else {},
        )
    finally:
        if textpage:
            raw.FPDFText_ClosePage(textpage)
        raw.FPDF_ClosePage(handle)


def _may_cut_a_table(drawing: Drawing, frame: Frame) -> bool:
    """Whether it is worth asking the structure tree for cells (half a millisecond a page).

    Two columns need three edges, and only a table near the top or the bottom of the page may go on.
    """
    if len(drawing.verticals) < 3 or len(drawing.horizontals) < 3:
        return False
    height = frame.box(frame.left, frame.bottom, frame.right, frame.top).bottom
    positions = [rule.position for rule in drawing.horizontals]
    return min(positions) < 0.2 * height or max(positions) > 0.7 * height


def read_frame(handle: object) -> Frame:
    """The visible box: CropBox within MediaBox, both possibly inherited."""
    box = raw.FS_RECTF()
    raw.FPDF_GetPageBoundingBox(handle, ctypes.byref(box))
    return Frame(
        box.left, box.bottom, box.right, box.top, raw.FPDFPage_GetRotation(handle) % 4 * 90
    )
