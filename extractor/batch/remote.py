"""Address → what stands below it, and the file fetched, in a process that can be killed.

Whatever fsspec opens: `https://…`, `s3://…`, `file://…`. A connection that stalls inside a library
cannot be ended from outside but with its process; one process fetches many files.
"""

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from multiprocessing.connection import wait
from pathlib import Path
from typing import IO, Any, NamedTuple
from urllib.parse import urlsplit, urlunsplit

from extractor.batch.content import BLOCK_BYTES, too_large, why
from extractor.errors import ExtractionError
from extractor.outcome import Failure

# Addresses that have no listing: each names one document.
SINGLE = ("http", "https")


class BadAddress(ExtractionError):
    """Nothing here knows how to open an address, or something in it is missing."""

    code = "address"


class Entry(NamedTuple):
    """One file below an address."""

    address: str
    name: str


def is_address(source: str) -> bool:
    """ "s3://bucket/cls/" -> True; "depot/cls.pdf" -> False"""
    return "://" in source


def without_password(address: str) -> str:
    """ "https://user:secret@ars.fr/cls.pdf" -> "https://ars.fr/cls.pdf" """
    parts = urlsplit(address)
    host = parts.netloc.rpartition("@")[2]
    clean = urlunsplit(parts._replace(netloc=host)) if parts.netloc != host else address
    return clean.encode("utf-8", "backslashreplace").decode()


def file_system(address: str) -> tuple[Any, str]:
    """The fsspec file system of an address, and the path in it; raises `BadAddress`."""
    import fsspec.core

    try:
        return fsspec.core.url_to_fs(address)  # type: ignore[no-any-return]
    except (ImportError, ValueError) as error:
        hint = "install the extra: pip install 'cls-extractor[remote]'"
        raise BadAddress(without_password(address), str(error), hint) from error


def list_below(address: str) -> Iterator[Entry]:
    """Every file below an address, folder by folder, by name; itself where it is a file.

    Raises whatever the file system raises: each has errors of its own.
    """
    if address.partition("://")[0] in SINGLE:
        yield Entry(address, address)
        return
    system, root = file_system(address)
    waiting = [root.rstrip("/")]
    while waiting:
        folders = []
        for info in sorted(system.ls(waiting.pop(), detail=True), key=lambda info: info["name"]):
            if info["type"] == "directory":
                folders.append(info["name"])
            else:
                full = system.unstrip_protocol(info["name"])
                yield Entry(full, info["name"].rpartition("/")[2])
        waiting += reversed(folders)


class Fetched(NamedTuple):
    """What became of one file that was to be fetched."""

    sha256: str = ""
    size: int = 0
    failure: Failure | None = None
    detail: str = ""
    """What a French sentence says in brackets."""


class Fetcher:
    """A process that fetches files, one after the other."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

    def order(self, address: str, target: Path, max_bytes: int) -> int:
        """Begin to fetch into `target`; the file descriptor that can be read once it has ended."""
        if self._process is None or self._process.poll() is not None:
            self.close()
            self._process = _start()
        line = json.dumps([address, os.fspath(target), max_bytes]).encode() + b"\n"
        with suppress(BrokenPipeError):  # `answer` learns of it
            _pipe(self._process.stdin).write(line)
            _pipe(self._process.stdin).flush()
        return _pipe(self._process.stdout).fileno()

    def answer(self) -> Fetched:
        """What became of the order; blocks until it has ended."""
        assert self._process is not None
        line = _pipe(self._process.stdout).readline()
        if line:
            sha256, size, failure, detail = json.loads(line)
            return Fetched(sha256, size, failure and Failure(failure), detail)
        self.close()
        return Fetched(failure=Failure.CRASHED, detail="en le téléchargeant")

    def fetch(self, address: str, target: Path, max_bytes: int, seconds: float) -> Fetched:
        """Order, and wait for the answer as long as it may take."""
        done = self.order(address, target, max_bytes)
        if wait([done], seconds):
            return self.answer()
        self.close()
        return Fetched(failure=Failure.TIMEOUT)

    def close(self) -> None:
        """Kill the process; the next order starts another."""
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None


def _start() -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [sys.executable, "-c", f"from {__spec__.name} import serve; serve()"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        start_new_session=True,  # Ctrl-C is for the program
        env=os.environ | {"PYTHONPATH": os.pathsep.join(path or os.getcwd() for path in sys.path)},
    )


def _pipe(pipe: "IO[bytes] | None") -> "IO[bytes]":
    assert pipe is not None
    return pipe


def serve() -> None:
    """The life of the process: an order a line, an answer a line, until its parent is gone."""
    answers = os.fdopen(os.dup(1), "wb", buffering=0)
    os.dup2(2, 1)  # what a library prints is no answer
    for line in sys.stdin.buffer:
        address, target, max_bytes = json.loads(line)
        answers.write(json.dumps(_copy(address, Path(target), max_bytes)).encode() + b"\n")


def _copy(address: str, target: Path, max_bytes: int) -> Fetched:
    digest, size = hashlib.sha256(), 0
    try:
        system, path = file_system(address)
        with system.open(path, "rb") as source, target.open("wb") as copy:
            while block := source.read(BLOCK_BYTES):
                size += len(block)
                if size > max_bytes:
                    return Fetched(failure=Failure.TOO_LARGE, detail=too_large(size, max_bytes))
                digest.update(block)
                copy.write(block)
    except Exception as error:  # each file system has errors of its own
        return Fetched(failure=Failure.UNREADABLE, detail=words_of(error))
    return Fetched(digest.hexdigest(), size)


def words_of(error: Exception) -> str:
    """What a file system answered, in words; no password of an address is told."""
    if isinstance(error, OSError) and (error.errno or isinstance(error, FileNotFoundError)):
        return why(error)
    reason = without_password(" ".join(str(error).split()))
    return f"{type(error).__name__} : {reason}"
