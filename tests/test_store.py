"""The store, on SQLite and on a real PostgreSQL: nothing lost, nothing twice."""

import json
from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import select

from extractor.outcome import Failure, Outcome, Status
from extractor.store.fichier import rename
from extractor.store.projection import project
from extractor.store.source import Settings, Source, hold, key_to_path, path_to_key
from extractor.store.store import open_store
from extractor.store.tables import (
    PROJECTIONS,
    records,
)
from tests.outcomes import (
    SETTINGS,
    content_of,
    make_failure,
    make_outcome,
    make_record,
    source_of,
)
from tests.stores import contents, count

AT = datetime(2025, 7, 10, 22, 30, tzinfo=UTC)
NEWER = Settings("0.5.0", "defaults")


# ── one document ────────────────────────────────────────────────────────────────────────────


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


def test_a_path_is_known_with_the_content_that_it_had(store):
    assert store.known("a.pdf", SETTINGS) is None
    store.save(source_of("a.pdf"), SETTINGS, make_outcome("a.pdf"), AT)
    known = store.known("a.pdf", SETTINGS)
    assert (known.status, known.content_hash) == (Status.OK, content_of("a.pdf"))
    assert store.known("a.pdf", NEWER) is None


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


# ── failures ────────────────────────────────────────────────────────────────────────────────


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


# ── copies of one content ───────────────────────────────────────────────────────────────────


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
    failure = make_failure(Failure.ENCRYPTED, "b.pdf : protégé.")
    store.save(source_of("b.pdf", "same"), SETTINGS, failure, AT)
    assert store.share(source_of("a.pdf", "same"), SETTINGS, AT) is Status.FAILED
    assert [(entry.failure, entry.message) for entry in store.documents()] == [
        (Failure.ENCRYPTED, "a.pdf : protégé."),
        (Failure.ENCRYPTED, "b.pdf : protégé."),
    ]


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


def test_the_order_of_saves_makes_no_difference(tmp_path):
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


@pytest.mark.parametrize("name", ["b.pdf", 'l\'"été" \\ \n\x1f\x7f😀.pdf', "}{.pdf", "été"])
def test_a_record_under_another_name_is_the_record_of_that_name(name):
    assert rename(make_record("a.pdf").decode(), name) == (
        make_record("a.pdf")
        .decode()
        .replace('"fichier":"a.pdf"', f'"fichier":{json.dumps(name, ensure_ascii=False)}')
    )
    assert json.loads(rename(make_record('x"{}.pdf').decode(), name))["document"]["fichier"] == name


# ── paths ───────────────────────────────────────────────────────────────────────────────────


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


# ── accounts ────────────────────────────────────────────────────────────────────────────────


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
