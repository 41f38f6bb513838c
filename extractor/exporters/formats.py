"""The formats: what each is for, what it makes, which module writes it."""

from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from extractor.exporters.feed import Feed


class Options(NamedTuple):
    """What some formats ask beside the documents."""

    documents: str = ""
    """Where links find the documents, as `links.link_to` understands it."""
    catalogue: Path | None = None
    """Who publishes, and where (`dcat`)."""
    distributions: tuple[Path, ...] = ()
    """Exports that a catalogue offers (`dcat`)."""


class Writer(NamedTuple):
    """What the module of a format offers."""

    write: Callable[[Feed, Path, Options], None]
    """Writes all into a path: a new folder, or a file to be made."""
    libraries: Callable[[], Mapping[str, str]]
    """The versions of the packages that decide about the bytes."""


class Format(NamedTuple):
    """One format, known without loading what writes it."""

    module: str
    folder: bool
    """Whether it is a folder of files."""
    help: str


FORMATS: Mapping[str, Format] = {
    "json": Format("json_files", True, "one record per document, as `extract` prints it"),
    "jsonl": Format("json_lines", False, "all records in one file, one per line"),
    "csv": Format("csv_files", True, "one file per table"),
    "xlsx": Format("workbook", False, "one sheet per table, for Excel and LibreOffice"),
    "parquet": Format("parquet", True, "one file per table, with types and lists"),
    "datapackage": Format("datapackage", True, "csv with Table Schemas (Frictionless)"),
    "dcat": Format("dcat", False, "a DCAT-AP catalogue of other exports (JSON-LD)"),
    "annotations": Format("annotations", True, "W3C Web Annotations, one page per document"),
}


def load_writer(name: str) -> Writer:
    """Import the module of a format."""
    module = import_module(f"extractor.exporters.{FORMATS[name].module}")
    return Writer(module.write, module.libraries)
