"""Letters of symbol fonts → the signs that they show: "ü" of Wingdings is "✓".

Sources: the charts of Wingdings, Wingdings 2 and Webdings, and the encoding of Symbol
(ISO 32000-1, annex D.5). Only signs that contracts use as bullets, ticks or boxes are listed.
"""

import re
from collections.abc import Mapping
from functools import cache

BOX, CROSSED, TICKED = "☐", "☒", "☑"
# Code in the font → sign. Boxes with a shadow are boxes to tick, like the plain ones.
WINGDINGS = {
    **dict.fromkeys(b"oqr\xa8", BOX),
    **dict.fromkeys(b"x\xfd", CROSSED),
    0xFE: TICKED,
    0xFC: "✓",
    0xFB: "✗",
    ord("l"): "●",
    ord("n"): "■",
    ord("s"): "◆",
    ord("u"): "◆",
    ord("v"): "❖",
    ord("w"): "◆",
    0x9E: "·",
    0x9F: "•",
    0xA1: "○",
    0xA7: "▪",
    0xD8: "➢",
    0xE0: "→",
    0xE8: "➔",
    0xF0: "⇒",
}
WINGDINGS_2 = {
    **dict.fromkeys(b"*0\xa3", BOX),
    **dict.fromkeys(b"STUV", CROSSED),
    ord("R"): TICKED,
    ord("O"): "✗",
    ord("P"): "✓",
    0x97: "●",
    0xA2: "■",
}
WEBDINGS = {ord("a"): "✓", ord("c"): BOX, ord("g"): "■", ord("n"): "●", ord("="): "•"}
SYMBOL = {0xA8: "♦", 0xAE: "→", 0xB7: "•", 0xDE: "⇒"}
DINGBATS: dict[int, str] = {}  # PDFium and ToUnicode maps name its signs themselves

FAMILY = re.compile(
    r"(?:(wingdings)[\s-]?([23]?)|(webdings|zapfdingbats|symbol)(?:mt)?(?![a-z]))", re.IGNORECASE
)
FAMILIES = {
    "wingdings": WINGDINGS,
    "wingdings2": WINGDINGS_2,
    "webdings": WEBDINGS,
    "symbol": SYMBOL,
    "zapfdingbats": DINGBATS,
}
SHADOWED = dict.fromkeys("❏❐❑❒", BOX)
PRIVATE = 0xF000
"""A TrueType symbol font shows code 0xFE as U+F0FE (OpenType, `cmap` 3.0)."""


@cache
def signs_of(font: str) -> Mapping[int, str] | None:
    """What `str.translate` needs for a symbol font; None for a font of letters.

    "Wingdings-Regular" -> {0xFE: "☑", 0xF0FE: "☑", …};  "SegoeUISymbol", "Arial" -> None
    """
    found = FAMILY.match(font)
    family = "".join(group or "" for group in found.groups()).lower() if found else ""
    codes = FAMILIES.get(family)
    if codes is None:
        return None
    signs = {ord(sign): box for sign, box in SHADOWED.items()}
    for code, sign in codes.items():
        signs[PRIVATE + code] = sign
        # "þ": the same code where a program took the font for one of letters.
        signs[ord(bytes([code]).decode("cp1252", "replace"))] = sign
    return signs
