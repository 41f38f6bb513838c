"""Small files that are huge when they are unpacked or drawn."""

import zlib
from functools import partial

from benchmarks.hostile_inputs.raw import WORDS, Makers, bomb, one_page, stream, two_pages

FLATE = b"/Filter/FlateDecode"
FORM = b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]"


def bombs() -> Makers:
    """Streams of a few hundred kilobytes that are hundreds of megabytes."""
    units = {
        "zeros": b"\0",
        "spaces": b" ",
        "q": b"q ",
        "rects": b"0 0 10 10 re f ",
        "text": b"BT /F1 10 Tf (abc) Tj ET ",
        "path": b"1 2 l ",
        "parens": b"(",
        "arrays": b"[",
        "dicts": b"<<",
        "numbers": b"1 ",
        "clip": b"0 0 9 9 re W n ",
        "state": b"/G gs ",
        "marks": b"/P BMC ",
        "image": b"BI /W 1 /H 1 /BPC 8 /CS /G ID x EI ",
    }
    makers: Makers = {
        f"{name}-{size}": partial(_bomb_page, unit, size)
        for name, unit in units.items()
        for size in (10, 200)
    }
    makers["spaces-2000"] = partial(_bomb_page, b" ", 2000)
    makers["zeros-1000-alone"] = lambda: one_page(bomb(b"\0", 1000), stream_entries=FLATE)
    makers["twice"] = lambda: two_pages(zlib.compress(bomb(b" ", 1000)), coded=TWICE)
    makers["runs"] = lambda: two_pages(b"\x81 " * 5_000_000, coded=b"/Filter/RunLengthDecode")
    makers["fonts"] = _bomb_cmap
    makers["objects"] = _bomb_objects
    makers["xref"] = _bomb_xref
    makers["predictor"] = lambda: two_pages(
        bomb(b"\0", 200),
        coded=FLATE + b"/DecodeParms<</Predictor 15/Columns 1000000000/Colors 32>>",
    )
    for width, height in [
        (100_000, 100_000),
        (2**31 - 1, 2**31 - 1),
        (30_000, 30_000),
        (0, 0),
        (-1, 5),
    ]:
        makers[f"image-{width}-{height}"] = partial(_huge_image, width, height)
    return makers


TWICE = b"/Filter[/FlateDecode/FlateDecode]"


def _bomb_page(unit: bytes, megabytes: int) -> bytes:
    return two_pages(bomb(unit, megabytes), coded=FLATE)


def _bomb_cmap() -> bytes:
    head = b"begincmap 1 begincodespacerange <0000> <ffff> endcodespacerange "
    cmap = zlib.compress(head + b"100 beginbfrange " + b"<0000> <ffff> <0041> " * 2_000_000)
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 9 0 R>>"
    resources = b"/Resources<</Font<</F1 8 0 R>>>>"
    return two_pages(WORDS, font, stream(cmap, FLATE), entries=resources)


def _bomb_objects() -> bytes:
    """An object stream that says that it holds a hundred million objects."""
    data = bomb(b"1 0 ", 200)
    return two_pages(WORDS, stream(data, b"/Type/ObjStm/N 100000000/First 10" + FLATE))


def _bomb_xref() -> bytes:
    data = one_page(WORDS)
    body = data[: data.index(b"xref")]
    entries = b"/Type/XRef/Size 2000000000/W[1 4 2]/Root 1 0 R/Index[0 2000000000]" + FLATE
    table = b"9 0 obj\n%b\nendobj\n" % stream(bomb(b"\1\0\0\0\0\0\0", 200), entries)
    return body + table + b"startxref\n%d\n%%%%EOF\n" % len(body)


def _huge_image(width: int, height: int) -> bytes:
    """A page that is a picture: it is rendered for Tesseract."""
    entries = (
        b"/Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent 8/ColorSpace/DeviceRGB"
        % (width, height)
    )
    image = stream(bomb(b"\0", 50), entries + FLATE)
    resources = b"/Resources<</XObject<</X 8 0 R>>>>"
    return two_pages(b"595 0 0 842 0 0 cm /X Do", image, entries=resources)


# ── forms within forms ────────────────────────────────────────────────────────────────────


def forms() -> Makers:
    """A form that draws the next one several times: ten to the power of its depth."""
    sizes = [
        (2, 2),
        (5, 5),
        (8, 10),
        (20, 2),
        (30, 10),
        (3, 200),
        (100, 1),
        (2000, 1),
        (1, 100_000),
    ]
    makers: Makers = {
        f"{depth}-deep-{times}": partial(_forms, depth, times) for depth, times in sizes
    }
    makers["pattern"] = _patterns
    makers["type3"] = _type3
    return makers


def _forms(depth: int, times: int) -> bytes:
    first = 8
    made = []
    for level in range(depth):
        last = level == depth - 1
        content = b"0 0 5 5 re f " if last else b"/X Do " * times
        resources = b"" if last else b"/Resources<</XObject<</X %d 0 R>>>>" % (first + level + 1)
        made.append(stream(content, FORM + resources))
    resources = b"/Resources<</XObject<</X 8 0 R>>>>"
    return two_pages(b"/X Do " * times, *made, entries=resources)


def _patterns() -> bytes:
    entries = (
        b"/Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 1 1]/XStep 0.0001/YStep 0"
    )
    pattern = stream(
        b"/Pattern cs /P scn 0 0 1 1 re f", entries + b"/Resources<</Pattern<</P 8 0 R>>>>"
    )
    resources = b"/Resources<</Pattern<</P 8 0 R>>>>"
    return two_pages(b"/Pattern cs /P scn 0 0 595 842 re f", pattern, entries=resources)


def _type3() -> bytes:
    """A letter that is drawn with itself."""
    font = (
        b"<</Type/Font/Subtype/Type3/FontBBox[0 0 9 9]/FontMatrix[1 0 0 1 0 0]"
        b"/CharProcs<</a 9 0 R>>"
        b"/Encoding<</Differences[97/a]>>/FirstChar 97/LastChar 97/Widths[9]"
        b"/Resources<</Font<</T 8 0 R>>>>>>"
    )
    glyph = stream(b"9 0 d0 BT /T 9 Tf (aaaaaaaaaa) Tj ET")
    resources = b"/Resources<</Font<</T 8 0 R>>>>"
    return two_pages(b"BT /T 9 Tf (aaa) Tj ET", font, glyph, entries=resources)
