"""Does a table go on over the page break, and which of its cells are cut by it?"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from extractor.layout.blocks import goes_on
from extractor.layout.tables import (
    Fragment,
    FragmentCell,
    Joint,
    Table,
    column_overlap,
    fragments_to_table,
)
from models.page import CellTag

Tags = Mapping[int, Mapping[int, CellTag]]
"""PDF page → marked-content id → cell."""


class PageEdges(NamedTuple):
    """How far the text of one page reaches, furniture left out."""

    top: float
    bottom: float
    full: float
    """Where the text of full pages of the same format ends."""


Pair = tuple[int, FragmentCell, FragmentCell]
"""A cell at the top of a fragment: its rank, itself, and the cell above the page break."""

NUMBER = re.compile(r"^(?:[A-Za-z]{0,6}[\s.\-]?)?\d{1,3}(?:[.\-]\d{1,3})*$")
"""A number or code alone in its cell: "4", "FA2.1", "ENV-02", "Action 3"."""

# A table that ends further than this from the bottom of the text was not cut by the page end.
MAX_ROOM = 0.3
AGREEMENT = 0.9
"""Least share of the words of a cell that have the same tag."""
DISTINCT = 0.6
"""Least number of tagged cells per cell of the grid: some tag a nested row as one cell."""


def join_fragments(
    fragments: Sequence[Fragment], edges: Mapping[int, PageEdges], tags: Tags
) -> list[Table]:
    """Return the tables of a document; `edges` by sheet."""
    tables: list[Table] = []
    parts: list[Fragment] = []
    joints: list[Joint] = []

    def finish() -> None:
        if parts:
            source = "balises" if any(joint.by_tags for joint in joints) else "regles"
            tables.append(fragments_to_table(parts, joints, source))

    for fragment in fragments:
        joint = None
        if parts and _may_continue(parts[-1], fragment, edges):
            joint = find_joint(parts[0], parts[-1], fragment, tags)
        if joint is None:
            finish()
            parts, joints = [fragment], []
        else:
            parts.append(fragment)
            joints.append(joint)
    finish()
    return tables


def _may_continue(above: Fragment, below: Fragment, edges: Mapping[int, PageEdges]) -> bool:
    """Whether nothing stands between the two but the page end."""
    if below.sheet != above.sheet + 1 or not column_overlap(above, below):
        return False
    last, first = edges[above.sheet], edges[below.sheet]
    return (
        above.box.bottom >= last.bottom - 2
        and below.box.top <= first.top + 2
        and last.full - above.box.bottom < MAX_ROOM * last.full
    )


def find_joint(first: Fragment, above: Fragment, below: Fragment, tags: Tags) -> Joint | None:
    """How `below` follows `above` in the table that begins with `first`; None if it is new."""
    header = repeated_header(first, below)
    tagged = _joint_by_tags(above, below, header, tags)
    if tagged is not None:
        return tagged[0]
    if not header and _is_new_table(first, below):
        return None
    return _joint_by_text(above, below, header)


def repeated_header(first: Fragment, below: Fragment) -> int:
    """How many rows at the top of `below` print the first rows of the table again.

    A header is repeated whole. Two fiches in a row may share their first row too ("Axe 1 : …"),
    but then the labels under it are the same as well: that is `_is_new_table`.
    """
    count = 0
    for row in range(min(len(first.rows), len(below.rows)) - 1):
        mine, theirs = _texts(first, row), _texts(below, row)
        if not any(mine) or mine != theirs:
            break
        count += 1
    if count == len(below.rows) - 1 or (count and _same_labels(first, below, count)):
        return 0
    return count


def _is_new_table(first: Fragment, below: Fragment) -> bool:
    return _same_labels(first, below, 0)


def _same_labels(first: Fragment, below: Fragment, start: int) -> bool:
    """Whether the first column of `below` runs through the same labels as the table's beginning."""
    mine, theirs = _labels(first)[start:], _labels(below)[start:]
    return sum(label in mine[:6] for label in theirs[:4]) >= 2


def _labels(fragment: Fragment) -> list[str]:
    """Texts of the first column, and of bands over the whole width that are set in bold."""
    width = len(fragment.columns) - 1
    return [
        text
        for cell in fragment.cells
        if cell.column == 0
        and (text := _text(cell))
        and (cell.column_end < width or all(block.bold for block in cell.blocks))
    ]


def _texts(fragment: Fragment, row: int) -> list[str]:
    return [_text(cell) for cell in fragment.cells if cell.row == row]


def _text(cell: FragmentCell) -> str:
    return " ".join(block.text.casefold() for block in cell.blocks)


def _top_cells(fragment: Fragment, header: int) -> list[int]:
    return [i for i, cell in enumerate(fragment.cells) if cell.row == header]


def _above(above: Fragment, below: Fragment, cell: FragmentCell) -> FragmentCell | None:
    """The cell that ends at the bottom of `above` over a cell of `below`."""
    left, right = below.columns[cell.column], below.columns[cell.column_end]
    last = len(above.rows) - 1
    best, best_overlap = None, 0.0
    for candidate in above.cells:
        if candidate.row_end == last:
            x0, x1 = above.columns[candidate.column], above.columns[candidate.column_end]
            overlap = min(x1, right) - max(x0, left)
            # The same column, give or take the shift of the grid.
            if overlap > 0.8 * max(x1 - x0, right - left) and overlap > best_overlap:
                best, best_overlap = candidate, overlap
    return best


def _joint_by_text(above: Fragment, below: Fragment, header: int) -> Joint:
    """Empty cells and sentences that go on tell whether a row, a label or both are cut."""
    pairs = [
        (i, below.cells[i], _above(above, below, below.cells[i])) for i in _top_cells(below, header)
    ]
    last = len(above.rows) - 1
    own: list[Pair] = []
    merged: list[Pair] = []
    for i, cell, over in pairs:
        if over is None:
            continue
        spans_rows = cell.row_end - cell.row > 1 or last - over.row > 1
        (merged if spans_rows and len(pairs) > 1 else own).append((i, cell, over))
    going = {
        i for i, cell, over in merged if not cell.blocks or (over.blocks and _is_cut(over, cell))
    }
    cut = _row_is_cut(own, len(pairs), bool(merged))
    going |= {
        i
        for i, cell, over in own
        if cut or (i == own[0][0] and (not cell.blocks or (over.blocks and _is_cut(over, cell))))
    }
    return Joint(header, cut, frozenset(going))


def _row_is_cut(own: Sequence[Pair], width: int, labelled: bool) -> bool:
    if not own or (len(own) < width and not labelled):
        return False
    if all(not cell.blocks for _, cell, _ in own):
        return True
    lead_cell, lead_over = own[0][1], own[0][2]
    full = [(cell, over) for _, cell, over in own if cell.blocks and over.blocks]
    if any(_is_number(over) and _is_number(cell) for cell, over in full):
        return False  # a column of numbers: each row has its own
    cut = [_is_cut(over, cell) for cell, over in full]
    if len(own) > 1 and not lead_cell.blocks:
        # A new row begins with its first cell; an empty one means that its text had ended above.
        # With three full cells beside it that go on nowhere, it is a merged label instead.
        return any(cut) or len(full) < 3
    if not lead_over.blocks and lead_cell.blocks:
        return False
    if len(cut) > 2 and cut[0] and not any(cut[1:]):
        # Only the label at the left goes on: it is merged over this row and the one above.
        return False
    return any(cut)


def _is_number(cell: FragmentCell) -> bool:
    return len(cell.blocks) == 1 and NUMBER.match(cell.blocks[0].text) is not None


def _is_cut(over: FragmentCell, cell: FragmentCell) -> bool:
    """Whether the text of a cell surely goes on in the cell below the page break.

    "Partenaires à solliciter pour" / "la mise en œuvre";  "Critères :" / "Organisation des…"
    """
    last, first = over.blocks[-1], cell.blocks[0]
    if over.colour != cell.colour:
        return False  # a label on its fill, and its content under it
    if last.text.endswith(":"):
        return True
    return first.text.lstrip("(«\"'“")[:1].islower() and goes_on(last, first)


def _joint_by_tags(
    above: Fragment, below: Fragment, header: int, tags: Tags
) -> tuple[Joint | None] | None:
    """What the tags say, in a 1-tuple; None where there are none or they disagree with the grid."""
    tags_above, tags_below = tags.get(above.page), tags.get(below.page)
    if not tags_above or not tags_below:
        return None
    cells_above, cells_below = _cell_tags(above, tags_above), _cell_tags(below, tags_below, header)
    if cells_above is None or cells_below is None:
        return None
    table_above = Counter(tag.table for tag in cells_above.values()).most_common(1)
    table_below = Counter(tag.table for tag in cells_below.values()).most_common(1)
    if not table_above or not table_below:
        return None
    if table_above[0][0] != table_below[0][0]:
        return (None,)
    last = len(above.rows) - 1
    by_tag = {tag.cell for i, tag in cells_above.items() if above.cells[i].row_end == last}
    rows = {tag.row for i, tag in cells_above.items()}
    top = _top_cells(below, header)
    going = {i for i in top if i in cells_below and cells_below[i].cell in by_tag}
    # A row is cut when all its cells are of rows that began above; a merged label alone may be.
    own = [i for i in top if below.cells[i].row_end - below.cells[i].row == 1 or len(top) == 1]
    known = [cells_below[i].row for i in own if i in cells_below]
    cut = bool(known) and all(row in rows for row in known)
    for i in top:
        cell = below.cells[i]
        over = _above(above, below, cell)
        if cell.blocks or over is None:
            continue
        spans_rows = cell.row_end - cell.row > 1 or last - over.row > 1
        if cut or spans_rows:
            going.add(i)
    if cut:
        going |= {i for i in own if _above(above, below, below.cells[i]) is not None}
    return (Joint(header, cut, frozenset(going), by_tags=True),)


def _cell_tags(
    fragment: Fragment, tags: Mapping[int, CellTag], header: int = 0
) -> dict[int, CellTag] | None:
    """The tag of every cell with words; None when tags and grid do not agree."""
    found: dict[int, CellTag] = {}
    agree = total = 0
    for i, cell in enumerate(fragment.cells):
        if not cell.words or cell.row < header:
            continue
        votes = Counter(tags.get(word.mcid) for word in cell.words)
        tag, count = votes.most_common(1)[0]
        total += len(cell.words)
        if tag is not None:
            agree += count
            found[i] = tag
    distinct = len({tag.cell for tag in found.values()})
    if (
        not total
        or agree < AGREEMENT * total
        or distinct < min(DISTINCT * len(found), len(found) - 1)
    ):
        return None
    return found
