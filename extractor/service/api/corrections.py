"""Corrections of a record: who changed what and why, one more, one taken back."""

from typing import Annotated, Any

from fastapi import APIRouter, Path, Response, status

from extractor.service import corrections
from extractor.service.api import models
from extractor.service.api.documents import Document
from extractor.service.problems import Refused, responses
from extractor.service.security import Corrector, Reader
from extractor.service.service import Open
from extractor.store.correcting import Correction
from extractor.store.corrections import UNSEEN
from extractor.store.search import find_document

router = APIRouter(prefix="/v1/documents/{document}/corrections", tags=["corrections"])

Number = Annotated[str, Path(pattern="^[0-9a-f]{16}$", examples=[models.CORRECTION])]


@router.get("", response_model=models.Corrections, responses=responses("not-found"))
def list_corrections(
    document: Document,
    service: Open,
    principal: Reader,
) -> Any:
    """All changes of a record in their order, those taken back too."""
    if find_document(service.store, document) is None:
        raise Refused("not-found", "no document has this id")
    found = corrections.read_corrections(service.store, document, principal)
    return {"items": list(map(show_correction, found))}


@router.post(
    "",
    status_code=status.HTTP_201_CREATED,
    response_model=models.Correction,
    responses={
        201: {"description": "The record says so now."},
        **responses("bad-request", "not-found", "stale", "too-large"),
    },
)
def correct(
    document: Document, body: models.CorrectionRequest, service: Open, principal: Corrector
) -> Any:
    """Change one value of a record, or say that a part of it has been checked."""
    seen = body.vu if "vu" in body.model_fields_set else UNSEEN
    made = corrections.correct(
        service.store, document, body.op, body.pointer, body.valeur, principal, body.motif, seen
    )
    return show_correction(made)


@router.delete(
    "/{number}",
    status_code=status.HTTP_204_NO_CONTENT,
    response_class=Response,
    responses=responses("not-found"),
)
def cancel(document: Document, number: Number, service: Open, principal: Corrector) -> Response:
    """Take a correction back; it stays in the list as `annulee`."""
    corrections.cancel(service.store, document, number, principal)
    return Response(status_code=status.HTTP_204_NO_CONTENT)


def show_correction(one: Correction) -> dict[str, Any]:
    """A correction as it is answered."""
    change = one.change
    return {
        "id": one.id,
        "op": change.op,
        "pointer": change.pointer,
        "avant": change.avant,
        "apres": change.apres,
        "motif": one.motif,
        "auteur": one.nom,
        "at": one.at,
        "version": one.version,
        "etat": one.state,
        "place": one.place,
    }
