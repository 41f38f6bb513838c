"""`cls-extractor schema`: the JSON Schema of a record on stdout, Table Schemas in a folder."""

import json
from pathlib import Path

import click

from extractor.cli.output import write_file, write_json


@click.command()
@click.option(
    "--tables",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    help="Write the Table Schemas of the exported tables there instead, one NAME.schema.json each.",
)
def command(folder: Path | None) -> None:
    """Print the JSON Schema (2020-12) of a record."""
    if folder is None:
        from extractor.schema import record_schema

        write_json(record_schema())
        return
    from extractor.exporters.tables import published_schema, tables

    for table in tables().values():
        text = json.dumps(published_schema(table), ensure_ascii=False, indent=2)
        write_file(folder / f"{table.name}.schema.json", f"{text}\n".encode())
