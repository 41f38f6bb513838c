"""`import --scheduler`: a real Dask scheduler and two workers, one of which is killed."""

import json
import os
import shutil
import subprocess
import sys
import time

import pytest

from extractor.batch import isolation
from extractor.batch.cluster import NoCluster, connect, pack, unpack
from extractor.pipeline import Options
from tests.imports import ROOT, rows_of, run, start, statuses


def launch(kind, *arguments):
    """Start a part of a cluster: its own process, silent."""
    return subprocess.Popen(
        [sys.executable, "-m", f"distributed.cli.dask_{kind}", *map(str, arguments)],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def launch_scheduler(place):
    """The process of a scheduler on loopback, and its address."""
    contact = place / "scheduler.json"
    quiet = ("--no-dashboard", "--host", "127.0.0.1", "--port", 0)
    process = launch("scheduler", *quiet, "--scheduler-file", contact)
    until = time.monotonic() + 60
    while not contact.exists() or not contact.read_text():
        assert time.monotonic() < until
        time.sleep(0.05)
    return process, json.loads(contact.read_text())["address"]


@pytest.fixture(scope="module")
def cluster(tmp_path_factory):
    """The address of a scheduler on loopback, and its two workers."""
    place = tmp_path_factory.mktemp("cluster")
    scheduler, address = launch_scheduler(place)
    processes = [scheduler]
    options = ("--nthreads", 1, "--no-nanny", "--no-dashboard", "--host", "127.0.0.1")
    for number in range(2):
        folder = place / f"worker-{number}"
        processes.append(launch("worker", address, *options, "--local-directory", folder))
    yield address, processes
    for process in processes:
        process.kill()
        process.wait()


def make_folder(folder, count):
    """Documents that differ by what follows their end, and two bad ones."""
    folder.mkdir()
    for number in range(count):
        data = (ROOT / "tests/pdf/small-tables.pdf").read_bytes()
        (folder / f"{number:02}.pdf").write_bytes(data + b"%%%d\n" % number)
    (folder / "rien.pdf").write_bytes(b"")
    (folder / "coupé.pdf").write_bytes(data[:5000])


def test_a_cluster_makes_the_same_database_though_a_worker_is_killed(cluster, tmp_path):
    address, processes = cluster
    make_folder(tmp_path / "depot", 16)
    run("import", tmp_path / "depot", "--db", tmp_path / "alone.db")
    db = tmp_path / "corpus.db"
    order = ("import", tmp_path / "depot", "--db", db, "--scheduler", address)
    process = start(*order, "--json-log", "-")
    lines = [process.stdout.readline() for _ in range(3)]
    processes[1].kill()
    out, err = process.communicate(timeout=120)
    assert process.returncode == 1, err
    events = [json.loads(line) for line in (*lines, *out.splitlines())]
    read = [event["path"] for event in events if event["event"] == "read"]
    assert len(read) == len(set(read)) == 18
    assert rows_of(db) == rows_of(tmp_path / "alone.db")
    again = run(*order)
    assert "read                 0" in again.stdout
    assert not rows_of(db)["claims"]


def test_a_cluster_fetches(cluster, tmp_path):
    address, _ = cluster
    folder = tmp_path / "depot"
    folder.mkdir()
    shutil.copy(ROOT / "corpus/pdf/caen-communique-cls-2025.pdf", folder / "a.pdf")
    done = run("import", f"file://{folder}", "--db", tmp_path / "a.db", "--scheduler", address)
    assert done.returncode == 0, done.stderr
    assert statuses(tmp_path / "a.db") == {"a.pdf": "ok"}


def test_a_cluster_without_workers_is_told(tmp_path):
    make_folder(tmp_path / "depot", 1)
    scheduler, address = launch_scheduler(tmp_path)
    process = start("import", tmp_path / "depot", "--db", tmp_path / "a.db", "--scheduler", address)
    assert (
        process.stderr.readline() == f"warning: {address} has no worker: the import waits for one\n"
    )
    for running in (process, scheduler):
        running.kill()
        running.communicate()


def test_no_scheduler_is_an_error_with_its_hint(monkeypatch):
    monkeypatch.setattr("extractor.batch.cluster.CONNECT", 1)
    with pytest.raises(NoCluster):
        connect("tcp://127.0.0.1:9", Options(), isolation.Limits())


def test_without_dask_the_extra_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(NoCluster, match=r"cls-extractor\[cluster\]"):
        connect("tcp://127.0.0.1:9", Options(), isolation.Limits())


def test_a_worker_gets_the_glossaries_of_the_user(tmp_path):
    (tmp_path / "my.csv").write_text("sigle\n", encoding="utf-8")
    options, limits = Options(glossaries=(tmp_path / "my.csv",)), isolation.Limits()
    setup = pack(options, limits)
    (tmp_path / "my.csv").unlink()  # another machine does not have it
    got, _ = unpack(setup)
    assert [path.read_text(encoding="utf-8") for path in got.glossaries] == ["sigle\n"]
    assert unpack(setup)[0] is got
