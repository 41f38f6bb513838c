"""ReportLab pieces that two typesetters share: fonts, measured headings, the page template."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate, Paragraph, Spacer

from corpus.build.content import Blocs, Contenu, Titre, bloc_texte
from corpus.build.gold import SORTIE, Mesure

Pages = dict[str, list[int]]
NBSP = "\u00a0"


def register_family(name: str, folder: str, regular: str, bold: str, italic: str) -> None:
    """Make a family of TrueType files usable in paragraphs with <b> and <i>."""
    root = Path("/usr/share/fonts/truetype") / folder
    files = {"": regular, "-b": bold, "-i": italic}
    for suffix, file in files.items():
        pdfmetrics.registerFont(TTFont(name + suffix, root / file))
    pdfmetrics.registerFontFamily(name, name, f"{name}-b", f"{name}-i", f"{name}-b")


def french(text: str, typographique: bool) -> str:
    """Return the text as printed: no-break spaces before : ; ? ! and curled apostrophes."""
    for mark in ":;?!»%€":
        text = text.replace(f" {mark}", NBSP + mark)
    text = text.replace("« ", "«" + NBSP)
    text = text.replace("&", "&amp;")
    return text.replace("'", "’") if typographique else text


class Marque(Flowable):
    """Takes no room and records the page where it is drawn."""

    def __init__(self, cle: str, pages: Pages) -> None:
        super().__init__()
        self.cle, self.pages = cle, pages
        self.width = self.height = 0

    def wrap(self, *_: float) -> tuple[float, float]:
        """Take no room."""
        return 0, 0

    def draw(self) -> None:
        """Record the page; a repeated header records several."""
        self.pages.setdefault(self.cle, []).append(self.canv.getPageNumber())


class TitreMesure(Paragraph):
    """A heading that records the page where it is drawn."""

    cle: str
    pages: Pages

    def draw(self) -> None:
        """Draw and record."""
        self.pages.setdefault(self.cle, []).append(self.canv.getPageNumber())
        super().draw()


@dataclass
class Atelier:
    """Makes paragraphs of one document in its styles."""

    contenu: Contenu
    styles: dict[str, ParagraphStyle]
    pages: Pages
    puce: str = "•"

    def p(self, text: str, style: str = "corps") -> Paragraph:
        """Return a paragraph."""
        return Paragraph(french(text, self.contenu.typographique), self.styles[style])

    def li(self, text: str, style: str = "puce") -> Paragraph:
        """Return a list item with its bullet."""
        mots = french(text, self.contenu.typographique)
        return Paragraph(mots, self.styles[style], bulletText=self.puce)

    def titre(self, titre: Titre, style: str) -> TitreMesure:
        """Return a heading whose page will be known."""
        mots = french(titre.imprime, self.contenu.typographique)
        heading = TitreMesure(mots, self.styles[style])
        heading.cle, heading.pages = titre.imprime, self.pages
        return heading

    def blocs(self, blocs: Blocs) -> list[Flowable]:
        """Return running text."""
        made: list[Flowable] = []
        for bloc in blocs:
            if bloc.startswith("• "):
                made.append(self.li(bloc_texte(bloc)))
            else:
                style = "intertitre" if bloc.startswith("# ") else "corps"
                made.append(self.p(bloc_texte(bloc), style))
        return made

    def lignes(self, lignes: tuple[str, ...], puces: bool) -> list[Flowable]:
        """Return the content of one cell."""
        if puces:
            return [self.li(ligne, "puce_cellule") for ligne in lignes]
        return [self.p(ligne, "cellule") for ligne in lignes] or [Spacer(1, 8)]


def typeset(
    contenu: Contenu,
    story: Callable[[Pages, dict[str, int]], list[Flowable]],
    furniture: Callable[[Canvas, int], None],
    margin: float,
) -> Mesure:
    """Write the PDF twice, the second time with the page numbers of the first."""
    titres: dict[str, int] = {}
    for _ in range(2):
        pages: Pages = {}
        count = build_pdf(contenu, story(pages, titres), furniture, margin)
        titres = {cle: min(numbers) for cle, numbers in pages.items()}
    fiches = {
        fiche.code: (min(pages[f"debut {fiche.code}"]), max(pages[f"fin {fiche.code}"]))
        for fiche in contenu.fiches
    }
    return Mesure(count, titres, fiches)


def build_pdf(
    contenu: Contenu,
    flowables: list[Flowable],
    furniture: Callable[[Canvas, int], None],
    margin: float,
) -> int:
    """Write the PDF and return its number of pages; `furniture` skips the cover."""
    doc = BaseDocTemplate(
        str(SORTIE / f"{contenu.nom}.pdf"),
        pagesize=A4,
        title=f"Contrat local de santé {contenu.annees}",
        author=contenu.contrat.territoire.nom,
        invariant=1,
    )

    def decorate(canvas: Canvas, _: BaseDocTemplate) -> None:
        if canvas.getPageNumber() > 1:
            furniture(canvas, canvas.getPageNumber())

    width, height = A4
    frame = Frame(margin, 62, width - 2 * margin, height - 130, 0, 0, 0, 0)
    doc.addPageTemplates(PageTemplate(frames=[frame], onPage=decorate))
    doc.build(flowables)
    return doc.page
