"""Scores and floors in, the fields that fell below their floor out.

A floors file is TOML, one table per gold document, similarity F1 per field:

    [stem-of-the-gold-file]
    "*" = 0.98                # every field that has no line of its own
    macro = 0.99              # the average over fields, `micro` the one over values
    "sommaire.titre" = 1.0
"""

import tomllib
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from extractor.evaluation.scores import DocumentScores, Evaluation

Floors = Mapping[str, Mapping[str, float]]
"""Document → field → least similarity F1."""

ANY_FIELD = "*"
AVERAGES = ("micro", "macro")

ROUNDING = 1e-9


class Shortfall(NamedTuple):
    """A field of a document that is below its floor."""

    document: str
    field: str
    floor: float
    f1: float

    def __str__(self) -> str:
        return f"{self.document}: {self.field} {self.f1:.4f} is below its floor {self.floor:.4f}"


def read_floors(toml: str) -> dict[str, dict[str, float]]:
    """Return the floors of a TOML text.

    '[a]\\n"sommaire.titre" = 1' -> {"a": {"sommaire.titre": 1.0}}
    """
    return {
        document: {field: float(floor) for field, floor in fields.items()}
        for document, fields in tomllib.loads(toml).items()
    }


def below_floors(scores: Evaluation, floors: Floors) -> list[Shortfall]:
    """Return what is below its floor, document by document.

    A field that has a floor and no score scores 0; so does a document that has no gold any more.
    """
    return [
        shortfall
        for document, wanted in sorted(floors.items())
        for shortfall in _shortfalls(
            document, scores.documents.get(document, DocumentScores({})), wanted
        )
    ]


def _shortfalls(
    document: str, scores: DocumentScores, wanted: Mapping[str, float]
) -> Iterator[Shortfall]:
    reached = {name: counts.f1("similar") for name, counts in scores.fields.items()}
    reached["micro"] = scores.micro("similar").f1
    reached["macro"] = scores.macro("similar").f1
    for field in dict.fromkeys([*reached, *wanted]):
        floor = wanted.get(field)
        if floor is None and field not in AVERAGES:
            floor = wanted.get(ANY_FIELD)
        f1 = reached.get(field, 0.0)
        if field != ANY_FIELD and floor is not None and f1 < floor - ROUNDING:
            yield Shortfall(document, field, floor, f1)
