"""The real commands `import` and `status`, and what a database holds, but for times."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
RUN = "from extractor.cli import run; run()"
TIMES = {"imported_at", "seconds", "peak_memory"}
"""Columns of the documents that no two imports share."""


def start(*arguments, **options):
    """Start `cls-extractor` in a process of its own; both its outputs are pipes."""
    return subprocess.Popen(
        [sys.executable, "-c", RUN, *map(str, arguments)],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        **options,
    )


def run(*arguments):
    """Run it to its end: exit code, stdout, stderr."""
    with start(*arguments) as process:
        out, err = process.communicate(timeout=120)
    return subprocess.CompletedProcess(arguments, process.returncode, out, err)


def make_folder(folder):
    """Fill a folder with good documents and bad ones; returns the names of the bad inputs."""
    folder.mkdir()
    for name in ("run-in-labels", "small-tables", "ruled-reportlab"):
        shutil.copy(ROOT / f"tests/pdf/{name}.pdf", folder)
    (folder / "dedans").mkdir()
    shutil.copy(folder / "run-in-labels.pdf", folder / "dedans/Copie.PDF")
    shutil.copy(ROOT / "corpus/pdf/caen-communique-cls-2025.pdf", folder / "dedans/sans extension")
    (folder / "rien.pdf").write_bytes(b"")
    (folder / "coupé.pdf").write_bytes((folder / "small-tables.pdf").read_bytes()[:5000])
    (folder / "boucle.pdf").symlink_to("boucle.pdf")
    os.mkfifo(folder / "tube.pdf")
    (folder / "notes.txt").write_text("rien")
    return {"rien.pdf", "coupé.pdf", "boucle.pdf", "tube.pdf"}


def rows_of(db):
    """Every row of every table of a SQLite database, but for times."""
    found = {}
    with sqlite3.connect(f"file:{db}?mode=ro", uri=True) as connection:
        connection.row_factory = sqlite3.Row
        tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        for (table,) in tables.fetchall():
            rows = [dict(row) for row in connection.execute(f'SELECT * FROM "{table}"')]
            kept = [{k: v for k, v in row.items() if k not in TIMES} for row in rows]
            found[table] = sorted(json.dumps(row, sort_keys=True) for row in kept)
    connection.close()
    return found


def statuses(db):
    """Base name → status, of every path of a SQLite database."""
    with sqlite3.connect(f"file:{db}?mode=ro", uri=True) as connection:
        rows = connection.execute("SELECT path, status FROM documents").fetchall()
    connection.close()
    return {Path(path).name: status for path, status in rows}


def read_times(db):
    """Base name → when it was read."""
    with sqlite3.connect(f"file:{db}?mode=ro", uri=True) as connection:
        rows = connection.execute("SELECT path, imported_at FROM documents").fetchall()
    connection.close()
    return {Path(path).name: moment for path, moment in rows}
