"""The process that reads one document: limits on itself, a job in, an outcome out."""

import gc
import json
import mmap
import os
import resource
import stat
import struct
import tempfile
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO, NamedTuple, TypeAlias

from extractor.batch.failures import failed, failed_by, missing_pages
from extractor.batch.limits import WRITTEN, Limits
from extractor.batch.sample import SAMPLES, make_pdf
from extractor.errors import MissingFile, TooLarge
from extractor.outcome import Failure, Outcome, Status
from extractor.pdf.document import Pdf, open_pdf
from extractor.pdf.watch import UNWATCHED, Watch
from extractor.pipeline import Options, Reading, read_alone
from extractor.store.projection import project
from models.page import Loss

OUT_OF_MEMORY = 77
"""Exit code: there was not even memory left to say so."""
WITHOUT_TESSERACT = (
    " : ses pages sont des images, et Tesseract n'est pas installé (paquet Debian "
    "tesseract-ocr-fra)"
)


class Job(NamedTuple):
    """One document to read."""

    path: str
    name: str
    """What messages call it."""
    left_out: frozenset[int] = frozenset()
    """Pages on which reading it has hung or crashed before."""


class Setup(NamedTuple):
    """What all documents of a pool have in common."""

    options: Options
    limits: Limits
    read: "Read"


Read: TypeAlias = Callable[[Job, Setup, Watch], Outcome]
"""What makes the outcome of a job: `read_job`, or another in tests."""


class Shown(NamedTuple):
    """What the process that reads shows to the one that watches; 0 for what is not known."""

    page: int
    """Being read: where it hangs or crashes."""
    begun: int
    """The last page that was begun; pictures of pages are read after their texts."""
    pages: int
    """Of the document."""


SHOWN = struct.Struct("=3I")


def look(shown: mmap.mmap) -> Shown:
    """What is shown now."""
    return Shown(*SHOWN.unpack_from(shown))


class ShownWatch(Watch):
    """Shows what is being read."""

    def __init__(self, shown: mmap.mmap, left_out: frozenset[int]) -> None:
        self.shown = shown
        self.left_out = left_out

    def begin(self, number: int) -> bool:
        if number in self.left_out:
            return False
        self._show(page=number, begun=number)
        return True

    def end(self) -> None:
        self._show(page=0)

    def opened(self, pages: int) -> None:
        self._show(pages=pages)

    def _show(self, **new: int) -> None:
        SHOWN.pack_into(self.shown, 0, *look(self.shown)._replace(**new))


def live(job: Job, setup: Setup, shown: mmap.mmap, sheet: int, folder: str) -> int:
    """The whole life of the process: its exit code. The outcome is written to `sheet`.

    `folder` is its own for temporary files; who watches removes it.
    """
    try:
        limit_resources(setup.limits)
        _look_away()
        os.mkdir(folder)
        tempfile.tempdir = os.environ["TMPDIR"] = folder
        outcome = _attempt(job, setup, ShownWatch(shown, job.left_out))
        with os.fdopen(sheet, "wb") as file:
            write_outcome(outcome, file)
    except MemoryError:
        return OUT_OF_MEMORY
    return 0


def limit_resources(limits: Limits) -> None:
    """Bound what this process and those that it starts may take; nothing of it can be undone."""
    _limit(resource.RLIMIT_AS, limits.memory)
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_FSIZE, WRITTEN)
    # Should all that watches have been killed: what still spins ends by itself.
    _limit(resource.RLIMIT_CPU, int(limits.seconds * (os.cpu_count() or 1)) + 10)


def _limit(kind: int, value: int) -> None:
    _, hard = resource.getrlimit(kind)
    if hard != resource.RLIM_INFINITY:
        value = min(value, hard)
    resource.setrlimit(kind, (value, value))


def _look_away() -> None:
    """No input, and no place for what libraries print; the kernel ends this process first."""
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nothing, stream)
    os.close(nothing)
    gc.disable()  # as in the command: records are trees
    with open("/proc/self/oom_score_adj", "w") as score:
        score.write("1000")


def _attempt(job: Job, setup: Setup, watch: Watch) -> Outcome:
    try:
        return setup.read(job, setup, watch)
    except MemoryError:
        return failed(Failure.MEMORY, job.name, setup.limits)
    except Exception as error:
        return failed_by(error, job.name, setup.limits)


def read_job(job: Job, setup: Setup, watch: Watch) -> Outcome:
    """Read one document into its record, and what the store keeps of it."""
    from extractor.printing import get_ready, print_record

    data = read_file(job, setup.limits)
    document = _for_good(open_pdf(data, job.name))
    count = len(document)
    if count > setup.limits.pages:
        raise TooLarge(job.name, f"{count} pages", "split it")
    watch.opened(count)
    get_ready(setup.options.glossaries)
    reading = read_alone(document, Path(job.path).name, setup.options, watch)
    _KEPT.append(reading)
    missing = reading.missing
    if not reading.has_text:
        return _without_text(job, setup, reading)
    record = print_record(reading.record)
    return Outcome(
        Status.PARTIAL if missing else Status.OK,
        message=missing_pages(job.name, missing) if missing else "",
        record=record,
        rows=project(json.loads(record)),
        pages=count,
        failed_pages=missing,
    )


_KEPT: list[object] = []
"""What is not taken apart piece by piece: the process ends."""


def _for_good(opened: AbstractContextManager[Pdf]) -> Pdf:
    """A document that stays open until the process ends."""
    _KEPT.append(opened)
    return opened.__enter__()


def _without_text(job: Job, setup: Setup, reading: Reading) -> Outcome:
    """A document without one word: its pages are damaged, or too much, or pictures, or empty."""
    losses = {page.loss for page in reading.flow.pages}
    if Loss.COMPLEX in losses:
        failure, detail = Failure.TOO_LARGE, "une page porte trop de tracés ou de signes"
    elif losses & {Loss.DAMAGED, Loss.STOPPED}:
        failure, detail = Failure.TRUNCATED, ""
    else:
        failure, detail = Failure.NO_TEXT, WITHOUT_TESSERACT if reading.unread else ""
    return failed(failure, job.name, setup.limits, detail, pages=len(reading.flow.pages))


def read_file(job: Job, limits: Limits) -> bytes:
    """The bytes of a regular file; never waits for the other end of a pipe."""
    try:
        file = os.open(job.path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC | os.O_NOCTTY)
    except OSError as error:
        cause = error.strerror or str(error)
        raise MissingFile(job.name, cause, "check the path and the rights") from None
    try:
        found = os.fstat(file)
        if not stat.S_ISREG(found.st_mode):
            raise MissingFile(job.name, "no regular file", "name the PDF files")
        if found.st_size > limits.size:
            raise TooLarge(job.name, f"{found.st_size >> 20} Mo", "split it")
        with open(file, "rb", closefd=False) as opened:
            return opened.read(limits.size)
    except OSError as error:
        cause = error.strerror or str(error)
        raise MissingFile(job.name, cause, "check the disk") from None
    finally:
        os.close(file)


# ── outcome ↔ bytes: JSON, since what a hostile file made of the process may have written it ──


def write_outcome(outcome: Outcome, file: BinaryIO) -> None:
    """One line of JSON, then the record."""
    head = {
        "status": outcome.status,
        "failure": outcome.failure,
        "message": outcome.message,
        "rows": outcome.rows,
        "pages": outcome.pages,
        "failed_pages": outcome.failed_pages,
        "record": None if outcome.record is None else len(outcome.record),
    }
    file.write(json.dumps(head).encode() + b"\n")
    file.write(outcome.record or b"")


def read_outcome(data: bytes) -> Outcome:
    """What `write_outcome` wrote; raises `ValueError` when it is not whole."""
    line, _, record = data.partition(b"\n")
    head = json.loads(line)
    if len(record) != (head["record"] or 0):
        raise ValueError("the record is cut")
    failure = head["failure"]
    made = Outcome(
        Status(head["status"]),
        failure and Failure(failure),
        head["message"],
        rows=head["rows"],
        pages=head["pages"],
        failed_pages=tuple(head["failed_pages"]),
    )
    return made if head["record"] is None else replace(made, record=record)


def preload(setup: Setup) -> None:
    """Load all that reading needs, once, before processes are forked that share it."""
    read_all(setup.options)
    gc.collect()
    gc.disable()
    gc.freeze()  # nothing of it is written to again, so that it stays shared


def read_all(options: Options) -> None:
    """Read the samples: all that is loaded on first use is loaded now."""
    from extractor.printing import get_ready, print_record

    get_ready(options.glossaries)
    for text in SAMPLES:
        with open_pdf(make_pdf(text), "sample.pdf") as document:
            print_record(read_alone(document, "sample.pdf", options, UNWATCHED).record)
