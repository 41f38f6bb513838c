"""`cls-extractor compare`: what is printed and written, and how misuse is told."""

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook

from extractor.cli import main
from extractor.cli.compare import NAMES
from extractor.compare.answers import QUESTIONS
from extractor.compare.tables import Count, Share, Table, Unknown
from extractor.compare.writers import to_csv, to_xlsx
from extractor.store.store import open_store
from tests.comparaison import EVIL, fill


@pytest.fixture(scope="module")
def db(tmp_path_factory) -> str:
    place = str(tmp_path_factory.mktemp("compare") / "small.db")
    with open_store(place) as store:
        fill(store, hostile=True)
    return place


def run(*words: str):
    return CliRunner().invoke(main, ["compare", *words])


def test_the_help_knows_every_question():
    assert tuple(QUESTIONS) == NAMES


@pytest.mark.parametrize("question", NAMES)
def test_every_question_prints_a_table(db, question):
    result = run(question, "--db", db)
    assert result.exit_code == 0, result.output
    assert "┃" in result.stdout


def test_a_wide_table_has_numbered_headings_and_a_legend(db):
    printed = run("matrix", "--db", db).stdout
    assert "1 = Accès aux soins" in " ".join(printed.split())
    assert "?" in printed


def test_csv_leaves_what_is_not_known_empty(db):
    result = run("matrix", "--db", db, "--format", "csv", "--territory", "Gamma")
    first, second = list(csv.reader(io.StringIO(result.stdout.lstrip("\ufeff"))))[:2]
    row = dict(zip(first, second, strict=True))
    assert (row["territoire"], row["extraction"]) == ("Gamma", "aucune")
    assert row["Proches aidants"] == ""


def test_several_tables_are_a_folder_of_csv_files(db, tmp_path):
    assert run("--db", db, "--format", "csv", "-o", str(tmp_path / "out")).exit_code == 0
    names = {path.name for path in (tmp_path / "out").iterdir()}
    assert {"themes.csv", "acteurs.csv", "evolution.csv", "non-lus.csv"} <= names


def test_json_names_the_fiches_of_a_count(db):
    data = json.loads(run("coverage", "--db", db, "--format", "json").stdout)
    rows = {row["thème"]: row for row in data["tables"]["couverture"]["lignes"]}
    count = rows["Proches aidants"]["fiches"]
    assert count["nombre"] == 2
    keys = [data["cles"][place] for place in count["fiches"]]
    assert all(key[64:] == "/contrats/0/fiches_action/0" for key in keys)


def test_the_ending_of_the_file_is_its_format(db, tmp_path):
    for name in ("a.xlsx", "a.json", "a.html"):
        assert run("--db", db, "-o", str(tmp_path / name)).exit_code == 0
    book = load_workbook(tmp_path / "a.xlsx")
    assert book.sheetnames[:2] == ["territoires", "non-lus"]
    assert book["themes"].freeze_panes == "B2"
    assert (tmp_path / "a.html").read_text("utf-8").startswith("<!DOCTYPE html>")


def test_the_same_store_gives_the_same_bytes(db, tmp_path):
    for name in ("a.xlsx", "b.xlsx"):
        run("--db", db, "-o", str(tmp_path / name))
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_a_text_is_never_a_formula(db, tmp_path):
    run("territories", "--db", db, "-o", str(tmp_path / "a.xlsx"))
    sheet = load_workbook(tmp_path / "a.xlsx")["territoires"]
    hostile = next(c for row in sheet.iter_rows() for c in row if EVIL in str(c.value))
    assert hostile.data_type == "s"
    table = Table("x", "", "", ("a", "b", "c"), (("=1+1", Unknown(), Share(0.5)), ("-", None, 2)))
    assert to_csv(table).decode("utf-8-sig") == "a,b,c\r\n'=1+1,,0.5\r\n'-,,2\r\n"


def test_a_letter_that_a_sheet_cannot_hold_is_replaced():
    table = Table("x", "", "", ("a",), (("a\x01b",), (Count(1, ()),)))
    sheet = load_workbook(io.BytesIO(to_xlsx([table])))["x"]
    assert [row[0].value for row in sheet.iter_rows()] == ["a", "a\ufffdb", 1]


def test_actions_near_to_a_sentence(db):
    result = run("similar", "--db", db, "--like", "les aidants familiaux", "--most", "1")
    assert "proches aidants" in result.stdout
    assert "radon" not in result.stdout


def test_actions_near_to_a_fiche_are_of_other_territories(db):
    result = run("similar", "--db", db, "--fiche", "1.1", "--territory", "Alpha", "--most", "1")
    assert "Soutien aux proches aidants" in result.stdout


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("similar", "--fiche", "9.9"), "no fiche of that name"),
        (("similar", "--fiche", "1.1", "--like", "a"), "not both"),
        (("matrix", "--like", "a"), "go with the question similar"),
        (("matrix", "--format", "html"), "one report of all questions"),
        (("matrix", "--theme", "astronomie"), "no theme astronomie"),
        (("matrix", "--period", "hier"), "a year or two"),
        (("matrix", "-o", "a.txt"), "a file that ends with"),
    ],
)
def test_misuse_is_told(db, words, told):
    result = run(*words, "--db", db)
    assert result.exit_code == 2
    assert told in result.output


def test_a_database_that_is_not_there_is_not_made(tmp_path):
    place = tmp_path / "typo.db"
    result = run("matrix", "--db", str(place))
    assert result.exit_code == 2
    assert "no such database" in result.stderr
    assert not place.exists()


def test_a_foreign_database_is_told(tmp_path):
    import sqlite3

    place = tmp_path / "other.db"
    with sqlite3.connect(place) as connection:
        connection.execute("CREATE TABLE mine (a)")
    result = run("matrix", "--db", str(place))
    assert result.exit_code == 2
    assert "error: " in result.stderr


def test_a_place_that_cannot_be_written_is_told(db, tmp_path):
    (tmp_path / "file").touch()
    result = run("--db", db, "-o", str(tmp_path / "file/a.json"))
    assert result.exit_code == 1
    assert "cannot be written" in result.stderr


def test_a_question_loads_no_more_than_it_needs(db):
    code = f"""
import sys
from contextlib import suppress
from extractor.cli import main
with suppress(SystemExit):
    main(["compare", "statuses", "--db", {db!r}])
print(*{{name.partition(".")[0] for name in sys.modules}}, file=sys.stderr)
"""
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=Path(__file__).parent.parent,
        capture_output=True,
        text=True,
    )
    loaded = set(done.stderr.split())
    assert "sqlalchemy" in loaded
    assert loaded.isdisjoint(
        {"scipy", "numpy", "jinja2", "openpyxl", "spacy", "pydantic", "alembic"}
    )
