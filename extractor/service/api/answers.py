"""Questions across territories, and exports: made by a process beside the server."""

import shutil
import tempfile
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, Query, Response
from fastapi.responses import FileResponse
from starlette.background import BackgroundTask

from extractor.exporters.formats import FORMATS
from extractor.exporters.selection import GENRES, Filters
from extractor.service.api import models
from extractor.service.api.documents import NOT_MODIFIED, PRIVATE, TAGGED, Match, matches
from extractor.service.comparing import do_chore, plan_comparison, read_comparison
from extractor.service.problems import Refused, responses
from extractor.service.security import Reader
from extractor.service.service import Open
from extractor.store.filters import check_themes, read_period

router = APIRouter(prefix="/v1", tags=["answers"])

EXPORTING = 1800.0
"""Seconds for one export."""
ENDINGS = {"jsonl": "jsonl", "xlsx": "xlsx", "dcat": "jsonld"}
MEDIA = {
    "jsonl": "application/jsonl",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "dcat": "application/ld+json",
}


class Name(StrEnum):
    """The questions: keys of `extractor.compare.answers.QUESTIONS`; a test compares."""

    TERRITORIES = "territories"
    MATRIX = "matrix"
    COVERAGE = "coverage"
    GAPS = "gaps"
    LEADERS = "leaders"
    PARTNERS = "partners"
    STATUSES = "statuses"
    PUBLICS = "publics"
    INDICATORS = "indicators"
    CALENDARS = "calendars"
    SIMILAR = "similar"
    EVOLUTION = "evolution"
    PRESS = "press"


To = StrEnum("To", {name.upper(): name for name in FORMATS})  # type: ignore[misc]
Genre = StrEnum("Genre", {name.upper(): name for name in GENRES})  # type: ignore[misc]

Texts = Annotated[list[str], Query(max_length=50, description="Repeat for several.")]
Periode = Annotated[
    str | None,
    Query(
        pattern=r"^\d{4}(-\d{4})?$",
        description="A year, or the first and the last one.",
        examples=["2025", "2022-2026"],
    ),
]
NO_TEXTS: list[str] = []


@router.get("/compare", response_model=list[models.Question], responses=responses())
def list_questions(principal: Reader) -> Any:
    """The questions that can be asked."""
    return [{"name": name.value, "href": f"/v1/compare/{name.value}"} for name in Name]


@router.get(
    "/compare/{question}",
    response_class=Response,
    responses={
        200: {
            "description": "`tables` by name, each with `titre`, `note` and `lignes`; what is not "
            "known is null. `cles`: the nodes of records that counts are made of, by their place.",
            "headers": TAGGED,
            "content": {"application/json": {"schema": {"type": "object"}}},
        },
        **NOT_MODIFIED,
        **responses("busy", "internal"),
    },
)
async def answer_question(
    question: Name,
    service: Open,
    principal: Reader,
    territoire: Texts = NO_TEXTS,
    region: Texts = NO_TEXTS,
    theme: Texts = NO_TEXTS,
    periode: Periode = None,
    if_none_match: Match = None,
) -> Response:
    """Answer a question about the territories of all documents."""
    check_themes(tuple(theme))
    years = read_period(periode) if periode else None
    selection = {"territoires": territoire, "regions": region, "themes": theme, "periode": years}
    asked = await plan_comparison(
        service, principal, "json", kind="compare", question=question.value, selection=selection
    )
    headers = {"ETag": f'"{asked.name}"', "Cache-Control": PRIVATE, "Vary": "Authorization, Cookie"}
    if matches(if_none_match, headers["ETag"]):
        return Response(status_code=304, headers=headers)
    data = await read_comparison(service, asked)
    return Response(data, headers=headers, media_type="application/json")


@router.get("/export", response_model=list[models.Format], responses=responses())
def list_formats(principal: Reader) -> Any:
    """The formats that documents are exported to."""
    return [
        {"name": name, "help": form.help, "href": f"/v1/export/{name}"}
        for name, form in FORMATS.items()
    ]


@router.get(
    "/export/{to}",
    response_class=FileResponse,
    responses={
        200: {
            "description": "A file; an archive (zip) where the format is a folder.",
            "content": {
                media: {"schema": {"type": "string", "format": "binary"}}
                for media in (*MEDIA.values(), "application/zip")
            },
        },
        **responses("busy", "internal", "disk-full"),
    },
)
async def export_documents(
    to: To,
    service: Open,
    principal: Reader,
    territoire: Texts = NO_TEXTS,
    theme: Texts = NO_TEXTS,
    periode: Periode = None,
    genre: Annotated[list[Genre], Query(max_length=10)] = [],  # noqa: B006  # FastAPI copies it
) -> Response:
    """Export documents: made on the disk, then sent piece by piece."""
    filters = Filters(
        tuple(territoire),
        check_themes(tuple(theme)),
        read_period(periode) if periode else None,
        tuple(one.value for one in genre),
    )
    catalogue = service.settings.catalogue
    if to.value == "dcat" and catalogue is None:
        raise Refused("invalid", "dcat: the service has no CLS_CATALOGUE")
    service.check_disk()
    folder = tempfile.mkdtemp(dir=service.files.exports)
    ending = ENDINGS.get(to.value)
    chore = {
        "kind": "export",
        "db": service.settings.db.get_secret_value(),
        "format": to.value,
        "name": f"cls.{ending}" if ending else "cls",
        "filters": list(filters),
        "redacted": not principal.sees_contacts,
        "catalogue": str(catalogue) if catalogue else None,
        "to": str(Path(folder).absolute()),
    }
    try:
        made = await do_chore(service, chore, EXPORTING)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    path = Path(made["file"])
    return FileResponse(
        path,
        media_type=MEDIA.get(to.value, "application/zip"),
        filename=f"cls-{to.value}{path.suffix}",
        headers={"Cache-Control": "private, no-store"},
        background=BackgroundTask(shutil.rmtree, folder, ignore_errors=True),
    )
