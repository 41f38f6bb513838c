"""What goes wrong with a request → `application/problem+json` (RFC 9457)."""

from collections.abc import Mapping
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException

from extractor.errors import BadFilter, BadStore

MEDIA = "application/problem+json"
URN = "urn:cls-extractor:problem:"
TITLES = {
    "bad-request": (400, "The request is not understood."),
    "unauthorized": (401, "A valid token is needed."),
    "forbidden": (403, "The role of this token does not allow it."),
    "csrf": (403, "The request does not come from a page of this service."),
    "not-found": (404, "There is no such thing."),
    "no-record": (404, "The document could not be read: it has no record."),
    "method-not-allowed": (405, "This address does not know the method."),
    "stale": (409, "Somebody else has changed it meanwhile."),
    "too-slow": (408, "The upload took too long."),
    "too-large": (413, "A file or the request is too large."),
    "wrong-type": (415, "Only PDF files in multipart/form-data are taken."),
    "wrong-host": (421, "The service is not called so."),
    "invalid": (422, "A parameter is not understood."),
    "key-reused": (422, "The Idempotency-Key was used with other files."),
    "too-many-requests": (429, "Too many requests of one client."),
    "too-many-documents": (429, "Too many documents of one client wait to be read."),
    "internal": (500, "An internal error."),
    "queue-full": (503, "Too many documents wait to be read."),
    "busy": (503, "Too many requests of this kind at once."),
    "disk-full": (503, "The disk of the service is nearly full."),
    "store": (503, "The database does not answer."),
    "not-rendered": (500, "The page could not be drawn."),
}
"""By the last word of the type: status and title."""
BY_STATUS = {400: "bad-request", 401: "unauthorized", 403: "forbidden", 404: "not-found"}
BY_STATUS |= {405: "method-not-allowed", 413: "too-large", 415: "wrong-type", 422: "invalid"}


class Problem(BaseModel):
    """What went wrong, as RFC 9457 has it; programs compare `type`."""

    model_config = ConfigDict(
        extra="allow",
        json_schema_extra={
            "examples": [
                {
                    "type": f"{URN}not-found",
                    "title": "There is no such thing.",
                    "status": 404,
                    "detail": "no document has this id",
                }
            ]
        },
    )

    type: str = Field(description="A stable name of the kind of problem.")
    title: str = Field(description="The kind of problem, in words.")
    status: int = Field(description="The HTTP status.")
    detail: str = Field(description="What happened here, and what to do.")


class Refused(Exception):
    """A request that is answered with a problem."""

    def __init__(
        self,
        kind: str,
        detail: str,
        retry_after: int | None = None,
        more: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(kind, detail, retry_after, more)
        self.kind, self.detail, self.retry_after = kind, detail, retry_after
        self.more = more or {}

    @property
    def status(self) -> int:
        """Of HTTP."""
        return TITLES[self.kind][0]


def problem(
    kind: str,
    detail: str,
    headers: Mapping[str, str] | None = None,
    more: Mapping[str, Any] | None = None,
) -> Response:
    """The answer that tells of a problem."""
    status, title = TITLES[kind]
    body = {"type": URN + kind, "title": title, "status": status, "detail": detail, **(more or {})}
    headers = dict(headers or {}) | {"Cache-Control": "no-store"}
    return JSONResponse(body, status, headers, MEDIA)


def refusal(error: Refused) -> Response:
    """The answer that a `Refused` stands for."""
    headers = {} if error.retry_after is None else {"Retry-After": str(error.retry_after)}
    if error.status == 401:
        headers["WWW-Authenticate"] = 'Bearer realm="cls-extractor"'
    return problem(error.kind, error.detail, headers, error.more)


def install(app: FastAPI) -> None:
    """Answer every error of the application with a problem."""

    @app.exception_handler(Refused)
    async def _refused(_: Request, error: Refused) -> Response:
        return refusal(error)

    @app.exception_handler(HTTPException)
    async def _http(request: Request, error: HTTPException) -> Response:
        kind = BY_STATUS.get(error.status_code, "bad-request")
        detail = f"{request.method} {request.url.path}: {error.detail}"[:300]
        return problem(kind, detail, error.headers)

    @app.exception_handler(RequestValidationError)
    async def _invalid(_: Request, error: RequestValidationError) -> Response:
        wrong = [
            {"place": ".".join(map(str, one["loc"])), "problem": one["msg"]}
            for one in error.errors()[:20]
        ]
        detail = "; ".join(f"{one['place']}: {one['problem']}" for one in wrong)
        return problem("invalid", detail, more={"errors": wrong})

    @app.exception_handler(BadFilter)
    async def _filter(_: Request, error: BadFilter) -> Response:
        return problem("invalid", str(error))

    @app.exception_handler(BadStore)
    async def _store(_: Request, error: BadStore) -> Response:
        return problem("store", "the database does not answer: try again", {"Retry-After": "5"})


EXAMPLES = {
    "unauthorized": "send `Authorization: Bearer cls_…`",
    "not-found": "no document has this id",
    "queue-full": "1000 documents wait: try again later",
    "too-large": "contrat.pdf: more than 100 MB",
}


def responses(*kinds: str) -> dict[int | str, dict[str, Any]]:
    """The problems of an operation, for OpenAPI; those that any operation may have are added."""
    found: dict[int | str, dict[str, Any]] = {}
    for kind in (*kinds, "invalid", "unauthorized", "forbidden", "too-many-requests", "store"):
        status, title = TITLES[kind]
        entry = found.setdefault(
            status,
            {
                "description": title,
                "content": {
                    MEDIA: {
                        "schema": {"$ref": "#/components/schemas/Problem"},
                        "examples": {},
                    }
                },
            },
        )
        if title not in entry["description"]:
            entry["description"] += f" Or: {title}"
        detail = EXAMPLES.get(kind, title)
        body = {"type": URN + kind, "title": title, "status": status, "detail": detail}
        entry["content"][MEDIA]["examples"][kind] = {"value": body}
        if status in (429, 503):
            seconds = {"description": "Seconds to wait.", "schema": {"type": "integer"}}
            entry["headers"] = {"Retry-After": seconds}
    return found
