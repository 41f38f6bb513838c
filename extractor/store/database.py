"""A URL → an engine on a database that has the newest tables.

SQLite is in WAL mode with `synchronous=NORMAL`: a commit is in the hands of the system when the
save returns, so `kill -9` loses nothing. What a power cut may lose is the last commits, never the
soundness of the file, and the next import reads those documents again; FULL would ask the disk to
turn once for each document against that.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect, select, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError

from extractor.errors import BadStore, ForeignStore, NewerStore
from extractor.store.tables import HEAD, REVISION_TABLE
from extractor.store.troubles import display, told

MIGRATIONS = Path(__file__).parent / "migrations"
BUSY_SECONDS = 60
"""How long a transaction waits for that of another process."""
CHECKPOINT = 4000
"""Pages of the log, 16 MB, after which SQLite copies them into the file: a dozen contracts."""
LOCK = 0x636C732D
"""Advisory lock of PostgreSQL that migrations take."""
READING = "cls_reading"
"""Execution option of a connection that only reads."""
SCHEMES = ("sqlite", "postgresql")


def parse_url(url: str) -> URL:
    """Return the URL of a database; anything without a scheme is a file of SQLite.

    "corpus.db" -> sqlite:///corpus.db;  "postgresql://h/d" -> postgresql+psycopg://h/d
    """
    if "://" not in url:
        return URL.create("sqlite", database=url)
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        hint = "write FILE.db or postgresql+psycopg://USER@HOST/NAME"
        raise BadStore(url, "not the URL of a database", hint) from error
    if parsed.drivername in ("postgres", "postgresql"):
        parsed = parsed.set(drivername="postgresql+psycopg")
    if parsed.get_backend_name() not in SCHEMES:
        hint = "write FILE.db or postgresql+psycopg://USER@HOST/NAME"
        raise BadStore(display(parsed), "neither SQLite nor PostgreSQL", hint)
    return parsed


def open_engine(url: URL, connections: int = 1) -> Engine:
    """Connect, and make the tables or bring them to the newest revision.

    Raises `ForeignStore`, `NewerStore`, or `BadStore` for all else that hinders.
    """
    with told(display(url)), _connected(url, connections) as engine:
        revision = _revision(engine, display(url))
        _prepare(engine, display(url), revision)
        return engine


def open_existing_engine(url: URL) -> Engine:
    """Connect to a database that has tables of ours; `BadStore` where it has none."""
    name = display(url)
    hint = "check the name, or import documents into it first"
    if url.get_backend_name() == "sqlite" and not Path(url.database or "").is_file():
        raise BadStore(name, "there is no such database", hint)
    with told(name), _connected(url) as engine:
        revision = _revision(engine, name)
        if revision is None:
            raise BadStore(name, "an empty database", hint)
        _prepare(engine, name, revision)
        return engine


@contextmanager
def _connected(url: URL, connections: int = 1) -> Iterator[Engine]:
    """An engine that is closed when something goes wrong with it."""
    engine = _create(url, connections)
    try:
        yield engine
    except BaseException:
        engine.dispose()
        raise


def _create(url: URL, connections: int) -> Engine:
    """An engine with some connections, which threads of the process share in turn."""
    sqlite = url.get_backend_name() == "sqlite"
    wait = {"timeout": BUSY_SECONDS, "check_same_thread": False}
    options: dict[str, Any] = {"connect_args": wait} if sqlite else {"pool_pre_ping": True}
    options |= {"pool_size": connections, "max_overflow": 0, "pool_timeout": 600}
    try:
        engine = create_engine(url, **options)
    except ImportError as error:
        hint = "pip install 'cls-extractor[postgresql]'"
        raise BadStore(display(url), f"no driver {url.drivername}: {error}", hint) from error
    if sqlite:
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return engine


def _set_up_sqlite(connection: Any, record: Any) -> None:
    """Prepare a new connection; the driver begins no transaction by itself."""
    connection.isolation_level = None
    connection.execute("PRAGMA foreign_keys=ON")
    connection.execute("PRAGMA synchronous=NORMAL")
    connection.execute(f"PRAGMA wal_autocheckpoint={CHECKPOINT}")


def _begin_sqlite(connection: Connection) -> None:
    """Begin; a transaction that writes takes the lock first, so that it never has to start over."""
    reading = connection.get_execution_options().get(READING)
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")


def _revision(engine: Engine, name: str) -> str | None:
    with engine.connect().execution_options(**{READING: True}) as connection:
        return _read_revision(connection, name)


def _prepare(engine: Engine, name: str, revision: str | None) -> None:
    if engine.dialect.name == "sqlite":
        _write_ahead(engine, name)
    if revision != HEAD:
        _migrate(engine, name)


def _read_revision(connection: Connection, name: str) -> str | None:
    """The revision of the tables; None in a new database."""
    tables = inspect(connection).get_table_names()
    if REVISION_TABLE not in tables:
        if tables:
            cause = f"a database of another program (it has a table {sorted(tables)[0]})"
            raise ForeignStore(name, cause, "name a new file or an empty database")
        return None
    revision = connection.scalar(select(text("version_num")).select_from(text(REVISION_TABLE)))
    if revision is not None and revision > HEAD:
        cause = f"made by a newer version of cls-extractor (revision {revision}, not {HEAD})"
        raise NewerStore(name, cause, "pip install --upgrade cls-extractor")
    return str(revision) if revision else None


def _write_ahead(engine: Engine, name: str) -> None:
    """Switch a file to WAL. SQLite does not wait for others here, so this does."""
    deadline = time.monotonic() + BUSY_SECONDS
    connection = engine.raw_connection()
    try:
        cursor = connection.cursor()
        while True:
            try:
                mode = cursor.execute("PRAGMA journal_mode=WAL").fetchone()[0]
                break
            except Exception as error:
                if "locked" not in str(error) or time.monotonic() > deadline:
                    raise DBAPIError("PRAGMA journal_mode", None, error) from error
                time.sleep(0.02)
    finally:
        connection.close()
    if mode not in ("wal", "memory"):
        hint = "a database on a network drive belongs into PostgreSQL"
        raise BadStore(name, f"its file system has no write-ahead log (journal: {mode})", hint)


def _migrate(engine: Engine, name: str) -> None:
    """Run the missing revisions in one transaction, which other processes wait for."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": LOCK})
        if _read_revision(connection, name) != HEAD:  # another process may have come first
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
