"""The errors that a program may meet → a table."""

import inspect
from collections.abc import Iterator

import extractor.library  # noqa: F401  # all that raises one of them
from docs.generate.markdown import table
from extractor.errors import ExtractionError

MARK = "{{errors}}"
"""Stands for the table in a page."""


def errors() -> str:
    """Every kind of `ExtractionError`, by name, with its code."""
    kinds = sorted(_kinds(ExtractionError), key=lambda kind: kind.__name__)
    rows = [(f"`{kind.__name__}`", f"`{kind.code}`", inspect.getdoc(kind)) for kind in kinds]
    return table(("error", "code", "what happened"), rows)


def _kinds(kind: type[ExtractionError]) -> Iterator[type[ExtractionError]]:
    for below in kind.__subclasses__():
        yield below
        yield from _kinds(below)
