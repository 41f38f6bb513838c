"""What contracts say, without their labels: the actions and frames of `corpus.build.contents`."""

from dataclasses import dataclass, field, replace
from functools import cache
from importlib import import_module
from typing import Any

from corpus.build.content import Champ, Contenu, Fiche, Grille, mentions
from models.records import Calendrier, LigneObjectifs, Mention

CONTENTS = (
    "deux_vernes", "haute_ternelle", "haute_vernaye", "montaubry", "pays_d_aubrelle",
    "rives_de_l_ardelle", "val_de_sorne",
)  # fmt: skip
Ligne = tuple[tuple[str, ...], tuple[str, ...]]


@dataclass(frozen=True)
class Action:
    """One action: its fields as printed lines and typed values, by key of the record."""

    titre: str
    objectif_plan: str
    champs: dict[str, Champ] = field(default_factory=dict)
    """Key → lines and value; `copilotes` and `vigilance` are keys of their own here."""
    objectifs: tuple[Ligne, ...] = ()
    """Rows of strategic objectives and their operational ones, as printed."""
    processus: tuple[str, ...] = ()
    resultat: tuple[str, ...] = ()

    @property
    def porteurs(self) -> tuple[Mention, ...]:
        """Who leads it."""
        return self.champs["porteurs"].valeur if "porteurs" in self.champs else ()


@cache
def frames() -> dict[str, Contenu]:
    """Return the contents whose articles, signatories and glossary may surround any actions."""
    return {
        name: import_module(f"corpus.build.contents.{name}").CONTENU for name in CONTENTS
    }


@cache
def actions(name: str) -> tuple[Action, ...]:
    """Return the actions of one content."""
    return tuple(fiche_to_action(fiche) for fiche in frames()[name].fiches)


def fiche_to_action(fiche: Fiche) -> Action:
    """Take the labels off a fiche."""
    champs: dict[str, Champ] = {}
    objectifs: list[Ligne] = []
    familles: dict[str, tuple[str, ...]] = {"processus": (), "resultat": ()}
    for area in fiche.champs:
        if isinstance(area, Grille):
            for ligne in area.lignes:
                if area.familles:
                    for famille, cellule in zip(area.familles, ligne, strict=True):
                        familles[famille] += cellule
                else:
                    objectifs.append((ligne[0], ligne[1]))
        elif area.cle == "evaluation":
            for row in area.valeur:
                famille = "resultat" if row.famille in ("resultat", "impact") else "processus"
                familles[famille] += row.indicateurs
        elif area.cle == "objectifs":
            objectifs.append(((), tuple(area.lignes)))
        elif area.cle == "porteurs" and "porteurs" in champs:
            champs["copilotes"] = area
        elif area.cle is None and area.libelle.startswith("Points"):
            champs["vigilance"] = area
        elif area.cle and area.cle not in ("titre", "axe", "statut"):
            champs.setdefault(area.cle, _until(area))
    return Action(
        fiche.titre, fiche.objectif_plan, champs, tuple(objectifs),
        familles["processus"], familles["resultat"],
    )  # fmt: skip


def _until(champ: Champ) -> Champ:
    """A lone date under "Échéance" is an end under any label: "D'ici décembre 2024"."""
    dates = champ.valeur
    if not isinstance(dates, Calendrier) or dates.debut or not dates.fin or len(dates.texte) > 20:
        return champ
    texte = f"D'ici {dates.texte}"
    return replace(champ, lignes=(texte,), valeur=dates.model_copy(update={"texte": texte}))


def flat_objectives(action: Action) -> tuple[str, ...]:
    """Return the operational objectives of all rows, one after another."""
    return tuple(mots for _, ops in action.objectifs for mots in ops)


def row_of(rang: str, items: tuple[Any, ...]) -> LigneObjectifs:
    """Return one row that holds all objectives under one rank."""
    return LigneObjectifs(**{rang: items})


__all__ = ["Action", "actions", "flat_objectives", "frames", "mentions", "row_of"]
