"""Place and date of the signature."""

import pytest

from extractor.draft import resolve
from extractor.parsers.signature import is_formula, parse_signature, read_formula


@pytest.mark.parametrize(
    ("text", "place", "date"),
    [
        ("A Cambremer, le 10 juillet 2025", "Cambremer", "2025-07-10"),
        ("Fait à Port-sur-Sorne, le 16 février 2024", "Port-sur-Sorne", "2024-02-16"),
        ("Fait en 3 exemplaires à Lyon, le 3 mars 2024", "Lyon", "2024-03-03"),
        ("Fait à Saint-Lô, en trois exemplaires, le 4 mai 2022", "Saint-Lô", "2022-05-04"),
        ("FAIT A ROUEN, LE 3 MARS 2021", "ROUEN", "2021-03-03"),
        ("Fait à Caen le 25/02/2025", "Caen", "2025-02-25"),
        ("Fait à …………, le …………", None, None),
        ("Signé à Paris, le", "Paris", None),
    ],
)
def test_the_formula_says_place_and_date(passage_of, text, place, date):
    read = read_formula(passage_of(text))
    assert read is not None
    assert (read[0] and read[0].text, read[1] and read[1].value) == (place, date)


@pytest.mark.parametrize(
    "text",
    [
        "Fait marquant de l'année",
        "Signature",
        "A Lisieux, le centre hospitalier propose",
        "Signatures",
    ],
)
def test_other_texts_are_no_formula(text):
    assert not is_formula(text)


def test_the_signature_of_a_contract_is_read(lay_out_pdf):
    flow = lay_out_pdf("corpus/pdf/cls-lisieux-normandie-2025-2029.pdf")
    assert resolve(parse_signature(flow)).data == {"date": "2025-07-10", "lieu": "Cambremer"}


def test_a_press_release_has_no_formula(lay_out_pdf):
    flow = lay_out_pdf("corpus/pdf/caen-communique-cls-2025.pdf")
    assert resolve(parse_signature(flow)).data == {"date": None, "lieu": None}
