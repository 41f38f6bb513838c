"""Uploads on the disk, each named by its content; what a client calls it is only ever shown."""

import os
import re
import shutil
import tempfile
import time
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from extractor.batch.content import Unfit as Unfit
from extractor.batch.content import read_content
from extractor.pdf.document import HEADER_WINDOW
from extractor.store.queue import Upload
from extractor.store.source import hold

HASH = re.compile(r"[0-9a-f]{64}")
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
LONGEST_NAME = 150
STALE = 3600.0
"""Seconds after which half an upload is of a process that was killed."""


class TooLarge(Exception):
    """The file has more bytes than may be received."""


class NotAPdf(Exception):
    """The first bytes are not those of a PDF."""


class Files:
    """The folder of the service: uploads, half uploads, pictures of pages, exports being made."""

    def __init__(self, folder: Path, max_bytes: int) -> None:
        self.folder = folder
        self.max_bytes = max_bytes
        self.incoming = folder / "incoming"
        self.uploads = folder / "files"
        self.cache = folder / "cache"
        self.exports = folder / "exports"
        for each in (self.incoming, self.uploads, self.cache, self.exports):
            each.mkdir(parents=True, exist_ok=True, mode=0o700)

    def receive(self, nom: str) -> "Incoming":
        """Begin to receive a file."""
        return Incoming(self, shown_name(nom))

    def path_of(self, content_hash: str) -> Path:
        """Where the file with this content stands, or would; `ValueError` for any other word."""
        if not HASH.fullmatch(content_hash):
            raise ValueError("not the sha256 of a file")
        return self.uploads / content_hash[:2] / f"{content_hash}.pdf"

    def adopt(self, content_hash: str, path: Path) -> bool:
        """Keep a copy of a file that an import has read, if it still has this content."""
        try:
            if read_content(str(path), self.max_bytes).sha256 != content_hash:
                return False
            with path.open("rb") as source, _new_file(self.incoming) as copy:
                shutil.copyfileobj(source, copy)
            if read_content(copy.name, self.max_bytes).sha256 != content_hash:
                return False
            self.put(Path(copy.name), content_hash)
        except (OSError, Unfit):
            return False
        return True

    def put(self, path: Path, content_hash: str) -> None:
        """Move a whole file to where its content says; it outlives a power cut."""
        place = self.path_of(content_hash)
        place.parent.mkdir(mode=0o700, exist_ok=True)
        os.replace(path, place)
        for folder in (place.parent, self.uploads):
            handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)

    def free_bytes(self) -> int:
        """Room on the disk."""
        return shutil.disk_usage(self.folder).free

    def sweep(self, cache_bytes: int) -> None:
        """Delete what killed processes left behind, and the pictures that were not used longest."""
        old = time.time() - STALE
        for path in (*self.incoming.iterdir(), *self.exports.iterdir()):
            with suppress(OSError):
                if path.stat().st_mtime < old:
                    shutil.rmtree(path) if path.is_dir() else path.unlink()
        found = []
        for path in self.cache.rglob("*.*"):
            with suppress(OSError):
                status = path.stat()
                found.append((status.st_atime, status.st_size, path))
        size = sum(one[1] for one in found)
        for _, bytes_, path in sorted(found):
            if size <= cache_bytes:
                break
            with suppress(OSError):
                path.unlink()
            size -= bytes_


class Incoming:
    """A file that is being received: hashed, counted and looked at while it comes."""

    def __init__(self, files: Files, nom: str) -> None:
        self.files, self.nom = files, nom
        self.size = 0
        self._head = b""
        self._hash = sha256()
        self._file = _new_file(files.incoming)

    def write(self, data: bytes) -> None:
        """Take some more bytes; raises `TooLarge` or `NotAPdf` as soon as that is known."""
        self.size += len(data)
        if self.size > self.files.max_bytes:
            raise TooLarge
        if len(self._head) < HEADER_WINDOW:
            self._head += data[: HEADER_WINDOW - len(self._head)]
            if len(self._head) == HEADER_WINDOW:
                self._sniff()
        self._hash.update(data)
        self._file.write(data)

    def finish(self) -> Upload:
        """Put the file in its place; raises `NotAPdf`."""
        self._sniff()
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()
        content = self._hash.hexdigest()
        self.files.put(Path(self._file.name), content)
        return Upload(content, self.size, self.nom)

    def discard(self) -> None:
        """Forget it, whatever has come."""
        self._file.close()
        with suppress(FileNotFoundError):
            os.unlink(self._file.name)

    def _sniff(self) -> None:
        if b"%PDF-" not in self._head:
            raise NotAPdf


def shown_name(nom: str) -> str:
    """What people read as the name of a file; never the name of one on our disk.

    "C:\\\\depot\\\\Contrat.pdf" -> "Contrat.pdf";  "../../etc/passwd" -> "passwd"
    "" -> "document.pdf"
    """
    last = re.split(r"[/\\]", hold(nom))[-1]
    plain = _CONTROLS.sub("", last).strip(" .")
    if len(plain) > LONGEST_NAME:
        stem, dot, ending = plain.rpartition(".")
        ending = f".{ending}" if dot and len(ending) < 10 else ""
        plain = (stem or plain)[: LONGEST_NAME - len(ending)] + ending
    return plain or "document.pdf"


def _new_file(folder: Path) -> BinaryIO:
    return tempfile.NamedTemporaryFile("wb", dir=folder, prefix="in-", delete=False)  # type: ignore[return-value]
