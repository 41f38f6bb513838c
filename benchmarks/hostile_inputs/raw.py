"""Objects → the bytes of a PDF, sound or not: nothing is checked."""

import zlib
from collections.abc import Callable, Sequence
from typing import TypeAlias

Makers: TypeAlias = dict[str, Callable[[], bytes]]
"""Name → what makes the bytes."""

FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"
BOX = b"[0 0 595 842]"
WORDS = b"BT /F1 10 Tf 1 0 0 1 50 700 Tm (Contrat local de sante 2024-2028) Tj ET\n"
CATALOG = b"<</Type/Catalog/Pages 2 0 R>>"
MEGABYTE = 1 << 20


def make_pdf(objects: Sequence[bytes], trailer: bytes = b"") -> bytes:
    """Objects numbered from 1, the first being the catalog, and a table of their places."""
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"/Size %d/Root 1 0 R" % (len(objects) + 1)
    return bytes(out + b"trailer<<%b%b>>\nstartxref\n%d\n%%%%EOF\n" % (head, trailer, start))


def stream(data: bytes, entries: bytes = b"") -> bytes:
    """A stream object."""
    return b"<<%b/Length %d>>stream\n%b\nendstream" % (entries, len(data), data)


def page(contents: bytes = b"4 0 R", box: bytes = BOX, entries: bytes = b"") -> bytes:
    """A page whose font F1 is object 5; its parent is object 2."""
    resources = b"" if b"/Resources" in entries else b"/Resources<</Font<</F1 5 0 R>>>>"
    head = b"<</Type/Page/Parent 2 0 R/MediaBox%b/Contents %b" % (box, contents)
    return head + resources + entries + b">>"


def one_page(
    content: bytes,
    *more: bytes,
    box: bytes = BOX,
    entries: bytes = b"",
    stream_entries: bytes = b"",
) -> bytes:
    """A PDF of one page: catalog 1, tree 2, page 3, content 4, font 5, `more` from 6 on."""
    return make_pdf(
        [
            CATALOG,
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            page(box=box, entries=entries),
            stream(content, stream_entries),
            FONT,
            *more,
        ]
    )


def two_pages(content: bytes, *more: bytes, entries: bytes = b"", coded: bytes = b"") -> bytes:
    """A sound first page, and a second one with this content (object 6); `more` from 8 on."""
    return make_pdf(
        [
            CATALOG,
            b"<</Type/Pages/Kids[3 0 R 7 0 R]/Count 2>>",
            page(),
            stream(WORDS),
            FONT,
            stream(content, coded),
            page(b"6 0 R", entries=entries),
            *more,
        ]
    )


def bomb(unit: bytes, megabytes: int) -> bytes:
    """`unit` repeated, deflated: a thousandth of its size."""
    packer = zlib.compressobj(9)
    block = (unit * (MEGABYTE // len(unit) + 1))[: MEGABYTE // len(unit) * len(unit)]
    return b"".join(packer.compress(block) for _ in range(megabytes)) + packer.flush()


def escape(text: str) -> bytes:
    """A text as a hexadecimal string of Windows-1252."""
    return b"<%b>" % text.encode("cp1252", "replace").hex().encode()


def lines_of(texts: Sequence[str], size: float = 10, pitch: float = 12) -> bytes:
    """Lines of text from the top of a page downwards; what does not fit stands below it."""
    shown = b"".join(
        b"1 0 0 1 50 %.1f Tm %b Tj\n" % (800 - pitch * rank, escape(text))
        for rank, text in enumerate(texts)
    )
    return b"BT /F1 %g Tf\n%bET\n" % (size, shown)


def pages_of(texts: Sequence[str], per_page: int = 60, size: float = 10) -> bytes:
    """A PDF of as many pages as these lines need."""
    chunks = [texts[i : i + per_page] for i in range(0, len(texts), per_page)]
    first = 4
    kids = b" ".join(b"%d 0 R" % (first + 2 * i) for i in range(len(chunks)))
    objects = [CATALOG, b"<</Type/Pages/Kids[%b]/Count %d>>" % (kids, len(chunks)), FONT]
    for rank, chunk in enumerate(chunks):
        resources = b"/Resources<</Font<</F1 3 0 R>>>>"
        objects.append(page(b"%d 0 R" % (first + 2 * rank + 1), entries=resources))
        packed = zlib.compress(lines_of(chunk, size))
        objects.append(stream(packed, b"/Filter/FlateDecode"))
    return make_pdf(objects)
