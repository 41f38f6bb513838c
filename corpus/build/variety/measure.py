"""Where headings and fiches stand in a finished PDF, read with poppler: not with our own reader."""

import re
import subprocess
import unicodedata
from pathlib import Path

from corpus.build.content import Champ, Fiche, Grille
from corpus.build.gold import Mesure
from corpus.build.variety.compose import Contract

Span = tuple[int, int]
"""First and last page."""
REST = 3
"""Pages that the last fiche may run on."""
TAIL = 40
"""Letters that tell where a label ends."""


def squeeze(text: str) -> str:
    """Return the letters and digits only: spaces, hyphens, case and ligatures may differ."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return re.sub(r"[^a-z0-9]+", "", plain)


class Pages:
    """The text of a PDF, page by page, as one string of letters."""

    def __init__(self, pdf: Path) -> None:
        command = ["pdftotext", "-enc", "UTF-8", str(pdf), "-"]
        text = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        self.pages = [squeeze(page) for page in text.split("\f")[:-1]]

    def __len__(self) -> int:
        return len(self.pages)

    def last_page(self, words: str, start: int, end: int) -> int | None:
        """Return the last page from `start` to `end` that holds the words."""
        target = squeeze(words)
        pages = range(min(end, len(self)), start - 1, -1)
        return next((page for page in pages if target in self.pages[page - 1]), None)

    def first_page(self, words: str, start: int) -> int | None:
        """Return the first page from `start` on that the words begin on."""
        target = squeeze(words)
        for page in range(start, len(self) + 1):
            here, after = self.pages[page - 1], "".join(self.pages[page : page + 1])
            if 0 <= (here + after).find(target) < len(here):
                return page
        return None


def measure(contract: Contract, pdf: Path) -> Mesure:
    """Return the pages of headings and fiches; raise when a heading cannot be found."""
    pages = Pages(pdf)
    start = _body(contract, pages)
    titres: dict[str, int] = {}
    cursor = start
    for titre in contract.contenu.sommaire or contract.contenu.titres_fiches:
        page = pages.first_page(titre.imprime, cursor) or pages.first_page(titre.titre, cursor)
        if page is None:
            raise LookupError(f"{contract.style.name}: {titre.imprime!r} after page {cursor}")
        titres[titre.imprime] = cursor = page
    fiches = _plan_rows if contract.style.shape == "wide" else _fiches
    return Mesure(len(pages), titres, fiches(contract, pages, titres, start))


def _body(contract: Contract, pages: Pages) -> int:
    """Return the page after the sommaire: its entries stand on it, too."""
    if not contract.contenu.sommaire:
        return 2
    last = contract.contenu.sommaire[-1].imprime
    page = pages.first_page(last, 2)
    if page is None:
        raise LookupError(f"{contract.style.name}: no sommaire")
    return page + 1


def _plan_rows(
    contract: Contract, pages: Pages, titres: dict[str, int], start: int
) -> dict[str, Span]:
    """Return first and last page of every row of a wide plan, by the title of its action."""
    contenu = contract.contenu
    cursor = titres.get(contenu.synthese.imprime, start)
    found: dict[str, Span] = {}
    for fiche in contenu.fiches:
        cursor = pages.first_page(fiche.titre, cursor) or cursor
        found[fiche.titre] = cursor, _end(fiche, pages, cursor, cursor + 1)
    return found


def _fiches(
    contract: Contract, pages: Pages, titres: dict[str, int], start: int
) -> dict[str, Span]:
    """Return first and last page of every fiche, by its title."""
    contenu = contract.contenu
    cursor = titres.get(contenu.titre_fiches.imprime, start)
    starts = []
    for titre in contenu.titres_fiches:
        cursor = titres.get(titre.imprime) or pages.first_page(titre.imprime, cursor) or cursor
        starts.append(cursor)
    limits = [*starts[1:], starts[-1] + REST]
    return {
        fiche.titre: (first, _end(fiche, pages, first, limit))
        for fiche, first, limit in zip(contenu.fiches, starts, limits, strict=True)
    }


def _end(fiche: Fiche, pages: Pages, start: int, limit: int) -> int:
    """Return the last page of a fiche: where its last words stand."""
    # A line of check boxes reads the same on every fiche.
    areas = [area for area in fiche.champs if getattr(area, "cle", "") != "statut"]
    tails = [words[-TAIL:] for area in areas[-2:] for words in _tail(area)]
    return max((pages.last_page(words, start, limit) or start for words in tails), default=start)


def _tail(area: Champ | Grille) -> tuple[str, ...]:
    if isinstance(area, Champ):
        return area.lignes[-1:]
    return tuple(cell[-1] for cell in area.lignes[-1] if cell)
