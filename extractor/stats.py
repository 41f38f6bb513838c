"""The account of what was read: which share of the characters went where."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from extractor.layout.flow import Flow
from models.page import Word

WordId = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Statistics:
    """Characters of a document by destination, and where each table's joins came from."""

    characters: int
    record: int
    """Characters that went into a value of the record."""
    furniture: int
    """Running headers, footers, page numbers."""
    bullets: int
    """List bullets, left out of texts by contract."""
    nowhere: int
    nowhere_by_page: Mapping[int, int]
    """PDF page → characters of it in no value of the record."""
    tables: Mapping[str, int]
    """Source of the joins (`regles`, `balises`) → number of tables."""
    unknown_labels: Mapping[str, int]
    """Labels of fiches that no label file knows → how often they stand."""

    def as_dict(self) -> dict[str, object]:
        return {
            "characters": self.characters,
            "record": self.record,
            "furniture": self.furniture,
            "bullets": self.bullets,
            "nowhere": self.nowhere,
            "nowhere_by_page": {str(p): n for p, n in self.nowhere_by_page.items()},
            "tables": dict(self.tables),
            "unknown_labels": dict(self.unknown_labels),
        }

    def table(self) -> str:
        """The account as lines for a person."""
        rows = [
            ("in the record", self.record),
            ("page furniture", self.furniture),
            ("list bullets", self.bullets),
            ("nowhere", self.nowhere),
        ]
        total = max(self.characters, 1)
        lines = [f"{self.characters} characters"]
        lines += [f"  {name:<16}{count:>8}  {100 * count / total:5.1f} %" for name, count in rows]
        if self.nowhere_by_page:
            lines.append(f"  pages with text in no field: {page_ranges(self.nowhere_by_page)}")
        tables = ", ".join(f"{count} by {source}" for source, count in self.tables.items())
        lines.append(f"tables: {tables or 'none'}")
        if self.unknown_labels:
            names = ", ".join(f"{name!r} ({n})" for name, n in self.unknown_labels.items())
            lines.append(f"labels in no label file: {names}")
        return "\n".join(lines)


def account(
    flow: Flow, used: Iterable[WordId], champs: Iterable[tuple[str, str | None]]
) -> Statistics:
    """Count characters: `used` are the words of the record, `champs` the labels and their keys."""
    in_record = set(used)
    counts: Counter[str] = Counter()
    nowhere: Counter[int] = Counter()
    bullets = _bullets(flow)
    for page in flow.pages:
        for word in page.words:
            length = len(word.text)
            key = (word.page, word.index)
            counts["all"] += length
            if key in in_record:
                counts["record"] += length
            elif key in flow.furniture:
                counts["furniture"] += length
            elif key in bullets:
                counts["bullets"] += length
            else:
                nowhere[page.number] += length
    unknown = Counter(label for label, key in champs if key is None and label)
    return Statistics(
        counts["all"],
        counts["record"],
        counts["furniture"],
        counts["bullets"],
        sum(nowhere.values()),
        dict(sorted(nowhere.items())),
        dict(sorted(Counter(table.source for table in flow.tables).items())),
        dict(sorted(unknown.items())),
    )


def _bullets(flow: Flow) -> set[WordId]:
    words: list[Word] = []
    for block in flow.blocks:
        words += block.bullet
    for table in flow.tables:
        for cell in table.cells:
            for block in cell.blocks:
                words += block.bullet
    return {(word.page, word.index) for word in words}


def page_ranges(pages: Iterable[int]) -> str:
    """ {3, 4, 5, 9} -> "3-5, 9" """
    ranges: list[list[int]] = []
    for page in sorted(pages):
        if ranges and page == ranges[-1][1] + 1:
            ranges[-1][1] = page
        else:
            ranges.append([page, page])
    return ", ".join(f"{a}-{b}" if a != b else f"{a}" for a, b in ranges)
