"""`cls-extractor evaluate`: a corpus and its gold → scores, and whether they hold."""

import json
import sys
import tomllib
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

import click

from extractor.cli.failures import attempt, debug_option, say
from extractor.cli.output import write_stdout
from extractor.cli.progress import Progress
from models import Document

DEFAULT_FLOORS = "floors.toml"

Documents = dict[str, Document]
FolderPath = click.Path(exists=True, file_okay=False, path_type=Path)
FilePath = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@click.argument("corpus", default=Path("corpus/pdf"), type=FolderPath)
@click.argument("gold", default=Path("gold"), type=FolderPath)
@click.option("--json", "as_json", is_flag=True, help="Print the scores as JSON.")
@click.option("--errors", is_flag=True, help="List every value that differs, on stderr.")
@click.option(
    "--floors",
    type=FilePath,
    help=f"Scores that must be reached (TOML; default: GOLD/{DEFAULT_FLOORS} if it is there).",
)
@debug_option
def command(
    corpus: Path, gold: Path, as_json: bool, errors: bool, floors: Path | None, debug: bool
) -> None:
    """Score the records of CORPUS (PDF files) against GOLD, field by field.

    GOLD/NAME.json holds the truth for CORPUS/NAME.pdf. The exit code is 1 when a file failed or a
    score is below its floor.
    """
    from extractor.evaluation import below_floors, differences, evaluate

    golds = _read_golds(gold, debug)
    records = _read_records(corpus, list(golds), debug)
    if not records:
        raise click.ClickException(f"no document of {corpus} could be scored against {gold}")
    read = {name: golds[name] for name in records}
    evaluation = evaluate(records, read)
    if as_json:
        _write(json.dumps(evaluation.as_dict(), ensure_ascii=False, indent=2))
    else:
        _write(evaluation.table())
    if errors:
        for name, record in records.items():
            for difference in differences(record, golds[name]):
                click.echo(f"{name}: {difference}", err=True)
    low = below_floors(evaluation, _read_floors(floors or gold / DEFAULT_FLOORS))
    for line in low:
        say(f"below its floor: {line}")
    sys.exit(1 if low or len(records) < len(list(gold.glob("*.json"))) else 0)


def _read_golds(folder: Path, debug: bool) -> Documents:
    """Return the gold records by the name that they share with their PDF."""
    golds: Documents = {}
    for path in sorted(folder.glob("*.json")):
        gold = attempt(path.name, partial(Document.model_validate_json, path.read_bytes()), debug)
        if gold is not None:
            golds[path.stem] = gold
    return golds


def _read_records(folder: Path, names: list[str], debug: bool) -> Documents:
    """Read the PDF of every gold record; one that fails is told and left out."""
    from extractor.pipeline import read_document

    progress = Progress(len(names), sys.stderr)

    def read(path: Path) -> Document:
        with progress.step(path.name):
            return read_document(path).record

    records: Documents = {}
    for name in names:
        path = folder / f"{name}.pdf"
        record = attempt(path.name, partial(read, path), debug)
        if record is not None:
            records[name] = record
    return records


def _read_floors(path: Path) -> Mapping[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def _write(text: str) -> None:
    write_stdout(f"{text.rstrip()}\n".encode())
