"""Hostile input: a sample of the corpus of `benchmarks/hostile.py`, and what it found."""

import json

import pytest

from benchmarks.hostile import find_sources, read_all, spread, table
from benchmarks.hostile_inputs import make_inputs
from benchmarks.hostile_inputs.raw import one_page, two_pages
from extractor.batch.isolation import Limits
from extractor.layout.lines import Line
from extractor.layout.repairs import drop_doubles
from extractor.outcome import Failure
from extractor.parsers.signature_columns import pages_to_columns
from extractor.pdf.document import open_pdf
from extractor.pdf.reference import read_page_slowly
from extractor.pdf.watch import UNWATCHED
from extractor.pipeline import DEFAULTS, Reading, read_alone
from extractor.printing import print_record
from models.page import Loss, Style, Word

SEED = 5
COUNT = 60
TIGHT = Limits(seconds=6.0, page_seconds=1.5, memory=400 << 20, pages=3000, size=64 << 20)


def read(data: bytes, name: str = "a.pdf") -> Reading:
    with open_pdf(data, name) as document:
        return read_alone(document, name, DEFAULTS, UNWATCHED)


def test_each_input_ends_as_a_record_or_a_named_failure(tmp_path):
    inputs = spread(list(make_inputs(SEED, find_sources(), tmp_path)), COUNT)
    account = read_all(inputs, tmp_path, workers=2, limits=TIGHT)
    assert not account.broken, table(account)
    assert len(account.ends) == COUNT + COUNT // 20
    internal = [e.outcome.message for e in account.ends if e.outcome.failure is Failure.INTERNAL]
    assert not internal


def test_the_inputs_are_the_same_at_each_run(tmp_path):
    made = []
    for run in ("first", "second"):
        folder = tmp_path / run
        folder.mkdir()
        inputs = spread(list(make_inputs(SEED, find_sources(), folder)), 40)
        plain = [one for one in inputs if one.kind not in ("encrypted", "special")]
        for one in plain:
            one.make(folder / one.name)
        made.append([(one.kind, one.name, (folder / one.name).read_bytes()) for one in plain])
    assert made[0] == made[1]
    assert len(made[0]) > 20


# ── what it found ─────────────────────────────────────────────────────────────────────────


def test_a_name_that_is_no_text_is_printed_all_the_same():
    name = b"\xff\xfe.pdf".decode("utf-8", "surrogateescape")
    reading = read(one_page(b"BT /F1 9 Tf 50 700 Td (Contrat) Tj ET"), name)
    record = json.loads(print_record(reading.record))
    assert record["document"]["fichier"] == "\ufffd\ufffd.pdf"


def test_half_of_a_pair_is_no_character():
    cmap = b"begincmap 1 beginbfchar <61> <D83D> endbfchar endcmap"
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 7 0 R>>"
    stream = b"<</Length %d>>stream\n%b\nendstream" % (len(cmap), cmap)
    fonts = b"/Resources<</Font<</F1 6 0 R>>>>"
    data = one_page(b"BT /F1 9 Tf 50 700 Td (abab) Tj ET", font, stream, entries=fonts)
    reading = read(data)
    assert print_record(reading.record)
    texts = [w.text for page in reading.flow.pages for w in page.words]
    texts += [word.text for word in read_page_slowly(data, 1).words]
    assert texts
    assert not any(0xD800 <= ord(c) < 0xE000 for text in texts for c in text)


def test_an_endless_search_of_lost_objects_ends():
    data = one_page(b"x").replace(b"[3 0 R]/Count 1", b"[%b]/Count 400" % (b"99 0 R " * 400))
    reading = read(data + b"99 1 obk [<(" * 20_000)
    assert len(reading.missing) >= 399


def test_a_page_description_of_ten_million_bytes_is_not_read_slowly():
    data = two_pages(b" " * 10_000_000)
    reading = read(data)
    assert reading.missing == (2,)
    assert reading.flow.pages[1].loss is Loss.DAMAGED


@pytest.mark.parametrize("shift", [0.0, 0.3])
def test_a_word_drawn_twice_is_found_among_thousands(shift):
    style = Style("Sans", 10.0, False, False, 0)
    places = [(12.0 * (i % 50), 8.0 * (i // 50)) for i in range(5000)]
    words = [
        Word("•", 1, i, x, y - 8, x + 5, y + 2, y, style, -1, 0) for i, (x, y) in enumerate(places)
    ]
    again = [
        word._replace(rank=5000 + i, x0=word.x0 + shift) for i, word in enumerate(words[:2500])
    ]
    kept = drop_doubles([*words, *again])
    assert [word.rank for word in kept] == [word.rank for word in drop_doubles(words)]
    assert sum(word.style.bold for word in kept) == (2500 if shift else 0)


# ── what fuzzing found ────────────────────────────────────────────────────────────────────


def test_signatures_in_letters_of_no_size_are_read():
    style = Style("Sans", 0.0, False, False, 0)
    places = [(50.0, 700.0, "Le"), (80.0, 700.0, "maire"), (50.0, 720.0, "Le")]
    lines = [
        Line((Word(text, 1, i, x, y, x + 20, y, y, style, -1, 0),))
        for i, (x, y, text) in enumerate(places)
    ]
    assert list(pages_to_columns([lines]))
