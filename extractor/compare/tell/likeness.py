"""What is alike: actions of two territories, two contracts, a press release, as tables."""

from collections.abc import Iterable, Mapping

from extractor.compare.communiques import Verdict, compare_press
from extractor.compare.corpus import Corpus, Fiche
from extractor.compare.evolution import Change, evolutions
from extractor.compare.tables import (
    Cell,
    Count,
    Table,
    to_contrat,
    to_fiche,
)


def tell_similar(corpus: Corpus) -> tuple[Table, ...]:
    """The most alike actions of two territories."""
    from extractor.compare.similaires import Index

    of = {contrat.key: contrat for contrat in corpus.contrats}
    return (
        Table(
            "fiches-proches",
            "Des actions proches d'un territoire à l'autre",
            "Cosinus TF-IDF des racines de mots (titre, objectifs, description, public) : une "
            "ressemblance de mots, à lire avant de conclure.",
            ("score", "territoire", "fiche", "autre territoire", "autre fiche", "mots communs"),
            tuple(
                (
                    round(p.score, 3),
                    to_contrat(of[p.fiche.contrat]),
                    to_fiche(p.fiche),
                    to_contrat(of[p.autre.contrat]),
                    to_fiche(p.autre),
                    ", ".join(p.mots),
                )
                for p in (Index(corpus.fiches).pairs() if corpus.fiches else ())
            ),
        ),
    )


def tell_nearest(corpus: Corpus, found: Iterable[tuple[Fiche, float]], to: str) -> Table:
    """The actions nearest to a fiche or a sentence."""
    of = {contrat.key: contrat for contrat in corpus.contrats}
    return Table(
        "fiches-proches",
        f"Les actions les plus proches de « {to} »",
        "Cosinus TF-IDF des racines de mots, de 0 à 1.",
        ("score", "territoire", "fiche", "page", "document"),
        tuple(
            (
                round(score, 3),
                to_contrat(of[fiche.contrat]),
                to_fiche(fiche),
                fiche.page_debut,
                of[fiche.contrat].document.fichier,
            )
            for fiche, score in found
        ),
    )


def tell_evolution(corpus: Corpus) -> tuple[Table, ...]:
    """A contract and the next one."""
    from extractor.matching.themes import load_themes

    noms = {key: theme.nom for key, theme in load_themes().items()}
    found = evolutions(corpus)
    changes = tuple(Change)
    summary: tuple[tuple[Cell, ...], ...] = tuple(
        (
            to_contrat(e.apres),
            e.avant.periode or "?",
            e.apres.periode or "?",
            *(
                Count(
                    len(e.of(change)),
                    tuple(f.key for s in e.of(change) for f in (s.apres or s.avant,) if f),
                )
                for change in changes
            ),
        )
        for e in found
    )
    rows = tuple(
        (
            to_contrat(e.apres),
            s.change.value,
            s.score,
            to_fiche(s.avant) if s.avant else "",
            to_fiche(s.apres) if s.apres else "",
            _moves(s.themes_gagnes, s.themes_perdus, noms),
            _moves(s.porteurs_gagnes, s.porteurs_perdus, {}),
        )
        for e in found
        for s in e.suivis
    )
    return (
        Table(
            "evolution",
            "D'un contrat au suivant : en nombres",
            "« À vérifier » : deux fiches qui se ressemblent sans que ce soit sûr. « Ou non "
            "extraite » : "
            "l'un des contrats n'a pas été lu en entier.",
            ("territoire", "de", "à", *(change.value for change in changes)),
            summary,
        ),
        Table(
            "evolution-fiches",
            "D'un contrat au suivant : les fiches",
            "Score : ressemblance des titres et des mots, de 0 à 1.",
            ("territoire", "devenir", "score", "avant", "après", "thèmes", "porteurs"),
            rows,
        ),
    )


def tell_press(corpus: Corpus) -> tuple[Table, ...]:
    """Press releases against contracts."""
    points, alone = compare_press(corpus)
    order = list(Verdict)
    return (
        Table(
            "communiques",
            "Les communiqués et les contrats",
            "« D'un seul côté » : l'un des deux ne dit rien, ce n'est pas une contradiction.",
            (
                "territoire",
                "communiqué",
                "contrat",
                "point",
                "communiqué dit",
                "contrat dit",
                "verdict",
            ),
            tuple(
                (
                    to_contrat(p.contrat),
                    p.communique.document.fichier,
                    p.contrat.document.fichier,
                    p.point,
                    p.dit_communique or "",
                    p.dit_contrat or "",
                    p.verdict.value,
                )
                for p in sorted(points, key=lambda p: order.index(p.verdict))
            ),
        ),
        Table(
            "communiques-seuls",
            "Les communiqués sans contrat",
            "",
            ("territoire", "communiqué", "raison"),
            tuple(
                (s.communique.territoire.nom, s.communique.document.fichier, s.raison)
                for s in alone
            ),
        ),
    )


def _moves(come: Iterable[str], gone: Iterable[str], noms: Mapping[str, str]) -> str:
    """("nutrition",), ("habitat",) -> "+ Nutrition et alimentation, − Habitat et logement" """
    words = [f"+ {noms.get(name, name)}" for name in come]
    return ", ".join(words + [f"− {noms.get(name, name)}" for name in gone])
