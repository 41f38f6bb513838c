"""Claims, on SQLite and on a real PostgreSQL: who reads a document."""

from datetime import UTC, datetime

from extractor.store.claims import this_owner
from extractor.store.source import Source
from extractor.store.store import open_store
from tests.outcomes import (
    SETTINGS,
    make_failure,
    source_of,
)
from tests.stores import count, go, run_together, started

AT = datetime(2025, 7, 10, 22, 30, tzinfo=UTC)


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
