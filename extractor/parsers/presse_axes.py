"""Axes and actions of a press release or web page: headings, lists, numbered priorities."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from extractor.layout.blocks import Block
from extractor.layout.flow import Flow
from extractor.layout.headings import heading_rank
from extractor.layout.passage import Passage
from extractor.matching.folding import fold
from extractor.parsers.chiffres import count_pattern, is_past, key_of_count
from extractor.parsers.enumerations import (
    Enumeration,
    find_enumerations,
    is_item,
    item_text,
    trimmed,
)
from extractor.parsers.labels import vocabulary
from extractor.parsers.nombres import read_nombre
from extractor.parsers.plan import LigneDePlan
from extractor.parsers.titres import Titre, read_axe_title, read_fiche_title

_SEPARATED = re.compile(r"^\D{3,30}?(?:\d{1,2}|[IVX]{1,4}|[A-H])\s*(?:\([^)]*\)\s*)?[:–—\-.]")
_PLAN = re.compile(r"\bactions?\b", re.IGNORECASE)
_LEAD = 3
"""How many blocks above the first axe may announce what stands under the axes."""


@dataclass(slots=True)
class Told:
    """What an article lists under its axes."""

    axes: list[Titre] = field(default_factory=list)
    objectifs: dict[str, list[Passage]] = field(default_factory=dict)
    lignes: list[LigneDePlan] = field(default_factory=list)


def read_told_axes(flow: Flow, rang: int | None) -> Told:
    """Return the axes that have lines of their own, else the best list that announces axes."""
    told = _lines_of_axes(flow)
    if len(told.axes) < 2:
        told = Told()
        lists = [
            listed for listed in find_enumerations(flow) if not is_past(listed.intro.text, rang)
        ]
        best = max(lists, key=_rank_as_axes, default=None)
        if best is not None and _rank_as_axes(best) > 0:
            told.axes = list(_numbered(best))
    told.lignes = told.lignes or _listed_actions(flow, rang)
    return told


def _lines_of_axes(flow: Flow) -> Told:
    """Axes of lines "Axe 1 : …", with the texts and items under each."""
    told = Told()
    found = list(_axe_lines(flow))
    starts = [index for index, _ in found]
    ends: list[int | None] = [*starts[1:], None]
    for (index, axe), end in zip(found, ends, strict=False):
        numero = axe.code.text
        if any(known.code.text == numero for known in told.axes):
            continue
        told.axes.append(Titre(axe.code, trimmed(axe.titre)))
        below = list(_below(flow, index, end))
        if starts and _announces_actions(flow, starts[0]) and any(is_item(b) for b in below):
            told.lignes += [_ligne(axe, item) for item in below if is_item(item)]
        elif below:
            told.objectifs[numero] = [
                item_text(block)[1] if is_item(block) else block.passage for block in below
            ]
    return told


def _axe_lines(flow: Flow) -> Iterator[tuple[int, Titre]]:
    for index, element in enumerate(flow.elements):
        if not isinstance(element, Block) or len(element.text) > 250:
            continue
        axe = read_axe_title(element.passage)
        if axe is None or not axe.titre:
            continue
        if heading_rank(element, flow.body_size) or _SEPARATED.match(element.text):
            yield index, axe


def _below(flow: Flow, index: int, end: int | None) -> Iterator[Block]:
    """The texts of one axe: up to the next axe or a heading; under a plain line, its items only."""
    first = flow.elements[index]
    assert isinstance(first, Block)
    rank = heading_rank(first, flow.body_size)
    for element in flow.elements[index + 1 : end]:
        if not isinstance(element, Block) or heading_rank(element, flow.body_size):
            return
        if element.style.size < flow.body_size - 1.5:
            continue
        if (not rank and not is_item(element)) or (first.marker and element.x0 <= first.x0 + 2):
            return
        yield element


def _announces_actions(flow: Flow, first: int) -> bool:
    above = flow.elements[max(first - _LEAD, 0) : first]
    return any(isinstance(b, Block) and _PLAN.search(b.text[-300:]) is not None for b in above)


def _ligne(axe: Titre | None, item: Block) -> LigneDePlan:
    _, text = item_text(item)
    own = read_fiche_title(text)
    if own is not None and own.titre:
        return LigneDePlan(axe, own.code, None, own.titre, pages=(item.page,))
    return LigneDePlan(axe, None, None, text, pages=(item.page,))


def _rank_as_axes(listed: Enumeration) -> int:
    """How surely a list is that of the axes: its count is announced, or its name."""
    intro, heading = listed.intro.text, listed.heading.text if listed.heading else ""
    if len(listed.items) > 12:
        return 0
    counts = [n for key, n in _counts(intro) if key in {"axes", "thematiques"}]
    if len(listed.items) in counts:
        return 4
    if _names_axes(intro) and (intro.rstrip().endswith(":") or intro == heading):
        return 0 if _is_of_others(intro) else 3
    counts = [n for key, n in _counts(heading) if key == "axes"]
    return 2 if len(listed.items) in counts else 0


def _counts(text: str) -> Iterator[tuple[str | None, int | None]]:
    for match in count_pattern().finditer(text):
        yield key_of_count(match["nom"], text[match.end() :]), read_nombre(match["nombre"])


def _names_axes(text: str) -> bool:
    folded = f" {fold(text)} "
    return any(f" {word} " in folded for word in _axis_words())


def _is_of_others(text: str) -> bool:
    folded = f" {fold(text)} "
    return any(f" {word} " in folded for word in vocabulary("presse").never)


def _numbered(listed: Enumeration) -> Iterator[Titre]:
    """The items as axes: by their own number, else by their place."""
    for rank, item in enumerate(listed.items, 1):
        number, text = item_text(item)
        own = read_axe_title(text)
        if own is not None and own.titre:
            yield Titre(own.code, trimmed(own.titre))
            continue
        words = (item.bullet or text.words[:1]) if number is None else number.words
        yield Titre(Passage(number.text if number else str(rank), tuple(words), (0,)), text)


def _listed_actions(flow: Flow, rang: int | None) -> list[LigneDePlan]:
    """A plan told as one list: "Le contrat prévoit cinq actions :" and five items."""
    for listed in find_enumerations(flow):
        counts = [n for key, n in _counts(listed.intro.text) if key in {"actions", "fiches"}]
        axes = [key for key, _ in _counts(listed.intro.text) if key == "axes"]
        if len(listed.items) in counts and not axes and not is_past(listed.intro.text, rang):
            return [_ligne(None, item) for item in listed.items]
    return []


@cache
def _axis_words() -> Sequence[str]:
    words: Mapping[str, str] = vocabulary("presse").exact
    return [label for label, key in words.items() if key == "axes"]
