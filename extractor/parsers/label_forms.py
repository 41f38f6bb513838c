"""A label as printed → the plain forms under which a list may hold it."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import chain

from extractor.matching.folding import fold

# "1. ", "2.1 - ", "3) ", "a) ", "► "
_ENUMERATION = re.compile(
    r"^\s*(?:\d{1,2}(?:[.\-]\d{1,2})+(?!\d)\s*[.)\-–/°:]*|\d{1,2}\s*[.)\-–/°:]+(?!\d)"
    r"|[a-zA-Z]\s*[.)]|[^\w(]+)\s*"
)
_QUESTION = re.compile(r"^(?:quel(?:le)?s?(?: est| sont)?|qui (?:est|sont)) ")
# "(s)", "(e)(s)", "·se·s", ".e.s", "/trice", "-e-s"
_ENDING = re.compile(
    r"(?<=[^\W\d_])(?:"
    r"\((?:[·.\-]?(?:e|s|x|es|fe|ne|le|se|ve|euse|trice|rice|ère|ière)){1,2}\)(?:\(s\))?"
    r"|[·•∙⋅.](?:es?|nes?|les?|ses?|ves?|euses?|rices?|trices?|ères?|ières?|s|x)"
    r"|/(?:es?|ses?|ves?|rices?|trices?|euses?)"
    r"|-es?(?:-s)?|-s)(?!\w)",
    re.IGNORECASE,
)
_NOTE = re.compile(r"\s*\([^()]*\)?\s*:?\s*$")
_NUMBER = re.compile(r"\s*n?°?\s*\d+(?:[.\-]\d+)*\s*$")
_OF_THE_ACTION = re.compile(
    r" (?:(?:de|pour|par|a|sur|dans) (?:l|la|le|cette|ce|chaque)|du|des)"
    r" (?:actions?|fiches? actions?|fiche|projet)$"
)
_ACTION = ("action", "actions", "fiche", "projet")
_MARKS = frozenset("()·•∙⋅./-")
"""Signs without which a label has no ending or note to cut."""
_PARTS = re.compile(r"\s*(?:[/&+|;,]|\bet/ou\b|\bet\b|\bou\b)\s*", re.IGNORECASE)
_JOINTS = frozenset("/&+|;,")
_MIXED = re.compile(r"\b(?=\w*\d)(?=\w*[a-z])\w+")
_LOOKALIKES = str.maketrans("01358", "oiesb")
_SMALL_WORDS = frozenset(("de", "du", "des", "d", "la", "le", "les", "l", "un", "une"))
_QUALIFIERS = frozenset(
    (
        *("associe", "concerne", "envisage", "identifie", "implique", "mobilise", "necessaire"),
        *("attendu", "autre", "eventuel", "existant", "mobilisable", "potentiel", "pressenti"),
        *("prevu", "prevue", "previsionnel", "previsionnelle", "principal", "principale"),
        *("prioritaire", "propose", "retenu", "souhaite", "vise"),
    )
)
"""Words that may stand before or after a label and leave its meaning."""


def plain_forms(text: str) -> Iterator[str]:
    """The plain forms of a label as printed, the closest to the print first.

    "2. Le(s) porteur(s) de l'action :" -> "porteur action", "porteur"
    "Partenaires (à solliciter)"        -> "partenaire a solliciter", "partenaire"
    "Points de vigilance identifiés"    -> "point vigilance identifie", "point vigilance"
    """
    if not text[:2].isalpha():
        text = _ENUMERATION.sub("", text)
    wordings = [text]
    if not _MARKS.isdisjoint(text):
        wordings += [_ENDING.sub("", text), _NOTE.sub("", text)]
    folded = [_QUESTION.sub("", fold(wording)) for wording in dict.fromkeys(wordings)]
    plain = [
        plain_form(f)
        for form in folded
        for f in ((form, _OF_THE_ACTION.sub("", form)) if form.endswith(_ACTION) else (form,))
    ]
    yield from dict.fromkeys(chain(plain, map(_without_qualifiers, plain)))


def plain_form(folded: str) -> str:
    """Words without number, gender ending, articles and prepositions.

    "publics vises par la mesure" -> "public vise par mesure"
    """
    return " ".join([_singular(word) for word in folded.split() if word not in _SMALL_WORDS])


def without_number(text: str) -> str:
    """A label without the number that it ends with.

    "Objectif opérationnel n° 1.2 :" -> "Objectif opérationnel"
    """
    return _NUMBER.sub("", text.rstrip(" :"))


def parts_of(text: str) -> list[str]:
    """The labels that one label joins.

    "Pilote / Copilote" -> "Pilote", "Copilote";  "Freins et leviers" -> "Freins", "leviers"
    """
    words = text.lower()
    if _JOINTS.isdisjoint(text) and " et " not in words and " ou " not in words:
        return [text]
    return [part for part in _PARTS.split(text.strip(" :")) if part]


def repaired(folded: str) -> str:
    """Letters that a character recognition took for digits, made letters again.

    "pub1ic vise" -> "pubiic vise";  "objectif 2" -> "objectif 2"
    """
    return _MIXED.sub(lambda match: match[0].translate(_LOOKALIKES), folded)


def _without_qualifiers(plain: str) -> str:
    """ "public cible vise" -> "public cible";  "principal partenaire" -> "partenaire"."""
    words = plain.split()
    while len(words) > 1 and words[-1] in _QUALIFIERS:
        words.pop()
    while len(words) > 1 and words[0] in _QUALIFIERS:
        words.pop(0)
    return " ".join(words)


@cache
def _singular(word: str) -> str:
    """One form for singular and plural, masculine and feminine of a participle.

    "enjeux" -> "enjeu";  "regionaux" -> "regional";  "visees" -> "vise"
    """
    if len(word) <= 3:
        return word
    if word.endswith("aux"):
        return f"{word[:-3]}al"
    word = word.rstrip("s") if word[-1] == "s" else word.removesuffix("x")
    return word[:-1] if word.endswith("ee") else word
