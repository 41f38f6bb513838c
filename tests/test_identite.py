"""What the document is and which contract it is about."""

import json
from pathlib import Path

import pytest

from extractor.draft import resolve
from extractor.parsers.articles import find_articles
from extractor.parsers.chiffres import read_chiffres, read_counts
from extractor.parsers.contacts import to_e164
from extractor.parsers.enonces import DURATION, read_facts
from extractor.parsers.identite import Known, parse_identite
from extractor.parsers.signataires import parse_signataires
from extractor.parsers.signature import parse_signature
from extractor.parsers.sommaire import sommaire_span
from extractor.parsers.territoire import find_territoires
from tests.pdfs import lines, make_pdf, text

ROOT = Path(__file__).parent.parent
LISIEUX = "corpus/pdf/cls-lisieux-normandie-2025-2029.pdf"
RULED = "tests/pdf/ruled-reportlab.pdf"
CAEN = "corpus/pdf/caen-communique-cls-2025.pdf"
CRETEIL = "corpus/pdf/creteil-cls-2e-generation.pdf"
LE_HAVRE = "corpus/pdf/le-havre-renouvelle-son-cls.pdf"


def read(flow):
    skip = range(*sommaire_span(flow))
    known = Known(
        len(find_articles(flow, skip)), parse_signature(flow), parse_signataires(flow, skip), skip
    )
    return resolve(parse_identite(flow, "", known)).data


def value(sourced):
    return sourced.value if sourced else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Le premier contrat, signé le 12 mars 2018 pour la période 2018-2022, a permis",
            [(1, 2018, 2022, "2018-03-12")],
        ),
        (
            "la démarche initiée dès 2012 avec la signature d'un premier CLS, puis d'un second en "
            "2022 qui a permis",
            [(1, None, None, "2012"), (2, None, None, "2022")],
        ),
        ("En 2025, la Ville signe un troisième Contrat local de santé", [(3, None, None, "2025")]),
        ("un axe transversal a été proposé pour le CLS2.", [(2, None, None, None)]),
        (
            "le CLS est en cohérence avec le PRS, pour la période 2023-2028",
            [(None, None, None, None)],
        ),
    ],
)
def test_a_sentence_tells_rank_years_and_date_of_each_contract(passage_of, text, expected):
    facts = read_facts(passage_of(text))
    assert [(f.rank, value(f.debut), value(f.fin), value(f.date)) for f in facts] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("près de 75 000 habitants, 53 communes", {"habitants": 75000, "communes": 53}),
        ("111 communes historiques", {}),
        ("5,1 médecins pour 10 000 habitants", {}),
        ("76,5 habitants par km²", {}),
        ("Le CLS est décliné en onze fiches actions", {"fiches": 11}),
        ("Ce contrat s'organise en 3 axes et 6 fiches action", {"axes": 3, "fiches": 6}),
        ("Le plan se décline en neuf actions", {}),  # another plan
        ("Le CLS de 2015 appuyé sur 6 axes", {}),  # an earlier contract
        ("Le CLS mobilise 9 partenaires signataires", {"signataires": 9}),
    ],
)
def test_only_counts_of_this_contract_are_stated(passage_of, text, expected):
    assert {key: count.value for key, count in read_counts(passage_of(text))} == expected


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("Ce document est le troisième contrat local de santé.", {"axes": 3, "fiches": 6}),
        ("La Ville se dote de ce premier contrat local de santé.", {"axes": 3, "fiches": 6}),
        ("Le premier contrat local de santé a pris fin.", {}),
        ("Le territoire est couvert par un projet territorial.", {}),
    ],
)
def test_a_pronoun_goes_on_about_the_contract_named_before(lay_out_bytes, before, expected):
    page = [
        text(60, 80, "Préambule", 16, True),
        lines(60, 110, before),
        lines(60, 150, "Il comprend 3 axes et 6 fiches action, écrits avec les habitants."),
    ]
    assert resolve(read_chiffres(lay_out_bytes(make_pdf(page)))).data == expected


def test_orientations_are_axes(passage_of):
    counts = read_counts(passage_of("Ce contrat comprend 3 orientations et 7 actions"))
    assert {key: count.value for key, count in counts} == {"axes": 3, "actions": 7}


@pytest.mark.parametrize(
    "text",
    [
        "Le contrat est conclu pour cinq ans.",
        "Le contrat est conclu pour une durée de cinq ans.",
        "Sa durée est fixée à cinq (5) ans.",
    ],
)
def test_a_duration_is_said_in_words(text):
    assert DURATION.search(text)["duree"] == "cinq"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "la Communauté d'Agglomération de Lisieux Normandie (CALN) s'est engagée",
            [("Communauté d'Agglomération de Lisieux Normandie", "ca")],
        ),
        (
            "Communauté de communes du Val de Sorne",
            [("Communauté de communes du Val de Sorne", "cc")],
        ),
        (
            "la Communauté de communes des Villes sœurs (Eu)",
            [("Communauté de communes des Villes sœurs", "cc")],
        ),
        ("La Ville de Créteil s’est doté", [("Ville de Créteil", "commune")]),
        ("le PETR du Pays de Bray", [("PETR du Pays de Bray", "pays")]),
        ("la Ville et la Préfecture", []),
    ],
)
def test_a_territory_is_named_with_its_type(passage_of, text, expected):
    assert [(n.text, kind) for n, kind, _ in find_territoires(passage_of(text))] == expected


@pytest.mark.parametrize("text", ["02 31 30 45 03", "02.31.30.45.03", "+33 (0)2 31 30 45 03"])
def test_a_telephone_number_becomes_e164(text):
    assert to_e164(text) == "+33231304503"


@pytest.mark.parametrize(
    ("pdf", "record"),
    [(LISIEUX, "gold/cls-lisieux-normandie-2025-2029.json"), (RULED, RULED[:-3] + "json")],
)
def test_the_identity_of_a_contract_is_the_gold_one(lay_out_pdf, pdf, record):
    gold = json.loads((ROOT / record).read_text("utf-8"))
    contrat = gold["contrats"][0]
    found = read(lay_out_pdf(pdf))
    expected = {key: contrat[key] for key in found if key in contrat}
    expected |= {key: gold["document"][key] for key in ("genre", "titre")}
    expected["territoire"] = {key: contrat["territoire"][key] for key in ("nom", "type")}
    assert found == expected


@pytest.mark.parametrize(
    ("pdf", "genre", "rang", "generation"),
    [
        (CAEN, "communique", 3, 3),
        (CRETEIL, "page_web", 2, 2),
        (LE_HAVRE, "page_web", None, None),  # the rank is not printed
    ],
)
def test_a_press_page_says_rank_and_generation(lay_out_pdf, pdf, genre, rang, generation):
    found = read(lay_out_pdf(pdf))
    assert (found["genre"], found["rang"], found["generation"]) == (genre, rang, generation)


@pytest.mark.parametrize(
    ("sentence", "rang"),
    [
        ("Avec ce premier contrat local de santé, la Ville agit pour tous.", 1),
        ("Ce premier contrat local de santé a permis d'ouvrir un centre.", None),
    ],
)
def test_a_first_contract_is_this_one_unless_the_text_looks_back(lay_out_bytes, sentence, rang):
    page = [text(60, 80, "Contrat local de santé", 20, True), text(60, 120, sentence)]
    assert read(lay_out_bytes(make_pdf(page)))["rang"] == rang


def test_earlier_contracts_are_history(lay_out_pdf):
    years = [
        (c["rang"], c["debut"], c["fin"], c["date_signature"])
        for c in read(lay_out_pdf(CAEN))["historique"]
    ]
    assert years == [(1, None, 2018, "2014"), (2, 2019, 2023, None)]


def test_a_document_without_text_is_unknown(lay_out_pdf):
    assert read(lay_out_pdf("corpus/pdf/cls-lisieux-extrait-scan.pdf"))["genre"] == "inconnu"


def test_the_press_contact_has_a_name_two_numbers_and_an_address(lay_out_pdf):
    assert read(lay_out_pdf(CAEN))["contacts"] == [
        {
            "nom": "Sophie de Floris",
            "fonction": None,
            "telephones": ["+33231304503", "+33789283829"],
            "courriels": ["s.defloris@caen.fr"],
        }
    ]
