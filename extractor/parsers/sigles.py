"""The document's own glossary → its abbreviations and what they stand for."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from extractor.draft import Draft
from extractor.layout.blocks import Block
from extractor.layout.flow import Flow
from extractor.layout.headings import heading_rank
from extractor.layout.lines import Line, segments
from extractor.layout.passage import Passage
from extractor.layout.tables import Table
from extractor.matching.folding import fold
from extractor.parsers.sections import NO_SKIP, find_sections, lines_from
from models.page import Word

MAX_EXPANSION = 260
MAX_LOOSE = 2
"""Lines in a row that are neither an entry nor the rest of one: the glossary is over."""
_ENTRY = re.compile(
    r"^(?P<sigle>[^\W_][\w&'’./+-]*?(?:\s(?:[A-Z0-9&][\w&'’./+-]*|n°|de|d['’]\w+)){0,3}?)"
    r"\s*(?::|=|→|\.{3,}|…+|(?<=\s)[–—-](?=\s)|(?<=\w)[–—](?=\s))[\s:.…]*(?P<developpement>\S.*)?$",
    re.DOTALL,
)
_CAMEL = re.compile(r"[a-zà-ÿ][A-ZÀ-Ý]")
_HEAD = {
    "sigle",
    "sigles",
    "acronyme",
    "abreviation",
    "abreviations",
    "terme",
    "termes",
    "acronymes",
}


@dataclass(slots=True)
class Entry:
    """One abbreviation; the words of its expansion may come from several lines."""

    sigle: Passage
    words: list[Word] = field(default_factory=list)
    x0: float = 0.0
    """Left edge of the first line of the expansion."""

    @property
    def developpement(self) -> Passage:
        passage = Passage.of(self.words)
        return passage[: len(passage.text.rstrip(" ;"))]


def parse_sigles(flow: Flow, skip: range = NO_SKIP) -> list[Draft]:
    """Return the entries (`Sigle`) in printed order; [] when there is no glossary."""
    sections = find_sections(flow, skip)
    best: list[Entry] = []
    for index, key in sections.items():
        if key == "sigles":
            entries = list(_entries(flow, index, _end(flow, index, sections)))
            entries = [e for e in entries if e.words]
            best = entries if len(entries) > len(best) else best
    return [{"sigle": e.sigle, "developpement": e.developpement} for e in best]


def is_sigle(text: str) -> bool:
    """Whether a text is an abbreviation: mostly capitals and digits.

    "ARS", "DDTM 14", "UC-IRSA", "CoPil", "PsyHandi" -> True;  "Agence", "Axe 1" -> False
    """
    words = text.split()
    letters = [c for c in text if c.isalnum()]
    if not words or len(words) > 4 or not 2 <= len(letters) <= 24:
        return False
    if sum(c.isupper() for c in words[0]) < 2:
        return False
    capitals = sum(c.isupper() or c.isdigit() for c in letters)
    return capitals * 5 >= len(letters) * 2 or _CAMEL.search(words[0]) is not None


def read_sigle(passage: Passage) -> tuple[Passage, Passage] | None:
    """Split one line into abbreviation and expansion; None for a line of text.

    "DDTM 14 : Direction Départementale des Territoires et de la Mer du Calvados" -> "DDTM 14", …
    "UC-IRSA – Union de Caisses" -> "UC-IRSA", …;  "Axe 1 : Prévention" -> None
    """
    match = _ENTRY.match(passage.text)
    if match is None or not is_sigle(match["sigle"]):
        return None
    expansion = passage.group(match, "developpement") if match["developpement"] else passage[:0]
    return passage.group(match, "sigle"), expansion


def _end(flow: Flow, start: int, sections: dict[int, str]) -> int:
    """The element that ends the glossary: another part, or a heading that is no abbreviation."""
    heading = flow.elements[start]
    assert isinstance(heading, Block)
    rank = heading_rank(heading, flow.body_size)
    for index in range(start + 1, len(flow.elements)):
        element = flow.elements[index]
        if index in sections and sections[index] != "sigles":
            return index
        if not isinstance(element, Block) or not rank or element.marker:
            continue
        if heading_rank(element, flow.body_size) >= rank and not _is_part_of_glossary(element):
            return index
    return len(flow.elements)


def _is_part_of_glossary(block: Block) -> bool:
    """Letters ("A", "C – D"), abbreviations alone, and entries."""
    letters = fold(block.text).split()
    return (
        all(len(letter) == 1 for letter in letters)
        or is_sigle(block.text)
        or read_sigle(block.passage) is not None
    )


def _entries(flow: Flow, start: int, end: int) -> Iterator[Entry]:
    for element in flow.elements[start + 1 : end]:
        if isinstance(element, Table):
            yield from _table_entries(element)
    yield from _line_entries(list(_reading_order(lines_from(flow, start, end))))


def _table_entries(table: Table) -> Iterator[Entry]:
    """Rows of two cells, or of several pairs of cells."""
    for row in table.rows():
        cells = [cell for cell in row if cell.blocks]
        if len(cells) == 1:
            for block in cells[0].blocks:
                read = read_sigle(block.passage)
                if read is not None:
                    yield Entry(read[0], list(read[1].words))
        for term, expansion in zip(cells[::2], cells[1::2], strict=False):
            name = term.passage
            name = name[: len(name.text.rstrip(" :"))]
            if fold(name.text) not in _HEAD and is_sigle(name.text):
                yield Entry(name, [w for b in expansion.blocks for w in b.passage.words])


def _reading_order(lines: Sequence[Line]) -> Iterator[Line]:
    """Lines of a glossary set in two columns: the left one of each page before the right one."""
    starts = [
        piece.x0
        for line in lines
        for piece in segments(line)[1:]
        if read_sigle(Passage.of(piece.words)) is not None
    ]
    if len(starts) < 3:
        yield from lines
        return
    gutter = min(starts) - 2
    for page in dict.fromkeys(line.page for line in lines):
        halves: tuple[list[Line], list[Line]] = ([], [])
        for line in lines:
            if line.page != page:
                continue
            for half, words in enumerate(
                (
                    [w for w in line.words if w.x0 < gutter],
                    [w for w in line.words if w.x0 >= gutter],
                )
            ):
                if words:
                    halves[half].append(Line(tuple(words)))
        yield from halves[0]
        yield from halves[1]


def _line_entries(lines: Sequence[Line]) -> Iterator[Entry]:
    """Entries of free lines; an expansion goes on over the next lines until another entry."""
    entry: Entry | None = None
    loose = 0
    for before, line in zip([None, *lines], lines, strict=False):
        passage = Passage.of(line.words)
        found = _new_entry(line, passage)
        if found is not None:
            if entry is not None:
                yield entry
            entry, loose = found, 0
        elif len(fold(passage.text)) <= 1:
            continue
        elif entry is not None and _goes_on(entry, before, line, passage):
            entry.words += passage.words
            entry.x0 = entry.x0 or line.x0
        elif entry is not None:
            loose += 1
            if loose >= MAX_LOOSE:
                break
    if entry is not None:
        yield entry


def _new_entry(line: Line, passage: Passage) -> Entry | None:
    """An abbreviation with its expansion, set apart by a sign or by white, or alone on its line."""
    read = read_sigle(passage)
    if read is not None:
        words = list(read[1].words)
        return Entry(read[0], words, words[0].x0 if words else 0.0)
    pieces = segments(line, 1.0)
    if len(pieces) > 1:
        name = Passage.of(pieces[0].words)
        words = [word for piece in pieces[1:] for word in piece.words]
        if is_sigle(name.text) and words:
            return Entry(name, words, words[0].x0)
    name = passage[: len(passage.text.rstrip(" :"))]
    if is_sigle(name.text) and len(name.text.split()) <= 2:
        return Entry(name)
    return None


def _goes_on(entry: Entry, before: Line | None, line: Line, passage: Passage) -> bool:
    """Whether a line is (part of) the expansion of the entry above it."""
    if not entry.words:
        return len(passage.text) < MAX_EXPANSION
    if before is None or len(entry.developpement.text) + len(passage.text) > MAX_EXPANSION:
        return False
    if line.page == before.page and line.baseline - before.baseline > 2.0 * line.size:
        return False
    if abs(line.size - entry.words[0].style.size) > 0.6:
        return False
    if passage.text[:1].islower() or passage.text[:1] in "(«":
        return True
    # A capital goes on with an expansion that filled its line, or stands under it.
    return (
        entry.words[-1].text.lower() in _LINKS
        or (line.x0 >= entry.x0 - 2 and entry.x0 > entry.sigle.words[0].x0 + 2)
        or (before.x1 > line.x1 and not passage.text.rstrip().endswith("."))
    )


_LINKS = {
    "de",
    "du",
    "des",
    "la",
    "le",
    "les",
    "et",
    "à",
    "en",
    "pour",
    "d'",
    "l'",
    "sur",
    "aux",
    "au",
}
