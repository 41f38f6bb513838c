"""Words that run up or down the page, broken by the program that drew them."""

import pytest

from extractor.layout.turned import join_turned
from models.page import Style, Word

BODY = Style("Lato", 10.0, False, False, 0)


def up(text, start, end, x=60.0, turn=270):
    """A piece of a line that runs up the page: it begins at `start`, lower on the page."""
    return Word(text, 1, 0, x, end, x + 7, start, start, BODY, -1, turn)


def shown(*words):
    return [word.text for word in join_turned(words)]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ([up("A", 437, 430), up("x", 430, 424), up("e", 424, 418)], ["Axe"]),
        ([up("Orientati", 192, 156), up("on", 156, 145.6)], ["Orientation"]),
        ([up("vers", 192, 172), up("tous", 169.5, 150)], ["vers", "tous"]),  # a space apart
        ([up("un", 192, 182), up("autre", 182, 160, x=73)], ["un", "autre"]),  # another line
    ],
)
def test_pieces_without_white_between_them_are_one_word(words, expected):
    assert shown(*words) == expected


def test_an_apostrophe_left_upright_takes_its_place():
    apostrophe = up("’", 332, 319, x=66, turn=180)
    assert shown(up("l", 335, 332), apostrophe, up("offre", 319, 290)) == ["l’offre"]


def test_a_ligature_whose_box_is_wrong_takes_its_place():
    astray = Word("ff", 1, 1, 11.5, -127, 43, -94, -94, BODY, -1, 270)
    assert shown(up("o", 319, 312.8), astray, up("re", 305.1, 294)) == ["offre"]


def test_upright_words_stay_as_they_are():
    words = [up("un", 10, 2, turn=0), up("mot", 10, 2, x=67, turn=0)]
    assert shown(*words) == ["un", "mot"]
