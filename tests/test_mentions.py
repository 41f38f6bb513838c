"""Lists of names → one mention per organisation."""

import csv
import re
from collections import Counter
from pathlib import Path
from types import SimpleNamespace

import pytest

from extractor.layout.passage import Passage
from extractor.parsers.mentions import ITEM_SEPARATOR, is_group_heading, split_mentions

ROOT = Path(__file__).parent.parent

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


# ── labelled cells ────────────────────────────────────────────────────────────────────────────

BULLET = re.compile(r"^(?:[-•–]|o)\s+")
"""Layout takes bullets away before mentions are split."""
LABELS = ("Acteurs mobilisés (structures, services)",)
"""Labels within a cell, which the fiche's own parser knows."""


def split_cell(cell):
    """The mentions of a cell as printed, written as `gold/decoupage.csv` writes them."""
    found, group = [], None
    for line in cell.split("\n"):
        text = BULLET.sub("", line)
        if text in LABELS:
            continue
        passage = Passage(text, (), ())
        if is_group_heading(SimpleNamespace(text=text)):
            group = passage[: len(text.rstrip(" :"))]
            continue
        for mention in split_mentions(passage, group):
            heading = f"{mention['groupe'].text} => " if mention["groupe"] else ""
            found.append(f"{heading}{mention['texte'].text}")
    return found


def test_labelled_cells_are_split_as_people_split_them():
    with (ROOT / "gold/decoupage.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    right = expected = found = 0
    for row in rows:
        wanted = Counter(part.strip() for part in row["attendu"].split("||"))
        got = Counter(split_cell(row["cellule"]))
        right += (wanted & got).total()
        expected += wanted.total()
        found += got.total()
    assert len(rows) >= 120
    assert 2 * right / (expected + found) >= 0.97
