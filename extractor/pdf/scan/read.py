"""Pages without text but with a picture → pages whose words were read from the picture."""

import os
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import pypdfium2 as pdfium

from extractor.pdf.scan import cache
from extractor.pdf.scan.engine import OcrFailed, OcrUnavailable, ocr_version
from extractor.pdf.scan.picture import render_grey, to_netpbm
from extractor.pdf.scan.sight import Sight, look_at
from extractor.pdf.scan.words import sights_to_words
from extractor.pdf.watch import Watch
from models.page import Page, Scan, Word

_pdfium = threading.Lock()
"""PDFium is not thread-safe."""


def read_scans(
    data: bytes, pages: Sequence[Page], numbers: Sequence[int], watch: Watch
) -> tuple[Page, ...]:
    """Read the pages with these numbers from their pictures; the others stay as they are.

    `data` are the bytes of the PDF.
    """
    try:
        version = ocr_version()
    except OcrUnavailable:
        return _marked(pages, dict.fromkeys(numbers, Scan.UNAVAILABLE))
    with (
        pdfium.PdfDocument(data) as document,
        ThreadPoolExecutor(min(len(numbers), _cores())) as pool,
    ):
        found = list(pool.map(lambda number: _see(document, number, version, watch), numbers))
    sights = {n: sight for n, sight in zip(numbers, found, strict=True) if sight is not None}
    words = sights_to_words(list(sights.items()))
    marked = _marked(pages, {n: Scan.READ if n in sights else Scan.FAILED for n in numbers})
    return tuple(
        _fill(page, sights[page.number], words[page.number]) if page.number in sights else page
        for page in marked
    )


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _see(document: pdfium.PdfDocument, number: int, version: str, watch: Watch) -> Sight | None:
    """What is seen on a page, from the cache or anew; None when Tesseract fails on it."""
    with _pdfium:
        watch.begin(number)
        picture = render_grey(document, number)
        watch.end()
    key = cache.picture_key(version, to_netpbm(picture.grey))
    sight = cache.load(key)
    if sight is None:
        try:
            sight = look_at(picture)
        except OcrFailed:
            return None
        cache.store(key, sight)
    return sight


def _marked(pages: Sequence[Page], scans: dict[int, Scan]) -> tuple[Page, ...]:
    return tuple(
        page._replace(scan=scans[page.number]) if page.number in scans else page for page in pages
    )


def _fill(page: Page, sight: Sight, words: Sequence[Word]) -> Page:
    """Add what was seen; a running header that is real text stays, and is not read twice."""
    new = [word for word in words if not any(_covers(real, word) for real in page.words)]
    first = len(page.words)
    return page._replace(
        words=(*page.words, *(w._replace(rank=first + i) for i, w in enumerate(new))),
        horizontals=(*page.horizontals, *sight.horizontals),
        verticals=(*page.verticals, *sight.verticals),
        fills=(*page.fills, *sight.bars),
    )


def _covers(real: Word, word: Word) -> bool:
    """Whether the middle of a word that was read stands in the box of a real one."""
    x, y = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
    return real.x0 - 1 <= x <= real.x1 + 1 and real.top - 1 <= y <= real.bottom + 1
