"""Pairs in, precision, recall and F1 per field out, with micro and macro averages."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from extractor.evaluation.likeness import LEVELS, Level, is_match
from extractor.evaluation.pairs import Json, JsonObject, Pair, pair_up
from models.record import Record

AnyRecord: TypeAlias = "Record | JsonObject"
"""A record as the pipeline gives it, or as parsed from its JSON."""


@dataclass(frozen=True)
class Counts:
    """How many values of a field were expected, found, and found right at each level."""

    expected: int = 0
    found: int = 0
    strict: int = 0
    soft: int = 0
    similar: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(
            self.expected + other.expected,
            self.found + other.found,
            self.strict + other.strict,
            self.soft + other.soft,
            self.similar + other.similar,
        )

    def right(self, level: Level) -> int:
        """Return how many values are right at a level."""
        return {"strict": self.strict, "soft": self.soft, "similar": self.similar}[level]

    def precision(self, level: Level) -> float:
        """Return the share of the found values that are right; 0 when none was found."""
        return self.right(level) / self.found if self.found else 0.0

    def recall(self, level: Level) -> float:
        """Return the share of the expected values that were found right; 0 when none was."""
        return self.right(level) / self.expected if self.expected else 0.0

    def f1(self, level: Level) -> float:
        """Return the harmonic mean of precision and recall.

        4 expected, 5 found, 3 right -> 2 x 3 / (4 + 5) = 0.667
        """
        total = self.expected + self.found
        return 2 * self.right(level) / total if total else 0.0


@dataclass(frozen=True)
class Average:
    """Precision, recall and F1 over several fields."""

    precision: float
    recall: float
    f1: float


@dataclass(frozen=True)
class DocumentScores:
    """The scores of one document, or of all of them together."""

    fields: Mapping[str, Counts]
    """Field → counts, in the order of the record; fields without any value are left out."""

    def micro(self, level: Level) -> Average:
        """Return the average over values: a field with many values weighs more."""
        total = sum(self.fields.values(), Counts())
        return Average(total.precision(level), total.recall(level), total.f1(level))

    def macro(self, level: Level) -> Average:
        """Return the average over fields: each weighs the same."""
        counts = list(self.fields.values())
        return Average(
            _mean(count.precision(level) for count in counts),
            _mean(count.recall(level) for count in counts),
            _mean(count.f1(level) for count in counts),
        )

    def as_dict(self) -> JsonObject:
        """Return the scores as JSON."""
        return {
            "fields": {name: _counts_as_dict(counts) for name, counts in self.fields.items()},
            "micro": {level: _average_as_dict(self.micro(level)) for level in LEVELS},
            "macro": {level: _average_as_dict(self.macro(level)) for level in LEVELS},
        }


@dataclass(frozen=True)
class Evaluation:
    """The scores of every gold document."""

    documents: Mapping[str, DocumentScores]
    """Document → scores."""
    missing: tuple[str, ...] = ()
    """Gold documents without a record: all their values count as missed."""
    without_gold: tuple[str, ...] = ()
    """Records that no gold judges."""

    @property
    def total(self) -> DocumentScores:
        """Return the scores over all documents."""
        fields: dict[str, Counts] = {}
        for scores in self.documents.values():
            for name, counts in scores.fields.items():
                fields[name] = fields.get(name, Counts()) + counts
        return DocumentScores(fields)

    def as_dict(self) -> JsonObject:
        """Return everything as JSON: the total, then each document."""
        return {
            **self.total.as_dict(),
            "documents": {name: scores.as_dict() for name, scores in self.documents.items()},
            "missing": list(self.missing),
            "without_gold": list(self.without_gold),
        }

    def table(self) -> str:
        """Return the total as an aligned plain-text table, percentages, one line per field."""
        total = self.total
        rows = [_row(name, counts.expected, _cells(counts)) for name, counts in by_name(total)]
        support = sum(counts.expected for counts in total.fields.values())
        micro = [total.micro(level) for level in LEVELS]
        macro = [total.macro(level) for level in LEVELS]
        rows.append(_row("all values (micro average)", support, micro))
        rows.append(_row("all fields (macro average)", support, macro))
        width = max(len(name) for name, _ in rows)
        lines = [f"{name:<{width}}{figures}" for name, figures in rows]
        rule = "-" * len(lines[0])
        notes = [f"no record for {name}: all its values count as missed" for name in self.missing]
        return "\n".join([*_heading(width), rule, *lines[:-2], rule, *lines[-2:], *notes])


def evaluate(records: Mapping[str, AnyRecord], golds: Mapping[str, AnyRecord]) -> Evaluation:
    """Return the scores of the records against the golds; both are keyed by document.

    A gold without a record counts as all missed; a record without a gold is only named.
    """
    return Evaluation(
        documents={
            name: DocumentScores(count_pairs(pair_up(_as_json(gold), _as_json(records.get(name)))))
            for name, gold in sorted(golds.items())
        },
        missing=tuple(sorted(set(golds) - set(records))),
        without_gold=tuple(sorted(set(records) - set(golds))),
    )


def differences(
    record: AnyRecord, gold: AnyRecord, level: Level = "similar"
) -> dict[str, tuple[Pair, ...]]:
    """Return for each field the pairs that are not right at a level, with their JSON Pointers.

    A value that was missed has no `found`, one that was invented no `expected`.
    """
    wrong: dict[str, list[Pair]] = {}
    for pair in pair_up(_as_json(gold), _as_json(record)):
        if not _is_right(pair, level):
            wrong.setdefault(pair.field, []).append(pair)
    return {field: tuple(pairs) for field, pairs in wrong.items()}


def count_pairs(pairs: Iterable[Pair]) -> dict[str, Counts]:
    """Return the counts of each field, in the order in which the fields come."""
    fields: dict[str, Counts] = {}
    for pair in pairs:
        fields[pair.field] = fields.get(pair.field, Counts()) + Counts(
            expected=int(pair.expected is not None),
            found=int(pair.found is not None),
            strict=int(_is_right(pair, "strict")),
            soft=int(_is_right(pair, "soft")),
            similar=int(_is_right(pair, "similar")),
        )
    return fields


def _is_right(pair: Pair, level: Level) -> bool:
    if pair.expected is None or pair.found is None:
        return False
    return is_match(pair.expected, pair.found, level)


def _as_json(record: "AnyRecord | None") -> JsonObject:
    if record is None:
        return {}
    if isinstance(record, Record):
        dumped: JsonObject = record.model_dump(mode="json")
        return dumped
    return record


def _mean(values: Iterable[float]) -> float:
    figures = list(values)
    return sum(figures) / len(figures) if figures else 0.0


def _average_of(counts: Counts, level: Level) -> Average:
    return Average(counts.precision(level), counts.recall(level), counts.f1(level))


def _average_as_dict(average: Average) -> JsonObject:
    return {
        "precision": round(average.precision, 4),
        "recall": round(average.recall, 4),
        "f1": round(average.f1, 4),
    }


def _counts_as_dict(counts: Counts) -> JsonObject:
    levels: dict[str, Json] = {
        level: _average_as_dict(_average_of(counts, level)) for level in LEVELS
    }
    return {"expected": counts.expected, "found": counts.found, **levels}


def by_name(scores: DocumentScores) -> list[tuple[str, Counts]]:
    """Return the fields in the order of the record, what stands under a field next to it."""
    rank: dict[str, int] = {}
    for name in scores.fields:
        for prefix in _prefixes(name):
            rank.setdefault(prefix, len(rank))
    return sorted(
        scores.fields.items(), key=lambda item: [rank[prefix] for prefix in _prefixes(item[0])]
    )


def _prefixes(name: str) -> list[str]:
    """Return a field and what it stands under, outermost first.

    "fiches_action.outils.url" -> "fiches_action", "fiches_action.outils", the whole
    """
    parts = name.split(".")
    return [".".join(parts[: i + 1]) for i in range(len(parts))]


def _cells(counts: Counts) -> list[Average]:
    return [_average_of(counts, level) for level in LEVELS]


def _row(name: str, support: int, averages: Iterable[Average]) -> tuple[str, str]:
    figures = "".join(
        f"  |{average.precision * 100:7.2f}{average.recall * 100:7.2f}{average.f1 * 100:7.2f}"
        for average in averages
    )
    return name, f"{support:8d}{figures}"


def _heading(width: int) -> list[str]:
    levels = "".join(f"  |{level:^21}" for level in LEVELS)
    measures = ("  |" + "".join(f"{name:>7}" for name in ("prec.", "recall", "F1"))) * len(LEVELS)
    return [f"{'':{width}}{'':8}{levels}", f"{'field':<{width}}{'support':>8}{measures}"]
