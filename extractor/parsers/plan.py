"""The synthesis or action-plan table: one row per action."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from extractor.draft import Sourced
from extractor.layout.blocks import Block
from extractor.layout.passage import Passage
from extractor.layout.tables import Cell, Table
from extractor.parsers.champs import MAX_LABEL, Champ
from extractor.parsers.labels import Vocabulary
from extractor.parsers.titres import Titre, normal_code, read_axe_title, read_fiche_title
from models.page import Word

Extra: TypeAlias = dict[int, tuple[str | None, Cell]]
"""Column → the field of the fiche that it feeds, None when its label is unknown, and the label."""


# "1.2", "FA 1.2", "MOB-03", "12"
CODE = re.compile(r"(?:[A-Z]{1,4}[\s.\-]?)?\d{1,3}(?:[.\-]\d{1,3}){0,3}[a-z]?")


@dataclass(slots=True)
class LigneDePlan:
    """One action of the plan, before codes are compared."""

    axe: Titre | None
    code: Passage | None
    objectif: Passage | None
    intitule: Passage
    champs: list[Champ] = field(default_factory=list)
    """The other columns: porteurs, partenaires, calendrier…"""
    pages: tuple[int, ...] = ()
    header_words: tuple[Word, ...] = ()
    """Words of the header row of its table."""

    @property
    def normal_code(self) -> str | None:
        return normal_code(self.code.text) if self.code else None

    def as_draft(self) -> dict[str, Passage | Sourced | None]:
        return {
            "axe": Sourced(self.axe.code.text, self.axe.code) if self.axe else None,
            "code": Sourced(self.normal_code, self.code) if self.code else None,
            "objectif": self.objectif,
            "intitule": self.intitule,
        }


def read_plan_table(table: Table, plan: Vocabulary, fiche: Vocabulary) -> list[LigneDePlan] | None:
    """Return the rows of a plan table, or None when the table is another one.

    The header row names at least the actions and one more column (axe, code, objective, pilot…),
    and several actions stand under it.
    """
    header = _find_header(table, plan, fiche)
    if header is None:
        return None
    row, columns, extra = header
    heading = next((c.text for c in table.row(row) if c.column == columns["intitule"]), "")
    lines: list[LigneDePlan] = []
    axe: Titre | None = None
    for cells in [cells for cells in table.rows() if cells][row + 1 :]:
        band = _band(cells, table)
        if band is not None:
            axe = _axe(band) or axe
            continue
        here = {key: _at(table, cells, column) for key, column in columns.items()}
        if here.get("axe") is not None and here["axe"].blocks:  # type: ignore[union-attr]
            axe = _axe(here["axe"]) or axe  # type: ignore[arg-type]
        intitule = here.get("intitule")
        if intitule is not None and intitule.text == heading:
            continue  # the header, repeated on another page
        if intitule is None or not intitule.blocks or intitule.row != cells[0].row:
            continue
        lines += _lines(axe, here, intitule, _extra(table, cells, extra))
    for line in lines:
        line.header_words = tuple(word for cell in table.row(row) for word in cell.passage.words)
    return lines if len(lines) >= 2 else None


def _find_header(
    table: Table, plan: Vocabulary, fiche: Vocabulary
) -> tuple[int, dict[str, int], Extra] | None:
    """Row of the header, column of each part of the plan, and the columns of other fields."""
    for index, cells in enumerate([cells for cells in table.rows() if cells][:4]):
        filled = [cell for cell in cells if cell.blocks and len(cell.text) <= MAX_LABEL]
        columns: dict[str, int] = {}
        extra: Extra = {}
        for cell in filled:
            wording = cell.text.replace("\n", " ")
            key = plan.find(wording)
            if key is not None and key not in columns:
                columns[key] = cell.column
            else:
                extra[cell.column] = (fiche.find(wording), cell)
        _read_contents(table, index, columns, extra)
        known = len(columns) + sum(other is not None for other, _ in extra.values())
        if "intitule" in columns and known >= 2 and known >= 0.5 * len(filled):
            under = [c for c in table.cells if c.row > index and c.column == columns["intitule"]]
            if len([c for c in under if c.blocks]) >= 2:
                return index, columns, extra
    return None


def _read_contents(table: Table, header: int, columns: dict[str, int], extra: Extra) -> None:
    """Move columns with an unknown heading from `extra` to what their contents tell.

    Axes say that they are axes, codes are codes, and the titles of actions stand beside the codes.
    """
    unknown = [column for column, (key, _) in sorted(extra.items()) if key is None]
    for column in unknown:
        under = [
            cell
            for cell in table.cells
            if cell.row > header and cell.column == column and cell.blocks
            and cell.column_end - cell.column < table.n_columns  # no band
        ]  # fmt: skip
        if len(under) < 2:
            continue
        if "axe" not in columns and all(_axe(cell) is not None for cell in under):
            columns["axe"] = column
        elif "code" not in columns and all(CODE.fullmatch(cell.text) for cell in under):
            columns["code"] = column
        elif "intitule" not in columns and columns.get("code") == column - 1:
            columns["intitule"] = column
        else:
            continue
        del extra[column]


def _band(cells: Sequence[Cell], table: Table) -> Cell | None:
    """A row that is one cell over the whole width: the axe of the rows below."""
    filled = [cell for cell in cells if cell.blocks]
    if len(filled) == 1 and filled[0].column == 0 and filled[0].column_end >= table.n_columns:
        return filled[0]
    if len(filled) > 1 and filled[0].column == 0 and all(map(_runs_on, filled, filled[1:])):
        whole = replace(filled[0], blocks=tuple(b for cell in filled for b in cell.blocks))
        return whole if _axe(whole) is not None else None
    return None


def _runs_on(cell: Cell, right: Cell) -> bool:
    """Whether a line of text runs from one cell into the next: "Axe n°3" | ": Prévenir…"."""
    before, after = cell.passage.words[-1], right.passage.words[0]
    return (
        abs(before.baseline - after.baseline) < 1
        and after.x0 - before.x1 < 0.5 * before.style.size
        and cell.colour == right.colour
        and cell.row_end - cell.row == 1
    )


def _axe(cell: Cell) -> Titre | None:
    """ "Axe 1" / "Accompagner…" in one cell -> its number and title."""
    return read_axe_title(Passage.join([block.passage for block in cell.blocks], " "))


def _at(table: Table, cells: Sequence[Cell], column: int) -> Cell | None:
    """The cell of a column on a row, also when it is merged from above."""
    row = cells[0].row
    for cell in table.cells:
        if cell.row <= row < cell.row_end and cell.column <= column < cell.column_end:
            return cell
    return None


def _extra(table: Table, cells: Sequence[Cell], extra: Extra) -> list[Champ]:
    champs: list[Champ] = []
    for column, (key, header) in sorted(extra.items()):
        cell = _at(table, cells, column)
        if cell is not None and cell.blocks:
            champs.append(Champ(key, header.passage, cells=[cell]))
    return champs


def _lines(
    axe: Titre | None, here: Mapping[str, Cell | None], intitule: Cell, champs: list[Champ]
) -> list[LigneDePlan]:
    """One line per action of a row: a cell may hold several, one per paragraph."""
    code_cell, objectif_cell = here.get("code"), here.get("objectif")
    codes = list(code_cell.blocks) if code_cell else []
    objectif = objectif_cell.passage if objectif_cell and objectif_cell.blocks else None
    titles = _actions(intitule.blocks, len(codes) if code_cell else None)
    pages = tuple(sorted({spot.page for spot in intitule.spots}))
    lines: list[LigneDePlan] = []
    for i, title in enumerate(titles):
        code = codes[i].passage if i < len(codes) and len(codes) == len(titles) else None
        if code is None and len(titles) == 1 and codes:
            code = Passage.join([block.passage for block in codes], " ")
        own = read_fiche_title(title) if code is None else None
        if own is not None and own.titre:
            code, title = own.code, own.titre
        lines.append(LigneDePlan(axe, code, objectif, title, champs, pages))
    return lines


def _actions(blocks: Sequence[Block], codes: int | None) -> list[Passage]:
    """The actions of one cell. With as many codes as paragraphs, or without codes, one each."""
    passages = [block.passage for block in blocks]
    if len(passages) == 1 or (codes is not None and codes != len(passages)):
        return [Passage.join(passages, " ")]
    return passages
