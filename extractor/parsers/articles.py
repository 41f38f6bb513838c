"""The articles of the *cadre conventionnel*: numbered headings and the text under each."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from extractor.draft import Draft, Sourced
from extractor.layout.blocks import Block
from extractor.layout.flow import Element, Flow
from extractor.layout.headings import heading_rank
from extractor.layout.passage import Passage
from extractor.layout.tables import Table
from extractor.parsers.sections import NO_SKIP, find_sections
from extractor.parsers.signature import is_formula
from extractor.parsers.titres import read_axe_title, read_fiche_title

MAX_HEADING = 240
ARTICLE = re.compile(
    r"^(?:l\s?['’]\s?)?a\s?rt(?:icle|\.)\s*(?:n\s?[°º]\s*)?"
    r"(?P<numero>\d{1,2}(?:[.\-]\d{1,2})*(?=\D|$)|[IVX]{1,5}\b|premier|unique)"
    r"(?:\s?er\b)?(?P<sep>\s*[.:–—\-)|]+\s*|\s+|$)(?P<titre>.*)$",
    re.IGNORECASE | re.DOTALL,
)
# "Article 158 de la loi", "article 4 du décret": what follows the number names another text.
_OTHER_TEXT = re.compile(
    r"^(?:de\s+(?:la|l['’]\s?)|du\b|des\b|de\s+ce|ci-|susvis|pr[ée]cit|et\s+(?:suivants?|\d)|à\s+\d|,|;)"
    r"|^(?:de l['’]|du|de la)\s*(?:code|loi|d[ée]cret|arr[êe]t[ée]|ordonnance|r[èe]glement)",
    re.IGNORECASE,
)
_HIGHER = re.compile(
    r"^(?:titre|chapitre|partie|section)\s+(?:n\s?[°º]\s*)?(?:\d{1,2}|[IVX]{1,5}|premi[èe]re?)\b"
    r"\s*(?:[:.–—-]|$|[A-ZÀ-Ý])|^annexes?\s*(?:n\s?[°º]\s*)?(?:\d|[:–]|$)",
    re.IGNORECASE,
)
_CLOSING = {"signataires", "en_presence", "annexes", "synthese", "fiches", "sigles", "acteurs"}
EMPTY = Passage("", (), ())


class ArticleSpan(NamedTuple):
    """Where one article stands in the flow."""

    numero: Sourced
    titre: Passage
    start: int
    """Index of the first element of its text."""
    end: int
    """Index after the last one."""


class _Candidate(NamedTuple):
    place: int
    """Index of its element."""
    match: re.Match[str]
    rank: float


def parse_articles(flow: Flow, spans: Sequence[ArticleSpan]) -> list[Draft]:
    """Return the articles in printed order; `spans` are those of `find_articles`."""
    drafts: list[Draft] = []
    for span in spans:
        pieces = list(_texts(flow.elements[span.start : span.end]))
        texte = Passage.join(pieces) if pieces else ""
        drafts.append({"numero": span.numero, "titre": span.titre or "", "texte": texte})
    return drafts


def find_articles(flow: Flow, skip: range = NO_SKIP) -> list[ArticleSpan]:
    """Return the place of every article; `skip` are the elements of the sommaire."""
    headings = _headings(flow, skip)
    if not headings:
        return []
    ends = _ends(flow, headings, skip)
    spans = []
    for heading, end in zip(headings, ends, strict=True):
        block = flow.elements[heading.place]
        assert isinstance(block, Block)
        numero, titre = read_article(block.passage) or (Sourced("", EMPTY), EMPTY)
        start = heading.place + 1
        if not titre and start < end and _is_title(flow.elements[start], flow):
            title = flow.elements[start]
            assert isinstance(title, Block)
            titre, start = _clean(title.passage), start + 1
        spans.append(ArticleSpan(numero, titre, start, end))
    return spans


def read_article(passage: Passage) -> tuple[Sourced, Passage] | None:
    """Split the heading of an article into its number and its title; None for a sentence.

    "Article 1 : Les parties signataires" -> ("1", "Les parties signataires")
    "L'article 4 : La durée, le calendrier" -> ("4", "La durée, le calendrier")
    "ARTICLE 2- LE PERIMETRE" -> ("2", "LE PERIMETRE");  "ARTICLE 8.3.3." -> ("8.3.3", "")
    "Article 1er" -> ("1", "");  "l'article L. 1434-10 du code de la santé publique" -> None
    "Article 158 de la loi n° 2016-41" -> None
    """
    match = ARTICLE.match(passage.text)
    if match is None or _is_sentence(match):
        return None
    number = passage.group(match, "numero")
    value = {"premier": "1", "unique": "1"}.get(number.text.lower(), number.text)
    return Sourced(value.replace("-", "."), number), _clean(passage.group(match, "titre"))


def _is_sentence(match: re.Match[str]) -> bool:
    title, separated = match["titre"], match["sep"].strip()
    if not title:
        return False
    if _OTHER_TEXT.match(title) and not separated.strip("."):
        return True
    if not separated and title[0].islower():
        return True
    return len(title) > 150 and title.rstrip().endswith((".", ";"))


def _clean(passage: Passage) -> Passage:
    """A title without the sign that joins it to its text: "Objet :" -> "Objet"."""
    return passage[: len(passage.text.rstrip(" :–—-"))]


def _headings(flow: Flow, skip: range) -> list[_Candidate]:
    """Blocks that read like the heading of an article, false friends left out."""
    found: list[_Candidate] = []
    for index, element in enumerate(flow.elements):
        if index in skip or not isinstance(element, Block) or len(element.text) > MAX_HEADING:
            continue
        if element.text[:1] not in "AaLl":
            continue
        match = ARTICLE.match(element.text)
        if match is not None and not _is_sentence(match):
            found.append(_Candidate(index, match, heading_rank(element, flow.body_size)))
    styled = [c for c in found if c.rank > 0]
    return found if len(styled) * 2 < len(found) else _in_sequence(found)


def _in_sequence(found: Sequence[_Candidate]) -> list[_Candidate]:
    """Headings set as headings, and others only where their number is the next one."""
    kept: list[_Candidate] = []
    for candidate in found:
        if candidate.rank > 0 or (kept and _follows(kept[-1], candidate)):
            kept.append(candidate)
    return kept


def _follows(before: _Candidate, candidate: _Candidate) -> bool:
    """Whether one number comes right after another: 3 -> 4, 8 -> 8.1, 8.2 -> 9."""
    first, second = _numbers(before.match["numero"]), _numbers(candidate.match["numero"])
    if not first or not second:
        return False
    depth = len(second) - 1
    if second == [*first, 1]:
        return True
    return second[:depth] == first[:depth] and len(first) > depth and second[-1] == first[depth] + 1


def _numbers(text: str) -> list[int]:
    return [int(piece) for piece in re.findall(r"\d+", text)]


def _ends(flow: Flow, headings: Sequence[_Candidate], skip: range) -> list[int]:
    """For each heading, the element that ends its article."""
    sections = find_sections(flow, skip)
    usual = sorted(heading.rank for heading in headings)[len(headings) // 2]
    ends = []
    for i, heading in enumerate(headings):
        limit = headings[i + 1].place if i + 1 < len(headings) else len(flow.elements)
        start = heading.place + 1
        ends.append(
            next(
                (
                    index
                    for index in range(start, limit)
                    if _closes(flow, index, usual, sections.get(index))
                ),
                limit,
            )
        )
    return ends


def _closes(flow: Flow, index: int, usual: float, section: str | None) -> bool:
    """Whether an element cannot belong to the article above it."""
    element = flow.elements[index]
    if isinstance(element, Table):
        return _is_plan(element)
    if is_formula(element.text):
        return True
    if element.marker or len(element.text) > MAX_HEADING:
        return False
    rank = heading_rank(element, flow.body_size)
    if not rank:
        return False
    if section in _CLOSING and rank >= usual:
        return True
    if _HIGHER.match(element.text) or read_fiche_title(element.passage):
        return True
    return usual > 0 and rank > usual + 0.9


def _is_plan(table: Table) -> bool:
    """Whether a table is a fiche or the synthesis of the plan."""
    first = next((cell for cell in table.cells if cell.blocks), None)
    if first is None:
        return False
    passage = first.blocks[0].passage
    if read_fiche_title(passage) or read_axe_title(passage):
        return True
    return re.match(r"(?:axes?|fiches?)\b", passage.text, re.IGNORECASE) is not None


def _is_title(element: Element, flow: Flow) -> bool:
    """Whether the block under "ARTICLE 4" is its title: styled, or short without a full stop."""
    if not isinstance(element, Block) or element.marker or len(element.text) > MAX_HEADING:
        return False
    if ARTICLE.match(element.text):
        return False
    if heading_rank(element, flow.body_size) > 0:
        return True
    return len(element.text) < 90 and not element.text.rstrip().endswith((".", ":", ";", ","))


def _texts(elements: Sequence[Element]) -> Iterator[Passage]:
    """The paragraphs and items of an article; of a table, its cells row by row."""
    for element in elements:
        if isinstance(element, Block):
            yield element.passage
        else:
            yield from (block.passage for row in element.rows() for c in row for block in c.blocks)
