"""The list of those who took part in the contract → one passage per printed item."""

import re
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from extractor.layout.blocks import Block
from extractor.layout.flow import Element, Flow
from extractor.layout.headings import heading_rank
from extractor.layout.passage import Passage
from extractor.parsers.sections import NO_SKIP, find_sections, next_heading

MAX_ITEM = 400
_ANNOUNCED = re.compile(
    r"\b(?:partenaires|acteurs|structures)\b.*\b(?:CLS|contrat)\b.*:\s*$"
    r"|\bpartenaires\b[^.]{0,80}:\s*$",
    re.IGNORECASE | re.DOTALL,
)
_SIGN = re.compile(r"\bsignataires?\b", re.IGNORECASE)


class Acteur(NamedTuple):
    """One item of the list."""

    groupe: Passage | None
    """The sub-heading under which it stands."""
    texte: Passage


def find_acteurs(
    flow: Flow, skip: range = NO_SKIP, labels: Collection[tuple[int, int]] = ()
) -> list[Acteur]:
    """Return the items with the sub-heading under which each stands.

    `labels` are the words of the labels of fiches: "Acteurs mobilisés" there opens no list.

    The list stands under a heading ("Liste des acteurs mobilisés"); without one, under a sentence
    that announces it ("Les principaux partenaires impliqués dans la mise en œuvre du CLS :").
    """
    sections = {
        index: key
        for index, key in find_sections(flow, skip).items()
        if _first_word(flow.elements[index]) not in labels
    }
    found: list[Acteur] = []
    for index, key in sorted(sections.items()):
        if key == "acteurs" and not (found and found[-1].texte.page >= flow.elements[index].page):
            end = next_heading(flow, index, sections)
            found += _items(flow, flow.elements[index + 1 : end])
    return found or _announced(flow, skip, labels)


def _first_word(element: Element) -> tuple[int, int] | None:
    return element.passage.words[0].key if isinstance(element, Block) else None


def _items(flow: Flow, elements: Sequence[Element]) -> Iterator[Acteur]:
    group: Passage | None = None
    bulleted = any(isinstance(element, Block) and element.marker for element in elements)
    for element in elements:
        if not isinstance(element, Block):
            for row in element.rows():
                yield from (Acteur(group, b.passage) for cell in row for b in cell.blocks)
        elif element.marker:
            yield Acteur(group, _trim(element.passage))
        elif heading_rank(element, flow.body_size) or element.text.rstrip().endswith(":"):
            group = _trim(element.passage) if len(element.text) < 120 else None
        elif not bulleted and len(element.text) < MAX_ITEM and not _is_sentence(element.text):
            yield Acteur(group, _trim(element.passage))


def _announced(flow: Flow, skip: range, labels: Collection[tuple[int, int]]) -> list[Acteur]:
    for index, element in enumerate(flow.elements):
        if index in skip or not isinstance(element, Block) or element.marker:
            continue
        if not _ANNOUNCED.search(element.text[-200:]) or _SIGN.search(element.text):
            continue
        if _first_word(element) in labels:
            continue
        items: list[Acteur] = []
        for follower in flow.elements[index + 1 :]:
            if not isinstance(follower, Block) or not follower.marker:
                break
            items.append(Acteur(None, _trim(follower.passage)))
        if len(items) > 1:
            return items
    return []


def _is_sentence(text: str) -> bool:
    """Whether a line is prose: "Ce document a été élaboré avec …." but not "Mission Locale"."""
    return text.rstrip().endswith(".") and len(text.split()) > 12


def _trim(passage: Passage) -> Passage:
    return passage[: len(passage.text.rstrip(" ;.,:"))] if "..." not in passage.text else passage
