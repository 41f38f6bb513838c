"""`cls-extractor schema`: the JSON Schema of a record on stdout."""

import click

from extractor.cli.output import write_json


@click.command()
def command() -> None:
    """Print the JSON Schema (2020-12) of a record."""
    from extractor.schema import record_schema

    write_json(record_schema())
