"""Real servers and workers: killed at any moment, every accepted document ends with a name."""

import os
import random
import signal
import time

import pytest

from extractor.store import queue
from extractor.store.store import open_existing_store
from tests.services import LISIEUX, PRESS, numbered, serving, wait_until

CONTRACT, PDF = LISIEUX.read_bytes(), PRESS.read_bytes()


def test_an_upload_becomes_a_record(database_url, tmp_path):
    with serving(tmp_path, database_url) as server:
        job = server.end_of(server.upload(CONTRACT, b"%PDF-1.7 nothing else").json()["id"])
        read, failed = job["documents"]
        assert (read["state"], read["status"], read["pages"]) == ("succeeded", "ok", 108)
        assert (failed["state"], failed["failure"]) == ("failed", "truncated")
        assert failed["message"].startswith("1.pdf : ")
        record = server.client.get(read["record"]).json()
        assert record["document"]["fichier"] == "0.pdf"
        again = server.end_of(server.upload(CONTRACT).json()["id"])
        assert again["documents"][0]["seconds"] == 0.0  # known: not read again
        assert again["state"] == "succeeded"
        assert server.stop() == 0
        assert [event["given_back"] for event in server.events("worker-ended")] == [0]


def test_bombs_are_named_failures_and_touch_nothing_else(tmp_path):
    import zlib

    bomb = zlib.compress(bytes(300 << 20), 9)
    stream = b"<</Filter/FlateDecode/Length %d>>stream\n" % len(bomb) + bomb + b"\nendstream"
    data = (
        b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>endobj\n4 0 obj"
        + stream
        + b"endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
    )
    settings = {"memory_mb": 512, "seconds": 20}
    with serving(tmp_path, str(tmp_path / "corpus.db"), **settings) as server:
        bomb_job = server.upload(data).json()["id"]
        job = server.end_of(server.upload(PDF).json()["id"])
        assert job["state"] == "succeeded"
        document = server.end_of(bomb_job)["documents"][0]
        assert (document["state"], bool(document["failure"])) == ("failed", True)


def test_a_worker_that_is_killed_is_replaced_and_nothing_is_lost(database_url, tmp_path):
    with serving(tmp_path, database_url) as server:
        jobs = [server.upload(numbered(CONTRACT, rank)).json()["id"] for rank in range(4)]
        worker = server.worker()
        wait_until(lambda: is_running(server), "nothing is being read")
        os.kill(worker, signal.SIGKILL)
        assert {server.end_of(job)["state"] for job in jobs} == {"succeeded"}
        assert len(server.events("worker-died")) == 1


def is_running(server) -> bool:
    text = server.client.get("/metrics").text
    return 'cls_tasks{state="running"} 1.0' in text


@pytest.mark.parametrize("seed", range(3))
def test_a_server_that_is_killed_and_started_again_loses_nothing(database_url, tmp_path, seed):
    pause = random.Random(seed).uniform(0.0, 1.5)
    with serving(tmp_path, database_url) as server:
        jobs = [server.upload(numbered(CONTRACT, rank)).json()["id"] for rank in range(4)]
        time.sleep(pause)
        server.stop(signal.SIGKILL)
        server.start()
        ended = [server.end_of(job) for job in jobs]
        assert {job["state"] for job in ended} == {"succeeded"}
        for job in ended:
            assert server.client.get(job["documents"][0]["record"]).status_code == 200


def test_sigterm_lets_what_is_read_end_and_the_rest_wait(database_url, tmp_path):
    with serving(tmp_path, database_url) as server:
        jobs = [server.upload(numbered(CONTRACT, rank)).json()["id"] for rank in range(6)]
        server.worker()
        wait_until(lambda: is_running(server), "nothing is being read")
        assert server.stop() == 0
        with open_existing_store(database_url) as store:
            states = [queue.read_job(store, job).state.value for job in jobs]
        assert set(states) == {"succeeded", "queued"}  # none is running, none is lost
        server.start()
        assert {server.end_of(job)["state"] for job in jobs} == {"succeeded"}


def test_what_does_not_end_in_time_goes_back(tmp_path):
    with serving(tmp_path, str(tmp_path / "corpus.db"), grace_seconds=0) as server:
        job = server.upload(CONTRACT).json()["id"]
        server.worker()
        wait_until(lambda: is_running(server), "nothing is being read")
        server.stop()
        with open_existing_store(str(tmp_path / "corpus.db")) as store:
            task = queue.read_job(store, job).tasks[0]
        assert (task.state.value, task.attempts) in (("queued", 0), ("succeeded", 1))


def test_a_job_that_is_cancelled_is_not_read_on(tmp_path):
    with serving(tmp_path, str(tmp_path / "corpus.db")) as server:
        server.worker()
        job = server.upload(*(numbered(CONTRACT, rank) for rank in range(5))).json()["id"]
        wait_until(lambda: is_running(server), "nothing is being read")
        cancelled = server.client.delete(f"/v1/jobs/{job}").json()
        states = [document["state"] for document in cancelled["documents"]]
        assert "cancelled" in states
        assert not set(states) & {"queued", "running"}
        after = server.end_of(server.upload(PDF).json()["id"])
        assert after["state"] == "succeeded"
        again = server.client.get(f"/v1/jobs/{job}").json()
        assert [document["state"] for document in again["documents"]] == states


def test_two_servers_share_one_database(database_url, tmp_path):
    with (
        serving(tmp_path, database_url) as one,
        serving(tmp_path, database_url) as other,
    ):
        jobs = [
            server.upload(numbered(CONTRACT, rank)).json()["id"]
            for rank, server in enumerate([one, other] * 3)
        ]
        assert {other.end_of(job)["state"] for job in jobs} == {"succeeded"}
        ended = one.events("task-ended") + other.events("task-ended")
        assert sorted(event["job"] for event in ended) == sorted(jobs)  # each read once


def test_a_worker_alone_reads_for_a_server_without_one(database_url, tmp_path):
    import subprocess
    import sys

    from tests.services import ROOT, START

    with serving(tmp_path, database_url, readers=0) as server:
        job = server.upload(PDF).json()["id"]
        environment = server.environment | {"CLS_READERS": "1"}
        command = [sys.executable, "-c", START, "serve", "--worker"]
        worker = subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.DEVNULL)
        assert server.end_of(job)["state"] == "succeeded"
        worker.terminate()
        assert worker.wait(30) == 0
