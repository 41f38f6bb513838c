"""A contract → the elements of its document, cover to glossary."""

from dataclasses import fields, is_dataclass, replace
from itertools import groupby
from typing import Any

from corpus.build.content import Blocs, bloc_texte
from corpus.build.variety.compose import Contract
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
from corpus.build.variety.plan import plan_table
from corpus.build.variety.shapes import fiche_to_elements


def look_of(contract: Contract) -> Look:
    """Return what the engine needs of the style."""
    style, contenu = contract.style, contract.contenu
    return Look(
        font=style.font, size=style.size,
        header=style.header.format(titre=contenu.courant, annees=contenu.annees),
        footer=style.footer, justify=style.justify, hyphenate=style.hyphenate,
        small_caps=style.small_caps, spaced=style.spaced, upper=style.upper,
        plain_headings=style.plain, title=contenu.titre,
        extra={"tags": "yes" if style.tags else "no"},
    )  # fmt: skip


def build_elements(contract: Contract, pages: dict[str, int]) -> tuple[Element, ...]:
    """Return the whole document; `pages` holds the pages of the headings, once measured."""
    style = contract.style
    made: list[Element] = [*_cover(contract), *_sommaire(contract, pages)]
    if not style.annex:
        made += [*_sections(contract), *_articles(contract), *_signatures(contract)]
        if style.glossary_first:
            made += [Break(), *_sigles(contract)]
        if style.shape == "wide" or style.plan != "none":
            made += _plan(contract)
    if style.shape != "wide":
        made += _fiches(contract)
    if not style.annex and not style.glossary_first:
        made += [Break(), *_sigles(contract)]
    return tuple(curl_element(element) for element in made) if (
        contract.contenu.typographique
    ) else tuple(made)


def curl_element(value: Any) -> Any:
    """Return an element with typographic apostrophes in every text."""
    if isinstance(value, str):
        return value.replace("'", "’")
    if isinstance(value, tuple):
        return tuple(map(curl_element, value))
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{f.name: curl_element(getattr(value, f.name)) for f in fields(value)})
    return value


def _cover(contract: Contract) -> list[Element]:
    contenu = contract.contenu
    return [
        Gap(80),
        Heading(contenu.titre, 1, "couverture"),
        Heading(contenu.contrat.territoire.nom or "", 1, "territoire"),
        Heading(contenu.annees, 2, "annees"),
        Break(),
    ]


def _sommaire(contract: Contract, pages: dict[str, int]) -> list[Element]:
    style, contenu = contract.style, contract.contenu
    if not contenu.sommaire:
        return []
    entries = [
        Entry(
            titre.imprime, titre.niveau,
            pages.get(titre.imprime, 2) - 1 if contenu.numeros_de_page else None, style.sommaire,
        )
        for titre in contenu.sommaire
    ]  # fmt: skip
    return [Heading(style.sommaire_title, 1, "sommaire"), *entries, Break()]


def build_blocs(blocs: Blocs, marker: str) -> list[Element]:
    """Return running text."""
    made: list[Element] = []
    for kind, group in groupby(blocs, key=lambda bloc: bloc[:2] if bloc[:2] in "# • " else ""):
        words = tuple(bloc_texte(bloc) for bloc in group)
        if kind == "• ":
            made.append(Items(words, marker))
        else:
            made += [Heading(word, 4, "intertitre") if kind else Para(word) for word in words]
    return made


def _sections(contract: Contract) -> list[Element]:
    style = contract.style
    made: list[Element] = []
    for section in contract.contenu.sections:
        inside = build_blocs(section.blocs, style.marker)
        made.append(Heading(section.titre.imprime, 1, "partie"))
        made += [Columns(tuple(inside), style.columns)] if style.columns else inside
    return made


def _articles(contract: Contract) -> list[Element]:
    made: list[Element] = [Heading(contract.contenu.cadre.imprime, 1, "partie")]
    for article in contract.contenu.articles:
        if article.chapeau:
            made.append(Heading(article.chapeau, 1, "chapeau"))
        if contract.style.article == "seul":
            made += [Heading(article.titre.prefixe.rstrip(" –"), 2, "article")]
            made += [Heading(article.titre.titre, 2, "article")]
        else:
            made.append(Heading(article.titre.imprime, 2, "article"))
        made += build_blocs(article.blocs, contract.style.marker)
    return made


def _signatures(contract: Contract) -> list[Element]:
    contenu = contract.contenu
    made: list[Element] = [
        Heading(contenu.titre_signature.imprime, 1, "partie"), Para(contenu.fait_a), Gap(6)
    ]  # fmt: skip
    signing = [s for s in contenu.contrat.signataires if s.qualite != "en_presence"]
    present = [s for s in contenu.contrat.signataires if s.qualite == "en_presence"]
    for group, heading in ((signing, ""), (present, "En présence de :")):
        if not group:
            continue
        if heading:
            made.append(Heading(heading, 4, "intertitre"))
        made += _signing(contract, [
            (s.organisation.texte if s.organisation else "", s.personne or "", s.fonction or "")
            for s in group
        ])  # fmt: skip
    return made


def _signing(contract: Contract, people: list[tuple[str, str, str]]) -> list[Element]:
    style = contract.style.signature
    if style == "table":
        head = tuple(Cell((Para(w),), bold=True) for w in ("Organisme", "Nom", "Fonction", "Signature"))
        rows = [head, *(tuple(Cell((Para(w),)) for w in (*p, "")) for p in people)]
        return [Table(tuple(rows), (0.36, 0.22, 0.2, 0.22), "grid", header=1)]
    if style == "columns":
        cells = [Cell((Para(o, bold=True), Para(n), Para(f))) for o, n, f in people]
        cells += [Cell()] * (len(cells) % 2)
        rows = [tuple(cells[i : i + 2]) for i in range(0, len(cells), 2)]
        return [Table(tuple(rows), (0.5, 0.5), "none")]
    made: list[Element] = []
    for organisation, name, office in people:
        made += [Para(organisation, bold=True), Para(name), Para(office), Gap(10)]
    return made


def _plan(contract: Contract) -> list[Element]:
    style, contenu = contract.style, contract.contenu
    heading = Heading(contenu.synthese.imprime, 1, "partie")
    wide = style.shape == "wide"
    return [Break(landscape=wide), heading, plan_table(contract)]


def _fiches(contract: Contract) -> list[Element]:
    style, contenu = contract.style, contract.contenu
    made: list[Element] = [] if style.annex else [
        Break(), Heading(contenu.titre_fiches.imprime, 1, "partie")
    ]  # fmt: skip
    axes = {axe.numero: axe for axe in contenu.axes}
    for rank, (fiche, titre) in enumerate(
        zip(contenu.fiches, contenu.titres_fiches, strict=True)
    ):
        if style.new_page and rank:
            made.append(Break())
        if fiche.axe in axes:
            made.append(Heading(axes.pop(fiche.axe).imprime, 2, "axe"))
        made += fiche_to_elements(contract, fiche, titre)
        made.append(Gap(8))
    return made


def _sigles(contract: Contract) -> list[Element]:
    contenu, kind = contract.contenu, contract.style.glossary
    made: list[Element] = [Heading(contenu.titre_sigles.imprime, 1, "partie")]
    pairs = [(s.sigle, s.developpement) for s in contenu.sigles]
    if kind == "table":
        head = (Cell((Para("Sigle"),), bold=True), Cell((Para("Signification"),), bold=True))
        rows = tuple((Cell((Para(a),)), Cell((Para(b),))) for a, b in pairs)
        return [*made, Table((head, *rows), (0.2, 0.8), "grid", header=1)]
    if kind == "lines":
        return [*made, *(e for a, b in pairs for e in (Para(a, bold=True), Para(b)))]
    mark = " – " if kind == "dash" else " : "
    if kind == "letters":
        for letter, group in groupby(pairs, key=lambda pair: pair[0][0]):
            made.append(Heading(letter, 4, "lettre"))
            made += [Para(a + mark + b) for a, b in group]
        return made
    return [*made, *(Para(a + mark + b) for a, b in pairs)]

