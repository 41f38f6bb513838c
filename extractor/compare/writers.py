"""Answers → CSV, JSON or XLSX."""

import csv
import io
import json
import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from extractor.compare.corpus import Key
from extractor.compare.tables import Cell, Count, Places, Ref, Table, plain

LONGEST = 32_000
"""Characters of a cell; a sheet holds 767 more."""
WIDEST = 60
"""Characters of the widest column of a sheet."""
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""A text that begins so would be a formula to a spreadsheet: an apostrophe comes before it."""
_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def to_csv(table: Table) -> bytes:
    """One table: UTF-8 with its mark, so that spreadsheets read the accents; a comma between cells.

    What is not known is empty, never 0.
    """
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(table.colonnes)
    writer.writerows([_harmless(plain(cell)) for cell in row] for row in table.lignes)
    return stream.getvalue().encode("utf-8-sig", "replace")


def to_json(tables: Sequence[Table]) -> bytes:
    """All tables by name; what is not known is null.

    `cles` lists the nodes of records that counts are made of, as content hash and JSON Pointer; a
    count names them by their place in that list.
    """
    places: dict[Key, int] = {}
    named = {
        table.nom: {
            "titre": table.titre,
            "note": table.note,
            "lignes": [
                dict(zip(table.colonnes, (_json_cell(cell, places) for cell in row), strict=True))
                for row in table.lignes
            ],
        }
        for table in tables
    }
    value = {"tables": named, "cles": ["".join(key) for key in places]}
    return f"{json.dumps(value, ensure_ascii=False, separators=(',', ':'))}\n".encode()


def to_xlsx(tables: Sequence[Table]) -> bytes:
    """One sheet per table: frozen headings, filters, widths. The same tables, the same bytes."""
    import xlsxwriter

    stream = io.BytesIO()
    as_text = {"strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(stream, {"in_memory": True, **as_text}) as book:
        book.set_properties({"author": "cls-extractor", "created": datetime(2000, 1, 1)})
        look = {"bold": True, "font_color": "#FFFFFF", "bg_color": "#1F4E5F"}
        head = book.add_format({**look, "text_wrap": True, "valign": "top"})
        for table in tables:
            sheet = book.add_worksheet(table.nom[:31])
            sheet.freeze_panes(1, 1)
            sheet.autofilter(0, 0, len(table.lignes), len(table.colonnes) - 1)
            for column, width in enumerate(_widths(table)):
                sheet.set_column(column, column, width)
            sheet.write_row(0, 0, table.colonnes, head)
            for row, cells in enumerate(table.lignes, start=1):
                sheet.write_row(row, 0, [_sheet_cell(cell) for cell in cells])
    return stream.getvalue()


def _sheet_cell(cell: Cell) -> str | int | float | None:
    """What a sheet can hold; what is not known stays empty."""
    value = plain(cell)
    return _ILLEGAL.sub("\ufffd", value)[:LONGEST] if isinstance(value, str) else value


def _widths(table: Table) -> list[int]:
    columns = zip(table.colonnes, *table.lignes[:200], strict=True)
    lengths = (max(len(str(cell)) for cell in column if cell is not None) for column in columns)
    return [min(WIDEST, max(12, length + 2)) for length in lengths]


def _harmless(value: str | int | float | None) -> str | int | float | None:
    if isinstance(value, str) and value.startswith(FORMULA):
        return f"'{value}"
    return value


def _json_cell(cell: Cell, places: dict[Key, int]) -> Any:
    if isinstance(cell, Count):
        at_least = {"au_moins": True} if cell.mark else {}
        return {"nombre": cell.value, **at_least, "fiches": _places(cell.fiches, places)}
    if isinstance(cell, Places):
        return {"nombre": cell.value, "contrats": _places(cell.contrats, places)}
    if isinstance(cell, Ref):
        return {"texte": cell.texte, "cle": _places((cell.key,), places)[0]}
    return plain(cell)


def _places(keys: Iterable[Key], places: dict[Key, int]) -> list[int]:
    return [places.setdefault(key, len(places)) for key in keys]
