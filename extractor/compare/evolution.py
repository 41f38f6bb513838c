"""A contract and the next one of the same territory: what was kept, renamed, dropped, new."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise

from extractor.compare.corpus import Contrat, Corpus, Extraction, Fiche, Key, Mention
from extractor.compare.organisations import kind_of
from extractor.compare.similaires import Index, stems_of
from extractor.matching.folding import fold

SURE = 0.5
"""Likeness from which two fiches with other titles are one action."""
DOUBT = 0.3
"""Likeness from which they may be; below, they are two."""
TITLE = 0.6
"""What the title weighs in the likeness, beside all of the words."""


class Change(StrEnum):
    """What became of an action."""

    KEPT = "reconduite"
    """With the same title."""
    RENAMED = "renommée"
    DOUBT = "à vérifier"
    """Alike, not enough to be sure: perhaps one action, perhaps two."""
    NEW = "nouvelle"
    DROPPED = "abandonnée"
    NOT_READ_BEFORE = "nouvelle ou non extraite"
    """The earlier contract was not read whole."""
    NOT_READ_AFTER = "abandonnée ou non extraite"
    """The later contract was not read whole."""


@dataclass(frozen=True, slots=True)
class Suivi:
    """One action from one contract to the next."""

    change: Change
    avant: Fiche | None
    apres: Fiche | None
    score: float | None
    """Likeness of the two, 0–1; None when there is one only."""
    themes_gagnes: tuple[str, ...] = ()
    themes_perdus: tuple[str, ...] = ()
    porteurs_gagnes: tuple[str, ...] = ()
    porteurs_perdus: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Evolution:
    """Two successive contracts of a territory."""

    avant: Contrat
    apres: Contrat
    suivis: tuple[Suivi, ...]

    def of(self, *changes: Change) -> tuple[Suivi, ...]:
        """The actions with one of these changes."""
        return tuple(suivi for suivi in self.suivis if suivi.change in changes)


@lru_cache(maxsize=2)
def evolutions(corpus: Corpus) -> tuple[Evolution, ...]:
    """Follow the actions of every territory that has several contracts, from each to the next."""
    by_territory: dict[str, list[Contrat]] = defaultdict(list)
    for contrat in (*corpus.anterieurs, *corpus.contrats):
        if contrat.fiches:
            by_territory[contrat.territoire.cle].append(contrat)
    fiches: dict[Key, list[Fiche]] = defaultdict(list)
    for fiche in (*corpus.fiches_anterieures, *corpus.fiches):
        fiches[fiche.contrat].append(fiche)
    followed = {
        contrat.key
        for contrats in by_territory.values()
        if len(contrats) > 1
        for contrat in contrats
    }
    porteurs = _porteurs(m for m in corpus.mentions if m.contrat in followed)
    return tuple(
        _follow(before, after, fiches[before.key], fiches[after.key], porteurs)
        for contrat in corpus.contrats
        for before, after in pairwise(by_territory[contrat.territoire.cle])
    )


def _follow(
    before: Contrat,
    after: Contrat,
    old: list[Fiche],
    new: list[Fiche],
    porteurs: dict[Key, dict[str, str]],
) -> Evolution:
    suivis = []
    left, right = set(range(len(old))), set(range(len(new)))
    for one, other, score in match(old, new):
        left.discard(one)
        right.discard(other)
        suivis.append(_suivi(old[one], new[other], score, porteurs))
    gone = Change.DROPPED if after.extraction is Extraction.COMPLETE else Change.NOT_READ_AFTER
    come = Change.NEW if before.extraction is Extraction.COMPLETE else Change.NOT_READ_BEFORE
    suivis += [Suivi(gone, old[rank], None, None) for rank in sorted(left)]
    suivis += [Suivi(come, None, new[rank], None) for rank in sorted(right)]
    order = list(Change)
    suivis.sort(key=lambda s: order.index(s.change))
    return Evolution(before, after, tuple(suivis))


def match(old: list[Fiche], new: list[Fiche]) -> list[tuple[int, int, float]]:
    """Pair the fiches of two contracts, each at most once, so that all likeness is the greatest.

    The same title is likeness 1; else the title weighs TITLE beside all the words of the fiche.
    """
    if not old or not new:
        return []
    import numpy as np
    from scipy.optimize import linear_sum_assignment

    index = Index([*old, *new])
    first, second = range(len(old)), range(len(old), len(old) + len(new))
    alike = (1 - TITLE) * index.scores(first, second).astype(np.float64)
    titles = [(fold(fiche.titre), frozenset(stems_of(fiche.titre))) for fiche in (*old, *new)]
    for i, (one, stems) in enumerate(titles[: len(old)]):
        for j, (other, others) in enumerate(titles[len(old) :]):
            alike[i, j] = 1.0 if one == other else alike[i, j] + TITLE * _likeness(stems, others)
    rows, columns = linear_sum_assignment(-np.where(alike >= DOUBT, alike, 0))
    pairs = ((int(i), int(j), float(alike[i, j])) for i, j in zip(rows, columns, strict=True))
    return [(i, j, round(score, 4)) for i, j, score in pairs if score >= DOUBT]


def _likeness(first: frozenset[str], second: frozenset[str]) -> float:
    """Common stems of two titles, of the mean of their numbers."""
    return 2 * len(first & second) / (len(first) + len(second)) if first and second else 0.0


def _suivi(old: Fiche, new: Fiche, score: float, porteurs: dict[Key, dict[str, str]]) -> Suivi:
    if fold(old.titre) == fold(new.titre):
        change = Change.KEPT
    else:
        change = Change.RENAMED if score >= SURE else Change.DOUBT
    before, after = porteurs.get(old.key, {}), porteurs.get(new.key, {})
    return Suivi(
        change,
        old,
        new,
        score,
        tuple(theme for theme in new.themes if theme not in old.themes),
        tuple(theme for theme in old.themes if theme not in new.themes),
        tuple(nom for cle, nom in after.items() if cle not in before),
        tuple(nom for cle, nom in before.items() if cle not in after),
    )


def _porteurs(mentions: Iterable[Mention]) -> dict[Key, dict[str, str]]:
    """Fiche → who leads it, by organisation, or by its words when that is not known."""
    found: dict[Key, dict[str, str]] = defaultdict(dict)
    for mention in mentions:
        if mention.fiche is not None and mention.role == "porteur":
            organisation = kind_of(mention)
            if organisation:
                found[mention.fiche].setdefault(organisation.cle, organisation.nom)
            else:
                found[mention.fiche].setdefault(f"texte:{fold(mention.texte)}", mention.texte)
    return found
