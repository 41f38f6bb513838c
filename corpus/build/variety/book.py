"""A contract → the elements of its document, cover to glossary."""

from collections.abc import Iterator
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
    para_cell,
)
from corpus.build.variety.plan import plan_table
from corpus.build.variety.shapes import fiche_to_elements

Person = tuple[str, str, str]
"""Organisation, name and office of who signs."""


def look_of(contract: Contract) -> Look:
    """Return what the engine needs of the style."""
    style, contenu = contract.style, contract.contenu
    return Look(
        title=contenu.titre,
        font=style.font,
        size=style.size,
        header=style.header.format(titre=contenu.courant, annees=contenu.annees),
        footer=style.footer,
        justify=style.justify,
        hyphenate=style.hyphenate,
        small_caps=style.small_caps,
        spaced=style.spaced,
        upper=style.upper,
        plain=style.plain,
        tags=style.tags,
    )


def build_elements(contract: Contract, pages: dict[str, int]) -> tuple[Element, ...]:
    """Return the whole document; `pages` holds the pages of the headings, once measured."""
    made = tuple(_document(contract, pages))
    if contract.contenu.typographique:
        return tuple(curl_element(element) for element in made)
    return made


def curl_element(value: Any) -> Any:
    """Return an element with typographic apostrophes in every text."""
    if isinstance(value, str):
        return value.replace("'", "’")
    if isinstance(value, tuple):
        return tuple(map(curl_element, value))
    if is_dataclass(value) and not isinstance(value, type):
        curled = {part.name: curl_element(getattr(value, part.name)) for part in fields(value)}
        return replace(value, **curled)
    return value


def _document(contract: Contract, pages: dict[str, int]) -> Iterator[Element]:
    style = contract.style
    yield from _cover(contract)
    yield from _sommaire(contract, pages)
    if style.annex:
        yield from _fiches(contract)
        return
    yield from _sections(contract)
    yield from _articles(contract)
    yield from _signatures(contract)
    if style.glossary_first:
        yield from _sigles(contract)
    if style.has_plan:
        yield from _plan(contract)
    if style.shape != "wide":
        yield from (Break(), Heading(contract.contenu.titre_fiches.imprime, 1, "partie"))
        yield from _fiches(contract)
    if not style.glossary_first:
        yield from _sigles(contract)


def _cover(contract: Contract) -> Iterator[Element]:
    contenu = contract.contenu
    yield Gap(80)
    yield Heading(contenu.titre, 1, "couverture")
    yield Heading(contenu.contrat.territoire.nom or "", 1, "territoire")
    yield Heading(contenu.annees, 2, "annees")
    yield Break()


def _sommaire(contract: Contract, pages: dict[str, int]) -> Iterator[Element]:
    style, contenu = contract.style, contract.contenu
    if not contenu.sommaire:
        return
    yield Heading(style.sommaire_title, 1, "sommaire")
    for titre in contenu.sommaire:
        page = pages.get(titre.imprime, 2) - 1 if contenu.numeros_de_page else None
        yield Entry(titre.imprime, titre.niveau, page, style.sommaire)
    yield Break()


def build_blocs(blocs: Blocs, marker: str) -> Iterator[Element]:
    """Yield running text."""
    for kind, group in groupby(blocs, key=lambda bloc: bloc[:2] if bloc[:2] in "# • " else ""):
        words = tuple(bloc_texte(bloc) for bloc in group)
        if kind == "• ":
            yield Items(words, marker)
        elif kind:
            yield from (Heading(word, 4, "intertitre") for word in words)
        else:
            yield from map(Para, words)


def _sections(contract: Contract) -> Iterator[Element]:
    style = contract.style
    for section in contract.contenu.sections:
        yield Heading(section.titre.imprime, 1, "partie")
        inside = build_blocs(section.blocs, style.marker)
        if style.columns:
            yield Columns(tuple(inside), style.columns)
        else:
            yield from inside


def _articles(contract: Contract) -> Iterator[Element]:
    style = contract.style
    yield Heading(contract.contenu.cadre.imprime, 1, "partie")
    for article in contract.contenu.articles:
        if article.chapeau:
            yield Heading(article.chapeau, 1, "chapeau")
        if style.article == "seul":
            yield Heading(article.titre.prefixe.rstrip(" –"), 2, "article")
            yield Heading(article.titre.titre, 2, "article")
        else:
            yield Heading(article.titre.imprime, 2, "article")
        yield from build_blocs(article.blocs, style.marker)


def _signatures(contract: Contract) -> Iterator[Element]:
    contenu = contract.contenu
    yield Heading(contenu.titre_signature.imprime, 1, "partie")
    yield Para(contenu.fait_a)
    yield Gap(6)
    people = [
        (
            signataire.qualite == "en_presence",
            (
                signataire.organisation.texte if signataire.organisation else "",
                signataire.personne or "",
                signataire.fonction or "",
            ),
        )
        for signataire in contenu.contrat.signataires
    ]
    yield from _signing(contract, [person for present, person in people if not present])
    witnesses = [person for present, person in people if present]
    if witnesses:
        yield Heading("En présence de :", 4, "intertitre")
        yield from _signing(contract, witnesses)


def _signing(contract: Contract, people: list[Person]) -> Iterator[Element]:
    style = contract.style.signature
    if style == "table":
        names = ("Organisme", "Nom", "Fonction", "Signature")
        head = tuple(para_cell(name, bold=True) for name in names)
        rows = tuple(tuple(map(para_cell, (*person, ""))) for person in people)
        yield Table((head, *rows), (0.36, 0.22, 0.2, 0.22), header=1)
    elif style == "columns":
        cells = [Cell((Para(body, bold=True), Para(name), Para(f))) for body, name, f in people]
        cells += [Cell()] * (len(cells) % 2)
        yield Table(tuple(zip(cells[::2], cells[1::2], strict=True)), (0.5, 0.5), "none")
    else:
        for body, name, office in people:
            yield from (Para(body, bold=True), Para(name), Para(office), Gap(10))


def _plan(contract: Contract) -> Iterator[Element]:
    yield Break(landscape=contract.style.shape == "wide")
    yield Heading(contract.contenu.synthese.imprime, 1, "partie")
    yield plan_table(contract)


def _fiches(contract: Contract) -> Iterator[Element]:
    contenu = contract.contenu
    axes = {axe.numero: axe for axe in contenu.axes}
    pairs = zip(contenu.fiches, contenu.titres_fiches, strict=True)
    for rank, (fiche, titre) in enumerate(pairs):
        if contract.style.new_page and rank:
            yield Break()
        if fiche.axe in axes:
            yield Heading(axes.pop(fiche.axe).imprime, 2, "axe")
        yield from fiche_to_elements(contract, fiche, titre)
        yield Gap(8)


def _sigles(contract: Contract) -> Iterator[Element]:
    contenu, kind = contract.contenu, contract.style.glossary
    yield Break()
    yield Heading(contenu.titre_sigles.imprime, 1, "partie")
    pairs = [(sigle.sigle, sigle.developpement) for sigle in contenu.sigles]
    if kind == "table":
        head = (para_cell("Sigle", bold=True), para_cell("Signification", bold=True))
        rows = tuple(tuple(map(para_cell, pair)) for pair in pairs)
        yield Table((head, *rows), (0.2, 0.8), header=1)
    elif kind == "letters":
        for letter, group in groupby(pairs, key=lambda pair: pair[0][0]):
            yield Heading(letter, 4, "lettre")
            yield from (Para(f"{sigle} : {words}") for sigle, words in group)
    elif kind == "lines":
        for sigle, words in pairs:
            yield from (Para(sigle, bold=True), Para(words))
    else:
        mark = "–" if kind == "dash" else ":"
        yield from (Para(f"{sigle} {mark} {words}") for sigle, words in pairs)
