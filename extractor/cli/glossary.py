"""`cls-extractor glossary`: what names and sigles mean, and whether a glossary file is sound."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import click

from extractor.cli.failures import say
from extractor.cli.glossaries import check_glossaries, glossary_option
from extractor.cli.output import write_json, write_rows, write_stdout
from extractor.errors import BadGlossary

HEADINGS = ("match", "kind", "sigle", "name", "category", "organisation")


class Entry(NamedTuple):
    """One row of the answer, of organisations and of sigles alike."""

    match: str
    """`exact`, or `close`: the name is only like the term."""
    kind: str
    """`organisation` or `sigle`."""
    sigle: str
    name: str
    category: str
    """Category of the organisation, domain of the sigle."""
    organisation: str
    """Id of the organisation, or ""."""


@click.group()
def command() -> None:
    """Look names and sigles up in the glossary, and check files for it."""


@command.command()
@click.argument("term")
@glossary_option
@click.option("--json", "as_json", is_flag=True, help="Print the entries as JSON.")
def lookup(term: str, glossaries: tuple[Path, ...], as_json: bool) -> None:
    """List the organisations that TERM names and what it abbreviates, then names like it.

    The exit code is 1 when there is nothing.
    """
    found = list(_entries(term, check_glossaries(glossaries)))
    if not found:
        say(f"{term}: not in the glossary (try fewer words, without the name of the place)")
        sys.exit(1)
    if as_json:
        write_json([entry._asdict() for entry in found])
    else:
        write_rows(HEADINGS, found)


@command.command()
@click.argument("file", type=click.Path(path_type=Path))
def check(file: Path) -> None:
    """Tell what is wrong in FILE (CSV): names of two bodies, circles, sigles without expansion.

    The exit code is 1 when something is.
    """
    from extractor.matching.glossary import check_glossary
    from extractor.matching.glossary_tables import read_table

    try:
        problems = check_glossary(file)
        rows = len(read_table(file).rows)
    except BadGlossary as error:
        say(str(error))
        sys.exit(1)
    lines = [f"{file}:{problem.line}: {problem.text}" for problem in problems]
    text = "\n".join(lines or [f"{rows} lines, no problem"])
    write_stdout(f"{text}\n".encode())
    sys.exit(1 if problems else 0)


def _entries(term: str, glossaries: tuple[Path, ...]) -> Iterator[Entry]:
    from extractor.matching.glossary import load_glossary

    glossary = load_glossary(glossaries)
    exact, close = glossary.organisations_of(term), glossary.close_to(term)
    for match, rows in (("exact", exact), ("close", close)):
        for row in rows:
            yield Entry(match, "organisation", row.sigle, row.nom, row.categorie, row.id)
        if match == "exact":
            yield from (Entry(match, "sigle", *sense) for sense in glossary.meanings(term))
