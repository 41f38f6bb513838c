"""The hand-made gold of mentions: well formed, tied to the glossary, split by its own rule."""

import csv
from collections import defaultdict
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
CONTEXT = ("texte", "sigles_du_document", "introduits", "territoire")
FRESH = {"compose-2": "test", "compose-3": "test", "compose-4": "test", "compose-5": "dev"} | {
    "compose-6": "test",
    "compose-7": "test",
    "compose-8": "test",
}
"""Rows written after the others: source → the part that all of them are in."""
SOURCES = {"lisieux", "caen", "le-havre", "creteil", "ars-normandie", "compose", *FRESH}
# The hard kinds of row, and the least number of rows that each must have.
HARD = {
    "ambigu": 15,
    "sosie": 100,
    "contexte": 30,
    "contexte-contraire": 20,
    "faute": 30,
    "ocr": 15,
}
TEST_SHARE = 0.45


def rows_of(name: str) -> list[dict[str, str]]:
    """The rows of a CSV file below the root of the repository, by column."""
    with (ROOT / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def kind_of(row: dict[str, str]) -> str:
    """The difficulty that a row tries: "local: syndicat de déchets" -> "local"."""
    return row["note"].partition(":")[0].strip()


def context_of(row: dict[str, str]) -> str:
    """What a matcher is given of a row, in one line."""
    return "|".join(row[column] for column in CONTEXT)


MENTIONS = rows_of("gold/mentions.csv")
CELLS = rows_of("gold/decoupage.csv")


def test_there_are_enough_rows_with_and_without_organisation():
    assert len(MENTIONS) >= 600
    assert sum(row["source"] == "compose" for row in MENTIONS) >= 300
    assert sum(not row["organisation"] for row in MENTIONS) >= 200


def test_every_row_says_text_source_and_kind():
    assert {row["source"] for row in MENTIONS} <= SOURCES
    assert all(row["texte"].strip() == row["texte"] != "" for row in MENTIONS)
    assert all(kind_of(row) for row in MENTIONS)


def test_no_text_stands_twice_in_the_same_context():
    contexts = [context_of(row) for row in MENTIONS]
    assert sorted(contexts) == sorted(set(contexts))


def test_every_expected_organisation_is_in_the_glossary():
    known = {row["id"] for row in rows_of("extractor/data/organisations.csv")}
    assert {row["organisation"] for row in MENTIONS} - {""} <= known


@pytest.mark.parametrize("column", ["sigles_du_document", "introduits"])
def test_every_expansion_reads_sigle_equals_words(column):
    lines = [line for row in MENTIONS for line in row[column].split(" | ") if line]
    assert lines
    assert all(all(line.partition("=")[::2]) for line in lines)


@pytest.mark.parametrize("kind", HARD)
def test_hard_kinds_have_enough_rows_in_both_parts(kind):
    parts = [row["partie"] for row in MENTIONS if kind_of(row) == kind]
    assert len(parts) >= HARD[kind]
    assert set(parts) == {"dev", "test"}


def test_an_ambiguous_sigle_expects_no_organisation():
    assert {row["organisation"] for row in MENTIONS if kind_of(row) == "ambigu"} == {""}


def test_the_parts_follow_the_rule_of_the_readme():
    kinds = defaultdict(list)
    for row in MENTIONS:
        if row["source"] in FRESH:
            assert row["partie"] == FRESH[row["source"]]
            continue
        kinds[kind_of(row)].append(row)
    for rows in kinds.values():
        rows.sort(key=lambda row: sha256(context_of(row).encode()).hexdigest())
        tests = round(TEST_SHARE * len(rows))
        assert [row["partie"] for row in rows] == ["test"] * tests + ["dev"] * (len(rows) - tests)


def test_every_cell_to_split_holds_its_mentions_word_for_word_in_order():
    assert len(CELLS) >= 120
    for cell in CELLS:
        names = [name.rpartition(" => ")[2] for name in cell["attendu"].split(" || ")]
        places = [0]
        for name in names:
            places.append(cell["cellule"].index(name, places[-1]) + len(name))
        assert all(a <= b for a, b in pairwise(places))


def test_no_cell_to_split_stands_twice():
    cells = [row["cellule"] for row in CELLS]
    assert len(cells) == len(set(cells))
