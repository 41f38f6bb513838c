"""The application: operations, errors, what is around every request."""

import secrets
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from fastapi import FastAPI
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from extractor.schema import record_schema
from extractor.service import pages, problems
from extractor.service.api import access, answers, corrections, documents, jobs, lists
from extractor.service.logs import tell
from extractor.service.security import HEADERS, is_known_host
from extractor.service.service import Service, open_service
from extractor.service.settings import Settings
from extractor.version import __version__

REF = "#/components/schemas/"
DESCRIPTION = (
    "Reads contrats locaux de santé (CLS): PDF files in, exact, validated, sourced records out. "
    "Errors are `application/problem+json` (RFC 9457). Lists are read page by page with `cursor`."
)
UPLOADS = ("/v1/documents", "/deposer")
"""Where files come in; they are counted by `uploads.receive`."""
MOST_BODY = 1 << 20
"""Bytes of a request that is no upload."""


def create_app(settings: Settings) -> FastAPI:
    """Return the application; raises `BadStore`. Its worker starts and ends with it."""
    service = open_service(settings)

    @asynccontextmanager
    async def live(_: FastAPI) -> AsyncIterator[None]:
        if service.supervisor is not None:
            await service.supervisor.start()
        yield
        service.stopping = True
        if service.supervisor is not None:
            await service.supervisor.stop()
        await service.close()

    app = FastAPI(
        title="cls-extractor",
        version=__version__,
        description=DESCRIPTION,
        lifespan=live,
        docs_url=None,  # its page loads scripts from elsewhere
        redoc_url=None,
        openapi_url="/openapi.json",
        separate_input_output_schemas=False,
    )
    app.state.service = service
    problems.install(app)
    pages.install(app)
    for router in (
        jobs.router,
        documents.router,
        corrections.router,
        lists.router,
        answers.router,
        access.router,
        pages.router,
    ):
        app.include_router(router)
    app.add_middleware(Around, service=service)
    _complete_openapi(app)
    return app


class Around:
    """Around every request: its host, its headers, a count, a line in the log."""

    def __init__(self, app: ASGIApp, service: Service) -> None:
        self.app, self.service = app, service

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        started = time.perf_counter()
        number = secrets.token_hex(8)
        status = 500
        begun = False

        async def send_safely(message: Message) -> None:
            nonlocal status, begun
            if message["type"] == "http.response.start":
                status, begun = message["status"], True
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                headers["X-Request-Id"] = number
                if self.service.settings.https:
                    headers["Strict-Transport-Security"] = "max-age=31536000"
            await send(message)

        try:
            refused = self._refuse(scope)
            if refused is not None:
                await problems.refusal(refused)(scope, receive, send_safely)
            else:
                await self.app(scope, self._bounded(scope, receive), send_safely)
        except Exception as error:
            tell("request-failed", 40, request=number, error=type(error).__name__)
            if begun:
                raise
            answer = problems.problem("internal", f"request {number}: it was logged")
            await answer(scope, receive, send_safely)
        finally:
            self._count(scope, number, status, time.perf_counter() - started)

    def _refuse(self, scope: Scope) -> problems.Refused | None:
        headers = Headers(scope=scope)
        if not is_known_host(self.service.settings, headers):
            return problems.Refused("wrong-host", "add the name to CLS_HOSTS")
        length = headers.get("content-length", "0")
        small = scope["path"] not in UPLOADS
        if small and (not length.isdecimal() or int(length) > MOST_BODY):
            return problems.Refused("too-large", "more than 1 MB")
        return None

    def _bounded(self, scope: Scope, receive: Receive) -> Receive:
        """What the application receives: an end to a body that does not tell its length."""
        if scope["path"] in UPLOADS:
            return receive
        size = 0

        async def receive_bounded() -> Message:
            nonlocal size
            message = await receive()
            size += len(message.get("body", b""))
            if size > MOST_BODY:
                raise problems.Refused("too-large", "more than 1 MB")
            return message

        return receive_bounded

    def _count(self, scope: Scope, number: str, status: int, seconds: float) -> None:
        route = getattr(scope.get("route"), "path", "other")
        metrics = self.service.metrics
        metrics.requests.labels(scope["method"], route, status).inc()
        metrics.seconds.labels(scope["method"], route).observe(seconds)
        tell(
            "request",
            request=number,
            method=scope["method"],
            route=route,
            status=status,
            ms=round(seconds * 1000, 1),
            client=scope.get("state", {}).get("client"),
        )


def _complete_openapi(app: FastAPI) -> None:
    """Add the schemas of problems and records, and how clients say who they are."""
    generate = app.openapi

    def openapi() -> dict[str, Any]:
        if app.openapi_schema:
            return app.openapi_schema
        schema = generate()
        parts = schema["components"]
        parts["schemas"]["Problem"] = problems.Problem.model_json_schema(
            ref_template=REF + "{model}"
        )
        record = record_schema()
        parts["schemas"] |= {
            f"Record{name}": _moved(of) for name, of in record.pop("$defs", {}).items()
        }
        record = {key: value for key, value in record.items() if key not in ("$schema", "$id")}
        parts["schemas"]["Record"] = _moved(record)
        parts["securitySchemes"] = {
            "token": {"type": "http", "scheme": "bearer", "bearerFormat": "cls_ID_SECRET"}
        }
        for path, operations in schema["paths"].items():
            if path not in ("/healthz", "/readyz"):
                for method, operation in operations.items():
                    if (path, method) != ("/v1/session", "post"):
                        operation["security"] = [{"token": []}]
        return schema

    app.openapi = openapi  # type: ignore[method-assign]


def _moved(value: Any) -> Any:
    """A schema whose definitions stand among those of the service."""
    if isinstance(value, dict):
        return {
            key: item.replace("#/$defs/", f"{REF}Record")
            if key == "$ref" and isinstance(item, str)
            else _moved(item)
            for key, item in value.items()
        }
    return [_moved(item) for item in value] if isinstance(value, list) else value
