"""The bodies that steer the contract."""

import pytest

from extractor.draft import resolve
from extractor.parsers.articles import find_articles
from extractor.parsers.instances import (
    find_instance,
    parse_instances,
    read_inline_members,
    read_role,
)

LISIEUX = "corpus/pdf/cls-lisieux-normandie-2025-2029.pdf"


def read(flow):
    articles = find_articles(flow)
    drafts = parse_instances(flow, range(articles[0].start, articles[-1].end))
    return {body["nom"]: body for body in resolve(drafts).data}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Le COPIL se réunit chaque année", "Comité de pilotage"),
        ("Les membres du comité Technique sont :", "Comité technique"),
        ("Les groupes de travail :", "Groupes de travail"),
        ("Le conseil municipal", None),
    ],
)
def test_an_instance_has_its_usual_name(passage_of, text, expected):
    found = find_instance(passage_of(text))
    assert (found and found.value) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Le comité de pilotage et ses missions :", "missions"),
        ("Il est chargé de :", "missions"),
        ("Il réunit une fois par an :", "membres"),
        ("Le COPIL est composé des membres suivants :", "membres"),
        ("Ce comité se tiendra à Lisieux.", None),
    ],
)
def test_a_sentence_says_what_its_list_holds(text, expected):
    assert read_role(text) == expected


def test_organisations_in_the_sentence_are_members_without_their_article(passage_of):
    text = (
        "Le comité de pilotage est l'instance décisionnaire composée de parties signataires que "
        "sont l'Agence Régionale de Santé Normandie, la Communauté d'Agglomération de Lisieux "
        "Normandie ainsi que des autres membres du Comité de Pilotage :"
    )
    assert [name.text for name in read_inline_members(passage_of(text))] == [
        "Agence Régionale de Santé Normandie",
        "Communauté d'Agglomération de Lisieux Normandie",
    ]


def test_each_kind_of_instance_is_read_once(lay_out_pdf):
    assert list(read(lay_out_pdf(LISIEUX))) == [
        "Comité de pilotage",
        "Comité technique",
        "Groupes de travail",
    ]


def test_articles_set_larger_than_the_fiches_are_no_headings(lay_out_pdf):
    bodies = read(lay_out_pdf("tests/pdf/small-tables.pdf"))
    assert all(body["membres"] and body["missions"] for body in bodies.values())


def test_members_follow_the_sentence_over_a_page_break(lay_out_pdf):
    members = read(lay_out_pdf(LISIEUX))["Comité de pilotage"]["membres"]
    assert [member["texte"] for member in members][-2:] == [
        "Sous-Préfecture de Lisieux",
        "Ville de Lisieux",
    ]


def test_missions_are_the_list_under_their_heading(lay_out_pdf):
    missions = read(lay_out_pdf(LISIEUX))["Comité technique"]["missions"]
    assert (len(missions), missions[-1]) == (10, "Préparer le comité de pilotage.")
