"""The article of a press release or web page → the drafts of the contracts that it tells of."""

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from extractor.draft import Draft, Sourced
from extractor.layout.blocks import Block
from extractor.layout.flow import Flow
from extractor.layout.passage import Passage
from extractor.layout.tables import Table
from extractor.matching.folding import fold
from extractor.parsers.article import article_of
from extractor.parsers.axes import merge_axes
from extractor.parsers.chiffres import complete_chiffres, read_chiffres
from extractor.parsers.contacts import read_contacts
from extractor.parsers.enonces import MENTION, may_name_a_contract
from extractor.parsers.genre import words_of_genre
from extractor.parsers.historique import Story, read_story
from extractor.parsers.labels import Labels
from extractor.parsers.plan import LigneDePlan, read_plan_table
from extractor.parsers.presse_axes import read_told_axes
from extractor.parsers.presse_dates import (
    Scope,
    read_duration,
    read_end,
    read_published,
    read_signed,
    read_years,
    sentences_of,
)
from extractor.parsers.presse_partenaires import read_partners
from extractor.parsers.presse_signataires import read_signing
from extractor.parsers.presse_territoires import split_by_territory
from extractor.parsers.territoire import read_shouted, read_territoire
from extractor.parsers.titres import Titre
from models.page import Word


class Article(NamedTuple):
    """What an article tells, and what the checks need besides."""

    titre: Passage | None
    contrats: list[Draft]
    axes: list[tuple[str, Titre]]
    """Every wording of an axe of the first contract, with its source."""
    beside: int
    """Signatories named beside the announced count of the first contract."""
    headings: list[Word]
    """Words of recognised headings that are no value of the record."""


class _Told(NamedTuple):
    """One contract of an article."""

    draft: dict[str, Draft]
    axes: list[tuple[str, Titre]]
    beside: int
    headings: list[Word]


def parse_article(flow: Flow, genre: str, wording: Labels) -> Article:
    """Return the contracts that an article tells of, the one told at most length first."""
    published = read_published(flow)
    if genre == "page_web":
        flow = article_of(flow)
        published = read_published(flow) or published
    titre = read_headline(flow)
    flows = split_by_territory(flow)
    told = [
        _contrat(part, titre if i == 0 else None, published, wording)
        for i, part in enumerate(flows)
    ]
    first = told[0]
    chiffres = {**read_chiffres(flow)}
    counts = dict(first.draft["chiffres_annonces"])  # type: ignore[arg-type]
    if "contrats" in chiffres:
        first.draft["chiffres_annonces"] = {"contrats": chiffres["contrats"]} | counts
    for other in told[1:]:
        stated = dict(other.draft["chiffres_annonces"])  # type: ignore[arg-type]
        stated.pop("contrats", None)
        other.draft["chiffres_annonces"] = stated
    contrats: list[Draft] = [one.draft for one in told]
    return Article(titre, contrats, first.axes, first.beside, first.headings)


def read_headline(flow: Flow) -> Passage | None:
    """The largest text of the first page, other than "Communiqué de presse"."""
    blocks = [b for b in flow.blocks if b.page == 1 and not _is_banner(b)]
    if not blocks:
        return None
    best = max(blocks, key=lambda b: (round(b.style.size, 1), b.bold and len(b.text) < 200))
    at = blocks.index(best)
    words = list(best.passage.words)
    for block in blocks[at + 1 :]:
        if abs(block.style.size - best.style.size) > 0.6 or block.bold != best.bold:
            break
        if block.top - best.bottom > 1.2 * best.style.size:
            break
        words += block.passage.words
        best = block
    return Passage.of(words)


def _is_banner(block: Block) -> bool:
    return fold(block.text) in words_of_genre("communique")


def _contrat(flow: Flow, titre: Passage | None, published: str | None, wording: Labels) -> _Told:
    cover = [titre] if titre else []
    shouted = read_shouted(titre, flow) if titre else None
    territoire = shouted or read_territoire(flow, cover, list(_of_contract(flow)))
    story = read_story(flow, titre, None)
    rang = int(str(story.rang.value)) if story.rang else None
    start = _year(story.periode["debut"]) or _year(story.signature)
    signed = read_signed(flow, story.signature, Scope(rang, start, published))
    scope = Scope(rang, start or _year(signed.date), published)
    periode = _periode(flow, story, signed.date, scope)
    years = [y for y in (_year(periode["debut"]), _year(signed.date), scope.start) if y]
    if years and not story.historique:
        # Only now the years of this contract are known, and so which ones are earlier.
        story = replace(story, historique=read_story(flow, titre, str(min(years))).historique)
    lines, headings = _plan(flow, wording)
    axes = read_told_axes(flow, rang)
    wordings = [("synthese", line.axe) for line in lines if line.axe]
    sources = ("synthese", "liste") if lines else ("titre", "liste")
    wordings += [(sources[1], axe) for axe in axes.axes]
    lines = lines or axes.lignes
    nom = territoire["nom"] if isinstance(territoire, dict) else None
    signing = read_signing(flow, nom if isinstance(nom, Passage) else None, scope)
    signers = [signer.organisation for signer in signing.signers if signer.organisation]
    draft: dict[str, Draft] = {
        "territoire": territoire,
        "rang": story.rang,
        "generation": story.generation,
        "periode": periode,
        "signature": {"date": signed.date, "lieu": signed.lieu},
        "historique": story.historique,
        "signataires": [signer.to_draft() for signer in signing.signers],
        "instances": [],
        "partenaires": read_partners(flow, scope, signers),
        "articles": [],
        "axes": merge_axes(axes.objectifs, [axe for s, axe in wordings if s != "liste"], axes.axes),
        "plan_actions": [line.as_draft() for line in lines],
        "fiches_action": [],
        "chiffres_annonces": complete_chiffres(flow, read_chiffres(flow), rang),
        "contacts": read_contacts(flow),
    }
    return _Told(draft, wordings, signing.beside, headings)


def _of_contract(flow: Flow) -> Iterator[Passage]:
    """The sentences that name the contract: the territory that they name is its own."""
    for sentence in sentences_of(flow):
        if may_name_a_contract(sentence.text) and MENTION.search(sentence.text):
            yield sentence


def _periode(flow: Flow, story: Story, signed: Sourced | None, scope: Scope) -> dict[str, Draft]:
    """The years of the contract: by what names it, else by what goes on about it."""
    debut, fin = story.periode["debut"], story.periode["fin"]
    if debut is None:
        debut, later = read_years(flow, scope)
        fin = later or fin
    fin = fin or read_end(flow, scope)
    if debut is None and fin is not None and signed is not None:
        # "signé le 7 mars 2022 allant jusqu'en 2024": it runs from its signature.
        debut = Sourced(_year(signed), signed.passage)
    scope = scope._replace(start=_year(debut) or scope.start)
    duree = story.periode["duree_annees"] or read_duration(flow, scope, signed)
    return {"debut": debut, "fin": fin, "duree_annees": duree}


def _plan(flow: Flow, wording: Labels) -> tuple[list[LigneDePlan], list[Word]]:
    """Rows of the plan tables, and the words of their headings."""
    lines: list[LigneDePlan] = []
    for element in flow.elements:
        if isinstance(element, Table):
            lines += read_plan_table(element, wording.plan, wording.fiche) or []
    words = [word for line in lines for word in line.header_words]
    words += [w for x in lines if x.axe for w in (*x.axe.code.words, *x.axe.titre.words)]
    return lines, words


def _year(value: Draft) -> int | None:
    return int(str(value.value)[:4]) if isinstance(value, Sourced) else None
