"""Typesets `tests/pdf/run-in-labels.pdf`: no fiche tables, headings and run-in labels.

Quirks: "Fiche-action 4 – Titre" is a heading, then "Label : content" paragraphs (bold label) and
lists; fiches start anywhere on a page; text is justified and hyphenated; the sommaire has no page
numbers; the glossary stands under letter headings in two columns; the plan is a landscape table
whose axe cell is merged over its rows and whose header is repeated on each page; the page numbers
of the footer count the cover; links are real annotations; civilities precede the signatories.
"""

import re
from collections.abc import Iterator
from html import escape
from itertools import groupby

from weasyprint import HTML

from corpus.build.content import Blocs, Champ, Contenu, Fiche, Titre, bloc_texte
from corpus.build.contents.haute_ternelle import CIVILITES, CONTENU
from corpus.build.gold import SORTIE, Mesure, write_gold

CSS = """
@page { size: A4; margin: 25mm 22mm 22mm;
  @top-left { content: "COURANT"; font: 8pt Lato; color: #6b4e2e }
  @bottom-right { content: counter(page) " / " counter(pages); font: 8.5pt Lato } }
@page :first { @top-left { content: none } @bottom-right { content: none } }
@page plan { size: A4 landscape; margin: 20mm 15mm 18mm }
html { font: 10.5pt/1.45 Lato; hyphens: auto; text-align: justify }
h1, h2, h3, h4 { text-align: left; hyphens: none; color: #6b4e2e; break-after: avoid }
h1 { font-size: 19pt; border-bottom: 1.5pt solid #c58b3a } h2 { font-size: 13pt }
h3 { font-size: 12.5pt; color: #7a3b12; margin-top: 9mm } h4 { margin: 3mm 0 1mm }
.couverture { padding-top: 75mm; text-align: center; break-after: page; hyphens: none }
.couverture p { margin: 4mm } .grand { font-size: 32pt; color: #6b4e2e } .sous { font-size: 18pt }
.sommaire { break-after: page; text-align: left } .sommaire p { margin: 1.5mm 0 }
.n2 { padding-left: 8mm } .n1 { font-weight: bold }
ul { margin: 1mm 0 2mm; padding-left: 7mm } li { margin: .6mm 0 } p { margin: 0 0 2mm }
.signataires { display: flex; flex-wrap: wrap; text-align: left }
.signataires div { width: 50%; height: 32mm }
.plan { page: plan; break-before: page; break-after: page }
table { border-collapse: collapse; width: 100%; text-align: left; font-size: 11.5pt }
a, .adresse { white-space: nowrap; hyphens: none }
td, th { border: .5pt solid #6b4e2e; padding: 5mm 2mm; vertical-align: top }
th { background: #efe0c8 } .axe { background: #f8f1e4; font-weight: bold; width: 17% }
tr { break-inside: avoid }
.sigles { columns: 2; column-gap: 10mm; text-align: left; hyphens: none }
.nouvelle { break-before: page }
"""

ADRESSE = re.compile(r"\S+@\S+\w")


def french(text: str) -> str:
    """Return HTML text with no-break spaces before : ; ? ! % € and curled apostrophes."""
    for mark in ":;?!%€":
        text = text.replace(f" {mark}", f"\u00a0{mark}")
    return ADRESSE.sub(r'<span class="adresse">\g<0></span>', escape(text.replace("'", "’")))


def anchor(cle: str) -> str:
    """Return an empty place whose page will be known."""
    return f'<span id="{escape(cle)}"></span>'


def heading(titre: Titre, tag: str, extra: str = "") -> str:
    """Return a heading whose page will be known."""
    return f"<{tag} {extra}>{anchor(titre.imprime)}{french(titre.imprime)}</{tag}>"


def bullets(items: tuple[str, ...]) -> str:
    """Return a list."""
    return "<ul>" + "".join(f"<li>{linked(item)}</li>" for item in items) + "</ul>"


def linked(text: str) -> str:
    """Return the text with its address as a link."""
    before, scheme, rest = text.partition("https://")
    if not scheme:
        return french(text)
    return f'{french(before)}<a href="{scheme}{rest}">{scheme}{rest}</a>'


def running_text(blocs: Blocs) -> str:
    """Return paragraphs, sub-headings and lists."""
    made = []
    for mark, group in groupby(blocs, key=lambda bloc: bloc[:2]):
        mots = tuple(bloc_texte(bloc) for bloc in group)
        if mark == "• ":
            made.append(bullets(mots))
        else:
            tag = "h4" if mark == "# " else "p"
            made += [f"<{tag}>{french(mot)}</{tag}>" for mot in mots]
    return "".join(made)


def front(contenu: Contenu) -> Iterator[str]:
    """Yield the cover and the sommaire."""
    territoire = french(contenu.contrat.territoire.nom)
    yield f'<div class="couverture"><p class="grand">{contenu.titre}</p>'
    yield f'<p class="sous">{territoire}</p><p class="sous">{contenu.annees}</p></div>'
    yield '<div class="sommaire"><h1>Sommaire</h1>'
    for titre in contenu.sommaire:
        yield f'<p class="n{titre.niveau}">{french(titre.imprime)}</p>'
    yield "</div>"


def cadre(contenu: Contenu) -> Iterator[str]:
    """Yield the parts before the articles, the partners, the articles and the signatures."""
    for section in contenu.sections:
        yield heading(section.titre, "h1") + running_text(section.blocs)
    yield heading(contenu.partenaires, "h1")
    for groupe, mentions in groupby(contenu.contrat.partenaires, key=lambda m: m.groupe):
        yield f"<h4>{french(groupe)}</h4>" + bullets(tuple(m.texte for m in mentions))
    yield heading(contenu.cadre, "h1", 'class="nouvelle"')
    for article in contenu.articles:
        yield heading(article.titre, "h2") + running_text(article.blocs)
    yield heading(contenu.titre_signature, "h1", 'class="nouvelle"')
    yield f'<p>{french(contenu.fait_a)}</p><div class="signataires">'
    for signataire, civilite in zip(contenu.contrat.signataires, CIVILITES, strict=True):
        yield f"<div><strong>{french(signataire.organisation.texte)}</strong><br/>"
        yield f"{civilite} {signataire.personne}<br/>{french(signataire.fonction)}</div>"
    yield "</div>"


def plan(contenu: Contenu) -> Iterator[str]:
    """Yield the landscape table, one row per action."""
    axes = {axe.numero: axe for axe in contenu.axes}
    yield f'<div class="plan">{heading(contenu.synthese, "h1")}<table><thead><tr>'
    columns = ("Orientation", "N°", "Action", "Objectif", "Pilote", "Échéance", "Ressources")
    yield "".join(f"<th>{column}</th>" for column in columns) + "</tr></thead><tbody>"
    for axe, group in groupby(contenu.fiches, key=lambda fiche: fiche.axe):
        fiches = list(group)
        for rank, fiche in enumerate(fiches):
            yield "<tr>"
            if not rank:
                span = f'class="axe" rowspan="{len(fiches)}"'
                yield f"<td {span}>{french(axes[axe].imprime)}</td>"
            cells = (fiche.code, fiche.titre, fiche.objectif_plan)
            cells += tuple(printed(fiche, cle) for cle in ("porteurs", "calendrier", "moyens"))
            yield "".join(f"<td>{french(cell)}</td>" for cell in cells) + "</tr>"
    yield "</tbody></table></div>"


def printed(fiche: Fiche, cle: str) -> str:
    """Return what the fiche prints for a field."""
    champs = (champ for champ in fiche.champs if champ.cle == cle)
    return ", ".join(ligne for champ in champs for ligne in champ.lignes)


def fiches(contenu: Contenu) -> Iterator[str]:
    """Yield the fiches under the headings of their axes."""
    axes = {axe.numero: axe for axe in contenu.axes}
    yield heading(contenu.titre_fiches, "h1")
    for fiche, titre in zip(contenu.fiches, contenu.titres_fiches, strict=True):
        if fiche.axe in axes:
            yield heading(axes.pop(fiche.axe), "h2")
        yield heading(titre, "h3")
        *champs, last = (run_in(champ) for champ in fiche.champs)
        closing = "</ul>" if last.endswith("</ul>") else "</p>"
        inner = last.removesuffix(closing)
        end = anchor(f"fin {fiche.code}")
        if closing == "</ul>":
            yield "".join(champs) + inner.removesuffix("</li>") + end + "</li></ul>"
        else:
            yield "".join(champs) + inner + end + "</p>"


def run_in(champ: Champ) -> str:
    """Return "Label : content", a list under its label when there are items."""
    label = f"<strong>{french(champ.libelle)}\u00a0:</strong>"
    if champ.puces:
        return f'<p style="break-after: avoid">{label}</p>' + bullets(champ.lignes)
    first, *rest = champ.lignes
    return f"<p>{label} {linked(first)}</p>" + "".join(f"<p>{linked(mots)}</p>" for mots in rest)


def sigles(contenu: Contenu) -> Iterator[str]:
    """Yield the glossary under letter headings."""
    yield heading(contenu.titre_sigles, "h1", 'class="nouvelle"') + '<div class="sigles">'
    for letter, group in groupby(contenu.sigles, key=lambda sigle: sigle.sigle[0]):
        yield f"<h4>{letter}</h4>"
        for sigle in group:
            mots = french(f"{sigle.sigle} : {sigle.developpement}")
            yield f"<p>{mots}</p>"
    yield "</div>"


def write_pdf(contenu: Contenu) -> Mesure:
    """Write the PDF and return where its anchors stand."""
    parts = (front, cadre, plan, fiches, sigles)
    body = "".join(piece for part in parts for piece in part(contenu))
    style = CSS.replace("COURANT", contenu.courant)
    title = f"Contrat local de santé {contenu.annees}"
    html = f'<html lang="fr"><head><title>{title}</title><style>{style}</style></head>'
    document = HTML(string=f"{html}<body>{body}</body></html>").render()
    document.write_pdf(SORTIE / f"{contenu.nom}.pdf")
    places = {cle: number for number, page in enumerate(document.pages, 1) for cle in page.anchors}
    spans = {
        fiche.code: (places[titre.imprime], places[f"fin {fiche.code}"])
        for fiche, titre in zip(contenu.fiches, contenu.titres_fiches, strict=True)
    }
    return Mesure(len(document.pages), places, spans)


def main() -> None:
    """Write the PDF and its gold."""
    write_gold(CONTENU, write_pdf(CONTENU))


if __name__ == "__main__":
    main()
