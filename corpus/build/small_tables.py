"""Typesets `tests/pdf/small-tables.pdf`: every fiche is a heading line and several small tables.

Quirks: the tables of one fiche differ in kind: label left of its value on a fill without rules,
label band above its value in a ruled box, a row of three labels above a row of three values,
two columns of indicators on fills without rules; fiches start in the middle of a page, stand two
on a page, or are cut by a page break; the synthesis has a band row per orientation; the sommaire
has a tab and no leaders; the footer says "Page 3 / 11" and does not count the cover; the place
and the date of the signature are blank; the straight apostrophe is printed.
"""

import re
import subprocess
from itertools import groupby

from reportlab.lib import colors
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    CondPageBreak,
    Flowable,
    HRFlowable,
    KeepTogether,
    PageBreak,
    Spacer,
    Table,
)

from corpus.build.content import Champ, Contenu, Fiche, Grille, Titre
from corpus.build.contents.deux_vernes import CONTENU, TERRITOIRE
from corpus.build.gold import SORTIE, Mesure, write_gold
from corpus.build.paper import Atelier, Marque, Pages, register_family, typeset

MARGIN = 54
WIDTH = A4[0] - 2 * MARGIN
PLUM = colors.HexColor("#6a2450")
ROSE = colors.HexColor("#efdce6")
PALE = colors.HexColor("#faf4f7")
RULE = colors.HexColor("#a77f96")
TOP = ("VALIGN", (0, 0), (-1, -1), "TOP")
GRID = ("GRID", (0, 0), (-1, -1), 0.5, RULE)
TIGHT = [("TOPPADDING", (0, 0), (-1, -1), 2), ("BOTTOMPADDING", (0, 0), (-1, -1), 3)]
WHOLE = ("NOSPLIT", (0, 0), (-1, -1))
TABLES = {
    "identite": ("Pilote", "Copilote", "Public", "Territoire", "Élu référent"),
    "objectifs": ("Constat", "Objectif général", "Objectifs opérationnels"),
    "moyens": ("Partenaires", "Calendrier", "Budget"),
}
"""Table of a fiche → the labels in it."""


def make_styles() -> dict[str, ParagraphStyle]:
    """Return the paragraph styles of this document."""
    register_family("Lato", "lato", "Lato-Regular.ttf", "Lato-Bold.ttf", "Lato-Italic.ttf")
    bold = {"fontName": "Lato-b"}
    dingbat = {"bulletFontName": "ZapfDingbats", "bulletFontSize": 5, "bulletOffsetY": 1.5}
    corps = ParagraphStyle(
        "corps", fontName="Lato", fontSize=10.5, leading=15, spaceAfter=7, spaceBefore=5
    )
    cellule = ParagraphStyle(
        "cellule", corps, fontSize=9.5, leading=12.5, spaceBefore=0, spaceAfter=0
    )
    return {
        "corps": corps,
        "cellule": cellule,
        "libelle": ParagraphStyle("libelle", cellule, textColor=PLUM, **bold),
        "bande": ParagraphStyle("bande", cellule, textColor=colors.white, **bold),
        "droite": ParagraphStyle("droite", corps, alignment=TA_RIGHT, spaceAfter=0),
        "puce": ParagraphStyle(
            "puce", corps, leftIndent=22, bulletIndent=10, spaceBefore=0, spaceAfter=2, **dingbat
        ),
        "puce_cellule": ParagraphStyle("pc", cellule, leftIndent=10, **dingbat),
        "intertitre": ParagraphStyle("it", corps, spaceBefore=4, spaceAfter=4, **bold),
        "titre1": ParagraphStyle(
            "t1", corps, fontSize=20, leading=25, textColor=PLUM, spaceAfter=12, **bold
        ),
        "titre2": ParagraphStyle(
            "t2", corps, fontSize=12, leading=16, textColor=PLUM, spaceBefore=8, **bold
        ),
        "axe": ParagraphStyle("axe", corps, fontSize=14, leading=18, spaceAfter=6, **bold),
        "fiche": ParagraphStyle(
            "fiche", corps, fontSize=12, leading=15, textColor=PLUM, spaceAfter=5, **bold
        ),
        "couverture": ParagraphStyle("cv", corps, fontSize=36, leading=44, textColor=PLUM, **bold),
        "sous_couverture": ParagraphStyle("sc", corps, fontSize=18, leading=26, spaceAfter=14),
        "sommaire1": ParagraphStyle("s1", corps, leading=14, spaceAfter=0, **bold),
        "sommaire2": ParagraphStyle("s2", corps, leading=14, spaceAfter=0, leftIndent=14),
        "sommaire3": ParagraphStyle("s3", corps, leading=14, spaceAfter=0, leftIndent=28),
    }


class Cahier:
    """The document in the making; the footer needs the number of pages of the pass before."""

    def __init__(self, contenu: Contenu) -> None:
        self.contenu = contenu
        self.total = 1

    def furniture(self, canvas: Canvas, page: int) -> None:
        """Draw header and footer; the cover is not counted."""
        canvas.setFillColor(PLUM)
        canvas.rect(MARGIN, A4[1] - 46, 26, 4, stroke=0, fill=1)
        canvas.setFillColor(colors.HexColor("#444444"))
        canvas.setFont("Lato", 8)
        canvas.drawRightString(A4[0] - MARGIN, A4[1] - 46, self.contenu.courant)
        canvas.drawString(MARGIN, 34, TERRITOIRE)
        canvas.drawRightString(A4[0] - MARGIN, 34, f"Page {page - 1} / {self.total}")

    def story(self, pages: Pages, titres: dict[str, int]) -> list[Flowable]:
        """Return the whole document; `titres` holds the pages of the pass before, or nothing."""
        self.total = titres.get("dernière page", 2) - 1
        atelier = Atelier(self.contenu, make_styles(), pages, puce="n")
        return [
            *build_cover(atelier),
            *build_sommaire(atelier, titres),
            *build_sections(atelier),
            *build_articles(atelier),
            *build_signatures(atelier),
            *build_synthese(atelier),
            *build_fiches(atelier),
            *build_sigles(atelier),
            Marque("dernière page", pages),
        ]


def build_cover(atelier: Atelier) -> list[Flowable]:
    """Return the cover."""
    contenu = atelier.contenu
    return [
        Spacer(1, 60),
        atelier.p(contenu.contrat.territoire.nom, "sous_couverture"),
        HRFlowable(width="30%", thickness=4, color=PLUM, hAlign="LEFT"),
        Spacer(1, 190),
        atelier.p(contenu.titre, "couverture"),
        atelier.p(contenu.annees, "sous_couverture"),
        PageBreak(),
    ]


def build_sommaire(atelier: Atelier, titres: dict[str, int]) -> list[Flowable]:
    """Return the list of headings, page numbers at a tab on the right."""
    rows = [
        [
            atelier.p(titre.imprime, f"sommaire{titre.niveau}"),
            atelier.p(str(titres.get(titre.imprime, 2) - 1), "droite"),
        ]
        for titre in atelier.contenu.sommaire
    ]
    table = Table(rows, [0.9 * WIDTH, 0.1 * WIDTH], style=[TOP, *TIGHT])
    return [atelier.p("Sommaire", "titre1"), table, PageBreak()]


def build_sections(atelier: Atelier) -> list[Flowable]:
    """Return the preamble and the diagnosis."""
    made: list[Flowable] = []
    for section in atelier.contenu.sections:
        made += [atelier.titre(section.titre, "titre1"), *atelier.blocs(section.blocs)]
        made.append(Spacer(1, 14))
    return [*made, PageBreak()]


def build_articles(atelier: Atelier) -> list[Flowable]:
    """Return the articles under their common heading."""
    made: list[Flowable] = [atelier.titre(atelier.contenu.cadre, "titre1")]
    for article in atelier.contenu.articles:
        first, *rest = atelier.blocs(article.blocs)
        made += [KeepTogether([atelier.titre(article.titre, "titre2"), first]), *rest]
    return [*made, Spacer(1, 16)]


def build_signatures(atelier: Atelier) -> list[Flowable]:
    """Return the blank place and date, then a table with a row for each signatory."""
    labels = ("Organisme", "Nom", "Fonction", "Signature")
    rows: list[list[object]] = [[atelier.p(mots, "bande") for mots in labels]]
    for signataire in atelier.contenu.contrat.signataires:
        mots = (signataire.organisation.texte, signataire.personne, signataire.fonction)
        rows.append([*(atelier.p(mot, "cellule") for mot in mots), Spacer(1, 34)])
    widths = [0.36 * WIDTH, 0.2 * WIDTH, 0.19 * WIDTH, 0.25 * WIDTH]
    style = [GRID, ("VALIGN", (0, 0), (-1, -1), "MIDDLE"), ("BACKGROUND", (0, 0), (-1, 0), PLUM)]
    block = [
        atelier.titre(atelier.contenu.titre_signature, "titre1"),
        atelier.p(atelier.contenu.fait_a),
        Spacer(1, 6),
        Table(rows, widths, style=style),
    ]
    return [KeepTogether(block), PageBreak()]


def build_synthese(atelier: Atelier) -> list[Flowable]:
    """Return the table of all actions, a band row above those of each orientation."""
    rows = [[atelier.p(mots, "libelle") for mots in ("N°", "Action", "Objectif")]]
    style: list[tuple] = [GRID, TOP, ("BACKGROUND", (0, 0), (-1, 0), ROSE)]
    bandes = {axe.numero: axe for axe in atelier.contenu.axes}
    for fiche in atelier.contenu.fiches:
        if fiche.axe in bandes:
            bande = ((0, len(rows)), (-1, len(rows)))
            style += [("SPAN", *bande), ("BACKGROUND", *bande, PLUM)]
            rows.append([atelier.p(bandes.pop(fiche.axe).imprime, "bande"), "", ""])
        mots = (fiche.code, fiche.titre, fiche.objectif_plan)
        rows.append([atelier.p(mot, "cellule") for mot in mots])
    table = Table(rows, [0.08 * WIDTH, 0.5 * WIDTH, 0.42 * WIDTH], style=style, repeatRows=1)
    return [atelier.titre(atelier.contenu.synthese, "titre1"), table, PageBreak()]


def build_fiches(atelier: Atelier) -> list[Flowable]:
    """Return the fiches one after another, each orientation under its heading."""
    made: list[Flowable] = [atelier.titre(atelier.contenu.titre_fiches, "titre1")]
    axes = {axe.numero: axe for axe in atelier.contenu.axes}
    for fiche, titre in zip(atelier.contenu.fiches, atelier.contenu.titres_fiches, strict=True):
        if fiche.axe in axes:
            made += [CondPageBreak(200), atelier.titre(axes.pop(fiche.axe), "axe")]
        made += build_fiche(atelier, fiche, titre)
    return [*made, PageBreak()]


def build_fiche(atelier: Atelier, fiche: Fiche, titre: Titre) -> list[Flowable]:
    """Return one fiche: heading and first table together, then its other tables."""
    tables = [
        BUILDERS[kind](atelier, list(areas)) for kind, areas in groupby(fiche.champs, table_kind)
    ]
    mark = Marque(f"debut {fiche.code}", atelier.pages)
    made: list[Flowable] = [KeepTogether([mark, atelier.titre(titre, "fiche"), tables[0]])]
    for table in tables[1:]:
        made += [Spacer(1, 7), table]
    return [*made, Marque(f"fin {fiche.code}", atelier.pages), Spacer(1, 20)]


def table_kind(area: Champ | Grille) -> str:
    """Return which table of the fiche the area stands in."""
    if isinstance(area, Grille):
        return "evaluation"
    return next(kind for kind, libelles in TABLES.items() if area.libelle in libelles)


def identity_table(atelier: Atelier, champs: list[Champ]) -> Table:
    """Return labels on a fill left of their values, without any rule."""
    rows = [
        [atelier.p(champ.libelle, "libelle"), atelier.lignes(champ.lignes, champ.puces)]
        for champ in champs
    ]
    style = [TOP, *TIGHT, ("BACKGROUND", (0, 0), (0, -1), ROSE)]
    return Table(rows, [0.2 * WIDTH, 0.8 * WIDTH], style=style)


def goals_table(atelier: Atelier, champs: list[Champ]) -> Table:
    """Return a ruled box in which each label is a band above its text."""
    rows = []
    style = [GRID, *TIGHT]
    for champ in champs:
        start = len(rows)
        style.append(("BACKGROUND", (0, start), (0, start), ROSE))
        style.append(("NOSPLIT", (0, start), (0, start + 1)))
        rows.append([atelier.p(champ.libelle, "libelle")])
        rows.append([atelier.lignes(champ.lignes, champ.puces)])
    return Table(rows, [WIDTH], style=style)


def means_table(atelier: Atelier, champs: list[Champ]) -> Table:
    """Return a ruled row of labels above a ruled row of values."""
    rows = [
        [atelier.p(champ.libelle, "libelle") for champ in champs],
        [atelier.lignes(champ.lignes, champ.puces) for champ in champs],
    ]
    style = [GRID, TOP, *TIGHT, WHOLE, ("BACKGROUND", (0, 0), (-1, 0), ROSE)]
    return Table(rows, [0.4 * WIDTH, 0.28 * WIDTH, 0.32 * WIDTH], style=style)


def evaluation_table(atelier: Atelier, grilles: list[Grille]) -> Table:
    """Return two columns of indicators, labels and contents on fills without rules."""
    (grille,) = grilles
    rows = [
        [atelier.p(libelle, "bande") for libelle in grille.colonnes],
        *([atelier.lignes(cellule, True) for cellule in ligne] for ligne in grille.lignes),
    ]
    style = [TOP, *TIGHT, WHOLE]
    style += [("BACKGROUND", (0, 0), (-1, 0), PLUM), ("BACKGROUND", (0, 1), (-1, -1), PALE)]
    return Table(rows, [WIDTH / 2] * 2, style=style)


BUILDERS = {
    "identite": identity_table,
    "objectifs": goals_table,
    "moyens": means_table,
    "evaluation": evaluation_table,
}


def build_sigles(atelier: Atelier) -> list[Flowable]:
    """Return the glossary as a table of two columns under a header row."""
    rows = [[atelier.p("Sigle", "bande"), atelier.p("Signification", "bande")]]
    rows += [
        [atelier.p(sigle.sigle, "libelle"), atelier.p(sigle.developpement, "cellule")]
        for sigle in atelier.contenu.sigles
    ]
    style = [("LINEBELOW", (0, 0), (-1, -1), 0.5, RULE), ("BACKGROUND", (0, 0), (-1, 0), PLUM)]
    table = Table(rows, [0.18 * WIDTH, 0.82 * WIDTH], style=[*style, TOP])
    return [atelier.titre(atelier.contenu.titre_sigles, "titre1"), table]


def check_pages(contenu: Contenu, mesure: Mesure) -> None:
    """Raise if a heading of the sommaire is not on its measured page, read with pdftotext."""
    pdf = SORTIE / f"{contenu.nom}.pdf"
    for titre in contenu.sommaire:
        page = str(mesure.titres[titre.imprime])
        command = ["pdftotext", "-f", page, "-l", page, str(pdf), "-"]
        text = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        if re.sub(r"\s", "", titre.imprime) not in re.sub(r"\s", "", text):
            raise ValueError(f"{titre.imprime!r} is not on page {page}")


def main() -> None:
    """Write the PDF and its gold."""
    cahier = Cahier(CONTENU)
    mesure = typeset(CONTENU, cahier.story, cahier.furniture, MARGIN)
    check_pages(CONTENU, mesure)
    write_gold(CONTENU, mesure)


if __name__ == "__main__":
    main()
