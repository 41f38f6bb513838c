"""Address → what stands below it, and the file fetched, in a process that can be killed.

Whatever fsspec opens: `https://…`, `s3://…`, `file://…`. A connection that stalls inside a library
cannot be ended from outside but with its process; one process fetches many files.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from multiprocessing.connection import wait
from pathlib import Path
from typing import IO, Any, NamedTuple
from urllib.parse import urlsplit, urlunsplit

from extractor.batch.content import too_large
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
    """Why a file could not be fetched; both None when it could."""

    failure: Failure | None = None
    message: str = ""


class Fetcher:
    """Fetches files one after the other, for one thread, in a process of its own."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

    def fetch(self, address: str, target: Path, max_bytes: int, seconds: float) -> Fetched:
        """Fetch into `target`, within a size and a time."""
        process = self._running()
        order = "\0".join((address, os.fspath(target), str(max_bytes)))
        line = order.encode("utf-8", "surrogateescape").hex().encode() + b"\n"
        try:
            _pipe(process.stdin).write(line)
            _pipe(process.stdin).flush()
        except BrokenPipeError:
            return self._broken()
        if not wait([_pipe(process.stdout).fileno()], seconds):
            self.close()
            return Fetched(Failure.TIMEOUT, f"Le téléchargement dure plus de {seconds:.0f} s.")
        answer = bytes.fromhex(_pipe(process.stdout).readline().decode()).decode()
        if not answer:
            return self._broken()
        code, _, message = answer.partition("\0")
        return Fetched() if code == "done" else Fetched(Failure(code), message)

    def close(self) -> None:
        """Kill what runs."""
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None

    def _broken(self) -> Fetched:
        self.close()
        return Fetched(Failure.CRASHED, "Le programme qui télécharge s'est arrêté brutalement.")

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            command = [sys.executable, "-m", "extractor.batch.remote"]
            pipe = subprocess.PIPE
            self._process = subprocess.Popen(command, stdin=pipe, stdout=pipe)
        return self._process


def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
    assert pipe is not None
    return pipe


def _serve() -> None:
    """The life of the process: an order a line, an answer a line, until its parent is gone."""
    answers = os.fdopen(os.dup(1), "wb", buffering=0)
    os.dup2(2, 1)  # what a library prints is no answer
    for line in sys.stdin.buffer:
        order = bytes.fromhex(line.decode()).decode("utf-8", "surrogateescape")
        address, target, max_bytes = order.split("\0")
        code, message = _copy(address, Path(target), int(max_bytes))
        answers.write(f"{code}\0{message}".encode("utf-8", "replace").hex().encode() + b"\n")


def _copy(address: str, target: Path, max_bytes: int) -> tuple[str, str]:
    try:
        system, path = file_system(address)
        size = 0
        with system.open(path, "rb") as source, target.open("wb") as copy:
            while block := source.read(1 << 20):
                size += len(block)
                if size > max_bytes:
                    return Failure.TOO_LARGE, too_large(size, max_bytes)
                copy.write(block)
    except FileNotFoundError:
        return Failure.UNREADABLE, "Il n'y a rien à cette adresse."
    except PermissionError:
        return Failure.UNREADABLE, "Les droits manquent pour lire cette adresse."
    except Exception as error:  # each file system has errors of its own
        reason = without_password(f"{type(error).__name__} : {error}")
        return Failure.UNREADABLE, f"Cette adresse ne peut pas être lue ({reason})."
    return "done", ""


if __name__ == "__main__":
    with suppress(KeyboardInterrupt):
        _serve()
