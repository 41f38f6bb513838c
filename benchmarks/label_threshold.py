"""Labels as printed (gold/labels.csv) → precision and recall by scorer and threshold."""

import argparse
import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from benchmarks.scoring import Score, score_pairs
from extractor.matching.likeness import scorer_names
from extractor.parsers.labels import FUZZY_SCORER, FUZZY_THRESHOLD, Vocabulary, vocabulary

GOLD = Path(__file__).parent.parent / "gold/labels.csv"
THRESHOLDS = [percent / 100 for percent in (*range(80, 97), 100)]
LEAST_PRECISION = 0.99


class Row(NamedTuple):
    """One wording as a document may print it."""

    texte: str
    cle: str
    """The key of its label; "" when it is none."""
    genre: str
    """How it differs from the list: `frappe`, `ocr`… or `voisin`, `titre`, `contenu` for none."""


def main() -> None:
    """Print the curve of every scorer, and the best threshold of each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path, nargs="?", default=GOLD)
    parser.add_argument("--misses", action="store_true", help="list what the shipped choice misses")
    arguments = parser.parse_args()
    rows = read_rows(arguments.gold)
    labels = vocabulary("fiche")
    print(f"{len(rows)} wordings, {sum(bool(row.cle) for row in rows)} of them labels")
    print(f"{'scorer':14}{'threshold':>10}{'precision':>11}{'recall':>9}{'F1':>9}")
    for scorer in scorer_names():
        curve = {t: measure(with_choice(labels, scorer, t), rows) for t in THRESHOLDS}
        for threshold, score in curve.items():
            print(line(scorer, threshold, score))
        print(f"{scorer}: best {best(curve):.2f}\n")
    if arguments.misses:
        print("\n".join(misses(labels, rows)))


def read_rows(path: Path) -> list[Row]:
    """The rows of gold/labels.csv."""
    with path.open(encoding="utf-8", newline="") as file:
        return [Row(**row) for row in csv.DictReader(file)]


def with_choice(labels: Vocabulary, scorer: str, threshold: float) -> Vocabulary:
    """The same labels, another scorer and threshold; at 1 nothing is taken that is not equal."""
    return replace(labels, scorer=scorer, threshold=threshold, _known={})


def measure(labels: Vocabulary, rows: Iterable[Row]) -> Score:
    """Precision and recall of `find`: a wording under a wrong key is wrong and missed."""
    return score_pairs((row.cle, labels.find(row.texte) or "") for row in rows)


def best(curve: dict[float, Score]) -> float:
    """The threshold of the highest F1 among those precise enough; the highest one of equals.

    A wrong label puts text into a wrong field; an unknown one is listed and costs one line.
    """
    precise = [t for t, score in curve.items() if score.precision >= LEAST_PRECISION]
    return max(precise, key=lambda t: (round(curve[t].f1, 4), t), default=THRESHOLDS[-1])


def line(scorer: str, threshold: float, score: Score) -> str:
    shipped = " <- shipped" if (scorer, threshold) == (FUZZY_SCORER, FUZZY_THRESHOLD) else ""
    name = "none" if threshold == 1 else f"{threshold:.2f}"
    figures = "".join(f"{100 * figure:9.1f}" for figure in (score.recall, score.f1))
    return f"{scorer:14}{name:>10}{100 * score.precision:11.1f}{figures}{shipped}"


def misses(labels: Vocabulary, rows: Sequence[Row]) -> Iterator[str]:
    """Yield the wordings under a wrong key: "voisin: 'Constants': nothing, found contexte"."""
    for row in rows:
        found = labels.find(row.texte) or ""
        if found != row.cle:
            yield f"{row.genre}: {row.texte!r}: {row.cle or 'nothing'}, found {found or 'nothing'}"


if __name__ == "__main__":
    main()
