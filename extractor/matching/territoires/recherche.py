"""The name of a territory as printed → its entry in the official reference, or what it may be."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from extractor.matching.territoires.contexte import Lieux, evidence, is_elsewhere, read_lieux
from extractor.matching.territoires.noms import (
    Nom,
    core_of,
    is_sigle,
    key_of,
    read_nom,
    readings,
    wording,
)
from extractor.matching.territoires.reference import (
    GROUPS,
    Candidate,
    Epci,
    Reference,
    reference,
)

URBAN = frozenset({"ca", "cu", "metropole"})
"""Kinds that became one another: a partial name may state the kind of before."""
EXACT, NO_KIND, OTHER_KIND, USUAL, FORMER, PART, SEAT, GENERIC, OLD_PART = (
    *(1.0, 0.95, 0.9, 0.95, 0.85),
    *(0.8, 0.75, 0.8, 0.7),
)
"""Scores, by how a name was found."""
SAID = 0.95
"""The score is lowered by this factor where only the context tells candidates apart."""
ALONE = 10
"""Letters from which a misspelt commune needs no context to be believed."""
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
        near = _not_elsewhere(pool, lieux, read)
        best = _choose(near, lieux, read)
        if best is not None:
            best = best if len(near) == len(pool) == 1 else _said(best)
            return Found(best, (best,), best.type)
        left += pool
        if near:  # a doubt is not settled by less sure ways
            break
    return Found(None, _ranked(left), _stated(read, left))


def lookup(name: str) -> list[Candidate]:
    """Communes, groups of communes, departments and regions of a name, the best first.

    "Lisieux" -> the commune, then "Communauté d'agglomération Lisieux Normandie"
    """
    data, read = reference(), read_nom(name)
    kinds = frozenset(read.kinds)
    found = list(find_areas(read, data))
    if not kinds or kinds & {"commune", "pays"} or _is_commune(name, data):
        found += _communes(name, read, data) + _former(read, data)
        found = found or _longer(read, data)
    if not kinds or kinds & {*GROUPS, "epci", "pays"}:
        loose = Nom(read.kinds or ("epci",), read.reste)
        found += _groups_named(read, data) + _groups_in_part(loose, data)
    if not found and is_sigle(name):
        found = [data.epci(epci, USUAL) for epci in data.by_initials.get(name.lower(), [])]
    if not found:
        found = [*_misspelt_groups(read, data), *_misspelt_communes(read, data)]
    return list(_ranked(found))


def _pools(nom: str, read: Nom, lieux: Lieux) -> Iterator[Sequence[Candidate]]:
    """Yield candidates, the surest way of finding them first."""
    data = reference()
    first = read.kinds[0] if read.kinds else None
    if not read.reste:
        yield _named_groups(read, lieux)
        return
    is_commune = first in (None, "commune", "pays") or _is_commune(nom, data)
    is_group = first in (None, *GROUPS, "epci", "pays")
    whole = _communes(nom, read, data) if is_commune else []
    if is_commune:
        yield _supported_first(whole, _near_names(read, data), lieux)
    if is_group and not (whole and first is None):
        yield _groups_named(read, data)
        yield _groups_with_more(read, data)
        if is_sigle(nom):
            yield _groups_of_initials(nom, data, lieux)
        if first not in (None, "pays"):
            yield _groups_in_part(read, data)
            yield _groups_of_seat(read, data)
        if first != "pays":
            yield _misspelt_groups(read, data)
    if first in (None, "commune") and not whole:
        yield _believable(_misspelt_communes(read, data), read, lieux)


# ---- communes


def _communes(nom: str, read: Nom, data: Reference) -> list[Candidate]:
    """Communes of exactly that name, today's.

    "Ville du Havre" -> Le Havre;  "Ville-d'Avray" -> Ville-d'Avray
    """
    score = EXACT if read.kinds or not nom.isupper() else NO_KIND
    for key in (key_of(nom), *readings(read.reste)):
        if rows := data.communes_named(key):
            return [data.commune(row, score) for row in rows]
    return []


def _is_commune(nom: str, data: Reference) -> bool:
    """Whether a name is, as it stands, one of a commune: "Ville-d'Avray"."""
    return key_of(nom) in data.last_row


def _former(read: Nom, data: Reference) -> list[Candidate]:
    """The communes into which those of that name were merged."""
    for key in readings(read.reste):
        if rows := data.former_communes_named(key):
            return [data.commune(row, FORMER) for row in rows]
    return []


def _longer(read: Nom, data: Reference) -> list[Candidate]:
    """Communes whose name goes on: "Trouville" -> Trouville-sur-Mer"""
    beginnings = tuple(f"{key} " for key in readings(read.reste) if len(key) > 3)
    rows = [row for row, key in enumerate(data.commune_keys) if key.startswith(beginnings)]
    return [data.commune(row, PART) for row in rows]


def _near_names(read: Nom, data: Reference) -> Callable[[], list[Candidate]]:
    return lambda: _former(read, data) or _longer(read, data)


def _supported_first(
    whole: list[Candidate], others: Callable[[], list[Candidate]], lieux: Lieux
) -> list[Candidate]:
    """Communes of the name; those of a former or longer name where only they are spoken of.

    "Trouville" is in Seine-Maritime; in a text on the Calvados it is Trouville-sur-Mer.
    """
    keys = {key_of(candidate.nom_officiel) for candidate in whole}
    if whole and (
        not lieux.departements(*keys) or any(evidence(c, lieux, *keys)[0] for c in whole)
    ):
        return whole
    near = others()
    if whole:
        spoken = [c for c in near if evidence(c, lieux)[0] >= 1]
        return spoken or whole
    former = [c for c in near if c.score == FORMER]
    return former or [c for c in near if evidence(c, lieux)[0] >= 1]


def _misspelt_communes(read: Nom, data: Reference) -> list[Candidate]:
    """Communes whose name differs by a letter; by two when it is long."""
    from extractor.matching.likeness import within

    key = next(readings(read.reste))
    found = within(key, list(data.last_row), _slips(key))
    return [
        data.commune(row, round(0.9 * likeness, 2))
        for name, likeness in found
        for row in data.communes_named(name)
    ]


def _believable(pool: list[Candidate], read: Nom, lieux: Lieux) -> list[Candidate]:
    """Misspelt names that the context speaks for, or that are long and the only ones."""
    spoken = [candidate for candidate in pool if evidence(candidate, lieux)[0]]
    return spoken or (pool if len(pool) == 1 and len(read.reste) >= ALONE else [])


# ---- groups of communes


def _groups_named(read: Nom, data: Reference) -> list[Candidate]:
    """Groups whose name has exactly these words: "Lorient Agglomération", "CALM", "Grand Lyon"."""
    found = data.by_core.get(read.coeur, [])
    if found:
        return [data.epci(epci, _kind_score(read, epci)) for epci in found]
    return [data.epci(epci, USUAL) for epci in data.by_other_name.get(read.coeur, [])]


def _groups_with_more(read: Nom, data: Reference) -> list[Candidate]:
    """Groups after whose name only that of a region stands: "Caen la mer Normandie"."""
    endings = [core_of(name) for name in (*data.region_codes, *wording().complements)]
    for ending in endings:
        size = len(read.coeur) - len(ending)
        if size > 0 and read.coeur[size:] == ending and read.coeur[:size] in data.by_core:
            return [data.epci(epci, OTHER_KIND) for epci in data.by_core[read.coeur[:size]]]
    return []


def _groups_of_initials(nom: str, data: Reference, lieux: Lieux) -> list[Candidate]:
    """Groups with these initials that the text names: "CALN" -> … Lisieux Normandie"""
    found = data.by_initials.get(nom.lower(), [])
    return [data.epci(epci, USUAL) for epci in found if lieux.names(epci.cles)]


def _groups_in_part(read: Nom, data: Reference) -> list[Candidate]:
    """Groups that have these words among others: "Métropole de Rouen" -> … Rouen Normandie"""
    words = set(read.coeur)
    found = [epci for epci in data.groups if words and words < set(epci.coeur)]
    pairs = [(epci, _part_score(read, epci)) for epci in found]
    return [data.epci(epci, score) for epci, score in pairs if score]


def _groups_of_seat(read: Nom, data: Reference) -> list[Candidate]:
    """Groups of that kind whose most populous commune has that name."""
    rows = next(filter(None, map(data.communes_named, readings(read.reste))), [])
    codes = {data.commune(row).code for row in rows}
    found = [epci for epci in data.groups if epci.centre in codes and _agrees(read, epci)]
    return [data.epci(epci, SEAT) for epci in found]


def _misspelt_groups(read: Nom, data: Reference) -> list[Candidate]:
    """Groups whose name differs by a letter; by two when it is long."""
    from extractor.matching.likeness import within

    names = {" ".join(core): epci for core, epci in data.by_core.items()}
    name = " ".join(read.coeur)
    return [
        data.epci(epci, round(_kind_score(read, epci) * likeness, 2))
        for near, likeness in within(name, list(names), _slips(name))
        for epci in names[near]
    ]


def _named_groups(read: Nom, lieux: Lieux) -> list[Candidate]:
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
        candidate = data.epci(epci, GENERIC)
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
    if not read.kinds or read.kinds[0] == "pays":
        return NO_KIND
    return EXACT if _agrees(read, epci) else OTHER_KIND


def _part_score(read: Nom, epci: Epci) -> float:
    """A part of a name needs its kind, or one of those that followed each other; 0 else."""
    if _agrees(read, epci):
        return PART
    return OLD_PART if set(read.kinds) & URBAN and epci.kinds & URBAN else 0.0


# ---- departments and regions


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


# ---- choosing


def _not_elsewhere(pool: Sequence[Candidate], lieux: Lieux, read: Nom) -> list[Candidate]:
    """The surest of the candidates that lie where the text speaks of; each once."""
    own = _own_keys(pool, read)
    near = {c.code: c for c in pool if not is_elsewhere(c, lieux, *own)}
    surest = max((candidate.score for candidate in near.values()), default=0)
    return [candidate for candidate in near.values() if candidate.score == surest]


def _choose(near: Sequence[Candidate], lieux: Lieux, read: Nom) -> Candidate | None:
    """The candidate that the text speaks for; None when it speaks for several, or for none.

    A department named decides before a region; its own name is no evidence for a candidate.
    """
    if len(near) == 1:
        return near[0]
    own = _own_keys(near, read)
    for weigh in (_departement, _region):
        weighed = [(weigh(candidate, lieux, own), candidate) for candidate in near]
        most = max((weight for weight, _ in weighed), default=0)
        if most:
            strong = [candidate for weight, candidate in weighed if 2 * weight > most]
            told = strong if len(strong) == 1 else [c for c in strong if _is_told(c, lieux, own)]
            return told[0] if len(told) == 1 else None
    return None


def _own_keys(pool: Sequence[Candidate], read: Nom) -> tuple[str, ...]:
    """The names under which candidates stand in the text themselves."""
    return (*readings(read.reste), *(key_of(candidate.nom_officiel) for candidate in pool))


def _departement(candidate: Candidate, lieux: Lieux, own: Sequence[str]) -> int:
    return evidence(candidate, lieux, *own)[0]


def _region(candidate: Candidate, lieux: Lieux, own: Sequence[str]) -> int:
    return evidence(candidate, lieux, *own)[1]


def _is_told(candidate: Candidate, lieux: Lieux, own: Sequence[str]) -> bool:
    """Whether the text names the group of communes that a commune is a member of."""
    data = reference()
    row = data.row_of(candidate.code)
    groups = data.epci_of(row) if row is not None else []
    return any(lieux.names(set(epci.cles).difference(own)) for epci in groups)


def _said(candidate: Candidate) -> Candidate:
    return candidate._replace(score=round(candidate.score * SAID, 2))


def _lowered(found: Found) -> Found:
    """What the expansion of an abbreviation gave."""
    best = _said(found.best) if found.best else None
    return Found(best, tuple(map(_said, found.candidates)), found.type)


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


def _slips(key: str) -> int:
    """Letters that may be wrong in a name."""
    return 0 if len(key) < 5 else 1 if len(key) < 12 else 2
