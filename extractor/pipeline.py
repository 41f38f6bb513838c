"""Bytes → record: the stages, in order."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from extractor.helper import Answer, Helper, page_helper, read_all_pages
from extractor.pdf.document import Pdf, open_pdf, read_bytes, read_producer, read_title
from extractor.pdf.read import read_pages
from extractor.pdf.scans import read_scanned_pages
from extractor.pdf.watch import UNWATCHED, Watch
from models.page import Loss, Page

# Imported in the stage that needs them: a helper process reads pages in the meantime.
if TYPE_CHECKING:
    from extractor.draft import Draft, Raw, Resolved
    from extractor.layout.flow import Flow
    from extractor.layout.passage import Passage
    from extractor.parsers.contrat import Metadata, Parsed
    from extractor.parsers.labels import Labels
    from extractor.stats import Statistics
    from models.records import Document


class Options(NamedTuple):
    """How documents are read."""

    engine: str = "pdfium"
    """`pdfium`, or `pdfplumber` for the slow reference reading."""
    use_tags: bool = True
    """Whether the structure tree of a tagged PDF may decide about tables that page breaks cut."""
    labels: Labels | None = None
    """Those of `read_label_files`, None for the shipped ones."""
    glossaries: tuple[Path, ...] = ()
    """Glossary files of the user, beside the shipped ones."""


DEFAULTS = Options()

SECOND_READING = (Loss.DAMAGED, Loss.UNSURE)
"""What pdfplumber has a look at."""


@dataclass(frozen=True)
class Reading:
    """One document, read."""

    raw: Raw
    """The record as read, before organisations, territories and themes are matched."""
    flow: Flow
    parsed: Parsed
    passages: Sequence[Passage]
    """What the values of the record were read from."""

    @cached_property
    def record(self) -> Document:
        """The record, matched and validated when it is asked for."""
        from extractor.printing import complete

        return complete(self.raw)

    @property
    def unread(self) -> tuple[int, ...]:
        """The pages that are pictures and wait for Tesseract to be installed."""
        from models.page import Scan

        return tuple(p.number for p in self.flow.pages if p.scan is Scan.UNAVAILABLE)

    @property
    def missing(self) -> tuple[int, ...]:
        """All pages of which nothing could be read; a blank page is read."""
        return tuple(page.number for page in self.flow.pages if page.is_missing)

    @property
    def has_text(self) -> bool:
        """Whether there is one word on one page."""
        return any(page.words for page in self.flow.pages)

    @cached_property
    def stats(self) -> Statistics:
        """The account of what was read, made when it is asked for."""
        from extractor.stats import account

        return account(self.flow, self.passages, self.parsed)


def extract(path: str | Path) -> Document:
    """Read one PDF into its record.

    >>> record = extract("corpus/pdf/cls-lisieux-normandie-2025-2029.pdf")
    >>> record.contrats[0].fiches_action[0].titre
    'Soutien à la parentalité'
    """
    return read_document(Path(path)).record


def read_document(path: Path, options: Options = DEFAULTS) -> Reading:
    """Read one PDF into its record, with the account of what was read."""
    with _open(path, options) as (document, helper):
        from extractor.printing import get_ready

        get_ready(options.glossaries)
        return _read(path.name, document, options, helper)


def print_document(
    path: Path, options: Options = DEFAULTS, indent: int | None = None
) -> tuple[bytes, Reading]:
    """Read one PDF into the JSON text of its record, faster than through `read_document`.

    The helper process matches, validates and prints, unless this one has all loaded for that.
    """
    if "extractor.printing" in sys.modules:
        reading, text = read_document(path, options), None
    else:
        with _open(path, options, partial(_answer, options.glossaries)) as opened:
            document, helper = opened
            reading = _read(path.name, document, options, helper)
            text = _print_elsewhere(helper, reading.raw, indent) if helper else None
    if text is None:
        from extractor.printing import print_record

        text = print_record(reading.record, indent)
    return text, reading


def read_alone(document: Pdf, name: str, options: Options, watch: Watch) -> Reading:
    """Read an opened PDF in this process only: whoever ends it ends all that reads.

    `name` is that of the file; `watch` is told of each page and may have it left out.
    """
    return _read(name, document, options, None, watch)


def _print_elsewhere(helper: Helper, raw: Raw, indent: int | None) -> bytes | None:
    """It has been told the text, and what can be matched ahead, before."""
    helper.tell((raw.data, indent))
    return helper.answer()


def _answer(glossaries: tuple[Path, ...], receive: Callable[[], Any]) -> bytes:
    """What the helper process does once it has read: the JSON of the record that it is told."""
    from extractor.printing import answer

    return answer(glossaries, receive)


@contextmanager
def _open(
    path: Path, options: Options, answer: Answer | None = None
) -> Iterator[tuple[Pdf, Helper | None]]:
    """The document, and a helper where PDFium reads it."""
    with open_pdf(read_bytes(path), path.name) as document:
        if options.engine == "pdfium":
            with page_helper(document, answer) as helper:
                yield document, helper
        else:
            yield document, None


def _read(
    name: str, document: Pdf, options: Options, helper: Helper | None, watch: Watch = UNWATCHED
) -> Reading:
    import extractor.checks  # noqa: F401  # while the helper reads
    from extractor.layout.flow import lay_out
    from extractor.parsers.contrat import Metadata, load_wording

    load_wording()
    metadata = Metadata(read_title(document), read_producer(document))
    flow = lay_out(_read_pages(document, options, helper, watch))
    return understand(flow, Source(document.data, name, metadata), options, helper)


class Source(NamedTuple):
    """Where pages come from."""

    data: bytes
    name: str
    """Of the file."""
    metadata: Metadata


def understand(
    flow: Flow, source: Source, options: Options = DEFAULTS, helper: Helper | None = None
) -> Reading:
    """Read a document whose pages are laid out."""
    from extractor.draft import Raw, resolve
    from extractor.parsers.contrat import parse_contrat

    text = flow.text
    if helper is not None:
        helper.tell(text)  # it looks for sigles and places while this process parses
    parsed = parse_contrat(flow, source.metadata, options.labels, partial(_tell_ahead, helper))
    resolved = resolve(parsed.draft)
    raw = Raw(_complete(source, flow, parsed, resolved), text, options.glossaries)
    return Reading(raw, flow, parsed, resolved.passages)


def _tell_ahead(helper: Helper | None, ahead: Draft) -> None:
    """It looks for organisations and themes while this process parses the rest."""
    from extractor.draft import plain_data

    if helper is not None and helper.listens:
        helper.tell(plain_data(ahead))


def _read_pages(
    document: Pdf, options: Options, helper: Helper | None, watch: Watch
) -> tuple[Page, ...]:
    """Every page, by the reader that can read it."""
    if options.engine == "pdfplumber":
        from extractor.pdf.reference import read_pages_slowly

        pages = tuple(read_pages_slowly(document.data))
    elif helper is not None:
        pages = read_all_pages(document, helper)
    else:
        pages = tuple(read_pages(document, range(len(document)), watch))
    pages = _read_again(document, pages, watch)
    pages = read_scanned_pages(document, pages, watch)
    return pages if options.use_tags else tuple(page._replace(tags={}) for page in pages)


def _read_again(document: Pdf, pages: tuple[Page, ...], watch: Watch) -> tuple[Page, ...]:
    """Have pdfplumber look at the pages of which PDFium makes nothing; a blank one stays as it is.

    Where reading had to be stopped before, pdfplumber may have been the reason.
    """
    numbers = [page.number for page in pages if page.loss in SECOND_READING]
    if not numbers:
        return pages
    if any(page.loss is Loss.STOPPED for page in pages):
        return tuple(
            page._replace(loss=Loss.DAMAGED) if page.loss in SECOND_READING else page
            for page in pages
        )
    from extractor.pdf.reference import read_some_slowly

    again = read_some_slowly(document.data, numbers, watch)
    return tuple(_better(page, again.get(page.number)) for page in pages)


def _better(page: Page, again: Page | None) -> Page:
    """Of two readings of a page, that of PDFium where it is blank for both."""
    if again is None:
        return page
    if again.words or page.loss is Loss.DAMAGED:
        return again
    return page._replace(loss=again.loss)


def _complete(source: Source, flow: Flow, parsed: Parsed, resolved: Resolved) -> dict[str, Any]:
    """Identify the file, and check the record against itself."""
    import hashlib

    from extractor.checks import check, check_pages, check_scans
    from models.page import Scan

    record: dict[str, Any] = dict(resolved.data)
    record["document"] = {
        **record["document"],
        "id": hashlib.sha256(source.data).hexdigest(),
        "fichier": os.fsencode(source.name).decode("utf-8", "replace"),
        "pages": len(flow.pages),
        "pages_ocr": [page.number for page in flow.pages if page.scan is Scan.READ],
    }
    record["provenance"] = resolved.provenance
    doubts = (
        *check_pages(flow.pages),
        *check_scans(flow.pages),
        *check(record, parsed, resolved.provenance),
    )
    record["avertissements"] = [doubt._asdict() for doubt in doubts]
    return record
