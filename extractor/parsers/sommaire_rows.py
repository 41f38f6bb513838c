"""Lines of the sommaire → title, leader, page number, and the number that a title begins with."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from extractor.layout.blocks import BULLETS
from extractor.layout.lines import Line
from extractor.layout.passage import Passage
from extractor.layout.tables import Cell
from extractor.matching.folding import fold

_KEYWORD = re.compile(
    r"^(?:articles?|axes?|fiches?(?:[\s-]*actions?)?|actions?|annexes?|titre|chapitre|partie|section"
    r"|orientation|priorit[ée]|enjeu|volet|th[ée]matique|d[ée]fi|objectif|f\.?a\.?)"
    r"(?:\s+(?:strat[ée]gique|prioritaire|th[ée]matique|op[ée]rationnel))?\s*(?:n\s?[°º]\s*)?"
    r"(?P<numero>(?:FA\s?)?\d{1,3}(?:[.\-]\d{1,3})*|[IVX]{1,5}|[A-H])(?:\s?er)?"
    r"(?:\s*\([^)]{1,25}\))?(?:\s*[:–—\-.)]+\s*|\s+(?=[A-ZÀ-Ý«])|$)",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"^(?P<numero>\d{1,2}(?:\.\d{1,2})+|[A-Z]{2,4}-\d{1,3}|[IVX]{1,5}(?:[.\-]\d{1,2})*|[A-H](?:\.\d{1,2})*|\d{1,2})"
    r"(?:\s?[.)°/]+\s*[-–—:]?\s*|\s*[-–—:]\s+|(?<=\d)\s+(?=[A-ZÀ-Ý«L]))"
)
_BARE = re.compile(r"(?:[IVX]{1,5}|[A-H]|\d{1,2}(?:\.\d{1,2})*)\s?[.)°:–—-]*")
_PAGE = re.compile(r"(?:\b(?:p\.|page)\s*)?(?<!\d)(?P<page>\d{1,3})$")
# A leader that is drawn on under the number, and clipped on the screen.
_OVERRUN = re.compile(r"(?:[._…]\s*){3}(?P<page>\d{1,3})(?:\s*[._…])+$")
# A leader that goes on, or stands alone, on the line under its entry.
_TRAILING = re.compile(r"(?:\.\.\.|…|__|(?:[._…]\s+){2}[._…])\s*$")
_ONLY_LEADER = re.compile(r"(?:[._…]\s*)+(?P<page>\d{1,3})")
LEADER = " .…_·•‧‐-–—\t\u00a0"


class Row(NamedTuple):
    """One line of the sommaire."""

    passage: Passage
    x0: float
    x1: float
    size: float
    bold: bool
    title_end: int
    """Where the title ends, leader and page number cut off."""
    page: re.Match[str] | None
    """The printed page number."""

    @property
    def title(self) -> Passage:
        return self.passage[: self.title_end]


def line_to_row(line: Line, apart: bool = False) -> Row | None:
    """The row of a line, its bullet cut off; None for rotated text and lines without a letter.

    `apart`: a number at its end is its page, however near.
    """
    if line.words[0].turn:
        return None
    listed = line.words[0].text in BULLETS and len(line.words) > 1
    return make_row(Passage.of(line.words[1:] if listed else line.words), line, apart)


def cells_to_row(cells: Sequence[Cell]) -> Row | None:
    """The row of a sommaire set as a table: the number has a cell of its own."""
    words = [w for cell in cells for b in cell.blocks for w in b.passage.words]
    return make_row(Passage.of(words), Line(tuple(words)), True) if words else None


def make_row(passage: Passage, line: Line, apart: bool = False) -> Row | None:
    """Find where the title ends. `apart`: the last word is known to stand apart from it.

    The rest of a leader and its number ("…… 9") make a row without a title.
    """
    overrun = _OVERRUN.search(passage.text) if passage.text[-1:] in LEADER else None
    if overrun:
        passage = passage[: overrun.end("page")]
        line = Line(passage.words)
    text = passage.text
    match = _PAGE.search(text)
    end = len(text)
    if match:
        title = text[: match.start()].rstrip(LEADER)
        leader = re.sub(r"\s", "", text[len(title) : match.start()])
        if title and (len(leader) >= 3 or "…" in leader or apart or _gap(line)):
            end = len(title)
        else:
            match = None
    if match is None:
        end = len(text.rstrip(LEADER)) if _TRAILING.search(text) else end
    if not any(c.isalpha() for c in text[:end]):
        match, end = _ONLY_LEADER.fullmatch(text), 0
        if match is None:
            return None
    return Row(passage, line.x0, line.x1, line.size, line.words[0].style.bold, end, match)


def _gap(line: Line) -> bool:
    """Whether white stands before the last word of a line."""
    return len(line.words) > 1 and line.words[-1].x0 - line.words[-2].x1 > 0.9 * line.size


def split_number(text: str) -> tuple[re.Match[str] | None, int]:
    """The number that an entry begins with, and where its title begins.

    "ARTICLE 1 – Objet du contrat" -> "1";  "2.1. Le territoire" -> "2.1";  "I) Préambule" -> "I"
    "Fiche action n°12 – Bouger" -> "12";  "Avant-propos" -> None
    """
    match = _KEYWORD.match(text) or _NUMBER.match(text)
    if match is None or (match.end() == len(text) and not match["numero"]):
        return None, 0
    return match, match.end()


def is_bare_number(text: str) -> bool:
    """Whether a heading is a number without its title: "ARTICLE 1", "Axe n°2 :", "III."."""
    match = _KEYWORD.match(text)
    return (match is not None and match.end() == len(text)) or _BARE.fullmatch(text) is not None


def kind_of_number(text: str) -> str:
    """The kind of numbering: "2.1 Offre" -> "2", "Axe 1 : …" -> "axe", "Préambule" -> ""."""
    match = _KEYWORD.match(text)
    if match:
        return fold(text[: match.start("numero")]).split(" ")[0].rstrip("s")
    match = _NUMBER.match(text)
    if match is None:
        return ""
    number = match["numero"]
    if number[0].isdigit():
        return str(number.count(".") + 1)
    return "roman" if set(number) <= set("IVX.-0123456789") else "letter"


def goes_on(before: Row, row: Row, left: float, right: float) -> bool:
    """Whether a row goes on with the entry of the one before, which has no page number.

    `left` and `right` are the edges of the list.
    """
    if row.title.text[:1].islower() or row.title.text[:1] in "(«–":
        return True
    full = before.x1 > right - 0.2 * (right - left)
    return full and not split_number(row.title.text)[0] and row.x0 >= before.x0 - 2
