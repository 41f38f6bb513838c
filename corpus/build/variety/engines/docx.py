"""Elements → .docx → PDF by LibreOffice, tagged as office programs do."""

import subprocess
import tempfile
from pathlib import Path
from typing import Any

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

A4 = (595.3, 841.9)


def render_libreoffice(elements: tuple[Element, ...], look: Look, target: Path) -> None:
    """Write the PDF with LibreOffice Writer."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / f"{target.stem}.docx"
        Writer(look).write(elements, source)
        subprocess.run(
            ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless",
             "--convert-to", 'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"'
             + ("false" if look.extra.get("tags") == "no" else "true") + '"}}',
             "--outdir", folder, str(source)],
            check=True, capture_output=True, timeout=240,
        )  # fmt: skip
        target.write_bytes((Path(folder) / f"{target.stem}.pdf").read_bytes())


class Writer:
    """A Word document in the making."""

    def __init__(self, look: Look) -> None:
        import docx

        self.look = look
        self.document = docx.Document()
        normal = self.document.styles["Normal"]
        normal.font.name, normal.font.size = look.font, self.pt(look.size)
        normal.paragraph_format.space_after = self.pt(4)
        normal.paragraph_format.space_before = self.pt(0)
        self.landscape = False
        self.first = True

    @staticmethod
    def pt(points: float) -> Any:
        """Return a length of the library."""
        from docx.shared import Pt

        return Pt(points)

    def write(self, elements: tuple[Element, ...], target: Path) -> None:
        """Print the elements and save."""
        self.page(self.document.sections[0], landscape=False)
        for element in elements:
            self.element(self.document, element)
        self.document.save(target)

    def page(self, section: Any, landscape: bool) -> None:
        """Give a section its format, header and footer."""
        from docx.enum.section import WD_ORIENT

        width, height = (A4[1], A4[0]) if landscape else A4
        section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = self.pt(width), self.pt(height)
        for side in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
            setattr(section, side, self.pt(self.look.margins))
        self.width = width - 2 * self.look.margins
        if self.first:
            section.different_first_page_header_footer = True
            self.first = False
            for part, words in ((section.header, self.look.header), (section.footer, self.look.footer)):
                paragraph = part.paragraphs[0]
                paragraph.alignment = 1 if part is section.header else 2
                self.running(paragraph, words)
        else:
            section.different_first_page_header_footer = False

    def running(self, paragraph: Any, words: str) -> None:
        """Print a running line; {page} and {pages} are fields."""
        import re

        for piece in re.split(r"(\{pages?\})", words):
            run = paragraph.add_run("" if piece.startswith("{") else piece)
            run.font.size = self.pt(8)
            if piece.startswith("{"):
                self.field(run, "NUMPAGES" if piece == "{pages}" else "PAGE")

    @staticmethod
    def field(run: Any, name: str) -> None:
        """Put a field into a run."""
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        for kind in ("begin", name, "end"):
            if kind == name:
                node = OxmlElement("w:instrText")
                node.text = name
            else:
                node = OxmlElement("w:fldChar")
                node.set(qn("w:fldCharType"), kind)
            run._r.append(node)

    def element(self, parent: Any, element: Element) -> None:
        """Print one element into the document or a cell."""
        if isinstance(element, Heading):
            self.heading(parent, element)
        elif isinstance(element, Para):
            self.para(parent.add_paragraph(), element)
        elif isinstance(element, Items):
            self.items(parent, element)
        elif isinstance(element, Entry):
            self.entry(parent, element)
        elif isinstance(element, Table):
            self.table(parent, element)
        elif isinstance(element, Columns):
            self.columns(element)
        elif isinstance(element, Gap):
            parent.add_paragraph().paragraph_format.space_after = self.pt(element.height)
        elif isinstance(element, Break):
            self.page_break(element)

    def page_break(self, element: Break) -> None:
        """Begin a page, in a new section where the format changes."""
        from docx.enum.section import WD_SECTION

        if element.landscape != self.landscape:
            self.landscape = element.landscape
            self.page(self.document.add_section(WD_SECTION.NEW_PAGE), self.landscape)
        else:
            self.document.add_page_break()

    def columns(self, element: Columns) -> None:
        """Set elements in columns: a continuous section of its own."""
        from docx.enum.section import WD_SECTION
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        for count, inside in ((element.count, element.elements), (1, ())):
            section = self.document.add_section(WD_SECTION.CONTINUOUS)
            for old in section._sectPr.findall(qn("w:cols")):
                section._sectPr.remove(old)
            node = OxmlElement("w:cols")
            node.set(qn("w:num"), str(count))
            node.set(qn("w:space"), "440")
            section._sectPr.append(node)
            section.different_first_page_header_footer = False
            for one in inside:
                self.element(self.document, one)

    def heading(self, parent: Any, heading: Heading) -> None:
        """Print a heading."""
        from docx.shared import RGBColor

        look = self.look
        sizes = {1: look.size + 6, 2: look.size + 3, 3: look.size + 2, 4: look.size}
        paragraph = parent.add_paragraph()
        run = paragraph.add_run(heading.text)
        run.bold = heading.role not in look.plain_headings
        run.font.size = self.pt(
            look.size + 18 if heading.role == "couverture" else sizes[heading.level]
        )
        if heading.level != 3:
            run.font.color.rgb = RGBColor.from_string(look.colour.lstrip("#").upper())
        run.font.small_caps = heading.role in look.small_caps or None
        run.font.all_caps = heading.role in look.upper or None
        if heading.role in look.spaced:
            self.spacing(run)
        shape = paragraph.paragraph_format
        shape.space_before = self.pt({1: 14, 2: 11, 3: 9, 4: 6}[heading.level])
        shape.keep_with_next = True

    @staticmethod
    def spacing(run: Any) -> None:
        """Set letters 4 points apart."""
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        node = OxmlElement("w:spacing")
        node.set(qn("w:val"), "80")
        run._r.get_or_add_rPr().append(node)

    def para(self, paragraph: Any, para: Para, cell: Cell | None = None) -> None:
        """Print a paragraph."""
        from docx.shared import RGBColor

        if para.label:
            paragraph.add_run(french(para.label) + " ").bold = True
        run = paragraph.add_run(french(para.text))
        run.bold = para.bold or (cell is not None and cell.bold) or None
        if cell is not None and cell.white:
            run.font.color.rgb = RGBColor(255, 255, 255)
        if para.align == "center":
            paragraph.alignment = 1
        elif para.align == "right":
            paragraph.alignment = 2
        elif self.look.justify and cell is None:
            paragraph.alignment = 3

    def items(self, parent: Any, items: Items, size: float = 0.0) -> None:
        """Print a list: a bullet, a tab, and a hanging indent."""
        for item in items.items:
            paragraph = parent.add_paragraph()
            shape = paragraph.paragraph_format
            shape.left_indent, shape.first_line_indent = self.pt(14), self.pt(-10)
            shape.tab_stops.add_tab_stop(self.pt(14))
            shape.space_after = self.pt(2)
            run = paragraph.add_run(f"{items.marker}\t")
            if items.marker in "\uf0b7\uf0a7\uf0d8":
                run.font.name = "OpenSymbol"
            words = paragraph.add_run(french(item))
            if size:
                run.font.size = words.font.size = self.pt(size)

    def entry(self, parent: Any, entry: Entry) -> None:
        """Print a line of the sommaire."""
        from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER

        paragraph = parent.add_paragraph()
        paragraph.paragraph_format.left_indent = self.pt(14 * (entry.level - 1))
        if entry.page is None or entry.leader in ("", "…", "_"):
            fill = {"…": " ………………… ", "_": " _ _ _ _ _ _ "}.get(entry.leader, "  ")
            page = "" if entry.page is None else f"{fill}{entry.page}"
            paragraph.add_run(french(entry.text) + page)
            return
        leader = WD_TAB_LEADER.DOTS if entry.leader == "." else WD_TAB_LEADER.SPACES
        paragraph.paragraph_format.tab_stops.add_tab_stop(
            self.pt(self.width), WD_TAB_ALIGNMENT.RIGHT, leader
        )
        paragraph.add_run(f"{french(entry.text)}\t{entry.page}")

    def table(self, parent: Any, table: Table) -> None:
        """Print a table."""
        count = len(table.widths)
        made = parent.add_table(rows=len(table.rows), cols=count)
        made.autofit = False
        if table.rules == "grid":
            made.style = "Table Grid"
        elif table.rules != "none":
            self.borders(made, table.rules)
        for column, width in zip(made.columns, table.widths, strict=True):
            column.width = self.pt(width * self.width)
        taken: set[tuple[int, int]] = set()
        for rank, row in enumerate(table.rows):
            self.row(made, rank, row, table, taken)
        parent.add_paragraph().paragraph_format.space_after = self.pt(2)

    def row(self, made: Any, rank: int, row: tuple[Cell, ...], table: Table, taken: set) -> None:
        """Fill one row; `taken` are the places that cells above span."""
        from docx.oxml import OxmlElement

        properties = made.rows[rank]._tr.get_or_add_trPr()
        if rank < table.header:
            properties.append(OxmlElement("w:tblHeader"))
        if not table.cut:
            properties.append(OxmlElement("w:cantSplit"))
        column = 0
        for cell in row:
            while (rank, column) in taken:
                column += 1
            taken |= {
                (rank + i, column + j) for i in range(cell.rowspan) for j in range(cell.colspan)
            }
            place = made.cell(rank, column)
            if cell.rowspan > 1 or cell.colspan > 1:
                place = place.merge(
                    made.cell(rank + cell.rowspan - 1, column + cell.colspan - 1)
                )
            else:
                place.width = self.pt(table.widths[column] * self.width)
            self.cell(place, cell, table)
            column += cell.colspan

    def cell(self, place: Any, cell: Cell, table: Table) -> None:
        """Fill one cell."""
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        if cell.fill:
            shade = OxmlElement("w:shd")
            shade.set(qn("w:val"), "clear")
            shade.set(qn("w:fill"), cell.fill.lstrip("#"))
            place._tc.get_or_add_tcPr().append(shade)
        if cell.turn:
            turn = OxmlElement("w:textDirection")
            turn.set(qn("w:val"), "btLr")
            place._tc.get_or_add_tcPr().append(turn)
        size = self.look.size + table.size if table.size else 0.0
        first = place.paragraphs[0]
        used = False
        for block in cell.blocks:
            if isinstance(block, Items):
                self.items(place, block, size)
                continue
            paragraph = place.add_paragraph() if used else first
            used = True
            self.para(paragraph, block, cell)
            paragraph.paragraph_format.space_after = self.pt(2)
            if size:
                for run in paragraph.runs:
                    run.font.size = self.pt(size)
        if not used and len(place.paragraphs) > 1:
            first._p.getparent().remove(first._p)

    @staticmethod
    def borders(made: Any, rules: str) -> None:
        """Draw some of the rules of a table."""
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        node = OxmlElement("w:tblBorders")
        sides = ("top", "bottom", "insideH") if rules == "horizontal" else (
            "top", "left", "bottom", "right")  # fmt: skip
        for side in sides:
            edge = OxmlElement(f"w:{side}")
            edge.set(qn("w:val"), "single")
            edge.set(qn("w:sz"), "6")
            edge.set(qn("w:color"), "555555")
            node.append(edge)
        made._tbl.tblPr.append(node)


def french(words: str) -> str:
    """No-break spaces before high punctuation."""
    for mark in ":;?!»%€":
        words = words.replace(f" {mark}", f"\u00a0{mark}")
    return words
