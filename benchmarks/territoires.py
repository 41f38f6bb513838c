"""Names of territories (gold/territoires.csv) → how many get the right code, and how fast."""

import argparse
import csv
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from extractor.matching.territoires import Found, find_territoire

GOLD = Path(__file__).parent.parent / "gold/territoires.csv"
PARTS = ("dev", "test")


class Row(NamedTuple):
    """One name as a document may print it."""

    forme: str
    type_attendu: str
    """Kind of the territory; "" where the words state none and it stays open."""
    contexte: str
    code_attendu: str
    """Its code; "" where none must be given."""
    partie: str
    """`dev`: looked at while the rules were made; `test`: only counted."""


class Accuracy(NamedTuple):
    """How many of the names are right."""

    right: int
    total: int

    @property
    def share(self) -> float:
        return self.right / max(self.total, 1)


def main() -> None:
    """Print the accuracy of each part and the time that it took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path, nargs="?", default=GOLD)
    parser.add_argument("--misses", choices=PARTS, help="list what is wrong in a part")
    arguments = parser.parse_args()
    rows = read_rows(arguments.gold)
    start = time.perf_counter()
    find_territoire("Lisieux")
    print(f"first name, data loaded: {1000 * (time.perf_counter() - start):.0f} ms")
    for part in PARTS:
        start = time.perf_counter()
        codes, types = measure([row for row in rows if row.partie == part])
        spent = (time.perf_counter() - start) / max(codes.total, 1)
        print(
            f"{part:5}{codes.total:4} names: code {100 * codes.share:.1f} %,"
            f" code and type {100 * types.share:.1f} %, {1000 * spent:.1f} ms each"
        )
    if arguments.misses:
        print("\n".join(misses(row for row in rows if row.partie == arguments.misses)))


def read_rows(path: Path) -> list[Row]:
    """The rows of gold/territoires.csv."""
    with path.open(encoding="utf-8", newline="") as file:
        return [Row(**row) for row in csv.DictReader(file)]


def measure(rows: Sequence[Row]) -> tuple[Accuracy, Accuracy]:
    """How many codes are right; and how many codes with their type."""
    found = [(row, resolve(row)) for row in rows]
    codes = sum(_code(each) == row.code_attendu for row, each in found)
    both = sum(
        _code(each) == row.code_attendu and (each.type or "") == row.type_attendu
        for row, each in found
    )
    return Accuracy(codes, len(rows)), Accuracy(both, len(rows))


def resolve(row: Row) -> Found:
    """Only the words of the name and the context are given, no type."""
    return find_territoire(row.forme, None, row.contexte)


def misses(rows: Iterable[Row]) -> Iterator[str]:
    """Yield the names with a wrong code or type: "'CALN': 200069532 ca, found nothing"."""
    for row in rows:
        found = resolve(row)
        if (_code(found), found.type or "") != (row.code_attendu, row.type_attendu):
            told = f"{_code(found)} {found.type}" + (f" {found.best}" if found.best else "")
            some = [candidate.nom_officiel for candidate in found.candidates]
            yield f"{row.forme!r}: {row.code_attendu} {row.type_attendu}, found {told} {some}"


def _code(found: Found) -> str:
    return found.best.code if found.best else ""


if __name__ == "__main__":
    main()
