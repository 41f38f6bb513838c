"""Elements → a Word document.

python-docx has no words for columns, fields, shading or borders: those are written as the XML of
ECMA-376, with `append_tag`.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

from corpus.build.variety.elements import (
    Break,
    Cell,
    Columns,
    Element,
    Entry,
    Gap,
    Heading,
    Items,
    Look,
    Para,
    Table,
)
from corpus.build.variety.engines.french import space_marks

A4 = (595.3, 841.9)
MARGINS = ("left_margin", "right_margin", "top_margin", "bottom_margin")
RUNNING_SIZE = 8
ABOVE = {1: 14, 2: 11, 3: 9, 4: 6}
"""White space above a heading of each level, in points."""
FILLS = {"…": " ………………… ", "_": " _ _ _ _ _ _ ", "": "  "}
"""What a line of the sommaire is filled with where it has no tab."""
SYMBOLS = "\uf0b7\uf0a7\uf0d8"
"""Bullets of a symbol font."""
SIDES = ("top", "bottom", "insideH")
"""The edges of a table with horizontal rules."""


def append_tag(parent: Any, name: str, **attributes: str) -> Any:
    """Append a tag of WordprocessingML to a node and return it."""
    node = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        node.set(qn(f"w:{key}"), value)
    parent.append(node)
    return node


class Writer:
    """A Word document in the making."""

    def __init__(self, look: Look) -> None:
        self.look = look
        self.document: Any = docx.Document()
        self.width = 0.0
        """Width of the text, in points."""
        normal = self.document.styles["Normal"]
        normal.font.name, normal.font.size = look.font, Pt(look.size)
        normal.paragraph_format.space_after = Pt(4)
        normal.paragraph_format.space_before = Pt(0)

    def write(self, elements: tuple[Element, ...], target: Path) -> None:
        """Print the elements and save."""
        first = self.document.sections[0]
        self._format(first, landscape=False)
        self._running_lines(first)
        landscape = False
        for element in elements:
            if not isinstance(element, Break):
                self._element(element)
            elif element.landscape != landscape:
                landscape = element.landscape
                section = self.document.add_section(WD_SECTION.NEW_PAGE)
                self._format(section, landscape)
                section.different_first_page_header_footer = False
            else:
                self.document.add_page_break()
        self.document.save(str(target))

    def _format(self, section: Any, landscape: bool) -> None:
        width, height = (A4[1], A4[0]) if landscape else A4
        section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = Pt(width), Pt(height)
        for side in MARGINS:
            setattr(section, side, Pt(self.look.margins))
        self.width = width - 2 * self.look.margins

    def _running_lines(self, section: Any) -> None:
        """Print header and footer, but not on the cover."""
        section.different_first_page_header_footer = True
        header, footer = section.header.paragraphs[0], section.footer.paragraphs[0]
        header.alignment, footer.alignment = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT
        add_running_line(header, self.look.header)
        add_running_line(footer, self.look.footer)

    def _element(self, element: Element) -> None:
        match element:
            case Heading():
                self._heading(element)
            case Para():
                self._para(self.document.add_paragraph(), element)
            case Items():
                self._items(self.document, element)
            case Entry():
                self._entry(element)
            case Table():
                self._table(element)
            case Columns():
                self._columns(element)
            case Gap(height):
                self.document.add_paragraph().paragraph_format.space_after = Pt(height)
            case _:
                raise TypeError(element)

    def _columns(self, element: Columns) -> None:
        """Set elements in columns: a continuous section of its own."""
        self._section_of_columns(element.count)
        for inside in element.elements:
            self._element(inside)
        self._section_of_columns(1)

    def _section_of_columns(self, count: int) -> None:
        section = self.document.add_section(WD_SECTION.CONTINUOUS)
        for inherited in section._sectPr.findall(qn("w:cols")):
            section._sectPr.remove(inherited)
        append_tag(section._sectPr, "cols", num=str(count), space="440")
        section.different_first_page_header_footer = False

    def _heading(self, heading: Heading) -> None:
        look, role = self.look, heading.role
        paragraph = self.document.add_paragraph()
        run = paragraph.add_run(heading.text)
        run.bold = role not in look.plain
        run.font.size = Pt(look.heading_size(heading))
        if heading.level != 3:
            run.font.color.rgb = RGBColor.from_string(look.colour.lstrip("#").upper())
        run.font.small_caps = role in look.small_caps or None
        run.font.all_caps = role in look.upper or None
        if role in look.spaced:
            append_tag(run._r.get_or_add_rPr(), "spacing", val="80")
        paragraph.paragraph_format.space_before = Pt(ABOVE[heading.level])
        paragraph.paragraph_format.keep_with_next = True

    def _para(self, paragraph: Any, para: Para, cell: Cell | None = None) -> None:
        """Fill a paragraph, of the running text or of a cell."""
        if para.label:
            paragraph.add_run(space_marks(para.label) + " ").bold = True
        run = paragraph.add_run(space_marks(para.text))
        run.bold = para.bold or (cell is not None and cell.bold) or None
        if cell is not None and cell.white:
            run.font.color.rgb = RGBColor(255, 255, 255)
        if cell is None and self.look.justify:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY

    def _items(self, parent: Any, items: Items, size: float = 0.0) -> None:
        """Print a list: a bullet, a tab, and a hanging indent."""
        for item in items.items:
            paragraph = parent.add_paragraph()
            shape = paragraph.paragraph_format
            shape.left_indent, shape.first_line_indent = Pt(14), Pt(-10)
            shape.tab_stops.add_tab_stop(Pt(14))
            shape.space_after = Pt(2)
            bullet = paragraph.add_run(f"{items.marker}\t")
            if items.marker in SYMBOLS:
                bullet.font.name = "OpenSymbol"
            words = paragraph.add_run(space_marks(item))
            if size:
                bullet.font.size = words.font.size = Pt(size)

    def _entry(self, entry: Entry) -> None:
        """Print a line of the sommaire."""
        paragraph = self.document.add_paragraph()
        shape = paragraph.paragraph_format
        shape.left_indent = Pt(14 * (entry.level - 1))
        words = space_marks(entry.text)
        if entry.page is None:
            paragraph.add_run(words)
        elif entry.leader in FILLS:
            paragraph.add_run(f"{words}{FILLS[entry.leader]}{entry.page}")
        else:
            leader = WD_TAB_LEADER.DOTS if entry.leader == "." else WD_TAB_LEADER.SPACES
            shape.tab_stops.add_tab_stop(Pt(self.width), WD_TAB_ALIGNMENT.RIGHT, leader)
            paragraph.add_run(f"{words}\t{entry.page}")

    def _table(self, table: Table) -> None:
        made = self.document.add_table(rows=len(table.rows), cols=len(table.widths))
        made.autofit = False
        if table.rules == "grid":
            made.style = "Table Grid"
        elif table.rules == "horizontal":
            borders = append_tag(made._tbl.tblPr, "tblBorders")
            for side in SIDES:
                append_tag(borders, side, val="single", sz="6", color="555555")
        for column, width in zip(made.columns, table.widths, strict=True):
            column.width = Pt(width * self.width)
        for rank, row in enumerate(made.rows):
            properties = row._tr.get_or_add_trPr()
            if rank < table.header:
                append_tag(properties, "tblHeader")
            if not table.cut:
                append_tag(properties, "cantSplit")
        for row_rank, column_rank, cell in place_cells(table):
            self._cell(self._place(made, row_rank, column_rank, cell, table), cell, table)
        self.document.add_paragraph().paragraph_format.space_after = Pt(2)

    def _place(self, made: Any, row: int, column: int, cell: Cell, table: Table) -> Any:
        """Return the cell of the Word table, merged where it spans."""
        place = made.cell(row, column)
        if cell.rowspan > 1 or cell.colspan > 1:
            return place.merge(made.cell(row + cell.rowspan - 1, column + cell.colspan - 1))
        place.width = Pt(table.widths[column] * self.width)
        return place

    def _cell(self, place: Any, cell: Cell, table: Table) -> None:
        properties = place._tc.get_or_add_tcPr()
        if cell.fill:
            append_tag(properties, "shd", val="clear", fill=cell.fill.lstrip("#"))
        if cell.turned:
            append_tag(properties, "textDirection", val="btLr")
        size = self.look.size + table.size if table.size else 0.0
        empty = place.paragraphs[0]  # a new cell has one
        for block in cell.blocks:
            if isinstance(block, Items):
                self._items(place, block, size)
                continue
            paragraph, empty = empty or place.add_paragraph(), None
            self._para(paragraph, block, cell)
            paragraph.paragraph_format.space_after = Pt(2)
            for run in paragraph.runs if size else ():
                run.font.size = Pt(size)
        if empty is not None and len(place.paragraphs) > 1:
            empty._p.getparent().remove(empty._p)


def place_cells(table: Table) -> Iterator[tuple[int, int, Cell]]:
    """Yield each cell with its row and column, places that others span passed over."""
    taken: set[tuple[int, int]] = set()
    for rank, row in enumerate(table.rows):
        column = 0
        for cell in row:
            while (rank, column) in taken:
                column += 1
            yield rank, column, cell
            taken |= {
                (rank + down, column + right)
                for down in range(cell.rowspan)
                for right in range(cell.colspan)
            }
            column += cell.colspan


def add_running_line(paragraph: Any, words: str) -> None:
    """Print a running line; {page} and {pages} become fields."""
    for piece in re.split(r"(\{pages?\})", words):
        is_field = piece.startswith("{")
        run = paragraph.add_run("" if is_field else piece)
        run.font.size = Pt(RUNNING_SIZE)
        if is_field:
            append_tag(run._r, "fldChar", fldCharType="begin")
            append_tag(run._r, "instrText").text = "NUMPAGES" if piece == "{pages}" else "PAGE"
            append_tag(run._r, "fldChar", fldCharType="end")
