"""The loop of an import, with readers that do what children rarely do."""

import json
import shutil

import pytest

from extractor.batch.inputs import find_inputs
from extractor.batch.limits import Limits
from extractor.batch.readers import Answer
from extractor.batch.report import make_report, say_moment
from extractor.batch.runner import Batch, Kind, Plan
from extractor.batch.settings import settings_of
from extractor.batch.stop import Stop, Stopped
from extractor.batch.totals import Totals
from extractor.errors import FullStore
from extractor.outcome import Failure, Outcome, Status
from extractor.pipeline import Options
from extractor.store.claims import this_owner
from extractor.store.source import Settings
from extractor.store.store import open_store
from tests.imports import rows_of

RECORD = b'{"document":{"id":"","fichier":"a.pdf"}}\n'
SETTINGS = Settings("1", "x")


class Readers:
    """Reads nothing: each input becomes what a test says, when it is waited for."""

    def __init__(self, outcome=None, workers=2):
        self.outcome = outcome or (lambda task: Outcome(Status.OK, record=RECORD, pages=1))
        self.workers, self.tasks, self.started, self.closed = workers, [], [], False

    def hashes(self, found):
        return found.remote

    def ready(self, found):
        return len(self.tasks) < self.workers

    def start(self, task):
        self.tasks.append(task)
        self.started.append(task.input.name)

    def wait(self, timeout):
        ended, self.tasks = self.tasks[:1], self.tasks[1:]
        return [Answer(task, task.source, self.outcome(task)) for task in ended]

    def close(self):
        self.closed = True


@pytest.fixture
def store(tmp_path):
    with open_store(str(tmp_path / "corpus.db")) as opened:
        yield opened


@pytest.fixture
def folder(tmp_path):
    """Four files, two of them with the same content."""
    place = tmp_path / "depot"
    place.mkdir()
    for name, content in {"a": b"1", "b": b"2", "c": b"1", "d": b"3"}.items():
        (place / f"{name}.pdf").write_bytes(content)
    return place


def import_all(store, folder, readers, stop=None, **asked):
    plan = Plan(SETTINGS, this_owner(), Limits(), 60.0, **asked)
    batch = Batch(store, readers, plan, stop or Stop())
    return list(batch.run(find_inputs([str(folder)])))


def told(events):
    return {event.path.rpartition("/")[2]: (event.kind, event.status) for event in events}


def test_of_files_with_one_content_one_is_read(store, folder):
    readers = Readers()
    events = import_all(store, folder, readers)
    assert readers.started == ["a.pdf", "b.pdf", "d.pdf"]
    assert told(events)["c.pdf"] == (Kind.SHARED, Status.OK)
    assert readers.closed


def test_a_file_that_changes_while_it_is_read_is_read_again(store, folder):
    def change_once(task):
        if task.input.name == "a.pdf" and readers.started.count("a.pdf") == 1:
            (folder / "a.pdf").write_bytes(b"new")
        return Outcome(Status.OK, record=RECORD)

    readers = Readers(change_once)
    events = import_all(store, folder, readers)
    assert readers.started.count("a.pdf") == 2
    assert told(events)["a.pdf"] == (Kind.READ, Status.OK)
    assert told(events)["c.pdf"] == (Kind.READ, Status.OK)  # no longer the same content


def test_a_file_that_never_keeps_still_is_a_failure(store, folder):
    sizes = iter(range(10, 99))

    def change(task):
        (folder / "d.pdf").write_bytes(bytes(next(sizes)))
        return Outcome(Status.OK, record=RECORD)

    (event,) = import_all(store, folder / "d.pdf", Readers(change))
    assert (event.status, event.failure) == (Status.FAILED, Failure.UNREADABLE)


def test_a_file_that_vanishes_while_it_is_read_keeps_its_outcome(store, folder):
    def vanish(task):
        (folder / "d.pdf").unlink()
        return Outcome(Status.FAILED, Failure.UNREADABLE, "parti")

    (event,) = import_all(store, folder / "d.pdf", Readers(vanish))
    assert event.message == "parti"


def test_a_record_that_the_database_refuses_is_a_failure_and_others_go_on(store, folder):
    def refused(task):
        rows = {"axes": [{"no such column": 1}]} if task.input.name == "b.pdf" else {}
        return Outcome(Status.OK, record=RECORD, rows=rows)

    events = import_all(store, folder, Readers(refused))
    assert told(events)["b.pdf"] == (Kind.READ, Status.FAILED)
    assert told(events)["d.pdf"] == (Kind.READ, Status.OK)
    assert store.summary().failures == {Failure.INTERNAL: 1}


def test_a_full_disk_ends_the_import_and_keeps_what_was_saved(store, folder, monkeypatch):
    save, saved = store.save, []

    def fill(source, *rest):
        if saved:
            raise FullStore("corpus.db", "disk is full", "make room")
        saved.append(source)
        save(source, *rest)

    monkeypatch.setattr(store, "save", fill)
    readers = Readers()
    with pytest.raises(FullStore):
        import_all(store, folder, readers)
    assert readers.closed
    assert store.summary().statuses[Status.OK] == 1


def test_asked_to_stop_it_saves_what_has_ended_and_gives_claims_back(store, folder, tmp_path):
    stop = Stop()

    def stop_at_once(task):
        stop.ask()
        return Outcome(Status.OK, record=RECORD)

    readers = Readers(stop_at_once)
    stop.ask()
    with pytest.raises(Stopped), stop.interruptible():
        pass
    assert import_all(store, folder, readers, stop) == []
    assert readers.closed
    assert rows_of(tmp_path / "corpus.db")["claims"] == []


def test_what_another_import_holds_is_waited_for_at_the_end(store, folder):
    from extractor.store.source import Source

    found = next(iter(find_inputs([str(folder / "a.pdf")])))
    from extractor.batch.content import read_content

    held = Source(found.path, read_content(found.place, 100).sha256, 1)
    assert store.claim(held, "elsewhere:1:1", 1.5)
    readers = Readers()
    events = import_all(store, folder, readers)
    assert readers.started == ["b.pdf", "d.pdf", "a.pdf"]
    assert told(events)["a.pdf"] == (Kind.READ, Status.OK)


def test_many_inputs_put_off_do_not_pile_up(store, tmp_path, monkeypatch):
    monkeypatch.setattr("extractor.batch.runner.MANY", 3)
    place = tmp_path / "depot"
    place.mkdir()
    for number in range(20):
        (place / f"{number:02}.pdf").write_bytes(b"same")
    events = import_all(store, place, Readers())
    assert len(events) == 20
    assert [event.kind for event in events].count(Kind.READ) == 1


def test_retry_and_force(store, folder):
    fail = Readers(lambda task: Outcome(Status.FAILED, Failure.CRASHED, "x"))
    import_all(store, folder, fail)
    assert told(import_all(store, folder, Readers()))["a.pdf"] == (Kind.SKIPPED, Status.FAILED)
    again = Readers()
    import_all(store, folder, again, retry_failed=True)
    assert again.started == ["a.pdf", "b.pdf", "d.pdf"]
    forced = Readers()
    import_all(store, folder, forced, force=True)
    assert sorted(forced.started) == ["a.pdf", "b.pdf", "c.pdf", "d.pdf"]


def test_settings_come_from_what_files_hold_not_from_their_names(tmp_path):
    (tmp_path / "a.csv").write_text("x")
    shutil.copy(tmp_path / "a.csv", tmp_path / "b.csv")
    (tmp_path / "c.csv").write_text("y")
    a, b, c = (settings_of(Options(glossaries=(tmp_path / f"{n}.csv",)), ()) for n in "abc")
    assert a == b != c
    assert settings_of(Options(), ()) != settings_of(Options(use_tags=False), ())


def test_the_report_escapes_what_files_are_called(store, tmp_path):
    (tmp_path / "<script>.pdf").write_bytes(b"1")
    fail = Readers(lambda task: Outcome(Status.FAILED, Failure.CRASHED, "<b>&</b>"))
    totals = Totals()
    for event in import_all(store, tmp_path / "<script>.pdf", fail):
        totals.add(event)
    from datetime import datetime

    page = make_report(store, totals, datetime(2026, 1, 2, 3, 4)).decode()
    assert "<script>" not in page
    assert "&lt;b&gt;&amp;" in page
    assert "2 janvier 2026 à 03:04" in page


def test_a_moment_is_told_in_french():
    from datetime import datetime

    assert say_moment(datetime(2025, 8, 10, 6, 5)) == "10 août 2025 à 06:05"


def test_the_log_can_hold_any_event(store, folder, tmp_path):
    import io

    from extractor.batch.journal import write_end, write_event

    stream, totals = io.StringIO(), Totals()
    (folder / "notes.txt").write_text("x")
    for event in import_all(store, folder, Readers()):
        totals.add(event)
        write_event(event, stream)
    write_end(totals, stream)
    lines = [json.loads(line) for line in stream.getvalue().splitlines()]
    assert [line["event"] for line in lines][-1] == "end"
    assert {line["event"] for line in lines} == {"read", "shared", "left-out", "end"}


def test_a_name_cannot_move_the_cursor_of_a_terminal():
    from extractor.batch.runner import Event
    from extractor.cli.live import line_of

    event = Event(Kind.READ, "/a/\x1b[2Jb\n.pdf", Status.FAILED, Failure.CRASHED, "x")
    assert line_of(event) == "failed: /a/\ufffd[2Jb .pdf: crashed: x"
