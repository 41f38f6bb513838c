"""`cls-extractor import`: folders, manifests and addresses of PDF files → a database."""

import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, nullcontext
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TextIO

import click

from extractor.batch.limits import Limits
from extractor.cli.failures import attempt_writing, say, take_file
from extractor.cli.glossaries import check_glossaries, glossary_option
from extractor.cli.labels import labels_option, load_labels

if TYPE_CHECKING:
    from extractor.batch.inputs import Found
    from extractor.batch.readers import Readers
    from extractor.batch.stop import Stop
    from extractor.batch.totals import Totals
    from extractor.pipeline import Options
    from extractor.store.store import Store

DEFAULTS = Limits()
MEGABYTE = 1 << 20
STOPPED = 128
"""Exit code of a command that a signal has ended, plus the number of the signal."""


class Wishes(NamedTuple):
    """What is asked of an import, beside its sources and limits."""

    workers: int
    force: bool
    retry_failed: bool
    watch: bool
    scheduler: str | None
    report: Path | None
    json_log: str | None
    quiet: bool


@click.command(name="import")
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option("--db", required=True, metavar="FILE_OR_URL", help="Database: a file of SQLite, or "
              "postgresql+psycopg://USER@HOST/NAME. Made where there is none.")
@click.option("--workers", type=click.IntRange(1), help="Documents read at once [default: cores].")
@click.option("--timeout", type=click.FloatRange(0, min_open=True), default=DEFAULTS.seconds,
              show_default=True, help="Seconds that one document may take.")
@click.option("--memory", type=click.IntRange(64), default=DEFAULTS.memory // MEGABYTE,
              show_default=True, help="Megabytes (2^20) of memory that one document may take.")
@click.option("--max-pages", type=click.IntRange(1), default=DEFAULTS.pages, show_default=True,
              help="Pages that one document may have.")
@click.option("--max-size", type=click.IntRange(1), default=DEFAULTS.size // MEGABYTE,
              show_default=True, help="Megabytes (2^20) that one file may have.")
@click.option("--force", is_flag=True, help="Read again what has been read before.")
@click.option("--retry-failed", is_flag=True, help="Read again what has failed before.")
@click.option("--watch", is_flag=True, help="Go on with what arrives in the folders, until Ctrl-C.")
@click.option("--scheduler", metavar="tcp://HOST:PORT", help="Read on the workers of this Dask "
              "scheduler (needs the extra `cluster`).")
@click.option("--report", metavar="HTML", type=click.Path(path_type=Path),
              help="Write a report for people, in French: one page that needs nothing else.")
@click.option("--json-log", metavar="FILE", help="Write one line of JSON per input; - for stdout.")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors.")
@labels_option
@glossary_option
def command(
    sources: tuple[str, ...],
    db: str,
    timeout: float,
    memory: int,
    max_pages: int,
    max_size: int,
    label_files: tuple[Path, ...],
    glossaries: tuple[Path, ...],
    **wishes: object,
) -> None:
    """Read every PDF of each SOURCE into a database.

    A SOURCE is a folder (with those in it), a manifest (CSV with a column `file`, and `sha256` if
    it is known), an address (s3://BUCKET/PREFIX, https://HOST/FILE.pdf) or a file. Every input ends
    as a record or as a failure with a name. A second run reads only what is new or has changed:
    after a crash, start the same command again.

    Exit code: 0 when every input has a record, 1 when one has not or the database failed, 2 for
    misuse, 130 or 143 when Ctrl-C or SIGTERM ended it.
    """
    asked = Wishes(**(wishes | {"workers": wishes["workers"] or cores()}))  # type: ignore[arg-type]
    from extractor.batch.inputs import check_sources
    from extractor.batch.settings import settings_of
    from extractor.pipeline import Options
    from extractor.store.store import open_store

    take_file(partial(check_sources, sources))
    limits = DEFAULTS._replace(
        seconds=timeout, memory=memory * MEGABYTE, pages=max_pages, size=max_size * MEGABYTE
    )
    options = Options(labels=load_labels(label_files), glossaries=check_glossaries(glossaries))
    ...


def cores() -> int:
    """Cores that this process may use."""
    import os

    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
