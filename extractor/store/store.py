"""The store: what became of every path, and the record of every content."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from types import TracebackType
from typing import Any, NamedTuple, Self

from sqlalchemy import Column, Connection, Engine, func, select

from extractor.outcome import Failure, Outcome, Status
from extractor.store import claims, writing
from extractor.store.database import READING, open_engine, open_existing_engine, parse_url
from extractor.store.fichier import name_of, rename
from extractor.store.source import Settings, Source, key_to_path, path_to_key
from extractor.store.tables import avertissements, documents, records
from extractor.store.troubles import display, told

PAGE = 1000
"""Rows that `documents` reads at once."""


class Summary(NamedTuple):
    """What a database holds, counted."""

    statuses: dict[Status, int]
    """Paths, by what they became; every status is there."""
    failures: dict[Failure, int]
    """Paths that failed, by reason, the most frequent first."""
    avertissements: dict[str, int]
    """Doubts about contents, by code, the most frequent first."""
    records: int
    """Contents that have a record: copies of one file have one."""
    pages: int
    """Of all paths."""
    seconds: float
    """Wall clock that the processes took, in all."""


class Entry(NamedTuple):
    """What became of one path."""

    path: str
    content_hash: str | None
    size: int | None
    status: Status
    failure: Failure | None
    message: str
    pages: int
    failed_pages: tuple[int, ...]
    version: str
    options_hash: str
    imported_at: datetime
    seconds: float
    peak_memory: int | None


def open_store(url: str, connections: int = 1) -> "Store":
    """Open a database, made where there is none, and bring it to the newest revision.

    Threads share its `connections`.

    "corpus.db", "sqlite:///corpus.db" or "postgresql+psycopg://USER@HOST/NAME". Raises `BadStore`,
    or the `ForeignStore` and `NewerStore` that it covers.
    """
    parsed = parse_url(url)
    return Store(open_engine(parsed, connections), display(parsed))


def open_existing_store(url: str) -> "Store":
    """Open a database that an import has made, for who only reads; `BadStore` where there is none.

    No file is made of a misspelt name.
    """
    parsed = parse_url(url)
    return Store(open_existing_engine(parsed), display(parsed))


class Store:
    """One database, used from one process; every method is a transaction.

    What hinders it is raised as `BadStore`, a full disk as `FullStore`; what the database refuses
    of one document as `RefusedRecord`. Then nothing of that transaction is kept.
    """

    def __init__(self, engine: Engine, name: str) -> None:
        self.name = name
        """What messages call it."""
        self.engine = engine
        self._pid = os.getpid()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the connection; the next call opens another."""
        self.engine.dispose(close=self._pid == os.getpid())

    def find(self, source: Source, settings: Settings) -> Status | None:
        """Return what this path with this content became, read with these settings, or None."""
        known = self.known(source.path, settings)
        return known.status if known and known.content_hash == source.content_hash else None

    def known(self, path: str, settings: Settings) -> Entry | None:
        """Return what a path became, read with these settings, whatever bytes it has now."""
        with self.reading() as connection:
            row = connection.execute(
                select(documents).where(
                    documents.c.path == path_to_key(path),
                    documents.c.version == settings.version,
                    documents.c.options_hash == settings.options_hash,
                )
            ).one_or_none()
        return _entry(row._asdict()) if row else None

    def share(
        self, source: Source, settings: Settings, at: datetime | None = None
    ) -> Status | None:
        """Give this path what the same content became under another one, or return None.

        The best of them: a record before one with missing pages, before a failure.
        """
        if source.content_hash is None:
            return None
        with self.writing() as connection:
            return writing.share(connection, source, settings, at)

    def claim(self, source: Source, owner: str, seconds: float) -> bool:
        """Take a content to read it, or return False while another import holds it.

        A claim ends with `save` and `release`, after `seconds`, or when its owner, the
        `claims.this_owner` of a process of this host, has died. Ask `find` and `share` once more
        after it: another import may have just ended with it.
        """
        with self.writing() as connection:
            return claims.claim(connection, source, owner, seconds)

    def release(self, source: Source) -> None:
        """End a claim without a result."""
        with self.writing() as connection:
            claims.release(connection, source)

    def save(self, source: Source, settings: Settings, outcome: Outcome, at: datetime) -> None:
        """Write all of an outcome, or nothing; what this path was before is replaced.

        `at`, a moment with its time zone, is when it was read.
        """
        with self.writing() as connection:
            writing.save(connection, source, settings, outcome, at)

    def record(self, path: str) -> bytes | None:
        """Return the JSON text of the record of a path, as `extract` prints it, or None."""
        key = path_to_key(path)
        with self.reading() as connection:
            text = connection.scalar(
                select(records.c.record)
                .join(documents, documents.c.content_hash == records.c.content_hash)
                .where(documents.c.path == key, documents.c.status != Status.FAILED.value)
            )
        return rename(text, name_of(key)).encode() if text is not None else None

    def documents(self) -> Iterator[Entry]:
        """Yield what became of every path, in their order."""
        last: str | None = None
        while True:
            query = select(documents).order_by(documents.c.path).limit(PAGE)
            if last is not None:
                query = query.where(documents.c.path > last)
            with self.reading() as connection:  # no transaction stays open between two pages
                rows = connection.execute(query).all()
            for row in rows:
                yield _entry(row._asdict())
            if len(rows) < PAGE:
                return
            last = rows[-1].path

    def summary(self) -> Summary:
        """Count what the database holds."""
        with self.reading() as connection:
            pages, seconds = connection.execute(
                select(
                    func.coalesce(func.sum(documents.c.pages), 0),
                    func.coalesce(func.sum(documents.c.seconds), 0.0),
                )
            ).one()
            statuses = _count(connection, documents.c.status)
            failures = _count(connection, documents.c.failure)
            doubts = _count(connection, avertissements.c.code)
            contents = connection.scalar(select(func.count()).select_from(records)) or 0
        return Summary(
            {status: statuses.get(status.value, 0) for status in Status},
            {Failure(code): count for code, count in failures.items()},
            doubts,
            contents,
            int(pages),
            float(seconds),
        )

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that writes nothing, for the other modules of this folder."""
        self._after_fork()
        with (
            told(self.name),
            self.engine.connect().execution_options(**{READING: True}) as connection,
        ):
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction, whole or not there, for the other modules of this folder."""
        self._after_fork()
        with told(self.name), self.engine.begin() as connection:
            yield connection

    def _after_fork(self) -> None:
        """Leave the connection of the parent process alone, and make one for this."""
        if self._pid != os.getpid():
            self.engine.dispose(close=False)
            self._pid = os.getpid()


def _count(connection: Connection, column: Column[str]) -> dict[str, int]:
    """Rows by the value of a column, the most frequent first; rows without a value do not count."""
    count = func.count().label("count")
    query = select(column, count).where(column.is_not(None)).group_by(column)
    rows = connection.execute(query.order_by(count.desc(), column))
    return {str(value): n for value, n in rows}


def _entry(row: dict[str, Any]) -> Entry:
    return Entry(
        **row
        | {
            "path": key_to_path(row["path"]),
            "status": Status(row["status"]),
            "failure": row["failure"] and Failure(row["failure"]),
            "failed_pages": tuple(json.loads(row["failed_pages"])),
        }
    )
