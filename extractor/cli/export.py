"""`cls-extractor export`: documents of a store → files for other programs and people."""

import sys
from functools import partial
from pathlib import Path

import click

from extractor.cli.failures import say, take_file
from extractor.errors import ExtractionError

FORMATS = ("json", "jsonl", "csv", "xlsx", "parquet", "datapackage", "dcat", "annotations")
GENRES = ("contrat", "communique", "page_web", "inconnu")


@click.command()
@click.option("--db", required=True, metavar="URL", help="The database that `import` filled.")
@click.option(
    "--to", required=True, type=click.Choice(FORMATS), help="What to make: see docs/export.md."
)
@click.option(
    "-o",
    "--output",
    "place",
    required=True,
    type=click.Path(path_type=Path),
    help="The file or folder to be made; an earlier export there is replaced.",
)
@click.option(
    "--territoire",
    "territoires",
    multiple=True,
    metavar="NAME_OR_CODE",
    help="Contracts of this territory: words of its name, its INSEE or SIREN code, or the code of "
    "its département. Repeat for several.",
)
@click.option(
    "--theme",
    "themes",
    multiple=True,
    metavar="ID",
    help="Fiches on this theme, and the documents that have one. Repeat for several.",
)
@click.option("--periode", metavar="YEARS", help="Contracts that cover 2024, or one of 2022-2026.")
@click.option(
    "--genre", "genres", multiple=True, type=click.Choice(GENRES), help="Repeat for several."
)
@click.option(
    "--redact-contacts",
    "redacted",
    is_flag=True,
    help="Leave telephone numbers and e-mail addresses out of records too; tables never have them.",
)
@click.option(
    "--documents",
    default="",
    metavar="[FOLDER=]ADDRESS",
    help="Where links find the documents: an address or a folder, put before their paths, or in "
    "the place of FOLDER at their start.",
)
@click.option(
    "--catalogue",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Who publishes, and where (TOML), for dcat.",
)
@click.option(
    "--distribution",
    "distributions",
    multiple=True,
    type=click.Path(exists=True, path_type=Path),
    help="An export that the catalogue offers, for dcat. Repeat for several.",
)
def command(
    db: str,
    to: str,
    place: Path,
    territoires: tuple[str, ...],
    themes: tuple[str, ...],
    periode: str | None,
    genres: tuple[str, ...],
    redacted: bool,
    documents: str,
    catalogue: Path | None,
    distributions: tuple[Path, ...],
) -> None:
    """Write the documents of a database in another format, with a manifest of what was written.

    The same database and options give the same bytes. An export is whole or not there.
    """
    from extractor.exporters.export import export
    from extractor.exporters.formats import Options
    from extractor.exporters.selection import Filters, check_themes, read_periode
    from extractor.store.store import open_existing_store

    years = take_file(partial(read_periode, periode)) if periode else None
    filters = Filters(territoires, take_file(partial(check_themes, themes)), years, genres)
    options = Options(documents, catalogue, distributions)
    with take_file(partial(open_existing_store, db)) as store:
        try:
            manifest = export(store, to, place, filters, redacted, options)
        except ExtractionError as error:
            say(str(error))
            sys.exit(1)
        except OSError as error:
            say(f"{place}: cannot be written: {error.strerror or error} (choose another place)")
            sys.exit(1)
    counts = manifest["counts"]
    click.echo(f"{place}: {counts['documents']} documents", err=True)
    if counts["failed"]:
        paths = "1 path" if counts["failed"] == 1 else f"{counts['failed']} paths"
        click.echo(f"note: {paths} of the database gave no record", err=True)
