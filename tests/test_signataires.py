"""Who signs, and in whose presence."""

import json
from pathlib import Path

import pytest

from extractor.draft import resolve
from extractor.parsers.parties import read_party
from extractor.parsers.personnes import read_organisation, read_person
from extractor.parsers.signataires import parse_signataires
from tests.pdfs import lines, make_pdf, text

ROOT = Path(__file__).parent.parent
LISIEUX = "corpus/pdf/cls-lisieux-normandie-2025-2029.pdf"
RULED = "tests/pdf/ruled-reportlab.pdf"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Le Président de la Communauté d'Agglomération Lisieux Normandie",
            "Communauté d'Agglomération Lisieux Normandie",
        ),
        ("Directeur général adjoint de l'Agence régionale de santé", "Agence régionale de santé"),
        ("Président du Département du Calvados", "Département du Calvados"),
        ("Maire de la Ville de Lisieux", "Ville de Lisieux"),
        ("Vice-présidente du Pays d'Auge, chargée de la santé", "Pays d'Auge"),
        ("Préfet du département du Calvados", None),  # the State
        ("Vice-président chargé des solidarités", None),
        ("Agence régionale de santé", None),
    ],
)
def test_the_organisation_stands_inside_the_office(passage_of, text, expected):
    organisation = read_organisation(passage_of(text))
    assert (organisation and organisation.text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("François MENGIN LECREULX", "François MENGIN LECREULX"),
        ("Mme Hélène Vautrin", "Hélène Vautrin"),
        ("Jean-Léonce DUPONT", "Jean-Léonce DUPONT"),
        ("Bourgogne-Franche-Comté", None),
        ("Val de Marne", None),
        ("Agence régionale de santé", None),
        ("Directeur Général", None),
    ],
)
def test_a_name_is_told_from_an_organisation(passage_of, text, expected):
    name = read_person(passage_of(text))
    assert (name and name.text) == expected


def test_a_party_is_read_from_its_introduction(passage_of):
    text = (
        "L'Agence Régionale de Santé de Normandie, représentée par son Directeur Général, "
        "Monsieur François MENGIN LECREULX."
    )
    party = read_party(passage_of(text))
    assert (party.organisation.text, party.personne.text, party.fonction.text) == (
        "Agence Régionale de Santé de Normandie",
        "François MENGIN LECREULX",
        "Directeur Général",
    )


@pytest.mark.parametrize(
    ("pdf", "record"),
    [(LISIEUX, "gold/cls-lisieux-normandie-2025-2029.json"), (RULED, RULED[:-3] + "json")],
)
def test_every_signatory_is_read_once_in_printed_order(lay_out_pdf, pdf, record):
    expected = json.loads((ROOT / record).read_text("utf-8"))["contrats"][0]["signataires"]
    for signatory in expected:
        mention = signatory["organisation"]
        signatory["organisation"] = {"texte": mention["texte"]} if mention else None
    assert resolve(parse_signataires(lay_out_pdf(pdf))).data == expected


def test_signatories_named_in_a_list_have_no_person(lay_out_pdf):
    found = resolve(parse_signataires(lay_out_pdf("corpus/pdf/creteil-cls-2e-generation.pdf"))).data
    assert [s["organisation"]["texte"] for s in found][2:4] == [
        "Caisse Primaire d’Assurance Maladie du Val-de-Marne",
        "Assistance Publique – Hôpitaux de Paris",
    ]


def test_offices_above_names_in_two_columns_leave_out_the_stamped_date(lay_out_bytes):
    page = [
        text(60, 100, "Signatures", 14, True),
        text(60, 130, "Fait à ......................., le ......................."),
        lines(80, 180, "Le Président de la Communauté de communes", "du Pays de Bray"),
        lines(330, 180, "La Directrice générale de l'Agence", "régionale de santé Normandie"),
        text(80, 230, "Jean DUPRÉ"),
        text(330, 230, "Claire MARTIN"),
        text(200, 280, "25 FEV. 2023"),
    ]
    found = resolve(parse_signataires(lay_out_bytes(make_pdf(page)))).data
    assert [(s["personne"], s["organisation"]["texte"]) for s in found] == [
        ("Jean DUPRÉ", "Communauté de communes du Pays de Bray"),
        ("Claire MARTIN", "Agence régionale de santé Normandie"),
    ]
