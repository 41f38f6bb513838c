"""One fiche action, with every field of it."""

from typing import Literal

from models.mention import Mention
from models.record import NumeroPage, Record, Score

Statut = Literal["nouvelle", "renouvelee", "en_cours", "a_venir", "realisee", "abandonnee"]
Famille = Literal["processus", "resultat", "impact"]
Unite = Literal["EUR", "ETP"]


class Objectif(Record):
    """One strategic or operational objective."""

    numero: str | None = None
    """Its number as printed (`1`, `1-2`, `2.3`), or null."""
    intitule: str
    """Its wording without the number."""


class LigneObjectifs(Record):
    """One row of the objectives: strategic ones and the operational ones beside them."""

    strategiques: tuple[Objectif, ...] = ()
    """Strategic, specific or flat objectives of the row."""
    operationnels: tuple[Objectif, ...] = ()
    """Operational objectives of the row; empty when the objectives are flat."""


class Calendrier(Record):
    """When the action takes place."""

    texte: str
    """As printed."""
    debut: str | None = None
    """ISO date, as precise as printed (`2025`, `2025-07`, `2025-07-10`), or null."""
    fin: str | None = None
    """ISO date, as precise as printed, or null."""


class Montant(Record):
    """An amount that the fiche states."""

    valeur: float
    """In the unit below."""
    unite: Unite
    """`EUR` or `ETP` (full-time equivalents)."""


class Moyens(Record):
    """Human and financial means."""

    texte: str
    """As printed."""
    montants: tuple[Montant, ...] = ()
    """Amounts read in the text, in reading order."""


class Outil(Record):
    """A tool, document or web site that the action uses."""

    texte: str
    """As printed."""
    url: str | None = None
    """Its address, printed or behind a link, or null."""


class Indicateurs(Record):
    """One row of the evaluation area of a fiche."""

    famille: Famille | None = None
    """`processus`, `resultat` or `impact`; null when the fiche does not say."""
    criteres: tuple[str, ...] = ()
    """What is judged, as printed, one item per paragraph."""
    indicateurs: tuple[str, ...] = ()
    """How it is measured, as printed, one item per paragraph."""


class Theme(Record):
    """A theme of the thematic vocabulary."""

    theme: str
    """Id of the theme."""
    score: Score
    """0–1."""


class Champ(Record):
    """One label and its content, word for word."""

    libelle: str
    """The label as printed; empty when the content has none."""
    cle: str | None = None
    """The field of the fiche that it feeds, or null if the label is unknown."""
    texte: str
    """The content, paragraphs and items separated by line ends."""


class PagesFiche(Record):
    """First and last PDF page of a fiche, its context included."""

    debut: NumeroPage
    """PDF page, from 1."""
    fin: NumeroPage
    """PDF page, from 1."""


class FicheAction(Record):
    """One action of the contract."""

    code: str | None = None
    """Normalised number (`FA1.1` → `1.1`); when the printed one is missing or taken, the
    free one that context or synthesis names for this title, with an avertissement."""
    code_imprime: str | None = None
    """The number as the fiche itself prints it, normalised the same way."""
    titre: str
    """Title of the action."""
    axe: str | None = None
    """`numero` of its axe."""
    statut: Statut | None = None
    """From a checked box or from words."""
    priorite: str | None = None
    """Level of priority, as printed."""
    contexte: str | None = None
    """Context or diagnosis that belongs to the fiche, in or before its table."""
    objectif_general: str | None = None
    """The general objective."""
    objectifs: tuple[LigneObjectifs, ...] = ()
    """One entry per row of the fiche; no pairing is invented."""
    porteurs: tuple[Mention, ...] = ()
    """Who leads the action."""
    partenaires: tuple[Mention, ...] = ()
    """Who takes part."""
    public: tuple[str, ...] = ()
    """For whom the action is made."""
    articulation: tuple[str, ...] = ()
    """Links with other schemes."""
    description: str | None = None
    """What the action is."""
    etapes: tuple[str, ...] = ()
    """Its steps (déroulé)."""
    calendrier: Calendrier | None = None
    """When, or null."""
    moyens: Moyens | None = None
    """With which means, or null."""
    perimetre: str | None = None
    """Territory concerned."""
    outils: tuple[Outil, ...] = ()
    """Tools and documents."""
    evaluation: tuple[Indicateurs, ...] = ()
    """Criteria and indicators, one entry per row and family."""
    themes: tuple[Theme, ...] = ()
    """Themes of the thematic vocabulary."""
    champs: tuple[Champ, ...] = ()
    """Every label and value of the fiche in reading order, word for word."""
    pages: PagesFiche
    """Where the fiche stands."""
