"""The worker: takes jobs from the database, has them read in processes of their own, saves them.

A process beside the server, so that reading never makes a request wait. It may be killed at any
moment: its tasks go back into the queue. Several of them, on several hosts, work on one database.
"""

import gc
import os
import signal
import sys
import time
from collections.abc import Hashable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from extractor.batch.failures import failed
from extractor.batch.isolation import Pool
from extractor.batch.settings import settings_of
from extractor.errors import BadStore, ExtractionError
from extractor.outcome import Failure, Outcome
from extractor.parsers.label_files import read_label_files
from extractor.pipeline import Options
from extractor.service.files import Files
from extractor.service.logs import set_up, tell
from extractor.service.settings import Settings, from_text
from extractor.store import queue
from extractor.store.claims import this_owner
from extractor.store.queue import Task
from extractor.store.source import Source
from extractor.store.store import Store, open_store

LEASE = 60.0
"""Seconds for which a task is taken; one of a silent worker goes back after them."""
TICK = 1.0
"""Seconds between two looks at a database that calls nobody."""
RENEW, RECOVER, SWEEP = 2.0, 5.0, 3600.0
"""Seconds between two renewals, looks for tasks of dead workers, and cleanings."""
ATTEMPTS = 3
"""How often a document may be taken whose worker dies, before it is a failure."""
OFTEN_LOST = "le service s'est arrêté plusieurs fois pendant sa lecture"
AGAIN = {
    Failure.TIMEOUT,
    Failure.MEMORY,
    Failure.CRASHED,
    Failure.INTERNAL,
    Failure.UNREADABLE,
}
"""Failures that may be of the moment: such a document is read anew when it is sent again."""
NICENESS = 10
"""Reading leaves the processor to those who wait for a page."""


class Worker:
    """One worker, in one thread."""

    def __init__(self, settings: Settings, store: Store, wake: int | None = None) -> None:
        """`wake` is a pipe: a byte says that something was put into the queue, its end to stop."""
        self.settings, self.store, self.wake = settings, store, wake
        self.files = Files(settings.data, settings.max_bytes)
        labels = read_label_files(settings.labels) if settings.labels else None
        self.options = Options(labels=labels, glossaries=settings.glossaries)
        self.store_settings = settings_of(self.options, settings.labels)
        self.owner = this_owner()
        self.stopping: float | None = None
        """When it was asked to end."""
        self._reading: dict[Hashable, tuple[Task, Source]] = {}
        self._came: dict[tuple[str, int], tuple[int, int]] = {}
        """How far each has come, as the database knows."""
        self._next: dict[str, float] = {}

    def run(self) -> None:
        """Work until asked to stop; what does not end in time then goes back into the queue."""
        woken, waking = os.pipe()
        os.set_blocking(woken, False)
        os.set_blocking(waking, False)
        signal.set_wakeup_fd(waking, warn_on_full_buffer=False)
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: self.stop())
        with Pool(self.options, self.settings.limits) as pool:
            tell("worker-ready", readers=self.settings.readers, pid=os.getpid())
            while self._goes_on(pool):
                self._tend(pool)
                self._take(pool)
                also = (woken,) if self.wake is None else (woken, self.wake)
                for key, outcome in pool.wait(TICK, also):
                    task, source = self._reading.pop(key)
                    self._save(task, source, outcome)
                self._drain(woken)
        back = queue.give_back(self.store, self.owner)
        tell("worker-ended", given_back=back)

    def stop(self) -> None:
        """Take no more; what is being read may end."""
        if self.stopping is None:
            self.stopping = time.monotonic()

    def _goes_on(self, pool: Pool) -> bool:
        if self.stopping is None:
            return True
        late = time.monotonic() - self.stopping >= self.settings.grace_seconds
        return bool(pool.running) and not late

    def _drain(self, woken: int) -> None:
        """Empty the pipes that have called."""
        with suppress(BlockingIOError):
            os.read(woken, 4096)
        if self.wake is None:
            return
        with suppress(BlockingIOError):
            if not os.read(self.wake, 4096):
                self.wake = None  # the server is gone
                self.stop()

    def _is_due(self, what: str, seconds: float) -> bool:
        now = time.monotonic()
        if now < self._next.get(what, 0.0):
            return False
        self._next[what] = now + seconds
        return True

    def _tend(self, pool: Pool) -> None:
        """Hold what is ours, end what was cancelled, take over what others have lost."""
        if self._reading and self._is_due("renew", RENEW):
            ours = queue.renew(self.store, self.owner, LEASE)
            for key in self._reading.keys() - ours:
                pool.cancel(key)
                del self._reading[key]
        self._tell_progress(pool)
        if self._is_due("recover", RECOVER) and (lost := queue.recover(self.store)):
            tell("tasks-recovered", tasks=lost)
        if self._is_due("sweep", SWEEP):
            now = datetime.now(UTC)
            jobs = now - timedelta(days=self.settings.job_days)
            queue.forget(self.store, jobs, now - timedelta(hours=self.settings.key_hours))
            self.files.sweep(self.settings.cache_mb << 20)

    def _tell_progress(self, pool: Pool) -> None:
        news = pool.progress()
        came = {
            (task.job, task.ordre): (news[key].page, news[key].pages)
            for key, (task, _) in self._reading.items()
            if key in news
        }
        if came and came != self._came:
            queue.tell(self.store, self.owner, came)
        self._came = came

    def _take(self, pool: Pool) -> None:
        """Begin to read, as far as there is room."""
        while self.stopping is None and pool.running < self.settings.readers:
            task = queue.take(self.store, self.owner, LEASE)
            if task is None:
                return
            source = queue.source_of(self.store, task)
            if task.attempts > ATTEMPTS:
                limits = self.settings.limits
                self._save(task, source, failed(Failure.CRASHED, task.nom, limits, OFTEN_LOST))
            elif known := self._known(task, source):
                queue.settle(self.store, task, self.owner, known)
                tell("task-known", job=task.job, document=task.content_hash)
            else:
                key = (task.job, task.ordre)
                self._reading[key] = task, source
                pool.start(key, self.files.path_of(task.content_hash), task.nom)

    def _known(self, task: Task, source: Source) -> Outcome | None:
        """What the store says of a content that was read with the same settings."""
        if task.force:
            return None
        status = self.store.find(source, self.store_settings)
        status = status or self.store.share(source, self.store_settings)
        entry = self.store.known(source.path, self.store_settings) if status else None
        if entry is None or entry.failure in AGAIN:
            return None
        return Outcome(
            entry.status,
            entry.failure,
            entry.message,
            pages=entry.pages,
            failed_pages=entry.failed_pages,
        )

    def _save(self, task: Task, source: Source, outcome: Outcome) -> None:
        save = queue.save
        try:
            kept = save(self.store, task, self.owner, source, self.store_settings, outcome)
        except BadStore:
            raise
        except Exception as error:  # the database refuses this record only
            reason = f"{type(error).__name__}, en l'enregistrant"
            outcome = failed(Failure.INTERNAL, task.nom, self.settings.limits, reason)
            kept = save(self.store, task, self.owner, source, self.store_settings, outcome)
        tell(
            "task-ended",
            job=task.job,
            document=task.content_hash,
            status=outcome.status.value,
            failure=outcome.failure and outcome.failure.value,
            pages=outcome.pages,
            seconds=round(outcome.seconds, 3),
            kept=kept,
        )


def main() -> None:
    """Work for a server: settings are the first line of stdin, which is the pipe `wake` then."""
    gc.enable()
    set_up()
    os.nice(NICENESS)
    line = b""
    while not line.endswith(b"\n"):  # not one byte more: the pipe is looked at as it is
        byte = os.read(0, 1)
        if not byte:
            sys.exit(2)
        line += byte
    os.set_blocking(0, False)
    work(from_text(line.decode()), 0)


def work(settings: Settings, wake: int | None = None) -> None:
    """Run a worker; leaves the process with 1 when the database fails."""
    try:
        with open_store(settings.db.get_secret_value()) as store:
            Worker(settings, store, wake).run()
    except ExtractionError as error:
        tell("worker-failed", 40, error=error.code, cause=error.cause)
        sys.exit(1)


if __name__ == "__main__":
    sys.path[:] = [path or str(Path.cwd()) for path in sys.path]
    main()
