"""Answers → CSV, JSON or XLSX."""

import csv
import io
import json
import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from extractor.compare.corpus import Key
from extractor.compare.tables import Cell, Count, Places, Ref, Share, Table, Unknown, plain

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
    """All tables by name; a count has its fiches, what is not known is null."""
    value = {
        table.nom: {
            "titre": table.titre,
            "note": table.note,
            "colonnes": table.colonnes,
            "lignes": [
                dict(zip(table.colonnes, map(_json_cell, row), strict=True)) for row in table.lignes
            ],
        }
        for table in tables
    }
    return f"{json.dumps(value, ensure_ascii=False, indent=1)}\n".encode("utf-8", "replace")


def to_xlsx(tables: Sequence[Table]) -> bytes:
    """One sheet per table: frozen headings, filters, widths. The same tables, the same bytes."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    book.properties.created = book.properties.modified = datetime(2000, 1, 1)
    book.properties.creator = "cls-extractor"
    bold, fill = Font(bold=True, color="FFFFFF"), PatternFill("solid", fgColor="1F4E5F")
    for table in tables:
        sheet = book.create_sheet(table.nom[:31])
        sheet.freeze_panes = "B2"
        last = get_column_letter(len(table.colonnes))
        sheet.auto_filter.ref = f"A1:{last}{len(table.lignes) + 1}"
        for rank, width in enumerate(_widths(table), start=1):
            sheet.column_dimensions[get_column_letter(rank)].width = width
        heads = []
        for name in table.colonnes:
            cell = WriteOnlyCell(sheet, value=name)
            cell.font, cell.fill = bold, fill
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            heads.append(cell)
        sheet.append(heads)
        for row in table.lignes:
            sheet.append([_sheet_cell(sheet, plain(cell)) for cell in row])
    stream = io.BytesIO()
    book.save(stream)
    return _timeless(stream.getvalue())


def _sheet_cell(sheet: Any, value: Any) -> Any:
    """Text as text, whatever it begins with: never a formula."""
    if not isinstance(value, str):
        return value
    from openpyxl.cell import WriteOnlyCell

    cell = WriteOnlyCell(sheet, value=_ILLEGAL.sub("\ufffd", value)[:32_000])
    cell.data_type = "s"
    return cell


def _timeless(data: bytes) -> bytes:
    """The same archive without the clock, which openpyxl writes into every entry."""
    from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

    stream = io.BytesIO()
    with ZipFile(io.BytesIO(data)) as old, ZipFile(stream, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "docProps/core.xml":
                content = re.sub(
                    rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>2000-01-01T00:00:00Z", content
                )
            new.writestr(ZipInfo(name), content, ZIP_DEFLATED)
    return stream.getvalue()


def _widths(table: Table) -> list[int]:
    columns = zip(table.colonnes, *table.lignes[:200], strict=True)
    lengths = (max(len(str(cell)) for cell in column if cell is not None) for column in columns)
    return [min(WIDEST, max(12, length + 2)) for length in lengths]


def _harmless(value: str | int | float | None) -> str | int | float | None:
    if isinstance(value, str) and value.startswith(FORMULA):
        return f"'{value}"
    return value


def _json_cell(cell: Cell) -> Any:
    if isinstance(cell, Count):
        return {"nombre": cell.value, "au_moins": bool(cell.mark), "fiches": _keys(cell.fiches)}
    if isinstance(cell, Places):
        return {"nombre": cell.value, "contrats": _keys(cell.contrats)}
    if isinstance(cell, Share):
        return cell.value
    if isinstance(cell, Unknown):
        return None
    if isinstance(cell, Ref):
        return {"texte": cell.texte, "cle": "".join(cell.key)}
    return cell


def _keys(keys: Iterable[Key]) -> list[str]:
    return ["".join(key) for key in keys]
