"""Databases that are opened: their revisions, and what hinders."""

import os
import pickle
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from psycopg.errors import DiskFull
from sqlalchemy import create_engine, inspect, text
from sqlalchemy.exc import OperationalError

from extractor.errors import BadStore, ForeignStore, FullStore, NewerStore
from extractor.store.database import MIGRATIONS, parse_url
from extractor.store.store import open_existing_store, open_store
from extractor.store.tables import (
    HEAD,
    METADATA,
    REVISION_TABLE,
)
from extractor.store.troubles import told
from tests.outcomes import (
    SETTINGS,
    make_outcome,
    make_record,
    source_of,
)
from tests.stores import contents, run_together, started

AT = datetime(2025, 7, 10, 22, 30, tzinfo=UTC)


# ── revisions ───────────────────────────────────────────────────────────────────────────────


def script() -> ScriptDirectory:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    return ScriptDirectory.from_config(config)


def test_the_newest_revision_is_the_one_that_the_tables_name():
    assert script().get_heads() == [HEAD]


def test_the_revisions_make_the_tables_of_the_metadata(store):
    with store.engine.connect() as connection:
        options = {"compare_type": True, "version_table": REVISION_TABLE}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, METADATA) == []


def test_the_revisions_write_the_same_sql_as_the_metadata(tmp_path):
    open_store(str(tmp_path / "migrated.db")).close()
    engine = create_engine(f"sqlite:///{tmp_path}/made.db")
    METADATA.create_all(engine)
    engine.dispose()

    def schema(name):
        with closing(sqlite3.connect(tmp_path / name)) as connection:
            rows = connection.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL")
            return {key: " ".join(sql.split()) for key, sql in rows if key != REVISION_TABLE}

    assert schema("migrated.db") == schema("made.db")


NEXT = """
import sqlalchemy as sa
from alembic import op

revision = "9998"
down_revision = "{head}"


def upgrade() -> None:
    op.add_column("documents", sa.Column("note", sa.Text()))
    {end}
"""


@pytest.fixture
def next_version(tmp_path, monkeypatch):
    """Play a version of the program that has a revision more, which ends with a statement."""

    def play(end: str) -> None:
        folder = tmp_path / "migrations"
        shutil.copytree(MIGRATIONS, folder)
        (folder / "versions/next.py").write_text(NEXT.format(head=HEAD, end=end))
        monkeypatch.setattr("extractor.store.database.MIGRATIONS", folder)
        monkeypatch.setattr("extractor.store.database.HEAD", "9998")

    return play


def columns(store):
    return {column["name"] for column in inspect(store.engine).get_columns("documents")}


def test_an_older_database_is_brought_up_and_keeps_what_it_holds(database_url, next_version):
    with open_store(database_url) as store:
        store.save(source_of("a.pdf"), SETTINGS, make_outcome("a.pdf"), AT)
    next_version("pass")
    with open_store(database_url) as store:
        assert "note" in columns(store)
        assert store.record("a.pdf") == make_record("a.pdf")


def test_a_revision_that_fails_leaves_the_database_as_it_was(
    database_url, next_version, monkeypatch
):
    open_store(database_url).close()
    next_version("raise RuntimeError('power')")
    with pytest.raises(RuntimeError, match="power"):
        open_store(database_url)
    monkeypatch.undo()
    with open_store(database_url) as store:
        assert "note" not in columns(store)
        assert store.find(source_of("a.pdf"), SETTINGS) is None


def test_processes_that_open_a_new_database_at_once_all_get_it(database_url):
    assert run_together(*(started("make", database_url) for _ in range(3))) == [["0"]] * 3


def test_an_older_program_leaves_a_newer_database_alone(database_url):
    with open_store(database_url) as store, store.engine.begin() as connection:
        connection.execute(text(f"UPDATE {REVISION_TABLE} SET version_num = '9999'"))
    with pytest.raises(NewerStore, match=r"newer version .*revision 9999"):
        open_store(database_url)


# ── what hinders ────────────────────────────────────────────────────────────────────────────


def test_the_database_of_another_program_is_left_alone(database_url):
    engine = create_engine(parse_url(database_url))
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE invoices (id INTEGER)"))
    engine.dispose()
    with pytest.raises(ForeignStore, match=r"another program .*invoices"):
        open_store(database_url)
    engine = create_engine(parse_url(database_url))
    with engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM invoices")).scalar() == 0
        if engine.dialect.name == "sqlite":
            assert connection.execute(text("PRAGMA journal_mode")).scalar() == "delete"
    engine.dispose()


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("nowhere/corpus.db", "nowhere/corpus.db: unable to open .*folder that exists"),
        ("mysql://root:secret@host/db", r"mysql://root:\*\*\*@host/db: neither SQLite nor"),
        ("post gres://x", "not the URL of a database"),
        ("postgresql+nothing://x/y", r"postgresql\+nothing://x/y: .*SQLite files and postgresql"),
        (
            "postgresql://me:secret@/x?host=/nowhere",
            r"postgresql\+psycopg://me:\*\*\*@/x\?host=.*check that the server runs",
        ),
    ],
)
def test_a_database_that_cannot_be_opened_is_told_in_a_line(url, words):
    with pytest.raises(BadStore, match=words) as caught:
        open_store(url)
    assert "\n" not in str(caught.value)
    assert "secret" not in str(caught.value)


def test_a_database_that_the_server_does_not_have_is_told(postgres_folder):
    with pytest.raises(BadStore, match=r"does not exist.*create the database first"):
        open_store(f"postgresql://postgres@/nothing?host={postgres_folder}")


def test_a_missing_driver_is_told_with_the_extra_that_brings_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(BadStore, match=r"pip install 'cls-extractor\[postgresql\]'"):
        open_store("postgresql://me@host/x")


def test_who_only_reads_makes_no_database(tmp_path):
    with pytest.raises(BadStore, match=r"no such database"):
        open_existing_store(str(tmp_path / "corpsu.db"))
    assert not list(tmp_path.iterdir())


def test_who_only_reads_is_told_of_an_empty_database(database_url):
    if (path := Path(database_url)).suffix == ".db":
        path.touch()
    with pytest.raises(BadStore, match="an empty database"):
        open_existing_store(database_url)


def test_who_only_reads_finds_what_was_imported(database_url):
    with open_store(database_url) as store:
        store.save(source_of("a.pdf"), SETTINGS, make_outcome("a.pdf"), AT)
    with open_existing_store(database_url) as store:
        assert store.record("a.pdf") == make_record("a.pdf")


def test_a_file_that_is_no_database_is_left_alone(tmp_path):
    path = tmp_path / "letter.db"
    path.write_text("Madame, Monsieur, " * 200)
    with pytest.raises(BadStore, match="not a database"):
        open_store(str(path))
    assert path.read_text() == "Madame, Monsieur, " * 200


@contextmanager
def another_user() -> Iterator[None]:
    """Root may write everywhere: be nobody for a while."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.mark.parametrize("exists", [False, True])
def test_a_folder_that_cannot_be_written_is_told(exists):
    folder = Path(tempfile.mkdtemp())
    path = folder / "corpus.db"
    if exists:
        open_store(str(path)).close()
        path.chmod(0o444)
    folder.chmod(0o555)
    with another_user(), pytest.raises(BadStore, match="can be written") as caught:
        open_store(str(path))
    assert str(path) in str(caught.value)
    folder.chmod(0o755)


def test_a_full_disk_is_told_and_keeps_what_was_saved(tmp_path):
    with open_store(str(tmp_path / "corpus.db")) as store:
        store.save(source_of("a.pdf"), SETTINGS, make_outcome("a.pdf"), AT)
        before = contents(store)
        with store.engine.connect() as connection:
            pages = connection.execute(text("PRAGMA page_count")).scalar()
            connection.execute(text(f"PRAGMA max_page_count={pages}"))
        large = make_outcome("b.pdf", partenaires=[{"texte": "x" * 100_000}])
        with pytest.raises(FullStore, match="make room"):
            store.save(source_of("b.pdf"), SETTINGS, large, AT)
        assert contents(store) == before


def test_a_full_disk_of_a_server_is_told():
    with pytest.raises(FullStore, match=r"could not extend file.*make room"), told("db"):
        raise OperationalError("INSERT", None, DiskFull("could not extend file"))


def test_every_error_of_the_store_can_be_pickled_and_caught_as_one():
    for kind in (BadStore, ForeignStore, FullStore, NewerStore):
        error = pickle.loads(pickle.dumps(kind("corpus.db", "cause", "hint")))
        assert isinstance(error, BadStore)
        assert str(error) == "corpus.db: cause (hint)"
