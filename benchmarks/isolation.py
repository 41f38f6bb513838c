"""What isolation costs: a process per document against one for all, and memory of the parent."""

import argparse
import gc
import os
import statistics
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.hostile import ROOT, own_memory
from extractor.batch.isolation import Limits, Pool
from extractor.batch.sample import CONTRAT, make_pdf
from extractor.pdf.document import open_pdf
from extractor.pdf.watch import UNWATCHED
from extractor.pipeline import Options, read_alone
from extractor.printing import get_ready, print_record

OPTIONS = Options()
DOCUMENTS = [
    ROOT / "tests/pdf/damage/typst.pdf",
    ROOT / "corpus/pdf/caen-communique-cls-2025.pdf",
    ROOT / "corpus/pdf/cls-lisieux-normandie-2025-2029.pdf",
]


def main() -> None:
    """Print milliseconds a document, alone and in a process of its own; then memory."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pdf", type=Path, nargs="*", default=DOCUMENTS)
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("--many", type=int, default=0, help="documents of one page, for memory")
    arguments = parser.parse_args()
    start = time.perf_counter()
    with Pool(OPTIONS, Limits()) as pool:
        print(f"fork server ready after {time.perf_counter() - start:.2f} s")
        compare(pool, arguments.pdf, arguments.runs)
        if arguments.many:
            repeat(pool, arguments.many)


def compare(pool: Pool, paths: Sequence[Path], runs: int) -> None:
    """Medians of alternating runs."""
    get_ready()
    gc.disable()  # as the command and the processes of the pool do
    print(f"{'in one process':>16}{'isolated':>12}{'more':>10}  ms a document")
    for path in paths:
        alone, apart = [], []
        for _ in range(runs + 1):  # the first is not counted
            alone.append(seconds_here(path))
            apart.append(seconds_apart(pool, path))
        here, there = (1000 * statistics.median(times[1:]) for times in (alone, apart))
        print(f"{here:>16.1f}{there:>12.1f}{there - here:>10.1f}  {path.name}")


def seconds_here(path: Path) -> float:
    start = time.perf_counter()
    with open_pdf(path.read_bytes(), path.name) as document:
        print_record(read_alone(document, path.name, OPTIONS, UNWATCHED).record)
    return time.perf_counter() - start


def seconds_apart(pool: Pool, path: Path) -> float:
    start = time.perf_counter()
    pool.start(path, path, path.name)
    while not pool.wait():
        pass
    return time.perf_counter() - start


def repeat(pool: Pool, count: int) -> None:
    """Read one page again and again; memory and open files of this process and of the server."""
    path = Path(f"/dev/shm/cls-extractor-{os.getpid()}.pdf")
    path.write_bytes(make_pdf(CONTRAT))
    workers = os.cpu_count() or 1
    start = time.perf_counter()
    try:
        for rank in range(1, count + 1):
            pool.start(rank, path, path.name)
            while pool.running >= workers:
                pool.wait()
            if rank in (1, 100) or rank % max(1, count // 10) == 0:
                files = len(os.listdir("/proc/self/fd"))
                rate = rank / (time.perf_counter() - start)
                memory = own_memory() / 2**20
                print(f"{rank:>8} documents{memory:>9.1f} MB{files:>5} files{rate:>8.1f} a second")
        while pool.running:
            pool.wait()
    finally:
        path.unlink()


if __name__ == "__main__":
    main()
