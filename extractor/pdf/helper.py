"""A second process that reads the first pages of a long document while this one does other things.

PDFium is not thread-safe, so a second core needs a second process. The child of a fork has the
opened document already and sends its pages back through a pipe; whatever happens to it, the pages
that do not arrive are read here.
"""

import os
import pickle
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pypdfium2 as pdfium

from extractor.pdf.read import read_pages
from models.page import Page, words_of_columns

MIN_PAGES = 32
"""Below this the fork costs more than it saves."""
SHARE = 0.74
"""Of the pages for the child: this process imports the parsers in the meantime."""


@dataclass(frozen=True, slots=True)
class Helper:
    """The child and what it reads."""

    pid: int
    pipe: int
    count: int
    """It reads the pages up to this rank."""


@contextmanager
def page_helper(document: pdfium.PdfDocument) -> Iterator[Helper | None]:
    """Start a child that reads the first pages; None where it would not pay."""
    helper = _fork(document) if _pays(document) else None
    try:
        yield helper
    finally:
        if helper is not None:
            os.close(helper.pipe)
            os.waitpid(helper.pid, 0)


def read_all_pages(document: pdfium.PdfDocument, helper: Helper | None) -> tuple[Page, ...]:
    """All pages in order: those of the child, and the rest read here."""
    first = helper.count if helper else 0
    rest = read_pages(document, range(first, len(document)))
    ready = _receive(helper) if helper else []
    missing = read_pages(document, range(len(ready), first))
    return (*ready, *missing, *rest)


def _pays(document: pdfium.PdfDocument) -> bool:
    return (
        len(document) >= MIN_PAGES
        and hasattr(os, "fork")
        and threading.active_count() == 1
        and len(os.sched_getaffinity(0)) > 1
    )


def _fork(document: pdfium.PdfDocument) -> Helper | None:
    count = int(SHARE * len(document))
    reading, writing = os.pipe()
    try:
        pid = os.fork()
    except OSError:  # no process left: read alone
        os.close(reading)
        os.close(writing)
        return None
    if pid == 0:
        os.close(reading)
        os._exit(_send(document, count, writing))
    os.close(writing)
    return Helper(pid, reading, count)


def _send(document: pdfium.PdfDocument, count: int, pipe: int) -> int:
    """The whole life of the child: its exit code."""
    try:
        pages = [_to_columns(page) for page in read_pages(document, range(count))]
        with os.fdopen(pipe, "wb") as out:
            pickle.dump(pages, out, pickle.HIGHEST_PROTOCOL)
    except BaseException:
        return 1
    return 0


def _receive(helper: Helper) -> list[Page]:
    """The pages of the child, or none when it failed."""
    chunks = []
    while chunk := os.read(helper.pipe, 1 << 20):
        chunks.append(chunk)
    try:
        pages = pickle.loads(b"".join(chunks))
    except (EOFError, pickle.UnpicklingError):
        return []
    return [_from_columns(page) for page in pages]


def _to_columns(page: Page) -> Page:
    """Words as columns of plain values: four times faster through a pipe than one by one."""
    columns: Any = tuple(zip(*page.words, strict=True))
    return page._replace(words=columns)


def _from_columns(page: Page) -> Page:
    return page._replace(words=words_of_columns(page.words))
