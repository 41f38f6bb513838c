"""A document that is checked to the last part becomes a gold file; before that it does not."""

import json

import pytest
from click.testing import CliRunner

from extractor.cli import main
from extractor.service.corrections import places_to_check
from extractor.service.gold import NotChecked, make_gold
from extractor.store.corrections import Author, correct
from extractor.store.patch import Op
from extractor.store.search import read_record
from extractor.store.store import open_store
from models.records import Document
from tests.test_corrections import FICHE, FIRST, ID, save

BOB = Author("bob", "Bob")


@pytest.fixture
def database(tmp_path):
    path = str(tmp_path / "gold.db")
    with open_store(path) as store:
        save(store, FIRST, "1.0")
    return path


def check_all(store):
    for place in places_to_check(json.loads(read_record(store, ID))):
        correct(store, ID, Op.VERIFIE, place, None, BOB)


def test_a_document_that_is_not_wholly_checked_gives_no_gold(database):
    with open_store(database) as store:
        correct(store, ID, Op.VERIFIE, FICHE, None, BOB)
        found = make_gold(store, ID)
    assert isinstance(found, NotChecked)
    assert FICHE not in found.left
    assert "/contrats/0" in found.left


def test_a_checked_document_gives_what_people_have_left(database):
    with open_store(database) as store:
        correct(store, ID, Op.REMPLACE, f"{FICHE}/titre", "Deux bis", BOB)
        check_all(store)
        gold = make_gold(store, ID)
    assert gold.name == "a.json"
    found = json.loads(gold.text)
    assert Document.model_validate(found)
    fiche = found["contrats"][0]["fiches_action"][1]
    assert fiche["titre"] == "Deux bis"
    assert (found["provenance"], found["avertissements"]) == ({}, [])


def test_a_match_counts_only_where_somebody_has_set_it(database):
    with open_store(database) as store:
        chosen = {"texte": "X et Y", "organisation": "cpam", "nom": "CPAM", "score": 1.0}
        full = json.loads(read_record(store, ID))["contrats"][0]["fiches_action"][1]
        mention = full["porteurs"][1] | chosen
        correct(store, ID, Op.REMPLACE, f"{FICHE}/porteurs/1", mention, BOB)
        check_all(store)
        found = json.loads(make_gold(store, ID).text)
    porteurs = found["contrats"][0]["fiches_action"][1]["porteurs"]
    assert [one["organisation"] for one in porteurs] == [None, "cpam"]


def test_the_command_says_what_is_left_and_overwrites_nothing(database, tmp_path):
    def run(*more):
        command = ["gold", "from-corrections", "--db", database, "-o", str(tmp_path / "g"), *more]
        return CliRunner().invoke(main, command)

    assert run("f" * 64).exit_code == 1
    early = run(ID)
    assert (early.exit_code, "still to be checked" in early.stderr) == (1, True)
    with open_store(database) as store:
        check_all(store)
    assert run(ID).exit_code == 0
    assert json.loads((tmp_path / "g/a.json").read_text())["document"]["id"] == ID
    assert run(ID).exit_code == 1
    assert run(ID, "--force").exit_code == 0
