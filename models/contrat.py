"""One contract: the territory, the parties, the articles, the plan and its fiches."""

from typing import Literal

from models.fiche import FicheAction
from models.mention import Mention
from models.record import Record, Score

TypeTerritoire = Literal["commune", "cc", "ca", "cu", "metropole", "ept", "pays", "autre"]
Qualite = Literal["signataire", "cosignataire", "en_presence"]
Compte = Literal[
    "axes",
    "thematiques",
    "actions",
    "fiches",
    "signataires",
    "partenaires",
    "communes",
    "habitants",
    "participants",
    "contrats",
]


class Territoire(Record):
    """The territory that makes the contract."""

    nom: str | None = None
    """As printed."""
    nom_officiel: str | None = None
    """Official name, or null."""
    type: TypeTerritoire | None = None
    """Kind of territory, or null."""
    code: str | None = None
    """INSEE code of a commune, SIREN of an EPCI, else null."""
    departements: tuple[str, ...] = ()
    """Official codes."""
    regions: tuple[str, ...] = ()
    """Official codes."""
    score: Score = 0
    """How sure the match with the official name is; 0 when unmatched."""


class Periode(Record):
    """The years that the contract covers."""

    debut: int | None = None
    """First year."""
    fin: int | None = None
    """Last year."""
    duree_annees: int | None = None
    """Duration in years, as said."""


class Signature(Record):
    """When and where the contract was signed."""

    date: str | None = None
    """ISO date, as precise as printed."""
    lieu: str | None = None
    """Place of signature."""


class ContratAnterieur(Record):
    """An earlier contract of the same territory, told as history."""

    rang: int | None = None
    """1 = the first contract."""
    debut: int | None = None
    """First year."""
    fin: int | None = None
    """Last year."""
    date_signature: str | None = None
    """ISO date, as precise as printed."""


class Signataire(Record):
    """Who signs, or is present at the signature."""

    organisation: Mention | None = None
    """The organisation for which the person signs."""
    personne: str | None = None
    """Name of the person."""
    fonction: str | None = None
    """Office of the person, as printed."""
    qualite: Qualite
    """`signataire`, `cosignataire` or `en_presence`."""


class Instance(Record):
    """A body that steers the contract."""

    nom: str
    """Comité de pilotage, comité technique, groupes de travail…"""
    membres: tuple[Mention, ...] = ()
    """Its members."""
    missions: tuple[str, ...] = ()
    """What it is for."""


class Article(Record):
    """One article of the *cadre conventionnel*."""

    numero: str
    """`1`, `8.3`"""
    titre: str
    """Heading without the number."""
    texte: str
    """Body, paragraphs and items separated by line ends."""


class Axe(Record):
    """A strategic line of the contract."""

    numero: str
    """Number or letter."""
    titre: str
    """Wording: its own heading first, else the synthesis, else the fiches."""
    objectifs: tuple[str, ...] = ()
    """Objectives printed for the axe itself."""


class LignePlan(Record):
    """One action of the synthesis or action-plan table."""

    axe: str | None = None
    """`numero` of the axe."""
    code: str | None = None
    """Normalised number of the action."""
    objectif: str | None = None
    """Objective printed on the row."""
    intitule: str
    """Title of the action."""


class Contact(Record):
    """A person or service to write to."""

    nom: str | None = None
    """Name."""
    fonction: str | None = None
    """Office."""
    telephones: tuple[str, ...] = ()
    """E.164 numbers."""
    courriels: tuple[str, ...] = ()
    """E-mail addresses."""


class Contrat(Record):
    """One *contrat local de santé*."""

    territoire: Territoire
    """The territory."""
    rang: int | None = None
    """Which contract of this territory it is (1 = first)."""
    generation: int | None = None
    """The generation label printed; it can differ from the rank."""
    periode: Periode
    """Years covered."""
    signature: Signature
    """When and where signed."""
    historique: tuple[ContratAnterieur, ...] = ()
    """Earlier contracts of the same territory."""
    signataires: tuple[Signataire, ...] = ()
    """Who signs, and in whose presence."""
    instances: tuple[Instance, ...] = ()
    """Bodies that steer the contract."""
    partenaires: tuple[Mention, ...] = ()
    """Contract-level partners."""
    articles: tuple[Article, ...] = ()
    """Articles of the *cadre conventionnel*."""
    axes: tuple[Axe, ...] = ()
    """Strategic lines."""
    plan_actions: tuple[LignePlan, ...] = ()
    """Rows of the synthesis or action-plan table."""
    fiches_action: tuple[FicheAction, ...] = ()
    """The fiches, in printed order."""
    chiffres_annonces: dict[Compte, int] = {}
    """Counts that the document states."""
    contacts: tuple[Contact, ...] = ()
    """People to write to."""
