"""The option `--glossary`: files of the user beside the shipped glossaries."""

from pathlib import Path

import click

from extractor.cli.failures import take_file

glossary_option = click.option(
    "--glossary",
    "glossaries",
    multiple=True,
    metavar="CSV",
    type=click.Path(path_type=Path),
    help="More organisations or sigles, in the columns of the shipped files (repeatable).",
)


def check_glossaries(paths: tuple[Path, ...]) -> tuple[Path, ...]:
    """Return the files when they can be used; a bad one is one line on stderr and exit 2."""
    if paths:
        from extractor.matching.glossary import load_glossary

        take_file(lambda: load_glossary(paths))
    return paths
