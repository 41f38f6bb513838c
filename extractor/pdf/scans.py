"""Which pages are pictures of pages: they have no text of their own."""

from collections.abc import Sequence

from extractor.pdf.document import Pdf
from extractor.pdf.watch import UNWATCHED, Watch
from models.page import Page

COVERED = 0.5
"""Share of a page without any word that pictures cover when it is a scan."""
FULLY_COVERED = 0.75
"""The same, where a header or a page number was set over the scan."""
MARGIN = 0.12
"""Share of the height, at the top and at the bottom, for headers and footers."""


def is_scan(page: Page) -> bool:
    """Whether the text of a page is in a picture: a scan, also one in a digital contract.

    A page with a figure has words around it; a page number over a full-page picture is not enough.
    """
    if not page.images or (page.words and any(_in_body(page, w.baseline) for w in page.words)):
        return False
    covered = sum(
        max(0.0, min(x1, page.width) - max(x0, 0.0))
        * max(0.0, min(bottom, page.height) - max(top, 0.0))
        for x0, top, x1, bottom in page.images
    )
    return covered >= (FULLY_COVERED if page.words else COVERED) * page.width * page.height


def _in_body(page: Page, baseline: float) -> bool:
    return MARGIN * page.height < baseline < (1 - MARGIN) * page.height


def read_scanned_pages(
    document: Pdf, pages: Sequence[Page], watch: Watch = UNWATCHED
) -> tuple[Page, ...]:
    """Read the pages that are pictures with Tesseract; nothing of it is loaded for other pages."""
    numbers = [page.number for page in pages if is_scan(page)]
    if not numbers:
        return tuple(pages)
    from extractor.pdf.scan.read import read_scans

    return read_scans(document.data, pages, numbers, watch)
