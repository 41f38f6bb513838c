"""What kind of document this is: a contract, a press release, a web page, or none of them."""

from functools import cache
from itertools import islice

from extractor.draft import Sourced
from extractor.layout.blocks import Block
from extractor.layout.flow import Flow
from extractor.layout.passage import Passage
from extractor.parsers.enonces import ABOUT
from extractor.parsers.folding import fold
from extractor.parsers.labels import vocabulary
from extractor.parsers.titres import read_fiche_title

LONG = 15
"""Pages: no press release and no printed web page is that long."""
MAX_FOLDED = 400
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
    if articles >= 3 or len(flow.pages) >= LONG or _count_fiches(flow) >= 2:
        return Sourced("contrat", evidence)
    web = _words(flow, "page_web")
    if len(web) >= 2 or any(name in producer.lower() for name in _BROWSERS):
        return Sourced("page_web", web[0].passage if web else evidence)
    press = _words(flow, "communique")
    if press:
        return Sourced("communique", press[0].passage)
    return Sourced("contrat" if articles or _count_fiches(flow) else "communique", evidence)


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
