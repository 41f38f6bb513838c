"""Typesets `tests/pdf/ruled-reportlab.pdf`: ruled two-column fiches cut by page breaks.

Quirks: the first row of a fiche ("Fiche action n°1" | title) is repeated on each of its pages
and stands once in the gold; rows are cut in two; fiches follow one another on the same page; an
axe heading stands alone above its first fiche; the sommaire has dot leaders drawn as characters
and numbers that start after the cover; signatories stand in two columns.
"""

from functools import partial

from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    CondPageBreak,
    Flowable,
    KeepTogether,
    PageBreak,
    Paragraph,
    Spacer,
    Table,
    TableStyle,
)

from corpus.build.content import Contenu, Fiche, Titre
from corpus.build.contents.val_de_sorne import CONTENU
from corpus.build.gold import write_gold
from corpus.build.paper import Atelier, Marque, Pages, french, register_family, typeset

MARGIN = 60
GAP = 54
WIDTH = A4[0] - 2 * MARGIN
TEAL = colors.HexColor("#0f5f6b")
GREY = colors.HexColor("#e6edef")
GRID = ("GRID", (0, 0), (-1, -1), 0.6, colors.HexColor("#5b6b70"))
TOP = ("VALIGN", (0, 0), (-1, -1), "TOP")


def make_styles() -> dict[str, ParagraphStyle]:
    """Return the paragraph styles of this document."""
    register_family(
        "Liberation",
        "liberation",
        "LiberationSans-Regular.ttf",
        "LiberationSans-Bold.ttf",
        "LiberationSans-Italic.ttf",
    )
    corps = ParagraphStyle(
        "corps",
        fontName="Liberation",
        fontSize=11,
        leading=15.5,
        spaceAfter=7,
        alignment=TA_JUSTIFY,
    )
    cellule = ParagraphStyle("cellule", corps, fontSize=10.5, leading=14.5, spaceAfter=4)
    cellule.alignment = 0
    bold = {"fontName": "Liberation-b"}
    return {
        "corps": corps,
        "cellule": cellule,
        "libelle": ParagraphStyle("libelle", cellule, **bold),
        "entete": ParagraphStyle("entete", cellule, textColor=colors.white, **bold),
        "puce": ParagraphStyle("puce", corps, leftIndent=18, bulletIndent=6, spaceAfter=3),
        "puce_cellule": ParagraphStyle("pc", cellule, leftIndent=11, bulletIndent=1),
        "intertitre": ParagraphStyle("it", corps, textColor=TEAL, spaceBefore=4, **bold),
        "titre1": ParagraphStyle(
            "t1", corps, fontSize=17, leading=21, textColor=TEAL, spaceAfter=10, **bold
        ),
        "titre2": ParagraphStyle("t2", corps, fontSize=11.5, leading=15, spaceBefore=8, **bold),
        "axe": ParagraphStyle(
            "axe", corps, fontSize=13, leading=17, textColor=TEAL, spaceAfter=8, **bold
        ),
        "couverture": ParagraphStyle(
            "cv", corps, fontSize=30, leading=38, alignment=TA_CENTER, textColor=TEAL, **bold
        ),
        "sous_couverture": ParagraphStyle(
            "sc", corps, fontSize=17, leading=24, alignment=TA_CENTER, spaceAfter=16
        ),
        "sommaire": ParagraphStyle("so", corps, alignment=0, leading=17, spaceAfter=0),
    }


def furniture(canvas: Canvas, page: int) -> None:
    """Draw the running header, its rule, and the page number of a page after the cover."""
    canvas.setFont("Liberation-i", 8)
    canvas.setFillColor(colors.HexColor("#555555"))
    canvas.drawString(MARGIN, A4[1] - 42, CONTENU.courant)
    canvas.setStrokeColor(TEAL)
    canvas.line(MARGIN, A4[1] - 48, A4[0] - MARGIN, A4[1] - 48)
    canvas.setFont("Liberation", 9)
    canvas.drawCentredString(A4[0] / 2, 36, str(page - 1))


def build_story(contenu: Contenu, pages: Pages, titres: dict[str, int]) -> list[Flowable]:
    """Return the whole document; `titres` holds the pages of the pass before, or nothing."""
    atelier = Atelier(contenu, make_styles(), pages)
    return [
        *build_cover(atelier),
        *build_sommaire(atelier, titres),
        *build_sections(atelier),
        *build_articles(atelier),
        *build_signatures(atelier),
        *build_synthese(atelier),
        *build_fiches(atelier),
        *build_sigles(atelier),
    ]


def build_cover(atelier: Atelier) -> list[Flowable]:
    """Return the cover."""
    contenu = atelier.contenu
    return [
        Spacer(1, 170),
        atelier.p(contenu.titre, "couverture"),
        Spacer(1, 24),
        atelier.p(contenu.contrat.territoire.nom, "sous_couverture"),
        atelier.p(contenu.annees, "sous_couverture"),
        PageBreak(),
    ]


def build_sommaire(atelier: Atelier, titres: dict[str, int]) -> list[Flowable]:
    """Return the list of headings with dot leaders and printed page numbers."""
    style = atelier.styles["sommaire"]
    lines: list[Flowable] = [atelier.p("Sommaire", "titre1")]
    for titre in atelier.contenu.sommaire:
        lines.append(sommaire_line(atelier, titre, titres.get(titre.imprime, 2) - 1, style))
    return [*lines, PageBreak()]


def sommaire_line(atelier: Atelier, titre: Titre, page: int, base: ParagraphStyle) -> Flowable:
    """Return one line, as many dots as fit: "Axe 1 – Faciliter… ..... 8"."""
    font = "Liberation-b" if titre.niveau == 1 else "Liberation"
    indent = 16 * (titre.niveau - 1)
    style = ParagraphStyle("ligne", base, fontName=font, leftIndent=indent)
    mots = french(titre.imprime, atelier.contenu.typographique)
    room = WIDTH - indent - 4 - stringWidth(f"{mots}  {page}", font, style.fontSize)
    dots = "." * int(room / stringWidth(".", font, style.fontSize))
    return Paragraph(f"{mots} {dots} {page}", style)


def build_sections(atelier: Atelier) -> list[Flowable]:
    """Return the preamble and the other parts before the articles."""
    made: list[Flowable] = []
    for section in atelier.contenu.sections:
        made += [atelier.titre(section.titre, "titre1"), *atelier.blocs(section.blocs)]
        made.append(Spacer(1, 12))
    return [*made, PageBreak()]


def build_articles(atelier: Atelier) -> list[Flowable]:
    """Return the articles under their common heading."""
    made: list[Flowable] = [atelier.titre(atelier.contenu.cadre, "titre1")]
    for article in atelier.contenu.articles:
        first, *rest = atelier.blocs(article.blocs)
        made += [KeepTogether([atelier.titre(article.titre, "titre2"), first]), *rest]
    return made


def build_signatures(atelier: Atelier) -> list[Flowable]:
    """Return place and date, then name and office of the signatories, two side by side."""
    cells = [
        [
            atelier.p(s.organisation.texte, "cellule"),
            atelier.p(s.personne, "libelle"),
            atelier.p(s.fonction, "cellule"),
            Spacer(1, 40),
        ]
        for s in atelier.contenu.contrat.signataires
    ]
    rows = [cells[i : i + 2] for i in range(0, len(cells), 2)]
    return [
        KeepTogether(
            [
                atelier.titre(atelier.contenu.titre_signature, "titre2"),
                atelier.p(atelier.contenu.fait_a),
                Spacer(1, 8),
                Table(rows, [WIDTH / 2] * 2, style=[TOP]),
            ]
        ),
        PageBreak(),
    ]


def build_synthese(atelier: Atelier) -> list[Flowable]:
    """Return the ruled table of all actions, the axe in a cell merged over its rows."""
    axes = {axe.numero: axe for axe in atelier.contenu.axes}
    rows = [[atelier.p(mots, "entete") for mots in ("Axe", "N°", "Objectif", "Action")]]
    spans = []
    starts: dict[str, int] = {}
    for fiche in atelier.contenu.fiches:
        first = fiche.axe not in starts
        start = starts.setdefault(fiche.axe, len(rows))
        if not first:
            spans.append(("SPAN", (0, start), (0, len(rows))))
        mots = (fiche.code, fiche.objectif_plan, fiche.titre)
        axe = atelier.p(axes[fiche.axe].imprime, "libelle") if first else ""
        rows.append([axe, *(atelier.p(mot, "cellule") for mot in mots)])
    style = [GRID, TOP, ("BACKGROUND", (0, 0), (-1, 0), TEAL), *spans]
    widths = [0.27 * WIDTH, 0.07 * WIDTH, 0.3 * WIDTH, 0.36 * WIDTH]
    table = Table(rows, widths, style=style, repeatRows=1)
    return [atelier.titre(atelier.contenu.synthese, "titre1"), table, PageBreak()]


def build_fiches(atelier: Atelier) -> list[Flowable]:
    """Return the fiches, each axe under its heading."""
    made: list[Flowable] = [atelier.titre(atelier.contenu.titre_fiches, "titre1")]
    axes = {axe.numero: axe for axe in atelier.contenu.axes}
    for fiche, titre in zip(atelier.contenu.fiches, atelier.contenu.titres_fiches, strict=True):
        made.append(CondPageBreak(150))
        if fiche.axe in axes:
            made.append(atelier.titre(axes.pop(fiche.axe), "axe"))
        made += [*build_fiche(atelier, fiche, titre), Spacer(1, GAP)]
    return [*made[:-1], PageBreak()]


def build_fiche(atelier: Atelier, fiche: Fiche, titre: Titre) -> list[Flowable]:
    """Return one fiche: a ruled table whose rows may be cut by a page break."""
    entete, *champs = fiche.champs
    marks = [Marque(titre.imprime, atelier.pages), Marque(f"debut {fiche.code}", atelier.pages)]
    title = [*marks, atelier.p(entete.lignes[0], "entete")]
    rows = [[atelier.p(entete.libelle, "entete"), title]]
    for champ in champs:
        content = atelier.lignes(champ.lignes, champ.puces)
        rows.append([atelier.p(champ.libelle, "libelle"), content])
    style = TableStyle(
        [
            GRID,
            TOP,
            ("BACKGROUND", (0, 0), (-1, 0), TEAL),
            ("BACKGROUND", (0, 1), (0, -1), GREY),
        ]
    )
    table = Table(
        rows, [0.25 * WIDTH, 0.75 * WIDTH], style=style, repeatRows=1, splitByRow=0, splitInRow=1
    )
    return [table, Marque(f"fin {fiche.code}", atelier.pages)]


def build_sigles(atelier: Atelier) -> list[Flowable]:
    """Return the glossary as a ruled table of two columns."""
    rows = [
        [atelier.p(sigle.sigle, "libelle"), atelier.p(sigle.developpement, "cellule")]
        for sigle in atelier.contenu.sigles
    ]
    table = Table(rows, [0.2 * WIDTH, 0.8 * WIDTH], style=[GRID, TOP])
    return [atelier.titre(atelier.contenu.titre_sigles, "titre1"), table]


def main() -> None:
    """Write the PDF and its gold."""
    mesure = typeset(CONTENU, partial(build_story, CONTENU), furniture, MARGIN)
    write_gold(CONTENU, mesure)


if __name__ == "__main__":
    main()
