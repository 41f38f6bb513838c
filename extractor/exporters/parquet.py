"""`parquet`: a folder with one file per table; lists are lists, and columns have their types."""

from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from extractor.errors import MissingLibrary
from extractor.exporters.feed import Feed, Row
from extractor.exporters.formats import Options
from extractor.exporters.tables import Column, TableOf, tables

try:
    import pyarrow as pa
    from pyarrow import parquet as pq
except ImportError as error:
    raise MissingLibrary(
        "parquet", "needs pyarrow, which is not installed", "pip install 'cls-extractor[parquet]'"
    ) from error

GROUP = 8 * 1024 * 1024
"""Bytes of a table in memory that make a row group: what one open table may hold back."""


def write(feed: Feed, draft: Path, options: Options) -> None:
    """Write TABLE.parquet for every table."""
    with ExitStack() as open_files:
        files = {
            table.name: open_files.enter_context(_File(table, draft / f"{table.name}.parquet"))
            for table in tables().values()
        }
        for rows in feed.rows():
            for name, of in rows.items():
                files[name].add(of)


class _File:
    """One table being written: rows wait until they make a row group."""

    def __init__(self, table: TableOf, path: Path) -> None:
        self._schema = pa.schema([_field(column) for column in table.columns])
        self._writer = pq.ParquetWriter(path, self._schema, compression="zstd")
        self._waiting: list[Any] = []
        self._bytes = 0

    def __enter__(self) -> "_File":
        return self

    def __exit__(self, *trouble: object) -> None:
        if trouble[0] is None:
            self._flush()
        self._writer.close()

    def add(self, rows: Sequence[Row]) -> None:
        """Take the rows of one document."""
        if not rows:
            return
        columns = [
            pa.array(values, field.type)
            for values, field in zip(
                map(_values, zip(*rows, strict=True)), self._schema, strict=True
            )
        ]
        batch = pa.record_batch(columns, schema=self._schema)
        self._waiting.append(batch)
        self._bytes += batch.nbytes
        if self._bytes >= GROUP:
            self._flush()

    def _flush(self) -> None:
        if self._waiting:
            whole = pa.Table.from_batches(self._waiting, self._schema)
            self._writer.write_table(whole, row_group_size=whole.num_rows)
        self._waiting, self._bytes = [], 0


def _values(column: Sequence[Any]) -> list[Any]:
    """{"communes": 53} -> [("communes", 53)], which is how a map is written"""
    return [list(value.items()) if isinstance(value, dict) else value for value in column]


def _field(column: Column) -> Any:
    description = {"description": column.description}
    return pa.field(column.name, _type(column), metadata=description)


def _type(column: Column) -> Any:
    if column.type == "array":
        return pa.list_(ITEMS[column.items])
    return TYPES[column.type]


TYPES = {
    "string": pa.string(),
    "integer": pa.int64(),
    "number": pa.float64(),
    "object": pa.map_(pa.string(), pa.int64()),
}
ITEMS = {
    "string": pa.string(),
    "integer": pa.int64(),
    "montant": pa.struct([("valeur", pa.float64()), ("unite", pa.string())]),
}


def libraries() -> Mapping[str, str]:
    """pyarrow writes its version into each file."""
    return {"pyarrow": pa.__version__}
