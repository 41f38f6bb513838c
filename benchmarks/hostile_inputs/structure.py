"""Files whose objects refer to each other in circles, or have sizes that nobody has."""

from functools import partial

from benchmarks.hostile_inputs.bombs import FORM
from benchmarks.hostile_inputs.raw import (
    CATALOG,
    FONT,
    WORDS,
    Makers,
    make_pdf,
    one_page,
    page,
    stream,
    two_pages,
)

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
        "pages-deep": lambda: make_pdf(
            [CATALOG, b"<</Type/Pages/Kids[6 0 R]/Count 3>>", *body, up]
        ),
        "parent": lambda: one_page(WORDS).replace(b"/Parent 2 0 R", b"/Parent 3 0 R"),
        "root": lambda: make_pdf([b"1 0 R", tree, *body]),
        "root-pages": lambda: make_pdf([b"<</Type/Catalog/Pages 1 0 R>>", tree, *body]),
        "form": lambda: two_pages(b"/X Do " + WORDS, form, entries=uses),
        "forms": lambda: two_pages(b"/X Do " + WORDS, other, back, entries=uses),
        "length": lambda: one_page(WORDS).replace(b"/Length 73", b"/Length 4 0 R"),
        "contents": lambda: make_pdf(
            [CATALOG, tree, page(b"[3 0 R 4 0 R 6 0 R]"), *body[1:], b"[6 0 R]"]
        ),
        "resources": lambda: one_page(WORDS, b"6 0 R", entries=b"/Resources 6 0 R"),
        "box": lambda: one_page(WORDS, b"6 0 R", box=b" 6 0 R"),
        "font": lambda: one_page(
            WORDS,
            b"<</Type/Font/Subtype/Type0/DescendantFonts[6 0 R]>>",
            entries=b"/Resources<</Font<</F1 6 0 R>>>>",
        ),
        "prev": lambda: one_page(WORDS).replace(b"/Root", b"/Prev 9/Root"),
        "prev-itself": _prev_itself,
        "structure": lambda: make_pdf(
            [
                b"<</Type/Catalog/Pages 2 0 R/MarkInfo<</Marked true>>/StructTreeRoot 6 0 R>>",
                b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
                page(entries=b"/StructParents 0"),
                *body[1:],
                b"<</Type/StructTreeRoot/K 7 0 R/ParentTree<</Nums[0[7 0 R]]>>>>",
                b"<</Type/StructElem/S/Table/P 7 0 R/K[7 0 R 6 0 R 0]/Pg 3 0 R>>",
            ]
        ),
        "outline": lambda: make_pdf(
            [
                b"<</Type/Catalog/Pages 2 0 R/Outlines 6 0 R>>",
                tree,
                *body,
                b"<</First 7 0 R/Last 7 0 R>>",
                b"<</Title(a)/Next 7 0 R/First 7 0 R/Parent 7 0 R>>",
            ]
        ),
        "names": lambda: make_pdf(
            [
                b"<</Type/Catalog/Pages 2 0 R/Names<</Dests 6 0 R>>>>",
                tree,
                *body,
                b"<</Kids[6 0 R 6 0 R]>>",
            ]
        ),
    }


def _prev_itself() -> bytes:
    data = one_page(WORDS)
    start = data.rindex(b"xref\n0")
    return data.replace(b"/Root", b"/Prev %d/Root" % start)


# ── absurd sizes ──────────────────────────────────────────────────────────────────────────


def sizes() -> Makers:
    """Pages, boxes, counts and depths that nobody has."""
    boxes = [
        b"[0 0 0 0]",
        b"[0 0 1e30 1e30]",
        b"[0 0 0.0001 842]",
        b"[-1e9 -1e9 1e9 1e9]",
        b"[595 842 0 0]",
        b"[a b c d]",
        b"[]",
        b"[0 0 595]",
        b"null",
        b"[0 0 99999999999 99999999999]",
        b"[0 0 14400 14400]",
        b"[1e38 1e38 3e38 3e38]",
        b"[0 0 1 100000]",
    ]
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
