"""Readers of the fields of a fiche: text → value."""

import pytest

from extractor.parsers.calendrier import read_period
from extractor.parsers.labels import make_vocabulary, vocabulary
from extractor.parsers.moyens import read_montants
from extractor.parsers.objectifs import read_objectif
from extractor.parsers.outils import URL
from extractor.parsers.statut import read_statut
from extractor.parsers.titres import normal_code, read_axe_title, read_fiche_title, same_title


@pytest.mark.parametrize(
    ("text", "code", "titre"),
    [
        ("Action 1.1 : Soutien à la parentalité", "1.1", "Soutien à la parentalité"),
        ("Fiche action n° 12 – Aller vers", "12", "Aller vers"),
        ("Fiche-action 2.3 – Coordonner", "2.3", "Coordonner"),
        ("FICHE ACTION 4", "4", ""),
        ("FA1.1 Réseau", "FA1.1", "Réseau"),
        ("MOB-03", None, None),
        ("Actions de prévention", None, None),
        ("Action 2 fois par an", None, None),
    ],
)
def test_the_title_of_a_fiche_gives_its_number_and_wording(passage_of, text, code, titre):
    found = read_fiche_title(passage_of(text))
    assert (found and found.code.text, found and found.titre.text) == (code, titre)


@pytest.mark.parametrize(
    ("text", "numero", "titre"),
    [
        ("Axe 1 : Agir", "1", "Agir"),
        ("AXE A – Prévenir", "A", "Prévenir"),
        ("Axe 7 (transversal) : Réseau et coordination", "7", "Réseau et coordination"),
        ("Orientation 2 : Promouvoir", "2", "Promouvoir"),
        ("Axe stratégique n°3 - Soigner", "3", "Soigner"),
        ("AXE 2", "2", ""),
    ],
)
def test_the_title_of_an_axe_gives_its_number_and_wording(passage_of, text, numero, titre):
    found = read_axe_title(passage_of(text))
    assert found is not None
    assert (found.code.text, found.titre.text) == (numero, titre)


@pytest.mark.parametrize(
    ("printed", "code"),
    [("FA1.1", "1.1"), ("Fiche 12", "12"), ("FA 2-3", "2.3"), ("n° 4", "4"), ("MOB-03", "MOB-03")],
)
def test_codes_are_compared_without_their_prefix(printed, code):
    assert normal_code(printed) == code


def test_titles_that_differ_in_typing_only_are_the_same():
    assert not same_title("Santé et numérique", "Santé mentale")
    assert same_title(
        "Collectif Santé Précarité : un Réseau", "Collectif Santé-Précarité: un réseau"
    )


@pytest.mark.parametrize(
    ("text", "statut"),
    [
        ("☒ Action renouvelée ☐ Action nouvelle", "renouvelee"),
        ("☐ Action renouvelée ☒ Action nouvelle", "nouvelle"),
        ("Action renouvelée ☐ Action nouvelle ☒", "nouvelle"),
        ("[x] Reconduite [ ] Nouvelle", "renouvelee"),
        ("\uf0fe En cours \uf0a8 À venir", "en_cours"),
        ("Réalisée", "realisee"),
        ("☐ Action renouvelée ☐ Action nouvelle", None),
        ("☒ Action renouvelée ☒ Action nouvelle", None),
        ("à préciser", None),
    ],
)
def test_the_status_is_the_one_that_is_checked_or_said(passage_of, text, statut):
    found = read_statut(passage_of(text))
    assert (found and found.value) == statut


@pytest.mark.parametrize(
    ("text", "montants"),
    [
        ("12 000 € (ARS), 3 k€ CCPF", [(12000, "EUR"), (3000, "EUR")]),
        ("0,5 ETP coordination", [(0.5, "ETP")]),
        ("1,2 M€ de travaux", [(1200000, "EUR")]),
        ("à définir", []),
        ("75 000 habitants", []),
    ],
)
def test_amounts_are_read_with_their_unit(passage_of, text, montants):
    found = [(m["valeur"].value, m["unite"].value) for m in read_montants(passage_of(text))]
    assert found == montants


@pytest.mark.parametrize(
    ("text", "debut", "fin"),
    [
        ("De mars 2024 à décembre 2026", "2024-03", "2026-12"),
        ("2025-2027", "2025", "2027"),
        ("De février à novembre 2027", "2027-02", "2027-11"),
        ("Ouverture le 2 septembre 2025", "2025-09-02", None),
        ("Avant fin 2026", None, "2026"),
        ("Sur toute la durée du contrat", None, None),
    ],
)
def test_a_calendar_gives_its_first_and_last_date(passage_of, text, debut, fin):
    found = read_period(passage_of(text))
    assert tuple(date and date.value for date in found) == (debut, fin)


@pytest.mark.parametrize(
    ("text", "numero", "intitule"),
    [
        ("1-2 – Envisager un forum", "1-2", "Envisager un forum"),
        ("2.3 Valoriser", "2.3", "Valoriser"),
        ("1. Recruter", "1", "Recruter"),
        ("Objectif opérationnel n°1.2 : Former", "1.2", "Former"),
        ("24 communes participent", None, "24 communes participent"),
    ],
)
def test_the_number_of_an_objective_stands_apart(passage_of, text, numero, intitule):
    found = read_objectif(passage_of(text))
    assert (found["numero"] and found["numero"].text, found["intitule"].text) == (numero, intitule)


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("Guide : https://www.ars.fr/guide-2024.pdf.", "https://www.ars.fr/guide-2024.pdf"),
        ("Mangerbouger.fr", "Mangerbouger.fr"),
        ("Annuaire Sport Santé", None),
    ],
)
def test_the_address_of_a_tool_is_read_as_printed(text, url):
    match = URL.search(text)
    assert (match and match[0]) == url


@pytest.mark.parametrize(
    ("label", "key"),
    [
        ("Maître d'œuvre / Porteur :", "porteurs"),
        ("PARTENAIRES MOBILISÉS", "partenaires"),
        ("Objectif genénéral", "objectif_general"),
        ("Objectifs opérationnels", "objectifs.operationnels"),
        ("Objectif spécifique n°2", "objectifs.strategiques"),
        ("Comité de pilotage", None),
        ("Météo", None),
    ],
)
def test_labels_are_known_in_any_dress_and_with_small_typos(label, key):
    assert vocabulary("fiche").find(label) == key


def test_a_wording_under_two_keys_is_an_error_in_the_data():
    with pytest.raises(ValueError, match="stands under"):
        make_vocabulary({"a": {"labels": ["Pilote"]}, "b": {"labels": ["PILOTE :"]}})


def test_a_run_in_label_ends_at_its_colon():
    assert vocabulary("fiche").prefix("Pilote : CCAS de la ville") == ("porteurs", 8)
