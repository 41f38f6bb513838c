"""What a comparison reads of the store: documents, contracts, fiches and what they name."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, NamedTuple

from extractor.compare.selection import Selection


class Key(NamedTuple):
    """A node of a record: the content of its document and its JSON Pointer."""

    content_hash: str
    pointer: str


class Nature(StrEnum):
    """What a document says of a territory."""

    CONTRAT = "contrat"
    AVENANT = "avenant"
    """An amendment: it changes a contract, and does not repeat its actions."""
    COMMUNIQUE = "communiqué"
    """A press release or a web page: it tells of a contract."""


class Extraction(StrEnum):
    """How far the absence of an action can be believed."""

    COMPLETE = "complète"
    PARTIELLE = "partielle"
    AUCUNE = "aucune"
    """No fiche was read: nothing is known of its actions."""


@dataclass(frozen=True, slots=True)
class Document:
    """One content, or a path that gave no record."""

    content_hash: str | None
    path: str
    """The first of its paths."""
    copies: int
    """How many other paths have the same bytes."""
    status: str
    failure: str | None
    message: str
    genre: str | None
    titre: str | None
    pages: int
    failed_pages: tuple[int, ...]

    @property
    def fichier(self) -> str:
        """Base name of the path."""
        return self.path.rpartition("/")[2]


@dataclass(frozen=True, slots=True)
class Territoire:
    """A territory, known by its official code, else by its name."""

    cle: str
    """Code of the commune or group, or "nom:…", or "document:…" when it has no name either."""
    nom: str
    type: str | None
    departements: tuple[str, ...]
    regions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Contrat:
    """One contract as one document tells it."""

    key: Key
    document: Document
    territoire: Territoire
    nature: Nature
    rang: int | None
    generation: int | None
    debut: int | None
    fin: int | None
    date_signature: str | None
    annonces: Mapping[str, int]
    """Counts that the document states."""
    fiches: int
    """Number of fiches read."""
    lacunes: tuple[str, ...]
    """French: why an action that was not read may be there all the same."""

    @property
    def extraction(self) -> Extraction:
        """Whether the absence of an action can be believed."""
        if not self.fiches or self.nature is not Nature.CONTRAT:
            return Extraction.AUCUNE
        return Extraction.PARTIELLE if self.lacunes else Extraction.COMPLETE

    @property
    def periode(self) -> str:
        """2025, 2029 -> "2025–2029";  2025, None -> "2025–?";  None, None -> "" """
        if self.debut is None and self.fin is None:
            return ""
        if self.debut == self.fin:
            return str(self.debut)
        return f"{self.debut or '?'}–{self.fin or '?'}"


@dataclass(frozen=True, slots=True)
class Fiche:
    """One action of a contract."""

    key: Key
    contrat: Key
    code: str | None
    titre: str
    axe: str | None
    statut: str | None
    page_debut: int
    page_fin: int
    themes: tuple[str, ...]
    """The surest first."""
    textes: Mapping[str, Any] = field(default_factory=dict)
    """Other columns of the table `fiches` that a question asked for."""


class Mention(NamedTuple):
    """An organisation that a fiche or a contract names."""

    contrat: Key
    fiche: Key | None
    role: str
    """`porteur`, `partenaire`, `membre`, or how it signs: `signataire`…"""
    texte: str
    organisation: str | None
    """Id in the glossary; None when it was not matched."""
    nom: str | None
    categorie: str | None


@dataclass(frozen=True, slots=True)
class Indicateur:
    """A criterion or indicator of a fiche."""

    fiche: Key
    nature: str
    famille: str | None
    texte: str


@dataclass(frozen=True, eq=False)
class Corpus:
    """What a comparison reads. Contracts and fiches are in the order of territories.

    One is equal to itself only: what was found in it can be kept beside it.
    """

    selection: Selection
    documents: tuple[Document, ...]
    """All of the store, whatever was selected."""
    contrats: tuple[Contrat, ...]
    """Those that count: one for each territory."""
    anterieurs: tuple[Contrat, ...]
    """Contracts of the same territories for other periods."""
    doublons: Mapping[Key, tuple[Contrat, ...]]
    """Contract → its other copies and its amendments."""
    communiques: tuple[Contrat, ...]
    """What press releases and pages tell of the selected territories."""
    fiches: tuple[Fiche, ...]
    """Of `contrats`."""
    fiches_anterieures: tuple[Fiche, ...] = ()
    """Of `anterieurs`."""
    mentions: tuple[Mention, ...] = ()
    """Of `contrats`, `anterieurs` and `communiques`."""
    indicateurs: tuple[Indicateur, ...] = ()
