"""A whole document as one self-contained HTML page to leaf through: pages, boxes, values."""

import base64
import html
import io
import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
from PIL import Image

from extractor.inspection.marks import Mark, Marks, reading_to_marks
from extractor.inspection.palette import LAYERS, colours_of
from extractor.inspection.rendering import open_to_draw, render_page
from extractor.parsers.labels import Labels
from extractor.pipeline import Options, Reading, read_document
from models.page import Box

DPI = 96
JPEG_QUALITY = 55
COLOURS = 24  # a page of text and tables needs no more: half the bytes of a JPEG
PHOTOGRAPH = 90_000  # bytes: a PNG larger than that may be a photograph
TEMPLATE = "leaves.html"


def document_to_html(path: Path, labels: Labels | None = None) -> str:
    """Return one HTML page that needs nothing else: no address is loaded from it."""
    reading = read_document(path, Options(labels=labels))
    marks = reading_to_marks(reading)
    with open_to_draw(path) as document:
        pages = [_page(document, number, marks[number]) for number in range(1, len(document) + 1)]
    names = [mark.field.name for page in marks.values() for mark in page.fields]
    data = {
        "layers": {layer: {"name": name, "colour": c} for layer, (name, c) in LAYERS.items()},
        "colours": colours_of(names),
        "pages": pages,
        "warnings": _warnings(reading),
        "account": _account(reading),
    }
    template = files("extractor.inspection").joinpath(TEMPLATE).read_text(encoding="utf-8")
    title = reading.record.document.titre or path.name
    return (
        template.replace("{{title}}", html.escape(f"{title} – {path.name}"))
        .replace("{{file}}", html.escape(path.name))
        .replace("{{data}}", _script_json(data))
    )


def _page(document: pdfium.PdfDocument, number: int, marks: Marks) -> dict[str, Any]:
    picture, scale = render_page(document, number, DPI)
    return {
        "width": round(picture.width / scale, 1),
        "height": round(picture.height / scale, 1),
        "image": _data_address(picture),
        "words": [_mark(mark) for mark in marks.words],
        "rulings": [_corners(box) for box in marks.rulings],
        "cells": [_mark(mark) for mark in marks.cells],
        "blocks": [_mark(mark) for mark in marks.blocks],
        "furniture": [_mark(mark) for mark in marks.furniture],
        "fields": [
            {
                "pointer": field.pointer,
                "part": field.part,
                "name": field.name,
                "rank": field.rank,
                "value": field.value,
                "box": _corners(box),
                "pages": [place.page for place in field.places],
            }
            for box, field in marks.fields
        ],
    }


def _mark(mark: Mark) -> list[float | str]:
    return [*_corners(mark.box), mark.text]


def _corners(box: Box) -> list[float]:
    return [round(side, 1) for side in box]


def _data_address(picture: Image.Image) -> str:
    """A PNG of few colours, or a JPEG where that is smaller (photographs), as a `data:` address."""
    data, kind = _encoded(picture.quantize(COLOURS, Image.Quantize.FASTOCTREE), "png"), "png"
    if len(data) > PHOTOGRAPH:
        data, kind = min((data, "png"), (_encoded(picture, "jpeg"), "jpeg"), key=_length)
    return f"data:image/{kind};base64,{base64.b64encode(data).decode('ascii')}"


def _encoded(picture: Image.Image, kind: str) -> bytes:
    stream = io.BytesIO()
    picture.save(stream, kind.upper(), quality=JPEG_QUALITY)
    return stream.getvalue()


def _length(item: tuple[bytes, str]) -> int:
    return len(item[0])


def _warnings(reading: Reading) -> list[dict[str, Any]]:
    return [
        {"code": a.code, "message": a.message, "pointer": a.pointeur, "page": a.page}
        for a in reading.record.avertissements
    ]


def _account(reading: Reading) -> dict[str, Any]:
    return {
        "characters": reading.stats.characters,
        "record": reading.stats.record,
        "nowhere": {str(page): count for page, count in reading.stats.nowhere_by_page.items()},
    }


def _script_json(data: dict[str, Any]) -> str:
    """JSON that cannot close the script element that holds it."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
