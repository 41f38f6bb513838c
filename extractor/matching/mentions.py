"""Names of organisations as printed → the organisation of the glossary that each one means.

First what the words of each mention say by themselves (`reading`), then, in one pass for all that
stayed open, the names that are alike (`approach`).
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from extractor.matching.approach import SHIPPED, Approach, approach
from extractor.matching.glossary import Glossary
from extractor.matching.introduced import Sigles, introduced_sigles, sigles_by_key
from extractor.matching.known import Known, known
from extractor.matching.reading import Clue, Methode, read_clue

__all__ = ["Match", "Second", "introduced_sigles", "match_mentions"]

NEAR = 0.15
"""A runner-up is worth telling when its score is that near."""


class Second(NamedTuple):
    """The runner-up of a match."""

    organisation: str
    score: float


class Match(NamedTuple):
    """What one mention was matched to; all empty and 0 when nothing was found."""

    organisation: str | None = None
    """Id in the glossary."""
    nom: str | None = None
    sigle: str | None = None
    categorie: str | None = None
    score: float = 0.0
    """0–1."""
    methode: Methode | None = None
    second: Second | None = None
    """The best other organisation, when its score is near."""
    ambigu: tuple[str, ...] = ()
    """Names of what an ambiguous sigle or name may mean: "Maison des adolescents", …"""


def match_mentions(
    textes: Sequence[str],
    glossary: Glossary,
    own: Mapping[str, str] = {},
    introduced: Mapping[str, str] = {},
    rules: Approach = SHIPPED,
) -> list[Match]:
    """Match the mentions of one document, in the order given; equal texts are looked at once.

    `own`: sigle → expansion of the document's own list; `introduced`: of its running text.

    "la Caf du Calvados" -> caf;  "CTS", with own {"CTS": "Comité technique de suivi"} -> nothing
    """
    names = known(glossary)
    sigles = Sigles(sigles_by_key(own), sigles_by_key(introduced))
    clues = {texte: read_clue(texte, names, sigles) for texte in dict.fromkeys(textes)}
    open_ones = [clue for clue in clues.values() if clue.queries]
    ranked = (
        approach([(clue.queries, clue.allies) for clue in open_ones], names.forms, rules)
        if open_ones
        else []
    )
    near = dict(zip(map(id, open_ones), ranked, strict=True))
    found = {
        texte: _decide(clue, near.get(id(clue), ()), names, rules) for texte, clue in clues.items()
    }
    return [found[texte] for texte in textes]


def _decide(clue: Clue, near: Sequence[tuple[str, float]], names: Known, rules: Approach) -> Match:
    """The match that a clue and the names alike to it give."""
    if len(clue.ids) == 1 and not clue.meanings:
        return _match(clue.ids[0], clue.score, clue.methode, None, names)
    if clue.joined:
        return Match()
    if clue.ids or clue.meanings:
        ambigu = (*(names.organisations[found].nom for found in clue.ids), *clue.meanings)
        return Match(ambigu=ambigu)
    if not near:
        return Match()
    ally = next((pair for pair in near if pair[0] in clue.allies), ("", 0.0))
    allied = ally[1] >= rules.ally
    best, score = ally if allied else near[0]
    if score < rules.threshold and not allied:
        return Match()
    second = next(
        (Second(*pair) for pair in near if pair[0] != best and abs(score - pair[1]) <= NEAR), None
    )
    if second and not allied and score - second.score < rules.margin:
        return Match()
    return _match(best, score, clue.methode or "approche", second, names)


def _match(
    found: str, score: float, methode: Methode | None, second: Second | None, names: Known
) -> Match:
    row = names.organisations[found]
    sigle = row.sigle or None
    return Match(found, row.nom, sigle, row.categorie, round(score, 3), methode, second)
