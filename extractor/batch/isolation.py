"""Documents → outcomes, each read in a process of its own that can be killed.

Whatever one document does (it hangs, crashes, takes all memory), it becomes a failure with a name
and touches no other. A page on which reading hangs or crashes is left out at a second attempt, so
that one page does not cost the document.
"""

import atexit
import os
import pickle
import select
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Hashable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from typing import BinaryIO

from extractor.batch import server
from extractor.batch.child import OUT_OF_MEMORY, Job, Read, Setup, read_job, read_outcome
from extractor.batch.failures import failed
from extractor.batch.limits import MOST_LEFT_OUT
from extractor.batch.limits import Limits as Limits
from extractor.batch.server import MESSAGE, End, Kill, News, Order
from extractor.outcome import Failure, Outcome
from extractor.pipeline import Options

MUCH = 0.5
"""Share of the memory limit from which a crash counts as `memory`: PDFium and C++ abort then."""
RESTARTS = 1
"""How often a document is read anew when the fork server itself was killed."""


@dataclass(slots=True)
class Task:
    """A document that is being read."""

    token: Hashable
    job: Job
    started: float
    sheet: BinaryIO
    """Where its process writes the outcome."""
    reason: tuple[Failure, str] | None = None
    """Why a page was left out the last time."""
    restarts: int = 0
    peak_memory: int = 0
    news: News | None = None


class Pool:
    """Processes that read one document each. For one thread only."""

    def __init__(self, options: Options, limits: Limits, read: Read = read_job) -> None:
        """Start the fork server, which loads all modules and data once: half a second.

        Raises what loading the files of `options` raises: `BadGlossary`.
        """
        self.setup = Setup(options, limits, read)
        self._tasks: dict[int, Task] = {}
        self._ids = count(1)
        self._start_server()

    @property
    def running(self) -> int:
        """How many documents are being read."""
        return len(self._tasks)

    def progress(self) -> dict[Hashable, News]:
        """How far documents have come whose reading takes more than a moment, by their tokens."""
        return {task.token: task.news for task in self._tasks.values() if task.news}

    def start(self, token: Hashable, path: Path, name: str) -> None:
        """Begin to read a file; `name` is what messages call it, `token` comes back with the end.

        A file name of bytes that are no text is told as it can be printed.
        """
        printable = name.encode("utf-8", "replace").decode()
        self._order(Task(token, Job(os.fspath(path), printable), time.monotonic(), _new_sheet()))

    def wait(
        self, timeout: float | None = None, also: Sequence[int] = ()
    ) -> list[tuple[Hashable, Outcome]]:
        """Return what has ended; blocks until at least one has, or `timeout` seconds are over.

        It returns too when one of the file descriptors `also` can be read. [] at once when nothing
        runs and there are none.
        """
        until = None if timeout is None else time.monotonic() + timeout
        ended: list[tuple[Hashable, Outcome]] = []
        while (self._tasks or also) and not ended:
            left = None if until is None else max(0.0, until - time.monotonic())
            control = self._control.fileno()
            ready, _, _ = select.select([control, *also], [], [], left)
            while self._may_receive(0.0):
                ended += self._receive()
            if ready != [control]:
                break
        return ended

    def cancel(self, token: Hashable) -> None:
        """Kill what reads a file, if it is being read; `wait` does not tell its end."""
        for number, task in list(self._tasks.items()):
            if task.token == token:
                del self._tasks[number]
                task.sheet.close()
                with suppress(BrokenPipeError, ConnectionResetError):
                    self._control.send(pickle.dumps(Kill(number)))

    def close(self) -> None:
        """Kill what runs; leaves no process behind."""
        self._control.close()  # the server kills its processes, and ends
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(5.0)
        self._process.kill()
        self._process.wait()
        for task in self._tasks.values():
            task.sheet.close()
        self._tasks.clear()

    def __enter__(self) -> "Pool":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _start_server(self) -> None:
        self._control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        paths = [path or os.getcwd() for path in sys.path]
        code = f"import sys; sys.path[:] = {paths!r}; from {server.__name__} import main; main()"
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-c", code, str(theirs.fileno())],
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
                start_new_session=True,  # Ctrl-C is for the program
                # Threads do not outlive a fork.
                env=os.environ | {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"},
            )
        assert self._process.stdin is not None
        with suppress(BrokenPipeError), self._process.stdin as stdin:
            pickle.dump(self.setup, stdin)
        message = self._control.recv(MESSAGE)
        error = pickle.loads(message) if message else RuntimeError("the fork server did not start")
        if error is not None:
            self.close()
            raise error

    def _order(self, task: Task) -> None:
        """Have a process forked for a task."""
        number = next(self._ids)
        self._tasks[number] = task
        seconds = max(0.0, task.started + self.setup.limits.seconds - time.monotonic())
        message = pickle.dumps(Order(number, task.job, seconds))
        with suppress(BrokenPipeError, ConnectionResetError):  # `_receive` learns of it
            socket.send_fds(self._control, [message], [task.sheet.fileno()])

    def _may_receive(self, timeout: float) -> bool:
        ready, _, _ = select.select([self._control], [], [], timeout)
        return bool(ready)

    def _receive(self) -> list[tuple[Hashable, Outcome]]:
        """Take one message of the server: at most one outcome, unless it is the server's end."""
        try:
            message = self._control.recv(MESSAGE)
        except ConnectionResetError:
            message = b""
        if not message:
            return self._restart()
        end: End | News = pickle.loads(message)
        if isinstance(end, News):
            if end.id in self._tasks:
                self._tasks[end.id].news = end
            return []
        task = self._tasks.pop(end.id, None)
        if task is None:  # cancelled meanwhile
            return []
        task.peak_memory = max(task.peak_memory, end.peak_memory)
        outcome = self._outcome(task, end)
        if outcome is None:
            return []
        task.sheet.close()
        return [(task.token, self._measured(task, outcome))]

    def _measured(self, task: Task, outcome: Outcome) -> Outcome:
        seconds = time.monotonic() - task.started
        return replace(outcome, seconds=seconds, peak_memory=task.peak_memory or None)

    def _outcome(self, task: Task, end: End) -> Outcome | None:
        """What a process made; None when its document is read once more without a page."""
        limits = self.setup.limits
        if end.status == 0 and not end.killed:
            task.sheet.seek(0)
            with suppress(ValueError, KeyError, TypeError):
                outcome = read_outcome(task.sheet.read())
                if outcome.failure is None or task.reason is None:
                    return outcome
                # What is left has no text, or the like: the page that was left out is the reason.
                return failed(task.reason[0], task.job.name, limits, task.reason[1], outcome.pages)
        failure, detail = task.reason = why(end, limits)
        left_out = task.job.left_out | {end.page}
        if end.page and end.killed != "document" and len(left_out) <= MOST_LEFT_OUT:
            task.job = task.job._replace(left_out=left_out)
            task.sheet.close()
            task.sheet = _new_sheet()
            self._order(task)
            return None
        return failed(failure, task.job.name, limits, detail)

    def _restart(self) -> list[tuple[Hashable, Outcome]]:
        """The server was killed, and all with it: start anew what may be innocent."""
        self._control.close()
        self._process.kill()
        self._process.wait()
        tasks, self._tasks = list(self._tasks.values()), {}
        self._start_server()
        ended: list[tuple[Hashable, Outcome]] = []
        for task in tasks:
            task.sheet.close()
            if task.restarts < RESTARTS:
                task.sheet, task.restarts = _new_sheet(), task.restarts + 1
                self._order(task)
            else:
                outcome = failed(
                    Failure.CRASHED, task.job.name, self.setup.limits, "processus parent tué"
                )
                ended.append((task.token, self._measured(task, outcome)))
        return ended


def why(end: End, limits: Limits) -> tuple[Failure, str]:
    """Why a process gave no outcome, and a word about it."""
    code = os.waitstatus_to_exitcode(end.status)
    if end.killed or code == -signal.SIGXCPU:
        return Failure.TIMEOUT, ""
    if code == OUT_OF_MEMORY or code == -signal.SIGKILL:  # the latter by the kernel
        return Failure.MEMORY, ""
    if code < 0 and end.peak_memory >= MUCH * limits.memory:
        return Failure.MEMORY, ""
    if code < 0:
        return Failure.CRASHED, signal.Signals(-code).name
    return Failure.CRASHED, f"code {code}"


def _new_sheet() -> BinaryIO:
    """A file without a name: it is gone with those who hold it."""
    if hasattr(os, "memfd_create"):
        return os.fdopen(os.memfd_create("outcome"), "w+b")
    return tempfile.TemporaryFile()


_own = threading.local()


def read_alone(path: Path, name: str, options: Options, limits: Limits) -> Outcome:
    """Read one document in a process of its own, and wait for it.

    Each thread keeps its fork server for the next document with the same options and limits.
    """
    pool: Pool | None = getattr(_own, "pool", None)
    if pool is None or pool.setup[:2] != (options, limits):
        if pool is not None:
            pool.close()
            atexit.unregister(pool.close)
        pool = _own.pool = Pool(options, limits)
        atexit.register(pool.close)
    pool.start(None, path, name)
    while not (ended := pool.wait()):
        pass
    return ended[0][1]
