"""What the operations answer, with examples; the record itself has its own schema."""

from datetime import datetime
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from extractor.outcome import Failure, Status
from extractor.store.correcting import State as Correctness
from extractor.store.patch import Op
from extractor.store.queue import State

ID = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
JOB = "5b1f0c5d7a9e4f3c8d2b6a1e0f9c8b7a"
CORRECTION = "3f1c0a9d5e7b2846"
FIELD = "/contrats/0/fiches_action/4/public/0"
Item = TypeVar("Item")


class Answer(BaseModel):
    """An answer of the service."""

    model_config = ConfigDict(json_schema_serialization_defaults_required=True)


class JobDocument(Answer):
    """One file of a job."""

    id: str = Field(description="sha256 of the file: its id under `/v1/documents`.", examples=[ID])
    nom: str = Field(description="As its sender called it.", examples=["cls-lisieux.pdf"])
    state: State
    status: Status | None = Field(description="What it became; null until it is read.")
    failure: Failure | None = Field(description="Why there is no record.")
    message: str = Field(description="A French sentence when something is missing, or empty.")
    pages: int = Field(description="0 as long as it is not known.", examples=[108])
    page: int = Field(description="The one that is being read, or 0.", examples=[0])
    seconds: float = Field(description="Time that reading took.", examples=[0.55])
    record: str | None = Field(description="Where its record is.", examples=[f"/v1/documents/{ID}"])


class Job(Answer):
    """What one upload has asked for."""

    id: str = Field(examples=[JOB])
    state: State = Field(description="`failed` as soon as all have ended and one has no record.")
    created_at: datetime
    ahead: int = Field(description="Documents of other jobs that are read before.", examples=[0])
    documents: list[JobDocument]


class Contrat(Answer):
    """One contract of a document."""

    territoire: str | None = Field(examples=["Lisieux Normandie"])
    territoire_officiel: str | None = Field(examples=["CA Lisieux Normandie"])
    type: str | None = Field(examples=["epci"])
    code: str | None = Field(examples=["200069532"])
    departements: list[str] = Field(examples=[["14"]])
    debut: int | None = Field(examples=[2025])
    fin: int | None = Field(examples=[2029])
    date_signature: str | None = Field(examples=["2025-07-10"])


class DocumentSummary(Answer):
    """One document of the list."""

    id: str = Field(examples=[ID])
    nom: str = Field(examples=["cls-lisieux.pdf"])
    size: int | None = Field(description="Bytes.", examples=[1843200])
    status: Status
    failure: Failure | None
    message: str
    genre: str | None = Field(examples=["contrat"])
    titre: str | None = Field(examples=["CONTRAT LOCAL DE SANTÉ 2025 - 2029"])
    pages: int = Field(examples=[108])
    failed_pages: list[int] = Field(examples=[[]])
    contrats: list[Contrat]
    fiches: int = Field(examples=[27])
    avertissements: int = Field(examples=[12])
    version: str = Field(description="Of the program that read it.", examples=["0.1.0"])
    read_at: datetime
    record: str | None = Field(examples=[f"/v1/documents/{ID}"])


class Theme(Answer):
    """A subject of a fiche."""

    theme: str = Field(examples=["sante-mentale"])
    score: float = Field(examples=[0.8])


class Porteur(Answer):
    """Who leads an action."""

    texte: str = Field(description="As printed.", examples=["CAF du Calvados"])
    organisation: str | None = Field(examples=["caf"])
    nom: str | None = Field(examples=["Caisse d'allocations familiales"])


class Fiche(Answer):
    """One fiche action of the list."""

    document: str = Field(examples=[ID])
    pointer: str = Field(
        description="Where it stands in the record (JSON Pointer).",
        examples=["/contrats/0/fiches_action/4"],
    )
    code: str | None = Field(examples=["2.2"])
    titre: str = Field(examples=["Repérer plus tôt la souffrance des jeunes"])
    axe: str | None = Field(examples=["2"])
    statut: str | None = Field(examples=["nouvelle"])
    page_debut: int = Field(examples=[35])
    page_fin: int = Field(examples=[37])
    calendrier: str | None = Field(examples=["2025-2027"])
    calendrier_debut: str | None = Field(examples=["2025"])
    calendrier_fin: str | None = Field(examples=["2027"])
    public: list[str] = Field(examples=[["Jeunes"]])
    themes: list[Theme]
    porteurs: list[Porteur]
    territoire: str | None = Field(examples=["Lisieux Normandie"])
    territoire_code: str | None = Field(examples=["200069532"])


class Organisation(Answer):
    """An organisation that documents mention."""

    id: str = Field(examples=["caf"])
    nom: str | None = Field(examples=["Caisse d'allocations familiales"])
    sigle: str | None = Field(examples=["CAF"])
    categorie: str | None = Field(examples=["protection-sociale"])
    mentions: int = Field(examples=[31])
    documents: int = Field(description="That mention it.", examples=[4])
    fiches_portees: int = Field(examples=[6])
    fiches_partenaire: int = Field(examples=[19])


class Page(Answer, Generic[Item]):
    """A page of a list, in a stable order."""

    items: list[Item]
    next: str | None = Field(description="`cursor` of the next page; null on the last one.")


class PageOfDocument(Answer):
    """One page of a PDF."""

    page: int = Field(description="From 1.", examples=[35])
    pages: int = Field(description="Of the document.", examples=[108])
    width: float = Field(description="Points, as displayed.", examples=[595.3])
    height: float = Field(examples=[841.9])
    scale: float = Field(description="Pixels per point of the picture.", examples=[1.528])
    image: str = Field(examples=[f"/v1/documents/{ID}/pages/35.png?dpi=110"])


class CorrectionRequest(BaseModel):
    """A change of a record."""

    model_config = ConfigDict(extra="forbid")

    op: Op = Field(
        default=Op.REMPLACE,
        description="`ajoute` an item at the end of a list (its pointer ends with `/-`), `retire` "
        "one, `remplace` a value, or `verifie`: a part has been read and is right.",
    )
    pointer: str = Field(
        max_length=500, description="JSON Pointer into the record.", examples=[FIELD]
    )
    valeur: Any = Field(default=None, description="The new value.", examples=["Jeunes"])
    motif: str = Field(default="", max_length=500, description="Why.", examples=["Page 36 relue"])
    vu: Any = Field(
        default=None,
        description="The value that its author saw there: 409 if it is another one by now.",
        examples=["Jeune"],
    )


class Correction(Answer):
    """One change of a record."""

    id: str = Field(examples=[CORRECTION])
    op: Op
    pointer: str = Field(description="Where it was made.", examples=[FIELD])
    avant: Any = Field(examples=["Jeune"])
    apres: Any = Field(examples=["Jeunes"])
    motif: str = Field(examples=["Page 36 relue"])
    auteur: str = Field(description="As the token is called.", examples=["DD14"])
    at: datetime
    version: str = Field(description="Of the program whose reading was changed.")
    etat: Correctness = Field(description="What it is to the record as it was last read.")
    place: str | None = Field(description="Where it stands in the record now.", examples=[FIELD])


class Corrections(Answer):
    """The changes of one record."""

    items: list[Correction]


class Question(Answer):
    """A question across territories."""

    name: str = Field(examples=["coverage"])
    href: str = Field(examples=["/v1/compare/coverage"])


class Format(Answer):
    """A format of exports."""

    name: str = Field(examples=["csv"])
    help: str = Field(examples=["one file per table"])
    href: str = Field(examples=["/v1/export/csv"])


class Health(Answer):
    """Whether the service works."""

    status: str = Field(examples=["ok"])


class SessionRequest(BaseModel):
    """A token, to be exchanged for a cookie."""

    token: str = Field(min_length=1, max_length=200, examples=["cls_0123456789ab_SECRET"])


class Session(Answer):
    """Who asks."""

    id: str = Field(examples=["0123456789ab"])
    nom: str = Field(examples=["DD14"])
    role: str = Field(examples=["corriger"])
    csrf_token: str = Field(description="For X-CSRF-Token, where a cookie says who asks.")
