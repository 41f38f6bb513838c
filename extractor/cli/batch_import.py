"""`cls-extractor import`: folders, manifests and addresses of PDF files → a database."""

import gc
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TextIO

import click

from extractor.batch.importing import cores, make_plan
from extractor.batch.inputs import Found, check_sources, find_inputs
from extractor.batch.journal import write_end, write_event
from extractor.batch.limits import Limits
from extractor.batch.readers import Children, Readers
from extractor.batch.report import make_report
from extractor.batch.runner import Batch
from extractor.batch.stop import Stop
from extractor.batch.totals import Totals
from extractor.cli.failures import attempt_writing, say, take_file
from extractor.cli.glossaries import check_glossaries, glossary_option
from extractor.cli.labels import labels_option, load_labels
from extractor.cli.live import Show, show_live
from extractor.cli.output import write_file
from extractor.errors import ExtractionError
from extractor.pipeline import Options
from extractor.store.store import Store, open_store

DEFAULTS = Limits()
MEGABYTE = 1 << 20
STOPPED = 128
"""Exit code of a command that a signal has ended, less the number of the signal."""


@click.command(name="import")
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option(
    "--db",
    required=True,
    metavar="FILE_OR_URL",
    help="Database: a file of SQLite, or postgresql+psycopg://USER@HOST/NAME; made where there is "
    "none.",
)
@click.option("--workers", type=click.IntRange(1), help="Documents read at once [default: cores].")
@click.option(
    "--timeout",
    type=click.FloatRange(0, min_open=True),
    default=DEFAULTS.seconds,
    show_default=True,
    help="Seconds that one document may take.",
)
@click.option(
    "--memory",
    type=click.IntRange(64),
    default=DEFAULTS.memory // MEGABYTE,
    show_default=True,
    help="Megabytes (2^20 bytes) of memory that one document may take.",
)
@click.option(
    "--max-pages",
    type=click.IntRange(1),
    default=DEFAULTS.pages,
    show_default=True,
    help="Pages that one document may have.",
)
@click.option(
    "--max-size",
    type=click.IntRange(1),
    default=DEFAULTS.size // MEGABYTE,
    show_default=True,
    help="Megabytes (2^20 bytes) that one file may have.",
)
@click.option("--force", is_flag=True, help="Read again what has been read before.")
@click.option("--retry-failed", is_flag=True, help="Read again what has failed before.")
@click.option("--watch", is_flag=True, help="Go on with what arrives in the folders, until Ctrl-C.")
@click.option(
    "--scheduler",
    metavar="tcp://HOST:PORT",
    help="Read on the workers of this Dask scheduler (needs the extra `cluster`).",
)
@click.option(
    "--report",
    metavar="HTML",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write a report in French: one page that needs nothing else.",
)
@click.option("--json-log", metavar="FILE", help="Write a line of JSON per input; - for stdout.")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors.")
@labels_option
@glossary_option
def command(
    sources: tuple[str, ...],
    db: str,
    workers: int | None,
    timeout: float,
    memory: int,
    max_pages: int,
    max_size: int,
    force: bool,
    retry_failed: bool,
    watch: bool,
    scheduler: str | None,
    report: Path | None,
    json_log: str | None,
    quiet: bool,
    label_files: tuple[Path, ...],
    glossaries: tuple[Path, ...],
) -> None:
    """Read every PDF of each SOURCE into a database.

    A SOURCE is a folder (with those in it), a manifest (CSV with a column `file`, and `sha256`
    where it is known), an address (s3://BUCKET/PREFIX, https://HOST/FILE.pdf) or a file. Every
    input ends as a record or as a failure with a name. A second run reads only what is new or has
    changed: after a crash, start the same command again.

    Exit code: 0 when every input has a record, 1 when one has none or the database failed, 2 for
    misuse, 130 or 143 when Ctrl-C or SIGTERM ended it.
    """
    gc.enable()  # this process lives long, and reads no document itself
    take_file(partial(check_sources, sources))
    limits = Limits(
        seconds=timeout, memory=memory * MEGABYTE, pages=max_pages, size=max_size * MEGABYTE
    )
    options = Options(labels=load_labels(label_files), glossaries=check_glossaries(glossaries))
    plan = make_plan(options, label_files, limits, force, retry_failed)
    stop, totals = Stop(), Totals()
    workers = workers or cores()
    readers = take_file(partial(_readers, scheduler, options, limits, workers))
    inputs = _watched(sources, stop) if watch else find_inputs(sources)
    with (
        _open(db) as store,
        _log(json_log) as log,
        stop.on_signals(),
        show_live(quiet, None if watch else sources) as show,
    ):
        whole = _run(Batch(store, readers, plan, stop), inputs, totals, log, show)
        if log is not None:
            write_end(totals, log)
        if report is not None:
            page = partial(make_report, store, totals, datetime.now())
            whole &= attempt_writing(report, lambda: write_file(report, page()))
    if not quiet:
        click.echo("\n".join(totals.lines()), err=json_log == "-")
    if stop.signal is not None and not watch:
        sys.exit(STOPPED + stop.signal)
    sys.exit(0 if whole and not totals.failed else 1)


def _run(
    batch: Batch, inputs: Iterable[Found | None], totals: Totals, log: TextIO | None, show: Show
) -> bool:
    """Whether all inputs could be looked at; what hinders it is told on stderr."""
    try:
        for event in batch.run(inputs):
            totals.add(event)
            show(event, totals)
            if log is not None:
                write_event(event, log)
    except (ExtractionError, OSError) as error:
        say(str(error))
        say("the import has stopped; what was saved is kept: start the same command again")
        return False
    return True


def _readers(scheduler: str | None, options: Options, limits: Limits, workers: int) -> Readers:
    if scheduler is None:
        return Children(options, limits, workers)
    from extractor.batch.cluster import connect

    cluster = connect(scheduler, options, limits)
    if not cluster.threads:
        click.echo(f"warning: {scheduler} has no worker: the import waits for one", err=True)
    return cluster


def _watched(sources: tuple[str, ...], stop: Stop) -> Iterator[Found | None]:
    from extractor.batch.watch import watch_inputs

    return take_file(partial(watch_inputs, sources, stop))


@contextmanager
def _open(db: str) -> Iterator[Store]:
    store = take_file(partial(open_store, db))
    with store:
        yield store


@contextmanager
def _log(json_log: str | None) -> Iterator[TextIO | None]:
    """Where the lines of JSON go; a bad place is one line on stderr and exit 2."""
    if json_log is None:
        yield None
    elif json_log == "-":
        sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
        yield sys.stdout
    else:
        with take_file(partial(_create, json_log)) as stream:
            yield stream


def _create(path: str) -> TextIO:
    try:
        return open(path, "w", encoding="utf-8")
    except OSError as error:
        cause = f"cannot be written: {error.strerror}"
        raise ExtractionError(path, cause, "choose another place") from error
