"""The name of a territory as printed → its entry in the official reference, or what it may be."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from extractor.matching.territoires import scores
from extractor.matching.territoires.choix import choose, not_elsewhere, said
from extractor.matching.territoires.communes import (
    believable,
    communes_named,
    former_communes,
    is_commune,
    longer_communes,
    misspelt_communes,
    near_names,
    supported_communes,
)
from extractor.matching.territoires.contexte import Lieux, read_lieux
from extractor.matching.territoires.groupes import (
    groups_in_part,
    groups_named,
    groups_of_initials,
    groups_of_seat,
    groups_with_more,
    misspelt_groups,
    unnamed_groups,
)
from extractor.matching.territoires.noms import Nom, is_sigle, key_of, read_nom, readings
from extractor.matching.territoires.reference import GROUPS, Candidate, Reference, reference

MOST = 10
"""Candidates that are told."""


class Found(NamedTuple):
    """What is known of the name of a territory."""

    best: Candidate | None
    """The territory, or None when there is none, or a doubt."""
    candidates: tuple[Candidate, ...]
    """What it may be, the likeliest first; the best alone when there is no doubt."""
    type: str | None
    """Kind of the territory, else the kind that the name states; None when it states none."""


def find_territoire(
    nom: str, type: str | None = None, context: str = "", sigles: Mapping[str, str] | None = None
) -> Found:
    """Resolve the name of a territory.

    `type` is the kind known from elsewhere, `context` the text of the document, `sigles` its own
    abbreviations with their expansions.

    "CA Lisieux Normandie" -> 200069532;  "Ville de Vernon", "… dans l'Eure" -> 27681
    "Ville de Vernon", "" -> no best, three candidates
    "Pays d'Argentan, d'Auge et d'Ouche" -> no best, no candidates, type "pays"
    """
    lieux = read_lieux(context)
    expansion = _expansion(nom, sigles or {})
    if expansion is not None:
        return _lowered(find_territoire(expansion, type, context))
    read = read_nom(nom)
    if not read.kinds and type is not None:
        read = read._replace(kinds=(type,))
    left: list[Candidate] = []
    for pool in _pools(nom, read, lieux):
        near = not_elsewhere(pool, lieux, read)
        best = choose(near, lieux, read)
        if best is not None:
            best = best if len(near) == len(pool) == 1 else said(best)
            return Found(best, (best,), best.type)
        left += pool
        if near:  # a doubt is not settled by less sure ways
            break
    if not left and read.reste and read.kinds[:1] in ((), ("commune",)):
        left = longer_communes(read, reference())
    return Found(None, _ranked(left), _stated(read, left))


def lookup(name: str) -> list[Candidate]:
    """Communes, groups of communes, departments and regions of a name, the best first.

    "Lisieux" -> the commune, then "Communauté d'agglomération Lisieux Normandie"
    """
    data, read = reference(), read_nom(name)
    kinds = frozenset(read.kinds)
    found = list(find_areas(read, data))
    if not kinds or kinds & {"commune", "pays"} or is_commune(name, data):
        found += communes_named(name, read, data) + former_communes(read, data)
        found = found or longer_communes(read, data)
    if not kinds or kinds & {*GROUPS, "epci", "pays"}:
        loose = Nom(read.kinds or ("epci",), read.reste)
        found += groups_named(read, data) + groups_in_part(loose, data)
    if not found and is_sigle(name):
        found = [data.epci(epci, scores.USUAL) for epci in data.by_initials.get(name.lower(), [])]
    if not found:
        found = [*misspelt_groups(read, data), *misspelt_communes(read, data)]
    return list(_ranked(found))


def _pools(nom: str, read: Nom, lieux: Lieux) -> Iterator[Sequence[Candidate]]:
    """Yield candidates, the surest way of finding them first."""
    data = reference()
    first = read.kinds[0] if read.kinds else None
    if not read.reste:
        yield unnamed_groups(read, lieux)
        return
    may_be_commune = first in (None, "commune", "pays") or is_commune(nom, data)
    is_group = first in (None, *GROUPS, "epci", "pays")
    whole = communes_named(nom, read, data) if may_be_commune else []
    if may_be_commune:
        yield supported_communes(whole, near_names(read, data), lieux)
    if is_group and not (whole and first is None):
        yield groups_named(read, data)
        yield groups_with_more(read, data)
        if is_sigle(nom):
            yield groups_of_initials(nom, data, lieux)
        if first not in (None, "pays"):
            yield groups_in_part(read, data)
            yield groups_of_seat(read, data)
        if first != "pays":
            yield misspelt_groups(read, data)
    if first in (None, "commune") and not whole:
        yield believable(misspelt_communes(read, data), read, lieux)


def find_areas(read: Nom, data: Reference) -> Iterator[Candidate]:
    """Yield the department and the region of a name or number.

    "Département 14", "CD du Calvados" -> 14;  "Région Normandie" -> 28
    """
    kinds = set(read.kinds)
    keys = list(dict.fromkeys((read.reste, *readings(read.reste))))
    if not kinds or "departement" in kinds:
        numbers = {code.lower(): code for code in data.departements}
        yield from map(data.departement, _first(keys, numbers | data.departement_codes))
    if not kinds or "region" in kinds:
        yield from map(data.region, _first(keys, data.region_codes))


def _first(keys: Sequence[str], codes: Mapping[str, str]) -> list[str]:
    return [codes[key] for key in keys if key in codes][:1]


def _lowered(found: Found) -> Found:
    """What the expansion of an abbreviation gave."""
    best = said(found.best) if found.best else None
    return Found(best, tuple(map(said, found.candidates)), found.type)


def _ranked(candidates: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """Each once, with its best score; the best first, then the most populous."""
    data = reference()
    best: dict[tuple[str, str], Candidate] = {}
    for candidate in sorted(candidates, key=lambda c: -c.score):
        best.setdefault((candidate.type, candidate.code), candidate)
    ranked = sorted(best.values(), key=lambda c: (-c.score, -data.population(c.code), c.code))
    return tuple(ranked[:MOST])


def _expansion(nom: str, sigles: Mapping[str, str]) -> str | None:
    """What the document's own list says of an abbreviation; None for other names."""
    if not is_sigle(nom):
        return None
    return {key_of(sigle): text for sigle, text in sigles.items()}.get(key_of(nom))


def _stated(read: Nom, left: Sequence[Candidate]) -> str | None:
    """The kind of a territory that was not found, or in doubt: "petr" -> "pays";  "epci" -> None

    Where the words state none, it is the one that all candidates share.
    """
    kinds = [kind for kind in read.kinds if kind != "epci"]
    shared = list({candidate.type for candidate in left})
    kind = kinds[0] if kinds else shared[0] if len(shared) == 1 else None
    return "pays" if kind == "petr" else kind
