"""The evaluation area of a fiche: criteria and indicators by row and family."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from extractor.draft import Draft, Sourced
from extractor.layout.blocks import Block
from extractor.layout.passage import Passage
from extractor.layout.tables import Cell
from extractor.parsers.champs import MAX_LABEL, Champ, split_label
from extractor.parsers.labels import Vocabulary

FAMILIES = ("processus", "resultat", "impact")


@dataclass(slots=True)
class _Column:
    """What a column of the area holds."""

    famille: Sourced | None = None
    role: str = "indicateurs"


@dataclass(slots=True)
class _Row:
    famille: Sourced | None
    criteres: list[Passage] = field(default_factory=list)
    indicateurs: list[Passage] = field(default_factory=list)

    def add(self, role: str, blocks: Sequence[Block]) -> None:
        target = self.criteres if role == "criteres" else self.indicateurs
        target += [block.passage for block in blocks]


def parse_evaluation(champs: Sequence[Champ], labels: Vocabulary) -> list[Draft]:
    """Return one entry per row and family, in printed order."""
    rows: list[_Row] = []
    for champ in champs:
        part = (champ.key or "").partition(".")[2]
        famille = Sourced(part, champ.libelle) if part in FAMILIES else None
        role = "criteres" if part == "criteres" else "indicateurs"
        rows += _grid_rows(champ, _Column(famille, role), labels)
        rows += _loose_rows(champ.loose, _Column(famille, role), labels)
    return [
        {"famille": row.famille, "criteres": row.criteres, "indicateurs": row.indicateurs}
        for row in rows
        if row.criteres or row.indicateurs
    ]


def _grid_rows(champ: Champ, default: _Column, labels: Vocabulary) -> list[_Row]:
    """Rows of a nested grid: families over columns, "Critères :" and "Indicateurs :" under them."""
    columns: dict[int, _Column] = {}
    rows: list[_Row] = []
    for cells in champ.rows():
        here: list[_Row] = []
        for cell in cells:
            column = columns.get(cell.column, default)
            key = labels.find(cell.text) if len(cell.text) <= MAX_LABEL else None
            part = _part(key)
            if part in FAMILIES and len(cells) > 1:
                for i in range(cell.column, cell.column_end):
                    columns[i] = _Column(Sourced(part, cell.passage), column.role)
                continue
            if part is not None and len(cell.blocks) == 1:
                columns[cell.column] = _with_part(column, part, cell.passage)
                continue
            column, blocks = _leading_label(column, cell, labels)
            columns[cell.column] = column
            if len(_headings(blocks, labels)) > 0:
                here += _loose_rows(blocks, column, labels)
                continue
            row = next((r for r in here if _same(r.famille, column.famille)), None)
            if row is None:
                row = _Row(column.famille)
                here.append(row)
            row.add(column.role, blocks)
        rows += here
    return rows


def _leading_label(
    column: _Column, cell: Cell, labels: Vocabulary
) -> tuple[_Column, Sequence[Block]]:
    """Take the label that stands as first line of a cell: "Critères :" / "…"."""
    if len(cell.blocks) > 1:
        first = cell.blocks[0]
        part = _part(labels.find(first.text)) if len(first.text) <= MAX_LABEL else None
        if part is not None:
            return _with_part(column, part, first.passage), cell.blocks[1:]
    return column, cell.blocks


def _loose_rows(blocks: Sequence[Block], default: _Column, labels: Vocabulary) -> list[_Row]:
    """Rows of free text: "Indicateurs de processus : …" and the lines under it."""
    rows: list[_Row] = []
    column, opened = default, False
    for block in blocks:
        champ = split_label(block, labels)
        part = _part(champ.key) if champ else None
        if champ is not None and part is not None:
            column = _with_part(column, part, champ.libelle)
            opened = not (rows and _same(rows[-1].famille, column.famille))
            if champ.loose:
                if opened or not rows:
                    rows.append(_Row(column.famille))
                    opened = False
                rows[-1].add(column.role, champ.loose)
            continue
        if opened or not rows:
            rows.append(_Row(column.famille))
            opened = False
        rows[-1].add(column.role, [block])
    return rows


def _headings(blocks: Sequence[Block], labels: Vocabulary) -> list[Block]:
    found = []
    for block in blocks:
        champ = split_label(block, labels)
        if champ is not None and _part(champ.key) is not None:
            found.append(block)
    return found


def _with_part(column: _Column, part: str, passage: Passage) -> _Column:
    if part in FAMILIES:
        return _Column(Sourced(part, passage), "indicateurs")
    return _Column(column.famille, part)


def _part(key: str | None) -> str | None:
    """The part of the evaluation that a label names, or None for other labels."""
    if key is None or not key.startswith("evaluation."):
        return None
    return key.partition(".")[2]


def _same(first: Sourced | None, second: Sourced | None) -> bool:
    return (first.value if first else None) == (second.value if second else None)
