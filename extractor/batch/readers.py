"""Who reads the inputs of an import: children of this process, threads that fetch, or a cluster."""

import queue
import tempfile
import threading
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple, Protocol

from extractor.batch import isolation
from extractor.batch.content import ANNOUNCED, Unfit, read_content
from extractor.batch.inputs import Input
from extractor.batch.isolation import Limits, Pool
from extractor.batch.remote import Fetcher
from extractor.outcome import Failure, Outcome, Status
from extractor.pipeline import Options
from extractor.store.source import Source


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

    hashes: bool
    """Whether the content is hashed where it is read, and not before."""

    @property
    def capacity(self) -> int:
        """How many tasks may be under way at once."""

    def start(self, task: Task) -> None:
        """Begin to read one."""

    def wait(self, timeout: float | None) -> Iterable[Answer]:
        """What has ended; blocks until something has, or the time is over."""

    def close(self) -> None:
        """End what is under way."""


class Children:
    """Reads files of this machine, each in a child of this process."""

    hashes = False

    def __init__(self, options: Options, limits: Limits, workers: int) -> None:
        self.capacity = workers
        self._pool = Pool(options, limits)

    def start(self, task: Task) -> None:
        self._pool.start(task, Path(task.input.place), task.input.name)

    def wait(self, timeout: float | None) -> Iterable[Answer]:
        for token, outcome in self._pool.wait(timeout):
            assert isinstance(token, Task)
            yield Answer(token, token.source, outcome)

    def close(self) -> None:
        self._pool.close()


class Threads:
    """Fetches files, each in a thread that waits for a process to fetch it and another to read."""

    hashes = True

    def __init__(self, options: Options, limits: Limits, workers: int) -> None:
        self.capacity = workers
        self._options, self._limits = options, limits
        self._tasks: queue.SimpleQueue[Task | None] = queue.SimpleQueue()
        self._answers: queue.SimpleQueue[Answer] = queue.SimpleQueue()
        for _ in range(workers):
            threading.Thread(target=self._work, daemon=True).start()

    def start(self, task: Task) -> None:
        self._tasks.put(task)

    def wait(self, timeout: float | None) -> Iterable[Answer]:
        try:
            yield self._answers.get(timeout=timeout)
            while True:
                yield self._answers.get_nowait()
        except queue.Empty:
            return

    def close(self) -> None:
        for _ in range(self.capacity):
            self._tasks.put(None)

    def _work(self) -> None:
        while (task := self._tasks.get()) is not None:
            self._answers.put(read_task(task, self._options, self._limits))


_of_thread = threading.local()


def read_task(task: Task, options: Options, limits: Limits) -> Answer:
    """Fetch where need be, hash, and read in a process of its own: the work of a thread or a task.

    The file fetched is gone when this returns.
    """
    if not task.input.remote:
        return _read_file(task, Path(task.input.place), options, limits)
    with tempfile.TemporaryDirectory(prefix="cls-extractor-") as folder:
        copy = Path(folder, "document.pdf")
        fetched = _fetcher().fetch(task.input.place, copy, limits.size, limits.seconds)
        if fetched.failure is not None:
            return Answer(task, task.source, failed(fetched.failure, fetched.message))
        return _read_file(task, copy, options, limits)


def failed(failure: Failure, message: str) -> Outcome:
    """The outcome of an input that was not read."""
    return Outcome(Status.FAILED, failure, message)


def _read_file(task: Task, path: Path, options: Options, limits: Limits) -> Answer:
    try:
        content = read_content(str(path), limits.size)
    except Unfit as error:
        return Answer(task, task.source, failed(error.failure, error.message))
    source = Source(task.source.path, content.sha256, content.size)
    if task.input.announced not in (None, content.sha256):
        return Answer(task, source, failed(Failure.UNREADABLE, ANNOUNCED))
    if content.sha256 == task.known:
        return Answer(task, source, None)
    return Answer(task, source, isolation.read_alone(path, task.input.name, options, limits))


def _fetcher() -> Fetcher:
    """That of this thread: it stays for the next file."""
    if not hasattr(_of_thread, "fetcher"):
        _of_thread.fetcher = Fetcher()
    fetcher: Fetcher = _of_thread.fetcher
    return fetcher
