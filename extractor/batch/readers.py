"""Who reads the inputs of an import: children of this process, threads that fetch, or a cluster."""

import queue
import tempfile
import threading
from functools import partial
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

    def hashes(self, found: Input) -> bool:
        """Whether an input is hashed where it is read, and not before."""

    def ready(self, found: Input) -> bool:
        """Whether an input may be started now."""

    def start(self, task: Task) -> None:
        """Begin to read one."""

    def wait(self, timeout: float | None) -> list[Answer]:
        """What has ended; blocks until something has, or the time is over."""

    def close(self) -> None:
        """End what is under way."""


class Children:
    """Reads files of this machine, each in a child of this process."""

    def __init__(self, options: Options, limits: Limits, workers: int) -> None:
        self._pool: Pool | None = None
        self._start_pool = partial(Pool, options, limits)
        self._workers = workers

    @property
    def running(self) -> int:
        return 0 if self._pool is None else self._pool.running

    def hashes(self, found: Input) -> bool:
        return False

    def ready(self, found: Input) -> bool:
        return self.running < self._workers

    def start(self, task: Task) -> None:
        if self._pool is None:  # nothing is loaded where nothing is to be read
            self._pool = self._start_pool()
        self._pool.start(task, Path(task.input.place), task.input.name)

    def wait(self, timeout: float | None) -> list[Answer]:
        answers = []
        for token, outcome in self._pool.wait(timeout) if self._pool else ():
            assert isinstance(token, Task)
            answers.append(Answer(token, token.source, outcome))
        return answers

    def close(self) -> None:
        if self._pool is not None:
            self._pool.close()


class Threads:
    """Fetches files, each in a thread that waits for a process to fetch it and another to read."""

    def __init__(self, options: Options, limits: Limits, workers: int) -> None:
        self.running = 0
        self._read = partial(read_task, options=options, limits=limits)
        self._workers = workers
        self._threads: list[threading.Thread] = []
        self._tasks: queue.SimpleQueue[Task | None] = queue.SimpleQueue()
        self._answers: queue.SimpleQueue[Answer] = queue.SimpleQueue()

    def hashes(self, found: Input) -> bool:
        return True

    def ready(self, found: Input) -> bool:
        return self.running < self._workers

    def start(self, task: Task) -> None:
        self.running += 1
        if len(self._threads) < self.running:
            self._threads.append(threading.Thread(target=self._work, daemon=True))
            self._threads[-1].start()
        self._tasks.put(task)

    def wait(self, timeout: float | None) -> list[Answer]:
        answers = take_all(self._answers, timeout)
        self.running -= len(answers)
        return answers

    def close(self) -> None:
        for _ in self._threads:
            self._tasks.put(None)

    def _work(self) -> None:
        while (task := self._tasks.get()) is not None:
            self._answers.put(self._read(task))


class Mixed:
    """Reads files of this machine, and fetches others: one kind at a time, so that one is waited for"""

    def __init__(self, here: Children, elsewhere: Threads) -> None:
        self._here, self._elsewhere = here, elsewhere

    def hashes(self, found: Input) -> bool:
        return found.remote

    def ready(self, found: Input) -> bool:
        mine, other = self._of(found), self._of(found._replace(remote=not found.remote))
        return not other.running and mine.ready(found)

    def start(self, task: Task) -> None:
        self._of(task.input).start(task)

    def wait(self, timeout: float | None) -> list[Answer]:
        return (self._elsewhere if self._elsewhere.running else self._here).wait(timeout)

    def close(self) -> None:
        self._here.close()
        self._elsewhere.close()

    def _of(self, found: Input) -> Children | Threads:
        return self._elsewhere if found.remote else self._here


def take_all(answers: "queue.SimpleQueue[Answer]", timeout: float | None) -> list[Answer]:
    """What a queue holds; blocks until it holds something, or the time is over."""
    taken = []
    try:
        taken.append(answers.get(timeout=timeout) if timeout != 0 else answers.get_nowait())
        while True:
            taken.append(answers.get_nowait())
    except queue.Empty:
        return taken


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
