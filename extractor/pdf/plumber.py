"""The door to pdfplumber: its `Page` objects, read by itself or filled from PDFium.

Filled from PDFium, pdfplumber's own words, rulings and tables apply unchanged, several times
faster. Nothing on the way of a normal document imports this module.
"""

import ctypes
import io
import logging
import re
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

import pdfplumber
from pdfminer.pdftypes import PDFStream, resolve1
from pdfminer.psparser import LIT
from pdfplumber.page import Page as PlumberPage
from pdfplumber.utils.exceptions import PdfminerException
from pdfplumber.utils.text import extract_words

from extractor.errors import DamagedPdf
from extractor.pdf import calls
from extractor.pdf.document import Pdf
from extractor.pdf.geometry import Frame
from extractor.pdf.paths import SubPath, is_rectangle, read_sub_paths
from extractor.pdf.read import open_page, read_frame
from extractor.pdf.text import LINE_HYPHENS, page_text

Object = dict[str, Any]
"""A character, line, rectangle or curve, as pdfplumber holds it."""

# By direction of reading, degrees clockwise: how characters, then lines, follow each other.
DIRECTIONS = {0: ("ltr", "ttb"), 90: ("ttb", "rtl"), 180: ("rtl", "btt"), 270: ("btt", "ltr")}

SHOWS = re.compile(rb"[)>\]]\s*(?:Tj|TJ|'|\")|/\S+\s+Do\b")
"""Operators that show text, a picture or a form (ISO 32000-1, annex A)."""

READ_BYTES, READ_TIMES = 2 << 20, 2
"""What pdfminer may read of a damaged file: so many bytes, and so many times its size. A sound one
is read once or twice, in blocks of 4,096 bytes."""
MAX_CONTENT = 4 << 20
"""Bytes of a page description, decoded; pdfminer takes a second for each million."""

UnreadablePage = PdfminerException
__all__ = [
    "MeasuredBytes",
    "Object",
    "PdfiumPage",
    "PlumberPage",
    "UnreadablePage",
    "characters_to_words",
    "is_decodable",
    "open_with_pdfplumber",
    "pdfium_to_plumber",
]

# pdfminer tells of every oddity of a font, on stderr.
logging.getLogger("pdfminer").setLevel(logging.ERROR)

_float = ctypes.c_float()
_box = (ctypes.c_float * 4)()
_matrix = (ctypes.c_float * 6)()
_name = ctypes.create_string_buffer(256)


class PdfiumPage(PlumberPage):
    """A pdfplumber page whose objects come from PDFium; it has no pdfminer page behind it."""

    def __init__(self, number: int, frame: Frame, objects: dict[str, list[Object]]) -> None:
        width, height = frame.right - frame.left, frame.top - frame.bottom
        if frame.rotation in (90, 270):
            width, height = height, width
        self.root_page = self
        self.page_number = number
        self.initial_doctop = 0
        self.rotation = frame.rotation
        self.mediabox = self.cropbox = self.bbox = (0, 0, width, height)
        self.get_textmap = lru_cache()(self._get_textmap)
        self._objects = objects

    @property
    def annots(self) -> list[Object]:
        return []


class TooMuchRead(Exception):
    """More was asked of a file than a sound one needs."""


class MeasuredBytes(io.BytesIO):
    """The bytes of a damaged file, of which so much may be read and no more."""

    def __init__(self, data: bytes) -> None:
        super().__init__(data)
        self.left = READ_BYTES + READ_TIMES * len(data)

    def read(self, size: int | None = -1, /) -> bytes:
        found = super().read(size)
        self.left -= len(found)
        if self.left < 0:
            raise TooMuchRead
        return found


@contextmanager
def open_with_pdfplumber(
    data: bytes,
    numbers: list[int] | None = None,
    opened: Callable[[bytes], io.BytesIO] = io.BytesIO,
) -> Iterator[Iterator[PlumberPage]]:
    """Open a PDF with pdfplumber alone; give its pages, or those of `numbers` (from 1)."""
    try:
        pdf = pdfplumber.open(opened(data), pages=numbers)
    except PdfminerException:
        raise DamagedPdf("PDF", "pdfplumber cannot open it", "use --engine pdfium") from None
    try:
        yield _closing(pdf.pages)
    finally:
        pdf.close()


def is_decodable(page: PlumberPage) -> bool:
    """Whether a page on which PDFium finds nothing is blank, not damaged.

    To be asked before the page is read: pdfminer forgets the bytes that it has decoded. Raises
    `TooMuchRead` for a page description that would take minutes.
    """
    streams = [resolve1(content) for content in page.page_obj.contents]
    sound = [isinstance(stream, PDFStream) and _is_silent(stream) for stream in streams]
    if sum(len(s.get_data()) for s in streams if isinstance(s, PDFStream)) > MAX_CONTENT:
        raise TooMuchRead
    return all(sound)


def _is_silent(stream: PDFStream) -> bool:
    """Whether a stream is sound and shows nothing. pdfminer gives what stands before a damage."""
    coded = stream.decipher is None and stream.get_rawdata()
    if coded and [name for name, _ in stream.get_filters()[:1]] == [LIT("FlateDecode")]:
        try:
            zlib.decompress(coded)
        except zlib.error:
            return False
    return not SHOWS.search(stream.get_data())


def _closing(pages: Sequence[PlumberPage]) -> Iterator[PlumberPage]:
    """pdfplumber keeps all that it read of a page until the page itself is closed."""
    for page in pages:
        yield page
        page.close()


def pdfium_to_plumber(document: Pdf, number: int) -> PdfiumPage:
    """Read one page (from 1) with PDFium into a pdfplumber page."""
    with open_page(document, number - 1) as (handle, text):
        if not handle:
            return PdfiumPage(number, Frame(0, 0, 0, 0, 0), {})
        frame = read_frame(handle)
        objects: dict[str, list[Object]] = {"char": [], "line": [], "rect": [], "curve": []}
        for path in read_sub_paths(handle):
            shape = _shape(path, frame, number)
            objects[shape["object_type"]].append(shape)
        if text:
            objects["char"] = list(_characters(text, frame, number))
        return PdfiumPage(number, frame, objects)


def characters_to_words(turn: int, characters: list[Object]) -> list[Object]:
    """pdfplumber's words, in the order of drawing, of characters that are read in one direction.

    A step of more than a quarter of the size is a space. Superscripts stay in their word.
    """
    char_dir, line_dir = DIRECTIONS[turn]
    return extract_words(
        characters,
        return_chars=True,
        use_text_flow=True,
        x_tolerance_ratio=0.25,
        y_tolerance_ratio=0.5,
        char_dir=char_dir,
        line_dir=line_dir,
        expand_ligatures=False,
    )


def _shape(path: SubPath, frame: Frame, number: int) -> Object:
    """Line, rectangle or curve: what pdfminer's `paint_path` makes of the same path."""
    point = frame.point()
    points = [point(x, y) for x, y in path.points]
    box = frame.box(
        min(x for x, _ in path.points),
        min(y for _, y in path.points),
        max(x for x, _ in path.points),
        max(y for _, y in path.points),
    )
    straight = len(points) == 2 or (len(points) == 3 and path.closed)
    kind = "rect" if is_rectangle(path) else "curve"
    if straight and not path.curved:
        kind = "line"
    return _object(kind, number, frame, box) | {
        "pts": points,
        "fill": path.filled,
        "stroke": path.stroked,
        "linewidth": 0,
    }


def _characters(textpage: int, frame: Frame, number: int) -> Iterator[Object]:
    """Characters with the boxes that pdfminer gives them: one size high, from the descent up."""
    text_object = 0
    shared: Object = {}
    low = high = 0.0
    for i, text in enumerate(page_text(textpage)):
        if text in "\r\n\0":
            continue
        calls.text_box(textpage, i, ctypes.addressof(_box))
        left, top, right, bottom = _box
        found = calls.text_object(textpage, i)
        if found:
            calls.text_matrix(textpage, i, ctypes.addressof(_matrix))
            if found != text_object:
                text_object, shared = found, _text_object(found)
            _, b, c, d, _, baseline = _matrix
            scale = (c * c + d * d) ** 0.5
            upright = b == 0 and d > 0
            if upright:
                low = baseline + shared["descent"] * scale
                high = low + shared["fontsize"] * scale
                top, bottom = high, low
        elif top == bottom:
            # PDFium puts a generated space in the place of a no-break one, flat on the baseline.
            top, bottom = high, low
        box = frame.box(left, bottom, right, top)
        yield _object("char", number, frame, box) | {
            "text": "-" if text in LINE_HYPHENS else text,
            "size": box.bottom - box.top,
            "upright": frame.rotation in (0, 180),
            "matrix": tuple(_matrix),
            "fontname": shared.get("fontname", ""),
            "mcid": shared.get("mcid"),
        }


def _text_object(handle: int) -> Object:
    """What the characters of one text object share."""
    font = calls.font_of(handle)
    calls.font_size(handle, ctypes.addressof(_float))
    size = _float.value
    calls.font_descent(font, size, ctypes.addressof(_float))
    calls.font_name(font, ctypes.addressof(_name), 256)
    mcid = calls.object_mcid(handle)
    return {
        "fontsize": size,
        "descent": _float.value,
        "fontname": _name.value.decode("utf-8", "replace"),
        "mcid": mcid if mcid >= 0 else None,
    }


def _object(kind: str, number: int, frame: Frame, box: tuple[float, float, float, float]) -> Object:
    x0, top, x1, bottom = box
    height = frame.right - frame.left if frame.rotation in (90, 270) else frame.top - frame.bottom
    return {
        "object_type": kind,
        "page_number": number,
        "x0": x0,
        "x1": x1,
        "top": top,
        "bottom": bottom,
        "y0": height - bottom,
        "y1": height - top,
        "doctop": top,
        "width": x1 - x0,
        "height": bottom - top,
    }
