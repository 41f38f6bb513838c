"""Typesets `tests/pdf/fiche-sections.pdf`: each fiche is a row of small tables (ReportLab).

Quirks: fiches start anywhere, two on a page; the heading "Action 1.1 : Titre" is a filled band
outside any table; first tables are ruled, the "comment" table has filled label cells and no rule
at all; objectives and evaluation have two columns under a heading row; some fiches lack tables;
the leaders of the sommaire are "_ _ _"; the glossary has term and definition on separate lines;
co-signatories stand under their own line; the page number is "- 3 -" at the top right.
"""

from functools import partial

from reportlab.lib import colors
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
)

from corpus.build.content import Champ, Contenu, Fiche, Grille, Titre
from corpus.build.contents.montaubry import CONTENU
from corpus.build.gold import write_gold
from corpus.build.paper import Atelier, Marque, Pages, french, register_family, typeset

MARGIN = 54
WIDTH = A4[0] - 2 * MARGIN
PLUM = colors.HexColor("#6a2c5b")
PINK = colors.HexColor("#f1e3ee")
SAND = colors.HexColor("#efe9dc")
GRID = ("GRID", (0, 0), (-1, -1), 0.5, colors.black)
TOP = ("VALIGN", (0, 0), (-1, -1), "TOP")
UNRULED = "Comment allons-nous procéder ?"
COSIGNATAIRES = "Les cosignataires associés"


def make_styles() -> dict[str, ParagraphStyle]:
    """Return the paragraph styles of this document."""
    files = ("OpenSans-Regular.ttf", "OpenSans-Bold.ttf", "OpenSans-Italic.ttf")
    register_family("OpenSans", "open-sans", *files)
    corps = ParagraphStyle("corps", fontName="OpenSans", fontSize=10, leading=14.5, spaceAfter=6)
    cellule = ParagraphStyle("cellule", corps, fontSize=9.5, leading=13, spaceAfter=1)
    bold = {"fontName": "OpenSans-b"}
    return {
        "corps": corps,
        "cellule": cellule,
        "libelle": ParagraphStyle("libelle", cellule, **bold),
        "puce": ParagraphStyle("puce", corps, leftIndent=16, bulletIndent=5, spaceAfter=3),
        "puce_cellule": ParagraphStyle("pc", cellule, leftIndent=10, bulletIndent=1),
        "intertitre": ParagraphStyle("it", corps, spaceBefore=3, **bold),
        "section": ParagraphStyle(
            "section", corps, fontName="OpenSans-i", textColor=PLUM, spaceBefore=5, spaceAfter=3
        ),
        "titre1": ParagraphStyle(
            "t1", corps, fontSize=16, leading=20, textColor=PLUM, spaceAfter=9, **bold
        ),
        "titre2": ParagraphStyle("t2", corps, fontSize=11, spaceBefore=7, **bold),
        "axe": ParagraphStyle("axe", corps, fontSize=13, leading=17, spaceBefore=4, **bold),
        "fiche": ParagraphStyle(
            "fiche",
            corps,
            fontSize=11.5,
            leading=15,
            textColor=colors.white,
            backColor=PLUM,
            borderPadding=(4, 5, 4, 5),
            spaceBefore=6,
            spaceAfter=8,
            **bold,
        ),
        "couverture": ParagraphStyle("cv", corps, fontSize=34, leading=42, textColor=PLUM, **bold),
        "sous_couverture": ParagraphStyle("sc", corps, fontSize=18, leading=26),
        "sommaire": ParagraphStyle("so", corps, leading=16, spaceAfter=0),
    }


def furniture(canvas: Canvas, page: int) -> None:
    """Draw the page number of a page after the cover, and the running footer."""
    canvas.setFont("OpenSans", 8.5)
    canvas.drawRightString(A4[0] - MARGIN, A4[1] - 40, f"- {page - 1} -")
    canvas.setFont("OpenSans-i", 8)
    canvas.drawString(MARGIN, 34, CONTENU.courant)


def build_story(contenu: Contenu, pages: Pages, titres: dict[str, int]) -> list[Flowable]:
    """Return the whole document; `titres` holds the pages of the pass before, or nothing."""
    atelier = Atelier(contenu, make_styles(), pages, puce="–")
    return [
        *build_front(atelier, titres),
        *build_cadre(atelier),
        *build_signatures(atelier),
        *build_synthese(atelier),
        *build_fiches(atelier),
        *build_sigles(atelier),
    ]


def build_front(atelier: Atelier, titres: dict[str, int]) -> list[Flowable]:
    """Return the cover and the sommaire."""
    contenu = atelier.contenu
    cover = [
        Spacer(1, 120),
        atelier.p(contenu.titre, "couverture"),
        atelier.p(contenu.contrat.territoire.nom, "sous_couverture"),
        Spacer(1, 330),
        atelier.p(contenu.annees, "sous_couverture"),
        PageBreak(),
        atelier.p("SOMMAIRE", "titre1"),
    ]
    style = atelier.styles["sommaire"]
    lines = [
        sommaire_line(titre, titres.get(titre.imprime, 2) - 1, style) for titre in contenu.sommaire
    ]
    return [*cover, *lines, PageBreak()]


def sommaire_line(titre: Titre, page: int, base: ParagraphStyle) -> Flowable:
    """Return one line: "5. Récapitulatif des actions _ _ _ _ 5"."""
    indent = 14 * (titre.niveau - 1)
    style = ParagraphStyle("ligne", base, leftIndent=indent)
    mots = french(titre.imprime, False)
    font, size = style.fontName, style.fontSize
    room = WIDTH - indent - 4 - stringWidth(f"{mots} {page}", font, size)
    leader = " _" * int(room / stringWidth(" _", font, size) - 1)
    return Paragraph(f"{mots}{leader} {page}", style)


def build_cadre(atelier: Atelier) -> list[Flowable]:
    """Return the parts before the articles, and the articles."""
    made: list[Flowable] = []
    for section in atelier.contenu.sections:
        made += [atelier.titre(section.titre, "titre1"), *atelier.blocs(section.blocs)]
        made.append(Spacer(1, 10))
    made.append(CondPageBreak(300))
    made.append(atelier.titre(atelier.contenu.cadre, "titre1"))
    for article in atelier.contenu.articles:
        first, *rest = atelier.blocs(article.blocs)
        made += [KeepTogether([atelier.titre(article.titre, "titre2"), first]), *rest]
    return [*made, PageBreak()]


def build_signatures(atelier: Atelier) -> list[Flowable]:
    """Return place and date, the signatories, then the co-signatories."""
    made = [
        atelier.titre(atelier.contenu.titre_signature, "titre1"),
        atelier.p(atelier.contenu.fait_a),
        Spacer(1, 10),
    ]
    for qualite, entete in (("signataire", "Les signataires"), ("cosignataire", COSIGNATAIRES)):
        cells = [
            [
                atelier.p(f"Pour : {s.organisation.texte}"),
                atelier.p(s.personne, "intertitre"),
                atelier.p(s.fonction),
            ]
            for s in atelier.contenu.contrat.signataires
            if s.qualite == qualite
        ]
        made += [atelier.p(entete, "titre2"), Table([cells], [WIDTH / 2] * 2, [110], [TOP])]
    return [*made, PageBreak()]


def build_synthese(atelier: Atelier) -> list[Flowable]:
    """Return the table of actions with a band row for each axe."""
    axes = {axe.numero: axe for axe in atelier.contenu.axes}
    rows = [[atelier.p(mots, "libelle") for mots in ("Code", "Intitulé", "Objectif visé")]]
    style = [GRID, TOP, ("BACKGROUND", (0, 0), (-1, 0), SAND)]
    for fiche in atelier.contenu.fiches:
        if fiche.axe in axes:
            band = len(rows)
            style += [("SPAN", (0, band), (-1, band)), ("BACKGROUND", (0, band), (-1, band), PINK)]
            rows.append([atelier.p(axes.pop(fiche.axe).imprime, "libelle"), "", ""])
        mots = (f"Action {fiche.code}", fiche.titre, fiche.objectif_plan)
        rows.append([atelier.p(mot, "cellule") for mot in mots])
    table = Table(rows, [0.17 * WIDTH, 0.48 * WIDTH, 0.35 * WIDTH], style=style, repeatRows=1)
    return [atelier.titre(atelier.contenu.synthese, "titre1"), table, PageBreak()]


def build_fiches(atelier: Atelier) -> list[Flowable]:
    """Return the fiches one after the other, each axe under its heading."""
    made: list[Flowable] = [atelier.titre(atelier.contenu.titre_fiches, "titre1")]
    axes = {axe.numero: axe for axe in atelier.contenu.axes}
    for fiche, titre in zip(atelier.contenu.fiches, atelier.contenu.titres_fiches, strict=True):
        made.append(CondPageBreak(190))
        if fiche.axe in axes:
            made.append(atelier.titre(axes.pop(fiche.axe), "axe"))
        made += build_fiche(atelier, fiche, titre)
    return [*made[:-1], PageBreak()]


def build_fiche(atelier: Atelier, fiche: Fiche, titre: Titre) -> list[Flowable]:
    """Return one fiche: its band, then each small table under its heading."""
    made: list[Flowable] = [
        Marque(f"debut {fiche.code}", atelier.pages),
        atelier.titre(titre, "fiche"),
    ]
    starts = [start for _, start in fiche.sections[1:]] + [len(fiche.champs)]
    for (name, start), end in zip(fiche.sections, starts, strict=True):
        table = build_table(atelier, fiche.champs[start:end], name == UNRULED)
        made.append(KeepTogether([atelier.p(name, "section"), table]))
    return [*made, Marque(f"fin {fiche.code}", atelier.pages), Spacer(1, 20)]


def build_table(atelier: Atelier, areas: tuple[Champ | Grille, ...], unruled: bool) -> Table:
    """Return one small table: labels at the left, or columns under a heading row."""
    first = areas[0]
    if isinstance(first, Grille):
        rows = [[atelier.p(mots, "libelle") for mots in first.colonnes]]
        rows += [[atelier.lignes(cellule, False) for cellule in ligne] for ligne in first.lignes]
        style = [GRID, TOP, ("BACKGROUND", (0, 0), (-1, 0), SAND)]
        return Table(rows, [WIDTH / 2] * 2, style=style)
    rows = [
        [atelier.p(champ.libelle, "libelle"), atelier.lignes(champ.lignes, champ.puces)]
        for champ in areas
    ]
    style = [TOP, ("BACKGROUND", (0, 0), (0, -1), PINK), *([] if unruled else [GRID])]
    return Table(rows, [0.28 * WIDTH, 0.72 * WIDTH], style=style)


def build_sigles(atelier: Atelier) -> list[Flowable]:
    """Return the glossary, the term on one line and its definition on the next."""
    made: list[Flowable] = [atelier.titre(atelier.contenu.titre_sigles, "titre1")]
    for sigle in atelier.contenu.sigles:
        made += [atelier.p(sigle.sigle, "intertitre"), atelier.p(sigle.developpement)]
    return made


def main() -> None:
    """Write the PDF and its gold."""
    mesure = typeset(CONTENU, partial(build_story, CONTENU), furniture, MARGIN)
    write_gold(CONTENU, mesure)


if __name__ == "__main__":
    main()
