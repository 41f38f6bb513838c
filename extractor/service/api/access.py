"""Who asks (sessions of the pages), and whether the service works."""

from typing import Any

from fastapi import APIRouter, Request, Response, status

from extractor.service.api import models
from extractor.service.metrics import CONTENT_TYPE
from extractor.service.problems import Refused, responses
from extractor.service.security import Reader
from extractor.service.service import Open

router = APIRouter(tags=["service"])
TEXT = {"description": "Metrics.", "content": {"text/plain": {"schema": {"type": "string"}}}}


@router.get("/v1/session", response_model=models.Session, responses=responses())
def read_session(
    request: Request,
    service: Open,
    principal: Reader,
) -> Any:
    """Who the service thinks that asks."""
    csrf = service.access.csrf_token(request)
    return {**principal._asdict(), "csrf_token": csrf}


@router.post(
    "/v1/session",
    status_code=status.HTTP_204_NO_CONTENT,
    response_class=Response,
    responses=responses("bad-request"),
)
async def open_session(
    body: models.SessionRequest,
    request: Request,
    service: Open,
) -> Response:
    """Exchange a token for a cookie that scripts cannot read."""
    response = Response(status_code=status.HTTP_204_NO_CONTENT)
    await service.access.open_session(request, response, body.token)
    return response


@router.delete(
    "/v1/session",
    status_code=status.HTTP_204_NO_CONTENT,
    response_class=Response,
    responses=responses(),
)
def close_session(
    service: Open,
    principal: Reader,
) -> Response:
    """Forget the cookie."""
    response = Response(status_code=status.HTTP_204_NO_CONTENT)
    service.access.close_session(response)
    return response


@router.get("/healthz", response_model=models.Health)
def is_alive() -> Any:
    """Whether the process answers."""
    return {"status": "ok"}


@router.get(
    "/readyz",
    response_model=models.Health,
    responses={503: responses("busy", "store")[503]},
)
def is_ready(service: Open) -> Any:
    """Whether requests can be served: the database answers, and the service is not ending."""
    if service.stopping:
        raise Refused("busy", "the service is being stopped", 10)
    with service.store.reading() as connection:
        connection.exec_driver_sql("SELECT 1")
    return {"status": "ok"}


@router.get("/metrics", response_class=Response, responses={200: TEXT, **responses()})
def read_metrics(
    service: Open,
    principal: Reader,
) -> Response:
    """Counters for Prometheus."""
    return Response(service.metrics.text(), headers={"Content-Type": CONTENT_TYPE})
