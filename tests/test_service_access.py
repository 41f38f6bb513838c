"""Who may do what: tokens and roles, sessions and CSRF, hosts, limits, what is never told."""

import json
import logging
import time
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from click.testing import CliRunner
from starlette.testclient import TestClient

from extractor.cli import main
from extractor.errors import BadSetting
from extractor.service.app import create_app
from extractor.service.limits import Buckets
from extractor.service.security import COOKIE
from extractor.service.settings import Settings, read_settings
from extractor.store import access
from extractor.store.access import Role, create_token, find_token, list_tokens, revoke_token
from extractor.store.store import open_store
from tests.outcomes import SETTINGS, content_of, make_outcome, source_of
from tests.services import PRESS, bearer

NOW = datetime(2025, 7, 10, 22, 30, tzinfo=UTC)
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
PDF = PRESS.read_bytes()
CONTACTS = {
    "contacts": [
        {
            "nom": "Mme A",
            "telephones": ["+33231304503"],
            "courriels": ["cls@lisieux.fr"],
        }
    ]
}


# ── tokens ───────────────────────────────────────────────────────────────────────────────────


def test_a_token_is_found_by_its_text_only(store):
    token, text = create_token(store, "DD14", Role.LIRE)
    assert find_token(store, text, NOW) == token
    for other in (text[:-1], text + "x", text.replace("cls_", "abc_"), token.id, "", "cls__", "é"):
        assert find_token(store, other, NOW) is None


def test_the_secret_is_not_kept(store):
    _, text = create_token(store, "DD14", Role.LIRE)
    _, _, secret = text.split("_", 2)
    with store.reading() as connection:
        rows = connection.exec_driver_sql("SELECT * FROM tokens").all()
    assert secret not in str(rows)


def test_an_expired_or_revoked_token_is_none(store):
    _, expired = create_token(store, "a", Role.LIRE, LONG_AGO)
    token, revoked = create_token(store, "b", Role.LIRE)
    assert revoke_token(store, token.id)
    assert not revoke_token(store, token.id)
    assert find_token(store, expired, NOW) is None
    assert find_token(store, revoked, NOW) is None
    assert [one.nom for one in list_tokens(store)] == ["a", "b"]


def test_roles_cover_those_below():
    assert Role.ADMINISTRER.covers(Role.CORRIGER)
    assert Role.CORRIGER.covers(Role.CORRIGER)
    assert not Role.LIRE.covers(Role.CORRIGER)


def test_the_audit_log_keeps_its_lines(store):
    access.note(store, "dd14", "job-cancelled", "j")
    access.note(store, "dd50", "job-cancelled", "k", "why")
    assert [(one.client, one.cible, one.detail) for one in access.read_audit(store)] == [
        ("dd14", "j", ""),
        ("dd50", "k", "why"),
    ]


# ── settings ─────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("host", "needed"),
    [("127.0.0.1", False), ("localhost", False), ("::1", False), ("0.0.0.0", True), ("::", True)],
)
def test_a_token_is_needed_unless_only_this_host_can_call(host, needed):
    assert Settings(host=host).needs_token is needed


def test_no_other_host_may_call_without_a_token():
    with pytest.raises(BadSetting, match="loopback"):
        read_settings(host="0.0.0.0", auth=False)


def test_settings_come_from_the_environment(monkeypatch):
    monkeypatch.setenv("CLS_HOSTS", "cls.example.fr, cls")
    monkeypatch.setenv("CLS_DB", "postgresql://u:hunter2@h/d")
    settings = read_settings()
    assert settings.hosts == ("cls.example.fr", "cls")
    assert "hunter2" not in repr(settings)


# ── the commands ─────────────────────────────────────────────────────────────────────────────


def test_tokens_are_made_listed_and_revoked_by_the_command(database_url):
    def run(*words):
        return CliRunner().invoke(main, ["token", *words, "--db", database_url])

    made = run("create", "--role", "corriger", "DD14")
    assert made.exit_code == 0
    text = made.stdout.strip()
    number = text.split("_")[1]
    with open_store(database_url) as store:
        assert find_token(store, text, datetime.now(UTC)).role is Role.CORRIGER
        assert [one.action for one in access.read_audit(store)] == ["token-created"]
    listed = run("list").stdout
    assert f"{number}\tcorriger\tuntil" in listed
    assert text not in listed
    assert run("revoke", number).exit_code == 0
    assert run("revoke", number).exit_code == 1
    assert "revoked" in run("list").stdout


def test_a_service_that_is_not_safe_does_not_start(monkeypatch):
    monkeypatch.setenv("CLS_AUTH", "false")
    done = CliRunner().invoke(main, ["serve", "--host", "0.0.0.0"])
    assert done.exit_code == 2
    assert "loopback" in done.stderr


# ── requests ─────────────────────────────────────────────────────────────────────────────────


class Clients:
    """A service that asks for tokens, with a token of each role."""

    def __init__(self, client: TestClient, tokens: dict[Role, str], log: list[str]) -> None:
        self.client, self.tokens, self.log = client, tokens, log

    def ask(self, role: Role | None, method: str, path: str, **more):
        headers = dict(bearer(self.tokens[role])) if role else {}
        return self.client.request(method, path, headers=headers | more.pop("headers", {}), **more)


@pytest.fixture
def clients(database_url, tmp_path, caplog) -> Iterator[Clients]:
    caplog.set_level(logging.INFO)
    settings = Settings(db=database_url, data=tmp_path / "data", readers=0, auth=True, free_mb=0)
    with open_store(database_url) as store:
        tokens = {role: create_token(store, role.value, role)[1] for role in Role}
        outcome = make_outcome("depot/a.pdf", **CONTACTS)
        store.save(source_of("depot/a.pdf"), SETTINGS, outcome, NOW)
    with TestClient(create_app(settings), base_url="http://localhost") as client:
        yield Clients(client, tokens, caplog)


DOCUMENT = f"/v1/documents/{content_of('depot/a.pdf')}"
READS = [
    "/v1/documents",
    DOCUMENT,
    f"{DOCUMENT}/pages/1",
    f"{DOCUMENT}/pages/1.png",
    f"/v1/jobs/{'0' * 32}",
    "/v1/fiches",
    "/v1/organisations",
    "/v1/compare",
    "/v1/compare/coverage",
    "/v1/export",
    "/v1/export/jsonl",
    "/v1/schema",
    "/v1/session",
    "/metrics",
]


@pytest.mark.parametrize("path", READS)
def test_nothing_is_read_without_a_token(clients, path):
    for headers in (
        {},
        {"Authorization": "Bearer cls_0_0"},
        {"Authorization": "Basic YTpi"},
        {"Cookie": f"{COOKIE}=a.b.c.d"},
    ):
        response = clients.ask(None, "GET", path, headers=headers)
        assert response.status_code == 401
        assert response.headers["www-authenticate"].startswith("Bearer")
        assert response.headers["content-type"] == "application/problem+json"


def test_every_operation_asks_for_a_token(clients):
    paths = clients.client.get("/openapi.json").json()["paths"]
    open_ones = {
        (path, method)
        for path, operations in paths.items()
        for method, operation in operations.items()
        if "security" not in operation
    }
    assert open_ones == {("/healthz", "get"), ("/readyz", "get"), ("/v1/session", "post")}
    for path, operations in paths.items():
        filled = path.format(
            document="0" * 64,
            number="0" * 16,
            job="0" * 32,
            page=1,
            question="coverage",
            to="jsonl",
        )
        for method, operation in operations.items():
            if "security" in operation:
                assert clients.ask(None, method.upper(), filled).status_code == 401, path


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/v1/documents"),
        ("POST", f"{DOCUMENT}/jobs"),
        ("POST", f"{DOCUMENT}/corrections"),
        ("DELETE", f"{DOCUMENT}/corrections/{'0' * 16}"),
        ("DELETE", f"/v1/jobs/{'0' * 32}"),
        ("GET", f"{DOCUMENT}/pages/1.png"),
    ],
)
def test_who_reads_changes_nothing(clients, method, path):
    response = clients.ask(Role.LIRE, method, path)
    assert response.status_code == 403
    assert response.json()["type"].endswith(":forbidden")


def test_who_corrects_uploads_and_cancels_his_own_jobs(clients):
    job = clients.ask(Role.CORRIGER, "POST", "/v1/documents", files={"files": ("a.pdf", PDF)})
    assert job.status_code == 202
    path = job.headers["location"]
    assert clients.ask(Role.LIRE, "GET", path).status_code == 200
    assert clients.ask(Role.CORRIGER, "DELETE", path).json()["state"] == "cancelled"
    other = clients.ask(Role.ADMINISTRER, "POST", "/v1/documents", files={"files": ("b", PDF)})
    assert clients.ask(Role.CORRIGER, "DELETE", other.headers["location"]).status_code == 403
    assert clients.ask(Role.ADMINISTRER, "DELETE", other.headers["location"]).status_code == 200


def test_contacts_are_hidden_from_who_only_reads(clients):
    for path in (DOCUMENT, "/v1/export/jsonl"):
        hidden = clients.ask(Role.LIRE, "GET", path)
        shown = clients.ask(Role.CORRIGER, "GET", path)
        assert (hidden.status_code, shown.status_code) == (200, 200)
        for secret in ("+33231304503", "cls@lisieux.fr"):
            assert secret in shown.text
            assert secret not in hidden.text
    tags = [clients.ask(role, "GET", DOCUMENT).headers["etag"] for role in Role]
    assert tags[0] != tags[1] == tags[2]


# ── sessions, CSRF ───────────────────────────────────────────────────────────────────────────


@pytest.fixture
def session(clients):
    """A browser with a cookie, and the token of its pages."""
    body = {"token": clients.tokens[Role.CORRIGER]}
    response = clients.client.post("/v1/session", json=body)
    assert response.status_code == 204
    cookie = response.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert body["token"].lower() not in cookie
    return clients.client.get("/v1/session").json()["csrf_token"]


def test_a_cookie_says_who_asks(clients, session):
    found = clients.client.get("/v1/session").json()
    assert (found["nom"], found["role"]) == ("corriger", "corriger")


def test_a_change_by_cookie_needs_the_token_of_the_page(clients, session):
    send = {"files": {"files": ("a.pdf", PDF)}}
    for wrong in ({}, {"X-CSRF-Token": "x"}, {"X-CSRF-Token": session[:-1] + "!"}):
        response = clients.client.post("/v1/documents", headers=wrong, **send)
        assert response.status_code == 403
        assert response.json()["type"].endswith(":csrf")
    right = {"X-CSRF-Token": session}
    assert clients.client.post("/v1/documents", headers=right, **send).status_code == 202


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_a_page_of_another_site_changes_nothing(clients, session, headers):
    right = {"X-CSRF-Token": session} | headers
    response = clients.client.post("/v1/documents", headers=right, files={"files": ("a", PDF)})
    assert (response.status_code, response.json()["type"].endswith(":csrf")) == (403, True)


def test_a_cookie_that_was_changed_says_nothing(clients, session):
    value = clients.client.cookies[COOKIE]
    number, expires, nonce, signature = value.split(".")
    for other in (
        f"{number}.{int(expires) + 1}.{nonce}.{signature}",
        f"000000000000.{expires}.{nonce}.{signature}",
        f"{number}.{expires}.{nonce}.{signature[:-1]}é",
        "....",
        "",
    ):
        clients.client.cookies.clear()
        raw = f"{COOKIE}={other}".encode()
        assert clients.client.get("/v1/session", headers={b"Cookie": raw}).status_code == 401


def test_a_session_ends_in_time(clients, session):
    number = clients.client.get("/v1/session").json()["id"]
    clients.client.cookies.clear()
    signed = clients.client.app.state.service.access._sign
    for expires, status in ((time.time() + 60, 200), (time.time() - 1, 401)):
        value = f"{number}.{int(expires)}.0"
        cookie = f"{COOKIE}={value}.{signed('session', value)}"
        assert clients.client.get("/v1/session", headers={"Cookie": cookie}).status_code == status


def test_a_session_ends_with_its_token(clients, session):
    number = clients.client.get("/v1/session").json()["id"]
    revoke_token(clients.client.app.state.service.store, number)
    clients.client.app.state.service.access._remembered.clear()  # as after five seconds
    assert clients.client.get("/v1/session").status_code == 401


def test_a_session_can_be_closed(clients, session):
    response = clients.client.delete("/v1/session", headers={"X-CSRF-Token": session})
    assert response.status_code == 204
    assert clients.client.get("/v1/session").status_code == 401


# ── limits ───────────────────────────────────────────────────────────────────────────────────


def test_a_bucket_is_refilled_all_the_time():
    buckets = Buckets(0.5)
    assert [buckets.take("a", 0.0) for _ in range(3)] == [0, 0, 2]
    assert buckets.take("b", 0.0) == 0
    assert buckets.take("a", 2.0) == 0


def test_a_client_that_asks_too_often_waits(clients):
    clients.client.app.state.service.access.reads = Buckets(0.25)
    answers = [clients.ask(Role.LIRE, "GET", "/v1/session") for _ in range(2)]
    assert [answer.status_code for answer in answers] == [200, 429]
    assert int(answers[1].headers["retry-after"]) >= 1
    assert clients.ask(Role.CORRIGER, "GET", "/v1/session").status_code == 200


def test_wrong_tokens_are_soon_refused(clients):
    clients.client.app.state.service.access.failures = Buckets(0.5)
    wrong = [
        clients.ask(None, "GET", "/v1/session", headers=dict(bearer(f"cls_{n}_x")))
        for n in range(3)
    ]
    assert [answer.status_code for answer in wrong] == [401, 401, 429]


# ── headers, hosts, logs ─────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("path", ["/healthz", "/v1/documents", "/nothing", "/openapi.json"])
def test_every_answer_has_the_headers_that_browsers_heed(clients, path):
    headers = clients.client.get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"


@pytest.mark.parametrize(
    ("host", "status"),
    [("localhost", 200), ("127.0.0.1:8000", 200), ("[::1]:8000", 200), ("evil.example", 421)],
)
def test_without_tokens_only_names_of_this_host_count(database_url, tmp_path, host, status):
    settings = Settings(db=database_url, data=tmp_path / "data", readers=0)
    with TestClient(create_app(settings), base_url="http://localhost") as client:
        assert client.get("/v1/documents", headers={"Host": host}).status_code == status


def test_logs_name_no_file_no_address_and_no_secret(clients):
    secret = clients.tokens[Role.CORRIGER]
    nom = "Mme Martin 0231304503.pdf"
    clients.ask(Role.CORRIGER, "POST", "/v1/documents", files={"files": (nom, PDF)})
    clients.ask(Role.CORRIGER, "GET", "/v1/fiches?q=Martin")
    told = json.dumps([getattr(record, "fields", {}) for record in clients.log.records])
    assert '"route": "/v1/fiches"' in told
    for hidden in ("Martin", secret, "testclient", "127.0.0.1"):
        assert hidden not in told
