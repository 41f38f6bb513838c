"""Who may do what, and who did what: tokens, of which only hashes are kept, and the audit log."""

import hmac
import secrets
from collections.abc import Iterator
from datetime import UTC, datetime
from enum import StrEnum
from hashlib import sha256
from typing import NamedTuple

from sqlalchemy import insert, select, update

from extractor.store.source import hold
from extractor.store.store import Store
from extractor.store.tables import audit, tokens

PREFIX = "cls"


class Role(StrEnum):
    """What a client may do; each may do what those before it may."""

    LIRE = "lire"
    CORRIGER = "corriger"
    ADMINISTRER = "administrer"

    @property
    def rank(self) -> int:
        """0 for the least."""
        return list(Role).index(self)

    def covers(self, other: "Role") -> bool:
        """Whether who has this role may do what asks for the other."""
        return self.rank >= other.rank


class Token(NamedTuple):
    """A token without its secret."""

    id: str
    nom: str
    role: Role
    created_at: datetime
    expires_at: datetime | None
    revoked_at: datetime | None


class Entry(NamedTuple):
    """One line of the audit log."""

    at: datetime
    client: str
    action: str
    cible: str
    detail: str


def create_token(
    store: Store, nom: str, role: Role, expires_at: datetime | None = None
) -> tuple[Token, str]:
    """Make a token; its text is told once and kept nowhere.

    The secret has 256 random bits: no slow hash is needed against guessing.
    """
    number, secret = secrets.token_hex(6), secrets.token_urlsafe(32)
    token = Token(number, hold(nom), role, datetime.now(UTC), expires_at, None)
    row = token._asdict() | {"role": role.value, "secret_hash": _hash(secret)}
    with store.writing() as connection:
        connection.execute(insert(tokens).values(row))
    return token, f"{PREFIX}_{number}_{secret}"


def find_token(store: Store, text: str, now: datetime) -> Token | None:
    """Return the token of a text, or None for one that is unknown, expired or revoked."""
    prefix, _, rest = text.partition("_")
    number, _, secret = rest.partition("_")
    if prefix != PREFIX or not secret or not number.isalnum() or not text.isascii():
        return None
    with store.reading() as connection:
        row = connection.execute(select(tokens).where(tokens.c.id == number)).one_or_none()
    expected = row.secret_hash if row else _hash("")
    if not hmac.compare_digest(_hash(secret), expected) or row is None:
        return None
    return _valid(_token(row._asdict()), now)


def find_token_by_id(store: Store, number: str, now: datetime) -> Token | None:
    """Return a token that is valid now, for who has shown its text before."""
    with store.reading() as connection:
        row = connection.execute(select(tokens).where(tokens.c.id == number)).one_or_none()
    return _valid(_token(row._asdict()), now) if row else None


def list_tokens(store: Store) -> list[Token]:
    """All tokens, the oldest first."""
    with store.reading() as connection:
        rows = connection.execute(select(tokens).order_by(tokens.c.created_at, tokens.c.id))
        return [_token(row._asdict()) for row in rows]


def revoke_token(store: Store, number: str) -> bool:
    """End a token; False where there is none."""
    mine = (tokens.c.id == number, tokens.c.revoked_at.is_(None))
    with store.writing() as connection:
        done = connection.execute(update(tokens).where(*mine).values(revoked_at=datetime.now(UTC)))
        return done.rowcount > 0


def note(store: Store, client: str, action: str, cible: str, detail: str = "") -> None:
    """Write a line into the audit log; nothing ever changes or deletes one."""
    now = datetime.now(UTC)
    row = {"id": secrets.token_hex(12), "at": now, "client": client, "action": action}
    with store.writing() as connection:
        connection.execute(
            insert(audit).values(row | {"cible": hold(cible), "detail": hold(detail)})
        )


def read_audit(store: Store) -> Iterator[Entry]:
    """The audit log, the oldest line first."""
    with store.reading() as connection:
        rows = connection.execute(select(audit).order_by(audit.c.at, audit.c.id)).all()
    for row in rows:
        yield Entry(row.at, row.client, row.action, row.cible, row.detail)


def _token(row: dict[str, object]) -> Token:
    row.pop("secret_hash")
    return Token(**row | {"role": Role(str(row["role"]))})  # type: ignore[arg-type]


def _valid(token: Token, now: datetime) -> Token | None:
    expired = token.expires_at is not None and token.expires_at <= now
    return None if expired or token.revoked_at else token


def _hash(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()
