"""`cls-extractor evaluate`: what it prints, and when the exit code says that scores do not hold."""

import json
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from click.testing import CliRunner

from extractor.cli import main
from extractor.errors import NotAPdf
from extractor.pipeline import Options
from models.records import Document, Identite
from tests.tesseract import needs_tesseract

ROOT = Path(__file__).parent.parent


def run(*arguments):
    """Run `evaluate` in this process."""
    return CliRunner().invoke(main, ["evaluate", *map(str, arguments)])


@pytest.fixture
def scored(tmp_path, monkeypatch):
    """A gold of one document and a reader that finds what `scored.found` says."""
    gold = Document(
        document=Identite(id="0" * 64, fichier="a.pdf", genre="contrat", titre="CLS", pages=3)
    )
    (tmp_path / "a.json").write_text(gold.model_dump_json(), encoding="utf-8")
    scene = SimpleNamespace(folder=tmp_path, gold=gold, found=gold)

    def read_document(path, options):
        if scene.found is None:
            raise NotAPdf(path.name, "not a PDF", "convert it to PDF first")
        return SimpleNamespace(record=scene.found)

    module = SimpleNamespace(read_document=read_document, Options=Options)
    monkeypatch.setitem(sys.modules, "extractor.pipeline", module)
    return scene


def with_title(record, titre):
    return record.model_copy(
        update={"document": record.document.model_copy(update={"titre": titre})}
    )


def test_scores_are_a_table_for_people(scored):
    result = run(scored.folder, scored.folder)
    assert result.exit_code == 0
    assert "document.titre" in result.stdout


def test_scores_are_json_for_programs(scored):
    result = run(scored.folder, scored.folder, "--json")
    assert "document.titre" in json.loads(result.stdout)["fields"]


def test_differences_are_listed_with_their_place(scored):
    scored.found = with_title(scored.gold, "Contrat")
    result = run(scored.folder, scored.folder, "--errors")
    (line,) = result.stderr.splitlines()
    assert line == "a: document.titre: 'CLS' at /document/titre → 'Contrat' at /document/titre"


def test_a_score_below_its_floor_is_exit_code_1(scored):
    (scored.folder / "floors.toml").write_text('[a]\n"document.titre" = 1.0\n')
    assert run(scored.folder, scored.folder).exit_code == 0
    scored.found = with_title(scored.gold, "Contrat")
    result = run(scored.folder, scored.folder)
    assert result.exit_code == 1
    assert "below its floor" in result.stderr


def test_a_document_that_cannot_be_read_is_exit_code_1(scored):
    scored.found = None
    result = run(scored.folder, scored.folder)
    assert result.exit_code == 1
    assert result.stderr.startswith("error: a.pdf: not a PDF")
    assert "document.titre" in result.stdout


def test_a_gold_that_is_no_record_is_exit_code_1(scored):
    (scored.folder / "b.json").write_text("{}")
    result = run(scored.folder, scored.folder)
    assert result.exit_code == 1
    assert result.stderr.startswith("error: b.json: ")


def test_a_gold_folder_without_gold_is_said(tmp_path):
    result = run(tmp_path, tmp_path)
    assert result.exit_code == 1
    assert "no gold" in result.stderr


@needs_tesseract
def test_the_scores_of_the_gold_hold_their_floors():
    result = run(ROOT / "corpus/pdf", ROOT / "gold", "--json")
    assert result.exit_code == 0, result.stderr
    assert json.loads(result.stdout)
