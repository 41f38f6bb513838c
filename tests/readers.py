"""What tests of isolation have a process do instead of reading: hang, crash, take all memory."""

import os
import signal
import subprocess
import time
from pathlib import Path

from extractor.batch.child import read_job
from extractor.batch.failures import failed
from extractor.outcome import Failure, Outcome, Status


def misbehave(job, setup, watch):
    """Do what the file says, in its first word."""
    word, *rest = Path(job.path).read_text(encoding="utf-8").split()
    return ACTS[word](job, setup, watch, *rest)


def hang(job, setup, watch):
    while True:
        pass


def sleep(job, setup, watch):
    """With all polite signals ignored."""
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    time.sleep(3600)


def crash(job, setup, watch):
    os.kill(os.getpid(), signal.SIGSEGV)


def leave(job, setup, watch):
    os._exit(3)


def take_memory(job, setup, watch):
    held = []
    while True:
        held.append(bytearray(1 << 26))


def abort_full(job, setup, watch):
    """What PDFium does when memory is not given: it aborts."""
    held = bytearray(setup.limits.memory // 2)
    os.abort()
    return held


def raise_error(job, setup, watch):
    raise KeyError("x")


def recurse(job, setup, watch):
    return recurse(job, setup, watch)


def have_child(job, setup, watch, place):
    """Start a process that would outlive this one, and say which."""
    started = subprocess.Popen(["sleep", "3600"])
    Path(place).write_text(str(started.pid), encoding="utf-8")
    time.sleep(3600)


def leave_child(job, setup, watch, place):
    """The same, and end without it."""
    started = subprocess.Popen(["sleep", "3600"])
    Path(place).write_text(str(started.pid), encoding="utf-8")
    return Outcome(Status.OK, record=b"{}\n", pages=1)


def litter(job, setup, watch, place):
    """Leave a temporary file, and say where."""
    import tempfile

    Path(place).write_text(tempfile.mkstemp()[1], encoding="utf-8")
    os.abort()


def hang_on_pages(job, setup, watch, *numbers):
    """Read ten pages, of which some hang or crash."""
    read = []
    for number in range(1, 11):
        if watch.begin(number):
            if f"h{number}" in numbers:
                hang(job, setup, watch)
            if f"c{number}" in numbers:
                os.abort()
            read.append(number)
    watch.end()
    missing = tuple(n for n in range(1, 11) if n not in read)
    status = Status.PARTIAL if missing else Status.OK
    return Outcome(status, record=b"{}\n", pages=10, failed_pages=missing)


def stay_on_a_picture(job, setup, watch):
    """The texts are read, the picture of page 7 takes long."""
    watch.opened(10)
    watch.begin(7)
    watch.end()
    time.sleep(3600)


def hang_on_the_only_page(job, setup, watch):
    if watch.begin(1):
        hang(job, setup, watch)
    return failed(Failure.TRUNCATED, job.name, setup.limits, pages=1)


def print_much(job, setup, watch):
    """Speak where libraries do."""
    os.write(1, b"x" * 1_000_000)
    os.write(2, b"x" * 1_000_000)
    return Outcome(Status.OK, record=os.read(0, 10), pages=1)


ACTS = {
    "hang": hang,
    "sleep": sleep,
    "crash": crash,
    "leave": leave,
    "memory": take_memory,
    "abort-full": abort_full,
    "raise": raise_error,
    "recurse": recurse,
    "have-child": have_child,
    "leave-child": leave_child,
    "litter": litter,
    "pages": hang_on_pages,
    "picture": stay_on_a_picture,
    "only-page": hang_on_the_only_page,
    "print": print_much,
    "%PDF-1.7": read_job,
}
