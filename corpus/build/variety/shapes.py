"""The shapes of a fiche action: its labels and contents → elements."""

from collections.abc import Callable
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
)
from corpus.build.variety.style import Style

LABEL, HALF = 0.26, 0.37
SECTIONS = {
    "Carte d'identité de l'action": (
        "statut", "porteurs", "copilotes", "public", "perimetre"),
    "Le projet": (
        "contexte", "objectif_general", "objectifs", "description", "etapes", "articulation"),
    "La mise en œuvre": ("partenaires", "calendrier", "moyens", "outils", "vigilance"),
}  # fmt: skip
"""Heading of a small table → what stands in it."""


def fiche_to_elements(contract: Contract, fiche: Fiche, titre: Titre) -> list[Element]:
    """Return one fiche in the shape of its style."""
    return SHAPES[contract.style.shape](contract, fiche, titre)


def blocks(area: Champ, marker: str) -> tuple[Para | Items, ...]:
    """Return the content of a label."""
    if area.puces:
        return (Items(area.lignes, marker),)
    return tuple(Para(line) for line in area.lignes)


def label(style: Style, words: str) -> str:
    """Return a label as a table prints it."""
    return words + " :" if style.case == "colon" and words else words


def sub_cell(lines: tuple[str, ...], marker: str) -> Cell:
    """Return a cell of an inner grid."""
    return Cell((Items(lines, marker),) if len(lines) > 1 else tuple(map(Para, lines)))


def _ruled(contract: Contract, fiche: Fiche, titre: Titre) -> list[Element]:
    style = contract.style
    rows: list[tuple[Cell, ...]] = []
    made: list[Element] = []
    if style.title == "row":
        rows.append((Cell((Para(titre.imprime),), colspan=3, fill=style.fill, bold=True),))
    else:
        made.append(Heading(titre.imprime, 3, "fiche"))
    for area in fiche.champs:
        rows += _label_left(style, area)
    table = Table(tuple(rows), (LABEL, HALF, HALF), style.rules, cut=style.cut)
    return [*made, table]


def _label_left(style: Style, area: Champ | Grille) -> list[tuple[Cell, ...]]:
    name = Cell((Para(label(style, area.libelle)),), fill=style.fill, bold=True)
    if isinstance(area, Champ):
        return [(name, Cell(blocks(area, style.marker), colspan=2))]
    head = tuple(Cell((Para(words),), bold=True) for words in area.colonnes)
    rows = [(replace(name, rowspan=1 + len(area.lignes)), *head)]
    rows += [tuple(sub_cell(lines, style.marker) for lines in row) for row in area.lignes]
    return rows


def _bands(contract: Contract, fiche: Fiche, titre: Titre) -> list[Element]:
    style = contract.style
    rows: list[tuple[Cell, ...]] = []
    made: list[Element] = []
    if style.title == "row":
        rows.append((Cell((Para(titre.imprime),), 2, fill="#1f4e79", bold=True, white=True),))
    else:
        made.append(Heading(titre.imprime, 3, "fiche"))
    for area in fiche.champs:
        rows += _band(style, area)
    return [*made, Table(tuple(rows), (0.5, 0.5), style.rules, cut=style.cut)]


def _band(style: Style, area: Champ | Grille) -> list[tuple[Cell, ...]]:
    name = Cell((Para(label(style, area.libelle)),), colspan=2, fill=style.fill, bold=True)
    if isinstance(area, Champ):
        return [(name,), (Cell(blocks(area, style.marker), colspan=2),)]
    head = tuple(Cell((Para(words),), bold=True) for words in area.colonnes)
    rows = [tuple(sub_cell(lines, style.marker) for lines in row) for row in area.lignes]
    return [(name,), head, *rows]


def _fills(contract: Contract, fiche: Fiche, titre: Titre) -> list[Element]:
    style = contract.style
    rows = [
        (Cell((Para(label(style, area.libelle)),), fill=style.fill, bold=True),
         Cell(blocks(area, style.marker), fill="#f7f7f7"))
        for area in fiche.champs if isinstance(area, Champ)
    ]  # fmt: skip
    return [Heading(titre.imprime, 3, "fiche"), Table(tuple(rows), (0.28, 0.72), "none")]


def _small(contract: Contract, fiche: Fiche, titre: Titre) -> list[Element]:
    style = contract.style
    made: list[Element] = [Heading(titre.imprime, 3, "fiche")]
    areas = [area for area in fiche.champs if not _is_evaluation(area)]
    for rank, (heading, _) in enumerate(SECTIONS.items()):
        own = [area for area in areas if small_section(contract, area) == rank]
        if not own:
            continue
        made.append(Heading(heading, 4, "libelle"))
        rows = [row for area in own for row in (_band if rank == 1 else _label_left)(style, area)]
        widths = (0.5, 0.5) if rank == 1 else (LABEL, HALF, HALF)
        made += [Table(tuple(rows), widths, style.rules, cut=style.cut), Gap(4)]
    own_eval = [area for area in fiche.champs if _is_evaluation(area)]
    if own_eval:
        rows = [row for area in own_eval for row in _band(style, area)]
        made += [Heading("Suivi de l'action", 4, "libelle"), Table(tuple(rows), (0.5, 0.5), style.rules)]
    return made


def _is_evaluation(area: Champ | Grille) -> bool:
    return bool(area.familles) if isinstance(area, Grille) else area.cle == "evaluation"


def small_section(contract: Contract, area: Champ | Grille) -> int:
    """Return the rank of the small table that a label stands in; 3 is the evaluation."""
    if isinstance(area, Grille):
        return 1
    names = {words.casefold(): key for key, words in contract.vocabulary.labels.items()}
    key = names.get(area.libelle.casefold(), "evaluation")
    ranks = {key: rank for rank, keys in enumerate(SECTIONS.values()) for key in keys}
    return ranks.get(key, 3)


def _run_in(contract: Contract, fiche: Fiche, titre: Titre) -> list[Element]:
    made: list[Element] = [Heading(titre.imprime, 3, "fiche")]
    for area in fiche.champs:
        assert isinstance(area, Champ)
        made += run_in(area, contract.style.marker)
    return made


def run_in(area: Champ, marker: str) -> list[Element]:
    """Return a bold label and its content on the same line; a list stands below."""
    name = f"{area.libelle} :"
    if area.puces:
        return [Para("", label=name), Items(area.lignes, marker)]
    first, *rest = area.lignes or ("",)
    return [Para(first, label=name), *map(Para, rest)]


def _headings(contract: Contract, fiche: Fiche, titre: Titre) -> list[Element]:
    made: list[Element] = [Heading(titre.imprime, 3, "fiche")]
    for area in fiche.champs:
        assert isinstance(area, Champ)
        made += [Heading(area.libelle, 4, "libelle"), *blocks(area, contract.style.marker)]
    return made


def _columns(contract: Contract, fiche: Fiche, titre: Titre) -> list[Element]:
    inside: list[Element] = []
    for area in fiche.champs:
        assert isinstance(area, Champ)
        inside += run_in(area, contract.style.marker)
    return [Heading(titre.imprime, 3, "fiche"), Columns(tuple(inside))]


SHAPES: dict[str, Callable[[Contract, Fiche, Titre], list[Element]]] = {
    "ruled": _ruled, "bands": _bands, "fills": _fills, "small": _small, "run-in": _run_in,
    "headings": _headings, "columns": _columns,
}  # fmt: skip
