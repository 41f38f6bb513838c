"""Numbers in figures or words → integers."""

import pytest

from extractor.parsers.nombres import read_nombre, read_ordinal


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("18", 18),
        ("75 000", 75000),
        ("75\u202f000", 75000),  # narrow no-break space
        ("onze", 11),
        ("vingt et un", 21),
        ("soixante-dix-huit", 78),
        ("quatre-vingts", 80),
        ("quatre-vingt-un", 81),
        ("cent vingt", 120),
        ("76,5", None),
        ("plusieurs", None),
    ],
)
def test_a_number_is_read_in_figures_or_in_words(text, expected):
    assert read_nombre(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("premier", 1),
        ("second", 2),
        ("Deuxième", 2),
        ("2ème", 2),
        ("2e", 2),
        ("1er", 1),
        ("prochain", None),
    ],
)
def test_an_ordinal_says_a_rank(text, expected):
    assert read_ordinal(text) == expected
