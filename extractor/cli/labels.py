"""The option `--labels`: label files of the user → the labels that documents are read with."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from extractor.cli.failures import take_file

if TYPE_CHECKING:
    from extractor.parsers.labels import Labels

labels_option = click.option(
    "--labels",
    "label_files",
    multiple=True,
    metavar="TOML",
    type=click.Path(path_type=Path),
    help='More labels of fiches: lines "Wording" = "field" (repeatable).',
)


def load_labels(paths: tuple[Path, ...]) -> "Labels | None":
    """Return the labels with those of the files; a bad file is one line on stderr and exit 2."""
    if not paths:
        return None
    from extractor.parsers.label_files import read_label_files

    return take_file(lambda: read_label_files(paths))
