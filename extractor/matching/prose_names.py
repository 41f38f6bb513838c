"""How names look in running text: patterns on text without accents, and the span of a name."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Literal, NamedTuple

from extractor.data import read_toml
from extractor.matching.glossary import Organisation

Methode = Literal["nom", "sigle", "sigle-du-texte", "enumeration"]

NO_ORGANISATION = frozenset({"dispositif", "population"})
"""Categories that are looked for so that nothing inside them is taken, and then dropped."""
OF_A_KIND = frozenset({"association", "coordination", "professionnels-liberaux", "usagers"})
"""Categories of which a name in small letters means any body: "le médecin traitant"."""
_PLAIN = str.maketrans(
    "àâäçéèêëîïôöùûüÿÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŸ’ʼ\xa0\n", "aaaceeeeiioouuuyAAACEEEEIIOOUUUY''  "
)

SENTENCE_START = re.compile(r"(?:^|[.!?•»\n]|\s-) *$")
OF = r"(?:de la |de l'|du |des |de |d')"
_WORD = r"(?:(?!A )[A-ZŒ][\wœ]*(?:['-][\wœ]+)*)"
_JOINT = rf"(?: - | (?:{OF}|la |le |les |en |sur |et {OF})?)"
PROPER = rf"(?:(?:La |Le |Les |L')?{_WORD}(?:{_JOINT}{_WORD})*(?: \d\d?(?![\w,.]\w|\w| [a-z]))?)"
_ADJECTIVE = (
    r"(?: [a-z]+(?:ois|oise|ais|aise|ien|ienne|al|ale|ique|ain|aine|if|ive|ier|iere|ire|ural)"
    r"(?:e?s)?(?!\w))"
)
MEMBER = re.compile(rf"{_WORD}{_ADJECTIVE}+(?: {OF}?{PROPER})?|{PROPER}")
"""A name in a list: "Lorient Agglomération", "Groupe hospitalier Bretagne Sud"."""
_AREA = rf"(?:(?:commune|ville|territoire|pays|canton|departement|region) {OF})?"
TAIL = re.compile(
    rf"{_ADJECTIVE}?(?: {OF}(?:la )?{_AREA}| )(?:[A-Z][a-z]+s [a-zœ]{{3,}}s\b|{PROPER})"
    rf"(?: et {PROPER}(?= \())?"
    rf"|{_ADJECTIVE}(?= ?[,;.)]| et\b)"
    r"| \d\d?[AB]?(?!\w|[.,]\d| ?%)"
)
"""The place after the name of a kind of body: " du Val-de-Marne", " Normandie", " 14"."""
BEFORE_KIND = (
    rf"(?!Las? |Les? )(?:{_WORD} et )?{_WORD}"
    rf"(?:[ -](?:{OF}|la |le |les |en |sur )?{_WORD}){{0,4}} "
)
"""What stands before a kind of body that comes last: "Plaine et Forêt Agglomération"."""
SIGLE_AFTER = re.compile(rf" ?\((?P<sigle>[A-Z][A-Za-z0-9-]*[A-Z][\w-]*)(?: {PROPER})?\)")
DEFINITE = re.compile(r"(?:\b(?:la|le|du|au|cette|notre)\s+|\bl')$", re.IGNORECASE)
DETERMINER = re.compile(r"(?:\b(?:la|le|les|du|des|au|aux|cette|notre)\s+|\bl')$", re.IGNORECASE)
PLURAL = re.compile(r"\b(?:les|aux)\s+$", re.IGNORECASE)
PART_OF_NAME = re.compile(
    r"\b(?!(?:La|Le|Les|Un|Une|Du|Des|Au|Aux|De|En|A|Et|Par|Pour|Avec|Cette|Notre)\b)[A-Z]\w*[ -]$"
)
COMPLEMENT = re.compile(r"\bde $|\bd'$")
""" "un régime d'assurance maladie": of a kind, not of one body."""
PLACE_AFTER = re.compile(rf" {OF}?{PROPER}")
LINK = re.compile(rf" {OF}")


class Span(NamedTuple):
    """A name in a text."""

    start: int
    end: int
    row: Organisation | None
    methode: Methode
    proper: bool = False
    """A place or another name follows it and belongs to it."""
    core: int = 0
    """Where the name ends that the glossary has; `end` comes after its place."""

    @property
    def length(self) -> int:
        return self.end - self.start

    @property
    def is_organisation(self) -> bool:
        return self.row is None or self.row.categorie not in NO_ORGANISATION

    def overlaps(self, other: "Span") -> bool:
        return self.start < other.end and other.start < self.end


def plain_text(text: str) -> str:
    """The text without accents, of the same length: an offset in one is one in the other.

    "l’École de santé" -> "l'Ecole de sante"
    """
    return text.translate(_PLAIN)


@cache
def wording() -> Mapping[str, Sequence[str]]:
    """The lists of `extractor/data/prose.toml`."""
    return read_toml("prose.toml")


@cache
def starting_with(use: str) -> re.Pattern[str]:
    """A plain text that begins with one of the words of a list."""
    words = "|".join(map(plain_text, wording()[use]))
    return re.compile(rf"(?:{words})s?\b".replace(" ", "s? "), re.IGNORECASE)


def longest(spans: list[Span]) -> list[Span]:
    """The spans of which none overlaps a longer one, in reading order."""
    kept: list[Span] = []
    for span in sorted(spans, key=_longest_first):
        if not any(span.overlaps(other) for other in kept):
            kept.append(span)
    return sorted(kept, key=lambda span: span.start)


def _longest_first(span: Span) -> tuple[int, int, str, str]:
    return (-span.length, span.start, span.row.id if span.row else "", span.methode)
