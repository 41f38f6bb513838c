"""What a database complains of → one line for a person."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.engine import URL
from sqlalchemy.exc import (
    DataError,
    DBAPIError,
    IntegrityError,
    NoSuchModuleError,
    SQLAlchemyError,
    StatementError,
)

from extractor.errors import BadStore, ExtractionError, FullStore, RefusedRecord

DISK_FULL = "53100"
TOO_MUCH = "54"
"""SQLSTATE of PostgreSQL, and the class of those that tell of values over a limit of it."""
HINTS = (
    ("unable to open database file", "name a file in a folder that exists and can be written"),
    ("readonly database", "choose a folder and a file that can be written"),
    ("file is not a database", "name another file: nothing was written into this one"),
    ("malformed", "restore a copy of it, or import again into a new file"),
    ("database is locked", "another program holds it: end that one, and start again"),
    ("disk i/o error", "check the disk; a database on a network drive belongs into PostgreSQL"),
    ("does not exist", "create the database first, for example with createdb"),
    ("password", "check user and password of the URL"),
    ("connection", "check that the server runs, and the host and port of the URL"),
)
"""Words of SQLite and PostgreSQL, and what to do."""


def display(url: URL) -> str:
    """Return what messages call a database: its file, or its URL without the password."""
    if url.get_backend_name() == "sqlite":
        return url.database or ":memory:"
    return url.render_as_string(hide_password=True)


@contextmanager
def told(database: str) -> Iterator[None]:
    """Raise `BadStore`, `FullStore` or `RefusedRecord` in the place of what SQLAlchemy raises."""
    try:
        yield
    except SQLAlchemyError as error:
        raise _tell(database, error) from error


def _tell(database: str, error: SQLAlchemyError) -> ExtractionError:
    cause = " ".join(str(error.orig if isinstance(error, StatementError) else error).split())
    low = cause.lower()
    code = getattr(getattr(error, "orig", None), "sqlstate", None) or ""
    if code == DISK_FULL or "disk is full" in low:
        return FullStore(database, cause, "make room on that disk, then import again")
    if isinstance(error, NoSuchModuleError):
        return BadStore(database, cause, "databases are SQLite files and postgresql+psycopg://…")
    values = isinstance(error, DataError | IntegrityError) or code.startswith(TOO_MUCH)
    if values or (isinstance(error, StatementError) and not isinstance(error, DBAPIError)):
        return RefusedRecord(database, cause, "please report it with the document")
    hint = next((hint for words, hint in HINTS if words in low), "see the log of the database")
    return BadStore(database, cause, hint)
