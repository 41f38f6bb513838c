"""Folder, manifest or address → the inputs of an import, one by one, in an order that is stable.

Nothing is dropped in silence: what is not taken is `LeftOut`, what cannot be listed is `Lost`.
Nothing here waits for a file that gives nothing: a pipe is told, never read.
"""

import csv
import os
import stat
from collections.abc import Iterable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple, TypeAlias

from extractor.batch.content import why
from extractor.batch.remote import file_system, is_address, list_below, without_password
from extractor.errors import ExtractionError

PDF_MARK = b"%PDF-"
# Ends of names that browsers and copying programs give to what they have not finished.
UNFINISHED = (".part", ".partial", ".crdownload", ".download", ".filepart", ".tmp")


class Reason(StrEnum):
    """Why something in a folder is no input."""

    OTHER = "other"
    """Neither its name nor its first bytes are those of a PDF."""
    UNFINISHED = "unfinished"
    """Its name says that it is still being written."""
    FOLDER_LINK = "folder-link"
    """A link to a folder: followed, it could lead in circles. Name the folder itself."""
    SPECIAL = "special"
    """A pipe, a socket, a device."""
    CLOSED = "closed"
    """It cannot be opened, and is not named like a PDF."""


class Input(NamedTuple):
    """One document to read."""

    path: str
    """Its name in the store and in reports: an absolute path or an address, as clean text."""
    place: str
    """What opens it: a path as the system knows it, or an address."""
    remote: bool = False
    """Whether it must be fetched."""
    announced: str | None = None
    """SHA-256 that a manifest gives for it, in lower case."""

    @property
    def name(self) -> str:
        """ "/depot/2025/contrat.pdf" -> "contrat.pdf" """
        return self.path.rpartition("/")[2]


class LeftOut(NamedTuple):
    """Something that is no input."""

    path: str
    reason: Reason


class Lost(NamedTuple):
    """Something that cannot be looked at, and may hold inputs: a named failure."""

    path: str
    message: str
    """A French sentence."""


Found: TypeAlias = Input | LeftOut | Lost


class BadManifest(ExtractionError):
    """A manifest is not understood: no CSV, or no column `file`."""

    code = "manifest"


class BadSource(ExtractionError):
    """A source of an import is not there, or nothing knows how to open it."""

    code = "source"


def check_sources(sources: Iterable[str]) -> None:
    """Raise `BadSource` or `BadManifest` for what cannot be imported at all."""
    for source in sources:
        if is_address(source):
            file_system(source)
        elif not os.path.lexists(source):
            raise BadSource(source, "there is no such file or folder", "check its name")
        elif _is_manifest(source):
            _columns(source)


def find_inputs(sources: Iterable[str]) -> Iterator[Found]:
    """Yield what the sources hold, one at a time.

    "depot/"                 -> every PDF in it and in its folders
    "manifest.csv"           -> the files of its column `file`, relative to its folder
    "s3://bucket/cls/"       -> every PDF below it
    "https://ars.fr/cls.pdf" -> that one
    "contrat"                -> that file, whatever its name
    """
    for source in sources:
        if is_address(source):
            yield from _below_address(source)
        elif os.path.isdir(source):
            yield from _below(os.path.abspath(source))
        elif _is_manifest(source):
            yield from _of_manifest(source)
        else:
            yield local(source)


def look_at(place: str) -> Iterator[Found]:
    """Yield what has appeared at one place in a folder: a file, or a folder with files."""
    if os.path.isdir(place) and not os.path.islink(place):
        yield from _below(place)
    else:
        yield _judge(place)


def local(place: str, announced: str | None = None) -> Input:
    """The input that a path names."""
    place = os.path.abspath(place)
    return Input(to_text(place), place, announced=announced)


def to_text(place: str) -> str:
    r"""A path as text that every database, page and terminal can hold; two paths never become one.

    "contrat (1) 📄.pdf" -> the same
    b"caf\xe9.pdf"       -> "caf\xe9.pdf", with a backslash
    "a\b.pdf"            -> "a\\b.pdf"
    """
    return os.fsencode(place.replace("\\", "\\\\")).decode("utf-8", "backslashreplace")


# --- folders --------------------------------------------------------------------------------------


def _below(folder: str) -> Iterator[Found]:
    """Files of a folder by name, then those of its folders: the names of one folder are held."""
    waiting = [folder]
    while waiting:
        here = waiting.pop()
        try:
            with os.scandir(here) as entries:
                names = sorted((e.name, e.is_dir(follow_symlinks=False)) for e in entries)
        except OSError as error:
            yield Lost(f"{to_text(here)}/", f"Le dossier ne peut pas être parcouru : {why(error)}")
            continue
        folders = []
        for name, is_folder in names:
            place = os.path.join(here, name)
            if is_folder:
                folders.append(place)
            else:
                yield _judge(place)
        waiting += reversed(folders)


def _judge(place: str) -> Found:
    """What a file in a folder is. One named .pdf is always an input, be it readable or not."""
    name = place.lower()
    if name.endswith(".pdf"):
        return local(place)
    try:
        mode = os.stat(place).st_mode
        if stat.S_ISDIR(mode):
            reason = Reason.FOLDER_LINK
        elif not stat.S_ISREG(mode):
            reason = Reason.SPECIAL
        elif name.endswith(UNFINISHED):
            reason = Reason.UNFINISHED
        elif _begins_like_a_pdf(place):
            return local(place)
        else:
            reason = Reason.OTHER
    except OSError:
        reason = Reason.CLOSED
    return LeftOut(to_text(os.path.abspath(place)), reason)


def _begins_like_a_pdf(place: str) -> bool:
    descriptor = os.open(place, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC | os.O_NOCTTY)
    try:
        return os.read(descriptor, len(PDF_MARK)) == PDF_MARK
    finally:
        os.close(descriptor)


# --- manifests ------------------------------------------------------------------------------------


def _is_manifest(source: str) -> bool:
    return source.lower().endswith(".csv") and os.path.isfile(source)


def _columns(source: str) -> list[str]:
    """The columns of a manifest; raises `BadManifest`."""
    try:
        with open(source, encoding="utf-8-sig", newline="") as file:
            columns = next(csv.reader(file), [])
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise BadManifest(source, f"not a CSV file in UTF-8: {error}", "save it as such") from error
    if "file" not in columns:
        raise BadManifest(source, "no column `file`", "name one document a line in it")
    return columns


def _of_manifest(source: str) -> Iterator[Found]:
    folder = os.path.dirname(os.path.abspath(source))
    with open(source, encoding="utf-8-sig", errors="surrogateescape", newline="") as file:
        for row in csv.DictReader(file):
            named = row.get("file") or ""
            announced = (row.get("sha256") or "").strip().lower() or None
            if is_address(named):
                yield remote(named, announced)
            elif named:
                yield local(_beside(folder, named), announced)


def _beside(folder: str, named: str) -> str:
    """A file that a manifest names: in its folder, or in the folder `pdf` there."""
    place = os.path.join(folder, named)
    inside = os.path.join(folder, "pdf", named)
    return inside if os.path.lexists(inside) and not os.path.lexists(place) else place


# --- addresses ------------------------------------------------------------------------------------


def remote(address: str, announced: str | None = None) -> Input:
    """The input that an address names; a password in it is no part of its name."""
    return Input(without_password(address), address, remote=True, announced=announced)


def _below_address(address: str) -> Iterator[Found]:
    taken = False
    try:
        for full, name in list_below(address):
            taken = True
            if full == address or name.lower().endswith(".pdf"):
                yield remote(full)
            else:
                yield LeftOut(without_password(full), Reason.OTHER)
    except Exception as error:  # each file system has errors of its own
        reason = f"Cette adresse ne peut pas être parcourue ({type(error).__name__} : {error})."
        yield Lost(without_password(address), reason)
    else:
        if not taken:
            yield Lost(without_password(address), "Il n'y a rien à cette adresse.")


def is_folder(source: str) -> bool:
    """Whether files can arrive in it."""
    return not is_address(source) and Path(source).is_dir()
