"""Time and memory of every export of many contracts, each in a process of its own.

    python benchmarks/export.py [--documents 400] [--formats csv,xlsx] PDF…

The documents are copies of the PDFs named (default: the contract of the corpus), read once, under
other hashes and names: the store is as large as that of as many real contracts.
"""

import argparse
import hashlib
import json
import os
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).parent.parent
DEFAULT = ROOT / "corpus/pdf/cls-lisieux-normandie-2025-2029.pdf"
AT = datetime(2026, 1, 1, tzinfo=UTC)
CATALOGUE = 'adresse = "https://donnees.exemple.fr/"\n[editeur]\nnom = "Exemple"\n'


def fill(url: str, pdfs: Sequence[Path], count: int) -> int:
    """Save `count` documents; the bytes of their records."""
    from extractor.outcome import Outcome, Status
    from extractor.pipeline import print_document
    from extractor.store.projection import project
    from extractor.store.source import Settings, Source
    from extractor.store.store import open_store

    records = [(path.name, print_document(path)[0]) for path in pdfs]
    size = 0
    with open_store(url) as store:
        for number in range(count):
            name, record = records[number % len(records)]
            content = hashlib.sha256(f"{number}".encode()).hexdigest()
            copy = f"cls-{number:05}.pdf"
            old = json.loads(record)["document"]["id"].encode()
            record = record.replace(old, content.encode()).replace(name.encode(), copy.encode())
            data = json.loads(record)
            pages = data["document"]["pages"]
            outcome = Outcome(Status.OK, record=record, rows=project(data), pages=pages)
            store.save(Source(f"corpus/{copy}", content, 1), Settings("0", "0"), outcome, AT)
            size += len(record)
    return size


def measure(url: str, form: str, folder: Path) -> tuple[float, float, int, int]:
    """Run the command: seconds, seconds of processor, bytes at most, bytes written."""
    place = folder / form
    command = ["export", "--db", url, "--to", form, "-o", str(place)]
    if form == "dcat":
        (folder / "cat.toml").write_text(CATALOGUE, "utf-8")
        command += ["--catalogue", str(folder / "cat.toml"), "--distribution", str(folder / "csv")]
    start = time.perf_counter()
    code = "from extractor.cli import run; run()"
    child = os.posix_spawn(sys.executable, [sys.executable, "-c", code, *command], os.environ)
    _, status, usage = os.wait4(child, 0)
    seconds = time.perf_counter() - start
    if status:
        sys.exit(f"{form}: the export failed")
    files = [place] if place.is_file() else [path for path in place.rglob("*") if path.is_file()]
    peak = usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    size = sum(path.stat().st_size for path in files)
    return seconds, usage.ru_utime + usage.ru_stime, peak, size


def main() -> None:
    """Print one line for each format."""
    from extractor.exporters.formats import FORMATS

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pdfs", nargs="*", type=Path, default=[DEFAULT])
    parser.add_argument("--documents", type=int, default=400)
    parser.add_argument("--formats", default=",".join(sorted(FORMATS, key="dcat".__eq__)))
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        url = str(folder / "corpus.db")
        filler = os.fork()  # what it loads is not part of what is measured
        if not filler:
            size = fill(url, arguments.pdfs, arguments.documents)
            print(f"{arguments.documents} documents, records of {size / 1e6:.0f} MB", flush=True)
            os._exit(0)
        os.waitpid(filler, 0)
        print(f"{'format':12} {'seconds':>8} {'processor':>9} {'peak MB':>8} {'MB made':>8}")
        for form in arguments.formats.split(","):
            seconds, busy, peak, made = measure(url, form, folder)
            print(f"{form:12} {seconds:8.1f} {busy:9.1f} {peak / 1e6:8.0f} {made / 1e6:8.1f}")


if __name__ == "__main__":
    main()
