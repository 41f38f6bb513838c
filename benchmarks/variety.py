"""Documents with their gold beside them → one table of scores, a row a document, as Markdown."""

import argparse
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import NamedTuple

from corpus.build.variety.score import score, weakest_fields


class Row(NamedTuple):
    """Similarity F1 of one document."""

    group: str
    name: str
    micro: float
    macro: float
    untagged: float
    """Macro, with the tags stripped."""
    weakest: str


def main() -> None:
    """Print the documents of each group, their mean and their least."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "folder", type=Path, nargs="?", default=Path("build/variety"), help="one folder a group"
    )
    folder: Path = parser.parse_args().folder
    groups = sorted({path.parent for path in folder.glob("*/*.json")})
    if not groups:
        parser.error(f"no gold in the folders of {folder} (make variety)")
    with ProcessPoolExecutor(2) as pool:
        for group in groups:
            paths = sorted(path.with_suffix(".pdf") for path in group.glob("*.json"))
            print("\n".join(table(list(pool.map(measure, paths)))), end="\n\n")


def measure(pdf: Path) -> Row:
    """Score one document, with its tags and without."""
    scores = score(pdf)
    weakest = weakest_fields(scores, 1)
    return Row(
        pdf.parent.name,
        pdf.stem,
        scores.micro("similar").f1,
        scores.macro("similar").f1,
        score(pdf, use_tags=False).macro("similar").f1,
        "".join(f"`{field}` {percent(f1)}" for field, f1 in weakest),
    )


def table(rows: list[Row]) -> Iterator[str]:
    """Yield the lines of the table of one group."""
    yield f"| {rows[0].group} | micro | macro | macro, no tags | weakest field |"
    yield "|---|--:|--:|--:|---|"
    for row in rows:
        yield line(row.name, row[2:5], row.weakest)
    columns = list(zip(*(row[2:5] for row in rows), strict=True))
    yield line(f"**mean of {len(rows)}**", (sum(column) / len(rows) for column in columns))
    yield line("**least**", map(min, columns))


def line(name: str, figures: Iterable[float], weakest: str = "") -> str:
    """Return one row of the table."""
    return f"| {name} | {' | '.join(map(percent, figures))} | {weakest} |"


def percent(figure: float) -> str:
    """0.98765 -> "98.8"; only all of it is 100.0."""
    return f"{min(100 * figure, 99.9) if figure < 1 else 100:.1f}"


if __name__ == "__main__":
    main()
