"""The variety set: what makes it, without any typesetter, and a sample of it against its gold."""

import hashlib
import re
import tomllib
from functools import cache
from pathlib import Path
from typing import get_args

import pytest
from pydantic import ValidationError

from corpus.build.gold import Mesure
from corpus.build.variety import fuzz, machine
from corpus.build.variety.book import build_elements, look_of
from corpus.build.variety.compose import compose, number_actions
from corpus.build.variety.documents import SEEN, STYLES, UNSEEN, read_styles
from corpus.build.variety.elements import Table
from corpus.build.variety.engines import html
from corpus.build.variety.engines.dates import fix_date
from corpus.build.variety.frames import FRAMES
from corpus.build.variety.gold import build_record, usual_name
from corpus.build.variety.measure import squeeze
from corpus.build.variety.pool import CONTENTS
from corpus.build.variety.score import score
from corpus.build.variety.style import EngineName, Shape, Style
from corpus.build.variety.vocabulary import SEEN as SEEN_VOCABULARIES
from extractor.evaluation.pairs import NOT_SCORED
from models.records import Document

FOLDER = Path(__file__).parent / "pdf" / "variety"
FLOORS = tomllib.loads((FOLDER / "floors.toml").read_text(encoding="utf-8"))
SAMPLE = sorted(path.stem for path in FOLDER.glob("*.pdf"))
BY_NAME = {style.name: style for style in STYLES}
MOST_BYTES = 150_000

scores = cache(score)


def somewhere(contract):
    """Pages that a document may have: the generator needs some, whatever they are."""
    contenu = contract.contenu
    headings = contenu.sommaire or contenu.titres_fiches
    titres = {titre.imprime: rank for rank, titre in enumerate(headings, 3)}
    return Mesure(90, titres, {fiche.titre: (3, 4) for fiche in contenu.fiches})


def gold_of(style, folder):
    contract = compose(style)
    pdf = folder / f"{style.name}.pdf"
    pdf.write_bytes(b"%PDF")
    return build_record(contract, somewhere(contract), pdf)


def test_the_set_has_at_least_forty_documents_with_names_of_their_own():
    assert len(STYLES) >= 40
    assert len(BY_NAME) == len(STYLES)


def test_unseen_documents_share_no_vocabulary_and_no_frame_with_seen_ones():
    for choice in ("vocabulary", "frame"):
        seen, unseen = ({getattr(style, choice) for style in group} for group in (SEEN, UNSEEN))
        assert not seen & unseen, choice


def test_the_set_uses_every_engine_and_every_shape_on_both_sides():
    for group in (SEEN, UNSEEN):
        assert {style.engine for style in group} == set(get_args(EngineName))
        assert {style.shape for style in group} == set(get_args(Shape))


@pytest.mark.parametrize("style", STYLES, ids=BY_NAME)
def test_a_style_composes_a_document_whose_gold_is_valid(style, tmp_path):
    gold = gold_of(style, tmp_path)
    assert Document.model_validate(gold.model_dump(mode="json")) == gold
    assert gold.contrats[0].fiches_action


@pytest.mark.parametrize("style", STYLES, ids=BY_NAME)
def test_every_line_of_the_sommaire_stands_in_the_document_too(style):
    contract = compose(style)
    page = html.to_html(build_elements(contract, {}), look_of(contract))
    words = squeeze(re.sub("<[^>]*>", "", page))
    for titre in contract.contenu.sommaire:
        assert words.count(squeeze(titre.imprime)) >= 2


@pytest.mark.parametrize("style", STYLES, ids=BY_NAME)
def test_the_rows_of_a_table_fill_its_columns(style):
    for table in build_elements(compose(style), {}):
        if isinstance(table, Table):
            places = sum(cell.colspan * cell.rowspan for row in table.rows for cell in row)
            assert places == len(table.rows) * len(table.widths)


def test_composing_twice_gives_the_same(tmp_path):
    for style in STYLES:
        assert compose(style) == compose(style)
        assert gold_of(style, tmp_path) == gold_of(style, tmp_path)


def test_the_identity_of_the_file_is_not_scored():
    assert "document.id" in NOT_SCORED


def test_a_key_that_no_style_has_is_refused(tmp_path):
    path = tmp_path / "styles.toml"
    path.write_text('[a]\nengine = "typst"\nshape = "ruled"\nframe = "montaubry"\nfonts = "Lato"\n')
    with pytest.raises(ValidationError, match="fonts"):
        read_styles(path, seen=True)


@pytest.mark.parametrize(
    ("numbering", "codes"),
    [
        ("action", ["1.1", "1.2", "2.1"]),
        ("point", ["1", "2", "3"]),  # numbers go on across the axes
        ("trigramme", ["SOI-01", "SOI-02", "ENV-01"]),
        ("aucune", ["", "", ""]),
    ],
)
def test_actions_are_numbered_as_the_style_says(numbering, codes):
    style = Style("a", "typst", "ruled", "montaubry", numbering=numbering)
    assert number_actions(style, [0, 0, 1]) == codes


def test_a_body_has_its_usual_name():
    assert usual_name("Le comité de pilotage (COPIL)") == "Comité de pilotage"


def test_random_styles_draw_nothing_that_is_held_out():
    styles = [fuzz.draw_style(seed) for seed in range(300)]
    assert {style.frame for style in styles} == set(CONTENTS)
    assert not {style.frame for style in styles} & set(FRAMES)
    assert {style.vocabulary for style in styles} < set(SEEN_VOCABULARIES)


def test_a_random_style_is_the_same_every_time_and_composes(tmp_path):
    for seed in range(40):
        style = fuzz.draw_style(seed)
        assert style == fuzz.draw_style(seed)
        assert gold_of(style, tmp_path).contrats


def test_a_field_of_a_random_style_can_be_fixed():
    assert fuzz.draw_style(1, {"shape": "wide", "size": "9"}).shape == "wide"


def test_a_date_is_fixed_without_a_change_of_length():
    made = b"/CreationDate (D:20261122054222+01'00')"
    assert fix_date(made) == b"/CreationDate (D:19700101000000+01'00')"


def test_a_missing_engine_is_one_line_that_names_its_package(monkeypatch):
    monkeypatch.setenv("PATH", "")
    missing = machine.missing_engines(style for style in STYLES if style.engine == "chromium")
    (line,) = missing.values()
    assert line.startswith("chromium is missing (Debian package chromium); documents left out: ")


def test_every_font_has_its_package():
    assert {style.font for style in STYLES} | set(fuzz.CHOICES["font"]) <= set(machine.FONTS)


def test_the_sample_holds_every_engine_and_shape_and_some_unseen_documents():
    styles = [BY_NAME[name] for name in SAMPLE]
    assert {style.engine for style in styles} == set(get_args(EngineName))
    assert {style.shape for style in styles} == set(get_args(Shape))
    assert sum(not style.seen for style in styles) >= 2
    assert sorted(FLOORS) == SAMPLE


@pytest.mark.parametrize("name", SAMPLE)
def test_a_document_of_the_sample_is_small_and_its_gold_is_of_these_bytes(name):
    pdf = FOLDER / f"{name}.pdf"
    gold = Document.model_validate_json(pdf.with_suffix(".json").read_bytes())
    assert pdf.stat().st_size < MOST_BYTES
    assert gold.document.id == hashlib.sha256(pdf.read_bytes()).hexdigest()


@pytest.mark.parametrize("use_tags", [True, False], ids=["tags", "no-tags"])
@pytest.mark.parametrize("name", SAMPLE)
def test_a_document_of_the_sample_is_read(name, use_tags):
    found = scores(FOLDER / f"{name}.pdf", use_tags)
    assert found.macro("similar").f1 >= FLOORS[name]["macro"]
    assert found.micro("similar").f1 >= FLOORS[name]["micro"]
