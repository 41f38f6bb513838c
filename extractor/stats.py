"""The account of what was read: which share of the characters went where."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass

from extractor.layout.blocks import BULLETS, Block
from extractor.layout.flow import Element, Flow, words_of
from extractor.layout.passage import Passage
from extractor.layout.tables import Table
from extractor.matching.folding import fold
from extractor.parsers.contrat import Parsed
from extractor.parsers.labels import NO_FIELD, vocabulary

WordId = tuple[int, int]
MAX_HEADING = 220
"""Longer blocks are prose: what no value took of them counts as nowhere."""


@dataclass(frozen=True, slots=True)
class UnknownLabel:
    """A label of fiches that no label file knows; its content stands in `champs`."""

    libelle: str
    """As first printed."""
    count: int
    page: int
    """PDF page on which it stands first."""

    def line(self) -> str:
        """The line of a label file that makes it known, as one that feeds no field.

        '"Élu pilote" = "autre"  # 3 times, first on page 12'
        """
        text = json.dumps(self.libelle, ensure_ascii=False)
        times = "once, on page" if self.count == 1 else f"{self.count} times, first on page"
        return f'{text} = "{NO_FIELD}"  # {times} {self.page}'


@dataclass(frozen=True, slots=True)
class Statistics:
    """Characters of a document by destination, and where each table's joins came from."""

    characters: int
    record: int
    """Characters that went into a value of the record."""
    furniture: int
    """Running headers, footers, page numbers, the sommaire and its leaders."""
    structure: int
    """Bullets, and the headings, numbers and boxes that values were read beside."""
    nowhere: int
    nowhere_by_page: Mapping[int, int]
    """PDF page → characters of it in no value of the record."""
    tables: Mapping[str, int]
    """Source of the joins (`regles`, `balises`) → number of tables."""
    unknown_labels: Sequence[UnknownLabel]
    """Labels of fiches that no label file knows, in alphabetical order."""

    def as_dict(self) -> dict[str, object]:
        return {
            "characters": self.characters,
            "record": self.record,
            "furniture": self.furniture,
            "structure": self.structure,
            "nowhere": self.nowhere,
            "nowhere_by_page": {str(p): n for p, n in self.nowhere_by_page.items()},
            "tables": dict(self.tables),
            "unknown_labels": [asdict(label) for label in self.unknown_labels],
        }

    def table(self) -> str:
        """The account as lines for a person."""
        rows = [
            ("in the record", self.record),
            ("page furniture", self.furniture),
            ("headings, bullets", self.structure),
            ("nowhere", self.nowhere),
        ]
        total = max(self.characters, 1)
        lines = [f"{self.characters} characters"]
        lines += [f"  {name:<18}{count:>8}  {100 * count / total:5.1f} %" for name, count in rows]
        if self.nowhere_by_page:
            lines.append(f"  pages with text in no field: {page_ranges(self.nowhere_by_page)}")
        tables = ", ".join(f"{count} by {source}" for source, count in self.tables.items())
        lines.append(f"tables: {tables or 'none'}")
        if self.unknown_labels:
            lines.append("labels in no label file (for --labels; name a field instead of autre):")
            lines += [f"  {label.line()}" for label in self.unknown_labels]
        return "\n".join(lines)


def account(flow: Flow, used: Iterable[Passage], parsed: Parsed) -> Statistics:
    """Count characters by destination; `used` is what the values of the record were read from."""
    in_record = {word.key for passage in used for word in passage.words}
    furniture = set(flow.furniture)
    structure = {word.key for word in parsed.headings}
    for rank, element in enumerate(flow.elements):
        if rank in parsed.sommaire:
            furniture |= {word.key for word in words_of(element)}
        else:
            structure |= _beside_values(element, in_record)
            if isinstance(element, Block) and _opens_a_part(element):
                structure |= {word.key for word in element.passage.words}
            if isinstance(element, Table):
                furniture |= {word.key for word in element.repeated}
    counts: Counter[str] = Counter()
    nowhere: Counter[int] = Counter()
    for page in flow.pages:
        for word in page.words:
            length = len(word.text)
            key = word.key
            counts["all"] += length
            if key in in_record:
                counts["record"] += length
            elif key in furniture:
                counts["furniture"] += length
            elif key in structure or word.text in BULLETS:
                counts["structure"] += length
            else:
                nowhere[page.number] += length
    return Statistics(
        counts["all"],
        counts["record"],
        counts["furniture"],
        counts["structure"],
        sum(nowhere.values()),
        dict(sorted(nowhere.items())),
        dict(sorted(Counter(table.source for table in flow.tables).items())),
        unknown_labels(parsed.unknown_labels),
    )


def unknown_labels(labels: Iterable[Passage]) -> list[UnknownLabel]:
    """Count labels, their case and accents aside."""
    same: dict[str, list[Passage]] = {}
    for label in labels:
        same.setdefault(fold(label.text), []).append(label)
    found = []
    for _, group in sorted(same.items()):
        first = min(group, key=lambda label: label.words[0].page)
        found.append(UnknownLabel(first.text.rstrip(" :"), len(group), first.words[0].page))
    return found


def _beside_values(element: Element, in_record: set[WordId]) -> set[WordId]:
    """Bullets, and what is left of a short block that gave a value ("Action", "Article 1 :")."""
    if isinstance(element, Block):
        blocks = [element]
    else:
        blocks = [block for cell in element.cells for block in cell.blocks]
    found: set[WordId] = set()
    for block in blocks:
        found |= {word.key for word in block.bullet}
        ids = {word.key for word in block.passage.words}
        if len(block.text) <= MAX_HEADING and ids & in_record:
            found |= ids
    return found


def _opens_a_part(block: Block) -> bool:
    """Whether a block is only "Liste des sigles", or a letter of the glossary."""
    return len(block.text) == 1 or vocabulary("sections").find(block.text) is not None


def page_ranges(pages: Iterable[int]) -> str:
    """{3, 4, 5, 9} -> "3-5, 9" """
    ranges: list[list[int]] = []
    for page in sorted(pages):
        if ranges and page == ranges[-1][1] + 1:
            ranges[-1][1] = page
        else:
            ranges.append([page, page])
    return ", ".join(f"{a}-{b}" if a != b else f"{a}" for a, b in ranges)
