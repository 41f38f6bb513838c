"""Bytes → record: the stages, in order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extractor.pdf.document import open_pdf, read_bytes, read_producer, read_title
from extractor.pdf.helper import page_helper, read_all_pages
from extractor.pdf.scans import read_scanned_pages

# Imported in the stage that needs them: a helper process reads pages in the meantime.
if TYPE_CHECKING:
    from extractor.draft import Resolved
    from extractor.layout.flow import Flow
    from extractor.layout.passage import Passage
    from extractor.parsers.contrat import Metadata, Parsed
    from extractor.parsers.labels import Labels
    from extractor.stats import Statistics
    from models.page import Page
    from models.records import Document


@dataclass(frozen=True)
class Reading:
    """One document, read."""

    record: Document
    flow: Flow
    parsed: Parsed
    passages: Sequence[Passage]
    """What the values of the record were read from."""

    @property
    def unread(self) -> tuple[int, ...]:
        """The pages that are pictures and wait for Tesseract to be installed."""
        from models.page import Scan

        return tuple(p.number for p in self.flow.pages if p.scan is Scan.UNAVAILABLE)

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


def read_document(
    path: Path, *, engine: str = "pdfium", use_tags: bool = True, labels: Labels | None = None
) -> Reading:
    """Read one PDF into its record, with the account of what was read.

    `engine`: `pdfium`, or `pdfplumber` for the slow reference reading. `use_tags`: whether the
    structure tree of a tagged PDF may decide about tables that page breaks cut. `labels`: those of
    `read_label_files`, None for the shipped ones.
    """
    data = read_bytes(path)
    flow, metadata = read_flow(data, path.name, engine=engine, use_tags=use_tags)

    from extractor.draft import resolve
    from extractor.parsers.contrat import parse_contrat

    parsed = parse_contrat(flow, metadata, labels)
    resolved = resolve(parsed.draft)
    record = make_record(data, path.name, flow, parsed, resolved)
    return Reading(record, flow, parsed, resolved.passages)


def read_flow(
    data: bytes, name: str, *, engine: str = "pdfium", use_tags: bool = True
) -> tuple[Flow, Metadata]:
    """Lay a PDF out; also return what the file says of itself."""
    with open_pdf(data, name) as document, page_helper(document) as helper:
        from extractor.layout.flow import lay_out
        from extractor.parsers.contrat import Metadata, load_wording
        from models.records import Document

        load_wording()
        Document.model_rebuild()
        metadata = Metadata(read_title(document), read_producer(document))
        if engine == "pdfplumber":
            from extractor.pdf.reference import read_pages_slowly

            pages = tuple(read_pages_slowly(data))
        else:
            pages = read_all_pages(document, helper)
        pages = tuple(page if page.width else _read_again(data, page) for page in pages)
        pages = read_scanned_pages(document, pages)
    if not use_tags:
        pages = tuple(page._replace(tags={}) for page in pages)
    return lay_out(pages), metadata


def _read_again(data: bytes, page: Page) -> Page:
    """A page that PDFium cannot load, read by pdfplumber; empty when that cannot either."""
    from extractor.pdf.reference import read_page_slowly

    return read_page_slowly(data, page.number)


def make_record(data: bytes, name: str, flow: Flow, parsed: Parsed, resolved: Resolved) -> Document:
    """Identify the file, check the record against itself, and validate it."""
    import hashlib

    from extractor.checks import check, check_scans
    from models.page import Scan
    from models.records import Document

    plain: dict[str, Any] = dict(resolved.data)
    plain["document"] = {
        **plain["document"],
        "id": hashlib.sha256(data).hexdigest(),
        "fichier": name,
        "pages": len(flow.pages),
        "pages_ocr": [page.number for page in flow.pages if page.scan is Scan.READ],
    }
    plain["provenance"] = resolved.provenance
    warnings = (*check_scans(flow.pages), *check(plain, parsed, resolved.provenance))
    return Document.model_validate(plain | {"avertissements": warnings})


def record_to_json(record: Document, indent: int | None = None) -> str:
    """The JSON text of a record: same record, same bytes."""
    return record.model_dump_json(indent=indent)
