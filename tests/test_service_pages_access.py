"""Who may see and change what in the pages: sessions, roles, CSRF, addresses to return to."""

from datetime import UTC, datetime

import pytest
from starlette.testclient import TestClient

from extractor.service.app import create_app
from extractor.service.settings import Settings
from extractor.store.access import Role, create_token
from extractor.store.search import read_record
from tests.test_corrections import FICHE, FIRST, ID, save

NOW = datetime(2025, 7, 10, tzinfo=UTC)
EDIT = {"pointer": f"{FICHE}/titre", "vu": '"Deux"', "valeur": "Deux bis"}


@pytest.fixture
def client(tmp_path):
    settings = Settings(db=str(tmp_path / "a.db"), data=tmp_path / "data", auth=True, readers=0)
    app = create_app(settings)
    contact = {"nom": "Mme A", "telephones": ["+33231304503"], "courriels": ["cls@lisieux.fr"]}
    record = FIRST | {"contrats": [FIRST["contrats"][0] | {"contacts": [contact]}]}
    save(app.state.service.store, record, "1.0")
    head = {"Accept": "text/html"}
    with TestClient(app, "http://127.0.0.1", headers=head, follow_redirects=False) as opened:
        opened.store = app.state.service.store
        yield opened


def enter(client, role, suite="/documents"):
    _, text = create_token(client.store, role.value, role)
    return client.post("/connexion", data={"jeton": text, "suite": suite})


def csrf(client):
    return client.get("/v1/session").json()["csrf_token"]


def test_who_has_no_session_is_asked_for_a_token(client):
    answer = client.get(f"/documents/{ID}")
    assert (answer.status_code, answer.headers["location"][:11]) == (303, "/connexion?")
    assert client.get("/connexion").status_code == 200


@pytest.mark.parametrize(
    ("suite", "place"),
    [("/fiches", "/fiches"), ("//ailleurs.fr", "/"), ("https://ailleurs.fr", "/"), ("/\\a", "/")],
)
def test_a_session_goes_on_where_it_was_asked_for_on_this_site_only(client, suite, place):
    assert enter(client, Role.LIRE, suite).headers["location"] == place


def test_a_wrong_token_is_told_in_the_page(client):
    answer = client.post("/connexion", data={"jeton": "cls_a_b"})
    assert answer.status_code == 401
    assert "inconnu, expiré ou révoqué" in answer.text


def test_who_only_reads_sees_no_contact_and_changes_nothing(client):
    enter(client, Role.LIRE)
    text = client.get(f"/documents/{ID}?partie=contrat-0").text
    assert "Mme A" in text
    assert "33231304503" not in text
    assert "cls@lisieux.fr" not in text
    assert "Corriger" not in text
    head = {"X-CSRF-Token": csrf(client)}
    for path in (f"/documents/{ID}/edition", "/deposer", f"/documents/{ID}/relire"):
        assert client.post(path, data=EDIT, headers=head).status_code == 403
    assert client.get(f"/documents/{ID}/original.pdf").status_code == 403


def test_a_change_needs_the_token_of_the_page(client):
    enter(client, Role.CORRIGER)
    before = read_record(client.store, ID)
    assert client.post(f"/documents/{ID}/edition", data=EDIT).status_code == 403
    assert read_record(client.store, ID) == before
    head = {"X-CSRF-Token": csrf(client)}
    assert client.post(f"/documents/{ID}/edition", data=EDIT, headers=head).status_code == 200
    assert b"Deux bis" in read_record(client.store, ID)


def test_a_value_that_was_changed_meanwhile_is_shown_and_not_overwritten(client):
    enter(client, Role.CORRIGER)
    head = {"X-CSRF-Token": csrf(client)}
    client.post(f"/documents/{ID}/edition", data=EDIT, headers=head)
    late = EDIT | {"valeur": "Trois"}
    answer = client.post(f"/documents/{ID}/edition", data=late, headers=head)
    assert answer.status_code == 422
    assert "entre-temps" in answer.text
    assert b"Deux bis" in read_record(client.store, ID)


@pytest.mark.parametrize(
    "pointer",
    ["/document/id", "/provenance", "/schema_version", "", "/contrats/0", "/contrats/9/rang"],
)
def test_what_is_not_a_value_of_the_document_is_not_changed(client, pointer):
    enter(client, Role.CORRIGER)
    head = {"X-CSRF-Token": csrf(client)}
    before = read_record(client.store, ID)
    sent = EDIT | {"pointer": pointer}
    answer = client.post(f"/documents/{ID}/edition", data=sent, headers=head)
    assert answer.status_code in (404, 422)
    assert read_record(client.store, ID) == before
