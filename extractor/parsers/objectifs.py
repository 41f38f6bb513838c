"""Objectives of a fiche: strategic ones and the operational ones beside them, row by row."""

import re
from collections.abc import Sequence

from extractor.draft import Draft
from extractor.layout.blocks import Block
from extractor.layout.passage import Passage
from extractor.layout.tables import Cell
from extractor.parsers.champs import Champ
from extractor.parsers.labels import Vocabulary

# "1 – ", "1-2 - ", "2.3 ", "1. ", "Objectif opérationnel n°1.2 : ", "OS 1 : ", "a) "
NUMBER = re.compile(
    r"^(?:(?:sous-)?(?:objectif\s+\w+|objectif|os|oo|og)\s*(?:n\s?[°º])?\s*)?"
    r"(?P<numero>\d{1,2}(?:\s?[.\-]\s?\d{1,2}){0,3})\s*(?P<sep>[.)]?\s*[–—:\-]|[.)])?\s*(?=\S)",
    re.IGNORECASE,
)
Pair = tuple[list[Draft], list[Draft]]


def parse_objectifs(champs: Sequence[Champ], labels: Vocabulary) -> list[Draft]:
    """Return one entry per row; separate strategic and operational fields make one entry."""
    rows: list[Pair] = []
    flat: Pair = ([], [])
    for champ in champs:
        header = _header(champ, labels)
        if header is not None:
            rows += _nested_rows(champ, header)
        else:
            part = 1 if champ.key == "objectifs.operationnels" else 0
            flat[part].extend(blocks_to_objectifs(champ.blocks))
    if flat[0] or flat[1]:
        rows.append(flat)
    return [{"strategiques": s, "operationnels": o} for s, o in rows if s or o]


def has_objectives_header(champ: Champ, labels: Vocabulary) -> bool:
    """Whether a field of another name holds the table of objectives ("Descriptif des actions")."""
    return _header(champ, labels) is not None


def _header(champ: Champ, labels: Vocabulary) -> dict[int, int] | None:
    """Column → 0 for strategic, 1 for operational, read in the first row of the area."""
    first = next(champ.rows(), [])
    parts: dict[int, int] = {}
    for cell in first:
        key = labels.find(cell.text)
        if key in ("objectifs.strategiques", "objectifs.operationnels"):
            part = 1 if key == "objectifs.operationnels" else 0
            parts.update(dict.fromkeys(range(cell.column, cell.column_end), part))
    return parts if len(first) > 1 and set(parts.values()) == {0, 1} else None


def _nested_rows(champ: Champ, header: dict[int, int]) -> list[Pair]:
    """Rows under the sub-headers; a cell merged over several sub-rows makes one row."""
    first = min(cell.row for cell in champ.cells)
    body = [cell for cell in champ.cells if cell.row > first]
    rows: list[tuple[int, Pair]] = []
    for cell in body:
        parts = {header.get(column, 0) for column in range(cell.column, cell.column_end)}
        part = 1 if parts == {1} else 0
        objectifs = blocks_to_objectifs(cell.blocks)
        open_row = next((pair for end, pair in reversed(rows) if cell.row < end), None)
        if part == 1 and open_row is not None:
            open_row[1].extend(objectifs)
        elif part == 1:
            rows.append((cell.row_end, ([], objectifs)))
        else:
            rows.append((_row_end(cell, body), (objectifs, [])))
    return [pair for _, pair in rows]


def _row_end(cell: Cell, body: Sequence[Cell]) -> int:
    return max([cell.row_end, *(c.row_end for c in body if cell.row <= c.row < cell.row_end)])


def blocks_to_objectifs(blocks: Sequence[Block]) -> list[Draft]:
    """One objective per paragraph or item; a list after a colon belongs to what it completes.

    "Organiser des rencontres, notamment :" / "• Journée …" -> one objective
    """
    groups: list[list[Block]] = []
    for block in blocks:
        open_list = groups and groups[-1][0].text.rstrip().endswith(":")
        deeper = open_list and block.marker and not groups[-1][0].marker
        if groups and deeper:
            groups[-1].append(block)
        else:
            groups.append([block])
    return [read_objectif(Passage.join([b.passage for b in group])) for group in groups]


def read_objectif(passage: Passage) -> Draft:
    """Split an objective into its number and its wording.

    "1-2 – Envisager un forum"   -> ("1-2", "Envisager un forum")
    "2.3 Valoriser"              -> ("2.3", "Valoriser")
    "24 communes participent"    -> (None, "24 communes participent")
    """
    match = NUMBER.match(passage.text)
    if match is None or not (match["sep"] or re.search(r"\D", match["numero"])):
        return {"numero": None, "intitule": passage}
    return {
        "numero": passage.group(match, "numero"),
        "intitule": passage[match.end() : len(passage.text)],
    }
