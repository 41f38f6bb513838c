"""Documents: the list, a record, the pages of its PDF."""

import json
from functools import cache
from typing import Annotated, Any

from fastapi import APIRouter, Header, Path, Query, Request, Response, status
from starlette.concurrency import run_in_threadpool

from extractor.outcome import Status
from extractor.schema import record_schema
from extractor.service.api import models
from extractor.service.api.jobs import ACCEPTED, order
from extractor.service.api.paging import Cursor, Limit, make_page, read_cursor
from extractor.service.pictures import DPI, Resolution, draw, file_of
from extractor.service.problems import Refused, responses
from extractor.service.records import served_list, served_record
from extractor.service.security import Corrector, Reader
from extractor.service.service import Open, Service
from extractor.store import search
from extractor.store.queue import Upload
from extractor.store.search import Filters

router = APIRouter(prefix="/v1", tags=["documents"])

Document = Annotated[
    str, Path(pattern="^[0-9a-f]{64}$", description="sha256 of the file.", examples=[models.ID])
]
PageNumber = Annotated[int, Path(ge=1, le=100_000, description="From 1.", examples=[1])]
Match = Annotated[
    str | None,
    Header(alias="If-None-Match", max_length=1000, description="`ETag` of an earlier answer."),
]
Words = Annotated[
    str | None,
    Query(
        min_length=1,
        max_length=200,
        description="Words of the title or name, whatever their case and accents.",
        examples=["sante mentale"],
    ),
]
Territoire = Annotated[
    str | None,
    Query(
        min_length=1,
        max_length=200,
        description="INSEE, SIREN or département code, or words of the name.",
        examples=["14366", "lisieux"],
    ),
]
Departement = Annotated[
    str | None, Query(pattern="^[0-9][0-9AB][0-9]?$", description="Its code.", examples=["14"])
]
Word = Annotated[str | None, Query(pattern="^[a-z0-9_-]{1,100}$")]
TAGGED = {
    "ETag": {"description": "Changes with the answer.", "schema": {"type": "string"}},
}
NOT_MODIFIED: dict[int | str, dict[str, Any]] = {
    304: {"description": "It is what `If-None-Match` names.", "headers": TAGGED}
}
PRIVATE = "private, no-cache"
LISTED = {"Cache-Control": PRIVATE, "Vary": "Authorization, Cookie"}
DOCUMENTS = models.Page[models.DocumentSummary]


@router.get("/documents", response_model=DOCUMENTS, responses=responses())
def list_documents(
    service: Open,
    principal: Reader,
    status: Annotated[Status | None, Query(description="What it became.")] = None,
    genre: Word = None,
    territoire: Territoire = None,
    departement: Departement = None,
    theme: Word = None,
    q: Words = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Any:
    """All documents, by name of their first path; each content once."""
    filters = Filters(
        status=status.value if status else None,
        genre=genre,
        territoire=territoire,
        departement=departement,
        theme=theme,
        q=q,
    )
    after = read_cursor(cursor, filters, 1)

    def make() -> dict[str, Any]:
        rows = search.list_documents(service.store, filters, after, limit + 1)
        return make_page(rows, limit, lambda row: (row["path"],), filters, show_document)

    data = served_list(service, principal, (filters, after, limit), DOCUMENTS, make)
    return Response(data, headers=LISTED, media_type="application/json")


def show_document(row: search.Row) -> dict[str, Any]:
    """A row of the list as it is answered; no path."""
    contrats = [
        of
        | {
            "territoire": of["nom"],
            "territoire_officiel": of["nom_officiel"],
            "departements": json.loads(of["departements"]),
        }
        for of in row["contrats"]
    ]
    read = row["status"] != Status.FAILED.value
    return row | {
        "id": row["content_hash"],
        "failed_pages": json.loads(row["failed_pages"]),
        "contrats": contrats,
        "read_at": row["imported_at"],
        "record": f"/v1/documents/{row['content_hash']}" if read else None,
    }


@router.get(
    "/documents/{document}",
    response_class=Response,
    responses={
        200: {
            "description": "The record, as `extract` prints it; without contacts for `lire`.",
            "headers": TAGGED,
            "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Record"}}},
        },
        **NOT_MODIFIED,
        **responses("not-found", "no-record"),
    },
)
def read_document(
    document: Document,
    service: Open,
    principal: Reader,
    if_none_match: Match = None,
) -> Response:
    """The record of a document."""
    served = served_record(service, document, principal)
    if served is None:
        _refuse(service, document)
    else:
        headers = {"ETag": served.etag, "Cache-Control": PRIVATE, "Vary": "Authorization, Cookie"}
        if matches(if_none_match, served.etag):
            return Response(status_code=304, headers=headers)
        return Response(served.data, headers=headers, media_type="application/json")
    raise AssertionError


def _refuse(service: Service, document: str) -> None:
    """Say why there is no record."""
    found = search.find_document(service.store, document)
    if found is None:
        raise Refused("not-found", "no document has this id; an upload is one once it is read")
    more = {"failure": found["failure"], "message": found["message"]}
    raise Refused("no-record", f"reading it failed: {found['failure']}", more=more)


@router.post(
    "/documents/{document}/jobs",
    status_code=status.HTTP_202_ACCEPTED,
    response_model=models.Job,
    responses={
        202: {"description": "It will be read again.", "headers": ACCEPTED},
        **responses("not-found", "queue-full"),
    },
)
async def read_again(
    document: Document,
    service: Open,
    principal: Corrector,
) -> Response:
    """Read a document anew, for example with a newer version; its corrections stay."""
    path = await run_in_threadpool(file_of, service, document)
    rows = await run_in_threadpool(search.find_document, service.store, document)
    nom = rows["nom"] if rows else "document.pdf"
    upload = Upload(document, path.stat().st_size, nom)
    return await order(service, principal, [upload], force=True)


@router.get(
    "/documents/{document}/pages/{page}.png",
    response_class=Response,
    responses={
        200: {
            "description": "The page.",
            "headers": TAGGED,
            "content": {"image/png": {"schema": {"type": "string", "format": "binary"}}},
        },
        **NOT_MODIFIED,
        **responses("not-found", "busy", "not-rendered"),
    },
)
async def draw_page(
    document: Document,
    page: PageNumber,
    service: Open,
    principal: Reader,
    dpi: Resolution = DPI,
    if_none_match: Match = None,
) -> Response:
    """A page as a picture, drawn in a process of its own and kept."""
    if not principal.sees_contacts:
        raise Refused("forbidden", "pictures show contacts: this asks for the role `corriger`")
    drawn = await draw(service, document, page, dpi)
    headers = {"ETag": drawn.etag, "Cache-Control": "private, max-age=3600"}
    if matches(if_none_match, drawn.etag):
        return Response(status_code=304, headers=headers)
    data = await run_in_threadpool(drawn.path.read_bytes)
    return Response(data, headers=headers, media_type="image/png")


@router.get(
    "/documents/{document}/pages/{page}",
    response_model=models.PageOfDocument,
    responses=responses("not-found", "busy", "not-rendered"),
)
async def read_page(
    document: Document,
    page: PageNumber,
    service: Open,
    principal: Reader,
    dpi: Resolution = DPI,
) -> Any:
    """The size of a page: boxes of the record are in its points."""
    drawn = await draw(service, document, page, dpi)
    image = f"/v1/documents/{document}/pages/{page}.png?dpi={dpi.value}"
    return {"page": page, "image": image, **drawn.size}


@router.get(
    "/schema",
    response_class=Response,
    responses={
        200: {
            "description": "JSON Schema (2020-12) of a record.",
            "content": {"application/schema+json": {"schema": {"type": "object"}}},
        },
        **responses(),
    },
)
def read_schema(
    request: Request,
    principal: Reader,
) -> Response:
    """The JSON Schema of a record."""
    return Response(_schema(), media_type="application/schema+json")


@cache
def _schema() -> str:
    return json.dumps(record_schema(), ensure_ascii=False)


def matches(asked: str | None, etag: str) -> bool:
    """Whether `If-None-Match` names a tag.

    '"a", W/"b"' names "a" and "b"; "*" names all
    """
    words = [word.strip().removeprefix("W/") for word in (asked or "").split(",")]
    return etag in words or "*" in words
