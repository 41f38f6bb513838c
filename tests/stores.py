"""What the tests of the store look at, and the processes that they start."""

import os
import subprocess
import sys
from pathlib import Path

from sqlalchemy import func, select

from extractor.store.store import Store
from extractor.store.tables import METADATA

ROOT = Path(__file__).parent.parent
TIMES = {"imported_at", "seconds", "peak_memory"}


def contents(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table, but for times."""
    with store.engine.connect() as connection:
        return {
            table.name: sorted(
                map(
                    tuple,
                    connection.execute(select(*(c for c in table.c if c.name not in TIMES))),
                ),
                key=repr,
            )
            for table in METADATA.sorted_tables
        }


def count(store: Store, *names: str) -> dict[str, int]:
    with store.engine.connect() as connection:
        return {
            name: connection.scalar(select(func.count()).select_from(METADATA.tables[name])) or 0
            for name in names
        }


def started(task: str, url: str, name: str = "a", number: int = 1) -> subprocess.Popen[str]:
    """Start a process of `tests/saving.py`; it waits to be told to go on."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.saving", task, url, name, str(number)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )
    return process


def go(*processes: subprocess.Popen[str]) -> None:
    """Once all are ready, let all go on."""
    for process in processes:
        assert process.stdout
        assert process.stdout.readline() == "ready\n"
    for process in processes:
        assert process.stdin
        process.stdin.write("\n")
        process.stdin.flush()


def run_together(*processes: subprocess.Popen[str]) -> list[list[str]]:
    """Let processes run at once to their end; the lines that each printed."""
    go(*processes)
    lines = [process.communicate(timeout=120)[0].split() for process in processes]
    assert [process.returncode for process in processes] == [0] * len(processes)
    return lines
