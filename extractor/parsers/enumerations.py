"""Lists in running text: a sentence that announces and its items; names in one sentence."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from extractor.layout.blocks import Block
from extractor.layout.flow import Flow
from extractor.layout.headings import heading_rank
from extractor.layout.passage import Passage
from extractor.matching.folding import fold
from extractor.parsers.enonces import SENTENCE
from extractor.parsers.personnes import without_article
from extractor.parsers.territoire import kinds_of_territory

_NUMBER = re.compile(r"^\(?(?P<numero>\d{1,2})\s?[.)°/–-]+\s+")
_BETWEEN_NAMES = re.compile(
    r"\s*,\s+(?:et\s+|ainsi\s+que\s+)?|\s*;\s+|\s+ainsi\s+que\s+"
    r"|\s+et\s+(?=(?:de\s+)?(?:la|le|les|l['’]|des|du|d['’]|avec)(?:\s|(?<=['’]))|[A-ZÀ-Ý]{2})"
)
_LAST_AND = re.compile(r"\s+et\s+(?=[A-ZÀ-Ý])(?![^(]*\))")
_OF = re.compile(r"^(?:de\s+la|de\s+l['’]|du|des|de|d['’]|avec)\s?(?=\S)", re.IGNORECASE)
_END = re.compile(r"[\s.,;:]+$")


class Enumeration(NamedTuple):
    """A list and the words that announce it."""

    heading: Passage | None
    """The heading above."""
    intro: Passage
    """The sentence before the list, or the heading when nothing stands between."""
    items: tuple[Block, ...]
    start: int
    """Rank of the first item among the elements."""


def find_enumerations(flow: Flow) -> Iterator[Enumeration]:
    """Yield the lists of two or more items, bulleted or numbered, each with what announces it."""
    heading: Passage | None = None
    elements = flow.elements
    index = 0
    while index < len(elements):
        element = elements[index]
        if not isinstance(element, Block):
            index += 1
            continue
        if is_item(element):
            items = list(_run(elements, index))
            before = elements[index - 1] if index else None
            if len(items) > 1 and isinstance(before, Block):
                intro = before.passage.split(SENTENCE)[-1]
                yield Enumeration(heading, intro, tuple(items), index)
            index += len(items)
            continue
        if heading_rank(element, flow.body_size):
            heading = element.passage
        index += 1


def _run(elements: Sequence[object], start: int) -> Iterator[Block]:
    for element in elements[start:]:
        if not isinstance(element, Block) or not is_item(element):
            return
        yield element


def is_item(block: Block) -> bool:
    """Whether a block is an item of a list: "• Région", "2. Améliorer l'accès aux soins"."""
    return bool(block.marker) or _NUMBER.match(block.text) is not None


def item_text(block: Block) -> tuple[Passage | None, Passage]:
    """The number of an item and its text. "2. Agir tôt ;" -> ("2", "Agir tôt")"""
    match = _NUMBER.match(block.text)
    text = block.passage[match.end() :] if match else block.passage
    number = block.passage.group(match, "numero") if match else None
    return number, trimmed(text)


def trimmed(passage: Passage) -> Passage:
    """Without the punctuation that separates items."""
    end = _END.search(passage.text)
    return passage[: end.start()] if end else passage


def split_names(passage: Passage) -> list[Passage]:
    """Split the names of one sentence.

    "l'ARS, la CPAM et le Département" -> ARS · CPAM · Département
    "de la Ville, de la Préfecture et de l'Agence Régionale de Santé" -> Ville · Préfecture · …
    """
    names: list[Passage] = []
    pieces = list(_cut_outside(passage))
    for piece in (*pieces[:-1], *_cut_last(pieces[-1], alone=len(pieces) == 1)):
        link = _OF.match(piece.text)
        name = trimmed(without_article(piece[link.end() :] if link else piece))
        if any(c.isalnum() for c in name.text):
            names.append(name)
    return names


def _cut_last(piece: Passage, *, alone: bool) -> list[Passage]:
    """The last piece of a list, cut at its "et": "Mutualité française et France Assos Santé".

    Not the name of a territory ("Communauté de communes Terres et Vallées"), nor a name alone.
    """
    cuts = list(_LAST_AND.finditer(piece.text))
    kind = fold(without_article(piece).text).split()[:1]
    if alone or not cuts or (kind and kind[0] in kinds_of_territory()):
        return [piece]
    return [piece[: cuts[-1].start()], piece[cuts[-1].end() :]]


def _cut_outside(passage: Passage) -> Iterator[Passage]:
    """The pieces between separators that stand outside parentheses and quotes."""
    text, start = passage.text, 0
    for match in _BETWEEN_NAMES.finditer(text):
        before = text[: match.start()]
        if before.count("(") > before.count(")") or before.count("«") > before.count("»"):
            continue
        yield passage[start : match.start()]
        start = match.end()
    yield passage[start : len(text)]
