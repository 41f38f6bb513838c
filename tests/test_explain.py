"""`cls-extractor explain`: where a value was read, and what decided about it."""

import json
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner

from extractor import extract
from extractor.cli import main
from extractor.explanation import Place, explain, find_places, resolve
from models.records import Document

ROOT = Path(__file__).parent.parent
PDF = ROOT / "tests/pdf/ruled-reportlab.pdf"
FICHE = "/contrats/0/fiches_action/2"
PROVENANCE = {
    "/a/0/titre": [{"page": 2, "bbox": [10, 20, 30, 40]}],
    "/a/0/texte": [{"page": 2, "bbox": [5, 30, 20, 60]}, {"page": 3, "bbox": [1, 2, 3, 4]}],
}


def run(*arguments):
    return CliRunner().invoke(main, ["explain", *map(str, arguments)])


@cache
def record() -> Document:
    return extract(PDF)


@pytest.fixture
def record_file(tmp_path):
    path = tmp_path / "record.json"
    path.write_text(record().model_dump_json(), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("pointer", "value"),
    [
        ("", {"a": [1, {"x/y": 2, "~": 3}]}),
        ("/a/0", 1),
        ("/a/1/x~1y", 2),
        ("/a/1/~0", 3),
    ],
)
def test_a_pointer_leads_to_its_value(pointer, value):
    assert resolve({"a": [1, {"x/y": 2, "~": 3}]}, pointer) == value


@pytest.mark.parametrize("pointer", ["/b", "/a/2", "/a/-1", "/a/00", "/a/x", "/a/0/b", "a"])
def test_a_pointer_that_leads_nowhere_is_an_error(pointer):
    with pytest.raises(LookupError, match=pointer):
        resolve({"a": [1, {}]}, pointer)


@pytest.mark.parametrize(
    ("pointer", "read_at", "places"),
    [
        ("/a/0/titre", "/a/0/titre", [Place(2, (10, 20, 30, 40))]),
        # parts, joined page by page
        ("/a/0", "/a/0", [Place(2, (5, 20, 30, 60)), Place(3, (1, 2, 3, 4))]),
        # the node around
        ("/a/0/titre/0", "/a/0/titre", [Place(2, (10, 20, 30, 40))]),
        ("/b", "", [Place(2, (5, 20, 30, 60)), Place(3, (1, 2, 3, 4))]),
    ],
)
def test_a_value_was_read_at_its_own_places_or_the_nearest(pointer, read_at, places):
    assert find_places(PROVENANCE, pointer) == (read_at, tuple(places))


def test_a_record_without_provenance_says_no_place():
    assert find_places({}, "/a") == (None, ())


def test_the_themes_that_are_explained_are_those_of_the_record():
    found = explain(record().model_dump(mode="json"), f"{FICHE}/themes")
    assert found.value
    assert found.themes is not None
    scores = {one.theme: one.score for one in found.themes if one.theme in found.kept}
    assert scores == {one["theme"]: one["score"] for one in found.value}


def test_the_words_that_decided_lead_to_texts_of_the_fiche():
    data = record().model_dump(mode="json")
    for one in explain(data, FICHE).themes or ():
        for word in one.words:
            place = "" if word.champ == "/axe" else f"{FICHE}{word.champ}"
            assert resolve(data, place)


def test_a_theme_is_told_with_its_words_for_people():
    result = run(PDF, f"{FICHE}/themes")
    assert result.exit_code == 0, result.output
    assert "sante-mentale 0." in result.stdout
    assert "« suicide » (decisif) in /titre" in result.stdout


def test_a_leaf_is_told_with_its_page_and_box(record_file):
    result = run(record_file, f"{FICHE}/titre")
    (place,) = record().provenance[f"{FICHE}/titre"]
    assert f"page {place.page}, box {list(place.bbox)}" in result.stdout


@pytest.mark.parametrize("key", ["", "/texte", "/organisation"])
def test_a_mention_is_told_with_how_it_was_matched(record_file, key):
    result = run(record_file, f"{FICHE}/porteurs/0{key}", "--json")
    mention = json.loads(result.stdout)["mention"]
    assert list(mention) == ["texte", "organisation", "methode", "score", "second"]


def test_the_account_is_json_for_programs(record_file):
    data = json.loads(run(record_file, f"{FICHE}/themes", "--json").stdout)
    assert data["pointer"] == f"{FICHE}/themes"
    assert data["provenance"]["places"]
    assert data["themes"][0]["retenu"] is True
    assert set(data["themes"][0]["words"][0]) == {"mots", "niveau", "champ", "poids"}


def test_a_pointer_that_leads_nowhere_is_one_line_and_exit_code_1(record_file):
    result = run(record_file, "/contrats/7")
    assert result.exit_code == 1
    assert result.stderr == "error: record.json: /contrats/7: /contrats has no '7'\n"


@pytest.mark.parametrize("content", ["", "[]", '{"a": 1}', "{"])
def test_a_file_that_is_no_record_is_one_line_and_exit_code_1(tmp_path, content):
    path = tmp_path / "a.json"
    path.write_text(content, encoding="utf-8")
    result = run(path, "/a")
    assert result.exit_code == 1
    assert result.stderr.startswith("error: a.json: not a record (")
    assert result.stderr.count("\n") == 1


def test_a_missing_file_is_one_line_and_exit_code_1(tmp_path):
    result = run(tmp_path / "none.json", "/a")
    assert result.exit_code == 1
    assert result.stderr == "error: none.json: no such file (check the path)\n"


def test_a_missing_pointer_is_misuse(record_file):
    assert run(record_file).exit_code == 2
