"""The fork server: jobs in by a socket; one process each, watched, killed in time, told when ended.

It is a process of one thread that holds all modules and data, so that a fork costs a few
milliseconds; a program with threads (a progress bar, a database, Dask) must not fork by itself.
The standard library's fork server was not taken: it tells neither the memory that a process took
nor, in time, that one hangs; it leaves what Tesseract started, and what it forked, behind when the
program is killed; and each process would import the program's main module again.
"""

import ctypes
import mmap
import os
import pickle
import select
import shutil
import signal
import socket
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass
from typing import NamedTuple

from extractor.batch.child import Job, Setup, live, look, preload

TICK = 0.1
"""Seconds between two looks at what runs."""
NEWS = 1.0
"""Seconds between two news of one process: most end before the first."""
MESSAGE = 1 << 17
"""Most bytes of a message: a path has 4096 at most."""
NOT_STARTED = 1 << 8
"""As wait(2) gives the exit code 1."""
PDEATHSIG = 1
"""`PR_SET_PDEATHSIG` of prctl(2)."""


class Order(NamedTuple):
    """Start a process; the file that it writes to comes with the message."""

    id: int
    job: Job
    seconds: float


class Kill(NamedTuple):
    """End a process: nobody wants what it reads any more."""

    id: int


class News(NamedTuple):
    """How far a process has come."""

    id: int
    page: int
    """The last one that was begun."""
    pages: int
    """Of the document."""


class End(NamedTuple):
    """A process has ended."""

    id: int
    status: int
    """As wait(2) gives it."""
    killed: str
    """Why it was killed by us: `document` or `page` for the time limit, or ""."""
    page: int
    """The page that was being read; 0 for none."""
    peak_memory: int
    """Bytes."""


@dataclass(slots=True)
class Run:
    """A process that reads."""

    id: int
    deadline: float
    shown: mmap.mmap
    folder: str
    told: float
    """When news of it were told, or it was started."""
    page: int = 0
    """The one that is being read."""
    page_since: float = 0.0
    killed: str = ""


def main() -> None:
    """Serve until the other end of the socket (its number is the last argument) is closed."""
    control = socket.socket(fileno=int(sys.argv[-1]))
    try:
        setup: Setup = pickle.load(sys.stdin.buffer)
        preload(setup)
    except Exception as error:
        control.send(pickle.dumps(error))
        return
    try:
        control.send(pickle.dumps(None))
    except BrokenPipeError:  # the program was killed meanwhile
        return
    with tempfile.TemporaryDirectory(prefix="cls-extractor-") as folder:
        Server(control, setup, folder).serve()


class Server:
    """The loop."""

    def __init__(self, control: socket.socket, setup: Setup, folder: str) -> None:
        self.control = control
        self.setup = setup
        self.folder = folder
        self.runs: dict[int, Run] = {}
        """By process id."""
        self.woken, self.waking = os.pipe()
        os.set_blocking(self.woken, False)
        os.set_blocking(self.waking, False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.set_wakeup_fd(self.waking, warn_on_full_buffer=False)

    def serve(self) -> None:
        """Start, watch and end processes until nobody asks for them any more."""
        try:
            while True:
                timeout = TICK if self.runs else None
                sources: list[socket.socket | int] = [self.control, self.woken]
                ready, _, _ = select.select(sources, [], [], timeout)
                if self.control in ready and not self._take_order():
                    return
                if self.woken in ready:
                    with suppress(BlockingIOError):
                        os.read(self.woken, 4096)
                self._reap()
                self._look_after()
        except (BrokenPipeError, ConnectionResetError):
            return
        finally:
            for pid in self.runs:
                _kill_group(pid)

    def _take_order(self) -> bool:
        """Start or end what is ordered; False when the other end is closed."""
        message, files, *_ = socket.recv_fds(self.control, MESSAGE, 1)
        if not message:
            return False
        order: Order | Kill = pickle.loads(message)
        if isinstance(order, Kill):
            for pid in [pid for pid, run in self.runs.items() if run.id == order.id]:
                _kill_group(pid)
            return True
        shown = mmap.mmap(-1, mmap.PAGESIZE)
        folder = os.path.join(self.folder, str(order.id))
        try:
            pid = os.fork()
        except OSError:  # no process or no memory left for another one
            os.close(files[0])
            shown.close()
            self.control.send(pickle.dumps(End(order.id, NOT_STARTED, "", 0, 0)))
            return True
        if pid == 0:
            self._become_child(order, shown, files[0], folder)
        os.close(files[0])
        with suppress(OSError):  # it has done so itself, or has ended already
            os.setpgid(pid, pid)
        now = time.monotonic()
        self.runs[pid] = Run(order.id, now + order.seconds, shown, folder, now)
        return True

    def _become_child(self, order: Order, shown: mmap.mmap, sheet: int, folder: str) -> None:
        code = 1
        try:
            os.setpgid(0, 0)
            die_with_parent()
            signal.set_wakeup_fd(-1)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            self.control.close()
            os.close(self.woken)
            os.close(self.waking)
            code = live(order.job, self.setup, shown, sheet, folder)
        finally:
            os._exit(code)

    def _reap(self) -> None:
        """Tell of the processes that have ended, and end what they have started."""
        for pid in list(self.runs):
            if os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None:
                continue
            _kill_group(pid)  # before its number can be given to another
            _, status, usage = os.wait4(pid, 0)
            run = self.runs.pop(pid)
            shutil.rmtree(run.folder, ignore_errors=True)
            end = End(run.id, status, run.killed, look(run.shown).page, usage.ru_maxrss << 10)
            run.shown.close()
            self.control.send(pickle.dumps(end))

    def _look_after(self) -> None:
        """Tell how far all have come; kill what takes too long, with all that it has started."""
        now = time.monotonic()
        for pid, run in self.runs.items():
            seen = look(run.shown)
            if seen.page != run.page:
                run.page, run.page_since = seen.page, now
            if now - run.told >= NEWS:
                run.told = now
                with suppress(BlockingIOError):  # nobody listens now: news grow old
                    news = pickle.dumps(News(run.id, seen.begun, seen.pages))
                    self.control.send(news, socket.MSG_DONTWAIT)
            if run.killed:
                continue
            if now >= run.deadline:
                run.killed = "document"
            elif seen.page and now - run.page_since >= self.setup.limits.page_seconds:
                run.killed = "page"
            if run.killed:
                _kill_group(pid)


def _kill_group(pid: int) -> None:
    """End a process and all of its group; it may not have made its group yet."""
    for kill in (os.killpg, os.kill):
        with suppress(ProcessLookupError, PermissionError):
            kill(pid, signal.SIGKILL)


def die_with_parent() -> None:
    """Be killed when the server is."""
    parent = os.getppid()
    ctypes.CDLL(None).prctl(PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)
