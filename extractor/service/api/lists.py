"""Fiches and organisations of all documents."""

import json
from enum import StrEnum
from typing import Annotated, Any

from fastapi import APIRouter, Query, Response

from extractor.service.api import models
from extractor.service.api.documents import LISTED, Departement, Territoire, Word, Words
from extractor.service.api.paging import Cursor, Limit, make_page, read_cursor
from extractor.service.problems import responses
from extractor.service.records import served_list
from extractor.service.security import Reader
from extractor.service.service import Open
from extractor.store import search
from extractor.store.search import Filters

router = APIRouter(prefix="/v1", tags=["lists"])


class Part(StrEnum):
    """What an organisation does in a contract."""

    PORTEUR = "porteur"
    PARTENAIRE = "partenaire"
    SIGNATAIRE = "signataire"
    MEMBRE = "membre"


FICHES = models.Page[models.Fiche]
ORGANISATIONS = models.Page[models.Organisation]
Document = Annotated[str | None, Query(pattern="^[0-9a-f]{64}$", description="Its id.")]
PartOf = Annotated[Part | None, Query(description="What the organisation does there.")]


@router.get("/fiches", response_model=FICHES, responses=responses())
def list_fiches(
    service: Open,
    principal: Reader,
    document: Document = None,
    territoire: Territoire = None,
    departement: Departement = None,
    theme: Word = None,
    statut: Word = None,
    organisation: Word = None,
    role: PartOf = None,
    q: Words = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Any:
    """Fiches action of all documents."""
    filters = Filters(
        document=document,
        territoire=territoire,
        departement=departement,
        theme=theme,
        statut=statut,
        organisation=organisation,
        role=role.value if role else None,
        q=q,
    )
    after = read_cursor(cursor, filters, 2)

    def key(row: search.Row) -> tuple[str, str]:
        return row["content_hash"], row["pointer"]

    def make() -> dict[str, Any]:
        rows = search.list_fiches(service.store, filters, after, limit + 1)
        return make_page(rows, limit, key, filters, show_fiche)

    data = served_list(service, principal, (filters, after, limit), FICHES, make)
    return Response(data, headers=LISTED, media_type="application/json")


def show_fiche(row: search.Row) -> dict[str, Any]:
    """A row of the list as it is answered."""
    return row | {"document": row["content_hash"], "public": json.loads(row["public"])}


@router.get("/organisations", response_model=ORGANISATIONS, responses=responses())
def list_organisations(
    service: Open,
    principal: Reader,
    document: Document = None,
    theme: Word = None,
    categorie: Word = None,
    role: PartOf = None,
    q: Words = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Any:
    """Organisations that the documents mention, with counts."""
    filters = Filters(
        document=document,
        theme=theme,
        categorie=categorie,
        role=role.value if role else None,
        q=q,
    )
    after = read_cursor(cursor, filters, 1)

    def make() -> dict[str, Any]:
        rows = search.list_organisations(service.store, filters, after, limit + 1)
        return make_page(rows, limit, lambda row: (row["id"],), filters, dict)

    data = served_list(service, principal, (filters, after, limit), ORGANISATIONS, make)
    return Response(data, headers=LISTED, media_type="application/json")
