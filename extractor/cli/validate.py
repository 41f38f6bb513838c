"""`cls-extractor validate`: records made elsewhere, checked against the schema."""

import sys
from pathlib import Path

import click

from extractor.cli.failures import say

MOST = 50
"""Problems of one record that are told."""


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
def command(files: tuple[Path, ...]) -> None:
    """Check records against the schema: JSON files, or JSON Lines.

    Each problem is one line on stderr, with the file, the line and the JSON Pointer of the value.
    The exit code is 1 when there is one.
    """
    valid = [_check(path) for path in files]
    sys.exit(0 if all(valid) else 1)


def _check(path: Path) -> bool:
    """Whether all records of a file are valid; what is not is told."""
    from extractor.validation import find_problems, split_records

    valid, count = True, 0
    try:
        for line, data in split_records(path):
            count += 1
            problems = find_problems(data)
            valid = valid and not problems
            for problem in problems[:MOST]:
                where = f" {problem.pointer}:" if problem.pointer else ""
                say(f"{path}:{line}:{where} {problem.message}")
            if len(problems) > MOST:
                say(f"{path}:{line}: {len(problems) - MOST} more problems")
    except OSError as error:
        say(f"{path}: cannot be read: {error.strerror or error} (name a file with records)")
        return False
    if valid:
        click.echo(f"{path}: {count} valid record{'s' if count > 1 else ''}", err=True)
    return valid
