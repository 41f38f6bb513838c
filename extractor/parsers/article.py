"""A printed web page → its article: the column of text, without navigation, side columns and foot.

Browsers print a page as it is seen: menus above the title, boxes beside the text, addresses below
it, and bullets as shapes that are no text.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from extractor.layout.blocks import Area, Block, goes_on, join_blocks, lines_to_blocks
from extractor.layout.flow import Element, Flow, words_of
from extractor.layout.lines import Line, usual_pitch, words_to_lines
from extractor.layout.tables import Table
from extractor.matching.folding import fold
from extractor.parsers.genre import words_of_genre
from models.page import Word

FRAMED = 250
"""Letters: no cell of a plan is that long in several paragraphs."""
GUTTER = 1.2
"""Least white between two columns, in sizes of the text."""
INDENT = 6.0
"""Points from which a line is set in: an item of a list, or the text of a box."""
LONG_TEXT = 250
"""No foot of a page has a paragraph that long."""
BULLET = "•"
_NUMBER = re.compile(r"^\(?\d{1,2}[.)°]$")
_ADDRESS_LINE = re.compile(r"^(?:https?|file)://\S+(?:\s+\d+/\d+)?$|\d{1,2}:\d\d [AP]M\b")
_CREDIT = ("©", "crédit photo", "Crédit photo")


def article_of(flow: Flow) -> Flow:
    """Return the flow of the article: from its title to the foot of the page, one column."""
    flow = _without_frames(flow)
    pieces = _pieces(flow)
    start = _title(pieces)
    pieces = pieces[start:]
    column = _column(pieces, flow.body_size)
    if column is None:
        return flow
    left, right = column
    pieces = [p for p in pieces if p.x0 < right and p.x1 > left and not _is_aside(p)]
    pieces = pieces[: _foot(pieces, flow.body_size)]
    blocks = _blocks(pieces, left, right)
    tables = [t for t in flow.tables if pieces and _is_within(t, pieces)]
    return replace(flow, elements=tuple(_merge(blocks, tables)))


def _without_frames(flow: Flow) -> Flow:
    """The flow with the words of frames among its lines.

    The edges of menus, boxes and the foot may look like the rulings of a table that holds the page.
    """
    frames = [table for table in flow.tables if _is_frame(table)]
    if not frames:
        return flow
    inner = {w.key for table in flow.tables if table not in frames for w in words_of(table)}
    words = [w for frame in frames for w in words_of(frame) if w.key not in inner]
    words += [word for lines in flow.lines.values() for line in lines for word in line.words]
    lines = {
        number: tuple(words_to_lines([word for word in words if word.page == number]))
        for number in sorted({word.page for word in words})
    }
    elements = tuple(e for e in flow.elements if e not in frames)
    size = median(word.style.size for word in words)
    return replace(flow, lines=lines, elements=elements, body_size=size)


def _is_frame(table: Table) -> bool:
    return any(len(cell.text) > FRAMED and len(cell.blocks) > 3 for cell in table.cells)


def _pieces(flow: Flow) -> list[Line]:
    """The lines of all pages, cut where another column begins."""
    found: list[Line] = []
    for number in sorted(flow.lines):
        lines = [line for line in flow.lines[number] if not line.words[0].turn]
        edges = _edges(lines)
        for line in lines:
            found += _cut(line, edges)
    return found


def _edges(lines: Sequence[Line]) -> set[int]:
    """Where columns begin: x positions after a gutter that another line begins at, too.

    Text of another size after a gutter stands in another column by itself.
    """
    pairs = [(a, b) for line in lines for a, b in pairwise(line.words) if _is_gutter(a, b)]
    after = Counter(round(b.x0) for _, b in pairs)
    starts = Counter(round(line.x0) for line in lines)
    other = {round(b.x0) for a, b in pairs if abs(a.style.size - b.style.size) > 1.5}
    return other | {
        x
        for x, count in after.items()
        if count + sum(after[x + d] for d in (-1, 1)) + sum(starts[x + d] for d in (-1, 0, 1)) > 1
    }


def _is_gutter(left: Word, right: Word) -> bool:
    return right.x0 - left.x1 > GUTTER * min(left.style.size, right.style.size)


def _cut(line: Line, edges: set[int]) -> list[Line]:
    cuts = [0]
    for i, (a, b) in enumerate(pairwise(line.words), 1):
        if round(b.x0) in edges and _is_gutter(a, b):
            cuts.append(i)
    cuts.append(len(line.words))
    return [Line(line.words[a:b]) for a, b in pairwise(cuts)]


def _title(pieces: Sequence[Line]) -> int:
    """The first line of the largest text of the first page."""
    first = [p for p in pieces if p.page == pieces[0].page] if pieces else []
    largest = max((p.size for p in first), default=0.0)
    return next((i for i, p in enumerate(pieces) if p.size >= 0.9 * largest), 0)


def _column(pieces: Sequence[Line], body_size: float) -> tuple[float, float] | None:
    """Left and right edge of the column that holds most of the text."""
    letters: Counter[int] = Counter()
    for piece in pieces:
        if abs(piece.size - body_size) < 1.6:
            letters[round(piece.x0)] += len(piece.text)
    if not letters:
        return None
    left = letters.most_common(1)[0][0]
    left = min((x for x, n in letters.items() if left - 45 < x < left and n > 150), default=left)
    right = max(p.x1 for p in pieces if abs(p.x0 - left) < 2 and abs(p.size - body_size) < 1.6)
    return left - 2.0, right


def _is_aside(piece: Line) -> bool:
    """The browser's own lines, and captions that only name a photographer."""
    return _ADDRESS_LINE.search(piece.text) is not None or piece.text.startswith(_CREDIT)


def _foot(pieces: Sequence[Line], body_size: float) -> int:
    """Where the foot of the page begins: words of a site, small lines above them, no long text."""
    words = words_of_genre("page_web")
    end, letters = len(pieces), 0
    for i in range(len(pieces) - 1, -1, -1):
        piece = pieces[i]
        letters += len(piece.text) if piece.size > body_size - 0.5 else 0
        if letters > LONG_TEXT:
            break
        folded = f" {fold(piece.text)} "
        if any(f" {word} " in folded for word in words):
            end, letters = i, 0
    while 0 < end < len(pieces) and _goes_with(pieces[end - 1], pieces[end], body_size):
        end -= 1
    return end


def _goes_with(above: Line, foot: Line, body_size: float) -> bool:
    step = foot.baseline - above.baseline
    return above.page == foot.page and above.size < body_size - 0.5 and step < 3 * above.size


def _blocks(pieces: Sequence[Line], left: float, right: float) -> list[Block]:
    """Paragraphs from the left edge, and items of what is set in."""
    pitch = usual_pitch([pieces])
    joined: list[Block] = []
    for indented, run in _runs(pieces, left):
        if indented:
            blocks = _items(run, joined[-1] if joined else None, right, pitch)
        else:
            blocks = lines_to_blocks(run, Area(left, right, pitch))
        for block in blocks:
            if joined and _is_cut(joined[-1], block):
                joined[-1] = join_blocks(joined[-1], block)
            else:
                joined.append(block)
    return joined


def _is_cut(first: Block, second: Block) -> bool:
    """Whether two blocks are one: cut by the page end, or one text of a tagged page."""
    above, below = first.passage.words[-1], second.passage.words[0]
    if above.page == below.page:
        return above.mcid >= 0 and above.mcid == below.mcid and not second.marker
    return goes_on(first, second) and not (first.marker and not second.marker)


def _runs(pieces: Sequence[Line], left: float) -> Iterator[tuple[bool, list[Line]]]:
    """Lines that stand under each other, and whether they are set in; the page end cuts."""
    run: list[Line] = []
    indented = False
    for piece in pieces:
        here = piece.x0 > left + 2 + INDENT
        if run and (here != indented or not _go_together(run[-1], piece)):
            yield indented, run
            run = []
        indented = here
        run.append(piece)
    if run:
        yield indented, run


def _go_together(above: Line, below: Line) -> bool:
    return above.page == below.page and abs(above.size - below.size) < 0.6


def _items(
    lines: Sequence[Line], above: Block | None, right: float, pitch: Mapping[float, float]
) -> list[Block]:
    """One block per item; what is set in and spaced like paragraphs is a box, not a list.

    `above` is the block before: what a colon announces is a list, and it may go on overleaf.
    """
    groups: list[list[Line]] = []
    for line in lines:
        ended = len(groups) > 1 and _ends_alike(groups[-2][-1], groups[-1][-1])
        if groups and not ended and _goes_on(groups[-1][-1], line, right, pitch):
            groups[-1].append(line)
        else:
            groups.append([line])
    tight = any(not _is_apart(above[-1], below[0], pitch) for above, below in pairwise(groups))
    announced = above is not None and (above.text.endswith(":") or bool(above.marker))
    listed = tight or announced or len(groups) > 3
    blocks: list[Block] = []
    for group in groups:
        whole = Line(tuple(word for line in group for word in line.words))
        for block in lines_to_blocks([whole], Area(0.0, right, pitch)):  # none for a bullet alone
            numbered = block.marker or _NUMBER.match(whole.words[0].text)
            plain = listed and not numbered and not whole.bold
            blocks.append(replace(block, marker=BULLET) if plain else block)
    return blocks


def _ends_alike(item: Line, line: Line) -> bool:
    """Whether a line ends as the item before did, by the sign that separates items."""
    ends = item.words[-1].text[-1:], line.words[-1].text[-1:]
    untagged = line.words[-1].mcid < 0
    return untagged and ends[0] == ends[1] and ends[0] in ",;."


def _is_apart(above: Line, below: Line, pitch: Mapping[float, float]) -> bool:
    return below.baseline - above.baseline > 1.35 * pitch.get(below.size, 1.4 * below.size)


def _goes_on(above: Line, line: Line, right: float, pitch: Mapping[float, float]) -> bool:
    """Whether a line goes on with the item above it.

    A tagged page says which words are one text; else an item that had no room left goes on.
    """
    first = line.words[0]
    if _is_apart(above, line, pitch) or _NUMBER.match(first.text):
        return False
    if first.mcid >= 0 and above.words[-1].mcid >= 0:
        return first.mcid == above.words[-1].mcid
    fits = above.x1 + 0.25 * line.size + first.x1 - first.x0 < right - 0.1 * line.size
    return not fits and not above.words[-1].text.endswith((".", ";"))


def _is_within(table: Table, pieces: Sequence[Line]) -> bool:
    first, last = pieces[0], pieces[-1]
    return (first.page, first.baseline) < (table.page, table.top) and (
        (table.page, table.top) <= (last.page, last.baseline) or table.page <= last.page
    )


def _merge(blocks: Sequence[Block], tables: Sequence[Table]) -> list[Element]:
    elements: list[Element] = [*blocks, *tables]
    return sorted(elements, key=lambda element: (element.page, element.top))
