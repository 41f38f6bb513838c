"""Cover and running text → what the document is and which contract it is about."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from extractor.draft import Draft, Sourced
from extractor.layout.blocks import Block
from extractor.layout.flow import Flow
from extractor.layout.headings import heading_rank
from extractor.layout.passage import Passage
from extractor.parsers.articles import read_article
from extractor.parsers.chiffres import read_chiffres
from extractor.parsers.contacts import read_contacts
from extractor.parsers.enonces import ABOUT
from extractor.parsers.genre import read_genre
from extractor.parsers.historique import read_story
from extractor.parsers.sections import NO_SKIP
from extractor.parsers.territoire import read_territoire

COVER_PAGES = 2
MAX_TITLE = 200


class Known(NamedTuple):
    """What the parsers that run before have read."""

    articles: int = 0
    """How many articles the document has."""
    signature: Mapping[str, Draft] = {}
    """`{date, lieu}` of `parse_signature`."""
    signataires: Sequence[Draft] = ()
    """Drafts of `parse_signataires`."""
    skip: range = NO_SKIP
    """Elements of the sommaire."""
    producer: str = ""
    """The PDF's own metadata."""
    genre: Sourced | None = None
    """What kind of document it is, where that has been read."""


def parse_identite(
    flow: Flow, metadata_title: str = "", known: Known | None = None
) -> dict[str, Draft]:
    """Return `genre`, `titre`, `territoire` (nom, type), `rang`, `generation`, `periode`,
    `signature` (as running text tells it, when no formula does), `historique`,
    `chiffres_annonces` and `contacts`.
    """
    known = known or Known()
    genre = known.genre or read_genre(flow, known.articles, known.producer)
    title = read_title(flow)
    cover = _cover(flow) if genre.value == "contrat" else ([title] if title else [])
    date = known.signature.get("date")
    signed = str(date.value) if isinstance(date, Sourced) else None
    story = read_story(flow, Passage.join(cover) if cover else None, signed, known.skip)
    told = {"date": story.signature, "lieu": None}
    return {
        "genre": genre,
        "titre": title or metadata_title or None,
        "territoire": read_territoire(flow, cover, _signing(known.signataires), known.skip),
        "rang": story.rang,
        "generation": story.generation,
        "periode": story.periode,
        "signature": dict(known.signature) if signed or known.signature.get("lieu") else told,
        "historique": story.historique,
        "chiffres_annonces": read_chiffres(flow, known.skip),
        "contacts": read_contacts(flow, known.skip),
    }


def read_title(flow: Flow) -> Passage | None:
    """The title as printed on the first pages: the largest text that names the contract.

    Lines of the same size above or below it belong to it. Without such a line, the largest text of
    the first page.
    """
    blocks = [b for b in flow.blocks if b.page <= COVER_PAGES and heading_rank(b, flow.body_size)]
    about = [b for b in blocks if ABOUT.search(b.text) and len(b.text) < MAX_TITLE]
    first = [b for b in blocks if b.page == 1] or blocks
    if not first:
        return None
    largest = max(first, key=lambda b: b.style.size)
    best = max(about, key=lambda b: (b.style.size, -b.page), default=largest)
    # A cover may print the name of the territory larger than its title; an article may not.
    if best.style.size < (0.5 if _cover(flow) else 0.95) * largest.style.size:
        best = largest
    # An excerpt that begins among the articles prints no title.
    if best is largest and read_article(best.passage) is not None:
        return None
    return Passage.of(word for block in _same_title(flow, best) for word in block.passage.words)


def _same_title(flow: Flow, best: Block) -> list[Block]:
    """The blocks next to a line of the title that are set like it."""
    page = [e for e in flow.elements if e.page == best.page and isinstance(e, Block)]
    at = page.index(best)
    start = end = at
    while start and _alike(page[start - 1], page[start]):
        start -= 1
    while end + 1 < len(page) and _alike(page[end], page[end + 1]):
        end += 1
    return page[start : end + 1]


def _alike(above: Block, below: Block) -> bool:
    size = below.style.size
    return (
        abs(above.style.size - size) <= 0.6
        and above.bold == below.bold
        and -size < below.top - above.bottom < 1.6 * size
    )


def _cover(flow: Flow) -> list[Passage]:
    """The texts of the first page, unless it is already a page of running text."""
    blocks = [block for block in flow.blocks if block.page == 1]
    running = sum(len(block.text) > 250 for block in blocks)
    return [block.passage for block in blocks] if running < 3 else []


def _value(draft: Draft) -> Draft:
    return draft.value if isinstance(draft, Sourced) else draft


def _signing(signataires: Sequence[Draft]) -> list[Passage]:
    """The organisations that sign: where the territory stands among the parties."""
    found = []
    for signatory in signataires:
        if isinstance(signatory, Mapping) and _value(signatory["qualite"]) == "signataire":
            organisation = signatory.get("organisation")
            if isinstance(organisation, Mapping) and isinstance(organisation["texte"], Passage):
                found.append(organisation["texte"])
    return found
