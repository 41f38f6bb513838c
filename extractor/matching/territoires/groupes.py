"""A name → the groups of communes (EPCI, EPT) that it may be, surest first."""

from extractor.matching.territoires import scores
from extractor.matching.territoires.contexte import Lieux, is_elsewhere
from extractor.matching.territoires.noms import Nom, core_of, readings, slips_in, wording
from extractor.matching.territoires.reference import GROUPS, Candidate, Epci, Reference, reference

URBAN = frozenset({"ca", "cu", "metropole"})
"""Kinds that became one another: a partial name may state the kind of before."""


def groups_named(read: Nom, data: Reference) -> list[Candidate]:
    """Groups whose name has exactly these words: "Lorient Agglomération", "CALM", "Grand Lyon"."""
    found = data.by_core.get(read.coeur, [])
    if found:
        return [data.epci(epci, _kind_score(read, epci)) for epci in found]
    return [data.epci(epci, scores.USUAL) for epci in data.by_other_name.get(read.coeur, [])]


def groups_with_more(read: Nom, data: Reference) -> list[Candidate]:
    """Groups after whose name only that of a region stands: "Caen la mer Normandie"."""
    endings = [core_of(name) for name in (*data.region_codes, *wording().complements)]
    for ending in endings:
        size = len(read.coeur) - len(ending)
        if size > 0 and read.coeur[size:] == ending and read.coeur[:size] in data.by_core:
            return [data.epci(epci, scores.OTHER_KIND) for epci in data.by_core[read.coeur[:size]]]
    return []


def groups_of_initials(nom: str, data: Reference, lieux: Lieux) -> list[Candidate]:
    """Groups with these initials that the text names: "CALN" -> … Lisieux Normandie"""
    found = data.by_initials.get(nom.lower(), [])
    return [data.epci(epci, scores.USUAL) for epci in found if lieux.names(epci.cles)]


def groups_in_part(read: Nom, data: Reference) -> list[Candidate]:
    """Groups that have these words among others: "Métropole de Rouen" -> … Rouen Normandie"""
    words = set(read.coeur)
    found = [epci for epci in data.groups if words and words < set(epci.coeur)]
    pairs = [(epci, _part_score(read, epci)) for epci in found]
    return [data.epci(epci, score) for epci, score in pairs if score]


def groups_of_seat(read: Nom, data: Reference) -> list[Candidate]:
    """Groups of that kind whose most populous commune has that name."""
    rows = next(filter(None, map(data.communes_named, readings(read.reste))), [])
    codes = {data.commune(row).code for row in rows}
    found = [epci for epci in data.groups if epci.centre in codes and _agrees(read, epci)]
    return [data.epci(epci, scores.SEAT) for epci in found]


def misspelt_groups(read: Nom, data: Reference) -> list[Candidate]:
    """Groups whose name differs by a letter; by two when it is long."""
    from extractor.matching.likeness import within

    names = {" ".join(core): epci for core, epci in data.by_core.items()}
    name = " ".join(read.coeur)
    return [
        data.epci(epci, round(_kind_score(read, epci) * likeness, 2))
        for near, likeness in within(name, list(names), slips_in(name))
        for epci in names[near]
    ]


def unnamed_groups(read: Nom, lieux: Lieux) -> list[Candidate]:
    """ "la Communauté urbaine": the groups of the kind that the text names, or their main town.

    The one named twice as often as any other stands alone.
    """
    data = reference()
    if not set(read.kinds) & {*GROUPS, "epci"}:
        return []
    counts: list[tuple[int, Candidate]] = []
    for epci in data.groups:
        town = data.key_of_commune(epci.centre)
        count = lieux.names({*epci.cles, town})
        candidate = data.epci(epci, scores.GENERIC)
        if count and _agrees(read, epci) and not is_elsewhere(candidate, lieux, town):
            counts.append((count, candidate))
    counts.sort(key=lambda pair: (-pair[0], pair[1].code))
    if len(counts) > 1 and counts[0][0] >= 2 * counts[1][0]:
        counts = counts[:1]
    return [candidate for _, candidate in counts]


def _agrees(read: Nom, epci: Epci) -> bool:
    """Whether a group is of a kind that the name states; `epci` may be any."""
    kinds = set(read.kinds) - {"epci"}
    return not kinds or bool(kinds & epci.kinds)


def _kind_score(read: Nom, epci: Epci) -> float:
    if not read.kinds:
        return scores.NO_KIND
    if read.kinds[0] == "pays":
        return scores.PAYS
    return scores.EXACT if _agrees(read, epci) else scores.OTHER_KIND


def _part_score(read: Nom, epci: Epci) -> float:
    """A part of a name needs its kind, or one of those that followed each other; 0 else."""
    if _agrees(read, epci):
        return scores.PART
    return scores.OLD_PART if set(read.kinds) & URBAN and epci.kinds & URBAN else 0.0
