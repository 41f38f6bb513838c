"""`styles/*.toml` → the documents of the set."""

from dataclasses import replace
from pathlib import Path

from corpus.build.variety.style import Style
from corpus.build.variety.tables import FOLDER, read_tables


def read_styles(path: Path, seen: bool) -> tuple[Style, ...]:
    """Return the documents of one file, each named as its table."""
    styles = read_tables(path, Style, name="", seen=seen)
    return tuple(replace(style, name=name) for name, style in styles.items())


SEEN = read_styles(FOLDER / "styles" / "seen.toml", seen=True)
UNSEEN = read_styles(FOLDER / "styles" / "unseen.toml", seen=False)
STYLES = SEEN + UNSEEN
