"""The library API: what `from extractor import …` offers, and its examples."""

import ast
import doctest
import inspect
import subprocess
import sys
from pathlib import Path

import pytest

import extractor
from extractor import extract, find_problems, library, print_record, read_record, rows
from extractor.compare.tables import Count, Table, Unknown
from extractor.errors import ExtractionError

ROOT = Path(__file__).parent.parent
DOCUMENT = ROOT / "tests/pdf/press/communique-premier-contrat.pdf"
EXAMPLES = [test for test in doctest.DocTestFinder().find(library, "library") if test.examples]


@pytest.fixture
def place(tmp_path, monkeypatch):
    """A folder of this test in which the documents of the examples are."""
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests/pdf").symlink_to(ROOT / "tests/pdf", target_is_directory=True)
    monkeypatch.chdir(tmp_path)


@pytest.mark.usefixtures("place")
@pytest.mark.parametrize("example", EXAMPLES, ids=lambda test: test.name)
def test_the_examples_of_the_library_are_true(example):
    told: list[str] = []
    doctest.DocTestRunner().run(example, out=told.append)
    assert not told, "".join(told)


def test_there_are_examples():
    assert {test.name for test in EXAMPLES} >= {
        "library.ask",
        "library.extract",
        "library.import_documents",
        "library.rows",
    }


def test_the_package_offers_the_names_of_the_library():
    assert extractor.__all__ == library.__all__
    assert all(getattr(extractor, name) is getattr(library, name) for name in library.__all__)


def test_a_type_checker_sees_the_same_names():
    tree = ast.parse((ROOT / "extractor/__init__.py").read_text("utf-8"))
    imported = [
        alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "extractor.library"
        for alias in node.names
    ]
    assert sorted(imported) == sorted(extractor.__all__)


def test_a_name_that_is_not_there_is_told():
    with pytest.raises(AttributeError, match="extrakt"):
        extractor.extrakt  # noqa: B018


@pytest.mark.parametrize("name", library.__all__)
def test_every_name_is_documented(name):
    assert inspect.getdoc(getattr(library, name))


def test_names_stay_when_their_modules_are_loaded():
    """A folder of the package with the name of a function would take its place."""
    code = (
        "import extractor, extractor.library, types;"
        "print([n for n in extractor.__all__"
        " if isinstance(getattr(extractor, n), types.ModuleType)])"
    )
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_a_record_is_read_back():
    record = extract(DOCUMENT)
    data = print_record(record)
    assert read_record(data) == record
    assert find_problems(data) == []


def test_labels_of_the_user_decide(tmp_path):
    labels = tmp_path / "my.toml"
    labels.write_text('"Pilote" = "nulle-part"', encoding="utf-8")
    with pytest.raises(ExtractionError, match="nulle-part"):
        extract(DOCUMENT, labels=[labels])


def test_a_glossary_of_the_user_decides(tmp_path):
    glossary = tmp_path / "my.csv"
    glossary.write_text("id;nom;couleur\n", encoding="utf-8")
    with pytest.raises(ExtractionError, match="couleur"):
        extract(DOCUMENT, glossaries=[str(glossary)])


def test_news_of_an_import_are_told(tmp_path):
    news = []
    db = str(tmp_path / "corpus.db")
    totals = extractor.import_documents([DOCUMENT], db, workers=1, tell=news.append)
    assert [event.path for event in news] == [str(DOCUMENT)]
    assert (totals.inputs, totals.failed) == (1, 0)


def test_an_unknown_question_is_told(tmp_path):
    db = str(tmp_path / "corpus.db")
    extractor.import_documents(DOCUMENT, db, workers=1)
    with (
        extractor.open_existing_store(db) as store,
        pytest.raises(ValueError, match="one of territories, matrix"),
    ):
        extractor.ask(store, "weather")


def test_rows_are_plain_values():
    line = ("Lisieux", Count(3, (), "≥ "), Unknown())
    table = Table("t", "", "", ("territoire", "fiches", "autres"), (line,))
    assert rows(table) == [{"territoire": "Lisieux", "fiches": 3, "autres": None}]
