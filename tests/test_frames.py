"""Contracts in wordings of their own, written by hand: what surrounds the fiches is read.

`tests/pdf/frames/NAME.html` is the source of `NAME.pdf` (WeasyPrint), `NAME.json` its truth: the
parts of the record that the frame is about, written before it was typeset.
"""

import json
from functools import cache
from pathlib import Path

import pytest

from extractor import extract
from extractor.printing import print_record

FOLDER = Path(__file__).parent / "pdf" / "frames"
TRUTHS = {path.stem: json.loads(path.read_text("utf-8")) for path in FOLDER.glob("*.json")}
PARTS = [(name, part) for name, truth in sorted(TRUTHS.items()) for part in truth]


@cache
def record(name: str):
    return json.loads(print_record(extract(FOLDER / f"{name}.pdf")))


def part_of(name: str, part: str):
    document = record(name)
    contrat = document["contrats"][0]
    if part in ("sommaire", "sigles"):
        return document[part]
    if part == "duree_annees":
        return contrat["periode"][part]
    if part == "signataires":
        return [
            {**s, "organisation": s["organisation"] and s["organisation"]["texte"]}
            for s in contrat[part]
        ]
    if part == "instances":
        return [{**i, "membres": [m["texte"] for m in i["membres"]]} for i in contrat[part]]
    return contrat[part]


@pytest.mark.parametrize(("name", "part"), PARTS)
def test_a_frame_in_another_wording_is_read(name, part):
    assert part_of(name, part) == TRUTHS[name][part]
