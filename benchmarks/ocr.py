"""A scanned PDF → what a page costs beyond Tesseract itself: rendering, deskewing, rulings."""

import argparse
import os
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pypdfium2 as pdfium

from extractor.pdf.scan.picture import render_grey, to_netpbm
from extractor.pdf.scan.sight import look_at


def main() -> None:
    """Print seconds per page of Tesseract alone and of the whole, and the ratio."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pdf", type=Path)
    parser.add_argument("--runs", type=int, default=5)
    arguments = parser.parse_args()
    os.environ["OMP_THREAD_LIMIT"] = "1"
    print(f"{'page':>6}{'tesseract, s':>14}{'whole, s':>12}{'ratio':>8}")
    ratios = []
    with pdfium.PdfDocument(arguments.pdf) as document:
        for number in range(1, len(document) + 1):
            alone, whole = measure(document, number, arguments.runs)
            ratios.append(whole / alone)
            print(f"{number:>6}{alone:>14.3f}{whole:>12.3f}{ratios[-1]:>8.3f}")
    print(f"{'median':>6}{statistics.median(ratios):>34.3f}")


def measure(document: pdfium.PdfDocument, number: int, runs: int) -> tuple[float, float]:
    """Medians of alternating runs over one page: the command alone, and from PDF to words."""
    picture = render_grey(document, number)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "page.pgm")
        path.write_bytes(to_netpbm(picture.grey))
        options = ["-l", "fra", "--psm", "3", "--dpi", str(round(72 * picture.scale)), "hocr"]
        command = ["tesseract", str(path), str(Path(folder, "page")), *options]
        pairs = [
            (
                seconds(lambda: subprocess.run(command, check=True, stderr=subprocess.DEVNULL)),
                seconds(lambda: look_at(render_grey(document, number))),
            )
            for _ in range(runs)
        ]
    alone, whole = zip(*pairs, strict=True)
    return statistics.median(alone), statistics.median(whole)


def seconds(work: Callable[[], object]) -> float:
    """How long a call takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
