"""The axes of the contract: from their own headings, the synthesis, or the fiches."""

from collections.abc import Iterable, Mapping, Sequence

from extractor.draft import Draft, Sourced
from extractor.layout.blocks import Block
from extractor.layout.flow import Element
from extractor.layout.headings import heading_rank
from extractor.layout.passage import Passage
from extractor.matching.folding import fold
from extractor.parsers.titres import Titre, read_axe_title


def heading_axes(elements: Sequence[Element], body_size: float) -> list[Titre]:
    """Axes that have a heading of their own in the body; "AXE 2" may have its title below it."""
    found: list[Titre] = []
    for i, element in enumerate(elements):
        if not isinstance(element, Block) or not heading_rank(element, body_size):
            continue
        axe = read_axe_title(element.passage)
        if axe is None:
            continue
        if not axe.titre:
            below = elements[i + 1] if i + 1 < len(elements) else None
            if isinstance(below, Block) and heading_rank(below, body_size):
                axe = Titre(axe.code, below.passage)
        found.append(axe)
    return found


def axe_objectives(elements: Sequence[Element], body_size: float) -> dict[str, list[Passage]]:
    """Number of an axe → the objectives listed under its heading, before its first fiche.

    "Axe B : …" / "Objectifs de l'axe :" / "• Aller vers les habitants" / "• Simplifier…"
    """
    found: dict[str, list[Passage]] = {}
    numero: str | None = None
    listing = False
    for element in elements:
        if not isinstance(element, Block):
            numero = None
        elif heading_rank(element, body_size) and not element.text.endswith(":"):
            axe = read_axe_title(element.passage)
            numero, listing = (axe.code.text if axe else None), False
        elif numero is not None and fold(element.text).startswith("objectif"):
            listing = element.text.rstrip().endswith(":")
        elif numero is not None and listing and element.marker:
            found.setdefault(numero, []).append(element.passage)
        else:
            numero = None
    return found


def merge_axes(objectives: Mapping[str, list[Passage]], *sources: Iterable[Titre]) -> list[Draft]:
    """One axe per number, worded by the first source that words it, in order of number."""
    axes: dict[str, Titre] = {}
    for source in sources:
        for axe in source:
            known = axes.get(axe.code.text)
            if known is None or (not known.titre and axe.titre):
                axes[axe.code.text] = axe
    ordered = sorted(axes.values(), key=lambda axe: _rank(axe.code.text))
    return [
        {
            "numero": Sourced(axe.code.text, axe.code),
            "titre": axe.titre or Passage(axe.code.text, (), ()),
            "objectifs": objectives.get(axe.code.text, []),
        }
        for axe in ordered
    ]


def _rank(numero: str) -> tuple[int, int, str]:
    if numero.isdigit():
        return (0, int(numero), "")
    roman = {"I": 1, "V": 5, "X": 10}
    if all(c in roman for c in numero):
        values = [roman[c] for c in numero]
        total = sum(-v if v < max(values[i:]) else v for i, v in enumerate(values))
        return (1, total, "")
    return (2, 0, numero)
