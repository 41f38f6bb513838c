"""Mentions as printed (gold/mentions.csv) → precision and recall by scorer and threshold; time."""

import argparse
import csv
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.scoring import Score, score_pairs
from extractor.matching.approach import SHIPPED, Approach, scorers
from extractor.matching.glossary import Glossary, load_glossary
from extractor.matching.mentions import Match, match_mentions

GOLD = Path(__file__).parent.parent / "gold/mentions.csv"
THRESHOLDS = [percent / 100 for percent in (*range(70, 98, 2), 100)]
LEAST_PRECISION = 0.98
NEVER = 1.01


class Row(NamedTuple):
    """One mention, and what its document says of sigles."""

    texte: str
    organisation: str
    """Id; "" when it is none of the glossary, or stays open."""
    own: Mapping[str, str]
    introduced: Mapping[str, str]
    partie: str
    note: str


def main() -> None:
    """Print the curve of every scorer on both parts, then the time."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path, nargs="?", default=GOLD)
    parser.add_argument("--misses", action="store_true", help="list what `dev` shows to be wrong")
    parser.add_argument("--test", action="store_true", help="show the part `test` too")
    parser.add_argument("--shipped", action="store_true", help="only the shipped choice")
    arguments = parser.parse_args()
    glossary, rows = load_glossary(), read_rows(arguments.gold)
    parts = {"dev": [r for r in rows if r.partie == "dev"]}
    if arguments.test:
        parts["test"] = [r for r in rows if r.partie == "test"]
    for part, chosen in parts.items():
        named = sum(bool(row.organisation) for row in chosen)
        print(f"{part}: {len(chosen)} mentions, {named} of them of the glossary")
        for rules in [SHIPPED] if arguments.shipped else choices():
            print(line(rules, measure(chosen, match_rows(chosen, glossary, rules))))
    if arguments.misses:
        print("\n".join(misses(parts["dev"], glossary)))
    organisations = len(glossary.organisations)
    print(f"5,000 mentions × {organisations} organisations: {speed(rows, glossary):.2f} s")


def choices() -> Iterator[Approach]:
    """Every scorer at every threshold; last, nothing that is only alike."""
    for scorer in scorers(()):
        for threshold in THRESHOLDS[:-1]:
            yield SHIPPED._replace(scorer=scorer, threshold=threshold)
    yield SHIPPED._replace(threshold=NEVER, ally=NEVER)


def read_rows(path: Path) -> list[Row]:
    """The rows of gold/mentions.csv."""
    with path.open(encoding="utf-8", newline="") as file:
        return [
            Row(
                row["texte"],
                row["organisation"],
                read_sigles(row["sigles_du_document"]),
                read_sigles(row["introduits"]),
                row["partie"],
                row["note"],
            )
            for row in csv.DictReader(file)
        ]


def read_sigles(cell: str) -> dict[str, str]:
    """ "PMI=Protection Maternelle Infantile | REP=…" -> {"PMI": …, "REP": …}"""
    pairs = (entry.partition("=") for entry in cell.split(" | ") if entry)
    return {sigle.strip(): expansion.strip() for sigle, _, expansion in pairs}


def match_rows(rows: Iterable[Row], glossary: Glossary, rules: Approach) -> list[Match]:
    """Match rows; those with the same sigles in one pass, as mentions of one document."""
    groups: dict[str, list[tuple[int, Row]]] = {}
    for index, row in enumerate(rows):
        groups.setdefault(repr((row.own, row.introduced)), []).append((index, row))
    found: dict[int, Match] = {}
    for group in groups.values():
        first = group[0][1]
        textes = [row.texte for _, row in group]
        matches = match_mentions(textes, glossary, first.own, first.introduced, rules)
        found |= {index: match for (index, _), match in zip(group, matches, strict=True)}
    return [found[index] for index in sorted(found)]


def measure(rows: Sequence[Row], matches: Sequence[Match]) -> Score:
    """A mention under a wrong organisation is wrong and missed."""
    return score_pairs(
        (row.organisation, match.organisation or "")
        for row, match in zip(rows, matches, strict=True)
    )


def line(rules: Approach, score: Score) -> str:
    name = "none" if rules.threshold > 1 else f"{rules.threshold:.2f}"
    figures = "".join(
        f"{100 * figure:9.1f}" for figure in (score.precision, score.recall, score.f1)
    )
    return f"{rules.scorer:12}{name:>8}{figures}{' <- shipped' if rules == SHIPPED else ''}"


def misses(rows: Sequence[Row], glossary: Glossary) -> Iterator[str]:
    """Yield what is wrong: "sosie: 'Centre de santé sexuelle': cegidd, found centre-de-sante"."""
    for row, match in zip(rows, match_rows(rows, glossary, SHIPPED), strict=True):
        if row.organisation != (match.organisation or ""):
            found = match.organisation or f"nothing {match.ambigu or ''}"
            expected = row.organisation or "nothing"
            yield (
                f"{row.note}: {row.texte!r}: {expected}, found {found} "
                f"({match.methode}, {match.score})"
            )


def speed(rows: Sequence[Row], glossary: Glossary, number: int = 5000) -> float:
    """Seconds for so many different mentions as those of a document, warm."""
    places = (f" {place}" for place in range(100, 10_000))
    textes = [row.texte for row in rows]
    while len(textes) < number:
        textes += [texte + next(places) for texte in textes[: number - len(textes)]]
    match_mentions(textes[:10], glossary)
    start = time.perf_counter()
    match_mentions(textes, glossary)
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
