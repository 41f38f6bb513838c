"""Which territory acts on which theme, and where no action means that there is none."""

from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum

from extractor.compare.corpus import Contrat, Corpus, Extraction, Fiche, Key
from extractor.matching.themes import load_themes


class State(StrEnum):
    """What is known of the actions of a territory on a theme."""

    PRESENT = "présent"
    ABSENT = "absent"
    """The whole contract was read, and no fiche of it speaks of the theme."""
    UNKNOWN = "non extrait"
    """No fiche was read about it, but not all fiches could be read."""


@dataclass(frozen=True, slots=True)
class Cell:
    """The fiches of one territory on one theme."""

    theme: str
    state: State
    fiches: tuple[Fiche, ...]
    share: float | None
    """Of the fiches read of the contract, 0–1; None when none was read."""


@dataclass(frozen=True, slots=True)
class Row:
    """One territory."""

    contrat: Contrat
    fiches: tuple[Fiche, ...]
    cells: tuple[Cell, ...]
    """In the order of the themes of the matrix."""
    without_theme: tuple[Fiche, ...]
    """Fiches in which no theme was recognised: each may hide one."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """One theme across the territories."""

    theme: str
    nom: str
    present: tuple[Contrat, ...]
    absent: tuple[Contrat, ...]
    unknown: tuple[Contrat, ...]
    fiches: tuple[Fiche, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Territory × theme."""

    themes: tuple[str, ...]
    noms: tuple[str, ...]
    rows: tuple[Row, ...]


def theme_matrix(corpus: Corpus) -> Matrix:
    """Count the fiches of each territory on each theme; a fiche counts in each of its themes."""
    noms = {key: theme.nom for key, theme in load_themes().items()}
    wanted = corpus.selection.themes
    themes = tuple(theme for theme in noms if not wanted or theme in wanted)
    by_contrat: dict[Key, list[Fiche]] = defaultdict(list)
    for fiche in corpus.fiches:
        by_contrat[fiche.contrat].append(fiche)
    rows = tuple(_row(c, tuple(by_contrat.get(c.key, ())), themes) for c in corpus.contrats)
    return Matrix(themes, tuple(noms[theme] for theme in themes), rows)


def _row(contrat: Contrat, fiches: tuple[Fiche, ...], themes: tuple[str, ...]) -> Row:
    about: dict[str, list[Fiche]] = defaultdict(list)
    for fiche in fiches:
        for theme in fiche.themes:
            about[theme].append(fiche)
    cells = tuple(_cell(contrat, theme, tuple(about.get(theme, ()))) for theme in themes)
    return Row(contrat, fiches, cells, tuple(f for f in fiches if not f.themes))


def _cell(contrat: Contrat, theme: str, fiches: tuple[Fiche, ...]) -> Cell:
    if fiches:
        state = State.PRESENT
    elif contrat.extraction is Extraction.COMPLETE:
        state = State.ABSENT
    else:
        state = State.UNKNOWN
    return Cell(theme, state, fiches, len(fiches) / contrat.fiches if contrat.fiches else None)


def coverage(matrix: Matrix) -> tuple[Coverage, ...]:
    """For each theme the territories that act on it, that do not, and of which it is not known."""
    return tuple(
        Coverage(theme, nom, *_states(matrix, rank))
        for rank, (theme, nom) in enumerate(zip(matrix.themes, matrix.noms, strict=True))
    )


def _states(
    matrix: Matrix, rank: int
) -> tuple[tuple[Contrat, ...], tuple[Contrat, ...], tuple[Contrat, ...], tuple[Fiche, ...]]:
    def having(state: State) -> tuple[Contrat, ...]:
        return tuple(row.contrat for row in matrix.rows if row.cells[rank].state is state)

    fiches = tuple(fiche for row in matrix.rows for fiche in row.cells[rank].fiches)
    return having(State.PRESENT), having(State.ABSENT), having(State.UNKNOWN), fiches
