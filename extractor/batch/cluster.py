"""Inputs read by the workers of a Dask scheduler: a task reads one, in a child that can be killed.

A task fetches and hashes its input, so that this process does neither. A worker that dies gives its
tasks to others; an input on which several workers have died is a named failure. Files of a disk
must be seen by the workers under the same path.
"""

import os
import pickle
import queue
import tempfile
import threading
from functools import lru_cache
from pathlib import Path
from typing import Any

from extractor.batch.content import Unfit, read_content
from extractor.batch.failures import failed
from extractor.batch.inputs import Input
from extractor.batch.isolation import read_alone
from extractor.batch.limits import Limits
from extractor.batch.readers import Answer, Task, judge
from extractor.batch.remote import Fetched, Fetcher
from extractor.errors import ExtractionError
from extractor.outcome import Failure
from extractor.pipeline import Options

AHEAD = 3
"""Tasks under way for each thread of the workers: enough that none waits for this process."""
LEAST = 4
"""Tasks under way while no worker is there yet."""
RETRIES = 2
"""Times that a task which raised is tried again: a child of it could not be started."""
CONNECT = 20
"""Seconds to wait for the scheduler."""


class NoCluster(ExtractionError):
    """There is no Dask here, or no scheduler at that address."""

    code = "cluster"


def connect(address: str, options: Options, limits: Limits) -> "Cluster":
    """Join a scheduler; raises `NoCluster`."""
    try:
        from distributed import Client
    except ImportError as error:
        hint = "pip install 'cls-extractor[cluster]'"
        raise NoCluster(address, f"Dask is not installed: {error}", hint) from error
    try:
        client: Any = Client(address, timeout=CONNECT, set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, TimeoutError, ValueError) as error:
        cause = f"no Dask scheduler answers ({type(error).__name__})"
        raise NoCluster(address, cause, "start one: dask scheduler --port 8786") from error
    return Cluster(client, options, limits)


class Cluster:
    """The workers of a scheduler, as `extractor.batch.readers.Readers`."""

    def __init__(self, client: Any, options: Options, limits: Limits) -> None:
        self._client = client
        self._limits = limits
        self._setup = pack(options, limits)
        self._tasks: dict[str, tuple[Task, Any]] = {}
        """With their future, by its key."""
        self._ended: queue.SimpleQueue[str] = queue.SimpleQueue()

    @property
    def threads(self) -> int:
        """Those of all workers that are there now."""
        return sum(self._client.nthreads().values())

    def hashes(self, found: Input) -> bool:
        return True

    def ready(self, found: Input) -> bool:
        return len(self._tasks) < LEAST or len(self._tasks) < AHEAD * self.threads

    def start(self, task: Task) -> None:
        future = self._client.submit(read_task, task, self._setup, pure=False, retries=RETRIES)
        self._tasks[future.key] = task, future
        future.add_done_callback(lambda ended: self._ended.put(ended.key))

    def wait(self, timeout: float | None) -> list[Answer]:
        keys = []
        try:
            keys.append(self._ended.get(timeout != 0, timeout or None))
            while True:
                keys.append(self._ended.get_nowait())
        except queue.Empty:
            pass
        return [self._answer(*self._tasks.pop(key)) for key in keys]

    def close(self) -> None:
        self._client.cancel([future for _, future in self._tasks.values()], force=True)
        self._client.close()

    def _answer(self, task: Task, future: Any) -> Answer:
        if future.status in ("cancelled", "lost"):
            hint = "start it, then the same command again"
            raise NoCluster(self._client.scheduler.address, "the scheduler has gone", hint)
        try:
            answer: Answer = future.result()
        except Exception as error:  # several workers have died of it, or could start no child
            reason = f"{type(error).__name__}, sur plusieurs machines"
            outcome = failed(Failure.CRASHED, task.input.name, self._limits, reason)
            return Answer(task, task.source, outcome)
        return answer


def read_task(task: Task, setup: bytes) -> Answer:
    """Fetch, hash and read one input, in a worker; what it fetched is gone when this returns."""
    options, limits = unpack(setup)
    with tempfile.TemporaryDirectory(prefix="cls-extractor-") as folder:
        path = Path(folder, "document.pdf") if task.input.remote else Path(task.input.place)
        source = judge(task, _get(task.input, path, limits), limits)
        if isinstance(source, Answer):
            return source
        return Answer(task, source, read_alone(path, task.input.name, options, limits))


def pack(options: Options, limits: Limits) -> bytes:
    """Options and limits for a worker, with what glossaries hold: it does not see these files."""
    contents = [path.read_bytes() for path in options.glossaries]
    return pickle.dumps((options, limits, contents))


@lru_cache(4)
def unpack(setup: bytes) -> tuple[Options, Limits]:
    """The same ones each time, so that a worker keeps its children; glossaries in files again."""
    options, limits, contents = pickle.loads(setup)
    folder = Path(tempfile.mkdtemp(prefix="cls-extractor-")) if contents else Path()
    glossaries = []
    for rank, (path, data) in enumerate(zip(options.glossaries, contents, strict=True)):
        glossaries.append(folder / f"{rank}-{path.name}")
        glossaries[-1].write_bytes(data)
    return options._replace(glossaries=tuple(glossaries)), limits


def _get(found: Input, path: Path, limits: Limits) -> Fetched:
    if found.remote:
        return _fetcher().fetch(found.place, path, limits.size, limits.seconds)
    try:
        content = read_content(os.fspath(path), limits.size)
    except Unfit as error:
        return Fetched(failure=error.failure, detail=error.detail)
    return Fetched(content.sha256, content.size)


_of_thread = threading.local()


def _fetcher() -> Fetcher:
    """That of this thread: it stays for the next file."""
    if not hasattr(_of_thread, "fetcher"):
        _of_thread.fetcher = Fetcher()
    fetcher: Fetcher = _of_thread.fetcher
    return fetcher
