"""`cls-extractor extract`: PDF files → JSON records on stdout or in files."""

import sys
from collections import Counter
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from extractor.cli.failures import attempt, attempt_writing, debug_option
from extractor.cli.glossaries import check_glossaries, glossary_option
from extractor.cli.labels import labels_option, load_labels
from extractor.cli.output import write_file, write_stdout
from extractor.cli.progress import Progress

if TYPE_CHECKING:
    from extractor.pipeline import Options, Reading


class Printed(NamedTuple):
    """What one document became."""

    record: bytes
    """JSON in UTF-8, ending with one line end."""
    stats: str
    """The table of the statistics; "" when it was not asked for."""
    news: str
    """Lines about pages that could not be read; "" when all could."""
    reading: "Reading"
    """Kept so that the last document is not taken apart before the process ends."""


class Reader(NamedTuple):
    """How documents are read and printed."""

    options: "Options"
    indent: int | None
    stats: bool

    def read(self, path: Path) -> Printed:
        """Read one file."""
        from extractor.pipeline import print_document

        record, reading = print_document(path, self.options, self.indent)
        stats = reading.stats.table().rstrip("\n") if self.stats else ""
        return Printed(record, stats, _news(path.name, reading), reading)


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    metavar="FILE_OR_DIR",
    help="Write there instead of stdout: a file, or a folder (one that exists, or a name with a "
    "final '/') for one NAME.json each.",
)
@click.option("--indent", type=click.IntRange(0, 8), help="Spaces per level (default: one line).")
@click.option("--stats", is_flag=True, help="Print on stderr where the characters went.")
@click.option(
    "--engine",
    type=click.Choice(["pdfium", "pdfplumber"]),
    default="pdfium",
    show_default=True,
    help="What reads the pages; pdfplumber is the slow reference.",
)
@click.option("--no-tags", is_flag=True, help="Ignore the structure tree of tagged PDFs.")
@labels_option
@glossary_option
@debug_option
def command(
    files: tuple[Path, ...],
    output: str | None,
    indent: int | None,
    stats: bool,
    engine: str,
    no_tags: bool,
    label_files: tuple[Path, ...],
    glossaries: tuple[Path, ...],
    debug: bool,
) -> None:
    """Read PDF FILES into JSON records.

    One file gives one JSON object, several give JSON Lines in the order named. A file that fails
    is told in one line on stderr, the others are still read, and the exit code is 1.
    """
    targets = _targets(files, output)
    if indent is not None and len(files) > 1 and output is None:
        raise click.UsageError("--indent does not go with JSON Lines: name a folder with -o.")
    from extractor.pipeline import Options

    options = Options(engine, not no_tags, load_labels(label_files), check_glossaries(glossaries))
    reader = Reader(options, indent, stats)
    if len(files) > 1:
        import extractor.printing  # noqa: F401  # once, not in a helper process for every file
    progress = Progress(len(files), sys.stderr)
    failed = False
    for path, target in zip(files, targets, strict=True):
        printed = None  # frees the document before
        printed = attempt(path.name, partial(_read, reader, path, progress), debug)
        if printed is not None and printed.news:
            click.echo(printed.news, err=True)
        if printed is None or not _print(printed, target):
            failed = True
        elif stats:
            heading = f"{path.name}\n" if len(files) > 1 else ""
            click.echo(f"{heading}{printed.stats}", err=True)
    sys.exit(1 if failed else 0)


def _news(name: str, reading: "Reading") -> str:
    """Name the pages that were not read: pictures for want of Tesseract, and damaged ones."""
    lines = []
    if reading.unread:
        lines.append(
            f"warning: {name}: {_pages(reading.unread)}: text in a picture, not read (install "
            "Tesseract with its French data: Debian package tesseract-ocr-fra)"
        )
    missing = [number for number in reading.missing if number not in set(reading.unread)]
    if missing:
        lines.append(
            f"warning: {name}: {_pages(missing)}: cannot be read, left out (fetch the file again)"
        )
    return "\n".join(lines)


def _pages(numbers: Sequence[int]) -> str:
    return f"page{'s' if len(numbers) > 1 else ''} {', '.join(map(str, numbers))}"


def _targets(files: Sequence[Path], output: str | None) -> list[Path | None]:
    """Return where each record goes, None being stdout; two records never go to one place."""
    if output is None:
        return [None] * len(files)
    place = Path(output)
    if output.endswith("/") or place.is_dir():
        targets = [place / f"{path.stem}.json" for path in files]
    elif len(files) == 1:
        targets = [place]
    else:
        raise click.UsageError(f"several files need a folder: make {output} or write {output}/.")
    shared = [str(target) for target, count in Counter(targets).items() if count > 1]
    if shared:
        raise click.UsageError(f"two records would both be written to {shared[0]}.")
    inputs = {path.resolve() for path in files}
    if any(target.resolve() in inputs for target in targets):
        raise click.UsageError("a record would be written over its own document.")
    return list(targets)


def _read(reader: Reader, path: Path, progress: Progress) -> Printed:
    with progress.step(path.name):
        return reader.read(path)


def _print(printed: Printed, target: Path | None) -> bool:
    """Whether the record could be written; what hinders it is told on stderr."""
    if target is None:
        write_stdout(printed.record)
        return True
    return attempt_writing(target, partial(write_file, target, printed.record))
