"""The store, on SQLite and on a real PostgreSQL: nothing lost, nothing twice, nothing half."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from psycopg.errors import DiskFull
from sqlalchemy import create_engine, func, select, text
from sqlalchemy.exc import OperationalError

from extractor.errors import BadStore, ForeignStore, FullStore, NewerStore
from extractor.outcome import Failure, Outcome, Status
from extractor.store.claims import this_owner
from extractor.store.database import MIGRATIONS, parse_url
from extractor.store.fichier import rename
from extractor.store.projection import project
from extractor.store.source import Settings, Source, hold, key_to_path, path_to_key
from extractor.store.store import Store, open_store
from extractor.store.tables import (
    HEAD,
    METADATA,
    PROJECTIONS,
    REVISION_TABLE,
    claims,
    documents,
    records,
)
from extractor.store.troubles import told
from tests.outcomes import (
    SETTINGS,
    content_of,
    make_failure,
    make_outcome,
    make_record,
    source_of,
)

ROOT = Path(__file__).parent.parent
AT = datetime(2025, 7, 10, 22, 30, tzinfo=UTC)
NEWER = Settings("0.5.0", "defaults")
TIMES = {"imported_at", "seconds", "peak_memory"}


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    with open_store(database_url) as opened:
        yield opened


def contents(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table, but for times."""
    with store.engine.connect() as connection:
        return {
            table.name: sorted(
                map(
                    tuple,
                    connection.execute(select(*(c for c in table.c if c.name not in TIMES))),
                ),
                key=repr,
            )
            for table in METADATA.sorted_tables
        }


def count(store: Store, *names: str) -> dict[str, int]:
    with store.engine.connect() as connection:
        return {
            name: connection.scalar(select(func.count()).select_from(METADATA.tables[name])) or 0
            for name in names
        }


def started(task: str, url: str, name: str = "a", number: int = 1) -> subprocess.Popen[str]:
    """Start a process of `tests/saving.py`; it waits to be told to go on."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.saving", task, url, name, str(number)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )
    return process


def go(*processes: subprocess.Popen[str]) -> None:
    """Once all are ready, let all go on."""
    for process in processes:
        assert process.stdout
        assert process.stdout.readline() == "ready\n"
    for process in processes:
        assert process.stdin
        process.stdin.write("\n")
        process.stdin.flush()


def run_together(*processes: subprocess.Popen[str]) -> list[list[str]]:
    """Let processes run at once to their end; the lines that each printed."""
    go(*processes)
    lines = [process.communicate(timeout=120)[0].split() for process in processes]
    assert [process.returncode for process in processes] == [0] * len(processes)
    return lines


# ── one document ──────────────────────────────────────────────────────────────────────────


def test_what_was_saved_is_found(store):
    source = source_of("a.pdf")
    assert store.find(source, SETTINGS) is None
    store.save(source, SETTINGS, make_outcome("a.pdf"), AT)
    assert store.find(source, SETTINGS) is Status.OK


@pytest.mark.parametrize(
    ("source", "settings"),
    [
        (source_of("b.pdf", "a.pdf"), SETTINGS),
        (source_of("a.pdf", "other bytes"), SETTINGS),
        (source_of("a.pdf")._replace(content_hash=None), SETTINGS),
        (source_of("a.pdf"), NEWER),
        (source_of("a.pdf"), SETTINGS._replace(options_hash="no-tags")),
    ],
    ids=["path", "content", "unreadable", "version", "options"],
)
def test_another_path_content_version_or_option_is_not_found(store, source, settings):
    store.save(source_of("a.pdf"), SETTINGS, make_outcome("a.pdf"), AT)
    assert store.find(source, settings) is None


def test_the_record_comes_back_byte_for_byte(store):
    store.save(source_of("x/a.pdf"), SETTINGS, make_outcome("x/a.pdf"), AT)
    assert store.record("x/a.pdf") == make_record("x/a.pdf")
    assert store.record("b.pdf") is None


def test_a_record_with_what_no_database_holds_comes_back_byte_for_byte(store):
    odd = "a\0b 😀 \u2028"
    outcome = make_outcome("a.pdf", partenaires=[{"texte": odd}])
    lone = outcome.record.replace("😀".encode(), rb"\ud83d")  # half of an emoji, as JSON escapes it
    outcome = Outcome(Status.OK, record=lone, rows=project(json.loads(lone)))
    store.save(source_of("a.pdf"), SETTINGS, outcome, AT)
    assert store.record("a.pdf") == lone
    with store.engine.connect() as connection:
        texts = connection.scalars(select(PROJECTIONS["mentions"].c.texte)).all()
    assert "a\ufffdb \ufffd \u2028" in texts


def test_all_is_written_that_an_outcome_says(store):
    outcome = Outcome(
        Status.PARTIAL,
        message="Page 3 illisible.",
        record=make_record("a.pdf"),
        rows=make_outcome("a.pdf").rows,
        pages=8,
        failed_pages=(3, 5),
        seconds=1.25,
        peak_memory=1 << 33,
    )
    paris = timezone(timedelta(hours=2))
    store.save(source_of("a.pdf"), SETTINGS, outcome, AT.astimezone(paris))
    (entry,) = store.documents()
    assert entry == (
        *("a.pdf", content_of("a.pdf"), 5, Status.PARTIAL, None, "Page 3 illisible."),
        *(8, (3, 5), *SETTINGS, AT, 1.25, 1 << 33),
    )


def test_saving_twice_is_saving_once(store):
    for _ in range(2):
        store.save(source_of("a.pdf"), SETTINGS, make_outcome("a.pdf"), AT)
    once = contents(store)
    store.save(source_of("a.pdf"), SETTINGS, make_outcome("a.pdf"), AT)
    assert contents(store) == once
    assert count(store, "documents", "records", "fiches") == {
        "documents": 1,
        "records": 1,
        "fiches": 1,
    }


def test_another_version_replaces_the_record_and_its_rows(store):
    store.save(source_of("a.pdf"), SETTINGS, make_outcome("a.pdf"), AT)
    store.save(source_of("a.pdf"), NEWER, make_outcome("a.pdf", axes=[], rang=None), AT)
    assert store.find(source_of("a.pdf"), SETTINGS) is None
    assert store.find(source_of("a.pdf"), NEWER) is Status.OK
    assert count(store, "documents", "records", "axes", "fiches") == {
        "documents": 1,
        "records": 1,
        "axes": 0,
        "fiches": 1,
    }
    assert store.record("a.pdf") == make_record("a.pdf", axes=[], rang=None)


def test_a_file_with_new_bytes_leaves_nothing_of_the_old(store):
    store.save(source_of("a.pdf", "old"), SETTINGS, make_outcome("a.pdf", "old"), AT)
    store.save(source_of("a.pdf", "new"), SETTINGS, make_outcome("a.pdf", "new"), AT)
    with store.engine.connect() as connection:
        assert connection.scalars(select(records.c.content_hash)).all() == [content_of("new")]
        assert set(connection.scalars(select(PROJECTIONS["mentions"].c.content_hash))) == {
            content_of("new")
        }


def test_a_file_that_changed_after_it_was_hashed_is_known_by_what_was_read(store):
    store.save(source_of("a.pdf", "hashed"), SETTINGS, make_outcome("a.pdf", "read"), AT)
    assert store.find(source_of("a.pdf", "hashed"), SETTINGS) is None
    assert store.find(source_of("a.pdf", "read"), SETTINGS) is Status.OK


# ── failures ──────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("code", Failure)
def test_a_failure_is_a_row_without_a_record(store, code):
    store.save(source_of("a.pdf"), SETTINGS, make_failure(code, "Raison."), AT)
    assert store.find(source_of("a.pdf"), SETTINGS) is Status.FAILED
    (entry,) = store.documents()
    assert (entry.failure, entry.message) == (code, "Raison.")
    assert store.record("a.pdf") is None
    assert count(store, "records") == {"records": 0}


def test_what_cannot_be_read_has_no_content_and_is_found(store):
    source = Source("pipe.pdf", None, None)
    store.save(source, SETTINGS, make_failure(Failure.UNREADABLE), AT)
    assert store.find(source, SETTINGS) is Status.FAILED
    assert store.share(source, SETTINGS) is None


def test_a_failure_replaces_the_record_of_before(store):
    store.save(source_of("a.pdf"), SETTINGS, make_outcome("a.pdf"), AT)
    store.save(source_of("a.pdf"), NEWER, make_failure(), AT)
    assert count(store, "documents", "records", *PROJECTIONS) == {
        "documents": 1,
        "records": 0,
        **dict.fromkeys(PROJECTIONS, 0),
    }


def test_the_record_of_a_copy_outlives_a_failure(store):
    for path in ("a.pdf", "b.pdf"):
        store.save(source_of(path, "same"), SETTINGS, make_outcome(path, "same"), AT)
    store.save(source_of("a.pdf", "same"), SETTINGS, make_failure(), AT)
    assert store.record("a.pdf") is None
    assert store.record("b.pdf") == make_record("b.pdf", "same")


# ── copies of one content ─────────────────────────────────────────────────────────────────


def test_a_copy_shares_what_was_read_and_has_its_own_row_and_name(store):
    store.save(source_of("x/b.pdf", "same"), SETTINGS, make_outcome("x/b.pdf", "same"), AT)
    copy = source_of("x/a.pdf", "same")
    assert store.find(copy, SETTINGS) is None
    assert store.share(copy, SETTINGS, AT) is Status.OK
    assert store.find(copy, SETTINGS) is Status.OK
    assert count(store, "documents", "records") == {"documents": 2, "records": 1}
    for path in ("x/a.pdf", "x/b.pdf"):
        assert store.record(path) == make_record(path, "same")


def test_a_copy_shares_a_failure(store):
    store.save(source_of("b.pdf", "same"), SETTINGS, make_failure(Failure.ENCRYPTED), AT)
    assert store.share(source_of("a.pdf", "same"), SETTINGS, AT) is Status.FAILED
    assert [entry.failure for entry in store.documents()] == [Failure.ENCRYPTED] * 2


def test_of_several_copies_the_best_is_shared(store):
    store.save(source_of("a.pdf", "same"), SETTINGS, make_failure(), AT)
    store.save(source_of("b.pdf", "same"), SETTINGS, make_outcome("b.pdf", "same"), AT)
    assert store.share(source_of("c.pdf", "same"), SETTINGS, AT) is Status.OK
    assert store.share(source_of("a.pdf", "same"), SETTINGS, AT) is Status.OK


@pytest.mark.parametrize("settings", [NEWER, SETTINGS._replace(options_hash="no-tags")])
def test_what_was_read_otherwise_is_not_shared(store, settings):
    store.save(source_of("b.pdf", "same"), SETTINGS, make_outcome("b.pdf", "same"), AT)
    assert store.share(source_of("a.pdf", "same"), settings, AT) is None
    assert store.share(source_of("a.pdf", "other"), SETTINGS, AT) is None
    assert count(store, "documents") == {"documents": 1}


def test_a_path_is_not_shared_with_itself(store):
    store.save(source_of("a.pdf"), SETTINGS, make_failure(), AT)
    assert store.share(source_of("a.pdf"), SETTINGS, AT) is None


def test_the_order_of_saves_makes_no_difference(tmp_path, postgres_folder):
    paths = ["x/c.pdf", "x/a.pdf", "y/b.pdf", "y/a.pdf"]
    found = []
    for run, order in enumerate([paths, paths[::-1], sorted(paths)]):
        with open_store(str(tmp_path / f"{run}.db")) as store:
            for path in order:
                content = "same" if path < "y/b" else ""
                source = source_of(path, content)
                if store.share(source, SETTINGS, AT) is None:
                    store.save(source, SETTINGS, make_outcome(path, content), AT)
            found.append(contents(store))
    assert found[0] == found[1] == found[2]


def test_a_record_is_named_after_the_first_path_that_still_has_it(store):
    for path in ("a.pdf", "b.pdf"):
        store.save(source_of(path, "same"), SETTINGS, make_outcome(path, "same"), AT)
    store.save(source_of("a.pdf", "new"), SETTINGS, make_outcome("a.pdf", "new"), AT)
    with store.engine.connect() as connection:
        same = records.c.content_hash == content_of("same")
        assert connection.scalar(select(records.c.record).where(same)) == make_record(
            "b.pdf", "same"
        ).decode("utf-8")


@pytest.mark.parametrize("name", ["b.pdf", 'l\'"été" \\ \n\x1f\x7f😀.pdf', "}{.pdf"])
def test_a_record_under_another_name_is_the_record_of_that_name(name):
    assert rename(make_record("a.pdf").decode(), name) == (
        make_record("a.pdf")
        .decode()
        .replace('"fichier":"a.pdf"', f'"fichier":{json.dumps(name, ensure_ascii=False)}')
    )
    assert json.loads(rename(make_record('x"{}.pdf').decode(), name))["document"]["fichier"] == name


# ── paths ─────────────────────────────────────────────────────────────────────────────────

PATHS = [
    "rm -rf $HOME; 'été' \"x\" 😀.pdf",
    "a\udce9.pdf",
    "a\ufffddce9.pdf",
    "a\ufffd.pdf",
    "a\0.pdf",
    "a\n.pdf",
    "é" * 127 + ".pdf",
    "%s %(x)s :x ? \\ _%.pdf",
]


def test_every_path_has_its_own_row_and_comes_back(store):
    for path in PATHS:
        content = "x"
        store.save(Source(path, content_of(content), 1), SETTINGS, make_outcome("a", content), AT)
    assert sorted(entry.path for entry in store.documents()) == sorted(PATHS)
    assert all(store.find(Source(path, content_of("x"), 1), SETTINGS) for path in PATHS)


def test_paths_too_long_for_an_index_are_told_apart(store):
    deep = "/".join(["dossier été " * 15] * 25)
    paths = [f"{deep}/1/a.pdf", f"{deep}/2/a.pdf"]
    for path in paths:
        store.save(source_of(path), SETTINGS, make_outcome(path), AT)
    assert [store.record(path) for path in paths] == [make_record(path) for path in paths]
    assert all(key_to_path(path_to_key(path)).endswith("/a.pdf") for path in paths)


def test_a_text_without_odd_characters_is_held_as_it_is():
    assert hold("été 😀 \ufffd") == "été 😀 \ufffd"
    assert hold("a\ud800\ufffd\0") == "a\ufffd\ufffd\ufffd"


# ── claims ────────────────────────────────────────────────────────────────────────────────


def test_a_document_is_claimed_by_one_owner_until_it_is_released(store):
    source = source_of("a.pdf")
    assert store.claim(source, "host-a:1:1", 60)
    assert not store.claim(source, "host-b:1:1", 60)
    assert store.claim(source, "host-a:1:1", 60)
    store.release(source)
    assert store.claim(source, "host-b:1:1", 60)


def test_a_copy_is_claimed_with_the_document(store):
    assert store.claim(source_of("a.pdf", "same"), "host-a:1:1", 60)
    assert not store.claim(source_of("b.pdf", "same"), "host-b:1:1", 60)


def test_what_cannot_be_read_is_claimed_by_its_path(store):
    assert store.claim(Source("a", None, None), "host-a:1:1", 60)
    assert store.claim(Source("b", None, None), "host-b:1:1", 60)
    assert not store.claim(Source("a", None, None), "host-b:1:1", 60)


def test_a_save_ends_the_claim(store):
    source = source_of("a.pdf")
    assert store.claim(source, "host-a:1:1", 60)
    store.save(source, SETTINGS, make_failure(), AT)
    assert count(store, "claims") == {"claims": 0}


def test_a_claim_that_is_over_is_free(store):
    source = source_of("a.pdf")
    assert store.claim(source, "host-a:1:1", 0)
    assert store.claim(source, "host-b:1:1", 60)
    assert not store.claim(source, "host-a:1:1", 60)


def test_the_claim_of_a_dead_process_of_this_host_is_free(database_url, store):
    process = started("claim_and_hold", database_url)
    go(process)
    assert process.stdout
    assert process.stdout.readline() == "True\n"
    assert not store.claim(source_of("0.pdf"), this_owner(), 60)
    process.kill()
    process.communicate()
    assert store.claim(source_of("0.pdf"), this_owner(), 60)


def test_the_claim_of_another_process_with_the_number_of_a_dead_one_is_free(store):
    host, pid, start = this_owner().split(":")
    source = source_of("a.pdf")
    assert store.claim(source, f"{host}:{pid}:{start}0", 60)
    assert store.claim(source, "host-b:1:1", 60)


def test_the_claim_of_a_living_process_and_of_another_host_is_held(store):
    assert store.claim(source_of("a.pdf"), this_owner(), 60)
    assert not store.claim(source_of("a.pdf"), "host-b:1:1", 60)
    assert store.claim(source_of("b.pdf"), "host-b:99999999:1", 60)
    assert not store.claim(source_of("b.pdf"), this_owner(), 60)


def test_of_two_processes_that_claim_at_once_one_gets_each_document(database_url):
    open_store(database_url).close()
    one, two = run_together(
        started("claim", database_url, "host-a", 100),
        started("claim", database_url, "host-b", 100),
    )
    assert sorted(map(int, one + two)) == list(range(100))


# ── transactions ──────────────────────────────────────────────────────────────────────────


def test_a_save_that_fails_in_its_middle_leaves_all_as_it_was(store):
    source = source_of("a.pdf")
    store.save(source, SETTINGS, make_outcome("a.pdf"), AT)
    assert store.claim(source, "host-a:1:1", 60)
    before = contents(store)
    good = make_outcome("a.pdf", rang=9)
    rows = dict(good.rows) | {"avertissements": [{"pointer": "/avertissements/0"}]}
    with pytest.raises(BadStore):
        store.save(source, NEWER, Outcome(Status.OK, record=good.record, rows=rows), AT)
    assert contents(store) == before
    store.save(source, NEWER, good, AT)
    assert store.find(source, NEWER) is Status.OK


def test_processes_that_save_at_once_both_complete(database_url):
    open_store(database_url).close()
    processes = [started("save", database_url, name, 50) for name in "ab"]
    assert run_together(*processes) == [[str(n) for n in range(50)]] * 2
    with open_store(database_url) as store:
        assert count(store, "documents", "records", "fiches") == {
            "documents": 100,
            "records": 100,
            "fiches": 100,
        }


def test_processes_that_save_the_same_contents_at_once_both_complete(database_url):
    open_store(database_url).close()
    run_together(*(started("save_same", database_url, name, 30) for name in "ab"))
    with open_store(database_url) as store:
        assert count(store, "documents", "records") == {"documents": 60, "records": 30}
        assert store.record("b/7.pdf") == make_record("b/7.pdf", "content 7")


def test_killed_in_the_middle_of_saves_nothing_told_is_lost_and_nothing_is_half(database_url):
    open_store(database_url).close()
    for run, moment in enumerate([1, 4, 9]):
        process = started("save", database_url, f"run{run}", 1000)
        go(process)
        assert process.stdout
        for _ in range(moment):
            process.stdout.readline()
        process.send_signal(signal.SIGKILL)
        told_lines = moment + len(process.communicate()[0].splitlines())
        with open_store(database_url) as store:
            for number in range(told_lines):
                path = f"run{run}/{number}.pdf"
                assert store.find(source_of(path), SETTINGS) is Status.OK
                assert store.record(path) == make_record(path)
            sizes = count(store, "documents", "records", "contrats", "signataires", "mentions")
            total = sizes["documents"]
            assert sizes == {
                "documents": total,
                "records": total,
                "contrats": total,
                "signataires": 2 * total,
                "mentions": 6 * total,
            }
            if store.engine.dialect.name == "sqlite":
                with store.engine.connect() as connection:
                    sound = connection.execute(text("PRAGMA integrity_check")).scalars().all()
                    assert sound == ["ok"]
                    assert not connection.execute(text("PRAGMA foreign_key_check")).all()


def test_a_fork_uses_a_connection_of_its_own(store):
    store.save(source_of("a.pdf"), SETTINGS, make_outcome("a.pdf"), AT)
    child = os.fork()
    if child == 0:
        code = 1
        try:
            store.save(source_of("b.pdf"), SETTINGS, make_outcome("b.pdf"), AT)
            store.close()
            code = 0
        finally:
            os._exit(code)
    assert os.waitpid(child, 0)[1] == 0
    store.save(source_of("c.pdf"), SETTINGS, make_outcome("c.pdf"), AT)
    assert [entry.path for entry in store.documents()] == ["a.pdf", "b.pdf", "c.pdf"]


# ── accounts ──────────────────────────────────────────────────────────────────────────────


def test_the_summary_counts_paths_failures_and_doubts(store):
    assert sum(store.summary().statuses.values()) == 0
    store.save(source_of("a.pdf"), SETTINGS, make_outcome("a.pdf"), AT)
    store.share(source_of("copy.pdf", "a.pdf"), SETTINGS, AT)
    for path, code in (("b", Failure.TIMEOUT), ("c", Failure.MEMORY), ("d", Failure.MEMORY)):
        store.save(source_of(path), SETTINGS, make_failure(code), AT)
    summary = store.summary()
    assert summary.statuses == {Status.OK: 2, Status.PARTIAL: 0, Status.FAILED: 3}
    assert list(summary.failures.items()) == [(Failure.MEMORY, 2), (Failure.TIMEOUT, 1)]
    assert summary.avertissements == {"sigle-ambigu": 1}
    assert (summary.records, summary.pages, summary.seconds) == (1, 16, 6.5)


def test_documents_are_yielded_in_order_and_over_several_pages(store, monkeypatch):
    monkeypatch.setattr("extractor.store.store.PAGE", 2)
    for path in ("é", "b", "B", "a", "c"):
        store.save(source_of(path), SETTINGS, make_failure(), AT)
    assert [entry.path for entry in store.documents()] == ["B", "a", "b", "c", "é"]


# ── projections ───────────────────────────────────────────────────────────────────────────


def test_the_rows_have_the_columns_of_the_tables():
    rows = make_outcome("a.pdf").rows
    assert rows.keys() == PROJECTIONS.keys() | {"records"}
    for name, table in PROJECTIONS.items():
        assert rows[name]
        for row in rows[name]:
            assert row.keys() == {c.name for c in table.c} - {"content_hash"}


def test_every_mention_of_a_record_is_a_row_with_its_role():
    rows = make_outcome("a.pdf").rows["mentions"]
    fiche = "/contrats/0/fiches_action/0"
    assert [(row["pointer"], row["fiche"], row["role"], row["instance"]) for row in rows] == [
        ("/contrats/0/signataires/0/organisation", None, "signataire", None),
        ("/contrats/0/instances/0/membres/0", None, "membre", "Comité de pilotage"),
        ("/contrats/0/partenaires/0", None, "partenaire", None),
        (f"{fiche}/porteurs/0", fiche, "porteur", None),
        (f"{fiche}/partenaires/0", fiche, "partenaire", None),
        (f"{fiche}/partenaires/1", fiche, "partenaire", None),
    ]


def resolve(record, pointer):
    for step in pointer.split("/")[1:]:
        record = record[int(step) if isinstance(record, list) else step]
    return record


@pytest.mark.parametrize("path", sorted((ROOT / "gold").glob("*.json")), ids=lambda path: path.stem)
def test_every_row_stands_where_its_pointer_says(path):
    record = Document_of(path)
    rows = project(record)
    for name, of in rows.items():
        for ordre, row in enumerate(of):
            if name != "records":
                assert row["ordre"] == ordre
                assert resolve(record, row["pointer"]) is not None
    for row in rows["mentions"]:
        assert resolve(record, row["pointer"])["texte"] == row["texte"]
    for row in rows["indicateurs"]:
        assert resolve(record, row["pointer"]) == row["texte"]
    assert len(rows["mentions"]) == count_mentions(record)


def Document_of(path):  # noqa: N802
    from models.records import Document

    return json.loads(Document.model_validate_json(path.read_text("utf-8")).model_dump_json())


def count_mentions(value):
    """Mentions anywhere under a value: what has a runner-up has been matched."""
    if isinstance(value, list):
        return sum(map(count_mentions, value))
    if not isinstance(value, dict):
        return 0
    return ("second" in value) + sum(map(count_mentions, value.values()))


def test_numbers_that_no_column_holds_are_left_out(store):
    outcome = make_outcome("a.pdf", rang=10**12, periode={"debut": 10**30})
    store.save(source_of("a.pdf"), SETTINGS, outcome, AT)
    with store.engine.connect() as connection:
        contrats = PROJECTIONS["contrats"].c
        assert connection.execute(select(contrats.rang, contrats.debut)).one() == (None, None)


def test_projecting_loads_neither_sqlalchemy_nor_pydantic():
    code = "import sys, extractor.store.projection; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert {"sqlalchemy", "pydantic", "alembic"}.isdisjoint(done.stdout.split())


# ── revisions ─────────────────────────────────────────────────────────────────────────────


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


def test_a_database_of_the_first_revision_keeps_what_it_holds(database_url):
    with open_store(database_url) as store:
        store.save(source_of("a.pdf"), SETTINGS, make_outcome("a.pdf"), AT)
    with open_store(database_url) as store:
        assert store.record("a.pdf") == make_record("a.pdf")
        with store.engine.connect() as connection:
            revision = connection.scalar(text(f"SELECT version_num FROM {REVISION_TABLE}"))
    assert revision == HEAD


def test_processes_that_open_a_new_database_at_once_all_get_it(database_url):
    assert run_together(*(started("make", database_url) for _ in range(3))) == [["0"]] * 3


def test_an_older_program_leaves_a_newer_database_alone(database_url):
    with open_store(database_url) as store, store.engine.begin() as connection:
        connection.execute(text(f"UPDATE {REVISION_TABLE} SET version_num = '9999'"))
    with pytest.raises(NewerStore, match=r"newer version .*revision 9999"):
        open_store(database_url)


# ── what hinders ──────────────────────────────────────────────────────────────────────────


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
    import pickle

    for kind in (BadStore, ForeignStore, FullStore, NewerStore):
        error = pickle.loads(pickle.dumps(kind("corpus.db", "cause", "hint")))
        assert isinstance(error, BadStore)
        assert str(error) == "corpus.db: cause (hint)"
    assert claims.name == "claims"
    assert documents.name == "documents"
