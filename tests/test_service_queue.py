"""Jobs in the database: kept, taken once, given back, ended once; on SQLite and PostgreSQL."""

import os
import subprocess
import sys
import threading
from datetime import UTC, datetime, timedelta

import pytest

from extractor.outcome import Failure, Outcome, Status
from extractor.store import queue
from extractor.store.claims import this_owner
from extractor.store.queue import KeyReused, Order, QueueFull, State, Upload
from extractor.store.search import find_document
from extractor.store.store import open_store
from tests.outcomes import SETTINGS, make_outcome

AT = datetime(2025, 7, 10, 22, 30, tzinfo=UTC)
MOST = 100
A, B, C = (letter * 64 for letter in "abc")


def order(job, *contents, key=None, client="dd14", force=False):
    uploads = [Upload(content, 10, f"{content[0]}.pdf") for content in contents]
    return Order(job, client, uploads, AT, key, force)


def states(store, job):
    return [task.state for task in queue.read_job(store, job).tasks]


def test_a_job_is_told_as_it_was_ordered(store):
    assert queue.enqueue(store, order("j", A, B), MOST) == ("j", False)
    job = queue.read_job(store, "j")
    assert (job.client, job.created_at, job.state) == ("dd14", AT, State.QUEUED)
    assert [(task.ordre, task.content_hash, task.nom) for task in job.tasks] == [
        (0, A, "a.pdf"),
        (1, B, "b.pdf"),
    ]


def test_an_unknown_job_is_none(store):
    assert queue.read_job(store, "j") is None


def test_a_request_that_is_repeated_gives_the_same_job(store):
    queue.enqueue(store, order("first", A, key="k"), MOST)
    assert queue.enqueue(store, order("second", A, key="k"), MOST) == ("first", True)
    assert queue.read_job(store, "second") is None


def test_a_key_means_something_for_one_client_only(store):
    queue.enqueue(store, order("first", A, key="k"), MOST)
    assert queue.enqueue(store, order("other", A, key="k", client="dd50"), MOST)[0] == "other"


def test_a_key_with_other_files_is_refused(store):
    queue.enqueue(store, order("first", A, key="k"), MOST)
    with pytest.raises(KeyReused):
        queue.enqueue(store, order("second", B, key="k"), MOST)


def test_a_full_queue_takes_nothing_and_a_repeated_request_is_still_answered(store):
    queue.enqueue(store, order("j", A, B, key="k"), 2)
    with pytest.raises(QueueFull):
        queue.enqueue(store, order("more", C), 2)
    assert queue.read_job(store, "more") is None
    assert queue.enqueue(store, order("again", A, B, key="k"), 2) == ("j", True)


def test_the_oldest_task_is_taken_first_and_none_twice(store):
    queue.enqueue(store, order("j", B, A), MOST)
    queue.enqueue(store, order("k", C), MOST)
    taken = [queue.take(store, "me", 60) for _ in range(4)]
    assert [task and task.content_hash for task in taken] == [B, A, C, None]
    assert states(store, "j") == [State.RUNNING] * 2


def test_a_content_that_is_being_read_is_left_for_later(store):
    queue.enqueue(store, order("j", A), MOST)
    queue.enqueue(store, order("k", A), MOST)
    first = queue.take(store, "me", 60)
    assert queue.take(store, "you", 60) is None
    queue.settle(store, first, "me", Outcome(Status.OK))
    assert queue.take(store, "you", 60).job == "k"


def test_takers_at_once_never_take_the_same(database_url):
    with open_store(database_url) as store:
        for rank in range(20):
            queue.enqueue(store, order(f"j{rank:02}", f"{rank:064x}"), MOST)
    taken: list[tuple[str, int]] = []

    def work(name):
        with open_store(database_url) as mine:
            while task := queue.take(mine, name, 60):
                taken.append((task.job, task.ordre))

    threads = [threading.Thread(target=work, args=(f"w{n}",)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(taken) == [(f"j{rank:02}", 0) for rank in range(20)]


def test_an_outcome_ends_its_task_and_is_in_the_store(store):
    outcome = make_outcome("a.pdf")
    content = outcome.rows["records"][0]["content_hash"]
    queue.enqueue(store, order("j", content), MOST)
    task = queue.take(store, "me", 60)
    source = queue.source_of(store, task)
    assert queue.save(store, task, "me", source, SETTINGS, outcome)
    assert states(store, "j") == [State.SUCCEEDED]
    assert find_document(store, content)["nom"] == f"{content[0]}.pdf"


def test_a_failure_has_its_name(store):
    queue.enqueue(store, order("j", A), MOST)
    task = queue.take(store, "me", 60)
    outcome = Outcome(Status.FAILED, Failure.ENCRYPTED, "a.pdf : protégé.")
    queue.save(store, task, "me", queue.source_of(store, task), SETTINGS, outcome)
    job = queue.read_job(store, "j")
    assert job.state is State.FAILED
    assert (job.tasks[0].failure, job.tasks[0].message) == (Failure.ENCRYPTED, "a.pdf : protégé.")
    assert find_document(store, A)["failure"] == "encrypted"


def test_what_was_cancelled_is_not_saved(store):
    queue.enqueue(store, order("j", A, B), MOST)
    task = queue.take(store, "me", 60)
    assert queue.cancel(store, "j") == 2
    outcome = Outcome(Status.FAILED, Failure.TIMEOUT)
    assert not queue.save(store, task, "me", queue.source_of(store, task), SETTINGS, outcome)
    assert queue.read_job(store, "j").state is State.CANCELLED
    assert find_document(store, A) is None


def test_who_renews_learns_what_is_still_his(store):
    queue.enqueue(store, order("j", A), MOST)
    queue.enqueue(store, order("k", B), MOST)
    queue.take(store, "me", 60), queue.take(store, "me", 60)
    queue.cancel(store, "k")
    assert queue.renew(store, "me", 60) == {("j", 0)}


def test_how_far_a_reading_has_come_is_told_by_who_reads(store):
    queue.enqueue(store, order("j", A), MOST)
    queue.take(store, "me", 60)
    queue.tell(store, "me", {("j", 0): (7, 10)})
    queue.tell(store, "other", {("j", 0): (9, 10)})
    (task,) = queue.read_job(store, "j").tasks
    assert (task.page, task.pages) == (7, 10)
    queue.give_back(store, "me")
    (task,) = queue.read_job(store, "j").tasks
    assert (task.page, task.pages) == (0, 0)


def test_what_a_silent_worker_held_goes_back(store):
    queue.enqueue(store, order("j", A), MOST)
    late = queue.take(store, "other-host:1:1", -1)
    assert queue.recover(store) == 1
    assert queue.take(store, "me", 60).attempts == 2
    known = Outcome(Status.OK)
    assert not queue.settle(store, late, "other-host:1:1", known)  # it comes too late


def test_what_a_dead_worker_held_goes_back_at_once(store):
    code = "from extractor.store.claims import this_owner; print(this_owner())"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    queue.enqueue(store, order("j", A), MOST)
    queue.take(store, done.stdout.strip(), 3600)
    assert queue.recover(store) == 1
    assert states(store, "j") == [State.QUEUED]


def test_what_a_living_worker_holds_stays(store):
    queue.enqueue(store, order("j", A), MOST)
    queue.take(store, this_owner(), 3600)
    assert queue.recover(store) == 0
    assert f":{os.getpid()}:" in this_owner()


def test_a_worker_that_ends_gives_back_without_counting_a_try(store):
    queue.enqueue(store, order("j", A), MOST)
    queue.take(store, "me", 60)
    assert queue.give_back(store, "me") == 1
    assert queue.take(store, "you", 60).attempts == 1


def test_counts(store):
    queue.enqueue(store, order("j", A, B), MOST)
    queue.enqueue(store, order("k", C, client="dd50"), MOST)
    queue.take(store, "me", 60)
    assert queue.count_open(store) == 3
    assert queue.count_open(store, "dd50") == 1
    counts = queue.count_tasks(store)
    assert (counts[State.QUEUED], counts[State.RUNNING], counts[State.FAILED]) == (2, 1, 0)
    assert queue.read_job(store, "k").ahead == 2


def test_old_jobs_and_keys_are_forgotten_and_open_ones_are_not(store):
    queue.enqueue(store, order("open", A), MOST)
    queue.enqueue(store, order("ended", B, key="k"), MOST)
    queue.cancel(store, "ended")
    queue.forget(store, AT + timedelta(days=1), AT + timedelta(days=1))
    assert queue.read_job(store, "open") is not None
    assert queue.read_job(store, "ended") is None
    assert queue.enqueue(store, order("new", C, key="k"), MOST) == ("new", False)


def test_one_file_is_known_by_the_name_of_its_first_upload(store):
    queue.enqueue(store, order("j", A), MOST)
    second = Order("k", "dd14", [Upload(A, 10, "autre.pdf")], AT)
    queue.enqueue(store, second, MOST)
    queue.take(store, "me", 60)
    task = queue.read_job(store, "k").tasks[0]
    assert queue.source_of(store, task).path == f"televersement/{A}/a.pdf"
