"""The whole way, from bytes to the JSON text."""

import os
from pathlib import Path

import extractor.pdf.helper
import extractor.pdf.read
from extractor.pipeline import read_document, read_flow, record_to_json
from models.page import Page

ROOT = Path(__file__).parent.parent
LONG = ROOT / "corpus" / "pdf" / "cls-lisieux-normandie-2025-2029.pdf"
SHORT = ROOT / "tests" / "pdf" / "ruled-reportlab.pdf"


def test_two_readings_give_the_same_bytes():
    first, second = (record_to_json(read_document(SHORT).record) for _ in range(2))
    assert first == second


def test_a_helper_process_changes_nothing_in_the_record(monkeypatch):
    with_helper = record_to_json(read_document(LONG).record)
    monkeypatch.setattr(extractor.pdf.helper, "MIN_PAGES", 10_000)
    assert record_to_json(read_document(LONG).record) == with_helper


def test_pages_of_a_helper_that_dies_are_read_here(monkeypatch):
    expected = record_to_json(read_document(LONG).record)
    monkeypatch.setattr(extractor.pdf.helper, "_send", lambda *_: 1)
    monkeypatch.setattr(extractor.pdf.helper, "_pays", lambda _: hasattr(os, "fork"))
    assert record_to_json(read_document(LONG).record) == expected


def test_a_page_that_pdfium_cannot_load_is_read_by_pdfplumber(monkeypatch):
    read_page = extractor.pdf.read.read_page

    def fail_on_the_third(document, index, fonts, goes_on):
        page = read_page(document, index, fonts, goes_on)
        return Page(index + 1, 0.0, 0.0, 0, (), (), (), (), (), ()) if index == 2 else page

    monkeypatch.setattr(extractor.pdf.read, "read_page", fail_on_the_third)
    flow, _ = read_flow(SHORT.read_bytes(), SHORT.name)
    assert "Préambule" in " ".join(line.text for line in flow.lines[3])


def test_every_value_that_is_read_has_a_place():
    record = read_document(SHORT).record.model_dump(mode="json")
    missing = [
        pointer
        for part in ("contrats", "sommaire", "sigles")
        for pointer, value in leaves(record[part], f"/{part}")
        if value not in (None, "", 0) and pointer not in record["provenance"]
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
