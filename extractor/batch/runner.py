"""Inputs → records and named failures in the store: the loop, in one thread, which never polls.

Each input is looked at once, in order: known, held by another import, or read. What another import
reads, and what has the content of a document that is being read, is looked at again at the end.
"""

import time
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from enum import StrEnum
from typing import NamedTuple

from extractor.batch.content import ANNOUNCED, UNSTABLE, Content, Unfit, read_content, state_of
from extractor.batch.failures import failed
from extractor.batch.inputs import Found, Input, LeftOut, Lost, Reason
from extractor.batch.limits import Limits
from extractor.batch.readers import Answer, Readers, Task
from extractor.batch.stop import Stop, Stopped
from extractor.errors import BadStore
from extractor.outcome import Failure, Outcome, Status
from extractor.store.source import Settings, Source
from extractor.store.store import Store

MANY = 1000
"""Inputs put off beyond this are looked at again before the end: the list stays short."""
ATTEMPTS = 3
"""Times that a file which changes while it is read is read again."""
FIRST_PAUSE, LONGEST_PAUSE = 0.05, 2.0
"""Seconds between looks at what another import reads: a database calls nobody."""


class Kind(StrEnum):
    """What has happened to an input."""

    READ = "read"
    SHARED = "shared"
    """Its content had been read under another path."""
    SKIPPED = "skipped"
    """It had been read before, or another import has read it meanwhile."""
    LEFT_OUT = "left-out"
    """It is no input."""


class Event(NamedTuple):
    """One line of news."""

    kind: Kind
    path: str
    status: Status | None = None
    failure: Failure | None = None
    message: str = ""
    pages: int = 0
    failed_pages: tuple[int, ...] = ()
    seconds: float = 0.0
    avertissements: Mapping[str, int] = {}
    """Code → how often the record that was read has it."""
    reason: Reason | None = None
    """Why it was left out."""


class Plan(NamedTuple):
    """How an import goes about what is known, and what it allows."""

    settings: Settings
    owner: str
    """Names this import in its claims."""
    limits: Limits
    claim_seconds: float
    """After this an input of an import that is silent may be taken over."""
    force: bool = False
    retry_failed: bool = False


class Running(NamedTuple):
    """What is known of an input under way."""

    source: Source
    content: Content | None
    """As it was hashed here; None where it is hashed elsewhere."""


class Batch:
    """One import: the store, who reads, and what is under way."""

    def __init__(self, store: Store, readers: Readers, plan: Plan, stop: Stop) -> None:
        self.store, self.readers, self.plan, self.stop = store, readers, plan, stop
        self._running: dict[str, Running] = {}
        self._contents: set[str] = set()
        """Contents under way."""
        self._answers: deque[Answer] = deque()
        """What has ended and is not saved yet."""
        self._attempts: dict[str, int] = {}
        self._put_off: deque[Input] = deque()

    def run(self, inputs: Iterable[Found | None]) -> Iterator[Event]:
        """Yield news while the inputs become records and failures; ends early when asked to stop.

        None among the inputs: nothing more for now, so all that is under way is finished first.
        """
        try:
            try:
                for found in inputs:
                    yield from self._finish() if found is None else self._look_at(found)
                    if len(self._put_off) > MANY:
                        yield from self._look_at(self._put_off.popleft())
                    yield from self._save_answers()  # while the next one is being read
                    if self.stop:
                        break
                yield from self._finish()
            except Stopped:
                pass
            if self._running:
                self._answers += self.readers.wait(0)
            yield from self._save_answers()
        finally:
            self._close()

    def _finish(self) -> Iterator[Event]:
        """Wait for all that is under way, here and in other imports."""
        pause = FIRST_PAUSE
        while not self.stop:
            while self._running and not self.stop:
                self._gather()
                yield from self._save_answers()
            before = len(self._put_off)
            if not before:
                break
            for _ in range(before):
                yield from self._look_at(self._put_off.popleft())
                yield from self._save_answers()
            if not self._running and len(self._put_off) == before:  # others read them
                with self.stop.interruptible():
                    time.sleep(pause)
                pause = min(2 * pause, LONGEST_PAUSE)

    def _look_at(self, found: Found) -> Iterator[Event]:
        if isinstance(found, LeftOut):
            yield Event(Kind.LEFT_OUT, found.path, reason=found.reason)
        elif isinstance(found, Lost):
            outcome = Outcome(Status.FAILED, Failure.UNREADABLE, found.message)
            yield self._save(Source(found.path, None, None), outcome)
        elif found.path in self._running:
            self._put_off.append(found)
        elif self.readers.hashes(found):
            yield from self._take(found, Source(found.path, found.announced, None), None)
        else:
            yield from self._hash_and_take(found)

    def _hash_and_take(self, found: Input) -> Iterator[Event]:
        try:
            with self.stop.interruptible():
                content = read_content(found.place, self.plan.limits.size)
            if found.announced not in (None, content.sha256):
                raise Unfit(Failure.UNREADABLE, ANNOUNCED)
        except Unfit as error:
            outcome = failed(error.failure, found.name, self.plan.limits, error.detail)
            yield self._save(Source(found.path, None, None), outcome)
            return
        yield from self._take(found, Source(found.path, content.sha256, content.size), content)

    def _take(self, found: Input, source: Source, content: Content | None) -> Iterator[Event]:
        """Skip an input that is known, or begin to read it."""
        if source.content_hash in self._contents:
            self._put_off.append(found)
            return
        known = self._known(source)
        if known is None:
            while not self.readers.ready(found) and not self.stop:
                self._gather()
            if self.stop:
                return
            if not self.store.claim(source, self.plan.owner, self.plan.claim_seconds):
                self._put_off.append(found)
                return
            if known := self._known(source):  # another import has read it meanwhile
                self.store.release(source)
        if known is not None:
            yield known
            return
        self._running[found.path] = Running(source, content)
        if source.content_hash:
            self._contents.add(source.content_hash)
        self.readers.start(Task(found, source, self._content_of(source)))

    def _known(self, source: Source) -> Event | None:
        """What the store knows of a content, unless it shall be read all the same."""
        if self.plan.force or source.content_hash is None:
            return None
        for kind, ask in ((Kind.SKIPPED, self.store.find), (Kind.SHARED, self.store.share)):
            status = ask(source, self.plan.settings)
            if status is not None and not (self.plan.retry_failed and status is Status.FAILED):
                return Event(kind, source.path, status)
        return None

    def _content_of(self, source: Source) -> str | None:
        """The content that the store has read under this path, for who hashes later."""
        if source.content_hash or self.plan.force:
            return None
        known = self.store.known(source.path, self.plan.settings)
        if known is None or (self.plan.retry_failed and known.status is Status.FAILED):
            return None
        return known.content_hash

    def _gather(self) -> None:
        """Wait until something has ended."""
        with self.stop.interruptible():
            self._answers += self.readers.wait(None)

    def _save_answers(self) -> Iterator[Event]:
        while self._answers:
            yield from self._receive(self._answers.popleft())

    def _receive(self, answer: Answer) -> Iterator[Event]:
        task, source, outcome = answer
        content = self._running.pop(source.path).content
        self._contents.discard(task.source.content_hash or "")
        if content is not None and state_of(task.input.place) != content.state:
            outcome = self._changed(task.input, outcome)
            if outcome is None:
                self.store.release(task.source)
                self._put_off.append(task.input)
                return
        if source.content_hash != task.source.content_hash or outcome is None:
            self.store.release(task.source)  # it was claimed before its content was known
        if outcome is not None:
            yield self._save(source, outcome)
            return
        yield Event(Kind.SKIPPED, source.path, self.store.find(source, self.plan.settings))

    def _changed(self, found: Input, outcome: Outcome | None) -> Outcome | None:
        """What a file becomes that is no longer the one that was hashed; None: read it again."""
        if state_of(found.place) is None:
            return outcome  # gone since: the outcome tells it, or it was read before
        attempts = self._attempts[found.path] = self._attempts.get(found.path, 0) + 1
        if attempts < ATTEMPTS:
            return None
        return failed(Failure.UNREADABLE, found.name, self.plan.limits, UNSTABLE)

    def _save(self, source: Source, outcome: Outcome) -> Event:
        """Save one outcome; a record that the database refuses is a named failure too."""
        now = datetime.now(UTC)
        try:
            self.store.save(source, self.plan.settings, outcome, now)
        except BadStore:
            raise
        except Exception as error:
            name = source.path.rpartition("/")[2]
            reason = f"{type(error).__name__}, en l'enregistrant"
            outcome = failed(Failure.INTERNAL, name, self.plan.limits, reason)
            self.store.save(source, self.plan.settings, outcome, now)
        return event_of(source, outcome)

    def _close(self) -> None:
        """Kill what runs, and let others have it."""
        self.readers.close()
        with suppress(BadStore):
            for running in self._running.values():
                self.store.release(running.source)


def event_of(source: Source, outcome: Outcome) -> Event:
    """The news that an outcome is."""
    codes: dict[str, int] = {}
    for row in outcome.rows.get("avertissements", ()):
        codes[row["code"]] = codes.get(row["code"], 0) + 1
    return Event(
        Kind.READ,
        source.path,
        outcome.status,
        outcome.failure,
        outcome.message,
        outcome.pages,
        outcome.failed_pages,
        outcome.seconds,
        codes,
    )
