"""The plan of actions as one table, one row per action: the synthesis, or the wide plan."""

from collections.abc import Callable
from itertools import groupby

from corpus.build.content import Champ, Fiche
from corpus.build.variety.compose import Contract
from corpus.build.variety.elements import Cell, Para, Table
from corpus.build.variety.shapes import blocks

Column = tuple[str, float, Callable[[Fiche, str], Cell]]


def plan_table(contract: Contract) -> Table:
    """Return the table; of a wide plan each label of the fiches is a column of its own."""
    style, contenu = contract.style, contract.contenu
    columns = _columns(contract)
    axes = {axe.numero: axe for axe in contenu.axes}
    rows: list[tuple[Cell, ...]] = []
    pairs = zip(contenu.fiches, contract.codes_plan, strict=True)
    for numero, group in groupby(pairs, key=lambda pair: pair[0].axe):
        actions = tuple(group)
        axe = Para(axes[numero].imprime)
        if style.plan == "band":
            rows.append((Cell((axe,), colspan=len(columns), fill=style.fill, bold=True),))
        for rank, (fiche, code) in enumerate(actions):
            row = [make(fiche, code) for _, _, make in columns]
            if style.plan == "plain":
                row.insert(0, Cell((axe,)))
            elif style.plan != "band" and not rank:
                turn = 270 if style.plan == "turned" else 0
                row.insert(0, Cell((axe,), rowspan=len(actions), bold=True, turn=turn))
            rows.append(tuple(row))
    names = [name for name, _, _ in columns]
    widths = [width for _, width, _ in columns]
    if style.plan != "band":
        names.insert(0, contract.vocabulary.plan[0])
        widths.insert(0, 0.09 if style.plan == "turned" else 0.2)
    head = tuple(Cell((Para(words),), fill=style.fill, bold=True) for words in names)
    total = sum(widths)
    rules = style.rules if style.shape == "wide" and style.rules != "none" else "grid"
    return Table(
        (head, *rows), tuple(width / total for width in widths), rules, header=1, cut=False, size=-1
    )


def _columns(contract: Contract) -> list[Column]:
    _, code, action, objectif, pilote = contract.vocabulary.plan
    columns: list[Column] = []
    if any(contract.codes_plan):
        columns.append((code, 0.09, lambda _, printed: Cell((Para(printed),))))
    columns.append((action, 0.33, lambda fiche, _: Cell((Para(fiche.titre),))))
    columns.append((objectif, 0.26, lambda fiche, _: Cell((Para(fiche.objectif_plan),))))
    if contract.style.shape != "wide":
        columns.append((pilote, 0.2, lambda fiche, _: Cell((Para(_lines(fiche, "porteurs")),))))
        return columns
    marker = contract.style.marker
    for key in ("public", "porteurs", "partenaires", "calendrier", "evaluation"):
        name = next(
            (c.libelle for f in contract.contenu.fiches for c in f.champs
             if isinstance(c, Champ) and c.cle == key), "")  # fmt: skip
        if name:
            columns.append((name, 0.26, _cell_of(key, marker)))
    return columns


def _cell_of(key: str, marker: str) -> Callable[[Fiche, str], Cell]:
    def make(fiche: Fiche, _: str) -> Cell:
        found = [c for c in fiche.champs if isinstance(c, Champ) and c.cle == key]
        return Cell(blocks(found[0], marker) if found else ())

    return make


def _lines(fiche: Fiche, key: str) -> str:
    return ", ".join(c.lignes[0] for c in fiche.champs if isinstance(c, Champ) and c.cle == key)
