"""The articles of the *cadre conventionnel*."""

import json
from pathlib import Path

import pytest

from extractor.draft import resolve
from extractor.parsers.articles import find_articles, parse_articles, read_article
from extractor.parsers.sommaire import sommaire_span
from tests.pdfs import make_pdf, text

ROOT = Path(__file__).parent.parent
LISIEUX = "corpus/pdf/cls-lisieux-normandie-2025-2029.pdf"
RULED = "tests/pdf/ruled-reportlab.pdf"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Article 1 : Les parties signataires", ("1", "Les parties signataires")),
        ("Article 1 – Objet", ("1", "Objet")),
        ("ARTICLE 2- LE PERIMETRE", ("2", "LE PERIMETRE")),
        ("Article 1er", ("1", "")),
        ("Article 1er : Objet", ("1", "Objet")),
        ("ARTICLE 4", ("4", "")),
        ("ARTICLE 8.3.3.", ("8.3.3", "")),
        ("L'article 4 : La durée, le calendrier", ("4", "La durée, le calendrier")),
        ("L’article 5 : L’animation", ("5", "L’animation")),
        (
            "Article 6. Durée, avenants",
            ("6", "Durée, avenants"),
        ),  # "Du" begins a word, not "du décret"
        ("A RTICLE 6 : Durée", ("6", "Durée")),  # small caps broken apart
        ("l'article L. 1434-10 du code de la santé publique", None),
        ("L'article 3.2.1 de l'arrêté du 3 mai 2019 est modifié", None),
        ("Article 158 de la loi n° 2016-41 du 26 janvier 2016", None),
        ("Article 4 du décret n° 2010-336", None),
        ("Articles de presse", None),
    ],
)
def test_a_heading_is_told_from_a_sentence_about_another_text(passage_of, text, expected):
    read = read_article(passage_of(text))
    assert (read and (read[0].value, read[1].text)) == expected


@pytest.mark.parametrize(
    ("pdf", "record"),
    [(LISIEUX, "gold/cls-lisieux-normandie-2025-2029.json"), (RULED, RULED[:-3] + "json")],
)
def test_every_article_is_read_word_for_word(lay_out_pdf, pdf, record):
    flow = lay_out_pdf(pdf)
    expected = json.loads((ROOT / record).read_text("utf-8"))["contrats"][0]["articles"]
    spans = find_articles(flow, range(*sommaire_span(flow)))
    assert resolve(parse_articles(flow, spans)).data == expected


def test_the_formula_of_signature_ends_the_last_article(lay_out_pdf):
    flow = lay_out_pdf(LISIEUX)
    articles = resolve(parse_articles(flow, find_articles(flow))).data
    assert "Cambremer, le" not in articles[-1]["texte"]


def test_an_article_without_text_has_an_empty_text(lay_out_pdf):
    flow = lay_out_pdf(LISIEUX)
    articles = resolve(parse_articles(flow, find_articles(flow))).data
    assert [a["numero"] for a in articles if not a["texte"]] == ["3"]


def test_a_higher_heading_ends_an_article_and_a_title_may_stand_on_the_next_line(lay_out_bytes):
    page = [
        text(60, 60, "TITRE 1 : LE CADRE", 13, True),
        text(60, 90, "ARTICLE 1", 11, True),
        text(60, 104, "LE PERIMETRE", 11, True),
        text(60, 130, "Le contrat couvre les communes membres."),
        text(60, 170, "CHAPITRE 2", 13, True),
        text(60, 200, "ARTICLE 2 - OBJET", 11, True),
        text(60, 230, "Article 158 de la loi n° 2016-41 du 26 janvier 2016."),
    ]
    flow = lay_out_bytes(make_pdf(page))
    assert resolve(parse_articles(flow, find_articles(flow))).data == [
        {
            "numero": "1",
            "titre": "LE PERIMETRE",
            "texte": "Le contrat couvre les communes membres.",
        },
        {
            "numero": "2",
            "titre": "OBJET",
            "texte": "Article 158 de la loi n° 2016-41 du 26 janvier 2016.",
        },
    ]
