"""The printed table of contents."""

import json
from pathlib import Path

import pytest

from extractor.draft import resolve
from extractor.layout.lines import Line
from extractor.parsers.sommaire import parse_sommaire, sommaire_span
from extractor.parsers.sommaire_rows import make_row, split_number
from tests.pdfs import lines, make_pdf, text

ROOT = Path(__file__).parent.parent
LISIEUX = "corpus/pdf/cls-lisieux-normandie-2025-2029.pdf"
RULED = "tests/pdf/ruled-reportlab.pdf"


def gold(path):
    return json.loads((ROOT / path).read_text("utf-8"))["sommaire"]


@pytest.mark.parametrize(
    ("text", "number", "title"),
    [
        ("ARTICLE 1 – Objet du contrat", "1", "Objet du contrat"),
        ("Article 1er : Les parties", "1", "Les parties"),
        ("2.1. Le territoire", "2.1", "Le territoire"),
        ("2.1 Le territoire", "2.1", "Le territoire"),
        ("I) Préambule", "I", "Préambule"),
        ("A. Le diagnostic", "A", "Le diagnostic"),
        ("Fiche action n°12 – Bouger", "12", "Bouger"),
        ("Axe 3 : Bien vieillir", "3", "Bien vieillir"),
        ("Avant-propos", None, "Avant-propos"),
        ("A vos côtés", None, "A vos côtés"),
        ("Articles de presse", None, "Articles de presse"),
    ],
)
def test_the_number_of_an_entry_stands_apart_from_its_title(text, number, title):
    match, start = split_number(text)
    assert (match["numero"] if match else None, text[start:]) == (number, title)


@pytest.mark.parametrize(
    ("text", "title", "page"),
    [
        ("Préambule.............3", "Préambule", "3"),
        ("Préambule ………… 3", "Préambule", "3"),
        ("Préambule _ _ _ _ 12", "Préambule", "12"),
        ("Bilan du contrat 2022-24", "Bilan du contrat 2022-24", None),
        ("Annexes", "Annexes", None),
    ],
)
def test_leaders_and_page_number_are_no_part_of_the_title(passage_of, text, title, page):
    passage = passage_of(text)
    row = make_row(passage, Line(passage.words))
    assert (row.title.text, row.page["page"] if row.page else None) == (title, page)


@pytest.mark.parametrize(
    ("pdf", "record"),
    [(LISIEUX, "gold/cls-lisieux-normandie-2025-2029.json"), (RULED, RULED[:-3] + "json")],
)
def test_every_entry_is_read_with_its_level_and_page(lay_out_pdf, pdf, record):
    assert resolve(parse_sommaire(lay_out_pdf(pdf))).data == gold(record)


def test_the_span_holds_the_lines_of_the_sommaire_only(lay_out_pdf):
    flow = lay_out_pdf(LISIEUX)
    start, end = sommaire_span(flow)
    assert {element.page for element in flow.elements[start:end]} == {2}


def test_a_page_without_sommaire_has_no_span(lay_out_pdf):
    assert sommaire_span(lay_out_pdf("corpus/pdf/caen-communique-cls-2025.pdf")) == (0, 0)


def test_without_page_numbers_the_entries_are_those_printed_again_as_headings(lay_out_bytes):
    entries = ["PRÉAMBULE", "ARTICLE 1 - OBJET", "ARTICLE 2 - LA GOUVERNANCE", "GLOSSAIRE"]
    contents = [text(60, 80, "Table des matières", 16, True), lines(60, 110, *entries, pitch=16)]
    body = [text(60, 80 + 60 * i, words, 13, True) for i, words in enumerate(entries)]
    body += [text(60, 100 + 60 * i, "Le texte de cette partie du contrat.") for i in range(4)]
    found = resolve(parse_sommaire(lay_out_bytes(make_pdf(contents, body)))).data
    assert [(e["titre"], e["page"]) for e in found] == [
        ("PRÉAMBULE", 2),
        ("OBJET", 2),
        ("LA GOUVERNANCE", 2),
        ("GLOSSAIRE", 2),
    ]
