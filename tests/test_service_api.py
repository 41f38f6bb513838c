"""The operations, on SQLite and PostgreSQL, in this process and without a worker."""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from extractor.compare.answers import QUESTIONS
from extractor.exporters.formats import FORMATS
from extractor.outcome import Failure, Outcome, Status
from extractor.service.api.answers import Name
from extractor.service.app import create_app
from extractor.service.settings import Settings
from extractor.store import queue
from extractor.store.source import Source
from extractor.store.store import open_store
from tests.outcomes import FICHE, SETTINGS, content_of, make_outcome, make_record, source_of
from tests.services import PRESS, numbered

AT = datetime(2025, 7, 10, 22, 30, tzinfo=UTC)
PDF = PRESS.read_bytes()
PROBLEM = "application/problem+json"
NOBODY = "0" * 64


def fill(url: str, *paths: str) -> None:
    """Save documents by hand."""
    with open_store(url) as store:
        for path in paths:
            store.save(source_of(path), SETTINGS, make_outcome(path), datetime.now(UTC))


@pytest.fixture
def make_client(database_url, tmp_path) -> Iterator:
    opened = []

    def make(**given) -> TestClient:
        settings = Settings(db=database_url, data=tmp_path / "data", readers=0, free_mb=0, **given)
        client = TestClient(
            create_app(settings), base_url="http://localhost", raise_server_exceptions=False
        )
        opened.append(client.__enter__())
        return client

    yield make
    for client in opened:
        client.__exit__(None, None, None)


@pytest.fixture
def client(make_client) -> TestClient:
    return make_client()


def upload(client, *contents, **headers):
    files = [("files", (f"{rank}.pdf", data)) for rank, data in enumerate(contents)]
    return client.post("/v1/documents", files=files, headers=headers)


def kind_of(response) -> str:
    """The kind of a problem; what every problem has is checked."""
    assert response.headers["content-type"] == PROBLEM
    body = response.json()
    assert body["status"] == response.status_code
    assert {"type", "title", "detail"} <= body.keys()
    return body["type"].rpartition(":")[2]


# ── uploads ──────────────────────────────────────────────────────────────────────────────────


def test_an_upload_is_a_job(client):
    response = upload(client, PDF, numbered(PDF, 1))
    assert response.status_code == 202
    job = response.json()
    assert response.headers["location"] == f"/v1/jobs/{job['id']}"
    assert int(response.headers["retry-after"]) >= 1
    assert [document["state"] for document in job["documents"]] == ["queued", "queued"]
    assert client.get(response.headers["location"]).json() == job


def test_a_file_is_kept_by_its_content_only(client, tmp_path):
    job = upload(client, PDF).json()
    content = job["documents"][0]["id"]
    kept = [path for path in (tmp_path / "data").rglob("*") if path.is_file()]
    assert (tmp_path / "data/files" / content[:2] / f"{content}.pdf").read_bytes() == PDF
    assert {path.name for path in kept} == {f"{content}.pdf", "secret"}


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("../../../../etc/cron.d/x.pdf", "x.pdf"),
        ("C:\\depot\\Contrat (1).pdf", "Contrat (1).pdf"),
        ("/etc/passwd", "passwd"),
        ("..", "document.pdf"),
        ("a\u202efdp.exe", "afdp.exe"),
        ("é" * 300 + ".pdf", "é" * 146 + ".pdf"),
        ("$(rm -rf x) 'q' \U0001f4a3.pdf", "$(rm -rf x) 'q' \U0001f4a3.pdf"),
    ],
)
def test_no_name_of_a_client_is_a_path(client, tmp_path, given, shown):
    job = client.post("/v1/documents", files={"files": (given, PDF)}).json()
    assert job["documents"][0]["nom"] == shown
    inside = {path.name for path in (tmp_path / "data").rglob("*.pdf")}
    assert inside == {f"{job['documents'][0]['id']}.pdf"}


def test_a_repeated_request_is_one_job(client):
    first = upload(client, PDF, **{"Idempotency-Key": "k-1"})
    second = upload(client, PDF, **{"Idempotency-Key": "k-1"})
    assert (first.status_code, second.status_code) == (202, 202)
    assert first.json()["id"] == second.json()["id"]


def test_a_key_with_other_files_is_a_problem(client):
    upload(client, PDF, **{"Idempotency-Key": "k-1"})
    response = upload(client, numbered(PDF, 1), **{"Idempotency-Key": "k-1"})
    assert (response.status_code, kind_of(response)) == (422, "key-reused")


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 a letter", b"<html>" * 500])
def test_only_pdf_files_are_taken_whatever_they_are_called(client, tmp_path, data):
    response = upload(client, PDF, data)
    assert (response.status_code, kind_of(response)) == (415, "wrong-type")
    assert not list((tmp_path / "data/incoming").iterdir())
    assert client.get("/v1/documents").json()["items"] == []


def test_a_file_that_is_too_large_is_refused_while_it_comes(make_client, tmp_path):
    client = make_client(size_mb=1)
    response = upload(client, PDF + bytes(2 << 20))
    assert (response.status_code, kind_of(response)) == (413, "too-large")
    assert not list((tmp_path / "data/incoming").iterdir())


def test_a_request_that_is_too_large_is_refused_before_it_comes(make_client):
    client = make_client(size_mb=1, files_per_upload=1)
    headers = {"content-type": "multipart/form-data; boundary=x", "content-length": "99999999"}
    response = client.post("/v1/documents", content=b"", headers=headers)
    assert (response.status_code, kind_of(response)) == (413, "too-large")


def endless(size):
    """A body that does not tell its length."""
    head = b'--x\r\nContent-Disposition: form-data; name="files"; filename="a.pdf"\r\n\r\n%PDF-'
    yield head
    for _ in range(size >> 16):
        yield bytes(1 << 16)


def test_a_body_that_does_not_tell_its_length_is_counted(make_client, tmp_path):
    client = make_client(size_mb=1)
    response = client.post("/v1/documents", content=endless(3 << 20), headers=FORM)
    assert (response.status_code, kind_of(response)) == (413, "too-large")
    assert not list((tmp_path / "data/incoming").iterdir())
    json_type = {"content-type": "application/json"}
    response = client.post("/v1/session", content=endless(3 << 20), headers=json_type)
    assert response.status_code in (400, 413)
    kind_of(response)


def test_too_many_files_are_refused(make_client):
    response = upload(make_client(files_per_upload=2), PDF, PDF, PDF)
    assert (response.status_code, kind_of(response)) == (413, "too-large")


def test_a_compressed_request_is_refused(client):
    response = upload(client, PDF, **{"Content-Encoding": "gzip"})
    assert (response.status_code, kind_of(response)) == (415, "wrong-type")


FORM = {"content-type": "multipart/form-data; boundary=x"}
HEAD = b'--x\r\nContent-Disposition: form-data; name="files"; filename="a.pdf"\r\n\r\n'


@pytest.mark.parametrize(
    ("body", "headers", "kind"),
    [
        (b"", FORM, "bad-request"),
        (b"nonsense", FORM, "bad-request"),
        (HEAD + PDF, FORM, "bad-request"),
        (HEAD + PDF + b"\r\n--x", FORM, "bad-request"),
        (b"--x--\r\n", FORM, "invalid"),
        (b'--x\r\nContent-Disposition: form-data; name="q"\r\n\r\n1\r\n--x--\r\n', FORM, "invalid"),
        (HEAD.replace(b'"files"', b'"f"') + PDF + b"\r\n--x--\r\n", FORM, "invalid"),
        (b"--x\r\nA: " + b"b" * 9000 + b"\r\n\r\n", FORM, "bad-request"),
        (b'{"files": []}', {"content-type": "application/json"}, "wrong-type"),
        (PDF, {"content-type": "application/pdf"}, "wrong-type"),
        (b"", {"content-type": "multipart/form-data"}, "wrong-type"),
    ],
)
def test_forms_that_are_none(client, tmp_path, body, headers, kind):
    response = client.post("/v1/documents", content=body, headers=headers)
    assert kind_of(response) == kind
    assert not list((tmp_path / "data/incoming").iterdir())


def test_a_full_queue_is_told_before_the_file_comes(make_client):
    client = make_client(queue=1)
    upload(client, PDF)
    response = upload(client, numbered(PDF, 1))
    assert (response.status_code, kind_of(response)) == (503, "queue-full")
    assert int(response.headers["retry-after"]) >= 1


def test_one_client_does_not_fill_the_queue(make_client):
    client = make_client(queue=10, queue_per_client=1)
    upload(client, PDF)
    response = upload(client, numbered(PDF, 1))
    assert (response.status_code, kind_of(response)) == (429, "too-many-documents")
    assert int(response.headers["retry-after"]) >= 1


def test_a_full_disk_is_told_before_the_file_comes(make_client):
    client = make_client()
    client.app.state.service.files.free_bytes = lambda: -1
    response = upload(client, PDF)
    assert (response.status_code, kind_of(response)) == (503, "disk-full")


# ── jobs ─────────────────────────────────────────────────────────────────────────────────────


def test_a_job_can_be_cancelled(client):
    job = upload(client, PDF).json()["id"]
    response = client.delete(f"/v1/jobs/{job}")
    assert response.status_code == 200
    assert response.json()["state"] == "cancelled"
    assert "retry-after" not in client.get(f"/v1/jobs/{job}").headers


def test_a_long_reading_is_told_by_pages(client, database_url):
    job = upload(client, PDF).json()["id"]
    with open_store(database_url) as store:
        queue.take(store, "me", 60)
        queue.tell(store, "me", {(job, 0): (7, 50)})
    (told,) = client.get(f"/v1/jobs/{job}").json()["documents"]
    assert (told["state"], told["page"], told["pages"]) == ("running", 7, 50)
    assert "lecture en cours : page 7 sur 50" in client.get(f"/depots/{job}").text


def test_an_unknown_job_is_a_problem(client):
    response = client.get(f"/v1/jobs/{'0' * 32}")
    assert (response.status_code, kind_of(response)) == (404, "not-found")


def test_a_document_can_be_read_again(client):
    document = upload(client, PDF).json()["documents"][0]["id"]
    response = client.post(f"/v1/documents/{document}/jobs")
    assert response.status_code == 202
    assert response.json()["documents"][0]["id"] == document


# ── documents ────────────────────────────────────────────────────────────────────────────────


def test_a_record_has_a_tag_that_spares_its_bytes(client, database_url):
    fill(database_url, "depot/a.pdf")
    document = content_of("depot/a.pdf")
    first = client.get(f"/v1/documents/{document}")
    assert first.content == make_record("depot/a.pdf")
    tag = {"If-None-Match": first.headers["etag"]}
    second = client.get(f"/v1/documents/{document}", headers=tag)
    assert (second.status_code, second.content) == (304, b"")
    other = client.get(f"/v1/documents/{document}", headers={"If-None-Match": '"other"'})
    assert other.status_code == 200


def test_an_unknown_document_is_a_problem(client):
    response = client.get(f"/v1/documents/{NOBODY}")
    assert (response.status_code, kind_of(response)) == (404, "not-found")


def test_a_document_that_failed_says_why(client, database_url):
    with open_store(database_url) as store:
        outcome = Outcome(Status.FAILED, Failure.ENCRYPTED, "a.pdf : protégé.")
        store.save(Source("a.pdf", NOBODY, 3), SETTINGS, outcome, AT)
    response = client.get(f"/v1/documents/{NOBODY}")
    assert (response.status_code, kind_of(response)) == (404, "no-record")
    assert response.json()["failure"] == "encrypted"
    listed = client.get("/v1/documents", params={"status": "failed"}).json()["items"]
    assert [(one["id"], one["record"], one["message"]) for one in listed] == [
        (NOBODY, None, "a.pdf : protégé.")
    ]


def test_no_list_tells_a_path(client, database_url):
    fill(database_url, "/srv/secret/a.pdf")
    answer = client.get("/v1/documents").json()
    assert answer["items"][0]["nom"] == "a.pdf"
    assert "secret" not in json.dumps(answer)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"territoire": "14366"}, True),
        ({"territoire": "14"}, True),
        ({"territoire": "LISIEUX"}, True),
        ({"territoire": "lisi"}, False),
        ({"territoire": "50"}, False),
        ({"departement": "14"}, True),
        ({"departement": "1"}, None),
        ({"theme": "prevention"}, True),
        ({"theme": "sommeil"}, False),
        ({"genre": "contrat"}, True),
        ({"genre": "communique"}, False),
        ({"status": "ok"}, True),
        ({"status": "failed"}, False),
        ({"q": "lisi"}, True),
        ({"q": "%"}, True),
        ({"q": "xyz"}, False),
    ],
)
def test_filters_of_documents(client, database_url, query, found):
    fill(database_url, "depot/a.pdf")
    response = client.get("/v1/documents", params=query)
    if found is None:
        assert kind_of(response) == "invalid"
    else:
        assert bool(response.json()["items"]) is found


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"q": "reperer tot"}, True),
        ({"q": "REPÉRER"}, True),
        ({"q": "epérer"}, False),
        ({"theme": "prevention"}, True),
        ({"theme": "sommeil"}, False),
        ({"statut": "nouvelle"}, True),
        ({"statut": "renouvelee"}, False),
        ({"organisation": "caf"}, True),
        ({"organisation": "caf", "role": "porteur"}, True),
        ({"organisation": "caf", "role": "signataire"}, False),
        ({"territoire": "Lisieux"}, True),
        ({"departement": "50"}, False),
    ],
)
def test_filters_of_fiches(client, database_url, query, found):
    fill(database_url, "depot/a.pdf")
    items = client.get("/v1/fiches", params=query).json()["items"]
    assert bool(items) is found


def test_organisations_are_counted(client, database_url):
    fill(database_url, "depot/a.pdf", "depot/b.pdf")
    items = client.get("/v1/organisations", params={"q": "caisse allocations"}).json()["items"]
    assert [(one["id"], one["documents"]) for one in items] == [("caf", 2)]


def test_pages_of_a_list_do_not_shift_when_documents_come(client, database_url):
    fill(database_url, *(f"{letter}.pdf" for letter in "bdfhj"))
    seen, cursor = [], None
    for before in ("a.pdf", "z.pdf", "c.pdf"):
        query = {"limit": 2} | ({"cursor": cursor} if cursor else {})
        page = client.get("/v1/documents", params=query).json()
        seen += [one["nom"] for one in page["items"]]
        cursor = page["next"]
        if cursor is None:
            break
        fill(database_url, before)
    assert seen == ["b.pdf", "d.pdf", "f.pdf", "h.pdf", "j.pdf", "z.pdf"]


def read_fiches(client, limit) -> list:
    """All fiches, page by page."""
    seen, cursor = [], None
    while True:
        query = {"limit": limit} | ({"cursor": cursor} if cursor else {})
        page = client.get("/v1/fiches", params=query).json()
        seen += page["items"]
        cursor = page["next"]
        if cursor is None:
            return seen


def test_all_fiches_are_told_once(client, database_url):
    fill(database_url, *(f"{rank}.pdf" for rank in range(7)))
    seen = [(one["document"], one["pointer"]) for one in read_fiches(client, 3)]
    assert len(seen) == len(set(seen)) == 7
    assert seen == sorted(seen)


def test_the_tenth_fiche_follows_the_ninth(client, database_url):
    codes = [f"1.{number}" for number in range(1, 13)]
    with open_store(database_url) as store:
        outcome = make_outcome("a.pdf", fiches_action=[FICHE | {"code": code} for code in codes])
        store.save(source_of("a.pdf"), SETTINGS, outcome, datetime.now(UTC))
    assert [one["code"] for one in read_fiches(client, 5)] == codes


@pytest.mark.parametrize("cursor", ["x", "bm9uc2Vuc2U", "W10", "WyIxIiwyXQ", "é", "e30"])
def test_a_cursor_of_somewhere_else_is_a_problem(client, cursor):
    response = client.get("/v1/documents", params={"cursor": cursor})
    assert (response.status_code, kind_of(response)) == (422, "invalid")


def test_a_cursor_belongs_to_its_filters(client, database_url):
    fill(database_url, "a.pdf", "b.pdf")
    cursor = client.get("/v1/documents", params={"limit": 1}).json()["next"]
    response = client.get("/v1/documents", params={"cursor": cursor, "genre": "contrat"})
    assert kind_of(response) == "invalid"


# ── pages of a PDF ───────────────────────────────────────────────────────────────────────────


def test_a_page_is_drawn_once_and_has_a_size(client):
    document = upload(client, PDF).json()["documents"][0]["id"]
    picture = client.get(f"/v1/documents/{document}/pages/1.png")
    assert picture.headers["content-type"] == "image/png"
    assert picture.content.startswith(b"\x89PNG")
    size = client.get(f"/v1/documents/{document}/pages/1").json()
    assert (round(size["width"]), round(size["height"])) == (596, 842)
    tag = {"If-None-Match": picture.headers["etag"]}
    again = client.get(f"/v1/documents/{document}/pages/1.png", headers=tag)
    assert (again.status_code, again.content) == (304, b"")


def test_a_page_that_many_ask_for_is_drawn_once(client, monkeypatch):
    document = upload(client, PDF).json()["documents"][0]["id"]
    pool = client.app.state.service.drawing
    asked, do = [], pool.do

    async def count(chore, seconds):
        asked.append(chore["page"])
        return await do(chore, seconds)

    monkeypatch.setattr(pool, "do", count)
    with ThreadPoolExecutor(8) as threads:
        path = f"/v1/documents/{document}/pages/1.png"
        answers = list(threads.map(lambda _: client.get(path), range(8)))
    assert {answer.status_code for answer in answers} == {200}
    assert asked == [1]


def test_a_page_that_is_not_there_is_a_problem(client):
    document = upload(client, PDF).json()["documents"][0]["id"]
    assert kind_of(client.get(f"/v1/documents/{document}/pages/99.png")) == "not-found"
    assert kind_of(client.get(f"/v1/documents/{NOBODY}/pages/1.png")) == "not-found"


def test_a_file_that_cannot_be_opened_has_no_pages(client):
    document = upload(client, b"%PDF-1.7 nothing else").json()["documents"][0]["id"]
    assert kind_of(client.get(f"/v1/documents/{document}/pages/1.png")) == "not-rendered"


def test_a_document_that_an_import_has_read_has_pages_while_its_file_is_there(
    client, database_url, tmp_path
):
    from hashlib import sha256

    path, content = tmp_path / "a.pdf", sha256(PDF).hexdigest()
    path.write_bytes(PDF)
    with open_store(database_url) as store:
        outcome = Outcome(Status.FAILED, Failure.INTERNAL)
        store.save(Source(str(path), content, len(PDF)), SETTINGS, outcome, AT)
        store.save(Source("/etc/hostname", NOBODY, 3), SETTINGS, outcome, AT)
    assert client.get(f"/v1/documents/{content}/pages/1.png").status_code == 200
    assert kind_of(client.get(f"/v1/documents/{NOBODY}/pages/1.png")) == "not-found"


# ── questions and exports ────────────────────────────────────────────────────────────────────


def test_the_questions_are_those_of_the_command():
    assert [name.value for name in Name] == list(QUESTIONS)


@pytest.mark.parametrize("name", ["coverage", "leaders"])
def test_a_question_is_answered_and_kept(client, database_url, name):
    fill(database_url, "a.pdf")
    first = client.get(f"/v1/compare/{name}")
    assert first.status_code == 200, first.text
    table = next(iter(first.json()["tables"].values()))
    assert table.keys() == {"titre", "note", "lignes"}
    tag = {"If-None-Match": first.headers["etag"]}
    assert client.get(f"/v1/compare/{name}", headers=tag).status_code == 304
    fill(database_url, "b.pdf")
    assert client.get(f"/v1/compare/{name}", headers=tag).status_code == 200


def test_an_unknown_theme_is_a_problem(client):
    assert kind_of(client.get("/v1/compare/coverage", params={"theme": "x"})) == "invalid"
    assert kind_of(client.get("/v1/export/csv", params={"theme": "x"})) == "invalid"


def test_the_export_is_sent_and_leaves_nothing_behind(client, database_url, tmp_path):
    fill(database_url, "a.pdf", "b.pdf")
    response = client.get("/v1/export/jsonl")
    assert response.headers["content-type"] == "application/jsonl"
    assert [json.loads(line)["document"]["fichier"] for line in response.text.splitlines()] == [
        "a.pdf",
        "b.pdf",
    ]
    assert not list((tmp_path / "data/exports").iterdir())


def test_the_formats_are_those_of_the_command(client):
    assert [one["name"] for one in client.get("/v1/export").json()] == list(FORMATS)


def test_a_catalogue_needs_a_setting(client):
    assert kind_of(client.get("/v1/export/dcat")) == "invalid"


# ── around ───────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("method", "path", "status", "kind"),
    [
        ("GET", "/nothing", 404, "not-found"),
        ("GET", "/v1/documents/../../etc/passwd", 404, "not-found"),
        ("PUT", "/v1/documents", 405, "method-not-allowed"),
        ("GET", "/v1/documents?limit=0", 422, "invalid"),
        ("GET", "/v1/documents/not-a-hash", 422, "invalid"),
    ],
)
def test_every_error_is_a_problem(client, method, path, status, kind):
    response = client.request(method, path)
    assert (response.status_code, kind_of(response)) == (status, kind)


def test_an_error_inside_is_a_problem_that_tells_nothing(client):
    def break_down(*_):
        raise RuntimeError("a secret")

    client.app.state.service.metrics.text = break_down
    response = client.get("/metrics")
    assert (response.status_code, kind_of(response)) == (500, "internal")
    assert "secret" not in response.text


def test_metrics_count_requests_and_tasks(client):
    upload(client, PDF)
    text = client.get("/metrics").text
    assert 'cls_requests_total{method="POST",route="/v1/documents",status="202"} 1.0' in text
    assert 'cls_tasks{state="queued"} 1.0' in text


def test_the_schema_is_that_of_the_command(client):
    from extractor.schema import record_schema

    assert client.get("/v1/schema").json() == record_schema()


def test_it_is_ready_until_it_stops(client):
    assert client.get("/readyz").status_code == 200
    client.app.state.service.stopping = True
    assert client.get("/readyz").status_code == 503
    assert client.get("/healthz").status_code == 200
    assert kind_of(upload(client, PDF)) == "busy"


def test_every_setting_is_explained():
    page = (Path(__file__).parent.parent / "docs/service.md").read_text("utf-8")
    told = {f"CLS_{name.upper()}" for name in Settings.model_fields}
    assert {name for name in told if f"| `{name}` |" not in page} == set()
