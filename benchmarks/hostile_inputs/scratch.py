"""PDFs written to hurt: bombs, circles, absurd sizes, and texts that are hard to understand."""

import zlib
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from benchmarks.hostile_inputs import Input, chance
from benchmarks.hostile_inputs.raw import (
    CATALOG,
    FONT,
    WORDS,
    bomb,
    escape,
    lines_of,
    make_pdf,
    one_page,
    page,
    pages_of,
    stream,
    two_pages,
)

FLATE = b"/Filter/FlateDecode"
FORM = b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]"


def make_scratch(seed: int) -> Iterator[Input]:
    """Yield them by kind."""
    for kind, makers in KINDS.items():
        for name, make in makers().items():
            yield Input(kind, f"{kind}-{name}.pdf", partial(_write, make))
    for rank in range(150):
        make = partial(_random_content, seed, rank)
        yield Input("content", f"content-{rank:03}.pdf", partial(_write, make))
    for rank in range(100):
        make = partial(_random_text, seed, rank)
        yield Input("text", f"text-{rank:03}.pdf", partial(_write, make))


def _write(make: Callable[[], bytes], path: Path) -> None:
    path.write_bytes(make())


Makers = dict[str, Callable[[], bytes]]


# ── bombs ─────────────────────────────────────────────────────────────────────────────────


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
        b"<</Type/Font/Subtype/Type3/FontBBox[0 0 9 9]/FontMatrix[1 0 0 1 0 0]/CharProcs<</a 9 0 R>>"
        b"/Encoding<</Differences[97/a]>>/FirstChar 97/LastChar 97/Widths[9]"
        b"/Resources<</Font<</T 8 0 R>>>>>>"
    )
    glyph = stream(b"9 0 d0 BT /T 9 Tf (aaaaaaaaaa) Tj ET")
    resources = b"/Resources<</Font<</T 8 0 R>>>>"
    return two_pages(b"BT /T 9 Tf (aaa) Tj ET", font, glyph, entries=resources)


# ── circles ───────────────────────────────────────────────────────────────────────────────


def circles() -> Makers:
    """References that come back to where they began."""
    tree = b"<</Type/Pages/Kids[3 0 R 2 0 R]/Count 2>>"
    up = b"<</Type/Pages/Parent 2 0 R/Kids[3 0 R 2 0 R]/Count 3>>"
    body = [page(), stream(WORDS), FONT]
    form = stream(b"/X Do", FORM + b"/Resources<</XObject<</X 8 0 R>>>>")
    other = stream(b"/X Do", FORM + b"/Resources<</XObject<</X 9 0 R>>>>")
    back = stream(b"/X Do", FORM + b"/Resources<</XObject<</X 8 0 R>>>>")
    uses = b"/Resources<</XObject<</X 8 0 R>>/Font<</F1 5 0 R>>>>"
    return {
        "pages": lambda: make_pdf([CATALOG, tree, *body]),
        "pages-deep": lambda: make_pdf([CATALOG, b"<</Type/Pages/Kids[6 0 R]/Count 3>>", *body, up]),
        "parent": lambda: one_page(WORDS).replace(b"/Parent 2 0 R", b"/Parent 3 0 R"),
        "root": lambda: make_pdf([b"1 0 R", tree, *body]),
        "root-pages": lambda: make_pdf([b"<</Type/Catalog/Pages 1 0 R>>", tree, *body]),
        "form": lambda: two_pages(b"/X Do " + WORDS, form, entries=uses),
        "forms": lambda: two_pages(b"/X Do " + WORDS, other, back, entries=uses),
        "length": lambda: one_page(WORDS).replace(b"/Length 73", b"/Length 4 0 R"),
        "contents": lambda: make_pdf([CATALOG, tree, page(b"[3 0 R 4 0 R 6 0 R]"), *body[1:], b"[6 0 R]"]),
        "resources": lambda: one_page(WORDS, b"6 0 R", entries=b"/Resources 6 0 R"),
        "box": lambda: one_page(WORDS, b"6 0 R", box=b" 6 0 R"),
        "font": lambda: one_page(WORDS, b"<</Type/Font/Subtype/Type0/DescendantFonts[6 0 R]>>",
                                 entries=b"/Resources<</Font<</F1 6 0 R>>>>"),
        "prev": lambda: one_page(WORDS).replace(b"/Root", b"/Prev 9/Root"),
        "prev-itself": _prev_itself,
        "structure": lambda: make_pdf([
            b"<</Type/Catalog/Pages 2 0 R/MarkInfo<</Marked true>>/StructTreeRoot 6 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>", page(entries=b"/StructParents 0"), *body[1:],
            b"<</Type/StructTreeRoot/K 7 0 R/ParentTree<</Nums[0[7 0 R]]>>>>",
            b"<</Type/StructElem/S/Table/P 7 0 R/K[7 0 R 6 0 R 0]/Pg 3 0 R>>",
        ]),
        "outline": lambda: make_pdf([
            b"<</Type/Catalog/Pages 2 0 R/Outlines 6 0 R>>", tree, *body,
            b"<</First 7 0 R/Last 7 0 R>>", b"<</Title(a)/Next 7 0 R/First 7 0 R/Parent 7 0 R>>",
        ]),
        "names": lambda: make_pdf([
            b"<</Type/Catalog/Pages 2 0 R/Names<</Dests 6 0 R>>>>", tree, *body, b"<</Kids[6 0 R 6 0 R]>>",
        ]),
    }  # fmt: skip


def _prev_itself() -> bytes:
    data = one_page(WORDS)
    start = data.rindex(b"xref\n0")
    return data.replace(b"/Root", b"/Prev %d/Root" % start)


# ── absurd sizes ──────────────────────────────────────────────────────────────────────────


def sizes() -> Makers:
    """Pages, boxes, counts and depths that nobody has."""
    boxes = [
        b"[0 0 0 0]", b"[0 0 1e30 1e30]", b"[0 0 0.0001 842]", b"[-1e9 -1e9 1e9 1e9]", b"[595 842 0 0]",
        b"[a b c d]", b"[]", b"[0 0 595]", b"null", b"[0 0 99999999999 99999999999]", b"[0 0 14400 14400]",
        b"[1e38 1e38 3e38 3e38]", b"[0 0 1 100000]",
    ]  # fmt: skip
    picture = b"/Resources<</XObject<</X 6 0 R>>>>"
    image = stream(
        b"\xff" * 3,
        b"/Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceRGB",
    )
    makers: Makers = {}
    for rank, box in enumerate(boxes):
        makers[f"box-{rank}"] = partial(one_page, WORDS, box=box)
        makers[f"cropbox-{rank}"] = partial(one_page, WORDS, entries=b"/CropBox" + box)
        makers[f"box-picture-{rank}"] = partial(
            one_page, b"q 1e6 0 0 1e6 0 0 cm /X Do Q", image, box=box, entries=picture
        )
    for value in [b"45", b"1000000000", b"-90", b"1e9", b"(a)", b"null", b"89.999"]:
        makers[f"rotate-{len(makers)}"] = partial(one_page, WORDS, entries=b"/Rotate " + value)
    for value in [b"0", b"1e9", b"-1", b"0.0000001"]:
        makers[f"unit-{len(makers)}"] = partial(one_page, WORDS, entries=b"/UserUnit " + value)
    for count in [0, -1, 2, 1000, 10**6, 2**31 - 1, 2**31, 10**12]:
        makers[f"count-{count}"] = partial(_count, count)
    makers["pages-100000"] = partial(_many_pages, 100_000)
    makers["pages-100000-one"] = partial(_same_page, 100_000)
    makers["pages-2500"] = partial(_many_pages, 2500)
    makers["tree-deep"] = partial(_deep_tree, 5000)
    makers["tree-wide-deep"] = _doubling_tree
    for name, (opening, closing) in {"arrays": (b"[", b"]"), "dicts": (b"<</A ", b">>")}.items():
        for depth in (100, 10_000, 1_000_000):
            deep = opening * depth + b"0" + closing * depth
            makers[f"{name}-{depth}"] = partial(one_page, WORDS, entries=b"/Deep " + deep)
            makers[f"content-{name}-{depth}"] = partial(one_page, deep + b" TJ " + WORDS)
    makers["name"] = partial(one_page, WORDS, entries=b"/" + b"A" * 5_000_000 + b" 0")
    makers["string"] = partial(one_page, WORDS, entries=b"/A(" + b"a" * 20_000_000 + b")")
    makers["number"] = partial(one_page, WORDS, entries=b"/A " + b"9" * 5_000_000)
    makers["filters"] = partial(
        one_page, WORDS, stream_entries=b"/Filter[" + b"/FlateDecode" * 10_000 + b"]"
    )
    makers["contents"] = partial(_many_contents, 50_000)
    makers["links"] = partial(_many_links, 50_000)
    return makers


def _count(count: int) -> bytes:
    return one_page(WORDS).replace(b"/Count 1", b"/Count %d" % count)


def _many_pages(count: int) -> bytes:
    kids = b" ".join(b"%d 0 R" % (5 + i) for i in range(count))
    resources = b"/Resources<</Font<</F1 4 0 R>>>>"
    pages = [page(b"3 0 R", entries=resources)] * count
    return make_pdf(
        [CATALOG, b"<</Type/Pages/Kids[%b]/Count %d>>" % (kids, count), stream(WORDS), FONT, *pages]
    )


def _same_page(count: int) -> bytes:
    return one_page(WORDS).replace(
        b"[3 0 R]/Count 1", b"[%b]/Count %d" % (b"3 0 R " * count, count)
    )


def _deep_tree(depth: int) -> bytes:
    tree = [b"<</Type/Pages/Kids[%d 0 R]/Count 1>>" % (7 + i) for i in range(depth)]
    start = b"<</Type/Pages/Kids[6 0 R]/Count 1>>"
    return make_pdf([CATALOG, start, page(), stream(WORDS), FONT, *tree, page()])


def _doubling_tree() -> bytes:
    """Thirty levels, each with the next one twice: a thousand million pages."""
    tree = [
        b"<</Type/Pages/Kids[%d 0 R %d 0 R]/Count %d>>" % (7 + i, 7 + i, 2 ** (30 - i))
        for i in range(30)
    ]
    start = b"<</Type/Pages/Kids[6 0 R]/Count 1073741824>>"
    return make_pdf([CATALOG, start, page(), stream(WORDS), FONT, *tree, page()])


def _many_contents(count: int) -> bytes:
    return one_page(WORDS).replace(b"/Contents 4 0 R", b"/Contents[%b]" % (b"4 0 R " * count))


def _many_links(count: int) -> bytes:
    link = b"<</Type/Annot/Subtype/Link/Rect[0 0 %d 9]/A<</S/URI/URI(http://a.fr/%d)>>>>"
    links = b"".join(link % (i % 500, i) for i in range(count))
    return one_page(WORDS, entries=b"/Annots[%b]" % links)


# ── drawings and texts ────────────────────────────────────────────────────────────────────


def drawings() -> Makers:
    """More on a page than people would look at, and numbers that are none."""
    odd = [b"1e38", b"-1e38", b"1e-38", b"nan", b"inf", b"0", b"-0", b"99999999999999999999"]
    makers: Makers = {
        "grid-50": partial(_grid, 50), "grid-200": partial(_grid, 200), "grid-600": partial(_grid, 600),
        "lines-20000": partial(_scatter, 20_000, b"%d %d m %d %d l S "),
        "levels-20000": partial(_levels, 20_000), "levels-100000": partial(_levels, 100_000),
        "rects-20000": partial(_scatter, 20_000, b"%d %d %d %d re f "),
        "rects-150000": partial(_scatter, 150_000, b"%d %d %d %d re f "),
        "boxes-20000": partial(_scatter, 20_000, b"%d %d %d %d re S "),
        "curves-50000": partial(_scatter, 50_000, b"0 0 m %d %d %d %d 9 9 c S "),
        "words-20000": partial(_words, 20_000, 1), "words-90000": partial(_words, 90_000, 1),
        "words-one-place": partial(_words, 10_000, 0), "words-columns": partial(_words, 10_000, 200),
        "letters-30000": lambda: one_page(b"BT /F1 1 Tf " + b"(a) Tj 1 0 Td " * 30_000 + b"ET"),
        "long-word": lambda: one_page(b"BT /F1 10 Tf 50 700 Td (" + b"a" * 90_000 + b") Tj ET"),
        "spaces": lambda: one_page(b"BT /F1 10 Tf 50 700 Td (" + b" a" * 45_000 + b") Tj ET"),
        "dots": lambda: one_page(b"BT /F1 1 Tf 50 700 Td (Axe 1 " + b"." * 90_000 + b" 3) Tj ET"),
        "digits": lambda: one_page(b"BT /F1 1 Tf 50 700 Td (Axe " + b"9" * 50_000 + b") Tj ET"),
        "images-20000": lambda: one_page(b"q 9 0 0 9 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /G ID x EI Q " * 20_000),
    }  # fmt: skip
    for rank, value in enumerate(odd):
        makers[f"odd-size-{rank}"] = partial(
            one_page, b"BT /F1 %b Tf 50 700 Td (Contrat local) Tj ET" % value
        )
        makers[f"odd-matrix-{rank}"] = partial(
            one_page,
            b"%b 0 0 %b 50 50 cm " % (value, value) + WORDS + b"0 0 9 9 re f 0 0 m 9 0 l S",
        )
        makers[f"odd-place-{rank}"] = partial(
            one_page,
            b"BT /F1 9 Tf 1 0 0 1 %b %b Tm (Contrat) Tj ET %b 0 m %b 9 l S 0 0 %b 9 re f"
            % ((value,) * 5),
        )
        makers[f"odd-shear-{rank}"] = partial(
            one_page,
            b"BT /F1 9 Tf 0 %b -1 0 50 50 Tm (Contrat local) Tj 1 %b 1 0 99 99 Tm (sante) Tj ET"
            % (value, value),
        )
    return makers


def _grid(count: int) -> bytes:
    """A table of count by count cells, a word in each of the diagonal."""
    rules = b"".join(
        b"%g 0 m %g 842 l S 0 %g m 595 %g l S " % ((i * 595 / count,) * 2 + (i * 842 / count,) * 2)
        for i in range(count + 1)
    )
    words = b"".join(
        b"1 0 0 1 %g %g Tm (a) Tj " % (i * 595 / count, i * 842 / count) for i in range(count)
    )
    return one_page(rules + b"BT /F1 2 Tf " + words + b"ET")


def _scatter(count: int, command: bytes) -> bytes:
    chances = chance(0, command, count)
    return one_page(
        b"".join(command % tuple(chances.choices(range(600), k=4)) for _ in range(count)) + WORDS
    )


def _levels(count: int) -> bytes:
    """Horizontal and vertical rules of chance."""
    chances = chance(0, "levels", count)
    rules = []
    for rank in range(count):
        a, b, c = (chances.uniform(0, 590) for _ in range(3))
        rules.append(
            (b"%g %g m %g %g l S " % (a, b, c, b))
            if rank % 2
            else (b"%g %g m %g %g l S " % (a, b, a, c))
        )
    return one_page(b"".join(rules) + WORDS)


def _words(count: int, spread: int) -> bytes:
    """Words at places of chance; all at one place; or in so many columns."""
    chances = chance(0, "words", count, spread)
    shown = []
    for _ in range(count):
        x, y = chances.uniform(0, 590), chances.uniform(0, 840)
        if spread == 0:
            x, y = 50, 700
        elif spread > 1:
            x = round(x * spread / 595) * 595 / spread
        shown.append(b"1 0 0 1 %.1f %.1f Tm (a) Tj " % (x, y))
    return one_page(b"BT /F1 2 Tf " + b"".join(shown) + b"ET")


def texts() -> Makers:
    """Texts of contracts, a thousand times what a contract has."""
    many = {
        "fiches": [f"Fiche action n° {i}.{j} : Soutenir la santé" for i in range(60) for j in range(60)],
        "same-fiche": ["Fiche action n° 1.1 : Soutenir la santé", "Porteur : CAF"] * 1500,
        "articles": [f"Article {i} : Objet du contrat" for i in range(3000)],
        "axes": [f"Axe {i} : Accès aux soins" for i in range(3000)],
        "sigles": [f"Agence Numéro {i} (AN{i})" for i in range(3000)],
        "sommaire": ["Sommaire", *[f"Axe {i} : accès aux soins {'.' * 60} {i}" for i in range(3000)]],
        "porteurs": ["Fiche action 1 : a", "Partenaires : " + ", ".join(["CAF", "CPAM", "ARS"] * 40)] * 300,
        "communes": ["Commune de Saint-Pierre, Lisieux, Caen, Le Havre, Créteil, Paris"] * 3000,
        "signatures": ["Le maire de Lisieux, M. Jean Martin", "Signature"] * 1500,
        "dates": ["Fait à Lisieux, le 31 février 2024, le 99/99/9999, le 1er janvier 0000"] * 1500,
        "money": ["Moyens : 999 999 999 999 999 999 999 999 € (ARS), ²³ ETP, 1,5,5 k€"] * 1500,
        "bullets": ["• " * 40] * 1500,
        "braces": ["((((((((((" * 8, "))))))))))" * 8] * 700,
        "quotes": ["« « « » “ ” ’ ' " * 6] * 1500,
        "letters": [" ".join("contratlocaldesante") for _ in range(1500)],
        "hyphens": ["acces-", "aux-", "soins-"] * 1000,
        "colons": [": : : :" * 10] * 1500,
        "romans": [f"Axe {'X' * (i % 60)}I : titre" for i in range(2000)],
        "codes": [f"Action {'.'.join(['1'] * (i % 40 + 1))} titre" for i in range(2000)],
        "calendar": ["Calendrier : 2024 2025 2026 x x x", "T1 T2 T3 T4"] * 1000,
        "huge-number": ["Axe " + "9" * 80, "page " + "9" * 80, "12" * 40 + " €"] * 500,
        "press": ["Communiqué de presse", *["Le maire de Caen, M. Jean Martin, signe le contrat local de santé"] * 1500],
    }  # fmt: skip
    return {name: partial(pages_of, lines) for name, lines in many.items()}


KINDS: dict[str, Callable[[], Makers]] = {
    "bomb": bombs,
    "forms": forms,
    "circle": circles,
    "size": sizes,
    "drawing": drawings,
    "thousands": texts,
}

OPERATORS = [
    b"q", b"Q", b"cm", b"w", b"J", b"d", b"re", b"m", b"l", b"c", b"h", b"S", b"f", b"B", b"n", b"W",
    b"BT", b"ET", b"Tf", b"Td", b"Tm", b"Tj", b"TJ", b"'", b"\"", b"T*", b"Tr", b"Tz", b"TL", b"Ts",
    b"Do", b"gs", b"sh", b"BI", b"ID", b"EI", b"BMC", b"BDC", b"EMC", b"rg", b"k", b"scn", b"d0",
]  # fmt: skip


def _random_content(seed: int, rank: int) -> bytes:
    """Operators with operands of chance: what a page description may be made of."""
    chances = chance(seed, "content", rank)
    operands: list[Callable[[], bytes]] = [
        lambda: b"%d" % chances.randrange(-10, 900), lambda: b"%.3f" % chances.uniform(-1000, 1000),
        lambda: b"(Contrat local)", lambda: b"/F1", lambda: b"[(a) -200 (b)]", lambda: b"<</MCID 0>>",
        lambda: b"/P", lambda: b"%d" % chances.choice([2**31, -(2**31), 10**12]), lambda: b"<e9>",
    ]  # fmt: skip
    parts = [WORDS]
    for _ in range(chances.choice([50, 500, 3000])):
        count = chances.choice([0, 1, 2, 2, 4, 6])
        parts += [*(chances.choice(operands)() for _ in range(count)), chances.choice(OPERATORS)]
    return one_page(b" ".join(parts))


PIECES = [
    "Contrat local de santé", "Axe", "Fiche action", "n°", "1.2", "I", "IV.3", ":", "-", "–", "•", "☐", "Porteur",
    "Partenaires", "Objectif", "Indicateurs", "Calendrier", "2024", "2024-2028", "€", "12 000", "ETP", "ARS", "CAF",
    "(CPAM)", "Article", "Sommaire", "....", "12", "page", "Annexe", "signé le", "31/12/2025", "M.", "Mme", "maire",
    "de", "la", "et", "Lisieux", "Ville de Caen", "«", "»", "Entre", "représentée par", "Communiqué de presse",
    "@", "www.a.fr", "²", "½", "…", "’", ";", ",", "/", "Priorité", "Action", "Enjeu", "Total", "%",
]  # fmt: skip


def _random_text(seed: int, rank: int) -> bytes:
    """Words of contracts in an order of chance, in sizes and columns of chance."""
    chances = chance(seed, "text", rank)
    lines = [
        " ".join(chances.choices(PIECES, k=chances.choice([1, 2, 5, 12])))
        for _ in range(chances.choice([20, 400]))
    ]
    if rank % 2:
        return pages_of(lines)
    parts = [b"BT"]
    for line in lines[:200]:
        x, y, size = (
            chances.choice([50, 60, 300]),
            chances.randrange(800),
            chances.choice([8, 10, 10, 16]),
        )
        parts.append(b"/F1 %d Tf 1 0 0 1 %d %d Tm %b Tj" % (size, x, y, escape(line)))
    parts.append(b"ET")
    for _ in range(chances.choice([0, 10, 60])):
        x, y, w, h = (chances.randrange(0, 500) for _ in range(4))
        parts.append(b"%d %d %d %d re %b" % (x, y, w, h, chances.choice([b"S", b"f", b"0.9 g f"])))
    return one_page(b"\n".join(parts) + lines_of(lines[200:]))
