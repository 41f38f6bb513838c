"""Which territories work with the same partners, and who stands in one fiche with whom."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from extractor.compare.corpus import Contrat, Corpus, Extraction, Fiche, Key
from extractor.compare.organisations import Organisation, organisations_by_fiche

NEAREST = 5
"""Neighbours that are kept for each territory."""


@dataclass(frozen=True, slots=True)
class Voisins:
    """Two territories and the kinds of organisations that both work with."""

    un: Contrat
    autre: Contrat
    communs: tuple[Organisation, ...]
    jaccard: float
    """Common ones, of all that either works with, 0–1."""
    sure: bool
    """False when fiches of one of them are missing: the figure would then change."""


@dataclass(frozen=True, slots=True)
class Typique:
    """A partner, by the number of territories that work with it."""

    organisation: Organisation
    territoires: tuple[Contrat, ...]
    fiches: tuple[Fiche, ...]
    of: int
    """Territories of which fiches were read."""


@dataclass(frozen=True, slots=True)
class Lien:
    """Two kinds of organisations that stand in the same fiches."""

    un: str
    autre: str
    fiches: tuple[Fiche, ...]


@dataclass(frozen=True, slots=True)
class Reseau:
    """The organisations that share the most fiches, and their links."""

    organisations: tuple[Organisation, ...]
    liens: tuple[Lien, ...]
    total: int
    """Organisations in all: the network shows the most linked ones."""


def sets_of_partners(corpus: Corpus) -> dict[Key, dict[str, Organisation]]:
    """Contract → the kinds of organisations in its fiches, leading or taking part."""
    in_fiches = organisations_by_fiche(corpus)
    found: dict[Key, dict[str, Organisation]] = defaultdict(dict)
    for fiche in corpus.fiches:
        found[fiche.contrat].update(in_fiches.get(fiche.key, {}))
    return {key: organisations for key, organisations in found.items() if organisations}


def typical_partners(corpus: Corpus) -> tuple[Typique, ...]:
    """Every partner, the most widespread first."""
    in_fiches = organisations_by_fiche(corpus)
    names: dict[str, Organisation] = {}
    fiches: dict[str, list[Fiche]] = defaultdict(list)
    for fiche in corpus.fiches:
        for cle, organisation in in_fiches.get(fiche.key, {}).items():
            names.setdefault(cle, organisation)
            fiches[cle].append(fiche)
    contrats = {contrat.key: contrat for contrat in corpus.contrats}
    read = sum(contrat.fiches > 0 for contrat in corpus.contrats)
    found = [
        Typique(
            names[cle],
            tuple(contrats[key] for key in dict.fromkeys(f.contrat for f in of)),
            tuple(of),
            read,
        )
        for cle, of in fiches.items()
    ]
    return tuple(
        sorted(found, key=lambda t: (-len(t.territoires), -len(t.fiches), t.organisation.cle))
    )


def neighbours(corpus: Corpus, nearest: int = NEAREST) -> tuple[Voisins, ...]:
    """For each territory those with the most alike partners, the most alike first."""
    import numpy as np

    sets = sets_of_partners(corpus)
    contrats = [contrat for contrat in corpus.contrats if contrat.key in sets]
    names = {cle: o for organisations in sets.values() for cle, o in organisations.items()}
    column = {cle: rank for rank, cle in enumerate(sorted(names))}
    table = np.zeros((len(contrats), len(column)), dtype=np.float32)
    for rank, contrat in enumerate(contrats):
        table[rank, [column[cle] for cle in sets[contrat.key]]] = 1
    common = table @ table.T
    sizes = table.sum(axis=1)
    alike = common / np.maximum(sizes[:, None] + sizes[None, :] - common, 1)
    found = []
    for rank, contrat in enumerate(contrats):
        scores = [(-float(alike[rank, o]), o) for o in range(len(contrats)) if o != rank]
        for score, other in sorted(scores)[:nearest]:
            if score < 0:
                found.append(_voisins(contrat, contrats[other], sets, -score))
    return tuple(found)


def _voisins(
    un: Contrat, autre: Contrat, sets: dict[Key, dict[str, Organisation]], score: float
) -> Voisins:
    mine, theirs = sets[un.key], sets[autre.key]
    communs = tuple(mine[cle] for cle in sorted(mine.keys() & theirs.keys()))
    sure = all(c.extraction is Extraction.COMPLETE for c in (un, autre))
    return Voisins(un, autre, communs, round(score, 4), sure)


@lru_cache(maxsize=2)
def network(corpus: Corpus, most: int = 32, links: int = 120) -> Reseau:
    """The organisations that stand in one fiche, by number of fiches: the most linked ones."""
    in_fiches = organisations_by_fiche(corpus)
    names: dict[str, Organisation] = {}
    together: Counter[str] = Counter()
    for organisations in in_fiches.values():
        names.update(organisations)
        for cle in organisations:
            together[cle] += len(organisations) - 1
    ranked = sorted((cle for cle in together if together[cle]), key=lambda c: (-together[c], c))
    chosen = set(ranked[:most])
    pairs: dict[tuple[str, str], list[Fiche]] = defaultdict(list)
    for fiche in corpus.fiches:
        for pair in combinations(sorted(chosen.intersection(in_fiches.get(fiche.key, ()))), 2):
            pairs[pair].append(fiche)
    inside = list(pairs.items())
    inside.sort(key=lambda item: (-len(item[1]), item[0]))
    liens = tuple(Lien(*pair, tuple(fiches)) for pair, fiches in inside[:links])
    kept = {cle for lien in liens for cle in (lien.un, lien.autre)}
    order = sorted(kept, key=lambda cle: (names[cle].categorie or "~", -together[cle], cle))
    return Reseau(tuple(names[cle] for cle in order), liens, len(names))
