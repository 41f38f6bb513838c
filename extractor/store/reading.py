"""Rows of the store as plain tuples, for those who ask across documents."""

from collections.abc import Sequence
from typing import Any, TypeAlias

from sqlalchemy import select

from extractor.store.database import READING
from extractor.store.store import Store
from extractor.store.tables import METADATA
from extractor.store.troubles import told

Values: TypeAlias = tuple[Any, ...]


def read_columns(store: Store, table: str, columns: Sequence[str]) -> list[Values]:
    """Return these columns of every row of a table, in the order of the records.

    "fiches", ("content_hash", "titre") -> [("0a…", "Repérer plus tôt"), …]
    """
    chosen = METADATA.tables[table]
    order = [chosen.c[name] for name in ("content_hash", "ordre", "path") if name in chosen.c]
    query = select(*(chosen.c[name] for name in columns)).order_by(*order)
    with (
        told(store.name),
        store.engine.connect().execution_options(**{READING: True}) as connection,
    ):
        return [tuple(row) for row in connection.execute(query)]
