"""The plan of actions as one table, one row per action: the synthesis, or the wide plan."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from corpus.build.content import Champ, Fiche
from corpus.build.variety.compose import WIDE, Contract
from corpus.build.variety.elements import Cell, Para, Table, para_cell
from corpus.build.variety.shapes import blocks


@dataclass(frozen=True)
class Column:
    """A column of the plan."""

    name: str
    width: float
    """Relative to the others."""
    make: Callable[[Fiche, str], Cell]
    """A fiche and its code in the plan → the cell."""


def plan_table(contract: Contract) -> Table:
    """Return the table; of a wide plan each label of the fiches is a column of its own."""
    style = contract.style
    columns = list(_columns(contract))
    names = [column.name for column in columns]
    widths = [column.width for column in columns]
    if style.plan != "band":
        names.insert(0, contract.vocabulary.plan[0])
        widths.insert(0, 0.09 if style.plan == "turned" else 0.2)
    head = tuple(para_cell(name, bold=True, fill=style.fill) for name in names)
    return Table(
        (head, *_rows(contract, columns)),
        tuple(width / sum(widths) for width in widths),
        style.rules if style.shape == "wide" and style.rules != "none" else "grid",
        header=1,
        cut=False,
        size=-1,
    )


def _rows(contract: Contract, columns: list[Column]) -> Iterator[tuple[Cell, ...]]:
    """Yield the rows of the actions, axe by axe."""
    style, contenu = contract.style, contract.contenu
    axes = {axe.numero: axe for axe in contenu.axes}
    pairs = zip(contenu.fiches, contract.codes_plan, strict=True)
    for numero, group in groupby(pairs, key=lambda pair: pair[0].axe):
        rows = [tuple(column.make(*pair) for column in columns) for pair in group]
        axe = para_cell(axes[numero].imprime)
        if style.plan == "band":
            yield (replace(axe, colspan=len(columns), fill=style.fill, bold=True),)
            yield from rows
        elif style.plan == "plain":
            yield from ((axe, *row) for row in rows)
        else:
            turned = style.plan == "turned"
            yield (replace(axe, rowspan=len(rows), bold=True, turned=turned), *rows[0])
            yield from rows[1:]


def _columns(contract: Contract) -> Iterator[Column]:
    _, code, action, objectif, pilote = contract.vocabulary.plan
    if any(contract.codes_plan):
        yield Column(code, 0.09, lambda _, printed: para_cell(printed))
    yield Column(action, 0.33, lambda fiche, _: para_cell(fiche.titre))
    yield Column(objectif, 0.26, lambda fiche, _: para_cell(fiche.objectif_plan))
    if contract.style.shape != "wide":
        yield Column(pilote, 0.2, lambda fiche, _: _porteurs(fiche))
        return
    for key in WIDE:
        named = [area for fiche in contract.contenu.fiches for area in _areas(fiche, key)]
        if named:
            yield Column(named[0].libelle, 0.26, _cell_of(key, contract.style.marker))


def _cell_of(key: str, marker: str) -> Callable[[Fiche, str], Cell]:
    """Return what makes the cell of a label."""

    def make(fiche: Fiche, _: str) -> Cell:
        found = _areas(fiche, key)
        return Cell(blocks(found[0], marker) if found else ())

    return make


def _porteurs(fiche: Fiche) -> Cell:
    return Cell((Para(", ".join(area.lignes[0] for area in _areas(fiche, "porteurs"))),))


def _areas(fiche: Fiche, key: str) -> list[Champ]:
    """Return the labels of a fiche that feed a field."""
    return [area for area in fiche.champs if isinstance(area, Champ) and area.cle == key]
