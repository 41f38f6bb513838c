"""The printed table of contents → its entries, each with the page where its heading stands."""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from extractor.draft import Draft, Sourced
from extractor.layout.blocks import Block
from extractor.layout.flow import Flow
from extractor.layout.lines import Line
from extractor.layout.passage import Passage
from extractor.layout.tables import Table
from extractor.parsers.sections import read_section
from extractor.parsers.sommaire_pages import Entry, find_pages
from extractor.parsers.sommaire_rows import (
    LEADER,
    Row,
    cells_to_row,
    goes_on,
    kind_of_number,
    line_to_row,
    split_number,
)
from extractor.parsers.sommaire_unpaged import find_unpaged

MAX_PAGES = 8
MIN_ENTRIES = 3


class Found(NamedTuple):
    """A sommaire and the elements that it fills."""

    groups: list[list[Row]]
    """The rows of every entry."""
    span: tuple[int, int]


def parse_sommaire(flow: Flow) -> list[Draft]:
    """Return the entries (`EntreeSommaire`) in printed order; [] when there is no sommaire."""
    found = find_sommaire(flow)
    if found is None:
        return []
    entries = [_entry(rows) for rows in found.groups]
    levels = _levels([entry.first for entry in entries])
    pages = find_pages(flow, found.span, entries)
    return [
        _draft(entry, level, page)
        for entry, level, page in zip(entries, levels, pages, strict=True)
    ]


def sommaire_span(flow: Flow) -> tuple[int, int]:
    """Indexes of the elements of the sommaire, heading included, end exclusive; (0, 0) if none."""
    found = find_sommaire(flow)
    return found.span if found else (0, 0)


def find_sommaire(flow: Flow) -> Found | None:
    """Find the heading "Sommaire" that a list follows, or a page of entries without a heading."""
    for index, element in enumerate(flow.elements):
        if isinstance(element, Block) and len(element.text) < 60:
            if read_section(element.text) != "sommaire":
                continue
            table = flow.elements[index + 1] if index + 1 < len(flow.elements) else None
            if isinstance(table, Table):
                rows = [cells_to_row(cells) for cells in table.rows()]
                found = [row for row in rows if row is not None]
                if len(found) >= MIN_ENTRIES:
                    return Found(_entries(found), (index, index + 2))
            rows_below = _rows_below(flow, element.page, element.bottom)
            groups = _entries(rows_below) or find_unpaged(flow, index)
            if sum(map(len, groups)) >= MIN_ENTRIES:
                return Found(groups, (index, _end(flow, index, groups[-1][-1])))
    return _without_heading(flow)


def _without_heading(flow: Flow) -> Found | None:
    for page in sorted(flow.lines)[:MAX_PAGES]:
        rows = _rows_below(flow, page, 0.0)
        if sum(row.page is not None for row in rows) < 5:
            continue
        first = (rows[0].passage.words[0].page, rows[0].passage.words[0].top)
        start = next(
            (i for i, e in enumerate(flow.elements) if (e.page, e.top) >= first), len(flow.elements)
        )
        return Found(_entries(rows), (start, _end(flow, start, rows[-1])))
    return None


def _counted(lines: Sequence[Line]) -> list[Row]:
    """The rows of a list whose page numbers follow their titles after a space; [] if it is none.

    "Préambule 3" / "Objet du contrat 5": nearly every line ends with a number, none goes back.
    """
    rows = [row for line in lines if (row := line_to_row(line, apart=True)) is not None]
    rows = [row for row in rows if read_section(row.passage.text) != "sommaire"]
    numbers = [int(row.page["page"]) for row in rows if row.page]
    rising = all(a <= b for a, b in pairwise(numbers))
    return rows if rising and len(numbers) > max(MIN_ENTRIES, 0.7 * len(rows)) else []


def _end(flow: Flow, start: int, row: Row) -> int:
    """The first element below the last row."""
    last = row.passage.words[-1]
    for index in range(start + 1, len(flow.elements)):
        element = flow.elements[index]
        if (element.page, element.top) > (last.page, last.baseline):
            return index
    return len(flow.elements)


def _rows_below(flow: Flow, page: int, bottom: float) -> list[Row]:
    """The rows of the list with page numbers under a place, over several pages if it goes on."""
    rows: list[Row] = []
    for number in range(page, page + MAX_PAGES):
        lines = [x for x in flow.lines.get(number, ()) if number > page or x.baseline > bottom]
        found = [row for line in lines if (row := line_to_row(line)) is not None]
        found = [row for row in found if read_section(row.passage.text) != "sommaire"]
        found = _counted(lines) or found
        found = [
            row
            for before, row in zip([None, *found], found, strict=False)
            if row.title_end or (before and not before.page)
        ]
        paged = [i for i, row in enumerate(found) if row.page]
        if len(paged) >= (2 if rows else MIN_ENTRIES) and len(paged) * 3 >= len(found[: paged[-1]]):
            rows += found[: paged[-1] + 1]
        elif rows or bottom:
            break
    return rows


def _entries(rows: Sequence[Row]) -> list[list[Row]]:
    """Put together the lines of an entry that is longer than a line."""
    groups: list[list[Row]] = []
    left, right = min([r.x0 for r in rows], default=0), max([r.x1 for r in rows], default=0)
    for row in rows:
        before = groups[-1][-1] if groups else None
        if before is None or before.page or not goes_on(before, row, left, right):
            groups.append([])
        groups[-1].append(row)
    return groups


def _entry(rows: Sequence[Row]) -> Entry:
    words = [w for row in rows for w in row.passage.words]
    last = rows[-1]
    whole = Passage.of(words)
    end = len(whole.text) - (len(last.passage.text) - last.title_end)
    end = len(whole.text[:end].rstrip(LEADER)) if len(rows) > 1 else end
    number, start = split_number(whole.text[:end])
    page = last.passage.group(last.page, "page") if last.page else None
    numero = whole[number.start("numero") : number.end("numero")] if number else None
    title = whole[start:end]
    return Entry(rows[0], whole[:end], numero, title or whole[:end], page)


def _levels(rows: Sequence[Row]) -> list[int]:
    """Level of every entry: by its indentation; when all begin at one edge, by its numbering."""
    edges: list[float] = []
    for x0 in sorted({row.x0 for row in rows}):
        if not edges or x0 - edges[-1] > 4:
            edges.append(x0)
    if len(edges) > 1 and len(edges) <= 6:
        return [sum(edge <= row.x0 + 0.1 for edge in edges) for row in rows]
    kinds = [kind_of_number(row.title.text) for row in rows]
    if len(set(kinds)) == 1:
        kinds = [f"{row.size:.0f}{row.bold}" for row in rows]
        common = Counter(kinds).most_common(1)[0][0]
        return [1 if kind == kinds[0] or kind != common else 2 for kind in kinds]
    return _nesting(kinds)


def _nesting(kinds: Sequence[str]) -> list[int]:
    """Levels by the order in which kinds of numbering come to stand under one another."""
    levels: list[int] = []
    open_kinds: list[str] = []
    for kind in kinds:
        if kind in open_kinds:
            del open_kinds[open_kinds.index(kind) + 1 :]
        elif kind == "":
            open_kinds = [kind]
        else:
            open_kinds = [k for k in open_kinds if k] + [kind]
        levels.append(len(open_kinds))
    return levels


def _draft(entry: Entry, level: int, page: Sourced | None) -> Draft:
    printed = entry.printed
    return {
        "niveau": Sourced(level, entry.title),
        "numero": entry.numero,
        "titre": entry.title,
        "page_imprimee": Sourced(int(printed.text), printed) if printed else None,
        "page": page,
    }
