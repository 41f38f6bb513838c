"""An organisation as printed → the commune, group, department or region that it is."""

import re

from extractor.matching.territoires.noms import Nom, initials, is_sigle, key_of, read_nom
from extractor.matching.territoires.recherche import find_areas, find_territoire
from extractor.matching.territoires.reference import GROUPS, Candidate, Reference, reference

_BRACKETS = re.compile(r"\s*\([^()]*\)")
SPELT_OUT = 4
"""Letters of the shortest kind that is a word and no abbreviation."""
_LAST_WORD = re.compile(r"[^\W_]+(?=\W*$)")


def organisation_of(
    mention: str, context: str = "", territoire: Candidate | None = None
) -> Candidate | None:
    """The local authority that a mention names; None for other bodies, and in doubt.

    `territoire` is what the contract is about: "la Ville" alone, or "le Département", is its own.

    "Conseil départemental du Calvados", "CD 14" -> 14;  "Mairie d'Orbec" -> 14478
    "CA Lisieux Normandie" -> 200069532;  "ARS Normandie", "CCAS de Lisieux" -> None
    """
    text = _BRACKETS.sub("", mention).strip(" .,;:")
    read = read_nom(text)
    data = reference()
    if not read.reste:
        return _own(text, read, territoire, data)
    if not read.kinds:
        return _initials_of(text, territoire) or _named_alone(read, data)
    if not _is_proper(text):
        return None
    if read.kinds[0] in ("departement", "region"):
        return next(find_areas(read, data), None)
    if read.kinds[0] not in ("commune", "epci", *GROUPS):
        return None
    return _near(text, context, territoire)


def _named_alone(read: Nom, data: Reference) -> Candidate | None:
    """A group of communes by a name of several words: "Lisieux Normandie", "Caen la mer"."""
    groups = data.by_core.get(read.coeur, []) if len(read.coeur) > 1 else []
    names_a_commune = read.reste in data.last_row
    return data.epci(groups[0], 0.9) if len(groups) == 1 and not names_a_commune else None


def _initials_of(text: str, territoire: Candidate | None) -> Candidate | None:
    """ "CALN": the contract's own group of communes, when these are its initials."""
    if territoire is None or territoire.type not in GROUPS or not is_sigle(text):
        return None
    nom = territoire.nom_officiel
    own = {initials(key_of(nom)), initials(read_nom(nom).reste)}
    return territoire._replace(score=0.95) if text.lower() in own else None


def _own(text: str, read: Nom, territoire: Candidate | None, data: Reference) -> Candidate | None:
    """ "la Ville", "l'Agglomération", "le Département": that of the contract, when it has one.

    "CA" alone may be a board ("conseil d'administration").
    """
    if territoire is None or len(key_of(text)) < SPELT_OUT:
        return None
    kind = read.kinds[0]
    if kind == "departement" and len(territoire.departements) == 1:
        return data.departement(territoire.departements[0], 0.9)
    if kind == "region" and len(territoire.regions) == 1:
        return data.region(territoire.regions[0], 0.9)
    same = kind == territoire.type or (kind == "epci" and territoire.type in GROUPS)
    return territoire._replace(score=0.9) if same else None


def _near(text: str, context: str, territoire: Candidate | None) -> Candidate | None:
    """The commune or group of a name; among several, the one near the contract's territory."""
    found = find_territoire(text, context=context)
    best = found.best
    if best is None and territoire is not None:
        near = [c for c in found.candidates if set(c.departements) & set(territoire.departements)]
        best = near[0] if len(near) == 1 else None
    return best


def _is_proper(text: str) -> bool:
    """Whether the last word is a name or a number: "Mairie d'Orbec", not "Mairie de quartier"."""
    last = _LAST_WORD.search(text)
    return last is not None and not last[0].islower()
