"""A file → what it holds, as a hash; never waiting for a file that gives nothing."""

import errno
import hashlib
import os
import stat
from typing import NamedTuple

from extractor.outcome import Failure

BLOCK_BYTES = 1 << 20

# What `extractor.batch.failures` says in brackets.
NOT_REGULAR = "ni un fichier ni un lien vers un fichier : un dossier, un tube, un périphérique"
ANNOUNCED = "son contenu n'est pas celui que le manifeste annonce : SHA-256 différent"
UNSTABLE = "il ne cesse de changer pendant sa lecture"
OF_ERRORS = {
    errno.ENOENT: "il n'existe pas, ou n'existe plus",
    errno.EACCES: "les droits manquent",
    errno.EPERM: "les droits manquent",
    errno.ENOTDIR: "un élément du chemin n'est pas un dossier",
    errno.ELOOP: "ses liens tournent en rond",
    errno.ENAMETOOLONG: "son nom est trop long",
    errno.EIO: "le disque ne répond pas",
}


class Content(NamedTuple):
    """What a file holds, and the state that it was seen in."""

    sha256: str
    size: int
    state: tuple[int, ...]


class Unfit(Exception):
    """A file that is not read: no regular file, no rights, too many bytes."""

    def __init__(self, failure: Failure, detail: str) -> None:
        super().__init__(failure, detail)
        self.failure = failure
        self.detail = detail
        """What a French sentence says in brackets."""


def read_content(place: str, max_bytes: int) -> Content:
    """Hash a regular file without ever waiting for it; raises `Unfit`."""
    try:
        if not stat.S_ISREG(os.stat(place).st_mode):
            raise Unfit(Failure.UNREADABLE, NOT_REGULAR)
        descriptor = os.open(place, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC | os.O_NOCTTY)
        with open(descriptor, "rb", buffering=0) as file:
            status = os.fstat(descriptor)
            if not stat.S_ISREG(status.st_mode):  # it has been exchanged meanwhile
                raise Unfit(Failure.UNREADABLE, NOT_REGULAR)
            size = status.st_size
            digest = hashlib.sha256()
            while size <= max_bytes:
                block = file.read(BLOCK_BYTES)
                if not block:
                    return Content(digest.hexdigest(), status.st_size, _state(status))
                digest.update(block)
                size = max(size, file.tell())  # it may be growing
            raise Unfit(Failure.TOO_LARGE, too_large(size, max_bytes))
    except OSError as error:
        raise Unfit(Failure.UNREADABLE, why(error)) from error


def state_of(place: str) -> tuple[int, ...] | None:
    """What tells that a file has changed: its identity, size and times; None where there is none"""
    try:
        return _state(os.stat(place))
    except OSError:
        return None


def _state(status: os.stat_result) -> tuple[int, ...]:
    return status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns


def why(error: OSError) -> str:
    """What the system answered, in words."""
    number = errno.ENOENT if isinstance(error, FileNotFoundError) else error.errno or 0
    return OF_ERRORS.get(number, f"le système répond : {error.strerror or error}")


def too_large(size: int, limit: int) -> str:
    """(300_000_000, 200_000_000) -> "300 Mo, la limite est de 200 Mo" """
    return f"{size / 1e6:.0f} Mo, la limite est de {limit / 1e6:.0f} Mo"
