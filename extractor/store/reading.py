"""Rows of the store as plain tuples, for those who ask across documents."""

from collections.abc import Sequence
from typing import Any, TypeAlias, cast

from sqlalchemy import select

from extractor.store.database import READING
from extractor.store.store import Store
from extractor.store.tables import METADATA
from extractor.store.troubles import told

Values: TypeAlias = tuple[Any, ...]


def read_columns(store: Store, table: str, columns: Sequence[str]) -> Sequence[Values]:
    """Return these columns of every row of a table, in the order of its key.

    "fiches", ("content_hash", "titre") -> [("0a…", "Repérer plus tôt"), …]. Pointers are ordered as
    text, so "/…/10" comes before "/…/2"; the column `ordre` has the order of the record.
    """
    chosen = METADATA.tables[table]
    query = select(*(chosen.c[name] for name in columns)).order_by(*chosen.primary_key)
    with (
        told(store.name),
        store.engine.connect().execution_options(**{READING: True}) as connection,
    ):
        return cast(Sequence[Values], connection.execute(query).fetchall())
