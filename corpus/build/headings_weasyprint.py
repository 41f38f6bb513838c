"""Typesets `tests/pdf/headings-weasyprint.pdf`: fiches without tables, a landscape plan table.

Quirks: the sommaire ("Table des matières") has no page numbers and wraps; "ARTICLE 4" stands alone
above its title; the plan is one landscape table over several pages, its header repeated and the
axe in a cell merged over its rows; a fiche is a heading, run-in labels ("Pilote : …") and bold
labels on their own line, and starts mid-page; justified text is hyphenated with U+2010; persons
"en présence de" follow the signatories; the glossary stands under letter headings.
"""

import os
import re
import subprocess
from html import escape
from itertools import groupby

from weasyprint import HTML

from corpus.build.content import Blocs, Champ, Contenu, Fiche, Titre, bloc_texte
from corpus.build.contents.pays_d_aubrelle import CONTENU
from corpus.build.gold import SORTIE, Mesure, write_gold
from models.records import Signataire

EN_LIGNE = {
    "Pilote",
    "Pilotes",
    "Copilote",
    "Partenaires",
    "Territoire concerné",
    "Public cible",
    "Calendrier",
    "Budget",
}
"""Labels printed on the line of their content; the others stand alone above it."""

PIED = "Document approuvé par le comité de pilotage"

STYLE = """
@page { size: A4; margin: 24mm 22mm 22mm 22mm;
  @top-left { content: "%(courant)s"; font: italic 8.5pt "Liberation Serif"; color: #666; }
  @top-right { content: "%(annees)s"; font: italic 8.5pt "Liberation Serif"; color: #666; }
  @bottom-left { content: "%(pied)s"; font: 8pt Carlito; color: #666; }
  @bottom-right { content: "Page " counter(page) " sur " counter(pages); font: 8.5pt Carlito; }
}
@page couverture { @top-left { content: none } @top-right { content: none }
  @bottom-left { content: none } @bottom-right { content: none } }
@page paysage { size: A4 landscape; margin: 22mm 18mm 20mm 18mm; }
body { font: 11pt/1.45 Carlito; margin: 0; color: #1d1d1d; }
p { margin: 0 0 7pt; text-align: justify; hyphens: auto; }
ul { margin: 0 0 8pt; padding-left: 18pt; }
li { margin-bottom: 2.5pt; }
ul.tirets { list-style-type: "-  "; }
h1 { font: bold 20pt/1.25 "Liberation Serif"; color: #7a2048; margin: 0 0 12pt;
  break-after: avoid; }
h1.suite { margin-top: 22pt; }
h2.article { font: bold 12pt/1.3 Carlito; letter-spacing: .4pt; color: #7a2048;
  margin: 12pt 0 0; break-after: avoid; }
p.titre-article { font-weight: bold; font-size: 12pt; margin: 0 0 6pt; break-after: avoid;
  text-align: left; hyphens: none; }
h3 { font: bold 11.5pt/1.4 Carlito; font-style: italic; margin: 10pt 0 4pt; break-after: avoid; }
.couverture { page: couverture; text-align: center; padding-top: 62mm; }
.couverture div { font: bold 34pt/1.3 "Liberation Serif"; color: #7a2048; }
.couverture div.territoire { font: 20pt/1.4 Carlito; color: #1d1d1d; margin-top: 20mm; }
.couverture div.annees { font: 20pt/1.4 Carlito; color: #1d1d1d; margin-top: 6mm; }
.sommaire, .corps, .fiches, .sigles { break-before: page; }
.sommaire div { margin: 0 60mm 4pt 0; line-height: 1.35; }
.sommaire .n1 { font-weight: bold; margin-top: 8pt; }
.sommaire .n2 { padding-left: 8mm; }
.sommaire .n3 { padding-left: 16mm; font-style: italic; }
.bloc { margin: 6pt 0 10pt; break-inside: avoid; }
.bloc p { margin: 0; line-height: 1.3; text-align: left; hyphens: none; }
.plan { page: paysage; }
table { border-collapse: collapse; width: 100%%; font-size: 12pt; line-height: 1.4; }
th { background: #7a2048; color: white; text-align: left; }
th, td { border: .7pt solid #8a8a8a; padding: 19pt 8pt; vertical-align: top; }
tr { break-inside: avoid; }
td.axe { font-weight: bold; background: #f5e8ee; vertical-align: middle; }
h2.axe { font: bold 15pt/1.3 "Liberation Serif"; color: white; background: #7a2048;
  padding: 5pt 8pt; margin: 18pt 0 12pt; break-after: avoid; }
h2.fiche { font: bold 13.5pt/1.3 "Liberation Serif"; color: #7a2048; margin: 20pt 0 8pt;
  border-bottom: 1pt solid #7a2048; break-after: avoid; }
p.libelle { font-weight: bold; margin: 8pt 0 3pt; break-after: avoid; }
p.ligne { margin: 0 0 3pt; text-align: left; }
.lettre { font: bold 15pt/1.3 "Liberation Serif"; color: #7a2048; margin: 12pt 0 4pt;
  break-after: avoid; }
"""


def french(text: str) -> str:
    """Return the text as printed: no-break spaces, curled apostrophes, escaped for HTML."""
    for mark in ":;?!»%€":
        text = text.replace(f" {mark}", f"\u00a0{mark}")
    text = re.sub(r"(?<=\d) (?=\d{3})", "\u00a0", text.replace("« ", "«\u00a0"))
    return escape(text.replace("'", "’"), quote=False)


def tag(name: str, text: str, classe: str = "") -> str:
    """Return one element that holds only text."""
    attribute = f' class="{classe}"' if classe else ""
    return f"<{name}{attribute}>{french(text)}</{name}>\n"


def items(lignes: tuple[str, ...], classe: str = "") -> str:
    """Return a bullet list."""
    attribute = f' class="{classe}"' if classe else ""
    return f"<ul{attribute}>{''.join(tag('li', ligne) for ligne in lignes)}</ul>\n"


def build_blocs(blocs: Blocs) -> str:
    """Return running text."""
    made = ""
    for kind, group in groupby(blocs, key=lambda bloc: bloc[:2] if bloc[:2] in "# • " else ""):
        mots = tuple(bloc_texte(bloc) for bloc in group)
        if kind == "• ":
            made += items(mots)
        else:
            made += "".join(tag("h3" if kind else "p", mot) for mot in mots)
    return made


def build_cover(contenu: Contenu) -> str:
    """Return the cover."""
    return (
        '<section class="couverture">'
        + tag("div", contenu.titre)
        + tag("div", contenu.contrat.territoire.nom or "", "territoire")
        + tag("div", contenu.annees, "annees")
        + "</section>"
    )


def build_sommaire(contenu: Contenu) -> str:
    """Return the list of headings, without page numbers."""
    lignes = "".join(tag("div", t.imprime, f"n{t.niveau}") for t in contenu.sommaire)
    return f'<section class="sommaire"><h1>Table des matières</h1>{lignes}</section>'


def build_corps(contenu: Contenu) -> str:
    """Return preamble, diagnosis and articles."""
    made = '<section class="corps">'
    for rang, section in enumerate(contenu.sections):
        made += tag("h1", section.titre.imprime, "suite" if rang else "")
        made += build_blocs(section.blocs)
    made += tag("h1", contenu.cadre.imprime, "suite")
    for article in contenu.articles:
        made += tag("h2", f"ARTICLE {article.titre.numero}", "article")
        made += tag("p", article.titre.titre, "titre-article") + build_blocs(article.blocs)
    return made + "</section>"


def build_signataire(contenu: Contenu, signataire: Signataire) -> str:
    """Return organisation, person and office on three lines."""
    nom = signataire.organisation.texte
    avant = contenu.extra["presentations"].get(nom, "")
    organisation = avant + nom if avant.endswith("'") else f"{avant} {nom}".strip()
    civilite = contenu.extra["civilites"][signataire.personne]
    return (
        '<div class="bloc"><p><b>'
        + french(organisation)
        + "</b></p>"
        + tag("p", f"{civilite} {signataire.personne}")
        + tag("p", signataire.fonction or "")
        + "</div>"
    )


def build_signatures(contenu: Contenu) -> str:
    """Return place and date, the signatories, then who is present."""
    made = '<section class="signatures">' + tag("h1", contenu.titre_signature.imprime, "suite")
    made += tag("p", contenu.fait_a)
    presence = False
    for signataire in contenu.contrat.signataires:
        if signataire.qualite == "en_presence" and not presence:
            presence = True
            made += tag("h3", "En présence de :")
        made += build_signataire(contenu, signataire)
    return made + "</section>"


def build_plan(contenu: Contenu) -> str:
    """Return the landscape table of all actions."""
    colonnes = (
        ("Axe", 19), ("N°", 5), ("Action", 31), ("Objectif opérationnel", 25), ("Pilote", 20)
    )  # fmt: skip
    tetes = "".join(f'<th style="width:{part}%">{mot}</th>' for mot, part in colonnes)
    rows = ""
    axes = {axe.numero: axe.titre for axe in contenu.axes}
    for numero, group in groupby(contenu.fiches, key=lambda fiche: fiche.axe):
        fiches = tuple(group)
        cell = french(f"Axe {numero} – {axes[numero]}")
        for rang, fiche in enumerate(fiches):
            rows += "<tr>"
            if not rang:
                rows += f'<td class="axe" rowspan="{len(fiches)}">{cell}</td>'
            mots = (fiche.code, fiche.titre, fiche.objectif_plan, pilotes(fiche))
            rows += "".join(tag("td", mot) for mot in mots) + "</tr>"
    table = f"<table><thead><tr>{tetes}</tr></thead><tbody>{rows}</tbody></table>"
    return f'<section class="plan">{tag("h1", contenu.synthese.imprime)}{table}</section>'


def pilotes(fiche: Fiche) -> str:
    """Return the names of who leads the action."""
    return ", ".join(champ.lignes[0] for champ in fiche.champs if champ.cle == "porteurs")


def build_fiches(contenu: Contenu) -> str:
    """Return the fiches, one after the other, each axe under its heading."""
    made = '<section class="fiches">' + tag("h1", contenu.titre_fiches.imprime)
    axes = {axe.numero: axe for axe in contenu.axes}
    for fiche, titre in zip(contenu.fiches, contenu.titres_fiches, strict=True):
        if fiche.axe in axes:
            made += tag("h2", axes.pop(fiche.axe).imprime, "axe")
        made += tag("h2", titre.imprime, "fiche")
        made += "".join(build_champ(champ) for champ in fiche.champs)
    return made + "</section>"


def build_champ(champ: Champ) -> str:
    """Return one label with its content."""
    if champ.libelle in EN_LIGNE:
        (ligne,) = champ.lignes
        return f'<p class="ligne"><b>{french(champ.libelle + " :")}</b> {french(ligne)}</p>\n'
    made = tag("p", champ.libelle, "libelle")
    if champ.puces:
        return made + items(champ.lignes, "tirets" if champ.cle == "etapes" else "")
    if champ.cle == "outils":
        return made + items(champ.lignes)
    return made + "".join(tag("p", ligne) for ligne in champ.lignes)


def build_sigles(contenu: Contenu) -> str:
    """Return the glossary, "ARS : …" under letter headings."""
    made = '<section class="sigles">' + tag("h1", contenu.titre_sigles.imprime)
    for lettre, group in groupby(contenu.sigles, key=lambda sigle: sigle.sigle[0]):
        made += tag("div", lettre, "lettre")
        for sigle in group:
            mots = french(f" : {sigle.developpement}")
            made += f'<p class="ligne"><b>{sigle.sigle}</b>{mots}</p>\n'
    return made + "</section>"


def build_html(contenu: Contenu) -> str:
    """Return the whole document."""
    style = STYLE % {
        "courant": contenu.courant.replace("'", "’"),
        "annees": contenu.annees,
        "pied": PIED,
    }
    body = "".join(
        build(contenu)
        for build in (
            build_cover,
            build_sommaire,
            build_corps,
            build_signatures,
            build_plan,
            build_fiches,
            build_sigles,
        )
    )
    return (
        f'<html lang="fr"><head><meta charset="utf-8"><title>{contenu.titre}</title>'
        f"<style>{style}</style></head><body>{body}</body></html>"
    )


def squeeze(text: str) -> str:
    """Return the letters and digits only: spaces, hyphens and bullets may move."""
    return re.sub(r"[\W_]+", "", text)


class Lecture:
    """The text of the finished PDF, read on in printed order."""

    def __init__(self, contenu: Contenu) -> None:
        pdf = SORTIE / f"{contenu.nom}.pdf"
        command = ["pdftotext", "-enc", "UTF-8", str(pdf), "-"]
        text = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        pages = text.split("\f")[:-1]
        self.pages = len(pages)
        self.texte, self.debuts = "", []
        for numero, page in enumerate(pages, 1):
            for mots in (contenu.courant, PIED, f"Page {numero} sur {len(pages)}"):
                line = re.escape(mots.replace("'", "’"))
                page = re.sub(rf"^{line}$", "", page, flags=re.M)
            page = re.sub(rf"\A\s*{contenu.annees}\s", "", page) if numero > 1 else page
            self.debuts.append(len(self.texte))
            self.texte += squeeze(page)
        self.curseur = 0

    def find(self, mots: str) -> tuple[int, int]:
        """Return the first and last page of the next place of these words, and go behind it."""
        cherche = squeeze(mots)
        start = self.texte.find(cherche, self.curseur)
        if start < 0:
            raise LookupError(mots)
        self.curseur = start + len(cherche)
        return self.page(start), self.page(self.curseur - 1)

    def page(self, place: int) -> int:
        """Return the page of a character."""
        return sum(debut <= place for debut in self.debuts)


def measure(contenu: Contenu) -> Mesure:
    """Return where the headings and fiches stand; every printed line must be found in order."""
    lecture = Lecture(contenu)
    for titre in contenu.sommaire:
        lecture.find(titre.imprime)
    titres: dict[str, int] = {}
    fiches: dict[str, tuple[int, int]] = {}

    def note(titre: Titre, imprime: str = "") -> None:
        titres[titre.imprime], _ = lecture.find(imprime or titre.imprime)

    for section in contenu.sections:
        note(section.titre)
        read_blocs(lecture, section.blocs)
    note(contenu.cadre)
    for article in contenu.articles:
        note(article.titre, f"ARTICLE {article.titre.numero} {article.titre.titre}")
        read_blocs(lecture, article.blocs)
    note(contenu.titre_signature)
    note(contenu.synthese)
    note(contenu.titre_fiches)
    axes = {axe.numero: axe for axe in contenu.axes}
    for fiche, titre in zip(contenu.fiches, contenu.titres_fiches, strict=True):
        if fiche.axe in axes:
            note(axes.pop(fiche.axe))
        note(titre)
        fin = titres[titre.imprime]
        for champ in fiche.champs:
            for mots in (champ.libelle, *champ.lignes):
                _, fin = lecture.find(mots)
        fiches[fiche.code] = titres[titre.imprime], fin
    note(contenu.titre_sigles)
    for sigle in contenu.sigles:
        lecture.find(f"{sigle.sigle} : {sigle.developpement}")
    return Mesure(lecture.pages, titres, fiches)


def read_blocs(lecture: Lecture, blocs: Blocs) -> None:
    """Read running text."""
    for bloc in blocs:
        lecture.find(bloc_texte(bloc))


def main() -> None:
    """Write the PDF and its gold."""
    # Fonts are subset with this date in them, so two runs give the same bytes.
    os.environ["SOURCE_DATE_EPOCH"] = "0"
    HTML(string=build_html(CONTENU)).write_pdf(SORTIE / f"{CONTENU.nom}.pdf")
    write_gold(CONTENU, measure(CONTENU))


if __name__ == "__main__":
    main()
