"""What one save writes, inside the transaction of its caller."""

import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, case, delete, exists, func, select, text, update
from sqlalchemy import insert as plain_insert

from extractor.outcome import Outcome, Status
from extractor.store import claims, correcting
from extractor.store.fichier import name_of, rename
from extractor.store.source import Settings, Source, hold, path_to_key
from extractor.store.tables import PROJECTIONS, documents, records
from extractor.store.upsert import insert

BEST_FIRST = case(
    {status.value: rank for rank, status in enumerate(Status)}, value=documents.c.status
)


def save(
    connection: Connection, source: Source, settings: Settings, outcome: Outcome, at: datetime
) -> None:
    """Write the row of a path, the record of its content with its projections; end the claim."""
    whole = next(iter(outcome.rows.get("records", ())), {})
    # The record knows which bytes were read, should the file have changed since it was hashed.
    content = whole.get("content_hash") or source.content_hash
    path = path_to_key(source.path)
    before = _lock(connection, path, content)
    _put_document(
        connection,
        {
            "path": path,
            "content_hash": content,
            "size": source.size,
            "status": outcome.status.value,
            "failure": outcome.failure and outcome.failure.value,
            "message": hold(outcome.message),
            "pages": outcome.pages,
            "failed_pages": json.dumps(outcome.failed_pages),
            **settings._asdict(),
            "imported_at": at,
            "seconds": outcome.seconds,
            "peak_memory": outcome.peak_memory,
        },
    )
    if outcome.record is not None and content is not None:
        _put_record(connection, content, settings, outcome, whole)
        _settle(connection, {before} - {content})
    else:
        _settle(connection, {before, content})
    claims.release(connection, source)


def share(
    connection: Connection, source: Source, settings: Settings, at: datetime | None
) -> Status | None:
    """Copy the row of another path with this content; nothing was read, so it took no time."""
    path = path_to_key(source.path)
    before = _lock(connection, path, source.content_hash)
    found = connection.execute(
        select(documents)
        .where(
            documents.c.content_hash == source.content_hash,
            documents.c.path != path,
            documents.c.version == settings.version,
            documents.c.options_hash == settings.options_hash,
        )
        .order_by(BEST_FIRST, documents.c.path)
        .limit(1)
    ).one_or_none()
    if found is None:
        return None
    own = {
        "path": path,
        "size": source.size,
        "message": _retell(found.message, name_of(found.path), name_of(path)),
        "imported_at": at or datetime.now(UTC),
        "seconds": 0.0,
        "peak_memory": None,
    }
    _put_document(connection, found._asdict() | own)
    _settle(connection, {before, found.content_hash})
    return Status(found.status)


def _lock(connection: Connection, path: str, content: str | None) -> str | None:
    """Return the content that the path had, once nobody else writes about either of them.

    SQLite has one writer at a time; in PostgreSQL others write about other documents.
    """
    before = connection.scalar(select(documents.c.content_hash).where(documents.c.path == path))
    if connection.dialect.name == "postgresql":
        names = {f"path:{path}", content, before} - {None}
        keys = {int.from_bytes(sha256(n.encode()).digest()[:8], signed=True) for n in names if n}
        for key in sorted(keys):  # in one order, so that two never wait for each other
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": key})
    return before


def _retell(message: str, name: str, other: str) -> str:
    """Say of another file what was said of one.

    "a.pdf : le fichier est tronqué." -> "b.pdf : le fichier est tronqué."
    """
    start = f"{name} : "
    return f"{other} : {message[len(start) :]}" if message.startswith(start) else message


def _put_document(connection: Connection, row: Mapping[str, Any]) -> None:
    others = {key: value for key, value in row.items() if key != "path"}
    statement = insert(connection, documents).values(**row)
    connection.execute(statement.on_conflict_do_update(index_elements=["path"], set_=others))


def _put_record(
    connection: Connection,
    content: str,
    settings: Settings,
    outcome: Outcome,
    whole: Mapping[str, Any],
) -> None:
    """Put a record and its projections in the place of what was there."""
    assert outcome.record is not None
    connection.execute(delete(records).where(records.c.content_hash == content))
    row = {
        "content_hash": content,
        **settings._asdict(),
        "status": outcome.status.value,
        "pages": outcome.pages,
        "failed_pages": json.dumps(outcome.failed_pages),
        "genre": whole.get("genre"),
        "titre": whole.get("titre"),
        "record": rename(outcome.record.decode(), _name(connection, content)),
    }
    connection.execute(plain_insert(records), row)
    for name, table in PROJECTIONS.items():
        rows = [{"content_hash": content, **row} for row in outcome.rows.get(name, ())]
        if rows:
            connection.execute(plain_insert(table), rows)
    correcting.reapply(connection, content)


def _name(connection: Connection, content: str) -> str:
    """The file name of the first path that has this content, whichever was read first."""
    first = connection.scalar(select(func.min(documents.c.path)).where(*_read(content)))
    return name_of(first or "")


def _name_record(connection: Connection, content: str) -> None:
    """Give a record that is there the name that `_put_record` would."""
    mine = records.c.content_hash == content
    record = connection.scalar(select(records.c.record).where(mine))
    if record is None:
        return
    renamed = rename(record, _name(connection, content))
    if renamed != record:
        connection.execute(update(records).where(mine).values(record=renamed))


def _settle(connection: Connection, contents: Iterable[str | None]) -> None:
    """Delete the records of contents that no path has any more, and name the others."""
    for content in sorted({content for content in contents if content}):
        used = exists().where(*_read(content))
        connection.execute(delete(records).where(records.c.content_hash == content, ~used))
        _name_record(connection, content)


def _read(content: str) -> tuple[Any, Any]:
    return documents.c.content_hash == content, documents.c.status != Status.FAILED.value
