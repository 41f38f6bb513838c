"""An object store: what stands below a prefix of S3 is listed, fetched and read."""

import json

import pytest
from click.testing import CliRunner

from extractor.cli import main
from tests.services import PRESS

BUCKET = "depot"


@pytest.fixture
def s3(monkeypatch):
    """A file system with a bucket, on a server of this host."""
    import s3fs
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://{host}:{port}")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "nobody")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "nothing")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    s3fs.S3FileSystem.clear_instance_cache()
    files = s3fs.S3FileSystem()
    files.makedirs(BUCKET, exist_ok=True)
    yield files
    s3fs.S3FileSystem.clear_instance_cache()
    server.stop()


def run(*words):
    """The command, and the lines of its log by path."""
    done = CliRunner().invoke(main, ["import", *map(str, words), "--json-log", "-"])
    lines = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    return done, {line["path"]: line for line in lines if "path" in line}


def test_a_prefix_is_imported_and_known_the_second_time(s3, tmp_path):
    data = PRESS.read_bytes()
    s3.pipe(f"{BUCKET}/cls/caen.pdf", data)
    s3.pipe(f"{BUCKET}/cls/2025/été & co #1.PDF", data + b"\n%2\n")
    s3.pipe(f"{BUCKET}/cls/cut.pdf", data[:3000])
    s3.pipe(f"{BUCKET}/cls/notes.txt", b"not a contract")
    s3.pipe(f"{BUCKET}/elsewhere.pdf", data)
    db = tmp_path / "corpus.db"

    done, found = run(f"s3://{BUCKET}/cls", "--db", db)
    assert done.exit_code == 1, done.output
    told = {path.rpartition("/")[2]: line.get("status") for path, line in found.items()}
    assert told == {
        "caen.pdf": "ok",
        "été & co #1.PDF": "ok",
        "cut.pdf": "failed",
        "notes.txt": None,
    }
    again, found = run(f"s3://{BUCKET}/cls", "--db", db)
    assert {line["event"] for line in found.values()} <= {"skipped", "left-out"}, again.output


def test_a_bucket_that_is_not_there_is_named(s3, tmp_path):
    done, _ = run("s3://no-such-bucket/cls", "--db", tmp_path / "corpus.db")
    assert done.exit_code != 0
    assert "no-such-bucket" in done.output
