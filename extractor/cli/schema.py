"""`cls-extractor schema`: the JSON Schema of a record on stdout."""

import json

import click

from extractor.cli.output import write_stdout


@click.command()
def command() -> None:
    """Print the JSON Schema (2020-12) of a record."""
    from extractor.schema import record_schema

    text = json.dumps(record_schema(), ensure_ascii=False, indent=2)
    write_stdout(f"{text}\n".encode())
