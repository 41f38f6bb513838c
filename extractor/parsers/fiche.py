"""One fiche → its fields. Every field is read from the labels of `extractor/data/labels`."""

import re
from collections.abc import Mapping, Sequence

from extractor.draft import Draft, Sourced
from extractor.layout.blocks import Block
from extractor.layout.passage import Passage
from extractor.parsers.calendrier import parse_calendrier
from extractor.parsers.champs import Champ
from extractor.parsers.evaluation import parse_evaluation
from extractor.parsers.fiches import Fiche
from extractor.parsers.labels import NO_FIELD, Vocabulary
from extractor.parsers.mentions import blocks_to_mentions, is_group_heading, split_outside
from extractor.parsers.moyens import read_montants
from extractor.parsers.objectifs import has_objectives_header, parse_objectifs
from extractor.parsers.outils import parse_outils
from extractor.parsers.statut import read_statut
from extractor.parsers.titres import normal_code, read_axe_title

# A list of schemes in one line; "violences sexistes, sexuelles et conjugales" is one name.
COMMA = re.compile(r"\s*[,;]\s+(?=[A-ZÀ-ÝŒ0-9])")


def parse_fiche(fiche: Fiche, labels: Vocabulary) -> dict[str, Draft]:
    """Return the draft of one fiche; code and axe are settled later, among all fiches."""
    champs = [_retarget(champ, labels) for champ in fiche.champs]

    def of(field: str) -> list[Champ]:
        return [c for c in champs if c.field == field and (c.blocks or c.cells)]

    def blocks(field: str) -> list[Block]:
        return [block for champ in of(field) for block in champ.blocks]

    printed = _code(fiche, of("code"))
    return {
        "code": printed,
        "code_imprime": printed,
        "titre": _titre(fiche, blocks("titre")),
        "axe": _axe(of("axe"), fiche),
        "statut": _statut(blocks("statut")),
        "priorite": _text(blocks("priorite")),
        "contexte": _joined([*fiche.context, *(b.passage for b in blocks("contexte"))]),
        "objectif_general": _text(blocks("objectif_general")),
        "objectifs": parse_objectifs(of("objectifs"), labels),
        "porteurs": blocks_to_mentions(blocks("porteurs")),
        "partenaires": blocks_to_mentions(_without_headers(blocks("partenaires"), labels)),
        "public": [block.passage for block in blocks("public")],
        "articulation": _schemes(blocks("articulation")),
        "description": _text(blocks("description")),
        "etapes": _steps(blocks("etapes")),
        "calendrier": parse_calendrier(of("calendrier")),
        "moyens": _moyens(blocks("moyens")),
        "perimetre": _text(blocks("perimetre")),
        "outils": parse_outils(blocks("outils")),
        "evaluation": parse_evaluation(of("evaluation"), labels),
        "themes": [],
        "champs": [_champ(champ) for champ in champs],
        "pages": {
            "debut": _page(min(fiche.pages), fiche),
            "fin": _page(max(fiche.pages), fiche),
        },
    }


def _retarget(champ: Champ, labels: Vocabulary) -> Champ:
    """ "Descriptif des actions" beside a table of objectives holds the objectives."""
    if champ.field != "objectifs" and has_objectives_header(champ, labels):
        return Champ("objectifs", champ.libelle, champ.cells, champ.loose)
    return champ


def _code(fiche: Fiche, code_champs: Sequence[Champ]) -> Sourced | None:
    if fiche.title is not None and fiche.title.code:
        return Sourced(normal_code(fiche.title.code.text), fiche.title.code)
    for champ in code_champs:
        if champ.blocks:
            passage = champ.blocks[0].passage
            return Sourced(normal_code(passage.text), passage)
    return None


def _titre(fiche: Fiche, blocks: Sequence[Block]) -> Passage | None:
    if fiche.title is not None and fiche.title.titre:
        return fiche.title.titre
    if blocks:
        return _joined([block.passage for block in blocks], " ")
    return fiche.banner or fiche.context_title


def _axe(champs: Sequence[Champ], fiche: Fiche) -> Sourced | None:
    for champ in champs:
        for block in champ.blocks:
            axe = read_axe_title(block.passage)
            if axe is not None:
                return Sourced(axe.code.text, axe.code)
            if block.text.isdigit():
                return Sourced(block.text, block.passage)
    return Sourced(fiche.axe.text, fiche.axe) if fiche.axe else None


def _statut(blocks: Sequence[Block]) -> Sourced | None:
    text = _joined([block.passage for block in blocks], " ")
    return read_statut(text) if text else None


def _text(blocks: Sequence[Block]) -> Passage | None:
    return _joined([block.passage for block in blocks])


def _joined(passages: Sequence[Passage], separator: str = "\n") -> Passage | None:
    return Passage.join(passages, separator) if passages else None


def _without_headers(blocks: Sequence[Block], labels: Vocabulary) -> list[Block]:
    """A sub-header that names the field again ("Acteurs mobilisés (structures)") is no partner."""
    return [b for b in blocks if b.marker or labels.find(b.text) != "partenaires"]


def _schemes(blocks: Sequence[Block]) -> list[Passage]:
    """One scheme per paragraph or item; a list in one line is cut at its commas."""
    return [
        piece
        for block in blocks
        for piece in split_outside(block.passage, COMMA)
        if any(c.isalnum() for c in piece.text)
    ]


def _steps(blocks: Sequence[Block]) -> list[Passage]:
    """One step per paragraph or item; a list after a colon belongs to its step.

    A line that only announces the steps ("Etapes :") is none.
    """
    steps: list[list[Block]] = []
    for i, block in enumerate(blocks):
        follows = blocks[i + 1] if i + 1 < len(blocks) else None
        opened = (
            bool(steps) and steps[-1][0].text.rstrip().endswith(":") and not steps[-1][0].marker
        )
        if block.marker and opened:
            steps[-1].append(block)
        elif is_group_heading(block) and follows is not None and not follows.marker:
            continue
        else:
            steps.append([block])
    return [Passage.join([block.passage for block in step]) for step in steps]


def _moyens(blocks: Sequence[Block]) -> Draft:
    text = _text(blocks)
    return {"texte": text, "montants": read_montants(text)} if text else None


def _page(number: int, fiche: Fiche) -> Draft:
    """A page of the fiche, sourced from the words of the fiche that stand on it."""
    passages = [*fiche.context, *(champ.passage for champ in fiche.champs if champ.blocks)]
    if fiche.heading is not None:
        passages.insert(0, fiche.heading.passage)
    for passage in passages:
        here = [word for word in passage.words if word.page == number]
        if here:
            return Sourced(number, Passage.of(here))
    return number


def _champ(champ: Champ) -> Mapping[str, Draft]:
    field = None if champ.field == NO_FIELD else champ.field
    return {
        "libelle": champ.libelle,
        "cle": Sourced(field, champ.libelle or champ.passage) if field else None,
        "texte": champ.passage if champ.blocks else "",
    }
