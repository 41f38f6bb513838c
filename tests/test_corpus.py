"""The manifest says what the corpus holds, byte for byte."""

import csv
import hashlib
from pathlib import Path

import pytest

CORPUS = Path(__file__).parent.parent / "corpus"
COLUMNS = ["id", "file", "sha256", "genre", "territory", "year", "origin"]

with (CORPUS / "manifest.csv").open(encoding="utf-8", newline="") as stream:
    READER = csv.DictReader(stream)
    ROWS = list(READER)


def test_the_manifest_has_its_columns():
    assert READER.fieldnames == COLUMNS


def test_every_file_has_one_row():
    files = sorted(path.name for path in (CORPUS / "pdf").glob("*.pdf"))
    assert sorted(row["file"] for row in ROWS) == files


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_a_row_describes_its_file(row):
    data = (CORPUS / "pdf" / row["file"]).read_bytes()
    assert row["sha256"] == hashlib.sha256(data).hexdigest()
    assert row["file"] == f"{row['id']}.pdf"
    assert row["genre"] in {"contrat", "communique", "page_web"}
    assert row["year"].isdigit()
    assert all(row.values())
