"""The command `import`: a folder in, a database out, whatever is in it and happens to it."""

import json
import os
import shutil
import signal
import sys
import time
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.imports import ROOT, make_folder, read_times, rows_of, run, start, statuses

GOOD = {"run-in-labels.pdf", "small-tables.pdf", "ruled-reportlab.pdf", "Copie.PDF"}
GOOD |= {"sans extension"}


@pytest.fixture(scope="module")
def imported(tmp_path_factory):
    """A folder that has been imported once, with all that the command wrote."""
    place = tmp_path_factory.mktemp("import")
    bad = make_folder(place / "depot")
    extra = ("--report", place / "report.html", "--json-log", place / "log.jsonl")
    done = run("import", place / "depot", "--db", place / "corpus.db", "--workers", 2, *extra)
    return place, bad, done


def test_every_input_is_a_record_or_a_named_failure(imported):
    place, bad, done = imported
    assert statuses(place / "corpus.db") == dict.fromkeys(GOOD, "ok") | dict.fromkeys(bad, "failed")
    assert done.returncode == 1


def test_the_table_at_the_end_counts_them(imported):
    _, _, done = imported
    lines = [" ".join(line.split()) for line in done.stdout.splitlines()]
    assert lines[0].startswith("9 inputs in ")
    assert "ok 4" in lines
    assert "failed 4 unreadable 2, not-a-pdf 1, truncated 1" in lines
    assert "same content 1 read under another path" in lines
    assert "left out 1 other 1" in lines


def test_each_failure_is_one_line_on_stderr_and_no_bar_is_in_a_pipe(imported):
    _, bad, done = imported
    lines = done.stderr.splitlines()
    assert {Path(line.split(": ")[1]).name for line in lines} == bad
    assert all(line.startswith("failed: ") for line in lines)


def test_the_log_is_json_a_line_per_input_and_one_for_the_end(imported):
    place, bad, _ = imported
    lines = [json.loads(line) for line in (place / "log.jsonl").read_text().splitlines()]
    *inputs, end = lines
    assert end["event"] == "end"
    assert end["inputs"] == len(GOOD | bad)
    failures = {Path(e["path"]).name: e["failure"] for e in inputs if e["status"] == "failed"}
    assert failures == {
        "rien.pdf": "not-a-pdf",
        "coupé.pdf": "truncated",
        "boucle.pdf": "unreadable",
        "tube.pdf": "unreadable",
    }
    assert [e["reason"] for e in inputs if e["event"] == "left-out"] == ["other"]


class Cells(HTMLParser):
    """The texts of the cells of a page."""

    def __init__(self):
        super().__init__()
        self.cells, self.tags = [], set()

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        if tag == "td":
            self.cells.append("")

    def handle_data(self, data):
        if self.cells:
            self.cells[-1] += data


def test_the_report_holds_every_failure_and_what_was_left_out(imported):
    place, bad, _ = imported
    page = Cells()
    page.feed((place / "report.html").read_text(encoding="utf-8"))
    for name in (*bad, "notes.txt"):
        assert any(cell.endswith(f"/{name}") for cell in page.cells)
    assert not page.tags & {"script", "img", "link"}
    assert 'lang="fr"' in (place / "report.html").read_text(encoding="utf-8")


def test_status_tells_what_the_database_holds(imported):
    place, _, _ = imported
    done = run("status", "--db", place / "corpus.db", "--json")
    summary = json.loads(done.stdout)
    assert summary["statuses"] == {"ok": 5, "partial": 0, "failed": 4}
    assert summary["failures"] == {"unreadable": 2, "not-a-pdf": 1, "truncated": 1}


def test_the_record_is_that_of_extract(imported):
    from extractor.store.store import open_store

    place, _, _ = imported
    path = place / "depot/ruled-reportlab.pdf"
    with open_store(str(place / "corpus.db")) as store:
        record = store.record(str(path))
    assert record == run("extract", path).stdout.encode()


def copy_of(place, target):
    """A copy of an import that a test may change: its folder keeps its path."""
    shutil.copy(place / "corpus.db", target / "corpus.db")
    return target / "corpus.db"


def test_a_second_run_reads_nothing(imported, tmp_path):
    place, _, _ = imported
    db = copy_of(place, tmp_path)
    before, times = rows_of(db), read_times(db)
    done = run("import", place / "depot", "--db", db)
    assert rows_of(db) == before
    again = {name for name, moment in read_times(db).items() if moment != times[name]}
    assert again == {"boucle.pdf", "tube.pdf"}  # what cannot be hashed is looked at again
    assert done.returncode == 1


def test_retry_failed_reads_only_what_had_failed(imported, tmp_path):
    place, bad, _ = imported
    db = copy_of(place, tmp_path)
    times = read_times(db)
    run("import", place / "depot", "--db", db, "--retry-failed")
    assert {name for name, moment in read_times(db).items() if moment != times[name]} == bad


def test_force_reads_all_again_into_the_same_rows(imported, tmp_path):
    place, _, _ = imported
    db = copy_of(place, tmp_path)
    before, times = rows_of(db), read_times(db)
    run("import", place / "depot", "--db", db, "--force")
    assert rows_of(db) == before
    assert all(moment != times[name] for name, moment in read_times(db).items())


def test_a_file_that_has_changed_is_read_again_and_its_old_record_goes(tmp_path):
    folder, db = tmp_path / "depot", tmp_path / "corpus.db"
    folder.mkdir()
    shutil.copy(ROOT / "tests/pdf/run-in-labels.pdf", folder / "a.pdf")
    assert run("import", folder, "--db", db).returncode == 0
    shutil.copy(ROOT / "tests/pdf/small-tables.pdf", folder / "a.pdf")
    done = run("import", folder, "--db", db)
    assert done.returncode == 0
    assert len(rows_of(db)["records"]) == len(rows_of(db)["documents"]) == 1
    assert "small-tables.pdf" not in rows_of(db)["documents"][0]
    other = tmp_path / "other.db"
    run("import", folder, "--db", other)
    assert rows_of(db) == rows_of(other)


def test_misuse_is_one_line_and_exit_2(tmp_path):
    missing = run("import", tmp_path / "nowhere", "--db", tmp_path / "a.db")
    assert missing.returncode == 2
    assert missing.stderr.startswith("error: ")
    assert not (tmp_path / "a.db").exists()
    assert run("import", tmp_path).returncode == 2
    assert run("import", tmp_path, "--db", "nosuch://x").returncode == 2
    assert run("import", tmp_path, "--db", tmp_path / "no" / "a.db").returncode == 2
    assert run("status", "--db", tmp_path / "none.db").returncode == 2


def test_options_and_their_files_are_part_of_what_was_read(imported, tmp_path):
    place, _, _ = imported
    db, labels = copy_of(place, tmp_path), tmp_path / "my.toml"
    labels.write_text('"Personne à joindre" = "autre"\n', encoding="utf-8")
    times = read_times(db)
    run("import", place / "depot", "--db", db, "--labels", labels)
    assert all(moment != times[name] for name, moment in read_times(db).items())


@pytest.fixture(scope="module")
def many(tmp_path_factory):
    """Twelve good documents that differ by what follows their end, a bad one, and their rows."""
    place = tmp_path_factory.mktemp("many")
    (place / "depot").mkdir()
    sources = ("run-in-labels", "small-tables", "ruled-reportlab")
    for number in range(12):
        data = (ROOT / f"tests/pdf/{sources[number % 3]}.pdf").read_bytes()
        (place / f"depot/{number:02}.pdf").write_bytes(data + b"%%%d\n" % number)
    (place / "depot/99.pdf").write_bytes(b"no PDF")
    run("import", place / "depot", "--db", place / "corpus.db", "--workers", 2)
    return place, rows_of(place / "corpus.db")


@pytest.mark.parametrize("saved", [0, 3, 9])
def test_killed_at_any_moment_and_started_again_nothing_is_lost_nor_twice(many, tmp_path, saved):
    place, expected = many
    db = tmp_path / "corpus.db"
    order = ("import", place / "depot", "--db", db, "--workers", 2, "--json-log", "-")
    process = start(*order)
    for _ in range(saved):  # it is killed once so many have been saved
        process.stdout.readline()
    process.send_signal(signal.SIGKILL)
    process.communicate()
    done = run(*order[:-2])
    assert done.returncode == 1
    assert rows_of(db) == expected


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_ends_it_with_what_is_done_saved(many, tmp_path, number, code):
    place, expected = many
    db, report = tmp_path / "corpus.db", tmp_path / "report.html"
    order = ("import", place / "depot", "--db", db, "--workers", 2)
    process = start(*order, "--json-log", tmp_path / "log", "--report", report)
    wait_for(lambda: (tmp_path / "log").exists() and (tmp_path / "log").read_text())
    process.send_signal(number)
    out, _ = process.communicate(timeout=30)
    assert process.returncode == code
    assert "inputs in" in out
    assert report.exists()
    held = rows_of(db)
    assert 0 < len(held["documents"]) < 13
    assert not held["claims"]
    run(*order)
    assert rows_of(db) == expected


def test_two_imports_at_once_share_the_work(many, tmp_path):
    place, expected = many
    db = tmp_path / "corpus.db"
    order = ("import", place / "depot", "--db", db, "--workers", 1, "--json-log", "-")
    processes = [start(*order), start(*order)]
    lines = [
        [json.loads(line) for line in p.communicate(timeout=60)[0].splitlines()] for p in processes
    ]
    assert [process.returncode for process in processes] == [1, 1]
    assert rows_of(db) == expected
    read = [Path(e["path"]).name for events in lines for e in events if e["event"] == "read"]
    assert sorted(read) == sorted(path.name for path in (place / "depot").iterdir())
    assert all(events[-1]["inputs"] == 13 for events in lines)


def test_a_claim_of_an_import_that_was_killed_is_taken_over(many, tmp_path):
    place, expected = many
    db = tmp_path / "corpus.db"
    process = start("import", place / "depot", "--db", db, "--workers", 2, "--json-log", "-")
    process.stdout.readline()
    process.kill()
    process.communicate()
    assert rows_of(db)["claims"]  # what it was reading
    # `run` gives up long before the claims end by their time
    run("import", place / "depot", "--db", db, "--workers", 2)
    assert rows_of(db) == expected


def test_a_store_that_fails_stops_the_import_with_one_error(many, tmp_path):
    place, _ = many
    db = tmp_path / "corpus.db"
    process = start("import", place / "depot", "--db", db, "--workers", 1, "--json-log", "-")
    process.stdout.readline()
    os.truncate(db, 0)
    for name in ("corpus.db-wal", "corpus.db-shm"):
        with open(tmp_path / name, "r+b") as file:
            file.truncate(0)
    _, err = process.communicate(timeout=60)
    assert process.returncode != 0
    assert "Traceback" not in err


def test_the_json_log_on_stdout_is_alone_there(many, tmp_path):
    place, _ = many
    done = run("import", place / "depot/99.pdf", "--db", tmp_path / "a.db", "--json-log", "-")
    assert [json.loads(line)["event"] for line in done.stdout.splitlines()] == ["read", "end"]
    assert "1 inputs in" in done.stderr


def test_quiet_says_nothing(many, tmp_path):
    place, _ = many
    done = run("import", place / "depot/99.pdf", "--db", tmp_path / "a.db", "--quiet")
    assert (done.returncode, done.stdout, done.stderr) == (1, "", "")


def wait_for(condition, seconds=30.0):
    """Wait until something is true; fails when it never is."""
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until
        time.sleep(0.02)


@pytest.fixture
def watching(tmp_path):
    """An import that watches a folder, from when it has looked at what is there."""
    folder, db = tmp_path / "depot", tmp_path / "corpus.db"
    folder.mkdir()
    shutil.copy(ROOT / "tests/pdf/run-in-labels.pdf", folder / "first.pdf")
    os.utime(folder / "first.pdf", (1e9, 1e9))
    process = start("import", folder, "--db", db, "--watch", "--json-log", tmp_path / "log")
    log = tmp_path / "log"
    wait_for(lambda: log.exists() and "first.pdf" in log.read_text())
    yield process, folder, db, log
    process.kill()
    process.communicate()


def test_watch_takes_what_arrives_and_ends_on_ctrl_c(watching):
    process, folder, db, log = watching
    shutil.copy(ROOT / "tests/pdf/small-tables.pdf", folder / "second.pdf")
    (folder / "new").mkdir()
    shutil.copy(ROOT / "tests/pdf/ruled-reportlab.pdf", folder / "new/third.pdf")
    wait_for(lambda: "second.pdf" in log.read_text() and "third.pdf" in log.read_text())
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=30)
    assert process.returncode == 0
    assert statuses(db) == dict.fromkeys(("first.pdf", "second.pdf", "third.pdf"), "ok")


def test_watch_reads_a_file_once_it_is_written(watching):
    process, folder, _, log = watching
    data = (ROOT / "tests/pdf/small-tables.pdf").read_bytes()
    with open(folder / "slow.pdf", "wb") as file:
        for start_byte in range(0, len(data), len(data) // 6 + 1):
            file.write(data[start_byte : start_byte + len(data) // 6 + 1])
            file.flush()
            time.sleep(0.6)
    wait_for(lambda: "slow.pdf" in log.read_text())
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=30)
    lines = [json.loads(line) for line in log.read_text().splitlines()]
    told = [e["status"] for e in lines if e.get("path", "").endswith("slow.pdf")]
    assert told == ["ok"]


def test_help_loads_nothing_of_it():
    code = (
        "import sys\nfrom extractor.cli import main\n"
        "try: main(['--help'])\nexcept SystemExit: pass\n"
        "print(sorted({n.partition('.')[0] for n in sys.modules} & "
        "{'sqlalchemy', 'rich', 'fsspec', 'watchfiles', 'distributed', 'alembic'}))"
    )
    import subprocess

    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert "import " in done.stdout
    assert done.stdout.splitlines()[-1] == "[]"
