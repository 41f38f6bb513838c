"""Bytes → record: the stages, in order."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extractor.checks import check
from extractor.draft import Resolved, resolve
from extractor.layout.flow import Flow, lay_out
from extractor.parsers.contrat import Metadata, Parsed, parse_contrat
from extractor.pdf.document import open_pdf, read_bytes, read_producer, read_title
from extractor.pdf.read import read_pages
from extractor.stats import Statistics, account
from models import Document


@dataclass(frozen=True, slots=True)
class Reading:
    """One document, read."""

    record: Document
    stats: Statistics
    flow: Flow


def extract(path: str | Path) -> Document:
    """Read one PDF into its record.

    >>> record = extract("corpus/pdf/cls-lisieux-normandie-2025-2029.pdf")
    >>> record.contrats[0].fiches_action[0].titre
    'Soutien à la parentalité'
    """
    return read_document(Path(path)).record


def read_document(path: Path, *, engine: str = "pdfium", use_tags: bool = True) -> Reading:
    """Read one PDF into its record, with the account of what was read.

    `engine`: `pdfium`, or `pdfplumber` for the slow reference reading. `use_tags`: whether the
    structure tree of a tagged PDF may decide about tables that page breaks cut.
    """
    data = read_bytes(path)
    flow, metadata = read_flow(data, path.name, engine=engine, use_tags=use_tags)
    parsed = parse_contrat(flow, metadata)
    resolved = resolve(parsed.draft)
    record = _record(data, path.name, flow, parsed, resolved)
    champs = [
        (champ["libelle"], champ["cle"])
        for contrat in resolved.data["contrats"]
        for fiche in contrat["fiches_action"]
        for champ in fiche["champs"]
    ]
    stats = account(flow, resolved.words, parsed.headings, parsed.sommaire, champs)
    return Reading(record, stats, flow)


def read_flow(
    data: bytes, name: str, *, engine: str = "pdfium", use_tags: bool = True
) -> tuple[Flow, Metadata]:
    """Lay a PDF out; also return what the file says of itself."""
    with open_pdf(data, name) as document:
        if engine == "pdfplumber":
            from extractor.pdf.reference import read_pages_slowly

            pages = tuple(read_pages_slowly(data))
        else:
            pages = tuple(read_pages(document))
        if not use_tags:
            pages = tuple(page._replace(tags={}) for page in pages)
        return lay_out(pages), Metadata(read_title(document), read_producer(document))


def record_to_json(record: Document, indent: int | None = None) -> str:
    """The JSON text of a record: same record, same bytes."""
    return json.dumps(
        record.model_dump(mode="json"),
        ensure_ascii=False,
        indent=indent,
        separators=None if indent else (",", ":"),
    )


def _record(data: bytes, name: str, flow: Flow, parsed: Parsed, resolved: Resolved) -> Document:
    plain: dict[str, Any] = dict(resolved.data)
    plain["document"] = {
        **plain["document"],
        "id": hashlib.sha256(data).hexdigest(),
        "fichier": name,
        "pages": len(flow.pages),
        "pages_ocr": [],
    }
    plain["provenance"] = resolved.provenance
    warnings = check(plain, parsed, resolved.provenance)
    return Document.model_validate(plain | {"avertissements": warnings})
