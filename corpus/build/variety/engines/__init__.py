"""The typesetters: one module each, with `render(elements, look, target)`.

A module is imported only when a document asks for it, so a machine without one engine builds the
documents of the others.
"""

import shutil
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from corpus.build.variety.elements import Element, Look
from corpus.build.variety.style import EngineName


class MissingEngine(Exception):
    """An engine is not on this machine."""

    def __init__(self, engine: str, remedy: str) -> None:
        super().__init__(engine, remedy)
        self.engine, self.remedy = engine, remedy

    def __str__(self) -> str:
        return f"{self.engine} is missing ({self.remedy})"


@dataclass(frozen=True)
class Engine:
    """What an engine needs, and how a machine gets it."""

    remedy: str
    program: str = ""
    """Its command, where it is a program of its own."""


LIBRARY = "Python package {}: uv sync --inexact --group typeset"
ENGINES: dict[EngineName, Engine] = {
    "chromium": Engine("Debian package chromium", "chromium"),
    "libreoffice": Engine("Debian package libreoffice-writer", "soffice"),
    "typst": Engine(LIBRARY.format("typst")),
    "weasyprint": Engine(
        f"{LIBRARY.format('weasyprint')}; Debian packages libpango-1.0-0, libpangoft2-1.0-0"
    ),
}


def render(name: EngineName, elements: tuple[Element, ...], look: Look, target: Path) -> None:
    """Print a document; raise `MissingEngine` where the machine lacks the engine."""
    check_engine(name)
    module = import_module(f"{__name__}.{name}")
    module.render(elements, look, target)


def check_engine(name: EngineName) -> None:
    """Raise `MissingEngine` where the machine lacks the engine."""
    engine = ENGINES[name]
    if engine.program and not shutil.which(engine.program):
        raise MissingEngine(name, engine.remedy)
    try:
        import_module(f"{__name__}.{name}")
    except ModuleNotFoundError as error:
        raise MissingEngine(name, LIBRARY.format(error.name)) from error
    except OSError as error:  # WeasyPrint without Pango
        raise MissingEngine(name, engine.remedy) from error
