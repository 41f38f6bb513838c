"""The whole way, from bytes to the JSON text."""

import os
import re
import sys
from pathlib import Path

import pytest
from pydantic import ValidationError

import extractor.helper
import extractor.pdf.read
import extractor.pipeline
from extractor.pipeline import Options, print_document, read_document
from extractor.printing import print_record
from models.page import Loss, lost_page

ROOT = Path(__file__).parent.parent
LONG = ROOT / "corpus" / "pdf" / "cls-lisieux-normandie-2025-2029.pdf"
SHORT = ROOT / "tests" / "pdf" / "ruled-reportlab.pdf"


def test_two_readings_give_the_same_bytes():
    first, second = (print_record(read_document(SHORT).record) for _ in range(2))
    assert first == second


@pytest.fixture
def fresh(monkeypatch):
    """A process with two cores that has not loaded Pydantic for printing yet."""
    monkeypatch.delitem(sys.modules, "extractor.printing")
    monkeypatch.setattr(extractor.helper, "_pays", lambda *_: hasattr(os, "fork"))


def test_a_helper_process_changes_nothing_in_the_record(fresh, monkeypatch):
    with_helper, reading = print_document(LONG)
    assert print_record(reading.record) == with_helper
    monkeypatch.setattr(extractor.helper, "_pays", lambda *_: False)
    assert print_document(LONG)[0] == with_helper


@pytest.mark.parametrize(
    ("module", "step"),
    [(extractor.helper, "read_pages"), (extractor.pipeline, "_answer")],
)
def test_what_a_helper_that_dies_owes_is_made_here(fresh, monkeypatch, module, step):
    expected = print_document(SHORT)[0]
    monkeypatch.delitem(sys.modules, "extractor.printing", raising=False)
    here, work = os.getpid(), getattr(module, step)

    def die_elsewhere(*arguments):
        if os.getpid() != here:
            os._exit(1)
        return work(*arguments)

    monkeypatch.setattr(module, step, die_elsewhere)
    assert print_document(SHORT)[0] == expected


def test_a_host_that_waits_for_all_children_disturbs_no_reading(fresh, monkeypatch):
    expected = print_document(SHORT)[0]
    os.waitpid(extractor.helper._ending[-1], 0)
    monkeypatch.delitem(sys.modules, "extractor.printing", raising=False)
    assert print_document(SHORT)[0] == expected


def test_the_slow_engine_prints_the_same_with_no_helper(fresh, monkeypatch):
    slow = print_document(SHORT, Options(engine="pdfplumber"))[0]
    monkeypatch.setattr(extractor.helper, "_pays", lambda *_: False)
    assert slow == print_document(SHORT, Options(engine="pdfplumber"))[0]
    assert slow.startswith(b'{"schema_version":')


def test_a_record_that_is_not_valid_is_an_error_with_a_helper_too(fresh, monkeypatch):
    complete = extractor.pipeline._complete

    def spoil(*arguments):
        return complete(*arguments) | {"schema_version": 7}

    monkeypatch.setattr(extractor.pipeline, "_complete", spoil)
    with pytest.raises(ValidationError, match="schema_version"):
        print_document(SHORT)


def test_a_page_that_pdfium_cannot_load_is_read_by_pdfplumber(monkeypatch):
    read_page = extractor.pdf.read.read_page

    def fail_on_the_third(document, index, fonts, goes_on):
        page = read_page(document, index, fonts, goes_on)
        return lost_page(index + 1, Loss.DAMAGED) if index == 2 else page

    monkeypatch.setattr(extractor.pdf.read, "read_page", fail_on_the_third)
    lines = read_document(SHORT).flow.lines[3]
    assert "Préambule" in " ".join(line.text for line in lines)


# What matching adds stands on no page.
MATCHED = re.compile(
    r"/(organisation/(nom|sigle|categorie|score|methode|second/.*|organisation)"
    r"|(membres|partenaires|porteurs)/\d+/(?!texte|groupe).*"
    r"|territoire/(nom_officiel|code|score|(departements|regions)/\d+))$"
)


def test_every_value_that_is_read_has_a_place():
    record = read_document(SHORT).record.model_dump(mode="json")
    missing = [
        pointer
        for part in ("contrats", "sommaire", "sigles")
        for pointer, value in leaves(record[part], f"/{part}")
        if value not in (None, "", 0) and pointer not in record["provenance"]
        if not MATCHED.search(pointer)
    ]
    assert missing == []


def test_every_place_is_on_a_page_of_the_document():
    record = read_document(SHORT).record
    for places in record.provenance.values():
        for place in places:
            x0, top, x1, bottom = place.bbox
            assert 1 <= place.page <= record.document.pages
            assert x0 <= x1
            assert top <= bottom


def leaves(value, pointer):
    if isinstance(value, dict):
        for key, child in value.items():
            yield from leaves(child, f"{pointer}/{key}")
    elif isinstance(value, list):
        for rank, child in enumerate(value):
            yield from leaves(child, f"{pointer}/{rank}")
    else:
        yield pointer, value
