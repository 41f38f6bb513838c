"""The whole record of one document."""

from typing import Annotated, Literal

from pydantic import Field

from models.contrat import Contrat
from models.place import Avertissement, Place
from models.record import SCHEMA_VERSION, NumeroPage, Record

Genre = Literal["contrat", "communique", "page_web", "inconnu"]


class Identite(Record):
    """What the document is."""

    id: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
    """sha256 of the bytes, hex."""
    fichier: str
    """Base name of the file."""
    genre: Genre
    """Kind of document."""
    titre: str | None = None
    """Title, as printed."""
    pages: Annotated[int, Field(ge=0)]
    """Number of PDF pages."""
    pages_ocr: tuple[NumeroPage, ...] = ()
    """PDF pages whose text came from OCR."""


class EntreeSommaire(Record):
    """One line of the printed table of contents."""

    niveau: Annotated[int, Field(ge=1)]
    """Level, from 1."""
    numero: str | None = None
    """Printed number, or null."""
    titre: str
    """Heading."""
    page_imprimee: int | None = None
    """Page number as printed, or null."""
    page: NumeroPage | None = None
    """PDF page where that heading really stands, or null."""


class Sigle(Record):
    """One line of the document's own glossary."""

    sigle: str
    """The abbreviation."""
    developpement: str
    """What it stands for."""


class Document(Record):
    """One document, read."""

    schema_version: Literal["1.0"] = SCHEMA_VERSION
    """Version of this contract."""
    document: Identite
    """What the document is."""
    contrats: tuple[Contrat, ...] = ()
    """One for a CLS; several for a page on several territories; none when none is found."""
    sommaire: tuple[EntreeSommaire, ...] = ()
    """Printed table of contents, in printed order."""
    sigles: tuple[Sigle, ...] = ()
    """Glossary of the document, in printed order."""
    provenance: dict[str, tuple[Place, ...]] = {}
    """JSON Pointer of a value → where it was read."""
    avertissements: tuple[Avertissement, ...] = ()
    """What looks wrong in the document itself."""
