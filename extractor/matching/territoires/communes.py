"""A name → the communes that it may be, surest first."""

from collections.abc import Callable

from extractor.matching.territoires import scores
from extractor.matching.territoires.contexte import Lieux, evidence
from extractor.matching.territoires.noms import Nom, key_of, readings, slips_in
from extractor.matching.territoires.reference import Candidate, Reference

ALONE = 10
"""Letters from which a misspelt commune needs no context to be believed."""


def communes_named(nom: str, read: Nom, data: Reference) -> list[Candidate]:
    """Communes of exactly that name, today's.

    "Ville du Havre" -> Le Havre;  "Ville-d'Avray" -> Ville-d'Avray
    """
    sure = scores.EXACT if read.kinds or not nom.isupper() else scores.NO_KIND
    likeliest, *others = readings(read.reste)
    for key in (key_of(nom), likeliest, *others):
        if rows := data.communes_named(key):
            score = scores.ARTICLE if key in others else sure
            return [data.commune(row, score) for row in rows]
    return []


def is_commune(nom: str, data: Reference) -> bool:
    """Whether a name is, as it stands, one of a commune: "Ville-d'Avray"."""
    return key_of(nom) in data.last_row


def former_communes(read: Nom, data: Reference) -> list[Candidate]:
    """The communes into which those of that name were merged."""
    for key in readings(read.reste):
        if rows := data.former_communes_named(key):
            return [data.commune(row, scores.FORMER) for row in rows]
    return []


def longer_communes(read: Nom, data: Reference) -> list[Candidate]:
    """Communes whose name goes on: "Trouville" -> Trouville-sur-Mer"""
    beginnings = tuple(f"{key} " for key in readings(read.reste) if len(key) > 3)
    rows = [row for row, key in enumerate(data.commune_keys) if key.startswith(beginnings)]
    return [data.commune(row, scores.PART) for row in rows]


def near_names(read: Nom, data: Reference) -> Callable[[], list[Candidate]]:
    return lambda: former_communes(read, data) or longer_communes(read, data)


def supported_communes(
    whole: list[Candidate], others: Callable[[], list[Candidate]], lieux: Lieux
) -> list[Candidate]:
    """Communes of the name; those of a former or longer name where only they are spoken of.

    "Trouville" is in Seine-Maritime; in a text on the Calvados it is Trouville-sur-Mer.
    """
    keys = {key_of(candidate.nom_officiel) for candidate in whole}
    if whole and (
        not lieux.weights(*keys).departements or any(evidence(c, lieux, *keys)[0] for c in whole)
    ):
        return whole
    near = others()
    if whole:
        spoken = [c for c in near if evidence(c, lieux)[0] >= 1]
        return spoken or whole
    former = [c for c in near if c.score == scores.FORMER]
    return former or [c for c in near if evidence(c, lieux)[0] >= 1]


def misspelt_communes(read: Nom, data: Reference) -> list[Candidate]:
    """Communes whose name differs by a letter; by two when it is long."""
    from extractor.matching.likeness import within

    key = next(readings(read.reste))
    found = within(key, list(data.last_row), slips_in(key))
    return [
        data.commune(row, round(scores.MISSPELT * likeness, 2))
        for name, likeness in found
        for row in data.communes_named(name)
    ]


def believable(pool: list[Candidate], read: Nom, lieux: Lieux) -> list[Candidate]:
    """Misspelt names that the context speaks for, or that are long and the only ones."""
    spoken = [candidate for candidate in pool if evidence(candidate, lieux)[0]]
    return spoken or (pool if len(pool) == 1 and len(read.reste) >= ALONE else [])
