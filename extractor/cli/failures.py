"""What goes wrong with one document → one line on stderr; never a traceback, unless asked for."""

import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import click

from extractor.errors import ExtractionError

Result = TypeVar("Result")

debug_option = click.option(
    "--debug", is_flag=True, help="Show the traceback of an internal error."
)


def attempt(document: str, work: Callable[[], Result], debug: bool) -> Result | None:
    """Return what `work` gives, or None after saying on stderr what went wrong.

    "error: a.pdf: not a PDF (convert it to PDF first)"
    "error: b.pdf: internal error: KeyError: 'x' (please report it; --debug shows where)"
    """
    try:
        return work()
    except ExtractionError as error:
        say(str(error))
    except Exception as error:
        if debug:
            traceback.print_exc()
        reason = f"{type(error).__name__}: {error}"
        say(f"{document}: internal error: {reason} (please report it; --debug shows where)")
    return None


def attempt_writing(target: Path, work: Callable[[], None]) -> bool:
    """Whether `work` could write; if not, one line on stderr says why."""
    try:
        work()
    except OSError as error:
        say(f"{target}: cannot be written: {error.strerror or error} (choose another place)")
        return False
    return True


def take_file(work: Callable[[], Result]) -> Result:
    """Return what `work` makes of a file of the user; a bad one is told, and exit 2 for misuse."""
    try:
        return work()
    except ExtractionError as error:
        say(str(error))
        sys.exit(2)


def say(message: str) -> None:
    """Print one error, on one line whatever its text holds."""
    click.echo(f"error: {' '.join(message.split())}", err=True)
