"""`cls-extractor territory`: names of territories in the official reference."""

import sys
from typing import TYPE_CHECKING

import click

from extractor.cli.failures import say
from extractor.cli.output import write_json, write_rows

if TYPE_CHECKING:
    from extractor.matching.territoires import Candidate

HEADINGS = ("name", "kind", "code", "department", "region", "score")


@click.group()
def command() -> None:
    """Look names of territories up in the official reference."""


@command.command()
@click.argument("name")
@click.option("--json", "as_json", is_flag=True, help="Print the candidates as JSON.")
def lookup(name: str, as_json: bool) -> None:
    """List the communes, groups of communes, departments and regions that NAME may be.

    The exit code is 1 when there is none.
    """
    from extractor.matching.territoires import lookup as look_up

    found = look_up(name)
    if not found:
        say(f"{name}: no territory of that name (try a shorter or the official form)")
        sys.exit(1)
    if as_json:
        write_json([candidate._asdict() for candidate in found])
    else:
        write_rows(HEADINGS, list(map(_row, found)))


def _row(candidate: "Candidate") -> tuple[str, ...]:
    """Lisieux -> "Lisieux", "commune", "14366", "Calvados (14)", "Normandie (28)", "1.00" """
    from extractor.matching.territoires.reference import reference

    names = reference()
    departements = [f"{names.departements[code]} ({code})" for code in candidate.departements]
    regions = [f"{names.regions[code]} ({code})" for code in candidate.regions]
    return (
        candidate.nom_officiel,
        candidate.type,
        candidate.code,
        ", ".join(departements),
        ", ".join(regions),
        f"{candidate.score:.2f}",
    )
