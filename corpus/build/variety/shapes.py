"""The shapes of a fiche action: its labels and contents → elements."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from corpus.build.content import Champ, Fiche, Grille, Titre
from corpus.build.variety.compose import Contract
from corpus.build.variety.elements import (
    Cell,
    Columns,
    Element,
    Gap,
    Heading,
    Items,
    Para,
    Table,
    para_cell,
)
from corpus.build.variety.style import Shape, Style

Area = Champ | Grille
Row = tuple[Cell, ...]

LABEL, HALF = 0.26, 0.37
"""Widths of a label at the left and of each of two contents beside it."""
NAVY, PALE = "#1f4e79", "#f7f7f7"
SECTIONS = {
    "Carte d'identité de l'action": ("statut", "porteurs", "copilotes", "public", "perimetre"),
    "Le projet": (
        "contexte",
        "objectif_general",
        "objectifs",
        "description",
        "etapes",
        "articulation",
    ),
    "La mise en œuvre": ("partenaires", "calendrier", "moyens", "outils", "vigilance"),
    "Suivi de l'action": ("evaluation",),
}
"""Heading of a small table → what stands in it."""
BANDED = ("Le projet", "Suivi de l'action")
"""Small tables with labels above their contents."""


def fiche_to_elements(contract: Contract, fiche: Fiche, titre: Titre) -> Iterator[Element]:
    """Yield one fiche in the shape of its style."""
    if not contract.style.has_title_row:
        yield Heading(titre.imprime, 3, "fiche")
    yield from SHAPES[contract.style.shape](contract, fiche, titre)


def blocks(area: Champ, marker: str) -> tuple[Para | Items, ...]:
    """Return the content of a label."""
    if area.puces:
        return (Items(area.lignes, marker),)
    return tuple(map(Para, area.lignes))


def _table(style: Style, rows: list[Row], *widths: float) -> Table:
    return Table(tuple(rows), widths, style.rules, cut=style.cut)


def _label(style: Style, words: str) -> Cell:
    colon = " :" if style.case == "colon" and words else ""
    return para_cell(words + colon, bold=True, fill=style.fill)


def _head(area: Grille) -> Row:
    return tuple(para_cell(words, bold=True) for words in area.colonnes)


def _grid_rows(style: Style, area: Grille) -> list[Row]:
    """Return the rows of an inner grid: a list where a cell has several lines."""
    return [tuple(_sub_cell(lines, style.marker) for lines in row) for row in area.lignes]


def _sub_cell(lines: tuple[str, ...], marker: str) -> Cell:
    return Cell((Items(lines, marker),) if len(lines) > 1 else tuple(map(Para, lines)))


def _ruled(contract: Contract, fiche: Fiche, titre: Titre) -> Iterator[Element]:
    """One table, labels at the left."""
    style = contract.style
    rows: list[Row] = []
    if style.has_title_row:
        title = para_cell(titre.imprime, bold=True, fill=style.fill)
        rows.append((replace(title, colspan=3),))
    for area in fiche.champs:
        rows += _label_left(style, area)
    yield _table(style, rows, LABEL, HALF, HALF)


def _label_left(style: Style, area: Area) -> list[Row]:
    label = _label(style, area.libelle)
    if isinstance(area, Champ):
        return [(label, Cell(blocks(area, style.marker), colspan=2))]
    spanning = replace(label, rowspan=1 + len(area.lignes))
    return [(spanning, *_head(area)), *_grid_rows(style, area)]


def _bands(contract: Contract, fiche: Fiche, titre: Titre) -> Iterator[Element]:
    """One table, each label in a band above its content."""
    style = contract.style
    rows: list[Row] = []
    if style.has_title_row:
        title = para_cell(titre.imprime, bold=True, fill=NAVY)
        rows.append((replace(title, colspan=2, white=True),))
    for area in fiche.champs:
        rows += _band(style, area)
    yield _table(style, rows, 0.5, 0.5)


def _band(style: Style, area: Area) -> list[Row]:
    label = replace(_label(style, area.libelle), colspan=2)
    if isinstance(area, Champ):
        return [(label,), (Cell(blocks(area, style.marker), colspan=2),)]
    return [(label,), _head(area), *_grid_rows(style, area)]


def _fills(contract: Contract, fiche: Fiche, _: Titre) -> Iterator[Element]:
    """One table without rules: fills set labels and contents apart."""
    style = contract.style
    rows = tuple(
        (_label(style, area.libelle), Cell(blocks(area, style.marker), fill=PALE))
        for area in _champs(fiche)
    )
    yield Table(rows, (0.28, 0.72), "none")


def _borderless(contract: Contract, fiche: Fiche, _: Titre) -> Iterator[Element]:
    """Labels beside their contents, aligned, without a rule or a fill."""
    style = contract.style
    rows = tuple(
        (replace(_label(style, area.libelle), fill=""), Cell(blocks(area, style.marker)))
        for area in _champs(fiche)
    )
    yield Table(rows, (0.28, 0.72), "none")


def _small(contract: Contract, fiche: Fiche, _: Titre) -> Iterator[Element]:
    """Several small tables, each under a heading."""
    style = contract.style
    for heading in SECTIONS:
        own = [area for area in fiche.champs if small_section(contract, area) == heading]
        if not own:
            continue
        banded = heading in BANDED
        rows = [row for area in own for row in (_band if banded else _label_left)(style, area)]
        yield Heading(heading, 4, "libelle")
        yield _table(style, rows, *((0.5, 0.5) if banded else (LABEL, HALF, HALF)))
        if heading != "Suivi de l'action":
            yield Gap(4)


def small_section(contract: Contract, area: Area) -> str:
    """Return the heading of the small table that a label stands in."""
    if isinstance(area, Grille):
        return "Suivi de l'action" if area.familles else "Le projet"
    names = {words.casefold(): key for key, words in contract.vocabulary.labels.items()}
    key = names.get(area.libelle.casefold(), "evaluation")
    return next(heading for heading, keys in SECTIONS.items() if key in keys)


def _run_in(contract: Contract, fiche: Fiche, _: Titre) -> Iterator[Element]:
    """Bold labels, each content on the same line; a list stands below."""
    for area in _champs(fiche):
        name = f"{area.libelle} :"
        if area.puces:
            yield from (Para("", label=name), Items(area.lignes, contract.style.marker))
            continue
        first, *rest = area.lignes or ("",)
        yield from (Para(first, label=name), *map(Para, rest))


def _columns(contract: Contract, fiche: Fiche, titre: Titre) -> Iterator[Element]:
    """Run-in labels in two columns of text."""
    yield Columns(tuple(_run_in(contract, fiche, titre)))


def _headings(contract: Contract, fiche: Fiche, _: Titre) -> Iterator[Element]:
    """Labels as headings."""
    for area in _champs(fiche):
        yield Heading(area.libelle, 4, "libelle")
        yield from blocks(area, contract.style.marker)


def _champs(fiche: Fiche) -> Iterator[Champ]:
    """Yield the labels of a fiche whose shape has no room for an inner grid."""
    for area in fiche.champs:
        if isinstance(area, Grille):
            raise TypeError(f"{fiche.titre}: a grid stands in a table only")
        yield area


SHAPES: dict[Shape, Callable[[Contract, Fiche, Titre], Iterator[Element]]] = {
    "ruled": _ruled,
    "bands": _bands,
    "fills": _fills,
    "borderless": _borderless,
    "small": _small,
    "run-in": _run_in,
    "headings": _headings,
    "columns": _columns,
}
"""Each shape but the wide plan, which has no fiches."""
