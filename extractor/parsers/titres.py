"""Titles of fiches and axes: `Action 1.1 : …`, `Fiche action n°12 – …`, `Axe 3 : …`."""

import re
from typing import NamedTuple

from extractor.layout.passage import Passage
from extractor.matching.folding import fold
from extractor.matching.likeness import likeness

SAME_TITLE = 0.9
_CODE = r"(?:[A-Z]{1,4}[\s.\-]?)?\d{1,3}(?:\s?[.\-]\s?\d{1,3}){0,3}(?:\s?[a-z]\b)?"
FICHE = re.compile(
    r"^(?:(?:fiches?[\s\-–]*actions?|fiches?[\s\-–]*projets?|fiches?|actions?|mesures?)"
    rf"\s*(?:n\s?[°º]|num[ée]ro|:)?\s*(?P<code>{_CODE})"
    rf"|(?P<court>F\.?A\.?\s?[\-.]?\s?\d{{1,3}}(?:[.\-]\d{{1,3}})*"
    r"|(?-i:[A-Z]{2,4})-\d{1,3}(?=\s*[:–—\-]\s)))"
    r"(?P<sep>\s*[:–—\-.)/|]+\s*|\s+|$)(?P<titre>.*)$",
    re.IGNORECASE | re.DOTALL,
)
NAMELESS = re.compile(
    r"^fiches?[\s\-–]*(?:actions?|projets?)\s*[:–—]\s*(?P<titre>\S.*)$", re.IGNORECASE | re.DOTALL
)
AXE = re.compile(
    r"^(?:axe|orientation|priorit[ée]|enjeu|volet|th[ée]matique|d[ée]fi)s?"
    r"(?:\s+(?:strat[ée]giques?|prioritaires?|th[ée]matiques?))?\s*(?:n\s?[°º])?\s*"
    r"(?P<numero>\d{1,2}|[IVX]{1,4}\b|[A-H]\b)"
    r"(?:\s*\((?P<note>[^)]{1,30})\))?(?P<sep>\s*[:–—\-.)|]+\s*|\s+|$)(?P<titre>.*)$",
    re.IGNORECASE | re.DOTALL,
)
_PREFIX = re.compile(
    r"^(?:fiches?[\s\-]*actions?|fiche|action|fa|f\.a\.|n[°º])?\s*(?:n\s?[°º])?\s*[\-.:]?\s*",
    re.IGNORECASE,
)

_TRIGRAM = re.compile(r"[A-Z](?: ?[A-Z]){1,4} ?- ?\d(?: ?\d){0,2}")


class Titre(NamedTuple):
    """A numbered title."""

    code: Passage
    titre: Passage


def read_fiche_title(passage: Passage) -> Titre | None:
    """Split the title of a fiche into its number and its wording.

    "Action 1.1 : Soutien à la parentalité" -> ("1.1", "Soutien à la parentalité")
    "Fiche action n°1"                      -> ("1", "")
    "MOB-03 – Bouger plus"                  -> ("MOB-03", "Bouger plus")
    "Fiche action : Bouger plus"            -> ("", "Bouger plus")
    "Actions de prévention"                 -> None
    """
    match = FICHE.match(passage.text)
    if match is None:
        nameless = NAMELESS.match(passage.text)
        return Titre(passage[0:0], passage.group(nameless, "titre")) if nameless else None
    group = "code" if match["code"] else "court"
    if match["titre"] and not match["sep"].strip() and match["titre"][:1].islower():
        return None  # "Action 2 fois par an", running text
    return Titre(passage.group(match, group), passage.group(match, "titre"))


def read_axe_title(passage: Passage) -> Titre | None:
    """Split the title of an axe.

    "Axe 7 (transversal) : Réseau et coordination" -> ("7", "Réseau et coordination")
    """
    match = AXE.match(passage.text)
    if match is None:
        return None
    return Titre(passage.group(match, "numero"), passage.group(match, "titre"))


def normal_code(text: str) -> str:
    """The number of a fiche as codes are compared.

    "FA1.1" -> "1.1";  "Fiche 12" -> "12";  "2-3" -> "2.3";  "MOB-03" -> "MOB-03"
    "MO" / "B-03" in a narrow column -> "MOB-03"
    """
    bare = _PREFIX.sub("", text.strip()).strip(" .:-–")
    if _TRIGRAM.fullmatch(bare):
        return bare.replace(" ", "")
    bare = re.sub(r"(?<=\d)\s?[.\-]\s?(?=\d)", ".", bare)
    return bare.upper() if bare[:1].isalpha() else bare


def same_title(first: str, second: str) -> bool:
    """Whether two wordings are one title, typing aside.

    "Collectif Santé Précarité : Vers un Réseau" == "Collectif Santé-Précarité : Vers un Réseau"
    """
    a, b = fold(first), fold(second)
    if a == b:
        return True
    if not a or not b:
        return False
    return likeness(a, b) >= SAME_TITLE
