"""Statuses, publics, calendars, amounts and indicators, as tables."""

from extractor.compare.champs import amounts, calendars, publics, statuts, years
from extractor.compare.corpus import Corpus
from extractor.compare.tables import (
    Table,
    count,
    places,
    places_of,
    to_contrat,
)


def tell_statuses(corpus: Corpus) -> tuple[Table, ...]:
    """Fiches by status."""
    return (
        Table(
            "statuts",
            "Les statuts des actions",
            "Ce que la fiche dit elle-même (case cochée ou mots) ; « non précisé » n'est pas "
            "« nouvelle ».",
            ("statut", "fiches", "territoires"),
            tuple((p.nom, count(p.fiches), places_of(p.fiches)) for p in statuts(corpus)),
        ),
    )


def tell_publics(corpus: Corpus) -> tuple[Table, ...]:
    """Fiches by group of the public."""
    return (
        Table(
            "publics",
            "Les publics des actions",
            "Une fiche compte dans chaque groupe que ses mots nomment.",
            ("public", "fiches", "territoires"),
            tuple((p.nom, count(p.fiches), places_of(p.fiches)) for p in publics(corpus)),
        ),
    )


def tell_calendars(corpus: Corpus) -> tuple[Table, ...]:
    """Calendars of the territories, actions by year, and amounts."""
    return (
        Table(
            "calendriers",
            "Les calendriers des actions",
            "« En mots » : un calendrier sans année (« toute la durée du contrat »).",
            (
                "territoire",
                "période du contrat",
                "datées",
                "en mots",
                "sans calendrier",
                "de",
                "à",
                "hors période",
            ),
            tuple(
                (
                    to_contrat(c.contrat),
                    c.contrat.periode,
                    count(c.datees),
                    count(c.sans_date),
                    count(c.muettes),
                    c.debut,
                    c.fin,
                    count(c.hors_periode),
                )
                for c in calendars(corpus)
            ),
        ),
        Table(
            "annees",
            "Les actions en cours, par année",
            "Selon les années que disent les fiches.",
            ("année", "fiches"),
            tuple((year, count(fiches)) for year, fiches in years(corpus).items()),
        ),
        Table(
            "montants",
            "Les montants annoncés",
            "Ce que les fiches écrivent, sans extrapolation : une fiche peut écrire un total à "
            "côté de "
            "ses parts, et un territoire absent de cette liste n'écrit aucun montant.",
            ("territoire", "unité", "fiches", "somme", "médiane", "maximum"),
            tuple(
                (to_contrat(m.contrat), m.unite, count(m.fiches), m.somme, m.mediane, m.maximum)
                for m in amounts(corpus)
            ),
        ),
    )


def tell_indicators(corpus: Corpus) -> tuple[Table, ...]:
    """Indicators by theme."""
    from extractor.compare.indicateurs import indicator_usage

    return (
        Table(
            "indicateurs",
            "Les indicateurs d'un même thème",
            "Deux libellés aux mêmes racines de mots sont un indicateur ; il compte dans chaque "
            "thème de "
            "sa fiche.",
            ("thème", "indicateur", "famille", "fiches", "territoires"),
            tuple(
                (
                    u.nom_theme,
                    u.texte,
                    ", ".join(u.familles),
                    count(u.fiches),
                    places(u.territoires),
                )
                for u in indicator_usage(corpus)
            ),
        ),
    )
