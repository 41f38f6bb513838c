"""How the service runs: settings from the environment, each with `CLS_` before its name."""

import json
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated, Any, Self

from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from extractor.batch.limits import Limits
from extractor.errors import BadSetting

MEGABYTE = 1 << 20
LOOPBACK = ("127.0.0.1", "::1", "localhost")


class Settings(BaseSettings):
    """All that can be set; docs/service.md has the same table (a test compares)."""

    model_config = SettingsConfigDict(env_prefix="CLS_", frozen=True, extra="ignore")

    host: str = "127.0.0.1"
    """Address to listen on."""
    port: int = Field(8000, ge=0, le=65535)
    """Port to listen on; 0 for any that is free."""
    hosts: Annotated[tuple[str, ...], NoDecode] = ()
    """Names under which clients call the service, separated by commas; loopback always counts."""
    proxies: str = "127.0.0.1"
    """Addresses of reverse proxies whose X-Forwarded-* headers count."""
    https: bool = False
    """Whether clients come by HTTPS: cookies are then never sent without it."""
    db: SecretStr = SecretStr("corpus.db")
    """Database: a file of SQLite, or postgresql+psycopg://USER@HOST/NAME."""
    data: Path = Path("cls-data")
    """Folder for uploads and caches; several servers of one database share it."""
    auth: bool | None = None
    """Whether clients need a token; by default they do unless `host` is a loopback address."""
    secret: SecretStr = SecretStr("")
    """Signs session cookies; by default a random one is kept in `data`."""
    readers: int = Field(2, ge=0, le=256)
    """Documents read at once by this server; 0 when other hosts read."""
    seconds: float = Field(600.0, gt=0)
    """Wall clock that one document may take."""
    memory_mb: int = Field(2048, ge=64)
    """Memory that one document may take."""
    pages: int = Field(3000, ge=1)
    """Pages that one document may have."""
    size_mb: int = Field(100, ge=1)
    """Size that one file may have."""
    files_per_upload: int = Field(20, ge=1)
    """Files in one request."""
    uploads: int = Field(64, ge=1)
    """Uploads received at once."""
    upload_seconds: float = Field(300.0, gt=0)
    """Time that one upload may take."""
    queue: int = Field(1000, ge=1)
    """Documents that may wait to be read; then uploads are answered 503."""
    queue_per_client: int = Field(500, ge=1)
    """The same for one client, answered 429."""
    free_mb: int = Field(500, ge=0)
    """Room on the disk of `data` below which uploads are answered 503."""
    reads_per_second: float = Field(100.0, gt=0)
    """Requests of one client, on average; four seconds of them may come at once."""
    writes_per_second: float = Field(10.0, gt=0)
    """The same for uploads and changes."""
    cache_mb: int = Field(2000, ge=1)
    """Pictures of pages that are kept."""
    job_days: float = Field(30.0, gt=0)
    """How long jobs that have ended can be asked for."""
    key_hours: float = Field(24.0, gt=0)
    """How long an Idempotency-Key is remembered."""
    grace_seconds: float = Field(30.0, ge=0)
    """After SIGTERM: time for requests and readings that are under way."""
    labels: Annotated[tuple[Path, ...], NoDecode] = ()
    """Label files, separated by commas."""
    glossaries: Annotated[tuple[Path, ...], NoDecode] = ()
    """Glossary files, separated by commas."""
    catalogue: Path | None = None
    """Who publishes, and where (TOML), for the export `dcat`."""

    @field_validator("hosts", "labels", "glossaries", mode="before")
    @classmethod
    def _split(cls, value: Any) -> Any:
        """ "a, b" -> ("a", "b")"""
        return (
            tuple(filter(None, map(str.strip, value.split(","))))
            if isinstance(value, str)
            else value
        )

    @model_validator(mode="after")
    def _is_safe(self) -> Self:
        if self.auth is False and not self.is_local:
            raise ValueError("auth can be off on a loopback address only")
        return self

    @property
    def is_local(self) -> bool:
        """Whether only this host can call."""
        return is_loopback(self.host)

    @property
    def needs_token(self) -> bool:
        """Whether clients need a token."""
        return self.auth if self.auth is not None else not self.is_local

    @property
    def limits(self) -> Limits:
        """Of one document."""
        return Limits(
            seconds=self.seconds,
            memory=self.memory_mb * MEGABYTE,
            pages=self.pages,
            size=self.max_bytes,
        )

    @property
    def max_bytes(self) -> int:
        """Of one file."""
        return self.size_mb * MEGABYTE


def is_loopback(host: str) -> bool:
    """ "127.0.0.1" -> True;  "localhost" -> True;  "0.0.0.0" -> False"""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def read_settings(**given: Any) -> Settings:
    """Settings of the environment, with those given in their place; raises `BadSetting`."""
    try:
        return Settings(**{name: value for name, value in given.items() if value is not None})
    except ValidationError as error:
        first = error.errors()[0]
        name = "CLS_" + "_".join(str(part) for part in first["loc"]).upper()
        raise BadSetting(name.rstrip("_"), first["msg"], "see docs/service.md") from None


def to_text(settings: Settings) -> str:
    """Settings as one line, for the processes of this service; it holds what is secret."""
    plain = settings.model_dump(mode="json") | {
        "db": settings.db.get_secret_value(),
        "secret": settings.secret.get_secret_value(),
    }
    return json.dumps(plain)


def from_text(text: str) -> Settings:
    """The settings of `to_text`."""
    return Settings(**json.loads(text))
