"""Saves that fail, race or are killed: nothing is half, on SQLite and on PostgreSQL."""

import os
import signal
from datetime import UTC, datetime

import pytest
from sqlalchemy import text

from extractor.errors import RefusedRecord
from extractor.outcome import Outcome, Status
from extractor.store.source import Settings
from extractor.store.store import open_store
from tests.outcomes import (
    SETTINGS,
    make_outcome,
    make_record,
    source_of,
)
from tests.stores import contents, count, go, run_together, started

AT = datetime(2025, 7, 10, 22, 30, tzinfo=UTC)
NEWER = Settings("0.5.0", "defaults")


def test_a_save_that_fails_in_its_middle_leaves_all_as_it_was(store):
    source = source_of("a.pdf")
    store.save(source, SETTINGS, make_outcome("a.pdf"), AT)
    assert store.claim(source, "host-a:1:1", 60)
    before = contents(store)
    good = make_outcome("a.pdf", rang=9)
    rows = dict(good.rows) | {"avertissements": [{"pointer": "/avertissements/0"}]}
    with pytest.raises(RefusedRecord):
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
