"""What an import takes as its inputs: folders, manifests, addresses, and names of every kind."""

import csv
import hashlib
import os
import socket
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest

from extractor.batch.content import Unfit, read_content
from extractor.batch.inputs import (
    BadManifest,
    BadSource,
    Input,
    LeftOut,
    Lost,
    Reason,
    check_sources,
    find_inputs,
    to_text,
)
from extractor.batch.remote import BadAddress, Fetcher, list_below, without_password
from extractor.outcome import Failure
from tests.imports import ROOT, run, statuses

PDF = b"%PDF-1.7\n"
LIMIT = 1 << 20


def found_in(*sources):
    return list(find_inputs([os.fspath(source) for source in sources]))


def names_of(found):
    return [item.path.rpartition("/")[2] for item in found]


def test_a_folder_gives_its_files_then_those_of_its_folders_by_name(tmp_path):
    for name in ("z.pdf", "a.PDF", "b/c.pdf", "b/a/x.Pdf", "a/y.pdf"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(PDF)
    assert names_of(found_in(tmp_path)) == ["a.PDF", "z.pdf", "y.pdf", "c.pdf", "x.Pdf"]


def test_what_is_no_input_is_told_with_its_reason(tmp_path):
    (tmp_path / "notes.txt").write_text("rien")
    (tmp_path / "a.pdf.part").write_bytes(PDF)
    (tmp_path / "loop").symlink_to(tmp_path)
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "broken").symlink_to("nowhere")
    assert {item.path.rpartition("/")[2]: item.reason for item in found_in(tmp_path)} == {
        "notes.txt": Reason.OTHER,
        "a.pdf.part": Reason.UNFINISHED,
        "loop": Reason.FOLDER_LINK,
        "pipe": Reason.SPECIAL,
        "broken": Reason.CLOSED,
    }


def test_a_file_that_begins_like_a_pdf_is_an_input_whatever_its_name(tmp_path):
    (tmp_path / "contrat v1.2").write_bytes(PDF)
    (found,) = found_in(tmp_path)
    assert isinstance(found, Input)


def test_a_file_that_is_named_is_an_input_whatever_it_is(tmp_path):
    (tmp_path / "notes.txt").write_text("rien")
    (found,) = found_in(tmp_path / "notes.txt")
    assert found == Input(str(tmp_path / "notes.txt"), str(tmp_path / "notes.txt"))


def test_a_folder_that_cannot_be_listed_is_a_failure(tmp_path, monkeypatch):
    (tmp_path / "closed").mkdir()
    scandir = os.scandir

    def refuse(place):
        if os.fspath(place).endswith("closed"):
            raise PermissionError(13, "Permission denied")
        return scandir(place)

    monkeypatch.setattr(os, "scandir", refuse)
    (found,) = found_in(tmp_path)
    assert isinstance(found, Lost)
    assert found.path.endswith("/closed/")
    assert "les droits manquent" in found.message


def test_a_folder_whose_path_is_too_long_is_a_failure(tmp_path):
    descriptor = os.open(tmp_path, os.O_RDONLY)
    for _ in range(450):  # made step by step: no call takes a path of 4,500 bytes
        os.mkdir("dossier-10", dir_fd=descriptor)
        below = os.open("dossier-10", os.O_RDONLY, dir_fd=descriptor)
        os.close(descriptor)
        descriptor = below
    os.close(descriptor)
    (found,) = found_in(tmp_path)
    assert isinstance(found, Lost)
    assert "trop long" in found.message


HARD_NAMES = [
    "espace et 'apostrophe' \"guillemets\".pdf",
    "ligne\nsuivante.pdf",
    "emoji 📄 $(rm -rf) `x` ; & |.pdf",
    "é" * 125 + ".pdf",
    "-rf.pdf",
    "[bold]rouge.pdf",
    "back\\slash.pdf",
    os.fsdecode(b"caf\xe9.pdf"),
    os.fsdecode(b"\xff\xfe\x80.pdf"),
]


@pytest.mark.parametrize("name", HARD_NAMES)
def test_a_hard_name_is_found_and_hashed(tmp_path, name):
    with open(os.path.join(tmp_path, name), "wb") as file:
        file.write(PDF)
    (found,) = found_in(tmp_path)
    assert read_content(found.place, LIMIT).sha256 == hashlib.sha256(PDF).hexdigest()
    found.path.encode()  # text that is everywhere text


def test_two_paths_never_become_one_text():
    odd = [os.fsdecode(b"a\xff"), "a\\xff", "a\\\\xff", "a\ufffd", "a"]
    assert len(set(map(to_text, odd))) == len(odd)


def test_hard_names_go_through_the_whole_import(tmp_path):
    folder = tmp_path / "depot"
    folder.mkdir()
    data = (ROOT / "corpus/pdf/caen-communique-cls-2025.pdf").read_bytes()
    for number, name in enumerate(HARD_NAMES):
        with open(os.path.join(folder, name), "wb") as file:
            file.write(data + b"%%%d\n" % number)
    done = run("import", folder, "--db", tmp_path / "a.db", "--report", tmp_path / "r.html")
    assert done.returncode == 0, done.stderr
    assert list(statuses(tmp_path / "a.db").values()) == ["ok"] * len(HARD_NAMES)


def test_hashing_never_waits(tmp_path):
    os.mkfifo(tmp_path / "pipe.pdf")
    place = tmp_path / "s.pdf"
    server = socket.socket(socket.AF_UNIX)
    folder = os.open(tmp_path, os.O_RDONLY)
    server.bind(f"/proc/self/fd/{folder}/s.pdf")
    (tmp_path / "loop.pdf").symlink_to("loop.pdf")
    places = [tmp_path / "pipe.pdf", place, tmp_path / "loop.pdf", tmp_path, "/dev/zero", "gone"]
    for place in places:
        with pytest.raises(Unfit) as told:
            read_content(str(place), LIMIT)
        assert told.value.failure is Failure.UNREADABLE
    server.close()
    os.close(folder)


def test_a_file_over_the_limit_is_not_hashed(tmp_path):
    with open(tmp_path / "huge.pdf", "wb") as file:
        file.truncate(1 << 40)  # a terabyte of nothing
    with pytest.raises(Unfit) as told:
        read_content(str(tmp_path / "huge.pdf"), LIMIT)
    assert told.value.failure is Failure.TOO_LARGE


# --- manifests ------------------------------------------------------------------------------------


def write_manifest(path, rows):
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, ["id", "file", "sha256", "genre"])
        writer.writeheader()
        writer.writerows(rows)


def test_a_manifest_names_files_beside_it_and_addresses(tmp_path):
    rows = [{"file": "a.pdf", "sha256": "AB"}, {"file": "https://ars.fr/b.pdf"}, {"file": ""}]
    write_manifest(tmp_path / "m.csv", rows)
    assert found_in(tmp_path / "m.csv") == [
        Input(f"{tmp_path}/a.pdf", f"{tmp_path}/a.pdf", announced="ab"),
        Input("https://ars.fr/b.pdf", "https://ars.fr/b.pdf", remote=True),
    ]


def test_the_manifest_of_the_corpus_finds_its_files():
    found = found_in(ROOT / "corpus/manifest.csv")
    assert len(found) == 6
    assert all(os.path.isfile(item.place) for item in found)


def test_a_manifest_that_announces_another_content_is_a_failure(tmp_path):
    data = (ROOT / "corpus/pdf/caen-communique-cls-2025.pdf").read_bytes()
    (tmp_path / "a.pdf").write_bytes(data)
    (tmp_path / "b.pdf").write_bytes(data + b"\n")
    right = hashlib.sha256(data).hexdigest()
    rows = [{"file": name, "sha256": right} for name in ("a.pdf", "b.pdf", "c.pdf")]
    write_manifest(tmp_path / "m.csv", rows)
    done = run("import", tmp_path / "m.csv", "--db", tmp_path / "a.db")
    assert statuses(tmp_path / "a.db") == {"a.pdf": "ok", "b.pdf": "failed", "c.pdf": "failed"}
    assert "SHA-256 différent" in done.stderr


@pytest.mark.parametrize("content", [b"id,name\n1,a.pdf\n", b"", b"fil\xe9\n"])
def test_a_manifest_without_its_column_is_misuse(tmp_path, content):
    (tmp_path / "m.csv").write_bytes(content)
    with pytest.raises(BadManifest):
        check_sources([str(tmp_path / "m.csv")])


def test_a_source_that_is_not_there_is_misuse(tmp_path):
    with pytest.raises(BadSource):
        check_sources([str(tmp_path / "nowhere")])
    with pytest.raises(BadAddress):
        check_sources(["nosuch://a/b"])


# --- addresses ------------------------------------------------------------------------------------


def test_a_prefix_of_an_object_store_is_listed_by_folder_and_name():
    import fsspec

    memory = fsspec.filesystem("memory")
    for name in ("cls/b.pdf", "cls/a.PDF", "cls/2025/c.pdf", "cls/notes.txt"):
        memory.pipe(f"/depot-test/{name}", PDF)
    found = found_in("memory://depot-test/cls")
    assert [(item.path, type(item)) for item in found] == [
        ("memory:///depot-test/cls/a.PDF", Input),
        ("memory:///depot-test/cls/b.pdf", Input),
        ("memory:///depot-test/cls/notes.txt", LeftOut),
        ("memory:///depot-test/cls/2025/c.pdf", Input),
    ]


def test_a_prefix_that_cannot_be_listed_is_a_failure():
    (found,) = found_in("memory://nothing-there/at-all")
    assert isinstance(found, Lost)


def test_a_password_is_no_part_of_a_name():
    assert without_password("https://moi:secret@ars.fr/a.pdf?v=1") == "https://ars.fr/a.pdf?v=1"
    assert found_in("https://moi:secret@ars.fr/a.pdf")[0].path == "https://ars.fr/a.pdf"


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


@pytest.fixture
def server(tmp_path):
    """A web server of a folder: its address, and the folder."""
    folder = tmp_path / "web"
    folder.mkdir()
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=folder)) as httpd:
        thread = threading.Thread(target=httpd.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{httpd.server_port}", folder
        httpd.shutdown()


def test_files_of_a_web_server_are_fetched_read_and_known_again(server, tmp_path):
    address, folder = server
    data = (ROOT / "corpus/pdf/caen-communique-cls-2025.pdf").read_bytes()
    (folder / "a.pdf").write_bytes(data)
    (folder / "b.pdf").write_bytes(data[:2000])
    sources = [f"{address}/{name}.pdf" for name in ("a", "b", "c")]
    first = run("import", *sources, "--db", tmp_path / "a.db", "--json-log", "-")
    assert statuses(tmp_path / "a.db") == {"a.pdf": "ok", "b.pdf": "failed", "c.pdf": "failed"}
    assert '"unreadable"' in first.stdout  # what is not there
    again = run("import", *sources, "--db", tmp_path / "a.db")
    assert " ".join(again.stdout.split("skipped")[1].split()[:1]) == "2"


def test_a_prefix_is_fetched_and_local_files_are_read_beside_it(tmp_path):
    folder = tmp_path / "depot"
    folder.mkdir()
    data = (ROOT / "corpus/pdf/caen-communique-cls-2025.pdf").read_bytes()
    for number in range(5):
        (folder / f"{number}.pdf").write_bytes(data + b"%%%d\n" % number)
    (tmp_path / "here.pdf").write_bytes(data)
    sources = (f"file://{folder}", tmp_path / "here.pdf")
    done = run("import", *sources, "--db", tmp_path / "a.db", "--workers", 2)
    assert done.returncode == 0, done.stderr
    assert len(statuses(tmp_path / "a.db")) == 6


@pytest.fixture
def silent():
    """The address of a server that takes connections and never answers."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/a.pdf"


def test_a_server_that_never_answers_is_a_timeout_and_others_go_on(silent, server, tmp_path):
    address, folder = server
    data = (ROOT / "corpus/pdf/caen-communique-cls-2025.pdf").read_bytes()
    (folder / "b.pdf").write_bytes(data)
    order = ("import", silent, f"{address}/b.pdf", "--db", tmp_path / "a.db", "--timeout", 10)
    done = run(*order, "--json-log", "-")
    assert statuses(tmp_path / "a.db") == {"a.pdf": "failed", "b.pdf": "ok"}
    assert '"timeout"' in done.stdout


def test_a_file_over_the_limit_is_not_fetched_to_its_end(server, tmp_path):
    address, folder = server
    (folder / "a.pdf").write_bytes(bytes(3 << 20))
    fetcher = Fetcher()
    try:
        fetched = fetcher.fetch(f"{address}/a.pdf", tmp_path / "copy", 1 << 20, 30)
        assert fetched.failure is Failure.TOO_LARGE
        assert (tmp_path / "copy").stat().st_size <= 1 << 20
        (folder / "b.pdf").write_bytes(PDF)
        fetched = fetcher.fetch(f"{address}/b.pdf", tmp_path / "copy", 1 << 20, 30)
        assert fetched.sha256 == hashlib.sha256(PDF).hexdigest()
    finally:
        fetcher.close()


def test_one_file_is_an_address_of_its_own():
    assert list(list_below("https://ars.fr/a.pdf")) == [
        ("https://ars.fr/a.pdf", "https://ars.fr/a.pdf")
    ]
