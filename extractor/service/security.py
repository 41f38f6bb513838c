"""Who asks, and what he may do: tokens, sessions of the pages, CSRF, hosts, headers."""

import hmac
import os
import secrets
import time
from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Annotated, NamedTuple
from urllib.parse import urlsplit

from fastapi import Depends, Request
from fastapi.responses import Response
from starlette.concurrency import run_in_threadpool

from extractor.service.limits import Buckets
from extractor.service.problems import Refused
from extractor.service.settings import LOOPBACK, Settings
from extractor.store.access import Role, Token, find_token, find_token_by_id
from extractor.store.store import Store

COOKIE = "cls_session"
CSRF_HEADER = "X-CSRF-Token"
CSRF_FIELD = "csrf_token"
SESSION_SECONDS = 12 * 3600
REMEMBERED = 5.0
"""Seconds for which a token is not looked up again; one that is revoked works as long."""
MOST_REMEMBERED = 1000
FAILURES_PER_SECOND = 5.0
"""Wrong tokens of one address, on average."""
SAFE = ("GET", "HEAD", "OPTIONS")

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Content-Security-Policy": "default-src 'none'; img-src 'self'; script-src 'self'; "
    "style-src 'self'; font-src 'self'; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'",
}
"""Of every answer. No inline script or style, nothing from elsewhere."""


class Principal(NamedTuple):
    """Who asks."""

    id: str
    """Of the token, or `local`."""
    nom: str
    role: Role

    @property
    def sees_contacts(self) -> bool:
        """Whether telephone numbers and addresses of persons are shown."""
        return self.role.covers(Role.CORRIGER)


LOCAL = Principal("local", "local", Role.ADMINISTRER)
"""Who calls from this host where no token is needed."""


class Access:
    """Knows tokens and sessions; counts requests."""

    def __init__(self, settings: Settings, store: Store) -> None:
        self.settings, self.store = settings, store
        self._secret = _secret_of(settings)
        self._remembered: dict[str, tuple[float, Token | None]] = {}
        self.reads = Buckets(settings.reads_per_second)
        self.writes = Buckets(settings.writes_per_second)
        self.failures = Buckets(FAILURES_PER_SECOND)

    async def identify(self, request: Request) -> Principal:
        """Return who asks; raises `Refused` for 401, 403 (CSRF) and 429."""
        principal = await self._identify(request)
        buckets = self.reads if request.method in SAFE else self.writes
        if wait := buckets.take(f"{principal.id} {address_of(request)}"):
            raise Refused("too-many-requests", f"wait {wait} s", wait)
        return principal

    async def _identify(self, request: Request) -> Principal:
        scheme, _, text = request.headers.get("authorization", "").partition(" ")
        if scheme:
            token = await self._token(request, text.strip() if scheme.lower() == "bearer" else "")
            return Principal(token.id, token.nom, token.role)
        if request.method not in SAFE:
            check_origin(request)
        cookie = request.cookies.get(COOKIE)
        if cookie and (of := await self._of_session(cookie)):
            if request.method not in SAFE:
                self.check_csrf(request, request.headers.get(CSRF_HEADER, ""))
            return Principal(of.id, of.nom, of.role)
        if not self.settings.needs_token:
            return LOCAL
        raise Refused("unauthorized", "send `Authorization: Bearer cls_…`, or open a session")

    async def _token(self, request: Request, text: str) -> Token:
        token = await self._remember(text, find_token)
        if token is None:
            if wait := self.failures.take(address_of(request)):
                raise Refused("too-many-requests", f"too many wrong tokens: wait {wait} s", wait)
            raise Refused("unauthorized", "the token is unknown, expired or revoked")
        return token

    async def _remember(
        self, key: str, find: Callable[[Store, str, datetime], Token | None]
    ) -> Token | None:
        """Look a token up, at most once in `REMEMBERED` seconds."""
        name = f"{find.__name__} {sha256(key.encode()).hexdigest()}"
        at, token = self._remembered.get(name, (float("-inf"), None))
        if time.monotonic() - at < REMEMBERED:
            return token
        token = await run_in_threadpool(find, self.store, key, datetime.now(UTC))
        if len(self._remembered) >= MOST_REMEMBERED:
            self._remembered.clear()
        self._remembered[name] = (time.monotonic(), token)
        return token

    # ── sessions of the pages ────────────────────────────────────────────────────────────────

    async def open_session(self, request: Request, response: Response, text: str) -> Principal:
        """Exchange a token for a cookie; raises `Refused`."""
        check_origin(request)
        token = await self._token(request, text)
        value = f"{token.id}.{int(time.time()) + SESSION_SECONDS}.{secrets.token_hex(8)}"
        response.set_cookie(
            COOKIE,
            f"{value}.{self._sign('session', value)}",
            max_age=SESSION_SECONDS,
            secure=self.settings.https,
            httponly=True,
            samesite="strict",
        )
        return Principal(token.id, token.nom, token.role)

    def close_session(self, response: Response) -> None:
        """Forget the cookie."""
        response.delete_cookie(COOKIE, secure=self.settings.https, httponly=True, samesite="strict")

    async def _of_session(self, cookie: str) -> Token | None:
        value, _, signature = cookie.rpartition(".")
        if not hmac.compare_digest(signature.encode(), self._sign("session", value).encode()):
            return None
        number, expires, _ = value.split(".")
        if int(expires) < time.time():
            return None
        return await self._remember(number, find_token_by_id)

    def csrf_token(self, request: Request) -> str:
        """What a page sends back with every change: in `X-CSRF-Token`, or a field of its form."""
        return self._sign("csrf", request.cookies.get(COOKIE, ""))

    def check_csrf(self, request: Request, value: str) -> None:
        """Refuse a change that comes from no page of ours."""
        if not hmac.compare_digest(value.encode(), self.csrf_token(request).encode()):
            raise Refused("csrf", f"send the token of the page in {CSRF_HEADER}")

    def _sign(self, purpose: str, text: str) -> str:
        return hmac.new(self._secret, f"{purpose} {text}".encode(), sha256).hexdigest()


def require(role: Role) -> Callable[[Request], Awaitable[Principal]]:
    """The dependency of an operation that asks for a role; gives the `Principal`."""

    async def check(request: Request) -> Principal:
        access: Access = request.app.state.service.access
        principal = await access.identify(request)
        request.state.client = principal.id
        if not principal.role.covers(role):
            raise Refused("forbidden", f"this asks for the role `{role.value}`")
        return principal

    return check


Reader = Annotated[Principal, Depends(require(Role.LIRE))]
Corrector = Annotated[Principal, Depends(require(Role.CORRIGER))]
"""The parameter of an operation that gets who asks; others are refused."""


def check_origin(request: Request) -> None:
    """Refuse a change that a page of another site has sent; programs send neither header."""
    site = request.headers.get("sec-fetch-site", "none")
    origin = request.headers.get("origin")
    foreign = origin is not None and urlsplit(origin).netloc != request.headers.get("host")
    if foreign or site not in ("same-origin", "none"):
        raise Refused("csrf", "the request comes from a page of another site")


def is_known_host(settings: Settings, headers: Mapping[str, str]) -> bool:
    """Whether a request calls the service by a name of its own (against DNS rebinding)."""
    if settings.needs_token and not settings.hosts:
        return True  # without a token or cookie of ours, another name gains nothing
    name = urlsplit(f"//{headers.get('host', '')}").hostname or ""
    return name in (*LOOPBACK, settings.host, *settings.hosts)


def address_of(request: Request) -> str:
    """The address that asks; kept in memory for limits, never logged."""
    return request.client.host if request.client else ""


def _secret_of(settings: Settings) -> bytes:
    """The key of signatures: given, or made once and kept beside the uploads."""
    given = settings.secret.get_secret_value()
    if given:
        return given.encode()
    path = settings.data / "secret"
    draft = Path(f"{path}.{os.getpid()}")
    if not path.exists():
        draft.touch(0o600)
        draft.write_bytes(secrets.token_bytes(32))
        try:
            os.link(draft, path)  # two servers that start at once keep one of them
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_bytes()
