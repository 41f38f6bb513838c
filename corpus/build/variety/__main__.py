"""Build the variety set: `python -m corpus.build.variety FOLDER [NAME…]`."""

import argparse
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

from corpus.build.variety.documents import STYLES
from corpus.build.variety.machine import missing_engines, missing_fonts, missing_poppler
from corpus.build.variety.style import Style
from corpus.build.variety.typeset import typeset

GROUPS = {True: "seen", False: "unseen"}


def main(arguments: Sequence[str] | None = None) -> int:
    """Build all documents, or those named; return 1 when one could not be built."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("names", nargs="*", metavar="NAME")
    options = parser.parse_args(arguments)
    if unknown := set(options.names) - {style.name for style in STYLES}:
        parser.error(f"no document is named {', '.join(sorted(unknown))}")
    chosen = [style for style in STYLES if not options.names or style.name in options.names]
    if poppler := missing_poppler():
        _say(f"error: {poppler}")
        return 1
    for warning in missing_fonts(chosen).values():
        _say(f"warning: {warning}")
    missing = missing_engines(chosen)
    possible = [style for style in chosen if style.engine not in missing]
    errors = [*missing.values(), *_build_all(possible, options.folder)]
    for error in errors:
        _say(f"error: {error}")
    _tell_how_to_score(options.folder)
    return 1 if errors else 0


def _build_all(styles: Sequence[Style], folder: Path) -> Iterator[str]:
    """Build the documents, one process a core; yield what went wrong."""
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        outcomes = pool.map(partial(_build, folder=folder), styles)
        for rank, (style, error) in enumerate(zip(styles, outcomes, strict=True), 1):
            print(f"[{rank}/{len(styles)}] {GROUPS[style.seen]}/{style.name}", flush=True)
            if error:
                yield f"{style.name}: {error}"


def _build(style: Style, folder: Path) -> str | None:
    """Build one document; return what went wrong: one document does not stop the others."""
    try:
        typeset(style, folder / GROUPS[style.seen])
    except (OSError, LookupError, ValueError, RuntimeError, subprocess.SubprocessError) as error:
        return f"{type(error).__name__}: {error}"
    return None


def _tell_how_to_score(folder: Path) -> None:
    print("\nScore them, field by field, or as one table:")
    for group in (folder / name for name in GROUPS.values()):
        if group.exists():
            print(f"  cls-extractor evaluate {group} {group}")
    print(f"  python benchmarks/variety.py {folder}")


def _say(line: str) -> None:
    print(line, file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
