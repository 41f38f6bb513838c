"""Tables and blocks of a fiche → its labels and their contents, whatever the shape of the fiche."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain

from extractor.layout.blocks import Block
from extractor.layout.passage import Passage
from extractor.layout.tables import Cell, Table
from extractor.parsers.labels import NO_FIELD, Vocabulary
from extractor.parsers.statut import has_checkbox
from extractor.parsers.titres import Titre, read_axe_title, read_fiche_title

MAX_LABEL = 90
MAX_TITLE = 200
MIN_COLOUR = 40
"""Least difference between red, green and blue of what is neither black nor grey."""
EMPTY = Passage("", (), ())


@dataclass(slots=True)
class Champ:
    """One label of a fiche and what stands beside or under it."""

    key: str | None
    """Field of the fiche, with its part after a dot; None when the label is unknown."""
    libelle: Passage
    cells: list[Cell] = field(default_factory=list)
    """Its content in a table, row by row."""
    loose: list[Block] = field(default_factory=list)
    """Its content outside a table, or after the label in one cell."""

    @property
    def field(self) -> str | None:
        """The field of the record: "evaluation.processus" -> "evaluation"."""
        return self.key.partition(".")[0] if self.key else None

    @property
    def blocks(self) -> list[Block]:
        """All of its content in reading order."""
        return [*self.loose, *chain.from_iterable(cell.blocks for cell in self.cells)]

    @property
    def passage(self) -> Passage:
        """All of its content, blocks separated by line ends."""
        return Passage.join([block.passage for block in self.blocks])

    def rows(self) -> Iterator[list[Cell]]:
        """Its cells by row."""
        for row in sorted({cell.row for cell in self.cells}):
            yield [cell for cell in self.cells if cell.row == row]


@dataclass(slots=True)
class FicheTable:
    """What one table of a fiche holds."""

    champs: list[Champ]
    title: Titre | None = None
    banner: Passage | None = None
    """A first row over the whole width that is no label: a title without a number, perhaps."""


def read_fiche_table(table: Table, labels: Vocabulary) -> FicheTable | None:
    """Return the labels and contents of a table of a fiche; None when it is another table."""
    label_cells = find_label_cells(table, labels)
    title, title_cells = _find_title(table)
    if not label_cells:
        grid = _objectives_grid(table, labels)
        if grid is not None:
            return FicheTable([grid], title)
    known = {key for key in label_cells.values() if key not in (None, NO_FIELD)}
    inline = _inline_champs(table, labels) if len(known) < 2 else []
    if len(known) + len({c.key for c in inline}) < (1 if title else 2):
        return None
    if not known or len(inline) > len(known):
        return FicheTable(inline, title)
    status = None if "statut" in known else _status_cell(table)
    if len(title_cells) > 1 and title_cells[0].row == title_cells[1].row:
        # "Fiche action n°1 | Titre" is a label and its content.
        label_cells[title_cells[0].row, title_cells[0].column] = "titre"
        title_cells = []
    banner = None if title_cells else _banner(table, label_cells)
    if banner is not None:
        title_cells = [banner]
    nameless = {id(cell): "titre" for cell in title_cells}
    if status is not None:
        nameless[id(status)] = "statut"
    champs = _collect(table, label_cells, nameless, labels)
    return FicheTable(champs, title, _as_line(banner) if banner is not None else None)


def _banner(table: Table, label_cells: Mapping[tuple[int, int], str | None]) -> Cell | None:
    """A bold first row of full width that is neither a label nor the name of an axe."""
    first = table.cells[0]
    if not first.bold or not _is_full(table, first) or (first.row, first.column) in label_cells:
        return None
    text = _as_line(first)
    return first if len(text) < MAX_TITLE and read_axe_title(text) is None else None


def _objectives_grid(table: Table, labels: Vocabulary) -> Champ | None:
    """A table that is nothing but objectives: strategic ones beside operational ones."""
    rows = [row for row, column in _inner_headers(table, labels) if column == 0]
    if not rows:
        return None
    return Champ("objectifs", EMPTY, cells=[c for c in table.cells if c.row >= min(rows)])


def find_label_cells(table: Table, labels: Vocabulary) -> dict[tuple[int, int], str | None]:
    """(row, column) of every label cell → its key.

    A cell is a label when the vocabulary knows it. In a column where labels are known, the other
    short cells are labels too, unknown ones: their content is kept under `champs`.
    """
    found: dict[tuple[int, int], str | None] = {}
    inner = _inner_headers(table, labels)
    for cell in table.cells:
        if (cell.row, cell.column) in inner or not cell.blocks or len(cell.text) > MAX_LABEL:
            continue
        key = labels.find(" ".join(block.text for block in cell.blocks))
        if key is not None:
            found[cell.row, cell.column] = key
    first = [cell for cell in table.cells if cell.column == 0 and cell.column_end < table.n_columns]
    known = [cell for cell in first if (cell.row, 0) in found]
    if len(known) >= 2 and len(known) >= 0.4 * len([c for c in first if c.blocks]):
        # Labels stand in the first column: a known wording elsewhere is content.
        styled = sum(cell.bold for cell in known) > len(known) / 2
        found = {
            place: key
            for place, key in found.items()
            if place[1] == 0 or _is_second_pair(table, place, styled)
        }
        for cell in first:
            if cell.blocks and len(cell.text) <= MAX_LABEL and (cell.bold or not styled):
                found.setdefault((cell.row, 0), None)
    return found


def _is_second_pair(table: Table, place: tuple[int, int], styled: bool) -> bool:
    """Whether a known wording right of the first column labels the cell at its right.

    "Début | 2025 | Fin | 2029": set like the labels, and something stands beside it.
    """
    cell = next(c for c in table.cells if (c.row, c.column) == place)
    beside = any(c.row == cell.row and c.column >= cell.column_end for c in table.cells)
    return beside and styled and cell.bold and cell.column > 1


def _inner_headers(table: Table, labels: Vocabulary) -> set[tuple[int, int]]:
    """Cells of sub-headers: "Objectifs stratégiques | Objectifs opérationnels" beside a label."""
    inner: set[tuple[int, int]] = set()
    for row in table.rows():
        keyed = [(c, labels.find(c.text)) for c in row if c.blocks and len(c.text) <= MAX_LABEL]
        parts = [(c, key) for c, key in keyed if key and "." in key]
        # Over the whole table: only objectives are read row by row, indicators column by column.
        parts = [(c, key) for c, key in parts if c.column > 0 or key.startswith("objectifs.")]
        if (
            len({key for _, key in parts}) >= 2
            and len({k.partition(".")[0] for _, k in parts}) == 1
        ):
            inner |= {(c.row, c.column) for c, _ in parts}
    return inner


def _is_full(table: Table, cell: Cell) -> bool:
    """Whether a cell is as wide as its table."""
    return cell.column == 0 and cell.column_end == table.n_columns


def _find_title(table: Table) -> tuple[Titre | None, list[Cell]]:
    """The title row: "Action 1.1 : Titre" over the width, or "Fiche action n°1 | Titre"."""
    for row in list(table.rows())[:4]:
        filled = [cell for cell in row if cell.blocks]
        if not filled or filled[0].column > 0:
            continue
        titre = read_fiche_title(_as_line(filled[0]))
        if titre is None:
            continue
        if not titre.titre and len(filled) > 1:
            return Titre(titre.code, _as_line(filled[1])), filled[:2]
        if len(filled) == 1:
            if not titre.titre:
                below = [c for c in table.cells if c.row == row[0].row_end and c.blocks]
                if len(below) == 1 and len(below[0].text) < 200:
                    return Titre(titre.code, _as_line(below[0])), [filled[0], below[0]]
            return titre, filled[:1]
    return None, []


def _as_line(cell: Cell) -> Passage:
    return Passage.join([block.passage for block in cell.blocks], " ")


def _label(cell: Cell) -> Passage:
    """The wording of a label; the colon after it does not belong to it."""
    passage = _as_line(cell)
    return passage[: len(passage.text.rstrip(" :"))] or passage


def _status_cell(table: Table) -> Cell | None:
    """A cell with checkboxes near the top of the table."""
    for cell in table.cells:
        if cell.row < 8 and cell.column == 0 and has_checkbox(cell.text):
            return cell
    return None


def _collect(
    table: Table,
    label_cells: dict[tuple[int, int], str | None],
    nameless: Mapping[int, str],
    labels: Vocabulary,
) -> list[Champ]:
    """Give every content cell to the label beside it, over it, or before it.

    `nameless` are the title and status rows, which have no label of their own, with their keys.
    """
    champs: list[Champ] = []
    owner: dict[int, Champ] = {}
    column_labels: dict[int, Champ] = {}
    band: Champ | None = None
    for row in table.rows():
        row_labels = [cell for cell in row if (cell.row, cell.column) in label_cells]
        headers = _is_header_row(table, row, row_labels)
        current: Champ | None = None
        for cell in row:
            if id(cell) in nameless:
                champs.append(Champ(nameless[id(cell)], EMPTY, cells=[cell]))
                band = None
                continue
            if (cell.row, cell.column) in label_cells:
                champ = Champ(label_cells[cell.row, cell.column], _label(cell))
                champs.append(champ)
                if headers:
                    column_labels[cell.column] = champ
                    band = None
                elif _is_full(table, cell):
                    band, column_labels = champ, {}
                else:
                    current, band, column_labels = champ, None, {}
                    for r in range(cell.row, cell.row_end):
                        owner[r] = champ
                continue
            if not cell.blocks:
                continue
            champ_or_none = current or column_labels.get(cell.column) or _owner(owner, cell, band)
            if champ_or_none is None or _opens_objectives(table, cell, labels):
                champ_or_none = _unlabelled(table, cell, champs, labels)
                for r in range(cell.row, cell.row_end):
                    owner[r] = champ_or_none
            champ_or_none.cells.append(cell)
    return champs


def _owner(owner: dict[int, Champ], cell: Cell, band: Champ | None) -> Champ | None:
    if band is not None:
        return band
    return owner.get(cell.row) if cell.column > 0 else None


def _is_header_row(table: Table, row: Sequence[Cell], row_labels: Sequence[Cell]) -> bool:
    """Whether all cells of a row are labels of the cells under them."""
    filled = [cell for cell in row if cell.blocks]
    if len(filled) < 2 or len(row_labels) < len(filled):
        return False
    below = [c for c in table.cells if c.row == row[0].row_end]
    return {c.column for c in row_labels} <= {c.column for c in below}


def _opens_objectives(table: Table, cell: Cell, labels: Vocabulary) -> bool:
    """Whether a cell is the first sub-header of an area whose own label cell is empty."""
    if cell.column == 0 or _inner_field(cell, labels) is None:
        return False
    beside = [c for c in table.cells if c.row <= cell.row < c.row_end and c.column == 0]
    return bool(beside) and not beside[0].blocks and beside[0].row == cell.row


def _inner_field(cell: Cell, labels: Vocabulary) -> str | None:
    """The field that a sub-header is a part of: "Objectifs stratégiques" -> "objectifs"."""
    key = labels.find(cell.text) if len(cell.text) <= MAX_LABEL else None
    return key.partition(".")[0] if key is not None and "." in key else None


def _unlabelled(table: Table, cell: Cell, champs: list[Champ], labels: Vocabulary) -> Champ:
    """A content cell without a label goes on with the label above it, or opens a nameless one."""
    inner = _inner_field(cell, labels)
    if inner is not None:
        champ = next(
            (
                c
                for c in reversed(champs)
                if not c.libelle and c.field == inner and cell.row in {x.row for x in c.cells}
            ),
            None,
        )
        if champ is not None:
            return champ
        champ = Champ(inner, EMPTY)
        champs.append(champ)
        return champ
    if champs and champs[-1].cells and cell.column > 0:
        return champs[-1]
    champ = Champ(None, EMPTY)
    champs.append(champ)
    return champ


def _inline_champs(table: Table, labels: Vocabulary) -> list[Champ]:
    """Cells that hold their own label: "Pilote : CCAS", or a label line and lines under it."""
    champs: list[Champ] = []
    for block in chain.from_iterable(cell.blocks for cell in table.cells):
        labelled = split_label(block, labels)
        if labelled is not None:
            champs.append(labelled)
        elif champs:
            champs[-1].loose.append(block)
    return champs


def _stands_out(block: Block) -> bool:
    """Whether a block is set like a label: bold, in colour, or with a colon at its end."""
    red, green, blue = block.style.colour.to_bytes(3)
    coloured = max(red, green, blue) - min(red, green, blue) > MIN_COLOUR
    return block.bold or coloured or block.text.rstrip().endswith(":")


def split_label(block: Block, labels: Vocabulary) -> Champ | None:
    """The label that a block is, or begins with.

    "Pilote : CCAS de la ville"  -> porteurs: "CCAS de la ville"
    "Partenaires" (bold, alone)  -> partenaires, no content of its own
    """
    text = block.text
    if len(text) <= MAX_LABEL and not block.marker and _stands_out(block):
        key = labels.find(text)
        if key is not None:
            return Champ(key, block.passage[0 : len(text.rstrip(" :"))])
    found = labels.prefix(text)
    if found is None:
        return None
    key, end = found
    rest = block.passage[end : len(text)]
    loose = [replace(block, passage=rest)] if rest else []
    return Champ(key, block.passage[0 : end - 1], loose=loose)
