"""Entries of the sommaire → the PDF pages where their headings really stand."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from extractor.draft import Sourced
from extractor.layout.blocks import Block
from extractor.layout.flow import Element, Flow
from extractor.layout.headings import heading_rank
from extractor.layout.passage import Passage
from extractor.matching.folding import fold
from extractor.parsers.sommaire_rows import Row, is_bare_number
from extractor.parsers.titres import same_title

MAX_HEADING = 260


class Entry(NamedTuple):
    """One entry of the sommaire, its lines joined."""

    first: Row
    """Its first row."""
    whole: Passage
    """Number and title."""
    numero: Passage | None
    title: Passage
    printed: Passage | None
    """The printed page number."""


class Heading(NamedTuple):
    """A short text of the body that may be a heading."""

    order: int
    """Rank of its element in the document."""
    page: int
    rank: float
    passage: Passage


def find_pages(flow: Flow, span: tuple[int, int], entries: Sequence[Entry]) -> list[Sourced | None]:
    """Return the PDF page of every entry, None when its heading stands nowhere.

    A heading is looked for under its whole wording, then its title alone, then in table cells, then
    by a wording nearly the same on the page that its printed number leads to.
    """
    index = index_headings(flow, span)
    found = [_candidates(entry, index) for entry in entries]
    shift = _shift(entries, found)
    chosen: list[Heading | None] = []
    last = -1
    for entry, candidates in zip(entries, found, strict=True):
        aim = int(entry.printed.text) + shift if entry.printed and shift is not None else None
        place = _choose(candidates, aim, last) or _search(flow, span, entry, aim, index, last)
        chosen.append(place)
        last = place.order if place else last
    return [Sourced(h.page, h.passage) if h else None for h in chosen]


def index_headings(flow: Flow, span: tuple[int, int]) -> dict[str, list[Heading]]:
    """Folded wording → the headings outside a span of elements, in reading order.

    A number alone ("ARTICLE 1") also stands for itself and the title in the block after it.
    """
    index: dict[str, list[Heading]] = {}
    for heading in _headings(flow, span):
        index.setdefault(fold(heading.passage.text), []).append(heading)
    return index


def _headings(flow: Flow, span: tuple[int, int]) -> Iterator[Heading]:
    before: Heading | None = None
    for order, element in enumerate(flow.elements):
        heading = None if span[0] <= order < span[1] else _heading(order, element, flow.body_size)
        if heading and before and is_bare_number(before.passage.text):
            both = Passage.join([before.passage, heading.passage], " ")
            yield before._replace(passage=both)
        if heading:
            yield heading
        before = heading


def _heading(order: int, element: Element, body_size: float) -> Heading | None:
    if not isinstance(element, Block) or element.marker not in {"", "•", "-"}:
        return None
    rank = heading_rank(element, body_size)
    if len(element.text) >= (MAX_HEADING if rank else 120):
        return None
    return Heading(order, element.page, rank, element.passage)


def _candidates(entry: Entry, index: dict[str, list[Heading]]) -> list[Heading]:
    whole, title = fold(entry.whole.text), fold(entry.title.text)
    return index.get(whole, []) or index.get(title, [])


def _shift(entries: Sequence[Entry], found: Sequence[Sequence[Heading]]) -> int | None:
    """PDF page less printed number, as most of the headings with one place only say."""
    shifts: Counter[int] = Counter()
    for entry, headings in zip(entries, found, strict=True):
        ranked = [h for h in headings if h.rank] or headings
        if entry.printed and len(ranked) == 1:
            shifts[ranked[0].page - int(entry.printed.text)] += 1
    return shifts.most_common(1)[0][0] if shifts else None


def _choose(candidates: Sequence[Heading], aim: int | None, last: int) -> Heading | None:
    """Headings before running text, then the nearest to the printed page, then the next one."""
    if not candidates:
        return None
    ranked = [h for h in candidates if h.rank] or list(candidates)
    if aim is not None:
        return min(ranked, key=lambda h: (abs(h.page - aim), -h.rank))
    return next((h for h in ranked if h.order > last), ranked[0])


def _search(
    flow: Flow,
    span: tuple[int, int],
    entry: Entry,
    aim: int | None,
    index: dict[str, list[Heading]],
    last: int,
) -> Heading | None:
    """A heading that begins with the entry, stands in a table, or is worded a little otherwise."""
    title = fold(entry.title.text)
    if len(title) < 4:
        return None
    near = [
        (text, heading)
        for text, headings in index.items()
        for heading in headings
        if (abs(heading.page - aim) <= 1 if aim is not None else heading.order > last)
    ]
    starts = [h for text, h in near if text.startswith(title) and (h.rank or text == title)]
    ends = [h for text, h in near if h.rank and len(text) > 8 and text.endswith(f" {title}")]
    found = _choose(starts or ends, aim, last)
    if found is None:
        found = _choose(list(_in_tables(flow.elements, span, title, aim)), aim, last)
    if found is None and aim is not None:
        alike = [h for _, h in near if h.rank and same_title(h.passage.text, entry.title.text)]
        found = _choose(alike, aim, last)
    return found


def _in_tables(
    elements: Sequence[Element], span: tuple[int, int], title: str, aim: int | None
) -> Iterator[Heading]:
    for order, element in enumerate(elements):
        if isinstance(element, Block) or span[0] <= order < span[1]:
            continue
        if aim is not None and not any(abs(spot.page - aim) <= 1 for spot in element.spots):
            continue
        for cell in element.cells:
            if cell.row > 2 or not cell.blocks:
                continue
            passage = cell.passage
            if len(passage.text) < MAX_HEADING and (
                fold(passage.text) == title or fold(passage.text).endswith(f" {title}")
            ):
                yield Heading(order, passage.page, 1.0, passage)
