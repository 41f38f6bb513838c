"""Who reads the inputs of an import: children of this process; others fetch for them."""

import select
import shutil
import tempfile
import time
from collections import deque
from collections.abc import Hashable
from functools import partial
from pathlib import Path
from typing import NamedTuple, Protocol

from extractor.batch.content import ANNOUNCED
from extractor.batch.failures import failed
from extractor.batch.inputs import Input
from extractor.batch.isolation import Pool
from extractor.batch.limits import Limits
from extractor.batch.remote import Fetched, Fetcher
from extractor.outcome import Failure, Outcome
from extractor.pipeline import Options
from extractor.store.source import Source

AHEAD = 2
"""Times as many files may be under way as are read at once: some are fetched meanwhile."""


class Task(NamedTuple):
    """One input to read."""

    input: Input
    source: Source
    """As far as it is known: what is hashed where it is read has no hash yet."""
    known: str | None = None
    """Content that the store has read with these settings: found again, it is not read again."""


class Answer(NamedTuple):
    """What became of one task."""

    task: Task
    source: Source
    """With the hash of what was read."""
    outcome: Outcome | None
    """None: the content is the known one."""


class Readers(Protocol):
    """Reads several inputs at a time."""

    def hashes(self, found: Input) -> bool:
        """Whether an input is hashed where it is read, and not before."""

    def ready(self, found: Input) -> bool:
        """Whether an input may be started now."""

    def start(self, task: Task) -> None:
        """Begin to read one."""

    def wait(self, timeout: float | None) -> list[Answer]:
        """What has ended; may return nothing before the time is over."""

    def close(self) -> None:
        """End what is under way."""


class Fetching(NamedTuple):
    """A file that is being fetched."""

    task: Task
    fetcher: Fetcher
    copy: Path
    deadline: float


class Copy(NamedTuple):
    """A file that has been fetched."""

    task: Task
    source: Source
    path: Path


class Children:
    """Reads each input in a child of this process; what is elsewhere is fetched first."""

    def __init__(self, options: Options, limits: Limits, workers: int) -> None:
        self._pool: Pool | None = None
        self._start_pool = partial(Pool, options, limits)
        self._limits, self._workers = limits, workers
        self._fetching: dict[int, Fetching] = {}
        """By the file descriptor that tells the end."""
        self._fetched: deque[Copy] = deque()
        """Waiting for a child."""
        self._idle: list[Fetcher] = []
        self._folder: str | None = None

    @property
    def pool(self) -> Pool:
        """The children; nothing is loaded for them where nothing is to be read."""
        if self._pool is None:
            self._pool = self._start_pool()
        return self._pool

    def hashes(self, found: Input) -> bool:
        return found.remote

    def ready(self, found: Input) -> bool:
        reading = self._pool.running if self._pool else 0
        waiting = len(self._fetching) + len(self._fetched)
        if found.remote:
            return reading + waiting < AHEAD * self._workers
        return reading < self._workers and not self._fetched

    def start(self, task: Task) -> None:
        if task.input.remote:
            self._fetch(task)
        else:
            self.pool.start(task, Path(task.input.place), task.input.name)

    def wait(self, timeout: float | None) -> list[Answer]:
        until = [fetching.deadline for fetching in self._fetching.values()]
        if until:
            left = max(0.0, min(until) - time.monotonic())
            timeout = left if timeout is None else min(timeout, left)
        answers = [self._read(*end) for end in self.pool.wait(timeout, tuple(self._fetching))]
        return answers + self._end_fetching()

    def close(self) -> None:
        for fetcher in (*self._idle, *(fetching.fetcher for fetching in self._fetching.values())):
            fetcher.close()
        if self._pool is not None:
            self._pool.close()
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)

    def _read(self, token: Hashable, outcome: Outcome) -> Answer:
        """The answer of a child that has ended."""
        if isinstance(token, Copy):
            token.path.unlink(missing_ok=True)
            return Answer(token.task, token.source, outcome)
        assert isinstance(token, Task)
        return Answer(token, token.source, outcome)

    def _fetch(self, task: Task) -> None:
        if self._folder is None:
            self._folder = tempfile.mkdtemp(prefix="cls-extractor-")
        handle, name = tempfile.mkstemp(suffix=".pdf", dir=self._folder)
        open(handle, "wb").close()
        fetcher = self._idle.pop() if self._idle else Fetcher()
        done = fetcher.order(task.input.place, Path(name), self._limits.size)
        deadline = time.monotonic() + self._limits.seconds
        self._fetching[done] = Fetching(task, fetcher, Path(name), deadline)

    def _end_fetching(self) -> list[Answer]:
        """What ends without being read: failures, and contents that are known."""
        answers = []
        for done, fetching in list(self._fetching.items()):
            if select.select([done], [], [], 0)[0]:
                fetched = fetching.fetcher.answer()
            elif time.monotonic() >= fetching.deadline:
                fetching.fetcher.close()
                fetched = Fetched(failure=Failure.TIMEOUT)
            else:
                continue
            del self._fetching[done]
            self._idle.append(fetching.fetcher)
            answer = judge(fetching.task, fetched, self._limits)
            if isinstance(answer, Source):
                self._fetched.append(Copy(fetching.task, answer, fetching.copy))
            else:
                fetching.copy.unlink(missing_ok=True)
                answers.append(answer)
        self._read_fetched()
        return answers

    def _read_fetched(self) -> None:
        """Begin to read what has been fetched, as far as there is room."""
        while self._fetched and self.pool.running < self._workers:
            copy = self._fetched.popleft()
            self.pool.start(copy, copy.path, copy.task.input.name)


def judge(task: Task, fetched: Fetched, limits: Limits) -> Source | Answer:
    """What is to be read of a file that has been fetched, or what becomes of it without."""
    if fetched.failure is not None:
        outcome = failed(fetched.failure, task.input.name, limits, fetched.detail)
        return Answer(task, task.source, outcome)
    source = Source(task.source.path, fetched.sha256, fetched.size)
    if task.input.announced not in (None, fetched.sha256):
        outcome = failed(Failure.UNREADABLE, task.input.name, limits, ANNOUNCED)
        return Answer(task, Source(task.source.path, None, None), outcome)
    return Answer(task, source, None) if fetched.sha256 == task.known else source
