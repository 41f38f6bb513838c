"""Territories and themes, as tables."""

from extractor.compare.corpus import Corpus, Extraction
from extractor.compare.tables import (
    Share,
    Table,
    Unknown,
    count,
    places,
    to_contrat,
)
from extractor.compare.themes import State, coverage, theme_matrix


def tell_matrix(corpus: Corpus) -> tuple[Table, ...]:
    """Number of fiches by territory and theme, and their share."""
    matrix = theme_matrix(corpus)
    rows, shares = [], []
    for row in matrix.rows:
        partial = row.contrat.extraction is not Extraction.COMPLETE
        state = row.contrat.extraction.value
        counts = tuple(
            Unknown() if cell.state is State.UNKNOWN else count(cell.fiches, partial)
            for cell in row.cells
        )
        known = bool(row.contrat.fiches)
        total = count(row.fiches, partial) if known else Unknown()
        without = count(row.without_theme) if known else Unknown()
        rows.append((to_contrat(row.contrat), state, total, *counts, without))
        shares.append(
            (
                to_contrat(row.contrat),
                state,
                *(
                    Unknown()
                    if cell.share is None or cell.state is State.UNKNOWN
                    else Share(round(cell.share, 4))
                    for cell in row.cells
                ),
            )
        )
    return (
        Table(
            "themes",
            "Territoires × thèmes : nombre de fiches",
            "Une fiche compte dans chacun de ses thèmes. 0 : le contrat a été lu en entier et "
            "aucune "
            "fiche n'en parle. « Non extrait » : on ne sait pas. « ≥ » : contrat lu en partie.",
            ("territoire", "extraction", "fiches", *matrix.noms, "sans thème reconnu"),
            tuple(rows),
        ),
        Table(
            "themes-parts",
            "Territoires × thèmes : part des fiches du contrat",
            "De 0 à 1, sur les fiches lues ; la somme dépasse 1, car une fiche a plusieurs thèmes.",
            ("territoire", "extraction", *matrix.noms),
            tuple(shares),
        ),
    )


def tell_coverage(corpus: Corpus) -> tuple[Table, ...]:
    """For each theme how many territories act, do not act, or are not known."""
    return (
        Table(
            "couverture",
            "Les thèmes et les territoires qui y agissent",
            "« Absent » : contrat lu en entier, aucune fiche sur ce thème. « Non extrait » : on ne "
            "sait pas, et ce n'est jamais compté comme une absence.",
            ("thème", "fiches", "territoires", "absent", "non extrait"),
            tuple(
                (c.nom, count(c.fiches), places(c.present), places(c.absent), places(c.unknown))
                for c in coverage(theme_matrix(corpus))
            ),
        ),
    )


def tell_gaps(corpus: Corpus) -> tuple[Table, ...]:
    """One row for each territory and theme without a fiche."""
    rows = tuple(
        (nom, to_contrat(contrat), state.value, " ; ".join(contrat.lacunes))
        for c in coverage(theme_matrix(corpus))
        for nom in (c.nom,)
        for state, contrats in ((State.ABSENT, c.absent), (State.UNKNOWN, c.unknown))
        for contrat in contrats
    )
    return (
        Table(
            "sans-action",
            "Les territoires sans action sur un thème",
            "« Absent » : contrat lu en entier. « Non extrait » : la raison du doute est à côté.",
            ("thème", "territoire", "état", "lacunes"),
            rows,
        ),
    )
