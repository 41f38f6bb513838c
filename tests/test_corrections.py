"""Corrections: patches on records that persist, and are put on whatever a newer version reads."""

import json
from datetime import UTC, datetime

import pytest

from extractor.outcome import Outcome, Status
from extractor.store.correcting import State, Wrong
from extractor.store.corrections import Author, Stale, cancel, correct, list_corrections
from extractor.store.patch import Op, apply, find_place, make_change
from extractor.store.projection import project
from extractor.store.search import Filters, list_fiches, read_record
from extractor.store.source import Settings, Source
from extractor.store.store import open_store
from models.records import Document

ID = "a" * 64
ALICE = Author("alice", "Alice", "mal lu")
FICHE = "/contrats/0/fiches_action/1"


def fiche(code, titre, **more):
    return {"code": code, "titre": titre, "pages": {"debut": 1, "fin": 1}} | more


def record(*fiches, **more):
    made = {
        "document": {"id": ID, "fichier": "a.pdf", "genre": "contrat", "pages": 2},
        "contrats": [
            {"territoire": {}, "periode": {}, "signature": {}, "fiches_action": list(fiches)}
        ],
    }
    return json.loads(Document.model_validate(made | more).model_dump_json())


PORTEURS = [{"texte": "CAF", "organisation": "caf", "score": 1.0}, {"texte": "X et Y"}]
FIRST = record(
    fiche("1", "Un"),
    fiche("2", "Deux", public=["Jeunes", "Aînés"], porteurs=PORTEURS),
    provenance={
        f"{FICHE}/public/0": [{"page": 1, "bbox": [0, 0, 1, 1]}],
        f"{FICHE}/public/1": [{"page": 1, "bbox": [0, 1, 1, 2]}],
    },
)


@pytest.fixture
def store(database_url):
    with open_store(database_url) as opened:
        save(opened, FIRST, "1.0")
        yield opened


def save(store, of, version):
    rows = dict(project(of))
    text = Document.model_validate(of).model_dump_json().encode() + b"\n"
    outcome = Outcome(status=Status.OK, record=text, pages=2, rows=rows)
    store.save(
        Source("a.pdf", ID, 10), Settings(version, "o"), outcome, datetime(2026, 1, 1, tzinfo=UTC)
    )


def now(store):
    return json.loads(read_record(store, ID))


def test_a_correction_changes_the_record_and_the_lists(store):
    made = correct(store, ID, Op.REMPLACE, f"{FICHE}/titre", "Deux bis", ALICE)
    assert now(store)["contrats"][0]["fiches_action"][1]["titre"] == "Deux bis"
    titles = [row["titre"] for row in list_fiches(store, Filters(), None, 10)]
    assert titles == ["Un", "Deux bis"]
    (told,) = list_corrections(store, ID)
    assert told == made
    assert (told.change.avant, told.change.apres, told.auteur, told.motif, told.version) == (
        "Deux",
        "Deux bis",
        "alice",
        "mal lu",
        "1.0",
    )


def test_what_the_models_refuse_is_refused_and_leaves_nothing(store):
    with pytest.raises(Wrong):
        correct(store, ID, Op.REMPLACE, f"{FICHE}/statut", "peut-être", ALICE)
    with pytest.raises(Wrong):
        correct(store, ID, Op.REMPLACE, f"{FICHE}/inconnu", "x", ALICE)
    assert now(store) == FIRST
    assert list_corrections(store, ID) == []


def test_a_value_that_somebody_else_has_changed_is_not_overwritten(store):
    correct(store, ID, Op.REMPLACE, f"{FICHE}/titre", "Deux bis", ALICE, seen="Deux")
    with pytest.raises(Stale):
        correct(store, ID, Op.REMPLACE, f"{FICHE}/titre", "Deux ter", ALICE, seen="Deux")


def test_an_item_that_is_taken_out_moves_the_places_of_those_after_it(store):
    correct(store, ID, Op.RETIRE, f"{FICHE}/public/0", None, ALICE)
    found = now(store)
    assert found["contrats"][0]["fiches_action"][1]["public"] == ["Aînés"]
    assert found["provenance"] == {f"{FICHE}/public/0": [{"page": 1, "bbox": [0.0, 1.0, 1.0, 2.0]}]}


def test_an_item_is_added_at_the_end(store):
    made = correct(store, ID, Op.AJOUTE, f"{FICHE}/public/-", "Tous", ALICE)
    assert made.place == f"{FICHE}/public/2"
    assert now(store)["contrats"][0]["fiches_action"][1]["public"] == ["Jeunes", "Aînés", "Tous"]


def test_a_correction_is_kept_when_the_document_is_read_anew(store):
    correct(store, ID, Op.REMPLACE, f"{FICHE}/public/1", "Personnes âgées", ALICE)
    save(store, FIRST, "2.0")
    assert now(store)["contrats"][0]["fiches_action"][1]["public"][1] == "Personnes âgées"
    assert [one.state for one in list_corrections(store, ID)] == [State.APPLIQUEE]


def test_a_correction_follows_its_fiche_to_another_place(store):
    correct(store, ID, Op.REMPLACE, f"{FICHE}/priorite", "haute", ALICE)
    fiches = FIRST["contrats"][0]["fiches_action"]
    save(store, record(fiche("0", "Nouvelle"), *fiches), "2.0")
    found = now(store)["contrats"][0]["fiches_action"]
    assert [one["priorite"] for one in found] == [None, None, "haute"]
    assert list_corrections(store, ID)[0].place == "/contrats/0/fiches_action/2/priorite"


def test_a_correction_of_a_value_that_is_gone_is_told_and_changes_nothing(store):
    correct(store, ID, Op.REMPLACE, f"{FICHE}/public/1", "Personnes âgées", ALICE)
    other = record(fiche("1", "Un"), fiche("2", "Deux", public=["Jeunes", "Seniors"]))
    save(store, other, "2.0")
    assert now(store) == other
    (told,) = list_corrections(store, ID)
    assert (told.state, told.place) == (State.CADUQUE, None)
    save(store, FIRST, "3.0")  # it is there again
    assert list_corrections(store, ID)[0].state is State.APPLIQUEE


def test_a_reading_that_says_it_itself_confirms_the_correction(store):
    correct(store, ID, Op.REMPLACE, f"{FICHE}/public/1", "Seniors", ALICE)
    other = record(fiche("1", "Un"), fiche("2", "Deux", public=["Jeunes", "Seniors"]))
    save(store, other, "2.0")
    assert [one.state for one in list_corrections(store, ID)] == [State.CONFIRMEE]
    assert now(store) == other


def test_a_correction_that_is_taken_back_leaves_the_record_as_it_was_read(store):
    made = correct(store, ID, Op.REMPLACE, f"{FICHE}/titre", "Deux bis", ALICE)
    other = correct(store, ID, Op.REMPLACE, f"{FICHE}/public/0", "Ados", ALICE)
    assert cancel(store, ID, made.id, ALICE)
    assert not cancel(store, ID, made.id, ALICE)
    # The second one was made in a fiche of another title, but of the same code.
    states = {one.id: one.state for one in list_corrections(store, ID)}
    assert states == {made.id: State.ANNULEE, other.id: State.APPLIQUEE}
    assert [row["titre"] for row in list_fiches(store, Filters(), None, 10)] == ["Un", "Deux"]


def test_a_check_lapses_when_the_part_is_read_otherwise(store):
    correct(store, ID, Op.VERIFIE, FICHE, None, ALICE)
    save(store, FIRST, "2.0")
    assert list_corrections(store, ID)[0].state is State.APPLIQUEE
    save(store, record(fiche("1", "Un"), fiche("2", "Deux", public=["Jeunes"])), "3.0")
    assert list_corrections(store, ID)[0].state is State.CADUQUE


def test_two_items_of_one_name_are_not_guessed_between():
    change = make_change(FIRST, Op.REMPLACE, f"{FICHE}/priorite", "haute")
    twice = record(fiche("9", "Neuf"), fiche("8", "Huit"), *[fiche("2", "Deux")] * 2)
    assert find_place(twice, change) is None


def test_applying_leaves_the_record_given_as_it_is():
    change = make_change(FIRST, Op.REMPLACE, f"{FICHE}/titre", "Autre")
    before = json.dumps(FIRST)
    assert apply(FIRST, change, f"{FICHE}/titre") != FIRST
    assert json.dumps(FIRST) == before
