"""Label vocabularies: how one contract or another names the same fields."""

from dataclasses import dataclass
from typing import ClassVar, Literal

from pydantic import ConfigDict

from corpus.build.variety.tables import FOLDER, read_tables


@dataclass(frozen=True)
class Vocabulary:
    """One document's wordings: a table of `vocabularies/*.toml`."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")

    labels: dict[str, str]
    """Key of the record → label; `copilotes` and `vigilance` are keys of their own here."""
    unknown: tuple[str, ...] = ()
    """Labels that no list will ever hold: they show what is read without knowing them."""
    objectifs_rang: Literal["strategiques", "operationnels"] = "operationnels"
    """What its label of objectives stands for when they are one list."""
    specifiques: str = "Objectifs spécifiques"
    operationnels: str = "Objectifs opérationnels"
    processus: str = "Indicateurs de processus"
    resultat: str = "Indicateurs de résultat"
    suivi: str = "Indicateurs de suivi"
    famille: str | None = None
    """Family of indicators that the wording of `suivi` names."""
    statuts: tuple[tuple[str, str], ...] = (
        ("nouvelle", "Nouvelle action"),
        ("en_cours", "Action en cours"),
        ("renouvelee", "Action renouvelée"),
    )
    plan: tuple[str, str, str, str, str] = ("Axe", "N°", "Action", "Objectif", "Pilote")
    """Heads of the columns of the plan of actions."""
    order: tuple[str, ...] = (
        *("statut", "porteurs", "copilotes", "contexte", "objectif_general", "objectifs"),
        *("public", "description", "etapes", "perimetre", "partenaires", "articulation"),
        *("calendrier", "moyens", "outils", "evaluation", "vigilance"),
    )
    """Order of the labels in a fiche."""


SEEN = read_tables(FOLDER / "vocabularies" / "seen.toml", Vocabulary)
UNSEEN = read_tables(FOLDER / "vocabularies" / "unseen.toml", Vocabulary)
VOCABULARIES = SEEN | UNSEEN
