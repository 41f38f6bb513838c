"""A sommaire without page numbers → the rows of its entries, and where the list ends."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from extractor.layout.blocks import Block
from extractor.layout.flow import Flow
from extractor.layout.passage import Passage
from extractor.matching.folding import fold
from extractor.parsers.sections import read_section
from extractor.parsers.sommaire_pages import index_headings
from extractor.parsers.sommaire_rows import (
    Row,
    goes_on,
    is_bare_number,
    line_to_row,
    split_number,
)

MAX_LENGTH = 220
"""Characters of an entry."""
MAX_ROWS = 4
"""Lines of an entry."""
MAX_STRANGE = 3
"""Entries in doubt that may follow each other before one that is printed again."""
LARGER = 0.6

Group = list[Row]


def find_unpaged(flow: Flow, start: int) -> list[Group]:
    """Return the rows of every entry under the heading "Sommaire" at `start`; [] without a list.

    An entry is printed again in the document, or is set like the entries that are. The list ends
    where the body begins: at a heading that repeats an entry, or at text that is set otherwise.
    It goes on over a page break when the next page begins with an entry.
    """
    heading = flow.elements[start]
    assert isinstance(heading, Block)
    groups: list[Group] = []
    bottom = heading.bottom
    for page in sorted(number for number in flow.lines if number >= heading.page):
        rows = [row for row in _rows(flow, page, bottom) if not _is_heading(row)]
        bottom = 0.0
        before = [row for group in groups for row in group]
        end = max(_repetition([*before, *rows]) - len(before), 0)
        printed = _printed(flow, start, rows[end] if end < len(rows) else None, page)
        found = list(_group(rows[:end], _right(flow, page), printed))
        if groups and not (found and _is_printed(found[0], printed)):
            break
        kept = _list(found, printed, groups)
        groups += kept
        if not kept or len(kept) < len(found) or end < len(rows):
            break
    return groups


def _rows(flow: Flow, page: int, bottom: float) -> Iterator[Row]:
    for line in flow.lines.get(page, ()):
        row = line_to_row(line) if line.baseline > bottom else None
        if row is not None and row.title_end:
            yield row._replace(page=None, title_end=len(row.passage.text.rstrip(" .…_")))


def _is_heading(row: Row) -> bool:
    return read_section(row.passage.text) == "sommaire"


def _repetition(rows: Sequence[Row]) -> int:
    """The first row that is the heading of an entry above it: here the body begins."""
    if not rows:
        return 0
    keys = [_keys(row.title.text) for row in rows]
    for i, row in enumerate(rows):
        heading = keys[i]
        if i + 1 < len(rows) and is_bare_number(row.title.text):
            heading = heading | _keys(f"{row.title.text} {rows[i + 1].title.text}")
        for above, entry in zip(rows[:i], keys, strict=False):
            stressed = row.size > above.size + LARGER or (row.bold and not above.bold)
            if heading & entry and (stressed or (above is rows[0] and keys[i] == entry)):
                return i
            if stressed and _begins(heading, entry):
                return i
    return len(rows)


def _keys(text: str) -> set[str]:
    """The folded wording, with the number and without."""
    return {fold(text), fold(text[split_number(text)[1] :])} - {""}


def _begins(heading: set[str], entry: set[str]) -> bool:
    """Whether a heading on one line begins with an entry that is cut by a line end."""
    return any(len(e) >= 20 and h.startswith(f"{e} ") for h in heading for e in entry)


def _printed(flow: Flow, start: int, body: Row | None, page: int) -> set[str]:
    """The folded headings of the document outside the sommaire, whose body begins at `body`."""
    end = start + 1
    top = body.passage.words[0].top - 1 if body else 0.0
    while end < len(flow.elements):
        element = flow.elements[end]
        if element.page > page or (body and element.page == page and element.top >= top):
            break
        end += 1
    printed = set(index_headings(flow, (start, end)))
    for table in flow.tables:
        for cell in table.cells:
            if cell.row <= 2 and cell.blocks and len(cell.passage.text) < MAX_LENGTH:
                printed.add(fold(cell.passage.text))
    return printed


def _is_printed(rows: Sequence[Row], printed: set[str]) -> bool:
    text = _text(rows)
    if len(rows) > 1 and is_bare_number(rows[0].title.text):
        return fold(text) in printed  # "Annexe D" / "Diagnostic" may be two entries
    return not printed.isdisjoint(_keys(text))


def _text(rows: Sequence[Row]) -> str:
    return Passage.of([w for row in rows for w in row.passage.words]).text


def _right(flow: Flow, page: int) -> float:
    """The right edge of the text on pages as wide as that of the sommaire."""
    widths = {p.number: round(p.width) for p in flow.pages}
    alike = [n for n in flow.lines if widths.get(n) == widths.get(page)]
    return max([line.x1 for n in alike for line in flow.lines[n]], default=0.0)


def _group(rows: Sequence[Row], right: float, printed: set[str]) -> Iterator[Group]:
    """Put together the lines of an entry: as many as make up a heading of the document."""
    left = min([row.x0 for row in rows], default=0.0)
    start = 0
    while start < len(rows):
        end = start + 1
        for count in range(MAX_ROWS, 0, -1):
            if _is_printed(rows[start : start + count], printed):
                end = min(start + count, len(rows))
                break
        else:
            while (
                end < len(rows)
                and goes_on(rows[end - 1], rows[end], left, right)
                and not _is_printed(rows[end : end + 1], printed)
            ):
                end += 1
        yield list(rows[start:end])
        start = end


def _list(groups: Sequence[Group], printed: set[str], before: Sequence[Group]) -> list[Group]:
    """The groups that are entries, from the first on; [] when the document repeats too few."""
    sure = [_is_printed(group, printed) for group in groups]
    known = [group for group, known in zip(groups, sure, strict=True) if known]
    steps = [_step(a, b) for (a, b), s in zip(pairwise(groups), sure[1:], strict=True) if s]
    step = max(steps, default=0.0)
    end = strange = 0
    for i, group in enumerate(groups):
        if not sure[i]:
            if len(_text(group)) > MAX_LENGTH:
                break
            far = i > 0 and _step(groups[i - 1], group) > 1.3 * step
            if strange or far or not _set_alike(group, [*before, *known]):
                strange += 1
                if strange > MAX_STRANGE:
                    break
                continue
        end, strange = i + 1, 0
    return list(groups[:end]) if 3 * sum(sure[:end]) >= end else []


def _step(above: Group, below: Group) -> float:
    return below[0].passage.words[0].baseline - above[-1].passage.words[0].baseline


def _set_alike(group: Group, others: Sequence[Group]) -> bool:
    """Whether an entry begins at the edge of others, in their size and weight; no sentence."""
    row = group[0]
    return not _text(group).endswith((".", ";", ",", ":")) and any(
        abs(row.x0 - other[0].x0) < 3
        and abs(row.size - other[0].size) < LARGER
        and row.bold == other[0].bold
        for other in others
    )
