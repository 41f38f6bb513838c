"""The documents of one export, one after the other: text, record or rows, never all at once."""

import json
from collections.abc import Iterator, Mapping, Sequence
from operator import itemgetter
from typing import Any, NamedTuple, TypeAlias

from extractor.exporters.redaction import redact, redact_text, redact_value
from extractor.exporters.selection import Filters, Selected, select
from extractor.exporters.tables import Column, tables
from extractor.store.projection import project
from extractor.store.snapshot import Failed, Snapshot

Row: TypeAlias = tuple[Any, ...]
Rows: TypeAlias = Mapping[str, Sequence[Row]]
"""Name of a table → rows, whose values stand in the order of its columns; lists are lists."""


DOCUMENTS = "documents"
"""The table of paths: it comes from the store itself, the others from the records."""


class Feed(NamedTuple):
    """What is exported, in a fixed order."""

    snapshot: Snapshot
    filters: Filters
    redacted: bool
    """Whether records go out without telephone numbers and e-mail addresses; rows always do."""
    documents: Sequence[Selected]
    failed: Sequence[Failed]
    """Paths that gave no record: no filter can tell whether they would fit."""

    def records(self) -> Iterator[tuple[Selected, bytes]]:
        """Each document with the JSON text of its record."""
        for document in self.documents:
            text = self.snapshot.record(document.content)
            yield document, _redacted_text(text) if self.redacted else text.encode()

    def redacted_data(self) -> Iterator[tuple[Selected, dict[str, Any]]]:
        """Each document with its record as plain data, without numbers and addresses."""
        for document in self.documents:
            yield document, redact(json.loads(self.snapshot.record(document.content)))

    def rows(self) -> Iterator[Rows]:
        """The rows of the table of documents, then those of each document."""
        path = [column.name for column in tables()[DOCUMENTS].columns].index("path")
        yield {DOCUMENTS: sorted(self._documents(), key=itemgetter(path))}
        for document in self.documents:
            yield _rows(document, json.loads(self.snapshot.record(document.content)))

    def _documents(self) -> Iterator[Row]:
        """A row for each path; those that gave no record come only when nothing is filtered."""
        for document in self.documents:
            content = document.content
            told = content._asdict() | {
                "status": content.status.value,
                "failed_pages": json.dumps(content.failed_pages),
            }
            yield from (_row(DOCUMENTS, told | {"path": path}) for path in content.paths)
        for failed in self.failed if self.filters == Filters() else ():
            yield _row(DOCUMENTS, failed._asdict() | {"status": "failed", "failed_pages": "[]"})


def make_feed(snapshot: Snapshot, filters: Filters, redacted: bool) -> Feed:
    """Choose the documents of an export."""
    documents = select(snapshot, filters)
    return Feed(snapshot, filters, redacted, documents, snapshot.failed())


def _redacted_text(text: str) -> bytes:
    """The JSON text of a redacted record, printed as any record is."""
    from extractor.printing import print_record
    from models.records import Document

    return print_record(Document.model_validate(redact(json.loads(text))))


def _rows(document: Selected, record: Mapping[str, Any]) -> Rows:
    """The rows of one record, with the columns that only exports have."""
    found = dict(project(record))
    found["sigles"] = [
        {"pointer": f"/sigles/{rank}", **sigle} for rank, sigle in enumerate(record["sigles"])
    ]
    pages = pages_of(record["provenance"])
    contrats = {
        row["pointer"]: {
            "territoire_contrat": row["territoire_officiel"] or row["territoire"],
            "debut_contrat": row["debut"],
        }
        for row in found["contrats"]
    }
    fiches = {
        row["pointer"]: {"code_fiche": row["code"], "titre_fiche": row["titre"]}
        for row in found["fiches"]
    }
    whole = {"content_hash": record["document"]["id"], "fichier": record["document"]["fichier"]}
    return {
        name: [
            _row(
                name,
                # Themes have no place of their own: the page of their fiche.
                {
                    "page": pages.get(row["pointer"]) or pages.get(row.get("fiche") or ""),
                    **row,
                    **whole,
                    **contrats.get(row.get("contrat", ""), {}),
                    **fiches.get(row.get("fiche") or "", {}),
                },
            )
            for row in found[name]
            if document.keeps(row)
        ]
        for name in tables()
        if name in found
    }


def _row(table: str, values: Mapping[str, Any]) -> Row:
    return tuple([_value(column, values.get(column.name)) for column in tables()[table].columns])


def _value(column: Column, value: Any) -> Any:
    """What stands in a column; no text of a document goes out with a number or an address."""
    if column.type in ("array", "object"):
        value = json.loads(value)
        return redact_value(value) if value else value
    return redact_text(value) if column.printed and value else value


def pages_of(provenance: Mapping[str, Sequence[Mapping[str, Any]]]) -> dict[str, int]:
    """The first page of every place of a record, and of all that holds it.

    {"/a/0/b": [{"page": 3}], "/a/1": [{"page": 2}]} -> {"/a/0/b": 3, "/a/0": 3, "/a": 2, "/a/1": 2}
    """
    pages: dict[str, int] = {}
    for pointer, places in provenance.items():
        page = min((place["page"] for place in places), default=None)
        while page is not None and pointer and page < pages.get(pointer, page + 1):
            pages[pointer] = page
            pointer = pointer.rpartition("/")[0]
    return pages
