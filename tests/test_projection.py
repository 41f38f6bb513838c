"""Records → rows: every one stands where its pointer says."""

import json
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from extractor.store.projection import project
from extractor.store.tables import (
    PROJECTIONS,
)
from models.records import Document
from tests.outcomes import (
    SETTINGS,
    make_outcome,
    source_of,
)

ROOT = Path(__file__).parent.parent
AT = datetime(2025, 7, 10, 22, 30, tzinfo=UTC)


def test_the_rows_have_the_columns_of_the_tables():
    rows = make_outcome("a.pdf").rows
    assert rows.keys() == PROJECTIONS.keys() | {"records"}
    for name, table in PROJECTIONS.items():
        assert rows[name]
        for row in rows[name]:
            assert row.keys() == {c.name for c in table.c} - {"content_hash"}


def test_every_mention_of_a_record_is_a_row_with_its_role():
    rows = make_outcome("a.pdf").rows["mentions"]
    fiche = "/contrats/0/fiches_action/0"
    assert [(row["pointer"], row["fiche"], row["role"], row["instance"]) for row in rows] == [
        ("/contrats/0/signataires/0/organisation", None, "signataire", None),
        ("/contrats/0/instances/0/membres/0", None, "membre", "Comité de pilotage"),
        ("/contrats/0/partenaires/0", None, "partenaire", None),
        (f"{fiche}/porteurs/0", fiche, "porteur", None),
        (f"{fiche}/partenaires/0", fiche, "partenaire", None),
        (f"{fiche}/partenaires/1", fiche, "partenaire", None),
    ]


def resolve(record, pointer):
    for step in pointer.split("/")[1:]:
        record = record[int(step) if isinstance(record, list) else step]
    return record


@pytest.mark.parametrize("path", sorted((ROOT / "gold").glob("*.json")), ids=lambda path: path.stem)
def test_every_row_stands_where_its_pointer_says(path):
    record = record_of(path)
    rows = project(record)
    for name, of in rows.items():
        for ordre, row in enumerate(of):
            if name != "records":
                assert row["ordre"] == ordre
                assert resolve(record, row["pointer"]) is not None
    for row in rows["mentions"]:
        assert resolve(record, row["pointer"])["texte"] == row["texte"]
    for row in rows["indicateurs"]:
        assert resolve(record, row["pointer"]) == row["texte"]
    assert len(rows["mentions"]) == count_mentions(record)


def record_of(path):
    return json.loads(Document.model_validate_json(path.read_text("utf-8")).model_dump_json())


def count_mentions(value):
    """Mentions anywhere under a value: what has a runner-up has been matched."""
    if isinstance(value, list):
        return sum(map(count_mentions, value))
    if not isinstance(value, dict):
        return 0
    return ("second" in value) + sum(map(count_mentions, value.values()))


def test_numbers_that_no_column_holds_are_left_out(store):
    outcome = make_outcome("a.pdf", rang=10**12, periode={"debut": 10**30})
    store.save(source_of("a.pdf"), SETTINGS, outcome, AT)
    with store.engine.connect() as connection:
        contrats = PROJECTIONS["contrats"].c
        assert connection.execute(select(contrats.rang, contrats.debut)).one() == (None, None)


def test_projecting_loads_neither_sqlalchemy_nor_pydantic():
    code = "import sys, extractor.store.projection; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert {"sqlalchemy", "pydantic", "alembic"}.isdisjoint(done.stdout.split())
