"""An article that tells of several territories' contracts → one flow for each."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from extractor.layout.blocks import Block
from extractor.layout.flow import Element, Flow
from extractor.layout.headings import heading_rank
from extractor.layout.passage import Passage
from extractor.matching.folding import fold
from extractor.parsers.enonces import MENTION, SENTENCE, may_name_a_contract, read_facts
from extractor.parsers.territoire import find_territoires, kinds_of_territory

_SMALL = {"de", "du", "des", "la", "le", "les", "d", "l", "et", "en", "sur"}


@dataclass(slots=True)
class _Share:
    """What is told of one territory."""

    elements: list[Element] = field(default_factory=list)
    letters: int = 0


def split_by_territory(flow: Flow) -> list[Flow]:
    """Return one flow per territory whose own contract has a date, years or a rank.

    The one told at most length comes first, with all that is told of none; the others follow in
    printed order. One contract: the flow itself.
    """
    owners = _owners(flow)
    if len(owners) < 2:
        return [flow]
    shares = {key: _Share() for key in owners}
    general: list[Element] = []
    current: str | None = None
    section = 0.0
    for rank, element, own in _telling(flow, owners):
        if rank:
            if own is not None:
                current, section = own, rank
            elif rank >= section:
                current = None
        elif own is not None:
            current = own
            section = min(section, rank) if section else 0.0
        if current is None:
            general.append(element)
        else:
            shares[current].elements.append(element)
            shares[current].letters += len(element.text) if isinstance(element, Block) else 0
    main = max(owners, key=lambda key: shares[key].letters)
    kept = {id(e) for e in (*general, *shares[main].elements)}
    first = replace(flow, elements=tuple(e for e in flow.elements if id(e) in kept))
    others = [replace(flow, elements=tuple(shares[k].elements)) for k in owners if k != main]
    return [first, *(other for other in others if other.elements)]


def _owners(flow: Flow) -> list[str]:
    """The territories whose own contract is told, in printed order."""
    found: list[str] = []
    for element in flow.elements:
        if isinstance(element, Block) and may_name_a_contract(element.text):
            for sentence in element.passage.split(SENTENCE):
                key = _told_of(sentence, found)
                if key is not None and key not in found:
                    found.append(key)
    return found


def _telling(flow: Flow, owners: Sequence[str]) -> list[tuple[float, Element, str | None]]:
    """Rank as a heading, element, and the territory that it names as owner of a contract."""
    told: list[tuple[float, Element, str | None]] = []
    for element in flow.elements:
        if not isinstance(element, Block):
            told.append((0.0, element, None))
            continue
        rank = heading_rank(element, flow.body_size)
        own: str | None = None
        if rank and len(element.text) < 150:
            own = next((k for k in map(_key, _names(element.passage)) if k in owners), None)
        else:
            rank = 0.0
            keys = [_told_of(s, owners) for s in element.passage.split(SENTENCE)]
            own = next((key for key in keys if key in owners), None)
        told.append((rank, element, own))
    return told


def _told_of(sentence: Passage, known: Sequence[str]) -> str | None:
    """The territory whose contract a sentence dates or ranks; a known one first."""
    if not MENTION.search(sentence.text):
        return None
    if not any(f.year or f.rank or f.fin or f.date for f in read_facts(sentence)):
        return None
    keys = [_key(name) for name in _names(sentence)]
    return next((key for key in keys if key in known), keys[0] if keys else None)


def _names(passage: Passage) -> list[Passage]:
    return [name for name, _, _ in find_territoires(passage)]


def _key(name: Passage) -> str:
    """The proper part of a name: "Ville de Caen" and "commune de Caen" are one."""
    words = [word for word in fold(name.text).split() if word not in _SMALL]
    kinds = kinds_of_territory()
    proper = [word for word in words if word not in kinds]
    return " ".join(proper or words)
