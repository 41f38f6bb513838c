"""Pages that are pictures: which ones, what is read on them, and what happens without Tesseract."""

import io
import json
import math
import subprocess
import sys
from functools import cache
from itertools import pairwise
from pathlib import Path

import pikepdf
import pypdfium2 as pdfium
import pytest
from PIL import Image
from rapidfuzz.distance import Levenshtein

import extractor.pdf.scan.read as scan_read
from extractor.helper import read_all_pages
from extractor.pdf.document import open_pdf
from extractor.pdf.scan.engine import OcrFailed, OcrUnavailable, ocr_version
from extractor.pdf.scan.hocr import ReadWord, read_hocr
from extractor.pdf.scan.picture import Picture, find_skew, render_grey, straighten
from extractor.pdf.scan.pitch import Run, even_baselines
from extractor.pdf.scan.rulings import take_rulings
from extractor.pdf.scan.sight import Sight
from extractor.pdf.scan.words import sights_to_words
from extractor.pdf.scans import is_scan
from extractor.pipeline import read_document
from extractor.printing import print_record
from models.page import Box, Page, Scan, Style, Word
from tests.pdfs import cell, lines, make_pdf, rect, text
from tests.tesseract import needs_tesseract

ROOT = Path(__file__).parent.parent
SCAN = ROOT / "corpus" / "pdf" / "cls-lisieux-extrait-scan.pdf"
DIGITAL = ROOT / "tests" / "pdf" / "ruled-reportlab.pdf"
GOLD = ROOT / "gold" / "cls-lisieux-normandie-2025-2029.json"

FICHE = [
    text(60, 80, "Fiche action 1.1 : Aller vers les habitants", 14, bold=True),
    cell(60, 120, 200, 160, "Porteur"),
    cell(200, 120, 520, 160, "Centre hospitalier de Lisieux"),
    cell(60, 160, 200, 220, "Objectif général"),
    cell(200, 160, 520, 220, "Informer les habitants des droits", "et des services de santé."),
    cell(60, 220, 200, 260, "Public visé"),
    cell(200, 220, 520, 260, "Les personnes isolées du territoire"),
]
CONTRACT = [
    text(60, 80, "Contrat local de santé 2024 - 2028", 18, bold=True),
    lines(60, 130, "Article 1 : Objet", "Le présent contrat lie les parties."),
]


@pytest.fixture(autouse=True)
def _own_cache(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


@cache
def picture_of(commands: tuple[str, ...], dpi: int = 200) -> Image.Image:
    """A page drawn, then seen by a scanner."""
    document = pdfium.PdfDocument(make_pdf(commands))
    return document[0].render(scale=dpi / 72).to_pil().convert("L")


def scanned_pdf(picture: Image.Image, *, rotate: int = 0, over: str = "") -> bytes:
    """A PDF of one page that a picture fills; `over` is drawn over it."""
    stream = io.BytesIO()
    picture.save(stream, "PDF", resolution=200.0)
    with pikepdf.open(stream) as pdf, pikepdf.open(io.BytesIO(make_pdf([over]))) as stamp:
        page = pdf.pages[0]
        page.Rotate = rotate
        if over:
            page.add_overlay(stamp.pages[0], pikepdf.Rectangle(*map(float, page.mediabox)))
        return save(pdf)


def joined(*parts: bytes) -> bytes:
    """One PDF of the pages of several."""
    pdf = pikepdf.new()
    sources = [pikepdf.open(io.BytesIO(part)) for part in parts]
    for source in sources:
        pdf.pages.extend(source.pages)
    return save(pdf)


def save(pdf: pikepdf.Pdf) -> bytes:
    stream = io.BytesIO()
    pdf.save(stream, deterministic_id=True)
    return stream.getvalue()


def read(data: bytes, tmp_path: Path):
    path = tmp_path / "contrat.pdf"
    path.write_bytes(data)
    return read_document(path)


def codes(record) -> list[tuple[str, int | None]]:
    return [(a.code, a.page) for a in record.avertissements]


def page_with(words: tuple[Word, ...], *images: Box) -> Page:
    return Page(1, 600.0, 800.0, 0, words, (), (), (), images, ())


def word(text: str, baseline: float) -> Word:
    style = Style("Sans", 10.0, False, False, 0)
    return Word(text, 1, 0, 60.0, baseline - 8, 100.0, baseline + 2, baseline, style, -1, 0)


# ── which pages ───────────────────────────────────────────────────────────────────────────

FULL = Box(0.0, 0.0, 600.0, 800.0)


@pytest.mark.parametrize(
    ("page", "expected", "reason"),
    [
        (page_with((), FULL), True, "a picture and nothing else"),
        (page_with((), Box(0, 0, 600, 400), Box(0, 400, 600, 800)), True, "a scan in two strips"),
        (page_with((word("27", 780.0),), FULL), True, "a page number set over a scan"),
        (page_with((word("Bonjour", 400.0),), FULL), False, "text over a background picture"),
        (page_with((), Box(200, 300, 400, 500)), False, "a logo on an empty page"),
        (page_with((word("27", 780.0),), Box(0, 0, 600, 450)), False, "a figure on half a page"),
        (page_with(()), False, "an empty page"),
    ],
)
def test_a_page_is_a_scan_when_its_text_can_only_be_in_a_picture(page, expected, reason):
    assert is_scan(page) is expected, reason


@pytest.mark.parametrize(
    "path", sorted((ROOT / "corpus" / "pdf").glob("*.pdf")), ids=lambda p: p.stem
)
def test_no_page_of_a_digital_document_is_a_scan(path):
    with open_pdf(path.read_bytes(), path.name) as document:
        found = [page.number for page in read_all_pages(document, None) if is_scan(page)]
    assert found == ([1, 2, 3, 4] if path == SCAN else [])


def test_a_digital_document_loads_nothing_for_scans():
    code = (
        "import sys; from pathlib import Path; from extractor.pipeline import read_document; "
        f"read_document(Path({str(DIGITAL)!r})); "
        "print([m for m in ('cv2', 'pytesseract', 'extractor.pdf.scan') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


# ── the scan of the corpus ────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def scan(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        return read_document(SCAN).record


def fiche_of_gold() -> dict:
    fiches = json.loads(GOLD.read_text(encoding="utf-8"))["contrats"][0]["fiches_action"]
    return next(fiche for fiche in fiches if fiche["code"] == "2.3")


@needs_tesseract
def test_the_fiche_of_a_scan_has_every_label(scan):
    (fiche,) = scan.contrats[0].fiches_action
    assert [champ.libelle for champ in fiche.champs] == [
        champ["libelle"] for champ in fiche_of_gold()["champs"]
    ]


@needs_tesseract
def test_the_texts_of_a_scan_are_those_of_the_page(scan):
    fiche, gold = scan.contrats[0].fiches_action[0].model_dump(mode="json"), fiche_of_gold()
    pairs = list(texts_of(fiche, gold | {key: fiche[key] for key in ("pages", "themes")}))
    alike = [Levenshtein.normalized_similarity(found, printed) for found, printed in pairs]
    assert sum(alike) / len(alike) >= 0.99
    assert min(alike) >= 0.8


MATCHED = {"organisation", "nom", "sigle", "categorie", "score", "methode", "second"}
"""What matching adds to a mention."""


def texts_of(found, printed):
    """Yield each text that is printed with the one that was found in its place."""
    if isinstance(printed, dict):
        for key, value in printed.items():
            if not (key in MATCHED and "methode" in printed):
                yield from texts_of(found[key], value)
    elif isinstance(printed, list):
        assert len(found) == len(printed)
        for one, other in zip(found, printed, strict=True):
            yield from texts_of(one, other)
    elif isinstance(printed, str):
        yield found, printed
    else:
        assert found == printed


@needs_tesseract
def test_a_scan_says_which_pages_were_read_from_pictures(scan):
    assert scan.document.pages_ocr == (1, 2, 3, 4)
    assert ("texte-ocr", 1) in codes(scan)


# ── pages made here ───────────────────────────────────────────────────────────────────────


@needs_tesseract
def test_only_the_scanned_page_of_a_digital_document_is_read_from_its_picture(tmp_path):
    record = read(
        joined(make_pdf(CONTRACT), scanned_pdf(picture_of(tuple(FICHE)))), tmp_path
    ).record
    assert record.document.pages_ocr == (2,)
    (fiche,) = record.contrats[0].fiches_action
    assert (fiche.code, fiche.titre) == ("1.1", "Aller vers les habitants")
    assert [mention.texte for mention in fiche.porteurs] == ["Centre hospitalier de Lisieux"]
    assert fiche.public == ("Les personnes isolées du territoire",)
    assert record.contrats[0].articles[0].titre == "Objet"


@needs_tesseract
@pytest.mark.parametrize("degrees", [-2.0, 1.0, 2.0])
def test_a_page_that_slipped_in_the_scanner_is_read_as_a_straight_one(degrees, tmp_path):
    picture = picture_of(tuple(FICHE)).rotate(degrees, Image.Resampling.BICUBIC, fillcolor=255)
    record = read(joined(make_pdf(CONTRACT), scanned_pdf(picture)), tmp_path).record
    (fiche,) = record.contrats[0].fiches_action
    assert fiche.objectif_general == "Informer les habitants des droits et des services de santé."
    assert [mention.texte for mention in fiche.porteurs] == ["Centre hospitalier de Lisieux"]


@needs_tesseract
@pytest.mark.parametrize("rotate", [90, 180, 270])
def test_a_page_is_read_as_it_is_displayed(rotate, tmp_path):
    picture = picture_of(tuple(FICHE)).rotate(rotate, expand=True)
    data = joined(make_pdf(CONTRACT), scanned_pdf(picture, rotate=rotate))
    reading = read(data, tmp_path)
    assert reading.record.contrats[0].fiches_action[0].code == "1.1"
    page = reading.flow.pages[1]
    assert (round(page.width), round(page.height)) == (595, 842)
    title = next(w for w in page.words if w.text == "habitants")
    assert title.baseline == pytest.approx(80, abs=1.5)


@needs_tesseract
def test_a_page_number_over_a_scan_is_not_read_twice(tmp_path):
    over = text(290, 820, "27")
    reading = read(scanned_pdf(picture_of(tuple(FICHE)), over=over), tmp_path)
    (page,) = reading.flow.pages
    assert page.scan is Scan.READ
    assert [w.text for w in page.words].count("27") == 1
    assert any(w.text == "Porteur" for w in page.words)


# ── the cache ─────────────────────────────────────────────────────────────────────────────


@needs_tesseract
def test_a_picture_is_read_once(tmp_path, monkeypatch):
    data = scanned_pdf(picture_of(tuple(FICHE)))
    first = print_record(read(data, tmp_path).record)
    monkeypatch.setattr(scan_read, "look_at", lambda picture: pytest.fail("read again"))
    assert print_record(read(data, tmp_path).record) == first


@needs_tesseract
def test_a_damaged_cache_is_read_anew(tmp_path):
    data = scanned_pdf(picture_of(tuple(FICHE)))
    first = print_record(read(data, tmp_path).record)
    kept = list((tmp_path / "cache").rglob("*.json"))
    assert len(kept) == 1
    kept[0].write_text('{"lines": [[["Por', encoding="utf-8")
    assert print_record(read(data, tmp_path).record) == first


@needs_tesseract
def test_a_cache_that_cannot_be_written_changes_nothing(tmp_path, monkeypatch):
    data = scanned_pdf(picture_of(tuple(FICHE)))
    first = print_record(read(data, tmp_path).record)
    occupied = tmp_path / "occupied"
    occupied.write_text("a file where the folder should be", encoding="utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(occupied))
    assert print_record(read(data, tmp_path).record) == first


# ── without Tesseract ─────────────────────────────────────────────────────────────────────


def test_without_tesseract_the_digital_pages_are_still_read(tmp_path, monkeypatch):
    def missing():
        raise OcrUnavailable("Tesseract is not installed")

    monkeypatch.setattr(scan_read, "ocr_version", missing)
    record = read(
        joined(make_pdf(CONTRACT), scanned_pdf(picture_of(tuple(FICHE)))), tmp_path
    ).record
    assert record.contrats[0].articles[0].titre == "Objet"
    assert record.document.pages_ocr == ()
    (told,) = [a for a in record.avertissements if a.code == "ocr-indisponible"]
    assert told.page == 2
    assert "tesseract-ocr-fra" in told.message


def test_the_command_names_the_package_that_is_missing(tmp_path):
    path = tmp_path / "contrat.pdf"
    path.write_bytes(scanned_pdf(picture_of(tuple(FICHE))))
    command = [sys.executable, "-m", "extractor.cli", "extract", str(path)]
    code = f"import sys; sys.argv = {command[2:]!r}; from extractor.cli import run; run()"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env={"PATH": str(tmp_path)}
    )
    assert done.returncode == 0
    assert "tesseract-ocr-fra" in done.stderr.splitlines()[-1]
    assert json.loads(done.stdout)["document"]["pages"] == 1


@needs_tesseract
def test_a_page_on_which_tesseract_fails_is_told(tmp_path, monkeypatch):
    def fail(picture):
        raise OcrFailed("timeout")

    monkeypatch.setattr(scan_read, "look_at", fail)
    record = read(scanned_pdf(picture_of(tuple(FICHE))), tmp_path).record
    assert ("ocr-echec", 1) in codes(record)


@needs_tesseract
def test_the_version_of_what_reads_is_known():
    assert ocr_version().startswith("tesseract ")


# ── the parts ─────────────────────────────────────────────────────────────────────────────


def rendered(commands: list[str]) -> Picture:
    return render_grey(pdfium.PdfDocument(make_pdf(commands)), 1)


@pytest.mark.parametrize("degrees", [-4.0, -0.3, 0.0, 1.7])
def test_the_skew_of_a_page_is_found_to_a_twentieth_of_a_degree(degrees):
    grey, _ = rendered(FICHE)
    assert find_skew(straighten(grey, degrees)) == pytest.approx(-degrees, abs=0.05)


def test_an_empty_page_has_no_skew():
    assert find_skew(rendered([]).grey) == 0.0


def test_the_rulings_of_a_picture_are_those_of_the_page():
    grey, scale = rendered(FICHE)
    found = take_rulings(grey, scale)
    assert sorted({round(rule.position / scale) for rule in found.horizontals}) == [
        120,
        160,
        220,
        260,
    ]
    assert sorted({round(rule.position / scale) for rule in found.verticals}) == [60, 200, 520]


@needs_tesseract
def test_a_signature_hides_no_text(tmp_path):
    # Two words with a signature drawn through the space between them and over the second.
    strokes = " ".join(
        f"{200 + 3 * i} {700 + 30 * math.sin(i / 2):.1f} {'m' if not i else 'l'}" for i in range(40)
    )
    drawn = ["1.5 w", f"{strokes} S", *FICHE[:1], text(60, 180, "Lisieux, le Président", 11)]
    reading = read(scanned_pdf(picture_of(tuple(drawn))), tmp_path)
    assert [w.text for w in reading.flow.pages[0].words][-3:] == ["Lisieux,", "le", "Président"]


@needs_tesseract
def test_light_text_on_a_dark_bar_is_read_and_the_bar_is_a_row(tmp_path):
    bar = rect(60, 100, 520, 120, fill="0.2 0.2 0.4")
    title = "1 1 1 rg " + text(64, 114, "Fiche action 1.1 : Aller vers les habitants") + " 0 0 0 rg"
    reading = read(scanned_pdf(picture_of((bar, title, *FICHE[1:]))), tmp_path)
    (table,) = reading.flow.tables
    assert table.cells[0].text == "Fiche action 1.1 : Aller vers les habitants"


@needs_tesseract
def test_boxes_to_tick_are_seen(tmp_path):
    def box(x: float) -> str:
        return f"1 w {x} 642 9 9 re S"

    cross = "1 w 202 644 m 209 649 l S 202 649 m 209 644 l S"
    drawn = [
        *FICHE,
        box(80),
        text(95, 199, "Action renouvelée"),
        box(201),
        cross,
        text(216, 199, "Action nouvelle"),
    ]
    reading = read(scanned_pdf(picture_of(tuple(drawn[:1] + drawn[7:]))), tmp_path)
    found = " ".join(w.text for w in reading.flow.pages[0].words)
    assert "☐ Action renouvelée ☒ Action nouvelle" in found


@needs_tesseract
def test_bold_words_are_told_by_their_strokes(tmp_path):
    reading = read(
        scanned_pdf(
            picture_of(
                (
                    text(60, 80, "Orientations du contrat", 11, bold=True),
                    lines(60, 110, *["Les signataires mettent en place les actions"] * 4),
                )
            )
        ),
        tmp_path,
    )
    words = reading.flow.pages[0].words
    assert {w.text for w in words if w.style.bold} == {"Orientations", "du", "contrat"}
    assert len({w.style.size for w in words}) == 1


def seen(*words: tuple[str, float, float], stroke: float = 1.0) -> tuple[ReadWord, ...]:
    """Words (text, x0, confidence) of one line, 10 points a letter."""
    return tuple(
        ReadWord(text, Box(x0, 100.0, x0 + 5 * len(text), 108.0), confidence, stroke)
        for text, x0, confidence in words
    )


def texts(*line: ReadWord) -> list[str]:
    body = seen(("signataires", 60.0, 95.0))
    sight = Sight((line, body), (), (), (), ())
    return [w.text for w in sights_to_words([(1, sight)])[1]][: -len(body)]


def test_a_thick_sign_before_a_line_is_a_bullet():
    (bullet,) = seen(("e", 60.0, 20.0), stroke=1.9)
    assert texts(bullet, *seen(("Les", 75.0, 96.0))) == ["•", "Les"]


def test_a_letter_of_usual_thickness_stays_a_letter():
    assert texts(*seen(("à", 60.0, 20.0), ("Lisieux", 68.0, 96.0))) == ["à", "Lisieux"]


def test_dust_and_rests_of_rulings_are_no_words():
    line = seen(("_", 60.0, 13.0), ("Action", 70.0, 96.0), ("|", 110.0, 80.0), ("EL", 200.0, 14.0))
    assert texts(*line) == ["Action"]


def test_a_doubtful_word_within_a_text_stays():
    line = seen(("Itinéraires,", 60.0, 96.0), ("E14", 123.0, 19.0), ("SPIP", 143.0, 96.0))
    assert texts(*line) == ["Itinéraires,", "E14", "SPIP"]


def test_lines_of_a_paragraph_come_at_even_steps():
    body = seen(("texte", 60.0, 95.0))
    runs = [Run(body, y, 11.0) for y in (100.0, 114.4, 129.2, 143.6, 158.4, 190.0)]
    found = [run.baseline for run in even_baselines(runs)]
    steps = [below - above for above, below in pairwise(found[:5])]
    assert max(steps) - min(steps) < 0.01
    assert found[5] == 190.0


def test_hocr_without_words_gives_no_lines():
    empty = b"<html><body><span class='ocr_line' title='bbox 0 0 1 1'/></body></html>"
    assert list(read_hocr(empty)) == []
