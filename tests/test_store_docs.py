"""The page on the store says what is there, and its queries run."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from extractor.store.tables import METADATA
from tests.outcomes import FICHE, SETTINGS, make_outcome, source_of

PAGE = (Path(__file__).parent.parent / "docs/store.md").read_text("utf-8")
QUERIES = re.findall(r"```sql ?(\w*)\n(.*?)```", PAGE, re.DOTALL)


def test_every_column_is_explained():
    sections = re.findall(r"^### (\w+)\n(.*?)(?=^##)", PAGE, re.DOTALL | re.MULTILINE)
    explained = {name: re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE) for name, text in sections}
    assert explained == {
        table.name: [column.name for column in table.c] for table in METADATA.sorted_tables
    }


def test_there_are_queries():
    assert [dialect for dialect, _ in QUERIES] == ["", "", "", "", "", "sqlite", "postgresql"]


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (0, [("Lisieux", "ok", "prevention", 1), ("Lisieux", "ok", "acces-aux-droits", 1)]),
        (1, [("Lisieux", "absent"), ("Lisieux", "absent")]),
        (
            2,
            [
                ("caf", "Caisse d'allocations familiales", "partenaire", 2, 2),
                ("caf", "Caisse d'allocations familiales", "porteur", 2, 2),
            ],
        ),
        (3, [("Lisieux", "1.1", "Repérer plus tôt", "processus", "Visites")]),
        (4, [("Lisieux", 1, "1.1", "Repérer plus tôt", "1.1")]),
        (5, [("Repérer plus tôt", 12000.0, None)] * 2),
    ],
)
def test_every_query_finds_what_it_says(store, number, expected):
    own = ("", store.engine.dialect.name)
    query = next(query for dialect, query in QUERIES[number:] if dialect in own)
    droits = FICHE | {"themes": [{"theme": "acces-aux-droits", "score": 0.8}]}
    outcomes = {
        "a.pdf": make_outcome("a.pdf", rang=1),
        "b.pdf": make_outcome("b.pdf", rang=2, fiches_action=[droits]),
    }
    for path, outcome in outcomes.items():
        store.save(source_of(path), SETTINGS, outcome, datetime.now(UTC))
    with store.engine.connect() as connection:
        rows = [tuple(row) for row in connection.exec_driver_sql(query)]
    assert sorted(rows, key=repr) == sorted(expected, key=repr)
