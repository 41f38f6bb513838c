"""The printed table of contents."""

import json
from pathlib import Path

import pytest

from extractor.draft import resolve
from extractor.layout.lines import Line
from extractor.parsers.sommaire import parse_sommaire, sommaire_span
from extractor.parsers.sommaire_rows import is_bare_number, make_row, split_number
from tests.pdfs import lines, make_pdf, text

ROOT = Path(__file__).parent.parent
LISIEUX = "corpus/pdf/cls-lisieux-normandie-2025-2029.pdf"
RULED = "tests/pdf/ruled-reportlab.pdf"
UNPAGED = "tests/pdf/headings-weasyprint.pdf"


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
        ("Préambule_ _ _ _ _ 2 _ _ _", "Préambule", "2"),  # drawn on under the number
        ("Bouger à tout âge _ _ _ _", "Bouger à tout âge", None),  # and goes on below
        ("………………… 9", "", "9"),
        ("Bilan du contrat 2022-24", "Bilan du contrat 2022-24", None),
        ("Annexes", "Annexes", None),
        ("Actions 2024-      2026", "Actions 2024- 2026", None),
    ],
)
def test_leaders_and_page_number_are_no_part_of_the_title(passage_of, text, title, page):
    passage = passage_of(text)
    row = make_row(passage, Line(passage.words))
    assert (row.title.text, row.page["page"] if row.page else None) == (title, page)


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("ARTICLE 1", True),
        ("Article 1er", True),
        ("Axe n°2 :", True),
        ("III.", True),
        ("ARTICLE 1 : Objet", False),
        ("Annexes", False),
        ("A", True),
    ],
)
def test_a_heading_may_be_a_number_without_its_title(text, bare):
    assert is_bare_number(text) is bare


@pytest.mark.parametrize(
    ("pdf", "record"),
    [
        (LISIEUX, "gold/cls-lisieux-normandie-2025-2029.json"),
        (RULED, RULED[:-3] + "json"),
        (UNPAGED, UNPAGED[:-3] + "json"),
    ],
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


def read(lay_out_bytes, *pages):
    entries = resolve(parse_sommaire(lay_out_bytes(make_pdf(*pages)))).data
    return [(e["numero"], e["titre"], e["page"]) for e in entries]


def contents(*entries, first=110):
    return [text(60, 80, "Sommaire", 16, True), lines(60, first, *entries, pitch=18)]


def part(baseline, *heading):
    """A heading of one or more lines that stand apart, and text under it."""
    shown = [text(60, baseline + 20 * i, words, 13, True) for i, words in enumerate(heading)]
    under = baseline + 20 * len(heading) + 5
    return [*shown, text(60, under, "Le texte de cette partie du contrat local.")]


def test_an_entry_is_found_where_its_number_and_title_are_two_headings(lay_out_bytes):
    articles = ["Objet", "Durée du contrat", "Gouvernance", "Suivi", "Signature"]
    listed = [f"Article {n} : {title}" for n, title in enumerate(articles, 1)]
    body = [
        shown
        for n, title in enumerate(articles, 1)
        for shown in part(100 * n, f"ARTICLE {n}", title)
    ]
    found = read(lay_out_bytes, contents(*listed), body)
    assert found == [(str(n), title, 2) for n, title in enumerate(articles, 1)]


def test_an_entry_that_the_body_does_not_print_is_one_when_it_is_set_like_the_others(lay_out_bytes):
    listed = ["Préambule", "Annexe A", "Annexe B", "Annexe C", "Annexe D", "Diagnostic", "Plans"]
    body = [*part(80, "Préambule"), *part(200, "Diagnostic"), *part(320, "Plans")]
    found = read(lay_out_bytes, contents(*listed, "Annexes jointes"), body)
    assert [page for *_, page in found] == [2, None, None, None, None, 2, 2, None]


def test_the_list_ends_where_the_body_begins_on_the_same_page(lay_out_bytes):
    listed = ["Préambule", "Diagnostic", "Gouvernance"]
    rest = [*part(300, "Préambule"), *part(400, "Diagnostic"), *part(500, "Gouvernance")]
    found = read(lay_out_bytes, [*contents(*listed), *rest])
    assert found == [(None, title, 1) for title in listed]


def test_text_set_otherwise_ends_the_list(lay_out_bytes):
    listed = ["Préambule", "Diagnostic", "Gouvernance"]
    note = [text(60, 240, "Avertissement", 12, True), lines(60, 270, "Ceci", "est", "un", "mot.")]
    body = [*part(80, "Préambule"), *part(200, "Diagnostic"), *part(320, "Gouvernance")]
    found = read(lay_out_bytes, [*contents(*listed), *note], body)
    assert [title for _, title, _ in found] == listed


def test_the_list_goes_on_over_a_page_break_up_to_the_first_heading(lay_out_bytes):
    listed = ["Préambule", "Diagnostic", "Gouvernance", "Glossaire"]
    body = [shown for i, title in enumerate(listed) for shown in part(80 + 100 * i, title)]
    second = [lines(60, 80, *listed[2:], pitch=18)]
    found = read(lay_out_bytes, contents(*listed[:2]), second, body)
    assert found == [(None, title, 3) for title in listed]


def test_lines_of_an_entry_are_joined_as_the_body_prints_them(lay_out_bytes):
    title = "Action 2 : Signer avec la Communauté de communes"
    listed = ["Préambule", "Action 2 : Signer avec la", "Communauté de communes", "Glossaire"]
    body = [*part(80, "Préambule"), *part(200, title), *part(320, "Glossaire")]
    found = read(lay_out_bytes, contents(*listed), body)
    assert found[1] == ("2", "Signer avec la Communauté de communes", 2)
    assert len(found) == 3


def test_a_leader_may_stand_on_the_line_under_its_entry(lay_out_bytes):
    sommaire = [
        text(60, 80, "Sommaire", 16, True),
        text(60, 110, "Préambule ………… 2"),
        text(60, 125, "Développer les compétences des collégiens"),
        text(60, 140, "………… 2"),
        text(60, 155, "Glossaire ………… 2"),
    ]
    found = resolve(parse_sommaire(lay_out_bytes(make_pdf(sommaire)))).data
    assert [(e["titre"], e["page_imprimee"]) for e in found] == [
        ("Préambule", 2),
        ("Développer les compétences des collégiens", 2),
        ("Glossaire", 2),
    ]


def test_numbers_of_entries_at_the_top_of_the_page_are_no_page_numbers(lay_out_bytes):
    pages = [[text(60, 80, "Contrat"), text(530, 810, "1")]]
    pages.append([
        text(60, 60, "Préambule"), text(530, 60, "2"), text(60, 75, "Objet"), text(530, 75, "2"),
        text(60, 90, "Durée"), text(530, 90, "3"), text(530, 810, "2"),
    ])  # fmt: skip
    pages += [[text(60, 80, "Le territoire"), text(530, 810, str(n))] for n in (3, 4)]
    found = lay_out_bytes(make_pdf(*pages))
    printed = [line.text for line in found.lines[2]]
    assert printed == ["Préambule 2", "Objet 2", "Durée 3"]


def test_bullets_are_no_part_of_an_entry(lay_out_bytes):
    listed = ["Préambule", "Diagnostic", "Gouvernance"]
    body = [shown for i, title in enumerate(listed) for shown in part(80 + 100 * i, title)]
    found = read(lay_out_bytes, contents(*(f"- {title}" for title in listed)), body)
    assert found == [(None, title, 2) for title in listed]


def test_a_list_that_the_document_does_not_repeat_is_no_sommaire(lay_out_bytes):
    listed = ["Accueil", "Actualités", "Nous trouver", "Agenda"]
    assert read(lay_out_bytes, contents(*listed), part(80, "Préambule")) == []
