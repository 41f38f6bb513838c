"""Lists of names → one mention per organisation."""

import pytest

from extractor.parsers.mentions import ITEM_SEPARATOR, split_mentions

# Text, the mentions in it, and why.
LISTS = [
    ("CH – PSLA – URPS", ["CH", "PSLA", "URPS"], "dashes between names"),
    ("CCAS ; communes", ["CCAS", "communes"], "semicolons"),
    (
        "Associations (ESI 14, CIDFF, etc.), CAF",
        ["Associations (ESI 14, CIDFF, etc.)", "CAF"],
        "no cut inside parentheses",
    ),
    (
        "CAF et Communauté d'Agglomération Lisieux Normandie",
        ["CAF", "Communauté d'Agglomération Lisieux Normandie"],
        "`et` between two names",
    ),
    (
        "Direction de l'Emploi, du Travail et des Solidarités du Calvados",
        ["Direction de l'Emploi, du Travail et des Solidarités du Calvados"],
        "a comma and `et` inside a name",
    ),
    ("CIDFF / CALN / Ville de Lisieux", ["CIDFF", "CALN", "Ville de Lisieux"], "slashes"),
    ("restaurants scolaires/cantines", ["restaurants scolaires/cantines"], "a slash inside a noun"),
    (
        "Coordinatrice du Réseau de Santé (RTPS) et CALN (Santé)",
        ["Coordinatrice du Réseau de Santé (RTPS)", "CALN (Santé)"],
        "a name that ends with its sigle",
    ),
    ("Pôles de santé et centres de santé", ["Pôles de santé et centres de santé"], "generic nouns"),
    ("ARS, CPAM, CAF...", ["ARS", "CPAM", "CAF"], "final dots dropped"),
    ("ARS, CPAM, etc.", ["ARS", "CPAM"], "etc. dropped"),
    (
        "Institut thérapeutique, éducatif et pédagogique",
        ["Institut thérapeutique, éducatif et pédagogique"],
        "adjectives of one name",
    ),
    (
        "Centre de santé de Cambremer- ARS – URML",
        ["Centre de santé de Cambremer", "ARS", "URML"],
        "a dash typed without a space before it",
    ),
    ("Socio-éducatif, Saint-Pierre-en-Auge", ["Socio-éducatif", "Saint-Pierre-en-Auge"], "hyphens"),
]


@pytest.mark.parametrize(("text", "expected", "reason"), LISTS)
def test_a_list_is_split_between_names(passage_of, text, expected, reason):
    found = [mention["texte"].text for mention in split_mentions(passage_of(text))]
    assert found == expected, reason


def test_a_head_before_a_colon_is_the_group_of_the_names_after_it(passage_of):
    found = split_mentions(passage_of("Réseau Parentalité : CMPP, CAMSP"))
    assert [(m["groupe"].text, m["texte"].text) for m in found] == [
        ("Réseau Parentalité", "CMPP"),
        ("Réseau Parentalité", "CAMSP"),
    ]


def test_a_colon_far_into_a_list_opens_no_group(passage_of):
    found = split_mentions(passage_of("ARS, ORS, ANAH, CCAS : publics précaires, Bailleurs"))
    assert [m["texte"].text for m in found][-2:] == ["CCAS : publics précaires", "Bailleurs"]


def test_in_a_list_with_one_name_an_item_a_place_after_a_comma_stays(passage_of):
    found = split_mentions(passage_of("La Villa Verte, Livarot"), separator=ITEM_SEPARATOR)
    assert [m["texte"].text for m in found] == ["La Villa Verte, Livarot"]


def test_each_mention_keeps_the_words_it_was_read_from(passage_of):
    second = split_mentions(passage_of("CAF, Ville de Lisieux"))[1]["texte"]
    assert [word.text for word in second.words] == ["Ville", "de", "Lisieux"]
