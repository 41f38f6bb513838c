"""What a database holds at one moment: one transaction, whatever imports write meanwhile."""

import json
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from sqlalchemy import Connection, func, select

from extractor.outcome import Status
from extractor.store.database import READING
from extractor.store.fichier import name_of, rename
from extractor.store.store import Store
from extractor.store.tables import contrats, corrected, documents, records, themes
from extractor.store.troubles import told


class Content(NamedTuple):
    """The bytes of one or more files that were read, and what they became."""

    content_hash: str
    paths: tuple[str, ...]
    """The keys of its paths (`source.path_to_key`), in their order."""
    status: Status
    genre: str
    titre: str | None
    pages: int
    failed_pages: tuple[int, ...]
    version: str
    """Of the program that read it."""
    options_hash: str

    @property
    def path(self) -> str:
        """The first of its paths: it names the record."""
        return self.paths[0]

    @property
    def fichier(self) -> str:
        """The base name of that path, as `document.fichier` has it."""
        return name_of(self.path)


class Failed(NamedTuple):
    """A path that gave no record."""

    path: str
    content_hash: str | None
    failure: str | None
    message: str
    pages: int
    version: str
    options_hash: str


class Snapshot:
    """The rows of one moment. Everything comes in the order of keys: two readings are the same."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def contents(self) -> list[Content]:
        """What has a record, in the order of its first path."""
        paths: dict[str, list[str]] = {}
        query = select(documents.c.content_hash, documents.c.path).order_by(documents.c.path)
        for content, path in self._connection.execute(
            query.where(documents.c.status != Status.FAILED.value)
        ):
            paths.setdefault(content, []).append(path)
        columns = [records.c[name] for name in Content._fields if name != "paths"]
        rows = {row.content_hash: row for row in self._connection.execute(select(*columns))}
        return [
            Content(
                **rows[content]._asdict()
                | {
                    "paths": tuple(of),
                    "status": Status(rows[content].status),
                    "failed_pages": tuple(json.loads(rows[content].failed_pages)),
                }
            )
            for content, of in paths.items()
            if content in rows
        ]

    def failed(self) -> list[Failed]:
        """The paths that gave no record, in their order."""
        query = select(*(documents.c[name] for name in Failed._fields)).order_by(documents.c.path)
        rows = self._connection.execute(query.where(documents.c.status == Status.FAILED.value))
        return [Failed(**row._asdict()) for row in rows]

    def contrats(self) -> Iterator[dict[str, Any]]:
        """The rows of all contracts, in their order."""
        query = select(contrats).order_by(contrats.c.content_hash, contrats.c.ordre)
        for row in self._connection.execute(query):
            yield row._asdict()

    def fiches_with_theme(self, ids: Collection[str]) -> set[tuple[str, str]]:
        """The fiches that have one of these themes: content and pointer."""
        query = select(themes.c.content_hash, themes.c.fiche).where(themes.c.theme.in_(ids))
        return {(row.content_hash, row.fiche) for row in self._connection.execute(query)}

    def record(self, content: Content) -> str:
        """The JSON text of a record, as `extract` prints it, with the corrections it has."""
        query = (
            select(func.coalesce(corrected.c.record, records.c.record))
            .join_from(records, corrected, isouter=True)
            .where(records.c.content_hash == content.content_hash)
        )
        return rename(str(self._connection.scalar(query)), content.fichier)


@contextmanager
def take_snapshot(store: Store) -> Iterator[Snapshot]:
    """Read a database as it is now until the end of the block; the store itself must wait."""
    options: dict[str, Any] = {READING: True}
    if store.engine.dialect.name == "postgresql":
        options["isolation_level"] = "REPEATABLE READ"
    with told(store.name), store.engine.connect().execution_options(**options) as connection:
        yield Snapshot(connection)
