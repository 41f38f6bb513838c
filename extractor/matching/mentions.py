"""Names of organisations as printed → the organisation of the glossary that each one means.

First what the words of each mention say by themselves (`reading`), then, in one pass for all that
stayed open, the names that are alike (`approach`).
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from extractor.matching.approach import SHIPPED, Approach, approach
from extractor.matching.glossary import Glossary
from extractor.matching.heads import Clue, Methode
from extractor.matching.introduced import Sigles, introduced_sigles, sigles_by_key
from extractor.matching.known import Known, known
from extractor.matching.reading import read_clue

__all__ = ["Match", "Matcher", "Second", "introduced_sigles", "match_mentions"]

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


class Matcher:
    """Matches the mentions of one document; a text that was seen before is not looked at again.

    `own`: sigle → expansion of the document's own list; `introduced`: of its running text.
    """

    def __init__(
        self,
        glossary: Glossary,
        own: Mapping[str, str] = {},
        introduced: Mapping[str, str] = {},
        rules: Approach = SHIPPED,
    ) -> None:
        self._names = known(glossary)
        self._sigles = Sigles(sigles_by_key(own), sigles_by_key(introduced))
        self._rules = rules
        self._found: dict[str, Match] = {}

    def match(self, textes: Sequence[str]) -> list[Match]:
        """What each mention was matched to, in the order given."""
        new = [texte for texte in dict.fromkeys(textes) if texte not in self._found]
        clues = {texte: read_clue(texte, self._names, self._sigles) for texte in new}
        open_ones = [clue for clue in clues.values() if clue.queries]
        queries = [(clue.queries, clue.allies) for clue in open_ones]
        ranked = approach(queries, self._names.forms, self._rules) if queries else []
        near = dict(zip(map(id, open_ones), ranked, strict=True))
        for texte, clue in clues.items():
            self._found[texte] = _decide(clue, near.get(id(clue), ()), self._names, self._rules)
        return [self._found[texte] for texte in textes]


def match_mentions(
    textes: Sequence[str],
    glossary: Glossary,
    own: Mapping[str, str] = {},
    introduced: Mapping[str, str] = {},
    rules: Approach = SHIPPED,
) -> list[Match]:
    """Match the mentions of one document, in the order given.

    "la Caf du Calvados" -> caf;  "CTS", with own {"CTS": "Comité technique de suivi"} -> nothing
    """
    return Matcher(glossary, own, introduced, rules).match(textes)


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
