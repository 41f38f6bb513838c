"""Organisations in running text, on single sentences and on the passages of `gold/prose.csv`."""

import subprocess
import sys

import pytest

from benchmarks.prose import matcher, partners_of_rules, partners_told, read_gold, score
from extractor.layout.passage import Passage
from extractor.matching.prose import find_organisations, is_same
from extractor.parsers.presse_prose import partners_in_prose


def names(text: str) -> list[str]:
    return [found.texte for found in find_organisations(text)]


@pytest.mark.parametrize(
    ("before", "name", "after", "organisation"),
    [
        ("avec l’", "Agence régionale de santé Normandie", ", en juin", "ars"),
        ("La ", "CPAM du Calvados", " propose un guichet", "cpam"),
        ("un poste de la ", "Ville du Havre", " est vacant", "commune"),
        ("le ", "Conseil départemental de Seine-Maritime", " finance", "conseil-departemental"),
        ("Le ", "CHU de Caen", " accueille", "chu"),
        ("selon l'", "Agence regionale de sante", "", "ars"),
        ("les ateliers de la ", "Caf", " ont lieu le mardi", "caf"),
        ("présidente de ", "Plaine et Forêt Agglomération", "", "epci"),
    ],
)
def test_a_name_has_its_place_and_its_id(before, name, after, organisation):
    (found,) = find_organisations(f"{before}{name}{after}")
    assert (found.texte, found.organisation) == (name, organisation)
    assert found.start == len(before)


@pytest.mark.parametrize(
    "text",
    [
        "La région Normandie compte trois départements.",  # a place
        "Le territoire compte deux centres de santé et une maison médicale.",  # a kind
        "Le contrat de ville et le projet régional de santé en sont des leviers.",  # schemes
        "Le préfet de la Nièvre et le maire de Moissac étaient présents.",  # people
        "Le comité de pilotage se réunit une fois par an.",  # the contract's own
        "",
    ],
)
def test_what_names_no_organisation_gives_none(text):
    assert names(text) == []


def test_the_longest_name_wins():
    assert names("le CCAS de la Ville de Lisieux recrute") == ["CCAS de la Ville de Lisieux"]


def test_a_sigle_that_the_text_introduces_is_known_later_on():
    text = "La Communauté d'agglomération du Pays Ajaccien (CAPA) agit ; la CAPA finance un poste."
    found = find_organisations(text)
    assert [one.texte for one in found] == [
        "Communauté d'agglomération du Pays Ajaccien (CAPA)",
        "CAPA",
    ]
    assert found[1].organisation == found[0].organisation
    assert found[1].methode == "sigle-du-texte"


def test_the_neighbours_of_a_known_member_are_proposed_without_id():
    text = (
        "Lorient Habitat, la CAF du Morbihan, ainsi que Planeth Patient et Tous Ensemble ont signé."
    )
    found = {one.texte: (one.organisation, one.methode) for one in find_organisations(text)}
    assert list(found) == ["Lorient Habitat", "CAF du Morbihan", "Planeth Patient", "Tous Ensemble"]
    assert found["CAF du Morbihan"][0] == "caf"
    assert found["Planeth Patient"][1] in ("nom", "enumeration")
    assert found["Tous Ensemble"] == (None, "enumeration")


def test_people_and_plans_in_a_list_are_not_proposed():
    text = "avec la CPAM, Marie Duval, présidente du jury, le Plan France 2030 et Mme Roy"
    assert names(text) == ["CPAM"]


def test_names_of_one_kind_are_the_same_unless_their_places_differ():
    ars, full, here, there = find_organisations(
        "l'ARS, l'Agence régionale de santé Normandie, le CHU de Caen, le CHU de Rouen"
    )
    assert is_same(ars, full)
    assert not is_same(here, there)
    assert not is_same(ars, here)


def test_a_sentence_tells_who_takes_part():
    sentence = Passage("Le contrat associe la CAF de l'Orne, la MSA et l'Udaf.", (), ())
    assert [one.nom.text for one in partners_in_prose(sentence)] == ["CAF de l'Orne", "MSA", "Udaf"]


def test_who_only_stands_in_a_sentence_takes_no_part():
    assert partners_in_prose(Passage("Le contrat reprend les données de l'Insee.", (), ())) == []


def test_organisations_of_the_gold_are_found():
    gold = read_gold()
    assert len(gold) >= 25
    result = score(matcher, gold)
    assert result.precision >= 0.95
    assert result.recall >= 0.93


def test_sentences_bring_partners_that_the_rules_do_not_know():
    gold = [extrait._replace(places=extrait.partenaires) for extrait in read_gold()]
    before, after = score(partners_of_rules, gold), score(partners_told, gold)
    assert after.precision >= 0.95
    assert after.recall >= before.recall + 0.6


def test_two_runs_give_the_same_answer():
    texts = [extrait.texte for extrait in read_gold()]
    assert [find_organisations(t) for t in texts] == [find_organisations(t) for t in texts]


def test_importing_the_module_does_not_import_spacy():
    code = "import sys, extractor.matching.prose as p; print('spacy' in sys.modules)"
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert result.stdout.strip() == "False"
