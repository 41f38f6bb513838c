"""Pages of a PDF → pictures, with PDFium."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pypdfium2 as pdfium
from PIL import Image

from extractor.errors import ExtractionError
from extractor.pdf.document import open_pdf, read_bytes

POINTS_PER_INCH = 72
MAX_SIDE = 4000  # pixels: a page of a poster is drawn smaller


class MissingPage(ExtractionError):
    """The document has fewer pages than asked for."""

    code = "missing-page"


@contextmanager
def open_to_draw(path: Path) -> Iterator[pdfium.PdfDocument]:
    """Open a PDF whose pages are to be drawn."""
    with open_pdf(read_bytes(path), path.name) as opened, pdfium.PdfDocument(opened.data) as pdf:
        yield pdf


def require_page(document: pdfium.PdfDocument, name: str, number: int) -> None:
    """Say in one line that there is no such page (from 1)."""
    if not 1 <= number <= len(document):
        count = len(document)
        raise MissingPage(name, f"has no page {number}", f"it has {count}, from 1 to {count}")


def render_page(document: pdfium.PdfDocument, number: int, dpi: int) -> tuple[Image.Image, float]:
    """The picture of a page (from 1) and its pixels per point; white if it cannot be loaded."""
    try:
        page = document[number - 1]
    except pdfium.PdfiumError:
        return Image.new("RGB", (595, 842), "white"), 1.0
    try:
        scale = min(dpi / POINTS_PER_INCH, MAX_SIDE / max(*page.get_size(), 1))
        picture: Image.Image = page.render(scale=scale).to_pil().convert("RGB")
        return picture, scale
    finally:
        page.close()
