"""Whole contracts, typeset by ourselves in other shapes, against the gold beside each one."""

import json
import tomllib
from functools import cache
from pathlib import Path

import pytest

from extractor.evaluation import evaluate
from extractor.pipeline import Options, read_document
from extractor.printing import print_record

FOLDER = Path(__file__).parent / "pdf"
FLOORS = tomllib.loads((FOLDER / "floors.toml").read_text(encoding="utf-8"))
CONTRACTS = sorted(path.stem for path in FOLDER.glob("*.pdf"))


@cache
def scores(name: str, use_tags: bool):
    reading = read_document(FOLDER / f"{name}.pdf", Options(use_tags=use_tags))
    record = json.loads(print_record(reading.record))
    gold = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    return evaluate({name: record}, {name: gold})


def test_every_contract_has_a_floor():
    assert sorted(FLOORS) == CONTRACTS


@pytest.mark.parametrize("use_tags", [True, False], ids=["tags", "no-tags"])
@pytest.mark.parametrize("name", CONTRACTS)
def test_a_contract_in_another_shape_is_read(name, use_tags):
    found = scores(name, use_tags)
    assert found.total.macro("similar").f1 >= FLOORS[name]["macro"], found.table()


@pytest.mark.parametrize("use_tags", [True, False], ids=["tags", "no-tags"])
@pytest.mark.parametrize("name", CONTRACTS)
def test_fiches_of_another_shape_are_all_found_with_their_titles(name, use_tags):
    fields = scores(name, use_tags).total.fields
    assert fields["fiches_action.code"].f1("similar") == 1
    assert fields["fiches_action.titre"].f1("similar") == 1
