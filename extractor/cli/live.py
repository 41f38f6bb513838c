"""News of an import → failures as lines on stderr, and a bar that moves where a person looks."""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TypeAlias

import click

from extractor.batch.inputs import LeftOut, find_inputs
from extractor.batch.remote import is_address
from extractor.batch.runner import Event, Kind
from extractor.batch.totals import Totals
from extractor.outcome import Status

Show: TypeAlias = Callable[[Event, Totals], None]
"""Is given each piece of news, and the totals with it."""


@contextmanager
def show_live(quiet: bool, sources: Sequence[str] | None) -> Iterator[Show]:
    """What shows the news; the bar knows how many there will be where `sources` are given."""
    if quiet:
        yield lambda event, totals: None
    elif sys.stderr.isatty():
        with _bar(_count(sources)) as show:
            yield show
    else:
        yield _tell


def line_of(event: Event) -> str | None:
    """What is told of an input that has no whole record, on one line.

    "failed: depot/a.pdf: encrypted: le fichier est protégé par un mot de passe. …"
    """
    if event.kind is not Kind.READ or event.status in (None, Status.OK):
        return None
    name = event.path.rpartition("/")[2]
    message = event.message.removeprefix(f"{name} : ")
    code = f"{event.failure}: " if event.failure else ""
    line = " ".join(f"{event.status}: {event.path}: {code}{message}".split())
    return "".join(c if c.isprintable() else "\ufffd" for c in line)  # no name moves the cursor


def _tell(event: Event, totals: Totals) -> None:
    if line := line_of(event):
        click.echo(line, err=True)


def _count(sources: Sequence[str] | None) -> int | None:
    """How many inputs there are; None where that is not known before they are listed."""
    if sources is None or any(map(is_address, sources)):
        return None
    return sum(not isinstance(found, LeftOut) for found in find_inputs(sources))


@contextmanager
def _bar(total: int | None) -> Iterator[Show]:
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    console = Console(stderr=True, highlight=False, markup=False, emoji=False, soft_wrap=True)
    columns = (
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[news]}", markup=False),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("", total=total, news="")

        def show(event: Event, totals: Totals) -> None:
            if line := line_of(event):
                progress.console.print(line)
            news = f"{totals.pages_per_second:.1f} pages/s, {totals.failed} failed"
            progress.update(task, completed=totals.inputs, news=news)

        yield show
