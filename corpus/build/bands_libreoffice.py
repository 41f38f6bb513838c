"""Typesets `tests/pdf/bands-libreoffice.pdf`: fiches made of full-width label bands.

python-docx writes the document and LibreOffice exports it as tagged PDF. Quirks: each fiche is
one table whose coloured rows hold the labels and whose plain rows hold the contents; in some
fiches the last band has two header cells with the indicators side by side; the status is a row
of check boxes; rows are cut by page breaks and nothing is repeated; the synthesis has the axes
as band rows; the sommaire has dot leaders made by tab stops and numbers that start after the
cover; signatories stand in two columns; the glossary is plain lines "ARS – …".
"""

import re
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from docx import Document
from docx.document import Document as Docx
from docx.enum.section import WD_SECTION
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from corpus.build.content import Champ, Contenu, Fiche, Grille, Titre, bloc_texte
from corpus.build.contents.haute_vernaye import CIVILITES, CONTENU, POUR
from corpus.build.gold import SORTIE, Mesure, write_gold
from corpus.build.paper import french

FONT = "Carlito"
GREEN = RGBColor(0x2F, 0x6B, 0x3A)
DARK, LIGHT = "2F6B3A", "DCEBD9"
WIDTH = Cm(17)
FILTER = 'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"}}'
CONSTANTS = (
    (rb"/CreationDate\(D:\d{14}", b"/CreationDate(D:20250101000000"),
    (rb"<[0-9A-F]{32}>", b"<" + b"0" * 32 + b">"),
    (rb"/DocChecksum /[0-9A-F]{32}", b"/DocChecksum /" + b"0" * 32),
)
"""What changes with each export, and a constant of the same length."""
DEBUT_CORPS = 3
"""First page after the cover and the sommaire."""


@dataclass
class Atelier:
    """Writes one docx."""

    contenu: Contenu
    docx: Docx

    def p(self, text: str, style: str = "Normal") -> Paragraph:
        """Append a paragraph."""
        return self.docx.add_paragraph(self.mots(text), style)

    def titre(self, titre: Titre, style: str, saut: bool = False) -> None:
        """Append a heading, on a new page when `saut`."""
        self.p(titre.imprime, style).paragraph_format.page_break_before = saut

    def mots(self, text: str) -> str:
        """Return the text as printed."""
        return french(text, self.contenu.typographique)

    def table(self, columns: int) -> Table:
        """Append an empty ruled table over the width of the page."""
        table = self.docx.add_table(0, columns, "Table Grid")
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        table.autofit = False
        return table

    def cell(
        self, cell: _Cell, *lignes: str, puces: bool = False, bold: bool = False, fill: str = ""
    ) -> None:
        """Write the lines into an empty cell, one a paragraph; white words on a dark fill."""
        for rank, ligne in enumerate(lignes):
            paragraph = cell.paragraphs[0] if rank == 0 else cell.add_paragraph()
            paragraph.style = self.docx.styles["List Bullet" if puces else "Cellule"]
            run = paragraph.add_run(self.mots(ligne))
            run.bold = bold or None
            if fill == DARK:
                run.font.color.rgb = RGBColor(0xFF, 0xFF, 0xFF)
        if fill:
            shade(cell, fill)

    def row(self, table: Table) -> _Cell:
        """Append a row merged over the whole width and return its cell."""
        cells = table.add_row().cells
        return cells[0].merge(cells[-1])


def shade(cell: _Cell, fill: str) -> None:
    """Colour the ground of a cell."""
    node = OxmlElement("w:shd")
    for key, value in (("val", "clear"), ("color", "auto"), ("fill", fill)):
        node.set(qn(f"w:{key}"), value)
    cell._tc.get_or_add_tcPr().append(node)


def set_widths(table: Table, *shares: float) -> None:
    """Set the columns as shares of the width."""
    for column, share in zip(table.columns, shares, strict=True):
        column.width = int(WIDTH * share)
    for row in table.rows:
        for tc in row._tr.tc_lst:
            start = tc.grid_offset
            tc.width = int(WIDTH * sum(shares[start : start + tc.grid_span]))


def set_styles(docx: Docx) -> None:
    """Set fonts, colours and spacing of the styles."""
    styles = docx.styles
    styles.add_style("Cellule", 1).base_style = styles["Normal"]
    for name, size, before, after in (
        ("Normal", 10.5, 0, 6),
        ("Cellule", 10, 1, 2),
        ("List Bullet", 10, 0, 2),
        ("Title", 32, 170, 18),
        ("Subtitle", 17, 6, 10),
        ("Heading 1", 17, 14, 8),
        ("Heading 2", 13, 12, 6),
        ("Heading 3", 11.5, 8, 4),
        ("Heading 4", 10.5, 6, 3),
    ):
        style = styles[name]
        style.font.name, style.font.size = FONT, Pt(size)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for key in [key for key in fonts.attrib if key.endswith("Theme")]:
            del fonts.attrib[key]
        style.paragraph_format.space_before = Pt(before)
        style.paragraph_format.space_after = Pt(after)
        if name[:3] in ("Tit", "Sub", "Hea"):
            style.font.color.rgb = GREEN
    for name in ("Title", "Subtitle"):
        styles[name].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER


def write_docx(contenu: Contenu, titres: dict[str, int], path: Path) -> None:
    """Write the whole document; `titres` holds the pages of the pass before, or nothing."""
    atelier = Atelier(contenu, Document())
    set_styles(atelier.docx)
    core = atelier.docx.core_properties
    core.title = f"{contenu.titre.capitalize()} {contenu.annees}"
    core.author, core.language = contenu.contrat.territoire.nom or "", "fr-FR"
    write_cover(atelier)
    write_sommaire(atelier, titres)
    write_sections(atelier)
    write_articles(atelier)
    write_signatures(atelier)
    write_synthese(atelier)
    write_fiches(atelier)
    write_sigles(atelier)
    atelier.docx.save(str(path))


def write_cover(atelier: Atelier) -> None:
    """Write the cover, then a section with running header, footer and its own numbers."""
    contenu, docx = atelier.contenu, atelier.docx
    atelier.p(contenu.titre, "Title")
    atelier.p(contenu.contrat.territoire.nom or "", "Subtitle")
    atelier.p(contenu.annees, "Subtitle")
    body = docx.add_section(WD_SECTION.NEW_PAGE)
    for section in docx.sections:
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2)
        section.top_margin = section.bottom_margin = Cm(2.2)
    numbers = OxmlElement("w:pgNumType")
    numbers.set(qn("w:start"), "1")
    body._sectPr.append(numbers)
    body.header.is_linked_to_previous = body.footer.is_linked_to_previous = False
    header, footer = body.header.paragraphs[0], body.footer.paragraphs[0]
    header.text = atelier.mots(contenu.courant)
    footer.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    footer.add_run("Page ")
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    footer._p.append(field)
    for paragraph in (header, footer):
        for run in paragraph.runs:
            run.font.size = Pt(8.5)


def write_sommaire(atelier: Atelier, titres: dict[str, int]) -> None:
    """Write the list of headings with dot leaders and printed page numbers."""
    heading = atelier.p("Sommaire")
    heading.runs[0].font.size, heading.runs[0].bold = Pt(17), True
    for titre in atelier.contenu.sommaire:
        page = titres.get(titre.imprime, 2) - 1
        line = atelier.p(f"{titre.imprime}\t{page}")
        line.runs[0].bold = titre.niveau == 1 or None
        form = line.paragraph_format
        form.left_indent = Cm(0.6 * (titre.niveau - 1))
        form.right_indent = Cm(1)
        form.space_after = Pt(3)
        form.tab_stops.add_tab_stop(WIDTH, WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)


def write_blocs(atelier: Atelier, blocs: tuple[str, ...]) -> None:
    """Write running text."""
    for bloc in blocs:
        style = "Normal"
        if bloc.startswith("• "):
            style = "List Bullet"
        elif bloc.startswith("# "):
            style = "Heading 4"
        atelier.p(bloc_texte(bloc), style)


def write_sections(atelier: Atelier) -> None:
    """Write the preamble and the portrait, on a new page."""
    for rank, section in enumerate(atelier.contenu.sections):
        atelier.titre(section.titre, "Heading 1", saut=rank == 0)
        write_blocs(atelier, section.blocs)


def write_articles(atelier: Atelier) -> None:
    """Write the articles under their TITRE."""
    for rank, article in enumerate(atelier.contenu.articles):
        if article.chapeau:
            style = atelier.p(article.chapeau, "Heading 2").paragraph_format
            style.page_break_before = rank == 0
        atelier.titre(article.titre, "Heading 3")
        write_blocs(atelier, article.blocs)


def write_signatures(atelier: Atelier) -> None:
    """Write place and date, then the signatories in a table without rules."""
    contenu = atelier.contenu
    atelier.titre(contenu.titre_signature, "Heading 1")
    atelier.p(contenu.fait_a).paragraph_format.keep_with_next = True
    table = atelier.docx.add_table(0, 2)
    signataires = zip(
        contenu.contrat.signataires,
        POUR,
        CIVILITES,
        strict=True,
    )
    for rank, (signataire, pour, civilite) in enumerate(signataires):
        if rank % 2 == 0:
            cells = table.add_row().cells
        cell = cells[rank % 2]
        atelier.cell(
            cell,
            f"Pour {pour}{signataire.organisation.texte},",
            f"{civilite} {signataire.personne}",
            signataire.fonction,
        )
        cell.paragraphs[1].runs[0].bold = True
        cell.paragraphs[2].paragraph_format.space_after = Pt(44)
        for paragraph in cell.paragraphs:
            paragraph.paragraph_format.keep_with_next = True


def write_synthese(atelier: Atelier) -> None:
    """Write the table of all actions, each axe as a band above its actions."""
    contenu = atelier.contenu
    axes = {axe.numero: axe for axe in contenu.axes}
    atelier.titre(contenu.synthese, "Heading 1", saut=True)
    table = atelier.table(3)
    heads = zip(table.add_row().cells, ("N°", "Objectif", "Intitulé de l'action"), strict=True)
    for cell, mots in heads:
        atelier.cell(cell, mots, bold=True, fill=DARK)
    for fiche in contenu.fiches:
        if fiche.axe in axes:
            atelier.cell(atelier.row(table), axes.pop(fiche.axe).imprime, bold=True, fill=LIGHT)
        mots = (fiche.code, fiche.objectif_plan, fiche.titre)
        for cell, text in zip(table.add_row().cells, mots, strict=True):
            atelier.cell(cell, text)
    set_widths(table, 0.09, 0.35, 0.56)


def write_fiches(atelier: Atelier) -> None:
    """Write the fiches, each axe under its heading."""
    contenu = atelier.contenu
    atelier.titre(contenu.titre_fiches, "Heading 1", saut=True)
    axes = {axe.numero: axe for axe in contenu.axes}
    for fiche in contenu.fiches:
        if fiche.axe in axes:
            atelier.titre(axes.pop(fiche.axe), "Heading 2")
        write_fiche(atelier, fiche)
        atelier.p("").paragraph_format.space_after = Pt(10)


def write_fiche(atelier: Atelier, fiche: Fiche) -> None:
    """Write one fiche as one table of bands."""
    table = atelier.table(2)
    entete, etat, *areas = fiche.champs
    title = atelier.row(table)
    atelier.cell(title, *entete.lignes, bold=True, fill=DARK)
    boxes = atelier.row(table)
    atelier.cell(boxes, *etat.lignes)
    for cell in (title, boxes):
        cell.paragraphs[0].paragraph_format.keep_with_next = True
    for area in areas:
        if isinstance(area, Grille):
            write_grille(atelier, table, area)
        else:
            write_champ(atelier, table, area)
    set_widths(table, 0.5, 0.5)


def write_champ(atelier: Atelier, table: Table, champ: Champ) -> None:
    """Write a band with the label and, under it, the content."""
    atelier.cell(atelier.row(table), champ.libelle, bold=True, fill=LIGHT)
    atelier.cell(atelier.row(table), *champ.lignes, puces=champ.puces)


def write_grille(atelier: Atelier, table: Table, grille: Grille) -> None:
    """Write the header cells side by side and the cells under them."""
    for cell, mots in zip(table.add_row().cells, grille.colonnes, strict=True):
        atelier.cell(cell, mots, bold=True, fill=LIGHT)
    for ligne in grille.lignes:
        for cell, lignes in zip(table.add_row().cells, ligne, strict=True):
            atelier.cell(cell, *lignes, puces=True)


def write_sigles(atelier: Atelier) -> None:
    """Write the glossary as plain lines "ARS – Agence régionale de santé"."""
    atelier.titre(atelier.contenu.titre_sigles, "Heading 1", saut=True)
    for sigle in atelier.contenu.sigles:
        line = atelier.p("")
        line.add_run(atelier.mots(sigle.sigle)).bold = True
        line.add_run(atelier.mots(f" – {sigle.developpement}"))


def convert(docx: Path) -> None:
    """Let LibreOffice write the PDF; make its date and identifiers constant."""
    with tempfile.TemporaryDirectory() as profile:
        command = ["soffice", f"-env:UserInstallation=file://{profile}", "--headless"]
        subprocess.run(
            [*command, "--convert-to", FILTER, "--outdir", str(SORTIE), str(docx)],
            check=True,
            capture_output=True,
        )
    pdf = SORTIE / docx.with_suffix(".pdf").name
    data = pdf.read_bytes()
    for pattern, constant in CONSTANTS:
        data = re.sub(pattern, constant, data)
    pdf.write_bytes(data)


def read_pages(pdf: Path) -> list[list[str]]:
    """Return the lines of each page without white space, in the order they were drawn."""
    command = ["pdftotext", "-raw", "-enc", "UTF-8", str(pdf), "-"]
    text = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return [
        [line for line in (squeeze(line) for line in page.split("\n")) if line]
        for page in text.split("\f")[:-1]
    ]


def squeeze(text: str) -> str:
    """Return the text without white space and with one kind of apostrophe."""
    return re.sub(r"\s", "", text).replace("’", "'")


def measure(contenu: Contenu, pdf: Path) -> Mesure:
    """Find every heading and every fiche on the pages of the finished PDF."""
    pages = read_pages(pdf)
    titres: dict[str, int] = {}
    corps = DEBUT_CORPS
    for titre in contenu.sommaire:
        corps = titres[titre.imprime] = find_heading(pages, titre.imprime, corps)
    fiches: dict[str, tuple[int, int]] = {}
    debuts = [titres[titre.imprime] for titre in contenu.titres_fiches]
    limits = [*debuts[1:], titres[contenu.titre_sigles.imprime]]
    for fiche, debut, limit in zip(contenu.fiches, debuts, limits, strict=True):
        fiches[fiche.code] = (debut, find_end(pages, fiche, debut, limit))
    return Mesure(len(pages), titres, fiches)


def find_heading(pages: list[list[str]], heading: str, first: int) -> int:
    """Return the first page from `first` on where whole lines, joined, are the heading."""
    wanted = squeeze(heading)
    for number, lines in enumerate(pages[first - 1 :], first):
        for start in range(len(lines)):
            if any("".join(lines[start : start + n]) == wanted for n in (1, 2, 3)):
                return number
    raise LookupError(heading)


def find_end(pages: list[list[str]], fiche: Fiche, debut: int, limit: int) -> int:
    """Return the last page that holds the end of the last cells of the fiche."""
    last = fiche.champs[-1]
    cells = last.lignes[-1] if isinstance(last, Grille) else (last.lignes,)
    tails = [squeeze(cell[-1])[-12:] for cell in cells]
    found = [
        number
        for number in range(debut, limit + 1)
        if any(tail in "".join(pages[number - 1]) for tail in tails)
    ]
    if not found:
        raise LookupError(fiche.code)
    return found[-1]


def main() -> None:
    """Write the PDF twice, the second time with the pages of the first, and its gold."""
    titres: dict[str, int] = {}
    with tempfile.TemporaryDirectory() as folder:
        docx = Path(folder) / f"{CONTENU.nom}.docx"
        for _ in range(2):
            write_docx(CONTENU, titres, docx)
            convert(docx)
            mesure = measure(CONTENU, SORTIE / f"{CONTENU.nom}.pdf")
            titres = mesure.titres
    write_gold(CONTENU, mesure)


if __name__ == "__main__":
    main()
