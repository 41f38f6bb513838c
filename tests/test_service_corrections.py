"""Corrections over HTTP: made, told, refused, taken back; on SQLite and PostgreSQL."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from starlette.testclient import TestClient

from extractor.service.app import create_app
from extractor.service.settings import Settings
from extractor.store.access import Role, create_token
from extractor.store.store import open_store
from tests.outcomes import SETTINGS, content_of, make_outcome, source_of

DOCUMENT = content_of("a.pdf")
HERE = f"/v1/documents/{DOCUMENT}/corrections"
TITLE = "/contrats/0/fiches_action/0/titre"
FICHES = "/contrats/0/fiches_action"


@pytest.fixture
def store(database_url) -> Iterator:
    with open_store(database_url) as opened:
        opened.save(source_of("a.pdf"), SETTINGS, make_outcome("a.pdf"), datetime.now(UTC))
        yield opened


@pytest.fixture
def client(store, database_url, tmp_path) -> Iterator[TestClient]:
    settings = Settings(db=database_url, data=tmp_path / "data", readers=0, free_mb=0, auth=True)
    with TestClient(create_app(settings), base_url="http://localhost") as opened:
        opened.headers["Authorization"] = f"Bearer {create_token(store, 'DD14', Role.CORRIGER)[1]}"
        yield opened


def record_of(client):
    return client.get(f"/v1/documents/{DOCUMENT}").raise_for_status().json()


def fiches_of(client):
    return record_of(client)["contrats"][0]["fiches_action"]


def change(client, **body):
    return client.post(HERE, json=body)


def test_a_correction_is_in_the_record_and_in_the_list(client):
    before = fiches_of(client)[0]["titre"]
    made = change(client, pointer=TITLE, valeur="Autre titre", motif="page relue", vu=before)
    assert made.status_code == 201
    told = made.json()
    assert (told["avant"], told["apres"], told["auteur"]) == (before, "Autre titre", "DD14")
    assert (told["motif"], told["etat"], told["place"]) == ("page relue", "appliquee", TITLE)
    assert fiches_of(client)[0]["titre"] == "Autre titre"
    assert client.get(HERE).json() == {"items": [told]}


def test_a_correction_is_taken_back(client):
    before = record_of(client)
    made = change(client, pointer=TITLE, valeur="Autre titre").json()
    assert client.delete(f"{HERE}/{made['id']}").status_code == 204
    assert record_of(client) == before
    assert [one["etat"] for one in client.get(HERE).json()["items"]] == ["annulee"]
    assert client.delete(f"{HERE}/{made['id']}").status_code == 404


def test_a_whole_fiche_is_added_and_removed(client):
    before = fiches_of(client)
    fiche = before[0] | {"code": "9.9", "titre": "Une fiche de plus"}
    made = change(client, op="ajoute", pointer=f"{FICHES}/-", valeur=fiche).json()
    assert made["place"] == f"{FICHES}/{len(before)}"
    assert fiches_of(client) == [*before, fiche]
    assert change(client, op="retire", pointer=f"{FICHES}/0").status_code == 201
    assert fiches_of(client) == [*before[1:], fiche]
    titles = [row["titre"] for row in client.get("/v1/fiches").json()["items"]]
    assert "Une fiche de plus" in titles
    assert len(titles) == len(before)


def test_a_check_changes_nothing(client):
    before = record_of(client)
    made = change(client, op="verifie", pointer=f"{FICHES}/0")
    assert (made.status_code, made.json()["etat"]) == (201, "appliquee")
    assert record_of(client) == before


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ({"pointer": TITLE, "valeur": "x", "vu": "ce qui n'y est pas"}, "stale"),
        ({"pointer": TITLE, "valeur": "x", "vu": None}, "stale"),
        ({"pointer": TITLE, "valeur": 3}, "invalid"),
        ({"pointer": f"{FICHES}/99/titre", "valeur": "x"}, "invalid"),
        ({"pointer": "/document/id", "valeur": "x"}, "invalid"),
        ({"pointer": "titre", "valeur": "x"}, "invalid"),
        ({"pointer": TITLE, "valeur": "x" * 100_001}, "too-large"),
        ({"pointer": f"{FICHES}/99", "op": "verifie"}, "invalid"),
        ({"pointer": TITLE, "valeur": "x", "auteur": "un autre"}, "invalid"),
    ],
)
def test_what_cannot_be_is_refused(client, body, kind):
    before = record_of(client)
    assert client.post(HERE, json=body).json()["type"].endswith(f":{kind}")
    assert record_of(client) == before
    assert client.get(HERE).json() == {"items": []}


def test_only_who_may_correct_does(client, store):
    reader = {"Authorization": f"Bearer {create_token(store, 'lecteur', Role.LIRE)[1]}"}
    body = {"pointer": TITLE, "valeur": "x"}
    assert client.post(HERE, json=body, headers=reader).status_code == 403
    made = change(client, **body).json()
    assert client.delete(f"{HERE}/{made['id']}", headers=reader).status_code == 403
    assert client.get(HERE, headers=reader).json()["items"][0]["apres"] == "x"


def test_contacts_in_corrections_are_for_who_corrects(client, store):
    reader = {"Authorization": f"Bearer {create_token(store, 'lecteur', Role.LIRE)[1]}"}
    number = "02 31 12 34 56"
    assert change(client, pointer=TITLE, valeur=f"Appeler le {number}").status_code == 201
    assert number in client.get(HERE).text
    assert number not in client.get(HERE, headers=reader).text


def test_there_are_none_of_what_is_not_there(client):
    nobody = f"/v1/documents/{'0' * 64}/corrections"
    assert client.get(nobody).status_code == 404
    assert client.post(nobody, json={"pointer": TITLE, "valeur": "x"}).status_code == 404
