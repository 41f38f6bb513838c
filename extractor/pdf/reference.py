"""PDF bytes → pages, read with plain pdfplumber: slow, and independent of PDFium.

The reference that our own reading is compared with (`--engine pdfplumber`), and the second reader
of a page that PDFium cannot load.
"""

import math
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from extractor.pdf.geometry import Frame
from extractor.pdf.paths import MIN_EDGE, WHITE
from extractor.pdf.plumber import (
    MeasuredBytes,
    Object,
    PlumberPage,
    UnreadablePage,
    characters_to_words,
    is_decodable,
    open_with_pdfplumber,
)
from extractor.pdf.text import BOLD_NAME, ITALIC_NAME, crossing_words
from extractor.pdf.watch import UNWATCHED, Watch
from models.page import Box, Fill, Link, Loss, Page, Rule, Style, Word, lost_page

# Codes without a character of their own in WinAnsiEncoding are bullets (ISO 32000-1, annex D.3,
# note 3); ReportLab uses 127.
UNUSED_CODE = re.compile(r"\(cid:(?:127|129|141|143|144|157)\)")


def read_pages_slowly(data: bytes) -> Iterator[Page]:
    """Yield the pages in order; a page that pdfplumber cannot read comes back empty."""
    with open_with_pdfplumber(data) as pages:
        for page in pages:
            yield _read_page(page)


def read_page_slowly(data: bytes, number: int) -> Page:
    """Read one page, from 1; it comes back empty when pdfplumber cannot read it either."""
    return read_some_slowly(data, [number])[number]


def read_some_slowly(
    data: bytes, numbers: Sequence[int], watch: Watch = UNWATCHED
) -> dict[int, Page]:
    """Read pages (from 1) that PDFium cannot read; those that pdfplumber cannot either are lost.

    In a damaged file pdfminer looks for each lost object from one end to the other: when it has
    read too much of it, the pages that are left are lost.
    """
    found: dict[int, Page] = {}
    watch.begin(numbers[0])
    with _losing_damaged(), open_with_pdfplumber(data, list(numbers), MeasuredBytes) as pages:
        for page in pages:
            if watch.begin(page.page_number):
                with _losing_damaged():
                    sound = is_decodable(page)
                    read = _read_page(page)
                    if read.words or sound:
                        found[page.page_number] = read
    watch.end()
    return {number: found.get(number) or lost_page(number, Loss.DAMAGED) for number in numbers}


@contextmanager
def _losing_damaged() -> Iterator[None]:
    """pdfminer trusts what it reads: from a damaged file any exception may come."""
    try:
        yield
    except MemoryError:
        raise
    except Exception:
        return


def _read_page(page: PlumberPage) -> Page:
    try:
        characters = page.chars
    except UnreadablePage:
        return lost_page(page.page_number, Loss.DAMAGED)
    shown = read_frame(page, page.page_obj.cropbox)
    whole = read_frame(page, page.page_obj.mediabox)
    visible = whole.box(shown.left, shown.bottom, shown.right, shown.top)
    # pdfplumber counts from the corner of the MediaBox; pages are shown from that of the CropBox.
    shift = (page.mediabox[0] + visible.x0, page.mediabox[1] + visible.top)
    moved = [_moved(char, *shift) for char in characters]
    height = whole.right - whole.left if whole.rotation in (90, 270) else whole.top - whole.bottom
    for char in moved:
        char["baseline"] = height - char["matrix"][5] - visible.top
    horizontals, verticals = _edges(page, shift)
    return Page(
        page.page_number,
        visible.x1 - visible.x0,
        visible.bottom - visible.top,
        whole.rotation,
        _words(page, moved, verticals),
        horizontals,
        verticals,
        _fills(page, shift),
        tuple(_box(_moved(image, *shift)) for image in page.images),
        tuple(_links(page, shown)),
    )


def read_frame(page: PlumberPage, box: Sequence[float]) -> Frame:
    """A box of the page in user space, kept within the MediaBox."""
    x0, y0, x1, y1 = box
    left, bottom, right, top = page.page_obj.mediabox
    return Frame(
        max(min(x0, x1), min(left, right)),
        max(min(y0, y1), min(bottom, top)),
        min(max(x0, x1), max(left, right)),
        min(max(y0, y1), max(bottom, top)),
        page.rotation,
    )


def _moved(thing: Object, left: float, top: float) -> Object:
    return thing | {
        "x0": thing["x0"] - left,
        "x1": thing["x1"] - left,
        "top": thing["top"] - top,
        "bottom": thing["bottom"] - top,
    }


def _box(thing: Object) -> Box:
    return Box(thing["x0"], thing["top"], thing["x1"], thing["bottom"])


def _words(
    page: PlumberPage, characters: Sequence[Object], verticals: Sequence[Rule]
) -> tuple[Word, ...]:
    """Words in the order of drawing; one that runs over a ruling is cut there."""
    rank = {id(char): i for i, char in enumerate(characters)}
    by_turn: dict[int, list[Object]] = {}
    for char in characters:
        by_turn.setdefault(_turn(char), []).append(char)
    found = [
        word["chars"]
        for turn, chars in by_turn.items()
        for word in characters_to_words(turn, chars)
        if any(char["text"] for char in word["chars"])  # a damaged font gives letters without text
    ]
    found.sort(key=lambda chars: rank[id(chars[0])])
    words = [_word(page, i, chars) for i, chars in enumerate(found)]
    crossing = crossing_words(words, verticals)
    if not crossing:
        return tuple(words)
    pieces: list[list[Object]] = []
    for i, chars in enumerate(found):
        pieces += _cut(chars, verticals) if i in crossing else [chars]
    return tuple(_word(page, i, chars) for i, chars in enumerate(pieces))


def _word(page: PlumberPage, index: int, chars: Sequence[Object]) -> Word:
    first = chars[0]
    turn = _turn(first)
    text = _sound("".join(UNUSED_CODE.sub("•", char["text"]) for char in chars))
    mcid = first.get("mcid")
    return Word(
        text,
        page.page_number,
        index,
        min(char["x0"] for char in chars),
        min(char["top"] for char in chars),
        max(char["x1"] for char in chars),
        max(char["bottom"] for char in chars),
        first["baseline"],
        _style(first, turn),
        -1 if mcid is None else mcid,
        turn,
    )


def _sound(text: str) -> str:
    """Half of a surrogate pair, of a damaged font, is no character."""
    return (
        text
        if text.isascii()
        else text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    )


def _turn(char: Object) -> int:
    """Direction of reading as displayed, degrees clockwise."""
    a, b = char["matrix"][:2]
    quarters: int = round(math.degrees(math.atan2(-b, a)) / 90)
    return quarters * 90 % 360


def _style(char: Object, turn: int) -> Style:
    name = char["fontname"].rpartition("+")[2]
    size = char["width"] if turn in (90, 270) else char["height"]
    return Style(
        name,
        round(size, 1),
        bool(BOLD_NAME.search(name)),
        bool(ITALIC_NAME.search(name)),
        _colour(char["non_stroking_color"]),
    )


def _cut(chars: Sequence[Object], verticals: Sequence[Rule]) -> list[list[Object]]:
    middle = (chars[0]["top"] + chars[0]["bottom"]) / 2
    walls = [rule.position for rule in verticals if rule.start <= middle <= rule.end]
    pieces: dict[int, list[Object]] = {}
    for char in chars:
        zone = sum(wall <= (char["x0"] + char["x1"]) / 2 for wall in walls)
        pieces.setdefault(zone, []).append(char)
    return list(pieces.values())


def _edges(
    page: PlumberPage, shift: tuple[float, float]
) -> tuple[tuple[Rule, ...], tuple[Rule, ...]]:
    """Horizontal and vertical edges; pdfplumber calls a slanting line vertical, we leave it out."""
    horizontals: list[Rule] = []
    verticals: list[Rule] = []
    for edge in page.edges:
        x0, top, x1, bottom = _box(_moved(edge, *shift))
        if edge["orientation"] == "h" and x1 - x0 >= MIN_EDGE:
            horizontals.append(Rule(top, x0, x1))
        elif edge["orientation"] == "v" and x0 == x1 and bottom - top >= MIN_EDGE:
            verticals.append(Rule(x0, top, bottom))
    return tuple(horizontals), tuple(verticals)


def _fills(page: PlumberPage, shift: tuple[float, float]) -> tuple[Fill, ...]:
    filled = [
        Fill(_box(_moved(rect, *shift)), _colour(rect["non_stroking_color"]))
        for rect in page.rects
        if rect["fill"]
    ]
    return tuple(fill for fill in filled if fill.colour != WHITE)


def _colour(components: Any) -> int:
    """Grey, RGB or CMYK components → 0xRRGGBB; black for a pattern.

    (0.5,) -> 0x808080;  (0, 1, 1, 0) -> 0xFF0000
    """
    parts = components if isinstance(components, (tuple, list)) else (components,)
    if not parts or not all(isinstance(part, (int, float)) for part in parts):
        return 0
    if len(parts) == 1:
        shares = [parts[0]] * 3
    elif len(parts) == 4:
        shares = [1 - min(1, part + parts[3]) for part in parts[:3]]
    else:
        shares = list(parts[:3])
    red, green, blue = (int(255 * min(max(share, 0), 1) + 0.5) for share in shares)
    return red << 16 | green << 8 | blue


def _links(page: PlumberPage, shown: Frame) -> Iterator[Link]:
    for link in page.hyperlinks:
        x0, y0, x1, y1 = link["data"]["Rect"]
        yield Link(shown.box(x0, y0, x1, y1), link["uri"])
