"""Candidates and the places that a text names → the one that is meant, or none in doubt."""

from collections.abc import Sequence

from extractor.matching.territoires import scores
from extractor.matching.territoires.contexte import Lieux, evidence, is_elsewhere
from extractor.matching.territoires.noms import Nom, key_of, readings
from extractor.matching.territoires.reference import Candidate, reference


def not_elsewhere(pool: Sequence[Candidate], lieux: Lieux, read: Nom) -> list[Candidate]:
    """The surest of the candidates that lie where the text speaks of; each once."""
    own = _own_keys(pool, read)
    near = {c.code: c for c in pool if not is_elsewhere(c, lieux, *own)}
    surest = max((candidate.score for candidate in near.values()), default=0)
    return [candidate for candidate in near.values() if candidate.score == surest]


def choose(near: Sequence[Candidate], lieux: Lieux, read: Nom) -> Candidate | None:
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


def said(candidate: Candidate) -> Candidate:
    """The candidate, a little less sure: only the context speaks for it."""
    return candidate._replace(score=round(candidate.score * scores.SAID, 2))
