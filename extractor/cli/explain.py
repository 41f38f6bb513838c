"""`cls-extractor explain`: one value of a record → where it was read and what decided."""

import json
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from extractor.cli.failures import attempt, debug_option, say
from extractor.cli.glossaries import check_glossaries, glossary_option
from extractor.cli.labels import labels_option, load_labels
from extractor.cli.output import write_json, write_stdout
from extractor.errors import BadRecord, MissingFile

if TYPE_CHECKING:
    from extractor.explanation import Explanation
    from extractor.parsers.labels import Labels

LONGEST = 400
"""Characters of a value that are printed for a person."""


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("pointer")
@click.option("--json", "as_json", is_flag=True, help="Print the account as JSON.")
@labels_option
@glossary_option
@debug_option
def command(
    file: Path,
    pointer: str,
    as_json: bool,
    label_files: tuple[Path, ...],
    glossaries: tuple[Path, ...],
    debug: bool,
) -> None:
    """Tell where a value of FILE was read, and what decided about it.

    FILE is a PDF or a record (NAME.json); POINTER is a JSON Pointer into the record:
    /contrats/0/fiches_action/3/themes. Of a fiche, each theme is told with its score and the words
    that decided; of a mention, how its organisation was matched.
    """
    from extractor.explanation import explain

    labels, glossaries = load_labels(label_files), check_glossaries(glossaries)
    record = attempt(file.name, partial(_read, file, labels, glossaries), debug)
    if record is None:
        sys.exit(1)
    try:
        explanation = explain(record, pointer)
    except LookupError as error:
        say(f"{file.name}: {error.args[0]}")
        sys.exit(1)
    if as_json:
        write_json(explanation.as_dict())
    else:
        write_stdout("".join(f"{line}\n" for line in _lines(explanation)).encode())


def _read(file: Path, labels: "Labels | None", glossaries: tuple[Path, ...]) -> dict[str, Any]:
    """The record of a file, read from the PDF or from its JSON."""
    if file.suffix.lower() != ".json":
        from extractor.pipeline import Options, read_document

        options = Options(labels=labels, glossaries=glossaries)
        return read_document(file, options).record.model_dump(mode="json")
    from models.records import Document

    try:
        record = Document.model_validate_json(file.read_bytes())
    except OSError as error:
        cause = "no such file" if not file.exists() else error.strerror or "cannot be read"
        raise MissingFile(file.name, cause, "check the path") from error
    except ValueError as error:
        hint = "name a PDF, or a record that `extract` wrote"
        raise BadRecord(file.name, "not a record", hint) from error
    return record.model_dump(mode="json")


def _lines(explanation: "Explanation") -> list[str]:
    lines = [explanation.pointer or "(the record)", f"  value: {_short(explanation.value)}"]
    if explanation.read_at is None:
        lines.append("  read at: not said in this record")
    else:
        near = explanation.read_at != explanation.pointer
        lines.append(f"  read at:{f' (as {explanation.read_at})' if near else ''}")
        lines += [f"    page {page}, box {list(bbox)}" for page, bbox in explanation.places]
    for key, value in (explanation.mention or {}).items():
        lines.append(f"  {key}: {_short(value)}")
    return lines + _theme_lines(explanation)


def _theme_lines(explanation: "Explanation") -> list[str]:
    if explanation.themes is None:
        return []
    lines = [] if explanation.kept else ["  no theme: no word of the vocabulary decides"]
    for theme, score, words in explanation.themes:
        if theme in explanation.kept:
            lines.append(f"  {theme} {score:.2f}")
            lines += [
                f"    {word.poids:.2f}  « {word.mots} » ({word.niveau}) in {word.champ}"
                for word in words
            ]
    others = [f"{t} {score:.2f}" for t, score, _ in explanation.themes if t not in explanation.kept]
    return [*lines, f"  not kept: {', '.join(others)}"] if others else lines


def _short(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
