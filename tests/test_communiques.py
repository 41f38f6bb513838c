"""Press releases, web pages, and documents that are no CLS, against the gold beside each one.

The originals of `corpus/pdf/` have their floors in `gold/floors.toml`; here are invented ones, in
other wordings, typeset by `corpus/build/press.py`.
"""

import json
from functools import cache
from pathlib import Path

import pytest

from extractor.draft import Raw, resolve
from extractor.enrichment import match_names
from extractor.evaluation import evaluate
from extractor.layout.flow import lay_out
from extractor.parsers.contrat import Metadata, parse_contrat
from extractor.parsers.enumerations import split_names
from extractor.parsers.presse_mots import says
from extractor.pipeline import read_document
from extractor.printing import print_record
from tests.pdfs import lines, make_pdf, text

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "tests" / "pdf" / "press"
FLOORS = {
    "autre-arrete": 1.0,
    "autre-contrat-de-ville": 1.0,
    "autre-deliberation": 1.0,
    "autre-reglement": 1.0,
    "communique-premier-contrat": 1.0,
    "communique-vote-plan-en-liste": 1.0,
    "communique-signature-par-des-personnes": 1.0,
    "page-deux-contrats": 1.0,
    "page-encadree-plan-en-tableau": 1.0,
    "page-jour-sans-annee": 1.0,
    "page-prefiguration": 1.0,
    "page-signataires-en-liste": 1.0,
}
"""Least macro similarity F1."""
OTHERS = [name for name in FLOORS if name.startswith("autre-")]
ORIGINALS = [
    "ars-normandie-contrats-locaux-de-sante",
    "caen-communique-cls-2025",
    "creteil-cls-2e-generation",
    "le-havre-renouvelle-son-cls",
]


@cache
def record(folder: Path, name: str):
    return json.loads(print_record(read_document(folder / f"{name}.pdf").record))


def warnings(folder: Path, name: str) -> set[str]:
    return {warning["code"] for warning in record(folder, name)["avertissements"]}


def score(name: str, found, gold_folder: Path) -> float:
    gold = json.loads((gold_folder / f"{name}.json").read_text("utf-8"))
    return evaluate({name: found}, {name: gold}).total.macro("similar").f1


def test_every_article_has_a_floor():
    assert sorted(FLOORS) == sorted(path.stem for path in FOLDER.glob("*.pdf"))


@pytest.mark.parametrize("name", FLOORS)
def test_an_invented_article_is_read(name):
    assert score(name, record(FOLDER, name), FOLDER) >= FLOORS[name]


@pytest.mark.parametrize("name", ORIGINALS)
def test_every_field_of_an_original_is_right(name):
    assert score(name, record(ROOT / "corpus/pdf", name), ROOT / "gold") == 1


@pytest.mark.parametrize("name", [n for n in ORIGINALS if not n.startswith("caen")])
def test_a_web_page_is_read_without_its_marked_content(name):
    data = (ROOT / "corpus/pdf" / f"{name}.pdf").read_bytes()
    flow = read_document(ROOT / "corpus/pdf" / f"{name}.pdf").flow
    plain = lay_out([replace_words(page) for page in flow.pages])
    parsed = parse_contrat(plain, Metadata(producer="Skia/PDF"))
    read = resolve(parsed.draft).data | {"provenance": {}, "avertissements": []}
    read["document"] |= {"fichier": f"{name}.pdf", "pages": len(plain.pages)}
    found = match_names(Raw(read, plain.text))
    assert data.startswith(b"%PDF")
    assert score(name, found, ROOT / "gold") == 1


def replace_words(page):
    return page._replace(words=tuple(word._replace(mcid=-1) for word in page.words), tags={})


@pytest.mark.parametrize("name", OTHERS)
def test_what_is_no_cls_is_said_to_be_none(name):
    found = record(FOLDER, name)
    assert (found["document"]["genre"], found["contrats"]) == ("inconnu", [])
    assert warnings(FOLDER, name) == {"pas-un-cls"}


def test_signatories_shown_as_logos_are_missed_aloud():
    assert "signataires-non-nommes" in warnings(ROOT / "corpus/pdf", "le-havre-renouvelle-son-cls")


def test_signatories_named_beside_the_count_do_not_contradict_it():
    assert "compte-different" not in warnings(ROOT / "corpus/pdf", "creteil-cls-2e-generation")


def test_a_priority_worded_otherwise_in_the_plan_is_said():
    assert "axe-libelle-different" in warnings(ROOT / "corpus/pdf", "caen-communique-cls-2025")


def test_a_page_on_several_territories_has_a_contract_for_each():
    contrats = record(ROOT / "corpus/pdf", "ars-normandie-contrats-locaux-de-sante")["contrats"]
    assert [c["signature"]["date"] for c in contrats] == ["2017-12-08", "2017-01-10"]


def test_the_foot_of_the_page_gives_no_contact():
    (contrat,) = record(ROOT / "corpus/pdf", "creteil-cls-2e-generation")["contrats"]
    assert [c["telephones"] for c in contrat["contacts"]] == [["+33149808868"]]


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("l'ARS, la CPAM et le Département", ["ARS", "CPAM", "Département"]),
        (
            "de la Ville, de la Préfecture et de l'Agence Régionale de Santé",
            ["Ville", "Préfecture", "Agence Régionale de Santé"],
        ),
        (
            "la Communauté de communes Terres et Vallées",
            ["Communauté de communes Terres et Vallées"],
        ),
    ],
)
def test_names_of_a_sentence_are_split(passage_of, sentence, names):
    assert [name.text for name in split_names(passage_of(sentence))] == names


@pytest.mark.parametrize(
    ("use", "sentence"),
    [
        ("vote", "Le conseil municipal a voté le contrat local de santé."),
        ("a_venir", "La signature est prévue à l'automne 2026."),
        ("adoption", "Ils se sont réunis pour adopter le contrat local de santé."),
    ],
)
def test_votes_and_signatures_to_come_are_told_from_adoptions(use, sentence):
    assert says(use, sentence)


def press_page(lay_out_bytes, *sentences):
    page = [text(60, 60, "Communiqué de presse", 9), text(60, 90, "Santé : du nouveau", 20, True)]
    page += [lines(60, 130 + 30 * i, sentence) for i, sentence in enumerate(sentences)]
    draft = parse_contrat(lay_out_bytes(make_pdf(page)), Metadata()).draft
    return resolve(draft).data["contrats"][0]


def test_voted_is_not_signed(lay_out_bytes):
    found = press_page(
        lay_out_bytes,
        "Le conseil municipal de la Ville de Sorne a voté le 6 mai 2025 le contrat local de santé.",
        "Le contrat local de santé sera signé en septembre.",
    )
    assert found["signature"] == {"date": None, "lieu": None}


def test_adopted_by_the_parties_together_is_signed(lay_out_bytes):
    found = press_page(
        lay_out_bytes,
        "Le 6 mai 2025, la Ville de Sorne et ses partenaires se sont réunis à Sorne",
        "Le 6 mai 2025, ils ont adopté le nouveau Contrat Local de Santé de la Ville de Sorne.",
    )
    assert found["signature"]["date"] == "2025-05-06"


def test_who_signs_is_told_with_office_and_organisation(lay_out_bytes):
    found = press_page(
        lay_out_bytes,
        "Marie Duval, maire de Sorne, et l'ARS Bretagne ont signé le contrat local de santé.",
        "Le contrat local de santé de la Ville de Sorne est signé.",
    )
    signers = [(s["personne"], s["fonction"]) for s in found["signataires"]]
    assert signers == [("Marie Duval", "maire de Sorne"), (None, None)]


def test_an_extended_contract_ends_later(lay_out_bytes):
    found = press_page(
        lay_out_bytes,
        "Le premier CLS, signé pour la période 2017-2021, a été prorogé jusqu'en 2023.",
        "Le deuxième CLS de la Ville de Sorne, signé le 4 mai 2024, court jusqu'en 2028.",
    )
    assert [(c["debut"], c["fin"]) for c in found["historique"]] == [(2017, 2023)]
