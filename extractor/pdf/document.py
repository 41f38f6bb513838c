"""A PDF opened with PDFium: `open_pdf` → a document whose pages can be read one at a time."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeAlias

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from extractor.errors import DamagedPdf, EncryptedPdf, MissingFile, NotAPdf

# "%PDF-" may stand anywhere in the first 1024 bytes (ISO 32000-1, annex H.3, note 13).
HEADER_WINDOW = 1024

Pdf: TypeAlias = pdfium.PdfDocument
"""An opened document."""


def read_bytes(path: Path) -> bytes:
    """Return the bytes of a file, or say in one line why they cannot be had."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise MissingFile(path.name, "no such file", "check the path") from None
    except IsADirectoryError:
        raise MissingFile(path.name, "is a folder", "name the PDF files in it") from None
    except OSError as error:
        raise MissingFile(
            path.name, f"cannot be read: {error.strerror}", "check the rights"
        ) from None


@contextmanager
def open_pdf(data: bytes, name: str) -> Iterator[Pdf]:
    """Open a PDF held in memory; `name` is only for messages."""
    if not data:
        raise NotAPdf(name, "the file is empty", "fetch it again")
    if b"%PDF-" not in data[:HEADER_WINDOW]:
        raise NotAPdf(name, "not a PDF", "convert it to PDF first")
    try:
        document = Pdf(data)
    except pdfium.PdfiumError as error:
        if getattr(error, "err_code", None) == raw.FPDF_ERR_PASSWORD:
            raise EncryptedPdf(
                name, "protected by a password", "remove the password and try again"
            ) from None
        raise DamagedPdf(name, "truncated or damaged PDF", "fetch it again") from None
    try:
        yield document
    finally:
        document.close()


def read_title(document: Pdf) -> str:
    """The title in the metadata, or ""."""
    return str(document.get_metadata_value("Title")).strip()


def read_producer(document: Pdf) -> str:
    """Creator and producer in the metadata: which program made the file."""
    return " ".join(document.get_metadata_value(key) for key in ("Creator", "Producer"))
