"""Statuses, publics, calendars and amounts of the actions."""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from statistics import median

from extractor.compare.corpus import Contrat, Corpus, Fiche, Key
from extractor.data import read_toml
from extractor.matching.folding import fold

STATUTS = {
    "nouvelle": "nouvelle",
    "renouvelee": "renouvelée",
    "en_cours": "en cours",
    "a_venir": "à venir",
    "realisee": "réalisée",
    "abandonnee": "abandonnée",
}
SILENT = "non précisé"
"""What a fiche does not say: counted apart, under no other value."""
OTHER = "autre public"
LONGEST = 30
"""Years of an action; a longer calendar was misread."""


@dataclass(frozen=True, slots=True)
class Part:
    """The fiches that have one value."""

    nom: str
    fiches: tuple[Fiche, ...]


@dataclass(frozen=True, slots=True)
class Montants:
    """Amounts that the fiches of one territory state, in one unit.

    Sums are of what is stated: a fiche may state a total beside its parts.
    """

    contrat: Contrat
    unite: str
    """`EUR` or `ETP`."""
    fiches: tuple[Fiche, ...]
    """Those that state an amount."""
    somme: float
    mediane: float
    """Of the largest amount of each fiche."""
    maximum: float


@dataclass(frozen=True, slots=True)
class Calendrier:
    """The years in which actions of one territory begin and end."""

    contrat: Contrat
    datees: tuple[Fiche, ...]
    """With a first or last year."""
    sans_date: tuple[Fiche, ...]
    """With a calendar in words only."""
    muettes: tuple[Fiche, ...]
    """Without a calendar."""
    debut: int | None
    fin: int | None
    hors_periode: tuple[Fiche, ...]
    """That begin before or end after the contract."""


def statuts(corpus: Corpus) -> tuple[Part, ...]:
    """Fiches by status."""
    parts: dict[str, list[Fiche]] = {nom: [] for nom in (*STATUTS.values(), SILENT)}
    for fiche in corpus.fiches:
        parts[STATUTS[fiche.statut] if fiche.statut else SILENT].append(fiche)
    return tuple(_part(nom, fiches) for nom, fiches in parts.items() if fiches)


def publics(corpus: Corpus) -> tuple[Part, ...]:
    """Fiches by group of the public; a fiche counts in each group that its words name."""
    parts: dict[str, list[Fiche]] = defaultdict(list)
    for fiche in corpus.fiches:
        for nom in publics_of(json.loads(fiche.textes["public"])):
            parts[nom].append(fiche)
    order = [*(nom for nom, _ in public_words()), OTHER, SILENT]
    return tuple(_part(nom, parts[nom]) for nom in order if nom in parts)


def publics_of(texts: Iterable[str]) -> tuple[str, ...]:
    """The groups that the words of a fiche name.

    "Familles et jeunes de 12 à 25 ans" -> "Jeunes", "Parents et familles"
    "Cf. annexe" -> "autre public";  nothing -> "non précisé"
    """
    folded = [fold(text) for text in texts]
    if not folded:
        return (SILENT,)
    found = tuple(nom for nom, words in public_words() if any(map(words.search, folded)))
    return found or (OTHER,)


@cache
def public_words() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Groups of the public, each with its words, singular and plural, folded."""
    groups = read_toml("publics.toml")["publics"].values()
    return tuple((group["nom"], _any_of(group["mots"])) for group in groups)


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    forms = dict.fromkeys(form for word in words for form in _forms(fold(word)))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, forms))})\b")


def _forms(word: str) -> tuple[str, str]:
    """personne agee -> personne agee, personnes agees"""
    many = (w if w.endswith(("s", "x")) or len(w) < 4 else f"{w}s" for w in word.split())
    return word, " ".join(many)


def amounts(corpus: Corpus) -> tuple[Montants, ...]:
    """What the fiches of each territory state, by unit; one that states nothing is not there."""
    stated: dict[tuple[Key, str], list[tuple[Fiche, list[float]]]] = defaultdict(list)
    for fiche in corpus.fiches:
        by_unit: dict[str, list[float]] = defaultdict(list)
        for montant in json.loads(fiche.textes["montants"]):
            by_unit[montant["unite"]].append(montant["valeur"])
        for unite, values in by_unit.items():
            stated[fiche.contrat, unite].append((fiche, values))
    return tuple(
        _montants(contrat, unite, stated[contrat.key, unite])
        for contrat in corpus.contrats
        for unite in ("EUR", "ETP")
        if (contrat.key, unite) in stated
    )


def _montants(contrat: Contrat, unite: str, stated: list[tuple[Fiche, list[float]]]) -> Montants:
    largest = [max(values) for _, values in stated]
    somme = sum(value for _, values in stated for value in values)
    fiches = tuple(fiche for fiche, _ in stated)
    return Montants(contrat, unite, fiches, somme, median(largest), max(largest))


def calendars(corpus: Corpus) -> tuple[Calendrier, ...]:
    """The calendars of each territory of which fiches were read."""
    by_contrat: dict[Key, list[Fiche]] = defaultdict(list)
    for fiche in corpus.fiches:
        by_contrat[fiche.contrat].append(fiche)
    return tuple(
        _calendar(contrat, by_contrat[contrat.key])
        for contrat in corpus.contrats
        if contrat.key in by_contrat
    )


def years_of(fiche: Fiche) -> tuple[int | None, int | None]:
    """First and last year of an action: "2025-07", None -> 2025, None."""
    debut, fin = (_year(fiche.textes[f"calendrier_{end}"]) for end in ("debut", "fin"))
    return debut, fin


def years(corpus: Corpus) -> Mapping[int, Sequence[Fiche]]:
    """Year → actions whose calendar says that they run in it."""
    running: dict[int, list[Fiche]] = defaultdict(list)
    for fiche in corpus.fiches:
        debut, fin = years_of(fiche)
        first, last = debut or fin, fin or debut
        if first is None or last is None:
            continue
        if not first <= last < first + LONGEST:
            last = first
        for year in range(first, last + 1):
            running[year].append(fiche)
    return dict(sorted(running.items()))


def _calendar(contrat: Contrat, fiches: list[Fiche]) -> Calendrier:
    dated = [(fiche, years_of(fiche)) for fiche in fiches if any(years_of(fiche))]
    mute = [f for f in fiches if not f.textes["calendrier"]]
    first = [debut for _, (debut, _) in dated if debut]
    last = [fin for _, (_, fin) in dated if fin]
    known = {fiche.key for fiche, _ in dated} | {fiche.key for fiche in mute}
    return Calendrier(
        contrat,
        tuple(fiche for fiche, _ in dated),
        tuple(fiche for fiche in fiches if fiche.key not in known),
        tuple(f for f in mute if not any(years_of(f))),
        min(first, default=None),
        max(last, default=None),
        tuple(f for f, (debut, fin) in dated if _is_outside(contrat, debut, fin)),
    )


def _is_outside(contrat: Contrat, debut: int | None, fin: int | None) -> bool:
    return bool(
        (contrat.debut and debut and debut < contrat.debut)
        or (contrat.fin and fin and fin > contrat.fin)
    )


def _year(date: str | None) -> int | None:
    return int(date[:4]) if date else None


def _part(nom: str, fiches: list[Fiche]) -> Part:
    return Part(nom, tuple(fiches))
