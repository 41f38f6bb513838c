"""Headings that open a part of the document."""

import pytest

from extractor.parsers.sections import find_sections, read_section

LISIEUX = "corpus/pdf/cls-lisieux-normandie-2025-2029.pdf"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sommaire", "sommaire"),
        ("S OMMAIRE", "sommaire"),  # small caps broken apart
        ("S O M M A I R E", "sommaire"),  # letter-spaced
        ("VI. Sigles et abréviations", "sigles"),
        ("Annexe 3 : Glossaire", "sigles"),
        ("Les annexes :", "annexes"),
        ("Le sommaire de la page", None),
    ],
)
def test_a_part_is_known_by_its_heading(text, expected):
    assert read_section(text) == expected


def test_the_list_of_annexes_does_not_open_its_parts(lay_out_pdf):
    flow = lay_out_pdf(LISIEUX)
    pages = [flow.elements[i].page for i, key in find_sections(flow).items() if key == "sigles"]
    assert 31 not in pages
