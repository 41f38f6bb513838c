"""What a press release says of a contract, held against the contract itself."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from extractor.compare.corpus import Contrat, Corpus, Extraction, Key, Mention, Nature
from extractor.compare.organisations import kind_of

SIGNS = ("signataire", "cosignataire")


class Verdict(StrEnum):
    """How two statements stand to each other."""

    CONTRADICTS = "contradiction"
    UNSURE = "non vérifiable"
    """The contract was not read whole."""
    AGREES = "accord"
    ONE_SIDED = "d'un seul côté"
    """One of them is silent: that is no contradiction."""


@dataclass(frozen=True, slots=True)
class Rapprochement:
    """One point on which a release and a contract speak."""

    communique: Contrat
    contrat: Contrat
    point: str
    """French: "date de signature", "signataire : CPAM"."""
    dit_communique: str | None
    dit_contrat: str | None
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class SansContrat:
    """A press release of which the store has no contract of the same territory and period."""

    communique: Contrat
    raison: str


def compare_press(
    corpus: Corpus,
) -> tuple[tuple[Rapprochement, ...], tuple[SansContrat, ...]]:
    """Hold every press release against the contract of its territory and period."""
    contracts: dict[str, list[Contrat]] = defaultdict(list)
    for contrat in (*corpus.contrats, *corpus.anterieurs):
        if contrat.nature is Nature.CONTRAT:
            contracts[contrat.territoire.cle].append(contrat)
    signs = _signataires(corpus.mentions)
    points: list[Rapprochement] = []
    alone: list[SansContrat] = []
    for told in corpus.communiques:
        candidates = contracts.get(told.territoire.cle, [])
        about = [contrat for contrat in candidates if is_about(told, contrat)]
        if about:
            points += _points(told, about[0], signs)
        else:
            reason = (
                "un contrat d'une autre période" if candidates else "aucun contrat du territoire"
            )
            alone.append(SansContrat(told, f"{reason} dans la base"))
    return tuple(points), tuple(alone)


def is_about(told: Contrat, contrat: Contrat) -> bool:
    """Whether a release tells of this contract: nothing says that it is another one.

    Ranks that differ, or first years or years of signature more than one year apart, say so.
    """
    if told.rang is not None and contrat.rang is not None and told.rang != contrat.rang:
        return False
    years = [(told.debut, contrat.debut), (_year(told), _year(contrat))]
    if not any(one and other for one, other in years):
        years = [(told.debut or _year(told), contrat.debut or _year(contrat))]
    return all(abs(one - other) <= 1 for one, other in years if one and other)


def _year(contrat: Contrat) -> int | None:
    return int(contrat.date_signature[:4]) if contrat.date_signature else None


def _points(
    told: Contrat, contrat: Contrat, signs: dict[Key, dict[str, str]]
) -> Iterator[Rapprochement]:
    yield _point(told, contrat, "date de signature", told.date_signature, contrat.date_signature)
    for point, key in (("première année", "debut"), ("dernière année", "fin"), ("rang", "rang")):
        one, other = getattr(told, key), getattr(contrat, key)
        yield _point(told, contrat, point, _word(one), _word(other))
    yield from _numbers(told, contrat, signs)
    yield from _signatories(told, contrat, signs)


def _point(
    told: Contrat, contrat: Contrat, point: str, one: str | None, other: str | None
) -> Rapprochement:
    """Dates agree when the less precise one begins the other: 2025 and 2025-07-10."""
    if not one or not other:
        verdict = Verdict.ONE_SIDED
    else:
        length = min(len(one), len(other)) if point.startswith("date") else None
        same = one[:length] == other[:length]
        verdict = Verdict.AGREES if same else Verdict.CONTRADICTS
    return Rapprochement(told, contrat, point, one, other, verdict)


def _numbers(
    told: Contrat, contrat: Contrat, signs: dict[Key, dict[str, str]]
) -> Iterator[Rapprochement]:
    """Counts that the release states, against those that the contract states, else those read."""
    read = {
        "actions": contrat.fiches,
        "fiches": contrat.fiches,
        "signataires": len(signs.get(contrat.key, {})),
    }
    for name, stated in told.annonces.items():
        own = contrat.annonces.get(name)
        found = own if own is not None else read.get(name) or None
        point = _point(told, contrat, f"nombre : {name}", str(stated), _word(found))
        counted = own is None and found is not None
        if counted and point.verdict is Verdict.CONTRADICTS and not _is_whole(contrat):
            point = Rapprochement(
                told, contrat, point.point, str(stated), _word(found), Verdict.UNSURE
            )
        yield point


def _signatories(
    told: Contrat, contrat: Contrat, signs: dict[Key, dict[str, str]]
) -> Iterator[Rapprochement]:
    """Who signs: named by both, or by one of two that both name signatories.

    A release names the first of them: one that it leaves out contradicts nothing.
    """
    press, own = signs.get(told.key, {}), signs.get(contrat.key, {})
    for cle, nom in sorted({**own, **press}.items()):
        here, there = cle in press, cle in own
        if here and there:
            verdict = Verdict.AGREES
        elif here and own:
            verdict = Verdict.CONTRADICTS if _is_whole(contrat) else Verdict.UNSURE
        else:
            verdict = Verdict.ONE_SIDED
        yield Rapprochement(
            told,
            contrat,
            f"signataire : {nom}",
            "nommé" if here else None,
            "nommé" if there else None,
            verdict,
        )


def _is_whole(contrat: Contrat) -> bool:
    return contrat.extraction is Extraction.COMPLETE


def _signataires(mentions: Iterable[Mention]) -> dict[Key, dict[str, str]]:
    """Contract → those who sign it, by kind of organisation; unmatched names are left out."""
    found: dict[Key, dict[str, str]] = defaultdict(dict)
    for mention in mentions:
        if mention.fiche is None and mention.role in SIGNS:
            organisation = kind_of(mention)
            if organisation:
                found[mention.contrat].setdefault(organisation.cle, organisation.nom)
    return found


def _word(value: int | None) -> str | None:
    return None if value is None else str(value)
