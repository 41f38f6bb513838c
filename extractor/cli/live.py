"""News of an import → a bar that moves, for a person at a terminal; nothing in a pipe."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from extractor.batch.runner import Event
from extractor.batch.totals import Totals


class Show(Protocol):
    """Is shown the totals as they grow."""

    def __call__(self, event: Event, totals: Totals) -> None: ...


def tell_failure(event: Event) -> str:
    """One line, whatever a name holds: "failed: a.pdf: encrypted: le fichier est protégé…" """
    path, _, name = event.path.rpartition("/")
    message = event.message.removeprefix(f"{name} : ")
    return " ".join(f"{event.status}: {path}/{name}: {event.failure or 'pages'}: {message}".split())


def show_nothing(event: Event, totals: Totals) -> None:
    """What is shown to nobody."""


@contextmanager
def bar(total: int | None) -> Iterator[Show]:
    """A bar on stderr: inputs, pages per second, failures, time left."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
    from rich.progress import TimeElapsedColumn, TimeRemainingColumn

    progress = Progress(
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[news]}", markup=False),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
    )
    task = progress.add_task("", total=total, news="starting")

    def show(event: Event, totals: Totals) -> None:
        news = f"{totals.pages_per_second:.1f} pages/s, {totals.failed} failed"
        progress.update(task, completed=totals.inputs, news=news)

    with progress:
        yield show
