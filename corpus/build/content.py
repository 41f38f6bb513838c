"""What a typeset contract says, and the value that the record must hold for it.

The same objects are printed by a typesetter and read by `gold.py`, so the gold is right by
construction. Running text is a tuple of blocks: `# heading`, `• item`, or a paragraph.
"""

import re
from dataclasses import dataclass, field
from typing import Any

from models.records import (
    Calendrier,
    Contrat,
    Indicateurs,
    Instance,
    LigneObjectifs,
    Mention,
    Montant,
    Moyens,
    Objectif,
    Outil,
    Sigle,
)

Blocs = tuple[str, ...]

NUMERO_OBJECTIF = re.compile(r"(\d+(?:[.-]\d+)*) [–-] (.+)")


@dataclass(frozen=True)
class Titre:
    """A heading of the document; `prefixe` is what is printed before the wording."""

    titre: str
    prefixe: str = ""
    numero: str | None = None
    niveau: int = 1

    @property
    def imprime(self) -> str:
        """The heading as the page shows it."""
        return self.prefixe + self.titre


@dataclass(frozen=True)
class Section:
    """A heading and the text under it."""

    titre: Titre
    blocs: Blocs


@dataclass(frozen=True)
class Article(Section):
    """An article; `chapeau` is the TITRE or CHAPITRE line printed above it, or empty."""

    chapeau: str = ""


@dataclass(frozen=True)
class Champ:
    """One label with its printed lines, and the typed value that the lines stand for."""

    libelle: str
    cle: str | None
    lignes: tuple[str, ...]
    valeur: Any = None
    puces: bool = False


@dataclass(frozen=True)
class Grille:
    """An area of a fiche with its own columns; one cell is a tuple of lines.

    `familles` names the family of each column of an evaluation; an area of objectives has none.
    """

    libelle: str
    colonnes: tuple[str, ...]
    lignes: tuple[tuple[tuple[str, ...], ...], ...]
    familles: tuple[str, ...] = ()


@dataclass(frozen=True)
class Fiche:
    """One fiche action: its number, and its labels in printed order."""

    code: str
    titre: str
    axe: str
    objectif_plan: str
    champs: tuple[Champ | Grille, ...]
    sections: tuple[tuple[str, int], ...] = ()
    """Sub-headings, each with the rank of the first label under it."""


@dataclass(frozen=True)
class Contenu:
    """A whole contract: what the typesetter prints around `contrat`, and `contrat` itself."""

    nom: str
    titre: str
    annees: str
    courant: str
    """Running header."""
    contrat: Contrat
    """Everything of the record except articles and fiches, which come from below."""
    sections: tuple[Section, ...]
    cadre: Titre
    articles: tuple[Article, ...]
    titre_signature: Titre
    fait_a: str
    """The line of place and date, as printed."""
    synthese: Titre
    axes: tuple[Titre, ...]
    titre_fiches: Titre
    fiches: tuple[Fiche, ...]
    titres_fiches: tuple[Titre, ...]
    titre_sigles: Titre
    sigles: tuple[Sigle, ...]
    sommaire: tuple[Titre, ...]
    typographique: bool = False
    """Print ’ instead of the straight apostrophe."""
    numeros_de_page: bool = True
    """False for a sommaire without page numbers."""
    partenaires: Titre | None = None
    """Heading of the list of partners of the contract, if it prints one."""
    extra: dict[str, Any] = field(default_factory=dict)


def bloc_texte(bloc: str) -> str:
    """Return the words of a block without its mark: "• item" -> "item"."""
    return bloc.removeprefix("# ").removeprefix("• ")


def blocs_texte(blocs: Blocs) -> str:
    """Return the text that the record holds for these blocks."""
    return "\n".join(bloc_texte(bloc) for bloc in blocs)


def instance_blocs(instance: Instance, phrase_membres: str, phrase_missions: str) -> Blocs:
    """Return the blocks that print a body of governance: name, members, missions."""
    return (
        f"# {instance.nom}",
        phrase_membres,
        *(f"• {membre.texte}" for membre in instance.membres),
        phrase_missions,
        *(f"• {mission}" for mission in instance.missions),
    )


def mentions(*textes: str, groupe: str | None = None) -> tuple[Mention, ...]:
    """Return unmatched mentions."""
    return tuple(Mention(texte=texte, groupe=groupe) for texte in textes)


def texte(libelle: str, cle: str | None, *lignes: str) -> Champ:
    """Return a label with plain paragraphs; the value is their text."""
    return Champ(libelle, cle, lignes, "\n".join(lignes) or None)


def liste(libelle: str, cle: str, *items: str, puces: bool = True) -> Champ:
    """Return a label with one item a line; the value is the list."""
    return Champ(libelle, cle, items, items, puces)


def noms(libelle: str, cle: str, *textes: str, sep: str = ", ") -> Champ:
    """Return a label with names on one line, joined by `sep`; "\\n" puts one a line."""
    lignes = textes if sep == "\n" else (sep.join(textes),)
    return Champ(libelle, cle, lignes, mentions(*textes), puces=sep == "\n")


def noms_groupes(libelle: str, cle: str, **groupes: str) -> Champ:
    """Return a label with a line "Groupe : nom, nom" for each group."""
    lignes = tuple(f"{groupe} : {textes}" for groupe, textes in groupes.items())
    valeur = tuple(
        mention
        for groupe, textes in groupes.items()
        for mention in mentions(*textes.split(", "), groupe=groupe)
    )
    return Champ(libelle, cle, lignes, valeur)


def calendrier(libelle: str, ligne: str, debut: str | None, fin: str | None) -> Champ:
    """Return a label with one line of dates."""
    return Champ(libelle, "calendrier", (ligne,), Calendrier(texte=ligne, debut=debut, fin=fin))


def moyens(
    libelle: str,
    *lignes: str,
    eur: tuple[float, ...] = (),
    etp: tuple[float, ...] = (),
    ordre: str = "",
) -> Champ:
    """Return a label with means; `ordre` ("ETP first") is needed only when ETP precede EUR."""
    euros = tuple(Montant(valeur=valeur, unite="EUR") for valeur in eur)
    postes = tuple(Montant(valeur=valeur, unite="ETP") for valeur in etp)
    montants = postes + euros if ordre else euros + postes
    return Champ(libelle, "moyens", lignes, Moyens(texte="\n".join(lignes), montants=montants))


def objectif(texte_objectif: str) -> Objectif:
    """Return an objective, its number apart: "1.2 – Former" -> 1.2, Former."""
    found = NUMERO_OBJECTIF.fullmatch(texte_objectif)
    if not found:
        return Objectif(intitule=texte_objectif)
    return Objectif(numero=found[1], intitule=found[2])


def objectifs(libelle: str, rang: str, *items: str, puces: bool = True) -> Champ:
    """Return a label whose items are all `strategiques` or all `operationnels` of one row."""
    ligne = LigneObjectifs(**{rang: tuple(objectif(item) for item in items)})
    return Champ(libelle, "objectifs", items, (ligne,), puces)


def indicateurs(libelle: str, famille: str | None, *items: str) -> Champ:
    """Return a label whose items are the indicators of one row."""
    ligne = Indicateurs(famille=famille, indicateurs=items)
    return Champ(libelle, "evaluation", items, (ligne,), puces=True)


def outils(libelle: str, *paires: tuple[str, str | None]) -> Champ:
    """Return a label with tools, each a text as printed and the address in it, or None."""
    valeur = tuple(Outil(texte=mots, url=url) for mots, url in paires)
    return Champ(libelle, "outils", tuple(mots for mots, _ in paires), valeur, puces=True)


def statut(libelle: str, cases: str, valeur: str) -> Champ:
    """Return the line of the status: check boxes or words."""
    return Champ(libelle, "statut", (cases,), valeur)
