"""Uploads: the form, and what becomes of the files while they are read."""

from fastapi import APIRouter, Request, Response
from starlette.concurrency import run_in_threadpool

from extractor.service.api.jobs import JobId, cancel_job, find_job, upload_documents
from extractor.service.pages.rendering import is_piece, page
from extractor.service.security import Corrector, Reader
from extractor.service.service import Open
from extractor.service.settings import MEGABYTE
from extractor.store import search
from extractor.store.access import Role
from extractor.store.queue import State

router = APIRouter()
STATES = {
    State.QUEUED: "en attente",
    State.RUNNING: "lecture en cours",
    State.SUCCEEDED: "lu",
    State.FAILED: "non lu",
    State.CANCELLED: "annulé",
}


@router.get("/deposer")
def ask(
    request: Request,
    service: Open,
    principal: Corrector,
) -> Response:
    """The form."""
    settings = service.settings
    values = {"most": settings.files_per_upload, "megabytes": settings.max_bytes // MEGABYTE}
    return page(request, principal, "deposer.html", values)


@router.post("/deposer")
async def receive(
    request: Request,
    service: Open,
    principal: Corrector,
) -> Response:
    """Take files, as `POST /v1/documents` does; go to what becomes of them."""
    answer = await upload_documents(request, service, principal, None)
    job = answer.headers["location"].rpartition("/")[2]
    place = f"/depots/{job}"
    if is_piece(request):
        return Response(status_code=204, headers={"HX-Redirect": place})
    return Response(status_code=303, headers={"Location": place})


@router.get("/depots/{job}")
async def progress(
    job: JobId,
    request: Request,
    service: Open,
    principal: Reader,
) -> Response:
    """What has become of the files; htmx asks again until all have ended."""
    found = await find_job(service, job)
    rows = []
    for task in found.tasks:
        told = None
        if task.state is State.SUCCEEDED:
            told = await run_in_threadpool(search.find_document, service.store, task.content_hash)
        rows.append((task, told))
    ended = found.state not in (State.QUEUED, State.RUNNING)
    done = sum(task.state not in (State.QUEUED, State.RUNNING) for task in found.tasks)
    own = found.client == principal.id or principal.role.covers(Role.ADMINISTRER)
    values = {
        "job": found,
        "rows": rows,
        "ended": ended,
        "done": done,
        "states": STATES,
        "can_cancel": own and not ended and principal.role.covers(Role.CORRIGER),
    }
    template = "depot_etat.html" if is_piece(request) else "depot.html"
    return page(request, principal, template, values)


@router.post("/depots/{job}/annuler")
async def cancel(
    job: JobId,
    service: Open,
    principal: Corrector,
) -> Response:
    """Cancel what is not read yet."""
    await cancel_job(job, service, principal)
    return Response(status_code=204, headers={"HX-Redirect": f"/depots/{job}"})
