"""One PDF → what its record costs in a store: times of its projection, of a save, of a look."""

import argparse
import json
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from sqlalchemy import Engine, text

from extractor.outcome import Outcome, Status
from extractor.pipeline import print_document
from extractor.store.projection import project
from extractor.store.source import Settings, Source
from extractor.store.store import Store, open_store

SETTINGS = Settings("benchmark", "")
SIZES = {
    "sqlite": "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()",
    "postgresql": "SELECT pg_database_size(current_database())",
}


def main() -> None:
    """Print one line per measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--db", help="URL of an empty database")
    parser.add_argument("--saves", type=int, default=300)
    arguments = parser.parse_args()
    record, _ = print_document(arguments.file)
    data = json.loads(record)
    with TemporaryDirectory() as folder:
        url = arguments.db or f"{folder}/corpus.db"
        print_line("record", f"{len(record) / 1e3:.0f} kB")
        print_time("project", [seconds(lambda: project(data)) for _ in range(20)])
        print_time("open, new", [seconds(lambda: open_store(url).close())])
        print_time("open again", [seconds(lambda: open_store(url).close()) for _ in range(5)])
        with closing(open_store(url)) as store:
            measure(store, record, data, arguments.saves)


def measure(store: Store, record: bytes, data: Mapping[str, Any], saves: int) -> None:
    """Save the record under other contents, then look for them."""
    empty = size(store.engine)
    sources = [source_of(number) for number in range(saves)]
    rows = project(data)
    times = []
    for source in sources:
        whole = {**rows["records"][0], "content_hash": source.content_hash}
        outcome = Outcome(Status.OK, record=record, rows={**rows, "records": [whole]})
        times.append(seconds(lambda s=source, o=outcome: save(store, s, o)))  # type: ignore[misc]
    print_time("save", times)
    print_time("find", [seconds(lambda s=s: store.find(s, SETTINGS)) for s in sources])  # type: ignore[misc]
    print_time("summary", [seconds(store.summary)])
    print_line("size per record", f"{(size(store.engine) - empty) / saves / 1e3:.0f} kB")


def save(store: Store, source: Source, outcome: Outcome) -> None:
    store.save(source, SETTINGS, outcome, datetime.now(UTC))


def source_of(number: int) -> Source:
    """One of many documents."""
    return Source(f"depot/{number}.pdf", sha256(str(number).encode()).hexdigest(), 1)


def size(engine: Engine) -> int:
    """Bytes of a database."""
    with engine.connect() as connection:
        return int(connection.scalar(text(SIZES[engine.dialect.name])) or 0)


def seconds(work: Callable[[], object]) -> float:
    start = perf_counter()
    work()
    return perf_counter() - start


def print_time(name: str, times: Sequence[float]) -> None:
    middle, longest = 1e3 * median(times), 1e3 * max(times)
    print_line(name, f"{middle:.1f} ms (median of {len(times)}; at most {longest:.1f} ms)")


def print_line(name: str, value: str) -> None:
    print(f"{name:16}{value}")


if __name__ == "__main__":
    main()
