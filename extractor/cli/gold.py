"""`cls-extractor gold`: files to score against, made of what people have checked."""

import sys
from functools import partial
from pathlib import Path

import click

from extractor.cli.failures import say, take_file


@click.group()
def command() -> None:
    """Make gold files, against which `evaluate` scores."""


@command.command("from-corrections")
@click.option(
    "--db", required=True, envvar="CLS_DB", metavar="URL", help="Of the service [CLS_DB]."
)
@click.option(
    "-o",
    "--output",
    "folder",
    default="gold",
    show_default=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder that the files are written into.",
)
@click.option("--force", is_flag=True, help="Replace files that are there.")
@click.argument("document")
def from_corrections(db: str, folder: Path, force: bool, document: str) -> None:
    """Write the gold file of DOCUMENT (its id: sha256 of the PDF), once every part is checked."""
    from extractor.service.gold import NotChecked, make_gold
    from extractor.store.store import open_existing_store

    with take_file(partial(open_existing_store, db)) as store:
        made = make_gold(store, document)
    if made is None:
        say(f"{document}: no record of a document has this id")
        sys.exit(1)
    if isinstance(made, NotChecked):
        say(f"{document}: {len(made.left)} parts are still to be checked: {', '.join(made.left)}")
        sys.exit(1)
    path = folder / made.name
    if path.exists() and not force:
        say(f"{path}: is there already (--force replaces it)")
        sys.exit(1)
    folder.mkdir(parents=True, exist_ok=True)
    path.write_text(made.text, "utf-8")
    click.echo(str(path))
