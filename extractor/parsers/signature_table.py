"""A table of signatories under column headings → who signs on each of its rows."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from extractor.layout.passage import Passage
from extractor.layout.tables import Cell, Table
from extractor.parsers.labels import vocabulary
from extractor.parsers.personnes import has_office, read_name

_COMMA = re.compile(r"\s*,\s*")


class Signing(NamedTuple):
    """What one row says."""

    organisation: Passage | None
    personne: Passage
    fonction: Passage | None


def read_signature_table(table: Table) -> list[Signing] | None:
    """Return the rows of a table with headings, None for a table without them.

    "Organisme | Nom | Fonction | Signature" / "CPAM de l'Aisne | Farid Benameur | Directeur | "
    -> CPAM de l'Aisne, Farid Benameur, Directeur
    """
    rows = [row for row in table.rows() if any(cell.blocks for cell in row)]
    columns = _columns(rows[0]) if rows else {}
    if not {"personne", "nom_et_fonction"} & set(columns.values()):
        return None
    return list(_signings(rows[1:], columns))


def _columns(header: Sequence[Cell]) -> Mapping[int, str]:
    """Column → what stands in it; none when a heading is another one."""
    keys = {
        cell.column: vocabulary("signatures").find(cell.text.replace("\n", " "))
        for cell in header
        if cell.blocks
    }
    found = {column: key for column, key in keys.items() if key is not None}
    return found if len(found) == len(keys) > 1 else {}


def _signings(rows: Sequence[Sequence[Cell]], columns: Mapping[int, str]) -> Iterator[Signing]:
    """One row each; an organisation merged over several rows stands for all of them."""
    open_cell: Cell | None = None
    for row in rows:
        by_key = {columns[c.column]: c for c in row if c.column in columns and c.blocks}
        if len(by_key) == len(row) and _columns(row):
            continue  # the headings again, overleaf
        own = by_key.get("organisation")
        if own is not None:
            open_cell = own
        elif open_cell is not None and (not row or row[0].row >= open_cell.row_end):
            open_cell = None
        person, office = _who(by_key)
        if person is not None:
            body = open_cell.passage if open_cell is not None else None
            yield Signing(body and _one_line(body), person, office)


def _who(cells: Mapping[str, Cell]) -> tuple[Passage | None, Passage | None]:
    """The name and the office, in a cell each or one under the other in one cell."""
    if "personne" in cells:
        office = cells.get("fonction")
        name = read_name(_one_line(cells["personne"].passage))
        return name, _one_line(office.passage) if office else None
    if "nom_et_fonction" not in cells:
        return None, None
    texts = [block.passage for block in cells["nom_et_fonction"].blocks]
    texts = [piece for text in texts for piece in text.split(_COMMA)] if len(texts) == 1 else texts
    name = next((found for t in texts if not has_office(t.text) and (found := read_name(t))), None)
    offices = [text for text in texts if name is None or text.words[0] not in name.words]
    return name, _one_line(Passage.join(offices)) if name and offices else None


def _one_line(passage: Passage) -> Passage:
    return Passage.of(passage.words)
