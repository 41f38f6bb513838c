"""Typesets `tests/pdf/bands-checkboxes.pdf`: python-docx, then LibreOffice, a tagged PDF.

Quirks: one-column fiche tables where a coloured label band over the full width has its content
in the row below; the title stands in the first cell without a label; check boxes for the status;
TITRE lines above the articles; legal references that look like articles; objectives of each axe
under its heading; the sommaire mixes three levels with tab leaders; the last signatory is a
witness ("En présence de"). One fiche has an empty FINANCEMENTS band.
"""

import subprocess
import tempfile
from pathlib import Path

import docx
import pikepdf
from docx.document import Document as Docx
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from corpus.build.content import Champ, Contenu, Fiche, Titre, bloc_texte
from corpus.build.contents.rives_de_l_ardelle import CONTENU
from corpus.build.gold import SORTIE, Mesure, write_gold

BLUE = "2F5D8A"
BAND = "D5E3F0"
FILTER = (
    'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"},'
    '"ExportBookmarksToPDFDestination":{"type":"boolean","value":"true"}}'
)


class Writer:
    """Fills one Word document and names its places with bookmarks."""

    def __init__(self, contenu: Contenu, titres: dict[str, int]) -> None:
        self.contenu, self.titres = contenu, titres
        self.doc: Docx = docx.Document()
        self.marks: dict[str, str] = {}
        """Bookmark → what it stands for."""
        set_styles(self.doc)

    def mark(self, paragraph: Paragraph, cle: str) -> None:
        """Put a bookmark around the end of a paragraph."""
        name = f"repere{len(self.marks)}"
        self.marks[name] = cle
        for tag in ("w:bookmarkStart", "w:bookmarkEnd"):
            element = OxmlElement(tag)
            element.set(qn("w:id"), str(len(self.marks)))
            if tag.endswith("Start"):
                element.set(qn("w:name"), name)
            paragraph._p.append(element)

    def heading(self, titre: Titre, level: int) -> Paragraph:
        """Add a heading whose page will be known."""
        paragraph = self.doc.add_heading(french(titre.imprime), level)
        self.mark(paragraph, titre.imprime)
        return paragraph

    def blocs(self, blocs: tuple[str, ...]) -> None:
        """Add running text."""
        for bloc in blocs:
            style = "List Bullet" if bloc.startswith("• ") else None
            paragraph = self.doc.add_paragraph(french(bloc_texte(bloc)), style)
            if bloc.startswith("# "):
                paragraph.runs[0].bold = True
                paragraph.paragraph_format.keep_with_next = True

    def page_break(self) -> None:
        """Start a new page."""
        self.doc.add_paragraph().add_run().add_break(WD_BREAK.PAGE)


def french(text: str) -> str:
    """Return the text with no-break spaces before : ; ? ! % €."""
    for mark in ":;?!%€":
        text = text.replace(f" {mark}", f"\u00a0{mark}")
    return text


def set_styles(doc: Docx) -> None:
    """Set fonts and spaces of the document."""
    section = doc.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.2)
    section.top_margin = section.bottom_margin = Cm(2.2)
    normal = doc.styles["Normal"]
    normal.font.name, normal.font.size = "Carlito", Pt(11)
    normal.paragraph_format.space_after = Pt(6)
    for level, size in ((1, 20), (2, 13), (3, 12)):
        style = doc.styles[f"Heading {level}"]
        style.font.name, style.font.size = "Carlito", Pt(size)
        style.font.color.rgb = RGBColor.from_string(BLUE)
        style.element.rPr.rFonts.attrib.clear()
        style.element.rPr.rFonts.set(qn("w:ascii"), "Carlito")
        style.element.rPr.rFonts.set(qn("w:hAnsi"), "Carlito")
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "fr-FR")
    normal.element.get_or_add_rPr().append(language)


def add_cover(writer: Writer) -> None:
    """Write the cover, alone in its section."""
    contenu = writer.contenu
    lines = ((contenu.titre, 34), (contenu.contrat.territoire.nom, 20), (contenu.annees, 24))
    for rank, (text, size) in enumerate(lines):
        paragraph = writer.doc.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.paragraph_format.space_before = Pt(40 if rank else 180)
        run = paragraph.add_run(text)
        run.font.size, run.bold = Pt(size), rank == 0
        run.font.color.rgb = RGBColor.from_string(BLUE)
    add_body_section(writer)


def add_body_section(writer: Writer) -> None:
    """Start the section with the running header and page numbers from 1."""
    section = writer.doc.add_section()
    numbers = OxmlElement("w:pgNumType")
    numbers.set(qn("w:start"), "1")
    section._sectPr.append(numbers)
    section.header.is_linked_to_previous = False
    section.footer.is_linked_to_previous = False
    header = section.header.paragraphs[0]
    header.text = writer.contenu.courant
    header.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    footer = section.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    footer.add_run("Page ")
    run = footer.add_run()
    for kind in ("begin", None, "end"):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = "PAGE"
        run._r.append(element)


def add_sommaire(writer: Writer) -> None:
    """Write the sommaire with dotted tabs."""
    writer.doc.add_heading("Table des matières", 1)
    for titre in writer.contenu.sommaire:
        page = writer.titres.get(titre.imprime, 2) - 1
        paragraph = writer.doc.add_paragraph(f"{french(titre.imprime)}\t{page}")
        layout = paragraph.paragraph_format
        layout.left_indent, layout.space_after = Cm(0.6 * (titre.niveau - 1)), Pt(2)
        layout.tab_stops.add_tab_stop(Cm(16.6), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
        paragraph.runs[0].bold = titre.niveau == 1
    writer.page_break()


def add_cadre(writer: Writer) -> None:
    """Write the parts before the articles, the articles, and the signatures."""
    for section in writer.contenu.sections:
        writer.heading(section.titre, 1)
        writer.blocs(section.blocs)
    writer.page_break()
    writer.heading(writer.contenu.cadre, 1)
    for article in writer.contenu.articles:
        if article.chapeau:
            chapeau = writer.doc.add_heading(french(article.chapeau), 2)
            chapeau.alignment = WD_ALIGN_PARAGRAPH.CENTER
        writer.heading(article.titre, 3)
        writer.blocs(article.blocs)


def add_signatures(writer: Writer) -> None:
    """Write place and date, one block per signatory, then the witnesses."""
    writer.heading(writer.contenu.titre_signature, 1)
    writer.doc.add_paragraph(writer.contenu.fait_a)
    presence = False
    for signataire in writer.contenu.contrat.signataires:
        if signataire.qualite == "en_presence" and not presence:
            presence = True
            writer.doc.add_paragraph("En présence de :").paragraph_format.keep_with_next = True
        paragraph = writer.doc.add_paragraph()
        paragraph.add_run(signataire.organisation.texte).bold = True
        paragraph.add_run().add_break()
        paragraph.add_run(signataire.personne)
        paragraph.add_run().add_break()
        paragraph.add_run(signataire.fonction)
        paragraph.paragraph_format.space_after = Pt(34)
    writer.page_break()


def add_synthese(writer: Writer) -> None:
    """Write the table of actions; the axe stands in a cell merged over its rows."""
    writer.heading(writer.contenu.synthese, 1)
    axes = {axe.numero: axe for axe in writer.contenu.axes}
    table = writer.doc.add_table(1, 4)
    table.style = "Table Grid"
    for cell, mots in zip(table.rows[0].cells, ("Axe", "Fiche", "Action", "Objectif"), strict=True):
        cell.paragraphs[0].add_run(mots).bold = True
        shade(cell, BAND)
    first: dict[str, _Cell] = {}
    for fiche in writer.contenu.fiches:
        cells = table.add_row().cells
        mots = (fiche.code, fiche.titre, fiche.objectif_plan)
        for cell, mot in zip(cells[1:], mots, strict=True):
            cell.text = mot
        if fiche.axe in first:
            first[fiche.axe] = first[fiche.axe].merge(cells[0])
        else:
            first[fiche.axe] = cells[0]
            cells[0].text = french(axes[fiche.axe].imprime)
    for cell in first.values():
        for empty in [p for p in cell.paragraphs if not p.text]:
            empty._p.getparent().remove(empty._p)
    for column, width in enumerate((5, 1.6, 5.4, 4.6)):
        for cell in table.columns[column].cells:
            cell.width = Cm(width)


def add_fiches(writer: Writer) -> None:
    """Write the axes with their objectives, and the fiches, each on a new page."""
    records = {axe.numero: axe for axe in writer.contenu.contrat.axes}
    titres = {axe.numero: axe for axe in writer.contenu.axes}
    writer.heading(writer.contenu.titre_fiches, 1).paragraph_format.page_break_before = True
    after_axe = False
    for fiche, titre in zip(writer.contenu.fiches, writer.contenu.titres_fiches, strict=True):
        if fiche.axe in titres:
            axe = titres.pop(fiche.axe)
            heading = writer.heading(axe, 2)
            heading.paragraph_format.page_break_before = axe is not writer.contenu.axes[0]
            writer.doc.add_paragraph("Objectifs de l'axe\u00a0:")
            writer.blocs(tuple(f"• {mots}" for mots in records[fiche.axe].objectifs))
            after_axe = True
        if not after_axe:
            writer.page_break()
        add_fiche(writer, fiche, titre)
        after_axe = False


def add_fiche(writer: Writer, fiche: Fiche, titre: Titre) -> None:
    """Write one fiche: a table of one column, bands and contents in turn."""
    table = writer.doc.add_table(0, 1)
    table.style = "Table Grid"
    for champ in fiche.champs:
        if champ.libelle:
            band = table.add_row().cells[0]
            band.paragraphs[0].add_run(champ.libelle).bold = True
            band.paragraphs[0].paragraph_format.keep_with_next = True
            shade(band, BAND)
        cell = table.add_row().cells[0]
        fill_cell(cell, champ)
        if champ.cle == "titre":
            shade(cell, BLUE)
            run = cell.paragraphs[0].runs[0]
            run.bold, run.font.size = True, Pt(13)
            run.font.color.rgb = RGBColor(255, 255, 255)
            writer.mark(cell.paragraphs[0], titre.imprime)
    writer.mark(cell.paragraphs[-1], f"fin {fiche.code}")
    for paragraph in (p for row in table.rows for p in row.cells[0].paragraphs):
        paragraph.paragraph_format.space_before = Pt(2)
        paragraph.paragraph_format.space_after = Pt(4)


def fill_cell(cell: _Cell, champ: Champ) -> None:
    """Print the lines of a label in its cell."""
    for rank, ligne in enumerate(champ.lignes):
        paragraph = cell.add_paragraph() if rank else cell.paragraphs[0]
        if champ.puces:
            paragraph.style = "List Bullet"
        for mots in french(ligne).replace("☐", "\f☐\f").replace("☒", "\f☒\f").split("\f"):
            run = paragraph.add_run(mots)
            if mots in ("☐", "☒"):
                run.font.name = "DejaVu Sans"


def shade(cell: _Cell, colour: str) -> None:
    """Fill a cell."""
    fill = OxmlElement("w:shd")
    fill.set(qn("w:val"), "clear")
    fill.set(qn("w:fill"), colour)
    cell._tc.get_or_add_tcPr().append(fill)


def add_sigles(writer: Writer) -> None:
    """Write the glossary, one paragraph per sigle: "ARS – Agence régionale de santé"."""
    writer.heading(writer.contenu.titre_sigles, 1).paragraph_format.page_break_before = True
    for sigle in writer.contenu.sigles:
        paragraph = writer.doc.add_paragraph()
        paragraph.add_run(sigle.sigle).bold = True
        paragraph.add_run(f" – {sigle.developpement}")


def write_pdf(contenu: Contenu, titres: dict[str, int]) -> Mesure:
    """Write the PDF and return where its bookmarks stand."""
    writer = Writer(contenu, titres)
    for add in (
        add_cover,
        add_sommaire,
        add_cadre,
        add_signatures,
        add_synthese,
        add_fiches,
        add_sigles,
    ):
        add(writer)
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / f"{contenu.nom}.docx"
        writer.doc.core_properties.title = f"Contrat local de santé {contenu.annees}"
        writer.doc.save(str(source))
        command = ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile"]
        command += ["--convert-to", FILTER, "--outdir", str(SORTIE), str(source)]
        subprocess.run(command, check=True, capture_output=True)
    pack(SORTIE / f"{contenu.nom}.pdf")
    return measure(contenu, writer.marks)


def pack(path: Path) -> None:
    """Write the file again, small and always the same.

    Object streams save 200 kB of tags; the date and the identifiers of the export go.
    """
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.docinfo["/CreationDate"] = "D:20250101000000Z"
        for key in {"/DocChecksum", "/ID"} & set(pdf.trailer.keys()):
            del pdf.trailer[key]
        mode = pikepdf.ObjectStreamMode.generate
        pdf.save(path, object_stream_mode=mode, deterministic_id=True)


def measure(contenu: Contenu, marks: dict[str, str]) -> Mesure:
    """Read the pages of the bookmarks back from the PDF."""
    with pikepdf.open(SORTIE / f"{contenu.nom}.pdf") as pdf:
        numbers = {page.objgen: rank for rank, page in enumerate(pdf.pages, 1)}
        places = {
            marks[str(name).removeprefix("/")]: numbers[place[0].objgen]
            for name, place in pdf.Root.Dests.items()
            if str(name).removeprefix("/") in marks
        }
        count = len(pdf.pages)
    fiches = {
        fiche.code: (places[titre.imprime], places[f"fin {fiche.code}"])
        for fiche, titre in zip(contenu.fiches, contenu.titres_fiches, strict=True)
    }
    return Mesure(count, places, fiches)


def main() -> None:
    """Write the PDF twice, the second time with the page numbers of the first; then the gold."""
    first = write_pdf(CONTENU, {})
    write_gold(CONTENU, write_pdf(CONTENU, first.titres))


if __name__ == "__main__":
    main()
