"""What kind of document this is: a contract, a press release, a web page, or none of them."""

import re
from functools import cache
from itertools import islice

from extractor.draft import Sourced
from extractor.layout.blocks import Block
from extractor.layout.flow import Flow
from extractor.layout.headings import heading_rank
from extractor.layout.passage import Passage
from extractor.matching.folding import fold
from extractor.parsers.enonces import ABOUT
from extractor.parsers.labels import vocabulary
from extractor.parsers.sections import MAX_HEADING as MAX_SECTION
from extractor.parsers.sections import read_section
from extractor.parsers.signature import is_formula
from extractor.parsers.titres import read_fiche_title

PRESS = frozenset({"communique", "page_web"})
LONG = 15
"""Pages: no press release and no printed web page is that long."""
MAX_FOLDED = 400
HEADLINE_BLOCKS = 6
_DASH = re.compile(r"\s+[–—-]\s+")
_CLS = re.compile(r"contrats?\s+loca(?:l|ux)\s+de\s+sant[ée]|\bCLS\b", re.IGNORECASE)
_BROWSERS = ("skia", "chromium", "mozilla", "firefox", "wkhtmltopdf", "headlesschrome")


def read_genre(flow: Flow, articles: int, producer: str = "") -> Sourced:
    """Return `contrat`, `communique`, `page_web` or `inconnu`.

    `articles` is how many articles the document has; `producer` is the PDF's own metadata.
    """
    blocks = flow.blocks
    about = next((block for block in blocks if ABOUT.search(block.text)), None)
    cells = (
        block for table in flow.tables for cell in islice(table.cells, 6) for block in cell.blocks
    )
    nothing = Passage("", (), ())
    if about is None and not any(ABOUT.search(block.text) for block in cells):
        return Sourced("inconnu", nothing)
    evidence = about.passage if about else nothing
    if _is_another_document(flow, articles, producer):
        return Sourced("inconnu", nothing)
    if articles >= 3 or len(flow.pages) >= LONG or _count_fiches(flow) >= 2:
        return Sourced("contrat", evidence)
    web = _words(flow, "page_web")
    if len(web) >= 2 or _is_printed_by_browser(producer):
        return Sourced("page_web", web[0].passage if web else evidence)
    press = _words(flow, "communique")
    if press:
        return Sourced("communique", press[0].passage)
    contract = articles or _count_fiches(flow) or _is_signed(flow)
    return Sourced("contrat" if contract else "communique", evidence)


def _is_signed(flow: Flow) -> bool:
    """Whether a heading "Signatures" and the formula of a signature stand in a document."""
    return any(
        read_section(block.text) == "signataires" and heading_rank(block, flow.body_size)
        for block in flow.blocks
        if len(block.text) < MAX_SECTION
    ) and any(is_formula(block.text) for block in flow.blocks)


def _is_another_document(flow: Flow, articles: int, producer: str) -> bool:
    """Whether the title is that of an act or of another contract, or a CLS is named in passing.

    "Extrait du registre des délibérations", "Contrat de ville 2024-2030", "ARRÊTÉ N° 2025-118"; a
    contract may have a décision or a convention in its title: "Contrat local de santé, convention".
    """
    headlines = _headlines(flow, producer)
    titles = [fold(title) for title in headlines]
    # Small caps are often broken: "C ONTRAT L OCAL DE S ANTÉ".
    names_cls = any("localdesante" in t.replace(" ", "") or " cls " in f" {t} " for t in titles)
    # Fiches after a délibération: the act and, behind it, the contract that it adopts.
    parts = [fold(part) for title in headlines for part in _DASH.split(title)]
    if any(_begins_with(part, "acte") for part in parts) and not (
        names_cls and (_count_fiches(flow) >= 2 or len(flow.pages) >= LONG)
    ):
        return not (names_cls and articles >= 3 and not _begins_with(titles[0], "acte"))
    if names_cls:
        return False
    if any(f" {word} " in f" {t} " for t in titles for word in words_of_genre("autre_contrat")):
        return True
    if articles >= 3 or flow.tables:
        return False
    told = [len(_CLS.findall(block.text)) for block in flow.blocks]
    early = any(told[: max(3, len(told) // 2)]) or bool(_words(flow, "communique"))
    return sum(told) < (1 if early else 2)


def _headlines(flow: Flow, producer: str) -> list[str]:
    """The largest texts of the first page, then the headings at its top; a web page has menus."""
    blocks = [block for block in flow.blocks if block.page == 1]
    largest = max((block.style.size for block in blocks), default=0.0)
    titles = [b.text for b in blocks if b.style.size >= 0.75 * largest and len(b.text) < 200]
    if largest < flow.body_size + 0.8:
        titles = []
    if not _is_printed_by_browser(producer):
        top = [b for b in blocks[:HEADLINE_BLOCKS] if heading_rank(b, flow.body_size)]
        titles += [block.text for block in top]
    return titles


def _begins_with(title: str, genre: str) -> bool:
    return any(f" {title} ".startswith(f" {word} ") for word in words_of_genre(genre))


def _is_printed_by_browser(producer: str) -> bool:
    return any(name in producer.lower() for name in _BROWSERS)


def is_web_furniture(block: Block) -> bool:
    """Navigation or the foot of a web page: "Plan du site | Mentions légales | Accessibilité"."""
    if len(block.text) > MAX_FOLDED:
        return False
    folded = f" {fold(block.text)} "
    return any(f" {word} " in folded for word in words_of_genre("page_web"))


def words_of_genre(genre: str) -> tuple[str, ...]:
    """The folded words that tell a kind of document."""
    return _words_by_genre()[genre]


def _words(flow: Flow, genre: str) -> list[Block]:
    found: list[Block] = []
    for block in flow.blocks:
        if len(block.text) > MAX_FOLDED:
            continue
        folded = f" {fold(block.text)} "
        found += [block for word in words_of_genre(genre) if f" {word} " in folded]
    return found


def _count_fiches(flow: Flow) -> int:
    titles = [
        block for block in flow.blocks if len(block.text) < 160 and block.text[:1] in "FfAaMm"
    ]
    firsts = [table.cells[0].blocks[0] for table in flow.tables if table.cells[0].blocks]
    return sum(
        block.text[:1] in "Ff" and read_fiche_title(block.passage) is not None
        for block in (*titles, *firsts)
    )


@cache
def _words_by_genre() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for label, key in vocabulary("genres").exact.items():
        found.setdefault(key, []).append(label)
    return {key: tuple(labels) for key, labels in found.items()}
