"""`cls-extractor evaluate`: a corpus and its gold → scores, and whether they hold."""

import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from extractor.cli.failures import attempt, debug_option, say
from extractor.cli.glossaries import check_glossaries, glossary_option
from extractor.cli.labels import labels_option, load_labels
from extractor.cli.output import write_json, write_stdout
from extractor.cli.progress import Progress
from models.records import Document

if TYPE_CHECKING:
    from extractor.evaluation import Evaluation, Pair
    from extractor.pipeline import Options

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
@labels_option
@glossary_option
@debug_option
def command(
    corpus: Path,
    gold: Path,
    as_json: bool,
    errors: bool,
    floors: Path | None,
    label_files: tuple[Path, ...],
    glossaries: tuple[Path, ...],
    debug: bool,
) -> None:
    """Score the records of CORPUS (PDF files) against GOLD, field by field.

    GOLD/NAME.json holds the truth for CORPUS/NAME.pdf; a PDF that cannot be read counts as all
    missed. The exit code is 1 when a file failed or a score is below its floor.
    """
    from extractor.evaluation import evaluate

    paths = sorted(gold.glob("*.json"))
    if not paths:
        raise click.ClickException(f"no gold in {gold} (name the folder that holds NAME.json)")
    golds = _read_golds(paths, debug)
    from extractor.pipeline import Options

    options = Options(labels=load_labels(label_files), glossaries=check_glossaries(glossaries))
    records = _read_records([corpus / f"{name}.pdf" for name in golds], options, debug)
    evaluation = evaluate(records, golds)
    if as_json:
        write_json(evaluation.as_dict())
    else:
        write_stdout(f"{evaluation.table()}\n".encode())
    if errors:
        _list_errors(records, golds)
    holds = _floors_hold(evaluation, floors or gold / DEFAULT_FLOORS)
    sys.exit(0 if holds and len(records) == len(paths) else 1)


def _read_golds(paths: list[Path], debug: bool) -> Documents:
    """Return the gold records by the name that they share with their PDF."""
    golds: Documents = {}
    for path in paths:
        read = partial(Document.model_validate_json, path.read_bytes())
        gold = attempt(path.name, read, debug)
        if gold is not None:
            golds[path.stem] = gold
    return golds


def _read_records(paths: list[Path], options: "Options", debug: bool) -> Documents:
    """Read every PDF; one that fails is told and left out."""
    from extractor.pipeline import read_document

    progress = Progress(len(paths), sys.stderr)

    def read(path: Path) -> Document:
        with progress.step(path.name):
            return read_document(path, options).record

    records: Documents = {}
    for path in paths:
        record = attempt(path.name, partial(read, path), debug)
        if record is not None:
            records[path.stem] = record
    return records


def _list_errors(records: Documents, golds: Documents) -> None:
    """Print every value that differs: "NAME: axes.titre: "Axe 1" at /contrats/0/… → nothing"."""
    from extractor.evaluation import differences

    for name, record in records.items():
        for field, pairs in differences(record, golds[name]).items():
            for pair in pairs:
                click.echo(f"{name}: {field}: {_describe(pair)}", err=True)


def _describe(pair: "Pair") -> str:
    sides = ((pair.expected, pair.expected_at), (pair.found, pair.found_at))
    told = ["nothing" if text is None else f"{text!r} at {place}" for text, place in sides]
    return " → ".join(told)


def _floors_hold(evaluation: "Evaluation", path: Path) -> bool:
    """Whether every score reaches its floor; those that do not are told."""
    from extractor.evaluation import below_floors, read_floors

    if not path.exists():
        return True
    shortfalls = below_floors(evaluation, read_floors(path.read_text(encoding="utf-8")))
    for shortfall in shortfalls:
        say(str(shortfall))
    return not shortfalls
