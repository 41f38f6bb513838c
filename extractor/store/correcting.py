"""What corrections make of a record, inside the transaction of the caller."""

import json
import secrets
from collections.abc import Sequence
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, NamedTuple

from sqlalchemy import Connection, delete, insert, select, update

from extractor.store.patch import Change, Op, apply, find_place, is_done, value_at
from extractor.store.projection import project
from extractor.store.source import hold
from extractor.store.tables import PROJECTIONS, audit, corrected, corrections, records


class State(StrEnum):
    """What a correction is to the record as it was last read."""

    APPLIQUEE = "appliquee"
    CONFIRMEE = "confirmee"
    """The reading now says so by itself."""
    CADUQUE = "caduque"
    """The value that was corrected is no longer there."""
    ANNULEE = "annulee"


class Correction(NamedTuple):
    """One change, by somebody, for a reason."""

    id: str
    content_hash: str
    rang: int
    change: Change
    auteur: str
    """Id of the token, or `local`."""
    nom: str
    """As the token is called."""
    at: datetime
    motif: str
    version: str
    """Of the program whose reading was corrected."""
    state: State
    place: str | None
    """Where it stands in the record now; None unless it is applied or confirmed."""


class Wrong(ValueError):
    """A change that the models refuse, or whose place is not there."""


def reapply(connection: Connection, document: str, restore: bool = False) -> None:
    """Put the corrections of a document on its record as it was read now.

    `restore` writes the record also where no correction is left.
    """
    query = select(corrections).where(corrections.c.content_hash == document)
    rows = connection.execute(query.order_by(corrections.c.rang)).all()
    kept = [one for one in map(from_row, rows) if one.state is not State.ANNULEE]
    if not rows:
        return
    base = json.loads(record_row(connection, document).record)
    record, states = _apply_all(base, kept, each=False)
    try:
        text = printed(record)
    except Wrong:  # a newer schema refuses one of them
        record, states = _apply_all(base, kept, each=True)
        text = printed(record)
    for one, (state, place) in zip(kept, states, strict=True):
        connection.execute(
            update(corrections)
            .where(corrections.c.id == one.id)
            .values(etat=state.value, place=place)
        )
    if record != base:
        put(connection, document, text)
    elif restore:
        put(connection, document, None)


def _apply_all(
    record: dict[str, Any], kept: Sequence[Correction], each: bool
) -> tuple[dict[str, Any], list[tuple[State, str | None]]]:
    """Apply corrections in their order; what became of each. `each` is validated, or none."""
    states: list[tuple[State, str | None]] = []
    for one in kept:
        place = find_place(record, one.change)
        if place is not None:
            after = apply(record, one.change, place)
            if each and not _is_valid(after):
                states.append((State.CADUQUE, None))
                continue
            states.append((State.APPLIQUEE, place_after(record, one.change.op, place)))
            record = after
        elif is_done(record, one.change):
            done = find_place(record, one.change._replace(avant=one.change.apres))
            states.append((State.CONFIRMEE, done))
        else:
            states.append((State.CADUQUE, None))
    return record, states


def place_after(record: dict[str, Any], op: Op, place: str) -> str | None:
    """Where the result of a change stands, made at a place of a record; None for what is gone."""
    if op is Op.AJOUTE:
        return f"{place[:-1]}{len(value_at(record, place.removesuffix('/-')))}"
    return None if op is Op.RETIRE else place


def _is_valid(record: dict[str, Any]) -> bool:
    try:
        printed(record)
    except Wrong:
        return False
    return True


def put(connection: Connection, document: str, text: str | None) -> None:
    """Make a text the record that everybody sees, with its projections; None for the one read."""
    mine = records.c.content_hash == document
    connection.execute(delete(corrected).where(corrected.c.content_hash == document))
    if text is not None:
        connection.execute(insert(corrected).values(content_hash=document, record=text))
    else:
        text = connection.scalar(select(records.c.record).where(mine)) or ""
    record = json.loads(text)
    of = record["document"]
    connection.execute(update(records).where(mine).values(genre=of["genre"], titre=of["titre"]))
    found = project(record)
    for name, table in PROJECTIONS.items():
        connection.execute(delete(table).where(table.c.content_hash == document))
        rows = [{"content_hash": document, **row} for row in found.get(name, ())]
        if rows:
            connection.execute(insert(table), rows)


def record_row(connection: Connection, document: str) -> Any:
    """The row of a record, held until the end of the transaction."""
    query = select(records.c.version, records.c.record).where(records.c.content_hash == document)
    row = connection.execute(query.with_for_update()).one_or_none()
    if row is None:
        raise LookupError(document)
    return row


def effective(connection: Connection, row: Any) -> str:
    document = json.loads(row.record)["document"]["id"]
    query = select(corrected.c.record).where(corrected.c.content_hash == document)
    return connection.scalar(query) or str(row.record)


def printed(record: dict[str, Any]) -> str:
    """A record as `extract` prints it; raises `Wrong` for what the models refuse."""
    from extractor.printing import print_record
    from models.records import Document

    try:
        return print_record(Document.model_validate_json(json.dumps(record))).decode()
    except ValueError as error:  # of pydantic
        raise Wrong(str(error)) from None


def held(value: Any) -> Any:
    """A value that every database can hold."""
    if isinstance(value, str):
        return hold(value)
    if isinstance(value, dict):
        return {key: held(item) for key, item in value.items()}
    return [held(item) for item in value] if isinstance(value, list) else value


def note(connection: Connection, client: str, action: str, cible: str, detail: str) -> None:
    row = {"id": secrets.token_hex(12), "at": datetime.now(UTC), "client": client}
    more = {"action": action, "cible": cible, "detail": hold(detail)}
    connection.execute(insert(audit).values(row | more))


def to_row(one: Correction) -> dict[str, Any]:
    return {
        "id": one.id,
        "content_hash": one.content_hash,
        "rang": one.rang,
        "op": one.change.op.value,
        "pointer": one.change.pointer,
        "avant": json.dumps(one.change.avant, ensure_ascii=False),
        "apres": json.dumps(one.change.apres, ensure_ascii=False),
        "reperes": json.dumps(one.change.reperes, ensure_ascii=False),
        "auteur": one.auteur,
        "nom": hold(one.nom),
        "at": one.at,
        "motif": hold(one.motif),
        "version": one.version,
        "etat": one.state.value,
        "place": one.place,
        "annulee_at": None,
        "annulee_par": None,
    }


def from_row(row: Any) -> Correction:
    change = Change(
        Op(row.op),
        row.pointer,
        json.loads(row.avant),
        json.loads(row.apres),
        json.loads(row.reperes),
    )
    state = State.ANNULEE if row.annulee_at else State(row.etat)
    place = row.place if state in (State.APPLIQUEE, State.CONFIRMEE) else None
    whole = (row.auteur, row.nom, row.at, row.motif, row.version, state, place)
    return Correction(row.id, row.content_hash, row.rang, change, *whole)
