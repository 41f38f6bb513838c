"""The headings that open a part of the document, known by `data/labels/sections.toml`."""

import re
from functools import cache, lru_cache

from extractor.layout.blocks import Block
from extractor.layout.flow import Element, Flow
from extractor.layout.headings import heading_rank
from extractor.layout.lines import Line
from extractor.matching.folding import fold
from extractor.parsers.labels import vocabulary

MAX_HEADING = 90
NO_SKIP = range(0)
_NUMBERING = re.compile(
    r"^(?:(?:annexe|partie|chapitre|titre)\s+)?(?:n°\s*)?"
    r"(?:[IVX]{1,5}|[A-H]|\d{1,2}(?:\.\d{1,2})*)\s*[.)\-–—:/]+\s*",
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)
def read_section(text: str) -> str | None:
    """Return the part that a heading opens, or None.

    "VI. Sigles et abréviations" -> "sigles";  "S OMMAIRE" -> "sommaire";  "Annexe 3 : Glossaire"
    -> "sigles";  "Les annexes :" -> "annexes"
    """
    labels = _labels()
    return labels.get(_squeeze(text)) or labels.get(_squeeze(_NUMBERING.sub("", text)))


def find_sections(flow: Flow, skip: range = NO_SKIP) -> dict[int, str]:
    """Index of the element → the part that it opens, the elements of `skip` left out.

    A line in the style of the text only counts when no styled heading opens the same part: the
    annexes list their parts by the same words (p. 31 of cls-lisieux).
    """
    styled: dict[int, str] = {}
    plain: dict[int, str] = {}
    for index, element in enumerate(flow.elements):
        if not isinstance(element, Block) or len(element.text) > MAX_HEADING:
            continue
        if index in skip or element.marker:
            continue
        section = read_section(element.text)
        if section is not None:
            ranked = heading_rank(element, flow.body_size) > 0
            (styled if ranked else plain)[index] = section
    known = set(styled.values())
    return styled | {index: key for index, key in plain.items() if key not in known}


def lines_from(flow: Flow, start: int, end: int) -> list[Line]:
    """The free lines below the block at `start`, above the element at `end`, page by page."""
    first = flow.elements[start]
    assert isinstance(first, Block)
    last = flow.elements[end] if end < len(flow.elements) else None
    lines: list[Line] = []
    last_page = last.page if last is not None else max(flow.lines, default=0)
    for page in range(first.page, last_page + 1):
        for line in flow.lines.get(page, ()):
            if page == first.page and line.baseline <= first.bottom:
                continue
            if last is not None and page == last.page and line.baseline >= last.top:
                continue
            lines.append(line)
    return lines


def next_heading(flow: Flow, start: int, sections: dict[int, str]) -> int:
    """The element that ends the part opened at `start`: a heading as high, or another part."""
    heading = flow.elements[start]
    rank = _rank(heading, flow)
    for index in range(start + 1, len(flow.elements)):
        element = flow.elements[index]
        if index in sections and sections[index] != sections.get(start):
            return index
        if rank and len(fold_text(element)) > 1 and _rank(element, flow) >= rank:
            return index
    return len(flow.elements)


def fold_text(element: Element) -> str:
    """The folded words of a block; "" for a table."""
    return fold(element.text) if isinstance(element, Block) and len(element.text) < 200 else ""


def _rank(element: Element, flow: Flow) -> float:
    return heading_rank(element, flow.body_size) if isinstance(element, Block) else 0.0


def _squeeze(text: str) -> str:
    """Folded letters without spaces: small caps are often broken ("S OMMAIRE")."""
    return fold(text).replace(" ", "")


@cache
def _labels() -> dict[str, str]:
    return {label.replace(" ", ""): key for label, key in vocabulary("sections").exact.items()}
