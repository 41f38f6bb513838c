"""`cls-extractor inspect`: what was understood, drawn on a page or as one page to leaf through."""

import io
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from extractor.cli.failures import attempt, attempt_writing, debug_option
from extractor.cli.labels import labels_option, load_labels
from extractor.cli.output import write_file
from extractor.cli.progress import Progress

if TYPE_CHECKING:
    from extractor.parsers.labels import Labels

TargetPath = click.Path(dir_okay=False, path_type=Path)


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--page", type=click.IntRange(min=1), help="PDF page to draw, from 1.")
@click.option("-o", "--output", type=TargetPath, help="PNG file for the drawn page.")
@click.option("--html", type=TargetPath, help="HTML file for the whole document.")
@labels_option
@debug_option
def command(
    file: Path,
    page: int | None,
    output: Path | None,
    html: Path | None,
    label_files: tuple[Path, ...],
    debug: bool,
) -> None:
    """Draw what was understood of FILE.

    --page N -o PAGE.png draws words, rulings, cells and blocks of one page, with the field that
    each feeds; --html DOCUMENT.html writes one self-contained page for the whole document.
    """
    if (page is None) != (output is None):
        raise click.UsageError("--page and -o go together.")
    if page is None and html is None:
        raise click.UsageError("say what to write: --page N -o PAGE.png, or --html DOCUMENT.html.")
    labels = load_labels(label_files)
    jobs = []
    if page is not None and output is not None:
        jobs.append((output, partial(_draw, file, page, labels)))
    if html is not None:
        jobs.append((html, partial(_leaf, file, labels)))
    progress = Progress(len(jobs), sys.stderr)
    written = True
    for target, work in jobs:
        with progress.step(str(target)):
            drawn = attempt(file.name, work, debug)
        written &= drawn is not None and attempt_writing(target, partial(write_file, target, drawn))
    sys.exit(0 if written else 1)


def _draw(file: Path, page: int, labels: "Labels | None") -> bytes:
    from extractor.inspection import draw_page

    buffer = io.BytesIO()
    draw_page(file, page, labels).save(buffer, format="PNG")
    return buffer.getvalue()


def _leaf(file: Path, labels: "Labels | None") -> bytes:
    from extractor.inspection import document_to_html

    return document_to_html(file, labels).encode()
