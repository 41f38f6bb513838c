"""The published JSON Schema is what the models say, and the gold keeps to it."""

import json
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner

from extractor.cli import main
from extractor.schema import record_schema
from models.records import SCHEMA_VERSION, Document, Identite

ROOT = Path(__file__).parent.parent
COMMITTED = ROOT / f"schema/cls-record-{SCHEMA_VERSION}.schema.json"
GOLD = sorted((ROOT / "gold").glob("*.json"))


@pytest.fixture(scope="module")
def validator():
    return jsonschema.Draft202012Validator(json.loads(COMMITTED.read_text(encoding="utf-8")))


def smallest_record():
    identite = Identite(id="0" * 64, fichier="a.pdf", genre="inconnu", pages=1)
    return Document(document=identite).model_dump(mode="json")


def test_the_committed_schema_is_what_the_command_prints():
    printed = CliRunner().invoke(main, ["schema"]).stdout_bytes
    assert printed == COMMITTED.read_bytes(), "run `make schema`, and think of the version"


def test_the_schema_is_valid_json_schema_2020_12():
    schema = record_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_the_identifier_and_the_file_name_carry_the_version():
    assert record_schema()["$id"].endswith(f":{SCHEMA_VERSION}")
    assert COMMITTED.exists()


def test_every_object_is_closed_and_requires_every_key():
    schema = record_schema()
    for model in [schema, *schema["$defs"].values()]:
        assert model["additionalProperties"] is False
        assert model["required"] == list(model["properties"])


def test_every_field_is_described():
    schema = record_schema()
    for name, model in schema["$defs"].items():
        bare = [key for key, field in model["properties"].items() if not field.get("description")]
        assert not bare, name


def test_the_smallest_record_is_valid(validator):
    validator.validate(smallest_record())


@pytest.mark.parametrize("key", ["contrats", "sommaire", "provenance", "avertissements"])
def test_a_record_without_one_of_its_keys_is_not_valid(validator, key):
    record = smallest_record()
    del record[key]
    assert not validator.is_valid(record)


def test_a_record_with_a_key_of_its_own_is_not_valid(validator):
    assert not validator.is_valid(smallest_record() | {"extra": 1})


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_a_gold_record_keeps_to_the_schema(validator, path):
    validator.validate(json.loads(path.read_text(encoding="utf-8")))
