"""Uploads → jobs, which can be looked at and cancelled."""

import secrets
from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Header, Path, Request, Response, status
from fastapi.responses import JSONResponse
from starlette.concurrency import run_in_threadpool

from extractor.service.api import models
from extractor.service.problems import Refused, responses
from extractor.service.security import Corrector, Principal, Reader
from extractor.service.service import Open, Service
from extractor.service.uploads import FIELD, receive
from extractor.store import access, queue
from extractor.store.access import Role
from extractor.store.queue import Job, KeyReused, Order, QueueFull, State, Upload

router = APIRouter(prefix="/v1", tags=["jobs"])

JobId = Annotated[str, Path(pattern="^[0-9a-f]{32}$", examples=[models.JOB])]
Key = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key",
        min_length=1,
        max_length=200,
        pattern="^[!-~]+$",
        description="A request that is sent again with the same key and files gives the same job.",
    ),
]
BODY = {
    "required": True,
    "content": {
        "multipart/form-data": {
            "schema": {
                "type": "object",
                "required": [FIELD],
                "properties": {
                    FIELD: {
                        "type": "array",
                        "minItems": 1,
                        "description": "PDF files, one part each.",
                        "items": {"type": "string", "format": "binary"},
                    }
                },
            },
        }
    },
}
ACCEPTED = {
    "Location": {"description": "Of the job.", "schema": {"type": "string"}},
    "Retry-After": {"description": "Seconds to wait.", "schema": {"type": "integer"}},
}


@router.post(
    "/documents",
    status_code=status.HTTP_202_ACCEPTED,
    response_model=models.Job,
    openapi_extra={"requestBody": BODY},
    responses={
        202: {"description": "The files are kept and will be read.", "headers": ACCEPTED},
        **responses(
            "bad-request",
            "too-slow",
            "too-large",
            "wrong-type",
            "key-reused",
            "too-many-documents",
            "queue-full",
            "busy",
            "disk-full",
        ),
    },
)
async def upload_documents(
    request: Request,
    service: Open,
    principal: Corrector,
    idempotency_key: Key = None,
) -> Response:
    """Upload one or more PDF files to be read.

    All of them are kept, or none. Ask `Location` for what becomes of them, after `Retry-After`.
    """
    await _check_room(service, principal)
    service.uploads += 1
    try:
        uploads, _ = await receive(request, service.files, service.settings, service.receiving)
    finally:
        service.uploads -= 1
    service.metrics.uploaded.inc(sum(upload.size for upload in uploads))
    return await order(service, principal, uploads, idempotency_key)


async def order(
    service: Service,
    principal: Principal,
    uploads: list[Upload],
    key: str | None = None,
    force: bool = False,
) -> Response:
    """Make a job, and the answer that tells of it."""
    made = Order(secrets.token_hex(16), principal.id, uploads, datetime.now(UTC), key, force)
    try:
        job, _ = await service.write(queue.enqueue, made, service.settings.queue)
    except QueueFull as full:
        raise await _queue_full(service, full.waiting) from None
    except KeyReused:
        raise Refused("key-reused", "take a new key for other files") from None
    service.call_worker()
    return await _tell(service, job, status.HTTP_202_ACCEPTED)


@router.get(
    "/jobs/{job}",
    response_model=models.Job,
    responses={
        200: {
            "description": "The job; `Retry-After` while it has not ended.",
            "headers": {"Retry-After": ACCEPTED["Retry-After"]},
        },
        **responses("not-found"),
    },
)
async def read_job(
    job: JobId,
    service: Open,
    principal: Reader,
) -> Response:
    """What has become of an upload."""
    return await _tell(service, job, status.HTTP_200_OK)


@router.delete("/jobs/{job}", response_model=models.Job, responses=responses("not-found"))
async def cancel_job(
    job: JobId,
    service: Open,
    principal: Corrector,
) -> Response:
    """Cancel what is not read yet; what was read stays. Of one's own, or as `administrer`."""
    found = await find_job(service, job)
    if found.client != principal.id and not principal.role.covers(Role.ADMINISTRER):
        raise Refused("forbidden", "the job of another client")
    if await service.write(queue.cancel, job):
        await service.write(access.note, principal.id, "job-cancelled", job)
        service.call_worker()
    return await _tell(service, job, status.HTTP_200_OK)


async def _check_room(service: Service, principal: Principal) -> None:
    """Refuse an upload before any byte of it comes."""
    settings = service.settings
    if service.stopping:
        raise Refused("busy", "the service is being stopped", 10)
    if service.uploads >= settings.uploads:
        raise Refused("busy", "too many uploads at once", 2)
    service.check_disk()
    waiting = await run_in_threadpool(queue.count_open, service.store)
    if waiting >= settings.queue:
        raise await _queue_full(service, waiting)
    if waiting >= settings.queue_per_client:
        own = await run_in_threadpool(queue.count_open, service.store, principal.id)
        if own >= settings.queue_per_client:
            seconds = await run_in_threadpool(service.retry_after, 1)
            raise Refused("too-many-documents", f"{own} of yours wait: try later", seconds)


async def _queue_full(service: Service, waiting: int) -> Refused:
    seconds = await run_in_threadpool(service.retry_after, waiting // 10)
    return Refused("queue-full", f"{waiting} documents wait: try again later", seconds)


async def find_job(service: Service, job: str) -> Job:
    """A job; raises `Refused` where there is none."""
    found = await run_in_threadpool(queue.read_job, service.store, job)
    if found is None:
        raise Refused("not-found", "no job has this id, or it is too old")
    return found


async def _tell(service: Service, job: str, code: int) -> Response:
    found = await find_job(service, job)
    headers = {"Cache-Control": "no-store"}
    if code == status.HTTP_202_ACCEPTED:
        headers["Location"] = f"/v1/jobs/{found.id}"
    if code == status.HTTP_202_ACCEPTED or found.state in (State.QUEUED, State.RUNNING):
        seconds = await run_in_threadpool(service.retry_after, found.ahead)
        headers["Retry-After"] = str(seconds)
    return JSONResponse(show_job(found), code, headers)


def show_job(job: Job) -> dict[str, Any]:
    """A job as it is answered."""
    found = models.Job(
        id=job.id,
        state=job.state,
        created_at=job.created_at,
        ahead=job.ahead,
        documents=[
            models.JobDocument(
                id=task.content_hash,
                nom=task.nom,
                state=task.state,
                status=task.status,
                failure=task.failure,
                message=task.message,
                pages=task.pages,
                page=task.page if task.state is State.RUNNING else 0,
                seconds=task.seconds,
                record=f"/v1/documents/{task.content_hash}"
                if task.state is State.SUCCEEDED
                else None,
            )
            for task in job.tasks
        ],
    )
    return found.model_dump(mode="json")
