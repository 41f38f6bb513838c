"""Many documents → what an import costs: workers, isolation and storage, memory, and kill -9.

Copies of the typeset contracts of the project, made different by a comment after their end.
"""

import argparse
import json
import os
import random
import resource
import signal
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).parent.parent
EXTRACTOR = [sys.executable, "-c", "from extractor.cli import run; run()"]
PLAIN = """
import gc, sys, time
from pathlib import Path
import extractor.checks, extractor.draft, extractor.layout.flow, extractor.parsers.contrat
import extractor.printing
from extractor.batch.limits import Limits
from extractor.pdf.document import open_pdf
from extractor.pdf.watch import UNWATCHED
from extractor.pipeline import DEFAULTS, read_alone
extractor.printing.get_ready()
gc.disable()
begun, used = time.perf_counter(), time.process_time()
for path in sorted(Path(sys.argv[1]).glob("*.pdf")):
    with open_pdf(path.read_bytes(), path.name) as document:
        reading = read_alone(document, path.name, DEFAULTS, UNWATCHED)
        extractor.printing.print_record(reading.record)
print(time.perf_counter() - begun, time.process_time() - used)
"""
TIMES = {"imported_at", "seconds", "peak_memory"}


def main() -> None:
    """Measure what is asked for, and print it as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=300)
    parser.add_argument("--folder", type=Path, help="PDFs to copy from, instead of the project's")
    parser.add_argument("--small", type=int, default=2000, help="small documents, for memory")
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--runs", type=int, default=1)
    parser.add_argument("--only", choices=["speed", "memory", "kills"])
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        figures: dict[str, Any] = {}
        if asked.only in (None, "speed"):
            figures["speed"] = measure_speed(
                fill(place / "contracts", asked.documents, contracts(asked.folder)), asked.runs
            )
        if asked.only in (None, "memory"):
            figures["memory"] = measure_memory(place, asked.small)
        if asked.only in (None, "kills"):
            figures["kills"] = kill_and_compare(place, asked.kills)
    print(json.dumps(figures, indent=2))


def contracts(folder: Path | None) -> list[Path]:
    """The typeset contracts, with the 108 pages of the corpus: no scans, no press."""
    if folder is not None:
        return sorted(folder.rglob("*.pdf"))
    small = sorted((ROOT / "tests/pdf").glob("*.pdf"))
    variety = sorted((ROOT / "tests/pdf/variety").glob("*.pdf"))
    return [*small, *variety, ROOT / "corpus/pdf/cls-lisieux-normandie-2025-2029.pdf"]


def fill(folder: Path, count: int, sources: list[Path]) -> Path:
    """Make a folder of documents that differ by what follows their end."""
    folder.mkdir()
    for number in range(count):
        data = sources[number % len(sources)].read_bytes()
        (folder / f"{number:05}.pdf").write_bytes(data + b"\n%%%d\n" % number)
    return folder


class Cost(NamedTuple):
    """Of one command."""

    seconds: float
    cpu: float
    """Seconds of processor time, with all processes that it started."""


def measure_speed(folder: Path, runs: int) -> dict[str, float]:
    """Medians over alternating runs: plain reading in one process, imports by 1 and 2 workers."""
    count, place = len(list(folder.iterdir())), folder.parent
    taken: dict[str, list[Cost]] = {"plain": [], "1": [], "2": [], "again": []}
    for run in range(runs):
        taken["plain"].append(plain(folder))
        for workers in ("1", "2"):
            db = place / f"speed-{workers}-{run}.db"
            taken[workers].append(timed(folder, db, workers))
        taken["again"].append(timed(folder, db, "2"))
    costs = {
        name: Cost(*map(statistics.median, zip(*all_, strict=True))) for name, all_ in taken.items()
    }
    one, two, pages = costs["1"], costs["2"], pages_of(db)
    return {
        "documents": count,
        "pages": pages,
        **{f"{name}, s": cost.seconds for name, cost in costs.items()},
        **{f"{name}, s of processor": cost.cpu for name, cost in costs.items()},
        "pages/s, 2 workers": pages / two.seconds,
        "efficiency on 2": one.seconds / two.seconds / 2,
        "efficiency on 2, processor": one.cpu / two.cpu,
        "overhead": one.seconds / costs["plain"].seconds - 1,
        "overhead, processor": one.cpu / costs["plain"].cpu - 1,
        "database, bytes per document": db.stat().st_size / count,
    }


def plain(folder: Path) -> Cost:
    """All documents in one process that holds all modules and data, nothing saved."""
    command = [sys.executable, "-c", PLAIN, str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    seconds, cpu = map(float, done.stdout.split())
    return Cost(seconds, cpu)


def timed(folder: Path, db: Path, workers: str) -> Cost:
    """The whole command, start included."""
    begun, used = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [*EXTRACTOR, "import", str(folder), "--db", str(db), "--workers", workers, "-q"]
    subprocess.run(command, cwd=ROOT, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime - used.ru_utime + after.ru_stime - used.ru_stime
    return Cost(time.perf_counter() - begun, cpu)


def pages_of(db: Path) -> int:
    with sqlite3.connect(db) as connection:
        return int(connection.execute("SELECT sum(pages) FROM documents").fetchone()[0])


def measure_memory(place: Path, count: int) -> dict[str, Any]:
    """Resident memory of the parent while it imports many small documents."""
    folder = fill(place / "small", count, [ROOT / "corpus/pdf/caen-communique-cls-2025.pdf"])
    command = [*EXTRACTOR, "import", str(folder), "--db", str(place / "small.db"), "--json-log"]
    seen: list[int] = []
    begun = time.perf_counter()
    with subprocess.Popen([*command, "-"], cwd=ROOT, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        for _ in process.stdout:
            if process.poll() is None:
                seen.append(resident(process.pid))
    seconds = time.perf_counter() - begun
    tenth = max(1, len(seen) // 10)
    start, end = statistics.median(seen[tenth : 2 * tenth]), statistics.median(seen[-tenth:])
    return {
        "documents": count,
        "documents/s": count / seconds,
        "parent at 10-20 %, MB": start / 1e6,
        "parent in the last tenth, MB": end / 1e6,
        "growth": end / start - 1,
        "peak, MB": max(seen) / 1e6,
    }


def resident(pid: int) -> int:
    """Bytes of a process in memory; 0 once it has ended."""
    try:
        pages = Path(f"/proc/{pid}/statm").read_text().split()[1]
    except (FileNotFoundError, ProcessLookupError, IndexError):
        return 0
    return int(pages) * resource.getpagesize()


def kill_and_compare(place: Path, kills: int) -> dict[str, Any]:
    """Kill imports at random moments, again and again until one comes to its end; compare."""
    chances = random.Random(5)
    folder = fill(place / "killed", 40, sorted((ROOT / "tests/pdf").glob("*.pdf")))
    (folder / "bad.pdf").write_bytes(b"no PDF")
    whole = place / "whole.db"
    begun = time.perf_counter()
    run_to_end(folder, whole)
    seconds = time.perf_counter() - begun
    expected = rows_of(whole)
    done = same = databases = 0
    while done < kills:
        db = place / f"killed-{databases}.db"
        databases += 1
        for _ in range(5):
            if done < kills:
                done += 1
                kill_after(folder, db, chances.uniform(0.0, seconds * 0.6))
        run_to_end(folder, db)
        same += rows_of(db) == expected
    return {"kills": done, "databases": databases, "identical": same, "whole run, s": seconds}


def run_to_end(folder: Path, db: Path) -> None:
    command = [*EXTRACTOR, "import", str(folder), "--db", str(db), "-q"]
    subprocess.run(command, cwd=ROOT, check=False)


def kill_after(folder: Path, db: Path, seconds: float) -> None:
    """kill -9 of the parent alone: what it started must end by itself."""
    command = [*EXTRACTOR, "import", str(folder), "--db", str(db), "-q"]
    process = subprocess.Popen(command, cwd=ROOT)
    timer = threading.Timer(seconds, process.send_signal, [signal.SIGKILL])
    timer.start()
    process.wait()
    timer.cancel()


def rows_of(db: Path) -> dict[str, list[str]]:
    """Every row of every table, but for times."""
    found = {}
    with sqlite3.connect(db) as connection:
        connection.row_factory = sqlite3.Row
        tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        for (table,) in tables.fetchall():
            rows = [dict(row) for row in connection.execute(f'SELECT * FROM "{table}"')]
            kept = [{k: v for k, v in row.items() if k not in TIMES} for row in rows]
            found[table] = sorted(json.dumps(row, sort_keys=True) for row in kept)
    return found


if __name__ == "__main__":
    os.environ["PYTHONPATH"] = str(ROOT)
    main()
