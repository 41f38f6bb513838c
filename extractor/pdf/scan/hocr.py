"""hOCR, what Tesseract writes → lines of words, in pixels of the picture."""

import re
from collections.abc import Iterator
from typing import NamedTuple
from xml.etree import ElementTree

from models.page import Box

LINES = {"ocr_line", "ocr_header", "ocr_textfloat", "ocr_caption"}
NUMBERS = re.compile(r"-?\d+(?:\.\d+)?")


class ReadWord(NamedTuple):
    """A word as Tesseract read it."""

    text: str
    box: Box
    confidence: float
    """0 to 100."""
    stroke: float = 0.0
    """How thick its strokes are; 0 when that is not known."""


ReadLine = tuple[ReadWord, ...]
"""Words that Tesseract read one after the other."""


def read_hocr(data: bytes) -> Iterator[ReadLine]:
    """Yield the lines in the order of reading, those without a word left out.

    `<span class='ocr_line'><span class='ocrx_word' title='bbox 36 92 96 116; x_wconf 96'>Le</span>`
    """
    for element in ElementTree.fromstring(data).iter():
        if element.get("class") in LINES:
            words = tuple(_words(element))
            if words:
                yield words


def _words(line: ElementTree.Element) -> Iterator[ReadWord]:
    for element in line.iter():
        if element.get("class") == "ocrx_word":
            text = "".join(element.itertext()).strip()
            title = _properties(element)
            if text and len(title.get("bbox", ())) == 4:
                yield ReadWord(text, Box(*title["bbox"]), title.get("x_wconf", [0.0])[0])


def _properties(element: ElementTree.Element) -> dict[str, list[float]]:
    """ "bbox 1 2 3 4; x_wconf 96" -> {"bbox": [1, 2, 3, 4], "x_wconf": [96]}"""
    found = {}
    for part in element.get("title", "").split(";"):
        name, _, values = part.strip().partition(" ")
        found[name] = [float(number) for number in NUMBERS.findall(values)]
    return found
