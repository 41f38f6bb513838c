"""One page of a PDF, read with PDFium in bulk: words, edges, fills, pictures, links, tags."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from ctypes import byref

from extractor.pdf import calls
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
    with open_page(document, index) as (handle, text):
        if not handle:
            return lost_page(index + 1, Loss.DAMAGED)
        try:
            return _read_opened(document, index + 1, handle, text, styles, goes_on)
        except TooComplex:
            return lost_page(index + 1, Loss.COMPLEX)


def _read_opened(
    document: Pdf, number: int, handle: int, text: int, styles: Styles, goes_on: bool
) -> Page:
    if text and calls.text_count(text) > MAX_CHARACTERS:
        raise TooComplex
    frame = read_frame(handle)
    drawing = read_drawing(handle, frame)
    words = read_words(text, number, frame, drawing.verticals, styles) if text else ()
    height = calls.page_height(handle)
    return Page(
        number,
        calls.page_width(handle),
        height,
        frame.rotation,
        words,
        drawing.horizontals,
        drawing.verticals,
        drawing.fills,
        drawing.images,
        read_links(document.handle, handle, frame),
        read_tags(handle) if _may_cut_a_table(drawing, height, goes_on) else {},
        loss=Loss.NONE if words or calls.object_count(handle) else Loss.UNSURE,
    )


@contextmanager
def open_page(document: Pdf, index: int) -> Iterator[tuple[int, int]]:
    """The handles of a page (`index` from 0) and of its text; 0 where PDFium cannot load it."""
    handle = calls.page_open(document.handle, index)
    text = calls.text_open(handle) if handle else 0
    try:
        yield handle, text
    finally:
        if text:
            calls.text_close(text)
        if handle:
            calls.page_close(handle)


def _may_cut_a_table(drawing: Drawing, height: float, goes_on: bool) -> bool:
    """Whether a table may be cut by the top or the bottom of a page: two columns, three edges."""
    if len(drawing.verticals) < 3 or len(drawing.horizontals) < 3:
        return False
    at_top = min(rule.position for rule in drawing.horizontals) < 0.2 * height
    return (goes_on and at_top) or _reaches(drawing.horizontals, height)


def _reaches(horizontals: Sequence[Rule], height: float) -> bool:
    """Whether something ruled stands low enough on a page to go on over its end."""
    return any(rule.position > LOW * height for rule in horizontals)


def read_frame(handle: int) -> Frame:
    """The visible box: CropBox within MediaBox, both possibly inherited."""
    box = calls.Rect()
    calls.page_box(handle, byref(box))
    return Frame(box.left, box.bottom, box.right, box.top, calls.page_rotation(handle) % 4 * 90)
