"""A PDF opened with PDFium: `open_pdf` → a document whose pages can be read one at a time."""

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from extractor.errors import DamagedPdf, EncryptedPdf, ExtractionError, MissingFile, NotAPdf
from extractor.pdf import calls

# "%PDF-" may stand anywhere in the first 1024 bytes (ISO 32000-1, annex H.3, note 13).
HEADER_WINDOW = 1024


class Pdf:
    """An opened document; `len` tells its pages, 0 when it could not be opened."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        """PDFium reads from these bytes as long as the document is open."""
        self.handle: int = calls.document_open(data, len(data), None)

    def __len__(self) -> int:
        count: int = calls.document_pages(self.handle)
        return max(count, 0)

    def metadata(self, key: str) -> str:
        """What the document says of itself under `key`, or ""."""
        name = key.encode() + b"\0"
        size = calls.document_text(self.handle, name, None, 0)
        buffer = ctypes.create_string_buffer(size)
        calls.document_text(self.handle, name, buffer, size)
        return buffer.raw[: max(size - 2, 0)].decode("utf-16-le", "replace")

    def close(self) -> None:
        """Free what PDFium holds of it."""
        calls.document_close(self.handle)


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
    document = Pdf(data)
    try:
        if not len(document):
            raise _refusal(name, calls.document_error())
        yield document
    finally:
        document.close()


def _refusal(name: str, code: int) -> ExtractionError:
    if code == calls.ERROR_PASSWORD:
        return EncryptedPdf(name, "protected by a password", "remove the password and try again")
    return DamagedPdf(name, "truncated or damaged PDF", "fetch it again")


def read_title(document: Pdf) -> str:
    """The title in the metadata, or ""."""
    return document.metadata("Title").strip()


def read_producer(document: Pdf) -> str:
    """Creator and producer in the metadata: which program made the file."""
    return " ".join(document.metadata(key) for key in ("Creator", "Producer"))
