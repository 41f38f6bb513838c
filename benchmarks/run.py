"""A PDF → what it costs to read it: whole process against plain pdfplumber, memory, warm speed."""

import argparse
import json
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

PLUMBER = """
import sys, pdfplumber
with pdfplumber.open(sys.argv[1]) as pdf:
    for page in pdf.pages:
        page.extract_text()
        page.extract_tables()
        page.close()
"""
WARM = """
import sys, time
from pathlib import Path
from extractor.pipeline import read_document
path, runs = Path(sys.argv[1]), int(sys.argv[2])
pages = read_document(path).record.document.pages
for _ in range(runs):
    start = time.perf_counter()
    read_document(path)
    print(pages / (time.perf_counter() - start))
"""
EXTRACTOR = str(Path(sys.executable).with_name("cls-extractor"))


class Run(NamedTuple):
    """One process, from start to exit."""

    seconds: float
    peak_mb: float


def main() -> None:
    """Measure, and print a table or JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pdf", type=Path)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    figures = measure(str(arguments.pdf), arguments.runs)
    if arguments.json:
        print(json.dumps(figures, indent=2))
    else:
        print("\n".join(f"{name:32}{value:10.3f}" for name, value in figures.items()))


def measure(pdf: str, runs: int) -> dict[str, float]:
    """Return the medians of alternating runs; seconds, megabytes (10^6), pages per second."""
    commands = {
        "extract": [EXTRACTOR, "extract", pdf],
        "pdfplumber": [sys.executable, "-c", PLUMBER, pdf],
        "help": [EXTRACTOR, "--help"],
    }
    taken: dict[str, list[Run]] = {name: [] for name in commands}
    for _ in range(runs):
        for name, command in commands.items():
            taken[name].append(run(command))
    seconds = {name: statistics.median(r.seconds for r in rs) for name, rs in taken.items()}
    peak = {name: statistics.median(r.peak_mb for r in rs) for name, rs in taken.items()}
    return {
        "extract, s": seconds["extract"],
        "extract, peak MB": peak["extract"],
        "pdfplumber, s": seconds["pdfplumber"],
        "pdfplumber, peak MB": peak["pdfplumber"],
        "pdfplumber / extract": seconds["pdfplumber"] / seconds["extract"],
        "extract warm, pages/s": warm_speed(pdf, runs),
        "--help, s": seconds["help"],
    }


def run(command: list[str]) -> Run:
    """Run one command to its end, its output thrown away."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{' '.join(command[:2])} failed with exit code {process.returncode}")
    # Linux counts ru_maxrss in KiB, macOS in bytes.
    return Run(seconds, usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024) / 1e6)


def warm_speed(pdf: str, runs: int) -> float:
    """Pages per second in one process that has already read the document once."""
    command = [sys.executable, "-c", WARM, pdf, str(runs)]
    output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return statistics.median(float(line) for line in output.split())


if __name__ == "__main__":
    main()
