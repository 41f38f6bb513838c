"""Who signs, and in whose presence."""

import json
from pathlib import Path

import pytest

from extractor.draft import resolve
from extractor.parsers.parties import read_party
from extractor.parsers.personnes import is_unfinished, names_body, read_organisation, read_person
from extractor.parsers.signataires import parse_signataires
from tests.pdfs import cell, lines, make_pdf, text

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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Communauté de communes du Val de Sorne", True),
        ("Sous-préfecture de Montbrey", True),  # two folded words
        ("L'Agence régionale de santé", True),
        ("Présidente de la Communauté de communes", False),  # an office
        ("du Pays de Bray", False),  # the end of a name
        ("Nom", False),  # the head of a column
    ],
)
def test_a_line_that_names_an_organisation_is_told_from_an_office(text, expected):
    assert names_body(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Directrice générale de l'", True),
        ("Le Président de la Communauté d'agglomération", True),
        ("Vice-président chargé des solidarités", False),
        ("Directeur général", False),
    ],
)
def test_an_office_cut_by_a_line_end_needs_the_next_line(text, expected):
    assert is_unfinished(text) is expected


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


def test_blocks_under_one_another_do_not_run_together(lay_out_bytes):
    page = [
        text(60, 100, "Signatures", 14, True),
        text(60, 130, "Fait à Port-sur-Sorne, le 16 février 2024"),
        lines(80, 180, "Communauté de communes du Val de Sorne", "Hélène Vautrin", "Présidente"),
        lines(330, 180, "Agence régionale de santé", "Bourgogne-Franche-Comté"),
        lines(330, 204, "Olivier Chassagnard", "Directeur général"),
        lines(80, 280, "Préfecture de la Haute-Saône", "Anne-Laure Pérignon", "Préfète"),
        lines(330, 280, "Conseil départemental", "Bertrand Moulinot", "Vice-président"),
    ]
    assert read(lay_out_bytes(make_pdf(page))) == [
        ("Communauté de communes du Val de Sorne", "Hélène Vautrin", "Présidente"),
        (
            "Agence régionale de santé Bourgogne-Franche-Comté",
            "Olivier Chassagnard",
            "Directeur général",
        ),
        ("Préfecture de la Haute-Saône", "Anne-Laure Pérignon", "Préfète"),
        ("Conseil départemental", "Bertrand Moulinot", "Vice-président"),
    ]


def test_an_organisation_after_pour_loses_its_comma(lay_out_bytes):
    page = [
        text(60, 100, "Signatures", 14, True),
        text(60, 130, "Fait à Lyon, le 3 mars 2024"),
        lines(
            80, 180, "Pour la Communauté de communes de", "Bray,", "Mme Anne Petit", "Présidente"
        ),
        lines(80, 260, "Pour : Ville de Bray", "M. Paul Grand", "Maire"),
    ]
    assert read(lay_out_bytes(make_pdf(page))) == [
        ("Communauté de communes de Bray", "Anne Petit", "Présidente"),
        ("Ville de Bray", "Paul Grand", "Maire"),
    ]


def test_the_organisation_may_stand_under_the_office(lay_out_bytes):
    page = [
        text(60, 100, "Signatures", 14, True),
        text(60, 130, "Fait à Lyon, le 3 mars 2024"),
        lines(80, 180, "Anne PETIT", "Présidente", "Communauté de communes de Bray"),
        lines(80, 260, "Paul GRAND", "Directeur de la Caisse", "d'allocations familiales"),
    ]
    assert read(lay_out_bytes(make_pdf(page))) == [
        ("Communauté de communes de Bray", "Anne PETIT", "Présidente"),
        (
            "Caisse d'allocations familiales",
            "Paul GRAND",
            "Directeur de la Caisse d'allocations familiales",
        ),
    ]


def test_the_signatures_end_at_the_next_heading(lay_out_bytes):
    page = [
        text(60, 100, "Signatures", 14, True),
        text(60, 130, "Fait à Lyon, le 3 mars 2024"),
        lines(80, 180, "Pour la Ville de Bray", "M. Paul Grand", "Maire"),
        text(60, 300, "Programme détaillé", 14, True),
        lines(80, 330, "Résidents des EHPAD", "Habitants"),
    ]
    assert read(lay_out_bytes(make_pdf(page))) == [("Ville de Bray", "Paul Grand", "Maire")]


def test_columns_set_flush_left_part_however_near_they_stand(lay_out_bytes):
    first = [
        text(60, 100, "Signatures", 14, True),
        text(60, 130, "Fait à Lyon, le 3 mars 2024"),
        text(80, 180, "Communauté de communes du Val de"),
        text(258, 180, "Agence régionale"),
        text(80, 192, "Sorne"),
        text(258, 192, "de santé Bretagne"),
    ]
    second = [
        lines(80, 80, "Hélène Vautrin", "Présidente"),
        lines(258, 80, "Olivier Chassagnard", "Directeur général"),
    ]
    assert read(lay_out_bytes(make_pdf(first, second))) == [
        ("Communauté de communes du Val de Sorne", "Hélène Vautrin", "Présidente"),
        ("Agence régionale de santé Bretagne", "Olivier Chassagnard", "Directeur général"),
    ]


def test_the_headings_of_a_table_of_one_row_are_no_office(lay_out_bytes):
    xs = [60, 200, 320, 420, 540]
    rows = [
        ("Partenaire", "Nom et prénom", "Qualité", "Cachet et signature"),
        ("Pays de la Vère", "Alain Cortès", "Président", ""),
    ]
    page = [text(60, 100, "Signatures", 14, True), text(60, 130, "Fait à Vaour, le 3 juin 2021")]
    page += [
        cell(xs[i], 150 + 30 * row, xs[i + 1], 180 + 30 * row, words)
        for row, cells in enumerate(rows)
        for i, words in enumerate(cells)
    ]
    assert read(lay_out_bytes(make_pdf(page))) == [("Pays de la Vère", "Alain Cortès", "Président")]


def test_a_line_may_hold_the_name_and_the_office(lay_out_bytes):
    page = [
        text(60, 100, "Signatures", 14, True),
        text(60, 130, "Fait à Lyon, le 3 mars 2024"),
        text(80, 180, "Mme Anne PETIT, Directrice de la CPAM du Tarn"),
        text(80, 220, "Hervé LE GOFF, Maire"),
    ]
    assert [row[1:] for row in read(lay_out_bytes(make_pdf(page)))] == [
        ("Anne PETIT", "Directrice de la CPAM du Tarn"),
        ("Hervé LE GOFF", "Maire"),
    ]


def test_a_table_row_names_organisation_person_and_office(lay_out_pdf):
    found = resolve(parse_signataires(lay_out_pdf("tests/pdf/small-tables.pdf"))).data
    assert all(s["organisation"] and s["personne"] and s["fonction"] for s in found)


def test_a_signatory_printed_twice_has_every_place(lay_out_pdf):
    resolved = resolve(parse_signataires(lay_out_pdf(LISIEUX)))
    pages = {
        leaf: [place["page"] for place in resolved.provenance[leaf]]
        for leaf in ("/0/personne", "/0/fonction")
    }
    # p. 24 introduces the parties; it names the office in other words.
    assert pages == {"/0/personne": [24, 28, 29], "/0/fonction": [28, 29]}


def read(flow):
    return [
        (s["organisation"] and s["organisation"]["texte"], s["personne"], s["fonction"])
        for s in resolve(parse_signataires(flow)).data
    ]
