"""Isolation: whatever one document does, it ends as a record or a named failure, and alone."""

import json
import os
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pikepdf
import pytest

from extractor.batch.failures import SENTENCES
from extractor.batch.isolation import Limits, Pool, read_alone
from extractor.batch.sample import SAMPLES
from extractor.batch.sample import make_pdf as make_sample
from extractor.cli import main
from extractor.errors import BadGlossary
from extractor.outcome import Failure, Outcome, Status
from extractor.pdf.document import open_pdf
from extractor.pdf.watch import UNWATCHED
from extractor.pipeline import Options
from extractor.pipeline import read_alone as read_opened
from extractor.printing import print_record
from tests.pdfs import make_pdf, text
from tests.readers import misbehave

ROOT = Path(__file__).parent.parent
SHORT = ROOT / "corpus/pdf/caen-communique-cls-2025.pdf"
LONG = ROOT / "corpus/pdf/cls-lisieux-normandie-2025-2029.pdf"
LIMITS = Limits(seconds=60, page_seconds=30, memory=1 << 30, pages=200, size=64 << 20)
TIGHT = Limits(seconds=1.5, page_seconds=0.3, memory=400 << 20)
SLACK = 2.0
"""Seconds that ending a process may take."""


@pytest.fixture(scope="module")
def pool():
    with Pool(Options(), LIMITS) as opened:
        yield opened


@pytest.fixture(scope="module")
def wild():
    """A pool whose processes do what their file says."""
    with Pool(Options(), TIGHT, misbehave) as opened:
        yield opened


@pytest.fixture
def act(wild, tmp_path):
    """What becomes of a process that behaves like that."""

    def run(*words: object) -> Outcome:
        path = tmp_path / "a.pdf"
        path.write_text(" ".join(map(str, words)), encoding="utf-8")
        return read(wild, path)

    return run


def read(pool: Pool, path: Path, name: str = "") -> Outcome:
    pool.start("token", path, name or path.name)
    [(token, outcome)] = wait_for_one(pool)
    assert token == "token"
    return outcome


def wait_for_one(pool: Pool):
    while not (ended := pool.wait(timeout=120)):
        assert pool.running
    return ended


def write(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def runs(pid: int) -> bool:
    """Whether a process lives; one that waits to be buried does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def ends_soon(pid: int) -> bool:
    until = time.monotonic() + 10
    while runs(pid) and time.monotonic() < until:
        time.sleep(0.02)
    return not runs(pid)


# ── records ───────────────────────────────────────────────────────────────────────────────


def test_how_far_a_long_reading_has_come_is_told(tmp_path):
    path = write(tmp_path / "a.pdf", b"picture")
    with Pool(Options(), LIMITS, misbehave) as pool:
        pool.start("token", path, path.name)
        assert pool.progress() == {}
        while not (news := pool.progress()):
            assert pool.wait(timeout=1) == []
        assert list(news) == ["token"]
        assert (news["token"].page, news["token"].pages) == (7, 10)


@pytest.mark.parametrize("path", [SHORT, LONG], ids=lambda path: path.stem)
def test_the_record_has_the_bytes_of_the_command(pool, path, tmp_path, monkeypatch):
    outcome = read(pool, path)
    target = tmp_path / "record.json"
    with pytest.raises(SystemExit) as stop:
        main(["extract", str(path), "-o", str(target)], standalone_mode=False)
    assert stop.value.code == 0
    assert outcome.record == target.read_bytes()


def test_a_sound_document_is_ok(pool):
    outcome = read(pool, SHORT)
    assert (outcome.status, outcome.failure, outcome.message) == (Status.OK, None, "")
    assert (outcome.pages, outcome.failed_pages) == (2, ())
    assert outcome.seconds > 0
    assert outcome.peak_memory is not None
    assert 10 << 20 < outcome.peak_memory < LIMITS.memory


def test_the_name_of_messages_is_not_in_the_record(pool):
    outcome = read(pool, SHORT, name="dossier/autre nom.pdf")
    assert outcome.record is not None
    assert json.loads(outcome.record)["document"]["fichier"] == SHORT.name


def test_several_documents_are_read_at_once(pool):
    for token in range(3):
        pool.start(token, SHORT, SHORT.name)
    assert pool.running == 3
    ended = {}
    while pool.running:
        ended.update(pool.wait())
    assert sorted(ended) == [0, 1, 2]
    assert len({outcome.record for outcome in ended.values()}) == 1


def test_waiting_for_nothing_returns_at_once(pool):
    assert pool.wait() == []


def test_read_alone_reads_one(tmp_path):
    outcome = read_alone(SHORT, SHORT.name, Options(), LIMITS)
    assert outcome.status is Status.OK
    broken = write(tmp_path / "a.pdf", b"")
    assert read_alone(broken, "a.pdf", Options(), LIMITS).failure is Failure.NOT_A_PDF


def test_a_bad_glossary_is_told_when_the_pool_starts(tmp_path):
    glossary = write(tmp_path / "glossary.csv", b"what;is;this\n1;2;3\n")
    with pytest.raises(BadGlossary):
        Pool(Options(glossaries=(glossary,)), LIMITS)


# ── processes that misbehave ──────────────────────────────────────────────────────────────


@pytest.mark.parametrize("word", ["hang", "sleep"])
def test_what_hangs_is_ended_in_time(act, word):
    outcome = act(word)
    assert outcome.failure is Failure.TIMEOUT
    assert TIGHT.seconds <= outcome.seconds < TIGHT.seconds + SLACK
    assert "1,5 s" in outcome.message


@pytest.mark.parametrize("word", ["memory", "abort-full"])
def test_what_takes_too_much_memory_is_named(act, word):
    outcome = act(word)
    assert outcome.failure is Failure.MEMORY
    assert "400 Mo" in outcome.message


def test_a_crash_names_its_signal(act):
    outcome = act("crash")
    assert outcome.failure is Failure.CRASHED
    assert "SIGSEGV" in outcome.message


def test_a_process_that_leaves_without_a_word_has_crashed(act):
    assert act("leave").failure is Failure.CRASHED


def test_an_exception_of_ours_is_told_with_its_place(act):
    outcome = act("raise")
    assert outcome.failure is Failure.INTERNAL
    assert "KeyError: 'x', readers.py:" in outcome.message


def test_an_endless_recursion_is_an_exception_of_ours(act):
    outcome = act("recurse")
    assert outcome.failure is Failure.INTERNAL
    assert "RecursionError" in outcome.message


@pytest.mark.parametrize("word", ["have-child", "leave-child"])
def test_what_a_process_has_started_ends_with_it(act, word, tmp_path):
    place = tmp_path / "pid"
    act(word, place)
    assert ends_soon(int(place.read_text()))


def test_temporary_files_go_with_the_process(act, tmp_path):
    place = tmp_path / "place"
    assert act("litter", place).failure is Failure.CRASHED
    assert not Path(place.read_text()).exists()


def test_a_process_has_no_input_and_no_output(act, capfd):
    outcome = act("print")
    assert (outcome.status, outcome.record) == (Status.OK, b"")
    assert capfd.readouterr() == ("", "")


def test_a_failure_touches_no_other_document(wild, tmp_path):
    bad = [write(tmp_path / f"{i}.pdf", word.encode()) for i, word in enumerate(["hang", "crash"])]
    for path in bad:
        wild.start(path, path, path.name)
    wild.start("sound", write(tmp_path / "p.pdf", b"pages"), "p.pdf")
    ended = {}
    while wild.running:
        ended.update(wild.wait())
    assert ended["sound"].status is Status.OK
    assert [ended[path].failure for path in bad] == [Failure.TIMEOUT, Failure.CRASHED]


# ── pages that misbehave ──────────────────────────────────────────────────────────────────


def test_a_page_that_hangs_and_one_that_crashes_are_left_out(act):
    outcome = act("pages", "h3", "c7")
    assert (outcome.status, outcome.failed_pages) == (Status.PARTIAL, (3, 7))


def test_many_such_pages_cost_the_document(act):
    assert act("pages", *(f"c{n}" for n in range(1, 9))).failure is Failure.CRASHED


def test_pages_that_hang_do_not_lengthen_the_limit(act):
    outcome = act("pages", *(f"h{n}" for n in range(1, 6)))
    assert outcome.failure is Failure.TIMEOUT
    assert outcome.seconds < TIGHT.seconds + SLACK


def test_a_page_of_a_million_lines_is_left_out_and_told(pool, tmp_path):
    crowded = ["0 0 m 10 10 l S\n" * 400_000]
    data = make_pdf([text(50, 60, "Contrat local de santé")], crowded)
    outcome = read(pool, write(tmp_path / "a.pdf", data))
    assert (outcome.status, outcome.failed_pages) == (Status.PARTIAL, (2,))
    assert "a.pdf : page 2 non lue" in outcome.message
    assert outcome.record is not None
    told = json.loads(outcome.record)["avertissements"]
    assert [(a["code"], a["page"]) for a in told if a["page"] == 2] == [("page-trop-complexe", 2)]


DAMAGES = ["no page", "no content", "content that cannot be decoded"]


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_page_that_cannot_be_read_is_left_out_and_told(pool, tmp_path, damage):
    outcome = read(pool, write(tmp_path / "a.pdf", two_pages(damage)))
    assert (outcome.status, outcome.failed_pages) == (Status.PARTIAL, (2,))
    assert outcome.record is not None
    told = json.loads(outcome.record)["avertissements"]
    assert [(a["code"], a["page"]) for a in told if a["page"] == 2] == [("page-abimee", 2)]


def test_a_blank_page_is_no_damage(pool, tmp_path):
    outcome = read(pool, write(tmp_path / "a.pdf", make_pdf([text(50, 60, "Contrat")], ["q Q"])))
    assert (outcome.status, outcome.message) == (Status.OK, "")


def two_pages(damage: str) -> bytes:
    """A PDF without a table of places, whose second page has a damage."""
    kids, contents, coding = b"[3 0 R 4 0 R]", b"5 0 R", b""
    if damage == "no page":
        kids = b"[3 0 R 99 0 R]"
    elif damage == "no content":
        contents = b"99 0 R"
    else:
        contents, coding = b"7 0 R", b"/Filter/FlateDecode"
    coded = b"x\x9c\xff\xff damage" if coding else b""
    shown = b"BT /F1 10 Tf 1 0 0 1 50 700 Tm (Contrat local de sante) Tj ET"
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 6 0 R>>>>"
    stream = b"<</Length %d%b>>stream\n%b\nendstream"
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 2/Kids%b>>" % kids,
        page + b"/Contents 5 0 R>>",
        page + b"/Contents %b>>" % contents,
        stream % (len(shown), b"", shown),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        stream % (len(coded), coding, coded),
    )
    body = b"".join(b"%d 0 obj\n%b\nendobj\n" % (i, o) for i, o in enumerate(objects, 1))
    return b"%PDF-1.7\n" + body + b"trailer<</Root 1 0 R>>\n%%EOF\n"


# ── files that give no record ─────────────────────────────────────────────────────────────


def test_a_missing_file_is_unreadable(pool, tmp_path):
    assert read(pool, tmp_path / "a.pdf").failure is Failure.UNREADABLE


def test_a_pipe_is_unreadable_and_nobody_waits_for_it(pool, tmp_path):
    os.mkfifo(tmp_path / "a.pdf")
    outcome = read(pool, tmp_path / "a.pdf")
    assert outcome.failure is Failure.UNREADABLE
    assert outcome.seconds < SLACK


def test_a_folder_a_device_and_a_loop_of_links_are_unreadable(pool, tmp_path):
    (tmp_path / "loop.pdf").symlink_to("loop.pdf")
    for path in (tmp_path, Path("/dev/zero"), tmp_path / "loop.pdf"):
        assert read(pool, path).failure is Failure.UNREADABLE
    assert stat.S_ISCHR(Path("/dev/zero").stat().st_mode)


@pytest.mark.parametrize("data", [b"", b"bonjour", b"PK\3\4" * 1000])
def test_what_is_no_pdf_is_told(pool, tmp_path, data):
    outcome = read(pool, write(tmp_path / "a.pdf", data))
    assert (outcome.status, outcome.failure) == (Status.FAILED, Failure.NOT_A_PDF)
    assert outcome.message.startswith("a.pdf : ce n'est pas un PDF")


def test_a_truncated_file_is_told(pool, tmp_path):
    data = SHORT.read_bytes()[:3000]
    assert read(pool, write(tmp_path / "a.pdf", data)).failure is Failure.TRUNCATED


def test_an_encrypted_file_is_told(pool, tmp_path):
    with pikepdf.open(SHORT) as pdf:
        pdf.save(tmp_path / "a.pdf", encryption=pikepdf.Encryption(owner="a", user="b"))
    assert read(pool, tmp_path / "a.pdf").failure is Failure.ENCRYPTED


def test_too_many_pages_are_told(pool, tmp_path):
    pdf = pikepdf.new()
    for _ in range(LIMITS.pages + 1):
        pdf.add_blank_page()
    pdf.save(tmp_path / "a.pdf")
    outcome = read(pool, tmp_path / "a.pdf")
    assert outcome.failure is Failure.TOO_LARGE
    assert "201 pages" in outcome.message


def test_too_many_bytes_are_told_and_not_read(pool, tmp_path):
    with open(tmp_path / "a.pdf", "wb") as file:
        file.truncate(LIMITS.size + 1)
    outcome = read(pool, tmp_path / "a.pdf")
    assert outcome.failure is Failure.TOO_LARGE
    assert "64 Mo" in outcome.message


def test_a_document_without_a_word_is_told(pool, tmp_path):
    outcome = read(pool, write(tmp_path / "a.pdf", make_pdf([""], ["0 0 100 100 re f"])))
    assert (outcome.failure, outcome.pages) == (Failure.NO_TEXT, 2)


def test_a_document_of_one_page_that_is_too_much_is_too_large(pool, tmp_path):
    outcome = read(pool, write(tmp_path / "a.pdf", make_pdf(["0 0 m 10 10 l S\n" * 400_000])))
    assert (outcome.failure, outcome.pages) == (Failure.TOO_LARGE, 1)


def test_a_document_whose_only_page_hangs_has_hung(act):
    outcome = act("only-page")
    assert outcome.failure is Failure.TIMEOUT
    assert outcome.seconds < TIGHT.seconds


def test_every_failure_has_a_sentence_that_tells_what_to_do():
    assert SENTENCES.keys() == set(Failure)
    for sentence in SENTENCES.values():
        assert sentence.count(". ") == 1
        assert sentence.endswith(".")


# ── nothing is left behind ────────────────────────────────────────────────────────────────


def test_files_and_processes_do_not_grow(wild, tmp_path):
    paths = [
        write(tmp_path / f"{i}.pdf", word) for i, word in enumerate([b"pages", b"crash", b"raise"])
    ]
    counts = set()
    for round_ in range(18):
        for path in paths:
            wild.start(path, path, path.name)
        while wild.running:
            wild.wait()
        if round_ > 1:
            counts.add((open_files(), *children(wild)))
    assert len(counts) == 1


def open_files() -> int:
    return len(os.listdir("/proc/self/fd"))


def children(pool: Pool) -> tuple[int, int]:
    """Open files and processes of the fork server."""
    server = pool._process.pid
    kids = Path(f"/proc/{server}/task/{server}/children").read_text().split()
    return len(os.listdir(f"/proc/{server}/fd")), len(kids)


def test_closing_kills_what_runs(tmp_path):
    pool = Pool(Options(), Limits(seconds=600), misbehave)
    place = tmp_path / "pid"
    pool.start(1, write(tmp_path / "a.pdf", f"have-child {place}".encode()), "a.pdf")
    grandchild = written_pid(place)
    server = pool._process.pid
    pool.close()
    assert ends_soon(grandchild)
    assert not runs(server)
    assert pool.running == 0


def test_killing_the_program_ends_all_that_it_started(tmp_path):
    place = tmp_path / "pid"
    write(tmp_path / "a.pdf", f"have-child {place}".encode())
    code = (
        "from pathlib import Path; from extractor.batch.isolation import *; "
        "from tests.readers import misbehave; "
        "pool = Pool(Options(), Limits(seconds=600), misbehave); "
        f"pool.start(1, Path({str(tmp_path / 'a.pdf')!r}), 'a.pdf'); "
        "print(pool._process.pid, flush=True); pool.wait()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as program:
        assert program.stdout is not None
        server = int(program.stdout.readline())
        grandchild = written_pid(place)
        program.kill()
    assert ends_soon(server)
    assert ends_soon(grandchild)


def written_pid(place: Path) -> int:
    until = time.monotonic() + 30
    while not (place.exists() and place.read_text()) and time.monotonic() < until:
        time.sleep(0.02)
    return int(place.read_text())


def test_documents_are_read_anew_when_the_fork_server_is_killed(tmp_path):
    with Pool(Options(), Limits(seconds=600), misbehave) as pool:
        place = tmp_path / "pid"
        pool.start(1, write(tmp_path / "a.pdf", f"leave-child {place}".encode()), "a.pdf")
        os.kill(pool._process.pid, signal.SIGKILL)
        [(_, outcome)] = wait_for_one(pool)
    assert outcome.status is Status.OK


def test_the_samples_load_what_contracts_need():
    records = [json.loads(record) for record in map(record_of, SAMPLES)]
    assert [record["document"]["genre"] for record in records] == ["contrat", "communique"]
    (contrat,) = records[0]["contrats"]
    (fiche,) = contrat["fiches_action"]
    assert fiche["themes"]
    assert fiche["porteurs"][0]["organisation"] == "caf"
    assert contrat["articles"]
    assert contrat["territoire"]["code"]


def record_of(sample):
    with open_pdf(make_sample(sample), "sample.pdf") as document:
        reading = read_opened(document, "sample.pdf", Options(), UNWATCHED)
        return print_record(reading.record)
