"""`xlsx`: one workbook, one sheet per table, to filter and read in Excel or LibreOffice.

Text is text, whatever it begins with; the only formulas are our links to the pages of the PDF.
"""

import json
import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format as Style
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from extractor import __version__
from extractor.errors import BadPlace
from extractor.exporters.feed import Feed, Row
from extractor.exporters.formats import Options
from extractor.exporters.links import link_to_page
from extractor.exporters.tables import Column, TableOf, tables

MADE = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
"""What the file says of when it was made: no clock stands in an export."""
LONGEST = 32_767
"""Characters that a cell holds, in UTF-16."""
CUT = " […] (suite : voir l'export csv ou json)"
ROWS = 1_048_576
"""Rows of a sheet, its header included."""
LONGEST_LINK = 255
"""Characters of a text inside a formula."""
PAGES = {"page", "page_debut", "page_fin"}
MACHINE = {"content_hash", "pointer", "contrat", "fiche", "mention", "options_hash"}
"""Keys that join tables: people follow the link of the page instead."""
FIRST = (
    "contrats",
    "axes",
    "fiches",
    "mentions",
    "indicateurs",
    "sigles",
    "signataires",
    "themes",
    "documents",
    "avertissements",
)
"""The order of the sheets."""
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_FIRST_DAY = date(1900, 3, 1)
"""Excel counts days from 1900, and takes that year for a leap year."""
HEADER = 30
"""Points: two lines of a header."""
READ_ME = "lisez-moi"


def write(feed: Feed, draft: Path, options: Options) -> None:
    """Write the workbook, row after row: it never stands in memory."""
    book = xlsxwriter.Workbook(
        draft, {"constant_memory": True, "tmpdir": str(draft.parent), "use_zip64": True}
    )
    book.set_properties({"title": "Contrats locaux de santé", "created": MADE})
    styles = _Styles(book)
    _write_read_me(book.add_worksheet(READ_ME), styles, feed)
    sheets = {name: _Sheet(book, tables()[name], styles, options.documents) for name in FIRST}
    paths = {document.content.content_hash: document.content.path for document in feed.documents}
    for rows in feed.rows():
        for name, of in rows.items():
            for row in of:
                sheets[name].add(row, paths)
    for sheet in sheets.values():
        sheet.close()
    book.close()


class _Styles:
    """How cells look."""

    def __init__(self, book: Workbook) -> None:
        head = {"bold": True, "bg_color": "#DCE6F1", "bottom": 1, "text_wrap": True}
        self.head: Style = book.add_format(head | {"valign": "top"})
        self.text: Style = book.add_format({"valign": "top", "text_wrap": True})
        self.plain: Style = book.add_format({"valign": "top"})
        # dd/mm/yyyy would be shown by the habits of the country, as 07/10/2025 in some.
        self.day: Style = book.add_format({"valign": "top", "num_format": "yyyy-mm-dd"})
        self.link: Style = book.add_format(
            {"valign": "top", "font_color": "#0563C1", "underline": 1}
        )


class _Lines(Worksheet):  # type: ignore[misc]  # XlsxWriter tells no types
    """A sheet whose formulas are links: nothing in them is a function of a newer Excel.

    XlsxWriter looks for sixty of those in each formula, by their names and a parenthesis.
    """

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:
        return formula.removeprefix("=")


class _Sheet:
    """One table being written; its rows come in their order."""

    def __init__(self, book: Workbook, table: TableOf, styles: _Styles, base: str) -> None:
        self._table = table
        self._styles = styles
        self._base = base
        self._sheet: Worksheet = book.add_worksheet(table.sheet, worksheet_class=_Lines)
        self._rows = 1
        self._hash = [column.name for column in table.columns].index("content_hash")
        self._columns = shown(table)
        for index, (_, column) in enumerate(self._columns):
            self._sheet.set_column(index, index, column.width)
        self._sheet.freeze_panes(1, 0)
        if table.height:
            self._sheet.set_default_row(table.height)
            self._sheet.set_row(0, HEADER)
        for index, (_, column) in enumerate(self._columns):
            self._sheet.write_string(0, index, column.titre, styles.head)

    def add(self, row: Row, paths: Mapping[str, str]) -> None:
        """Write one row; `paths` gives the file of a content."""
        if self._rows >= ROWS:
            cause = f"sheet {self._table.sheet} is full ({ROWS} rows)"
            raise BadPlace("xlsx", cause, "choose filters, or csv or parquet")
        path = paths.get(row[self._hash], "")
        for index, (rank, column) in enumerate(self._columns):
            value = row[rank]
            if value or value == 0:
                self._write(index, value, column, path)
        self._rows += 1

    def close(self) -> None:
        """Let the reader filter by every column."""
        self._sheet.autofilter(0, 0, self._rows - 1, len(self._columns) - 1)

    def _write(self, index: int, value: Any, column: Column, path: str) -> None:
        place = (self._rows, index)
        if column.name in PAGES and path:
            link = link_to_page(path, value, self._base)
            if len(link) <= LONGEST_LINK:
                formula = f'=HYPERLINK("{link}",{value})'
                self._sheet.write_formula(*place, formula, self._styles.link, value)
                return
        if isinstance(value, int | float):
            self._sheet.write_number(*place, value, self._styles.plain)
        elif column.date and (day := _day(value)):
            self._sheet.write_datetime(*place, day, self._styles.day)
        else:
            wide = column.width > 24
            style = self._styles.text if wide else self._styles.plain
            self._sheet.write_string(*place, cell_text(value), style)


def shown(table: TableOf) -> list[tuple[int, Column]]:
    """The columns that a sheet shows, each with its rank in the table."""
    whole = table.name == "documents"
    return [
        (rank, column)
        for rank, column in enumerate(table.columns)
        if whole or column.name not in MACHINE
    ]


def cell_text(value: Any) -> str:
    """What a cell shows; lists have one item per line.

    ["14", "61"] -> "14\\n61";  {"communes": 53} -> "communes : 53"
    [{"valeur": 12000.0, "unite": "EUR"}] -> "12000 EUR"
    """
    if isinstance(value, dict):
        value = [f"{key} : {item}" for key, item in value.items()]
    if isinstance(value, list):
        value = "\n".join(map(_item, value))
    text = str(value)
    if text.startswith("<r>"):
        text = f" {text}"  # XlsxWriter takes that for markup of its own
    units = len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2
    if units <= LONGEST:
        return text
    room = 2 * (LONGEST - len(CUT))
    return text.encode("utf-16-le")[:room].decode("utf-16-le", errors="ignore") + CUT


def _item(item: Any) -> str:
    return f"{item['valeur']:.15g} {item['unite']}" if isinstance(item, dict) else str(item)


def _day(text: str) -> datetime | None:
    """A whole date that Excel can hold; "2025-07" stays text, as precise as printed."""
    if not _DAY.fullmatch(text):
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return datetime(day.year, day.month, day.day) if day >= _FIRST_DAY else None


def _write_read_me(sheet: Worksheet, styles: _Styles, feed: Feed) -> None:
    """What the workbook holds, and every column of it."""
    filters = json.dumps(feed.filters.as_dict(), ensure_ascii=False)
    lines: list[tuple[str, ...]] = [
        ("Contrats locaux de santé", f"extraits de leurs PDF par cls-extractor {__version__}"),
        ("Documents", str(len(feed.documents))),
        ("Sans enregistrement", f"{len(feed.failed)} (voir la feuille documents)"),
        ("Filtres", filters if feed.filters.as_dict() else "aucun"),
        ("Pages", "Un numéro de page ouvre le PDF ; la page elle-même s'ouvre dans un navigateur."),
        (
            "Doute",
            "Une cellule vide n'est pas un zéro : le document ne le dit pas, ou cela n'a pas "
            "pu être lu (feuilles documents et avertissements).",
        ),
        (),
        ("Feuille", "Colonne", "Contenu", "Nom dans csv et parquet", "D'où elle vient"),
    ]
    for name in FIRST:
        table = tables()[name]
        lines.append((table.sheet, "", table.description, table.name, ""))
        lines += [
            (table.sheet, column.titre, column.description, column.name, column.source)
            for _, column in shown(table)
        ]
    for index, width in enumerate((24, 28, 80, 24, 44)):
        sheet.set_column(index, index, width)
    for row, line in enumerate(lines):
        for index, text in enumerate(line):
            style = styles.head if row in (0, 7) else styles.plain
            sheet.write_string(row, index, text, style)


def libraries() -> Mapping[str, str]:
    """XlsxWriter makes the bytes."""
    return {"xlsxwriter": xlsxwriter.__version__}
