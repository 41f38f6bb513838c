"""What a fiche action is about: its themes, each with its score and the words that decided.

The score of a theme is `1 - 2 ** -evidence`: each unit of evidence takes half of what is missing
to certainty, so a decisive word in the title alone gives 0.5, two give 0.75. A word of the theme
brings the weight of its level times the weight of the field that it stands in, less in a long field
that speaks of it in passing. Weights and threshold stand in `data/themes.toml`.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from math import sqrt
from typing import Any, NamedTuple

from extractor.matching.theme_words import (
    Expression,
    find_expressions,
    find_keys,
    load_words,
    vocabulary,
)

TEXTS = ("intitule", "texte")
"""The keys that hold the wording of an item that is an object: of an objective, of a mention."""


class Theme(NamedTuple):
    """A theme of the vocabulary."""

    id: str
    nom: str
    domaines: tuple[str, ...]
    """Ids of the legal domains that it belongs to."""


class Word(NamedTuple):
    """A word or expression that spoke for a theme."""

    mots: str
    """As the vocabulary writes it."""
    niveau: str
    """Its level: `decisif`, `fort` or `faible`."""
    champ: str
    """JSON Pointer, inside the fiche, to the first text of the field that has it."""
    poids: float
    """Evidence that it brought."""


class ThemeScore(NamedTuple):
    """A theme of a fiche."""

    theme: str
    """Id of the theme."""
    score: float
    """0–1, two decimals: 0.5 is what one decisive word in the title gives."""
    words: tuple[Word, ...]
    """What decided, the weightiest first."""


class Text(NamedTuple):
    """One text of a fiche and its place."""

    texte: str
    pointer: str


@cache
def load_themes() -> Mapping[str, Theme]:
    """The themes by id, in the order of the file."""
    return {
        key: Theme(key, table["nom"], tuple(table["domaines"]))
        for key, table in vocabulary()["themes"].items()
    }


@cache
def load_domaines() -> Mapping[str, str]:
    """The legal domains: id → name."""
    return dict(vocabulary()["domaines"])


def themes_of(fiche: Mapping[str, Any], axe: str = "") -> list[ThemeScore]:
    """The themes of a fiche of the record, the surest first; `[]` when no word decides.

    A fiche that only has a title will do. `axe` is the title of its axe.

    {"titre": "Lutter contre les addictions des jeunes"} -> addictions 0.5, jeunesse 0.5
    {"titre": "Accueil des étudiants en santé"}          -> acces-aux-soins 0.5
    """
    reglages = vocabulary()["reglages"]
    found = scores_of(fiche, axe)
    least = max((_evidence(one.words) for one in found), default=0.0) * reglages["part"]
    return [
        one for one in found if one.score >= reglages["seuil"] and _evidence(one.words) >= least
    ]


class Themes(NamedTuple):
    """The themes of a record."""

    lists: dict[str, list[dict[str, Any]]]
    """JSON Pointer of a fiche → its `themes`."""
    sources: dict[str, str]
    """JSON Pointer of one of them → that of the text that the word which weighed most stands in."""


def find_themes(record: Mapping[str, Any]) -> Themes:
    """The themes of every fiche of a record, as plain data: of its axes and fiches."""
    themes = Themes({}, {})
    for i, contrat in enumerate(record["contrats"]):
        for j, fiche in enumerate(contrat["fiches_action"]):
            pointer = f"/contrats/{i}/fiches_action/{j}"
            found = themes_of(fiche, axe_of(fiche, contrat))
            themes.lists[pointer] = [{"theme": one.theme, "score": one.score} for one in found]
            for k, one in enumerate(found):
                themes.sources[f"{pointer}/themes/{k}"] = f"{pointer}{one.words[0].champ}"
    return themes


def axe_of(fiche: Mapping[str, Any], contrat: Mapping[str, Any]) -> str:
    """The title of the axe of a fiche; "" when the contract does not list it."""
    titres = (one["titre"] for one in contrat["axes"] if one["numero"] == fiche["axe"])
    return next(titres, "")


def scores_of(fiche: Mapping[str, Any], axe: str = "") -> list[ThemeScore]:
    """Every theme that some word speaks for, below the threshold too, the surest first."""
    words: dict[str, list[Word]] = {}
    for champ, poids in vocabulary()["champs"].items():
        texts = [Text(axe, "/axe")] if champ == "axe" else list(_texts(fiche, champ.split("/")))
        for theme, word in _words_of_field(texts, poids):
            words.setdefault(theme, []).append(word)
    order = {theme: rank for rank, theme in enumerate(load_themes())}
    scores = [
        ThemeScore(theme, _score(_evidence(own)), tuple(sorted(own, key=lambda w: -w.poids)))
        for theme, own in words.items()
    ]
    return sorted(scores, key=lambda one: (-_evidence(one.words), order[one.theme]))


def _words_of_field(texts: Sequence[Text], poids: float) -> Iterator[tuple[str, Word]]:
    """What the words of one field bring, each word once; the theme of each.

    In a field of N words, N above `repere`, a word that stands there n times brings
    sqrt(n · repere / N) of its weight, never more than the whole.
    """
    weights, repere = vocabulary()["poids"], vocabulary()["reglages"]["repere"]
    words = load_words()
    counts: Counter[Expression] = Counter()
    places: dict[Expression, str] = {}
    length = 0
    for text, pointer in texts:
        keys = find_keys(text, words)
        length += len(keys)
        for expression in find_expressions(keys, words):
            counts[expression] += 1
            places.setdefault(expression, pointer)
    for expression, count in counts.items():
        share = sqrt(min(1.0, count * repere / max(length, repere)))
        brought = round(weights[expression.niveau] * poids * share, 3)
        place = places[expression]
        yield expression.theme, Word(expression.mots, expression.niveau, place, brought)


def _evidence(words: Sequence[Word]) -> float:
    return sum(word.poids for word in words)


def _score(evidence: float) -> float:
    return round(1 - 2**-evidence, 2)


def _texts(value: Any, path: Sequence[str], pointer: str = "") -> Iterator[Text]:
    """The texts under a path of keys; lists are gone through.

    ("objectifs", "operationnels") -> the `intitule` of each, at
    "/objectifs/0/operationnels/0/intitule"
    """
    if isinstance(value, str):
        if value and not path:
            yield Text(value, pointer)
    elif isinstance(value, Mapping):
        for key in path[:1] or TEXTS:
            yield from _texts(value.get(key), path[1:], f"{pointer}/{key}")
    elif isinstance(value, Sequence):
        for index, item in enumerate(value):
            yield from _texts(item, path, f"{pointer}/{index}")
