"""Which indicators territories use for the same theme."""

from collections import defaultdict
from dataclasses import dataclass

from extractor.compare.corpus import Contrat, Corpus, Fiche, Key
from extractor.compare.similaires import stems_of
from extractor.matching.themes import load_themes

FAMILLES = {"processus": "processus", "resultat": "résultat", "impact": "impact"}


@dataclass(frozen=True, slots=True)
class Usage:
    """One indicator on one theme, in the words of the first fiche that has it."""

    theme: str
    nom_theme: str
    texte: str
    familles: tuple[str, ...]
    fiches: tuple[Fiche, ...]
    territoires: tuple[Contrat, ...]


def indicator_usage(corpus: Corpus) -> tuple[Usage, ...]:
    """Indicators by theme, those of the most territories first.

    Two wordings are one indicator when they have the same word stems, in any order: "Nombre de
    participants" and "nombre de participant(s)". Criteria are not counted: only how it is measured.
    """
    noms = {key: theme.nom for key, theme in load_themes().items()}
    wanted = corpus.selection.themes
    fiches = {fiche.key: fiche for fiche in corpus.fiches}
    contrats = {contrat.key: contrat for contrat in corpus.contrats}
    words: dict[frozenset[str], str] = {}
    familles: dict[tuple[str, frozenset[str]], set[str]] = defaultdict(set)
    users: dict[tuple[str, frozenset[str]], dict[Key, Fiche]] = defaultdict(dict)
    for indicateur in corpus.indicateurs:
        stems = frozenset(stems_of(indicateur.texte))
        if indicateur.nature != "indicateur" or not stems:
            continue
        fiche = fiches[indicateur.fiche]
        words.setdefault(stems, indicateur.texte)
        for theme in fiche.themes:
            if not wanted or theme in wanted:
                users[theme, stems][fiche.key] = fiche
                familles[theme, stems].update([indicateur.famille] if indicateur.famille else [])
    found = [
        Usage(
            theme,
            noms[theme],
            words[stems],
            tuple(nom for cle, nom in FAMILLES.items() if cle in familles[theme, stems]),
            tuple(of.values()),
            tuple(contrats[key] for key in dict.fromkeys(f.contrat for f in of.values())),
        )
        for (theme, stems), of in users.items()
    ]
    rank = {theme: place for place, theme in enumerate(noms)}
    return tuple(
        sorted(
            found,
            key=lambda u: (rank[u.theme], -len(u.territoires), -len(u.fiches), u.texte),
        )
    )
