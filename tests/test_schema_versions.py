"""A published schema does not change, and the next version of it breaks nobody unannounced."""

import copy
import json
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from extractor.cli import main
from extractor.exporters.tables import TABLES_VERSION, published_schema, tables
from extractor.schema import record_schema
from models.records import SCHEMA_VERSION
from tests.compatibility import breaking_changes, objects, shape

SCHEMA = Path(__file__).parent.parent / "schema"
PUBLISHED = json.loads((SCHEMA / "versions.json").read_text("utf-8"))
"""Schema → version → the hash of what it demands, written when that version is first published."""


def generated():
    """What the models and the data file say now, by the name of the schema."""
    found = {"record": (SCHEMA_VERSION, record_schema())}
    for name, table in tables().items():
        found[f"tables/{name}"] = (TABLES_VERSION, published_schema(table))
    return found


def committed(name, version):
    """The file of a published version."""
    if name == "record":
        path = SCHEMA / f"cls-record-{version}.schema.json"
    else:
        path = SCHEMA / "tables" / version / f"{name.removeprefix('tables/')}.schema.json"
    return json.loads(path.read_text("utf-8"))


def number(version):
    return tuple(map(int, version.split(".")))


@pytest.mark.parametrize("name", generated())
def test_a_schema_breaks_nobody_who_knows_an_earlier_version_of_its_major(name):
    version, schema = generated()[name]
    older = [known for known in PUBLISHED[name] if number(known)[0] == number(version)[0]]
    for known in older:
        changes = breaking_changes(committed(name, known), schema)
        assert not changes, f"{name} {known}: this needs a new major version"


@pytest.mark.parametrize("name", generated())
def test_what_a_version_demands_does_not_change_once_it_is_published(name):
    version, schema = generated()[name]
    told = "add a field with a new minor version; `make schema` writes its files"
    assert PUBLISHED[name].get(version) == shape(schema), told


@pytest.mark.parametrize(
    ("name", "version"), [(name, version) for name in PUBLISHED for version in PUBLISHED[name]]
)
def test_the_file_of_every_published_version_stays(name, version):
    assert shape(committed(name, version)) == PUBLISHED[name][version]


def test_a_table_that_is_gone_is_seen():
    assert set(PUBLISHED) == set(generated())


# The comparison itself


def changed(edit):
    """What breaks when `edit` is made to the schema of a record."""
    schema = copy.deepcopy(record_schema())
    edit(schema)
    return breaking_changes(record_schema(), schema)


def remove(schema):
    del schema["$defs"]["FicheAction"]["properties"]["statut"]


def rename(schema):
    fields = schema["$defs"]["Contrat"]["properties"]
    fields["rank"] = fields.pop("rang")


def narrow_values(schema):
    schema["$defs"]["Signataire"]["properties"]["qualite"]["enum"].remove("cosignataire")


def narrow_bounds(schema):
    schema["$defs"]["Place"]["properties"]["page"]["minimum"] = 2


def narrow_null(schema):
    schema["$defs"]["Contrat"]["properties"]["rang"] = {"type": "integer"}


def other_type(schema):
    schema["$defs"]["Axe"]["properties"]["numero"]["type"] = "integer"


def other_items(schema):
    schema["$defs"]["Axe"]["properties"]["objectifs"]["items"]["type"] = "integer"


@pytest.mark.parametrize(
    ("edit", "place"),
    [
        (remove, "FicheAction.statut"),
        (rename, "Contrat.rang"),
        (narrow_values, "Signataire.qualite"),
        (narrow_bounds, "Place.page"),
        (narrow_null, "Contrat.rang"),
        (other_type, "Axe.numero"),
        (other_items, "Axe.objectifs"),
    ],
)
def test_a_breaking_change_is_named(edit, place):
    (change,) = {line.partition(":")[0].partition("/")[0] for line in changed(edit)}
    assert change == place


def test_a_field_made_required_is_named():
    old = record_schema()
    old["$defs"]["Axe"]["required"].remove("titre")
    assert breaking_changes(old, record_schema()) == ["Axe.titre: made required"]


def test_a_new_field_a_new_value_and_new_words_break_nobody():
    def add(schema):
        schema["$defs"]["Axe"]["properties"]["couleur"] = {"type": "string"}
        schema["$defs"]["Axe"]["required"].append("couleur")
        schema["$defs"]["Signataire"]["properties"]["qualite"]["enum"].append("temoin")
        schema["$defs"]["Axe"]["properties"]["titre"]["description"] = "Other words."

    assert changed(add) == []


def test_a_column_is_compared_as_a_field_is():
    old = published_schema(tables()["fiches"])
    new = copy.deepcopy(old)
    new["fields"] = [field for field in new["fields"] if field["name"] != "priorite"]
    next(f for f in new["fields"] if f["name"] == "code")["constraints"] = {"required": True}
    next(f for f in new["fields"] if f["name"] == "statut")["constraints"]["enum"].remove(
        "nouvelle"
    )
    assert breaking_changes(old, new) == [
        "table.code: made required",
        "table.statut: no longer nouvelle",
        "table.priorite: removed",
    ]


def test_the_hash_does_not_see_words_and_sees_a_field():
    schema, worded = record_schema(), record_schema()
    worded["$defs"]["Axe"]["properties"]["titre"]["description"] = "Other words."
    assert shape(worded) == shape(schema)
    del worded["$defs"]["Axe"]["properties"]["titre"]
    assert shape(worded) != shape(schema)


# What the tables of exports promise


@pytest.mark.parametrize("name", tables())
def test_every_column_of_the_store_is_exported_and_has_words(name):
    from extractor.store.tables import PROJECTIONS

    columns = {column.name for column in tables()[name].columns}
    stored = set(PROJECTIONS[name].columns.keys()) - {"ordre"} if name in PROJECTIONS else set()
    assert stored <= columns
    assert all(column.titre and column.description for column in tables()[name].columns)


def test_values_of_columns_are_those_of_the_record():
    kinds = objects(record_schema())
    enums = {
        ("contrats", "territoire_type"): kinds["Territoire"]["type"],
        ("fiches", "statut"): kinds["FicheAction"]["statut"],
        ("signataires", "qualite"): kinds["Signataire"]["qualite"],
        ("indicateurs", "famille"): kinds["Indicateurs"]["famille"],
        ("mentions", "methode"): kinds["Mention"]["methode"],
        ("documents", "genre"): kinds["Identite"]["genre"],
    }
    for (table, column), field in enums.items():
        values = next(c.valeurs for c in tables()[table].columns if c.name == column)
        expected = field.get("enum") or next(one["enum"] for one in field["anyOf"] if "enum" in one)
        assert list(values) == expected, column


def test_the_words_of_the_store_are_those_of_its_columns():
    from extractor.outcome import Status

    status = next(c for c in tables()["documents"].columns if c.name == "status")
    assert list(status.valeurs) == [str(one) for one in Status]


def test_the_folder_is_laid_out_as_schema_data_gouv_fr_expects():
    config = yaml.safe_load((SCHEMA / "schemas.yml").read_text("utf-8"))
    assert {"title", "description", "homepage", "version", "schemas"} <= set(config)
    assert config["version"].startswith(SCHEMA_VERSION)
    for one in config["schemas"]:
        assert one["title"]
        assert json.loads((SCHEMA / one["path"]).read_text("utf-8"))["$id"].endswith(SCHEMA_VERSION)
    for name in ("README.md", "CHANGELOG.md"):
        assert (SCHEMA / name).read_text("utf-8").strip()
    for table in tables().values():
        schema = committed(f"tables/{table.name}", TABLES_VERSION)
        assert {"name", "title", "description", "homepage", "version", "fields"} <= set(schema)


def test_the_committed_table_schemas_are_what_the_command_writes(tmp_path):
    done = CliRunner().invoke(main, ["schema", "--tables", str(tmp_path / "tables")])
    assert done.exit_code == 0
    written = {path.name: path.read_bytes() for path in (tmp_path / "tables").iterdir()}
    folder = SCHEMA / "tables" / TABLES_VERSION
    assert written == {path.name: path.read_bytes() for path in folder.iterdir()}
