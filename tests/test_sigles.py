"""The document's own glossary."""

import json
from pathlib import Path

import pytest

from extractor.draft import resolve
from extractor.parsers.sigles import is_sigle, parse_sigles, read_sigle
from tests.pdfs import lines, make_pdf, text

ROOT = Path(__file__).parent.parent
LISIEUX = "corpus/pdf/cls-lisieux-normandie-2025-2029.pdf"
RULED = "tests/pdf/ruled-reportlab.pdf"


@pytest.mark.parametrize("text", ["ARS", "DDTM 14", "UC-IRSA", "CoPil", "Psy-EN", "PsyHandi"])
def test_an_abbreviation_is_mostly_capitals(text):
    assert is_sigle(text)


@pytest.mark.parametrize("text", ["Agence", "La Ville", "A", "Axe 1", "14", "Mission Locale"])
def test_words_and_letter_headings_are_no_abbreviations(text):
    assert not is_sigle(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ARS : Agence Régionale de Santé", ("ARS", "Agence Régionale de Santé")),
        ("ARS – Agence régionale de santé", ("ARS", "Agence régionale de santé")),
        ("DDTM 14 : Direction des territoires", ("DDTM 14", "Direction des territoires")),
        ("UC-IRSA : Union de Caisses –Institut", ("UC-IRSA", "Union de Caisses –Institut")),
        ("CAF........Caisse d'allocations", ("CAF", "Caisse d'allocations")),
        ("MSA :", ("MSA", "")),  # the expansion is on the next line
        ("Axe 1 : Prévention", None),
        ("Le présent contrat : objet", None),
    ],
)
def test_a_line_is_split_at_its_sign(passage_of, text, expected):
    read = read_sigle(passage_of(text))
    assert (read and (read[0].text, read[1].text)) == expected


@pytest.mark.parametrize(
    ("pdf", "record"),
    [(LISIEUX, "gold/cls-lisieux-normandie-2025-2029.json"), (RULED, RULED[:-3] + "json")],
)
def test_every_entry_of_the_glossary_is_read(lay_out_pdf, pdf, record):
    expected = json.loads((ROOT / record).read_text("utf-8"))["sigles"]
    assert resolve(parse_sigles(lay_out_pdf(pdf))).data == expected


def test_terms_and_expansions_apart_end_with_the_next_part(lay_out_bytes):
    page = [
        text(60, 80, "GLOSSAIRE", 14, True),
        lines(60, 110, "ARS", "CPTS"),
        text(60, 146, "DDTM 76"),
        lines(160, 110, "Agence régionale de santé", "Communauté professionnelle", "de santé"),
        text(160, 146, "Direction des territoires"),
        text(60, 200, "Annexe 2 : Diagnostic", 14, True),
        text(60, 230, "ORS : un observatoire a été consulté."),
    ]
    found = resolve(parse_sigles(lay_out_bytes(make_pdf(page)))).data
    assert [(s["sigle"], s["developpement"]) for s in found] == [
        ("ARS", "Agence régionale de santé"),
        ("CPTS", "Communauté professionnelle de santé"),
        ("DDTM 76", "Direction des territoires"),
    ]
