"""What people have changed in records: kept for ever, put on top of whatever a reading gives.

A record that was read stays in `records` as `extract` prints it. What its corrections make of it
stands in `corrected`, and is what lists, comparisons and exports see. When a document is read anew,
its corrections are applied again, in their order, inside the transaction that writes the reading.
"""

import json
import secrets
from datetime import UTC, datetime
from typing import Any, NamedTuple

from sqlalchemy import func, insert, select, update

from extractor.store.correcting import (
    Correction,
    State,
    Wrong,
    effective,
    from_row,
    held,
    note,
    place_after,
    printed,
    put,
    reapply,
    record_row,
    to_row,
)
from extractor.store.patch import Op, apply, make_change
from extractor.store.store import Store
from extractor.store.tables import corrections, records


class Author(NamedTuple):
    """Who changes, and why."""

    id: str
    nom: str
    motif: str = ""


class Stale(ValueError):
    """Somebody else has changed the value meanwhile."""


UNSEEN = object()


def correct(
    store: Store,
    document: str,
    op: Op,
    pointer: str,
    apres: Any,
    author: Author,
    seen: Any = UNSEEN,
) -> Correction:
    """Change the record of a document; `seen` is the value that the author saw there.

    Raises `LookupError` where there is no record, `Wrong`, `Stale`.
    """
    with store.writing() as connection:
        row = record_row(connection, document)
        record = json.loads(effective(connection, row))
        try:
            change = make_change(record, op, pointer, held(apres))
        except LookupError:
            raise Wrong(f"{pointer}: no such place") from None
        if seen is not UNSEEN and seen != change.avant:
            raise Stale(pointer)
        if op is Op.REMPLACE and change.avant == change.apres:
            raise Wrong("the value is the same")
        changed = apply(record, change, pointer)
        text = printed(changed) if op is not Op.VERIFIE else ""
        mine = corrections.c.content_hash == document
        rang = connection.scalar(
            select(func.coalesce(func.max(corrections.c.rang) + 1, 0)).where(mine)
        )
        made = Correction(
            secrets.token_hex(8),
            document,
            int(rang or 0),
            change,
            author.id,
            author.nom,
            datetime.now(UTC),
            author.motif,
            row.version,
            State.APPLIQUEE,
            place_after(record, op, pointer),
        )
        connection.execute(insert(corrections).values(to_row(made)))
        if text:
            put(connection, document, text)
        note(connection, author.id, f"correction-{op.value}", document, pointer)
        return made


def cancel(store: Store, document: str, number: str, author: Author) -> bool:
    """Take a correction back, for all to see; those after it are applied again without it."""
    mine = (
        corrections.c.id == number,
        corrections.c.content_hash == document,
        corrections.c.annulee_at.is_(None),
    )
    with store.writing() as connection:
        done = connection.execute(
            update(corrections)
            .where(*mine)
            .values(annulee_at=datetime.now(UTC), annulee_par=author.id)
        )
        if not done.rowcount:
            return False
        reapply(connection, document, restore=True)
        note(connection, author.id, "correction-annulee", document, number)
        return True


def list_corrections(store: Store, document: str) -> list[Correction]:
    """All corrections of a document, in their order, those taken back too."""
    query = select(corrections).where(corrections.c.content_hash == document)
    with store.reading() as connection:
        return [from_row(row) for row in connection.execute(query.order_by(corrections.c.rang))]


def read_extracted(store: Store, document: str) -> dict[str, Any] | None:
    """The record as it was read, without corrections, or None."""
    query = select(records.c.record).where(records.c.content_hash == document)
    with store.reading() as connection:
        text = connection.scalar(query)
    found: dict[str, Any] | None = json.loads(text) if text is not None else None
    return found
