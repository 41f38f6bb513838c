"""What contracts say, without their labels: the actions and frames of `corpus.build.contents`."""

from dataclasses import dataclass, field, replace
from functools import cache
from importlib import import_module

from corpus.build.content import Champ, Contenu, Fiche, Grille
from models.records import Calendrier

CONTENTS = (
    "deux_vernes",
    "haute_ternelle",
    "haute_vernaye",
    "montaubry",
    "pays_d_aubrelle",
    "rives_de_l_ardelle",
    "val_de_sorne",
)
NOT_OF_AN_ACTION = (None, "titre", "axe", "statut")
"""Keys that the style gives, or no field has."""
SHORT_DATE = 20
Lines = tuple[str, ...]


@dataclass(frozen=True)
class Action:
    """One action: its fields as printed lines and typed values, by key of the record."""

    titre: str
    objectif_plan: str
    champs: dict[str, Champ] = field(default_factory=dict)
    """Key → lines and value; `copilotes` and `vigilance` are keys of their own here."""
    objectifs: tuple[tuple[Lines, Lines], ...] = ()
    """Rows of strategic objectives and their operational ones, as printed."""
    processus: Lines = ()
    resultat: Lines = ()


@cache
def frames() -> dict[str, Contenu]:
    """Return the contents whose articles, signatories and glossary may surround any actions."""
    return {name: import_module(f"corpus.build.contents.{name}").CONTENU for name in CONTENTS}


@cache
def actions(name: str) -> tuple[Action, ...]:
    """Return the actions of one content."""
    return tuple(map(fiche_to_action, frames()[name].fiches))


def fiche_to_action(fiche: Fiche) -> Action:
    """Take the labels off a fiche."""
    champs: dict[str, Champ] = {}
    objectifs: list[tuple[Lines, Lines]] = []
    familles: dict[str, Lines] = {"processus": (), "resultat": ()}
    for area in fiche.champs:
        if isinstance(area, Grille) and not area.familles:
            objectifs += [(strategic, operational) for strategic, operational in area.lignes]
        elif isinstance(area, Grille) or area.cle == "evaluation":
            for famille, lines in _indicators(area):
                familles[famille] += lines
        elif area.cle == "objectifs":
            objectifs.append(((), tuple(area.lignes)))
        elif key := _key(area, champs):
            champs[key] = _until(area)
    return Action(fiche.titre, fiche.objectif_plan, champs, tuple(objectifs), **familles)


def _key(area: Champ, known: dict[str, Champ]) -> str | None:
    """Return the key that a label has in an action; None where it belongs to none."""
    if area.cle is None and area.libelle.startswith("Points"):
        return "vigilance"
    if area.cle in NOT_OF_AN_ACTION:
        return None
    if area.cle in known:
        return "copilotes" if area.cle == "porteurs" else None
    return area.cle


def _indicators(area: Champ | Grille) -> list[tuple[str, Lines]]:
    """Return the indicators of an area with their family; all but results are of the process."""
    if isinstance(area, Grille):
        return [
            (famille, cell)
            for row in area.lignes
            for famille, cell in zip(area.familles, row, strict=True)
        ]
    return [
        ("resultat" if row.famille in ("resultat", "impact") else "processus", row.indicateurs)
        for row in area.valeur
    ]


def _until(champ: Champ) -> Champ:
    """A lone date under "Échéance" is an end under any label: "D'ici décembre 2024"."""
    dates = champ.valeur
    if not isinstance(dates, Calendrier) or dates.debut or not dates.fin:
        return champ
    if len(dates.texte) > SHORT_DATE:
        return champ
    texte = f"D'ici {dates.texte}"
    return replace(champ, lignes=(texte,), valeur=dates.model_copy(update={"texte": texte}))
