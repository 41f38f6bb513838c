"""Words of one page, in bulk: the text in one call, boxes of first and last character only."""

import ctypes
import math
import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from itertools import pairwise, repeat
from typing import NamedTuple

from extractor.pdf import calls
from extractor.pdf.geometry import Frame
from extractor.pdf.symbols import signs_of
from models.page import Rule, Style, Word, words_of_columns

# PDFium writes a hyphen at a line end as U+FFFE in bulk and as U+0002 one by one.
LINE_HYPHENS = "￾\x02"
WORD = re.compile(rf"[^\s\0{LINE_HYPHENS}]+[{LINE_HYPHENS}]?|[{LINE_HYPHENS}]")
NAMELESS = "\n\0 "
BOLD_NAME = re.compile(r"bold|black|heavy|semibold|demi|[-,]gras", re.IGNORECASE)
ITALIC_NAME = re.compile(r"ital|obli", re.IGNORECASE)
BOLD_WEIGHT = 600
FLAG_ITALIC = 1 << 6
FLAG_FORCE_BOLD = 1 << 18
REACH = 4
"""Letters that a word too long for its cell may run over a ruling."""
MIN_APART = 1.0
"""Points between the texts of two cells that touch; letters of a word stand closer."""
STROKED_TEXT = 2  # text render mode "fill, then stroke": how Word fakes bold
NO_STYLE = Style("", 0.0, False, False, 0)

_float = ctypes.c_float()
_float_at = ctypes.addressof(_float)
_matrix = (ctypes.c_float * 6)()
_matrix_at = ctypes.addressof(_matrix)
_uints = (ctypes.c_uint * 4)()
_uint_at = [ctypes.addressof(_uints) + 4 * i for i in range(4)]
_name = ctypes.create_string_buffer(256)


Styles = dict[tuple[int, float, int, int], Style]
"""The styles of a document so far, by address of the font, size, render mode and colour."""


class Span(NamedTuple):
    """First and last character of one word."""

    text: str
    first: int
    last: int


def read_words(
    textpage: int, page: int, frame: Frame, verticals: Sequence[Rule], styles: Styles
) -> tuple[Word, ...]:
    """Return the words of a page in the order of drawing.

    `textpage` is the address of an FPDF_TEXTPAGE; `verticals` cut words that run over a ruling;
    `styles` remembers those of the document, one object each, from page to page.
    """
    spans: Sequence[Span] = split_words(page_text(textpage))
    spans, words = make_words(textpage, page, frame, spans, styles)
    signs = _symbol_fonts(styles)
    if signs:
        cut = [piece for span in spans for piece in cut_symbols(textpage, span, signs)]
        if len(cut) != len(spans):
            spans, words = make_words(textpage, page, frame, cut, styles)
        words = tuple(map(_show_symbols, words))
    crossing = crossing_words(words, verticals)
    if not crossing:
        return words
    pieces: list[Span] = []
    for i, span in enumerate(spans):
        if i in crossing:
            pieces += cut_span(textpage, span, words[i], frame, verticals)
        else:
            pieces.append(span)
    _, words = make_words(textpage, page, frame, pieces, styles)
    return tuple(map(_show_symbols, words)) if signs else words


def page_text(textpage: int) -> str:
    """All characters of the page, one Python character per PDFium index."""
    count = calls.text_count(textpage)
    if count <= 0:
        return ""
    buffer = (ctypes.c_ushort * (count + 1))()
    written = calls.text_all(textpage, 0, count, ctypes.addressof(buffer))
    text = bytes(buffer)[: 2 * max(written - 1, 0)].decode("utf-16-le", "replace")
    if len(text) == count:
        return text
    # Surrogates or dropped characters: indices differ, so read one by one.
    codes = (calls.text_unicode(textpage, i) for i in range(count))
    return "".join(map(_character, codes))


def _character(code: int) -> str:
    """The character of a code; half of a surrogate pair, of a damaged font, is none."""
    return chr(code) if code < 0xD800 or 0xE000 <= code < 0x110000 else "\ufffd"


def split_words(text: str) -> list[Span]:
    """Cut at spaces and after a hyphen that ends a line.

    "de soins" -> ("de", 0, 1), ("soins", 3, 7)
    "\\n\\0 de soins" -> ("•", 1, 1), …: a glyph without a letter that opens a line is a bullet
    """
    if NAMELESS in text:
        text = text.replace(NAMELESS, "\n• ")
    plain = text
    for hyphen in LINE_HYPHENS:
        plain = plain.replace(hyphen, "-")
    return [
        Span(plain[first:end], first, end - 1)
        for first, end in map(re.Match.span, WORD.finditer(text))
    ]


def make_words(
    textpage: int, page: int, frame: Frame, spans: Sequence[Span], styles: Styles
) -> tuple[Sequence[Span], tuple[Word, ...]]:
    """Give every span its box, baseline, style and marked-content id.

    Returns the spans that stand on the visible part of the page, and a word for each.
    """
    if not spans:
        return (), ()
    firsts = [span.first for span in spans]
    starts = _boxes(textpage, firsts)
    ends = _boxes(textpage, [span.last for span in spans])
    handles = list(map(calls.text_object, repeat(textpage), firsts))
    known = {
        handle: _read_run(textpage, first, handle, styles)
        for handle, first in dict(zip(handles, firsts, strict=True)).items()
        if handle
    }
    if any(_begins_outside(run, frame) for run in known.values()):
        kept = [span for i, span in enumerate(spans) if _is_visible(i, starts, ends, frame)]
        if len(kept) < len(spans):
            return make_words(textpage, page, frame, kept, styles)
    # A character that PDFium made up (a hyphen at a line end) belongs to no text object.
    runs = [
        known[handle] if handle else _read_run(textpage, first, 0, styles)
        for handle, first in zip(handles, firsts, strict=True)
    ]
    if frame.rotation == 0 and all(run.upright for run in runs):
        return spans, _upright_words(page, frame, spans, runs, starts, ends)
    return spans, _turned_words(page, frame, spans, runs, starts, ends)


def _turned_words(
    page: int,
    frame: Frame,
    spans: Sequence[Span],
    runs: Sequence["Run"],
    starts: Sequence[float],
    ends: Sequence[float],
) -> tuple[Word, ...]:
    """All words of a page that is turned, or has turned text, one by one."""
    point = frame.point()
    words: list[Word] = []
    for rank, (span, run) in enumerate(zip(spans, runs, strict=True)):
        at = slice(4 * rank, 4 * rank + 4)
        (x0, y0, x1, y1), (u0, v0, u1, v1) = starts[at], ends[at]
        box = frame.box(min(x0, u0), min(y1, v1), max(x1, u1), max(y0, v0))
        baseline = point(run.x, run.y)[1]
        turn = (run.turn + frame.rotation) % 360
        words.append(Word(span.text, page, rank, *box, baseline, run.style, run.mcid, turn))
    return tuple(words)


def _begins_outside(run: "Run", frame: Frame) -> bool:
    """Whether a text object begins outside the visible rectangle: cheaper than every word."""
    left, low, right, high, _ = frame
    return run.x < left or run.x > right or run.y < low or run.y > high


def _is_visible(rank: int, starts: Sequence[float], ends: Sequence[float], frame: Frame) -> bool:
    """Whether the middle of the `rank`th word stands within the visible rectangle.

    Cut marks, notes of the printer and the rest of a larger sheet stand outside.
    """
    x = (starts[4 * rank] + ends[4 * rank + 2]) / 2
    y = (starts[4 * rank + 1] + ends[4 * rank + 3]) / 2
    return frame.left <= x <= frame.right and frame.bottom <= y <= frame.top


def _upright_words(
    page: int,
    frame: Frame,
    spans: Sequence[Span],
    runs: Sequence["Run"],
    starts: Sequence[float],
    ends: Sequence[float],
) -> tuple[Word, ...]:
    """All words of a page without turned text, column by column: every page but a few."""
    left, top = frame.left, frame.top
    return words_of_columns(
        (
            [span.text for span in spans],
            repeat(page),
            range(len(spans)),
            [x - left for x in starts[0::4]],
            [top - y for y in map(max, starts[1::4], ends[1::4])],
            [x - left for x in ends[2::4]],
            [top - y for y in map(min, starts[3::4], ends[3::4])],
            [top - run.y for run in runs],
            [run.style for run in runs],
            [run.mcid for run in runs],
            repeat(0),
        )
    )


class Run(NamedTuple):
    """What all characters of one text object share. Coordinates are of user space."""

    style: Style
    mcid: int
    x: float
    y: float
    turn: int
    upright: bool


def _read_run(textpage: int, index: int, handle: int, styles: Styles) -> Run:
    """Style, place and direction of the text object that a character belongs to."""
    calls.text_matrix(textpage, index, _matrix_at)
    a, b, _, d, x, y = _matrix
    upright = b == 0 and a >= 0
    turn = 0 if upright else round(math.degrees(math.atan2(-b, a)) / 90) * 90 % 360
    if not handle:  # a character that PDFium made up: a hyphen at a line end
        return Run(NO_STYLE, -1, x, y, turn, upright)
    calls.font_size(handle, _float_at)
    calls.fill_colour(handle, *_uint_at)
    key = (
        calls.font_of(handle),
        round(_float.value * (math.hypot(b, d) or 1), 1),
        calls.render_mode(handle),
        (_uints[0] << 16) | (_uints[1] << 8) | _uints[2],
    )
    style = styles.get(key) or styles.setdefault(key, _style(*key))
    return Run(style, calls.object_mcid(handle), x, y, turn, upright)


def _boxes(textpage: int, indices: Sequence[int]) -> Sequence[float]:
    """Loose boxes (left, top, right, bottom in user space) of characters, flat."""
    buffer = (ctypes.c_float * (4 * len(indices)))()
    address = ctypes.addressof(buffer)
    call = calls.text_box
    for index in indices:
        call(textpage, index, address)
        address += 16
    values: Sequence[float] = memoryview(buffer).cast("B").cast("f").tolist()
    return values


def _style(font: int, size: float, mode: int, colour: int) -> Style:
    if not font:
        return Style("", size, mode == STROKED_TEXT, False, colour)
    calls.font_name(font, ctypes.addressof(_name), 256)
    name = _name.value.decode("utf-8", "replace").rpartition("+")[2]
    flags = max(calls.font_flags(font), 0)
    bold = bool(
        mode == STROKED_TEXT
        or BOLD_NAME.search(name)
        or flags & FLAG_FORCE_BOLD
        or calls.font_weight(font) >= BOLD_WEIGHT
    )
    italic = bool(flags & FLAG_ITALIC or ITALIC_NAME.search(name))
    return Style(name, size, bold, italic, colour)


def _symbol_fonts(styles: Styles) -> set[int]:
    """Addresses of the fonts of a document, so far, whose letters are signs."""
    return {key[0] for key, style in styles.items() if signs_of(style.font)}


def cut_symbols(textpage: int, span: Span, symbols: set[int]) -> list[Span]:
    """Part a sign from the word that it touches: "þRenouvelée" -> "þ", "Renouvelée"."""
    text, first, last = span
    if len(text) == 1 or last - first + 1 != len(text):
        return [span]
    if _font_at(textpage, first) not in symbols and _font_at(textpage, last) not in symbols:
        return [span]
    signs = [_font_at(textpage, index) in symbols for index in range(first, last + 1)]
    cuts = [0, *(i for i in range(1, len(text)) if signs[i] != signs[i - 1]), len(text)]
    return [Span(text[a:b], first + a, first + b - 1) for a, b in pairwise(cuts)]


def _font_at(textpage: int, index: int) -> int:
    """Address of the font of a character; 0 when PDFium made the character up."""
    handle = calls.text_object(textpage, index)
    font: int = calls.font_of(handle) if handle else 0
    return font


def _show_symbols(word: Word) -> Word:
    """The word as people see it: "þ" of Wingdings is "☑"."""
    signs = signs_of(word.style.font)
    shown = word.text.translate(signs) if signs else word.text
    return word if shown == word.text else word._replace(text=shown)


def crossing_words(words: Sequence[Word], verticals: Sequence[Rule]) -> set[int]:
    """Ranks of the words that a ruling runs through, with more than a point on either side."""
    rulings = sorted(verticals)
    positions = [rule.position for rule in rulings]
    found: set[int] = set()
    for i, word in enumerate(words):
        first = bisect_right(positions, word.x0 + 1)
        last = bisect_left(positions, word.x1 - 1)
        if first < last and word.turn == 0:
            middle = (word.top + word.bottom) / 2
            if any(rule.start <= middle <= rule.end for rule in rulings[first:last]):
                found.add(i)
    return found


def cut_span(
    textpage: int, span: Span, word: Word, frame: Frame, verticals: Sequence[Rule]
) -> list[Span]:
    """Cut a word at the rulings that run between two of its characters.

    A word that is too long for its cell runs over the ruling without white: it stays whole.
    """
    count = span.last - span.first + 1
    if count != len(span.text):
        return [span]
    boxes = _boxes(textpage, range(span.first, span.last + 1))
    middle = (word.top + word.bottom) / 2
    walls = [r.position for r in verticals if r.start <= middle <= r.end]
    point = frame.point()

    def zone(i: int) -> int:
        x = point((boxes[4 * i] + boxes[4 * i + 2]) / 2, boxes[4 * i + 1])[0]
        return sum(wall <= x for wall in walls)

    def apart(i: int) -> bool:
        return abs(boxes[4 * i] - boxes[4 * i - 2]) > MIN_APART  # left edge, right one before

    def redrawn(i: int) -> bool:
        index = span.first + i
        return bool(calls.text_object(textpage, index) != calls.text_object(textpage, index - 1))

    over = [i for i in range(1, count) if zone(i) != zone(i - 1)]
    cuts = {_nearest_cut(span.text, i, apart, redrawn) for i in over} - {0}
    edges = [0, *sorted(cuts), count]
    return [Span(span.text[a:b], span.first + a, span.first + b - 1) for a, b in pairwise(edges)]


def _nearest_cut(
    text: str, at: int, apart: Callable[[int], bool], redrawn: Callable[[int], bool]
) -> int:
    """Where to cut a word that runs over a ruling just before its character `at`; 0 for nowhere.

    Between two texts near the ruling, when one of them is too long for its cell: "Numér|oIntitulé"
    -> "Numéro" / "Intitulé". A word that is alone too long stays whole: "environnemen|t",
    "MEN-0|1".
    """
    near = range(max(at - REACH, 1), min(at + REACH + 1, len(text)))
    for i in sorted(near, key=lambda i: abs(i - at)):
        if apart(i) or (text[i].isupper() and (text[i - 1].islower() or text[i - 1].isdigit())):
            return i
    goes_on = text[at].islower() and text[at - 1].islower()
    return at if redrawn(at) and not goes_on else 0
