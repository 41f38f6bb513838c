"""Small PDFs made by hand: drawing commands → bytes.

Coordinates are points from the top left corner of an A4 page, as in `models.page`.
"""

import io
from collections.abc import Sequence

import pikepdf

WIDTH, HEIGHT = 595, 842

# Characters outside Windows-1252, by the code that they have in the font /F3.
SPECIAL = {"ﬁ": 65, "\uf0b7": 66, "▪": 67}
TO_UNICODE = """/CIDInit /ProcSet findresource begin 12 dict begin begincmap
/CMapName /Special def /CMapType 2 def
1 begincodespacerange <00> <FF> endcodespacerange
{count} beginbfchar
{pairs}
endbfchar
endcmap CMapName currentdict /CMap defineresource pop end end"""


def text(x: float, baseline: float, words: str, size: float = 10, bold: bool = False) -> str:
    """One run of text; `baseline` is its distance from the top of the page."""
    font = "/F2" if bold else "/F1"
    shown = [_show(run, font, size) for run in _runs(words)]
    return f"BT 1 0 0 1 {x} {HEIGHT - baseline} Tm {' '.join(shown)} ET"


def turned(x: float, baseline: float, words: str, angle: int = 270, size: float = 10) -> str:
    """One run of text turned clockwise by `angle`; it begins at a point of the page."""
    cosines = {90: "0 -1 1 0", 180: "-1 0 0 -1", 270: "0 1 -1 0"}[angle]
    shown = [_show(run, "/F1", size) for run in _runs(words)]
    return f"BT {cosines} {x} {HEIGHT - baseline} Tm {' '.join(shown)} ET"


def symbol(x: float, baseline: float, code: int, font: str = "Wingdings", size: float = 10) -> str:
    """One letter of a symbol font: Wingdings, ZapfDingbats or Symbol."""
    at = f"1 0 0 1 {x} {HEIGHT - baseline} Tm"
    return f"BT {at} /{font} {size} Tf <{code:02x}> Tj ET"


def line(x0: float, top: float, x1: float, bottom: float) -> str:
    return f"{x0} {HEIGHT - top} m {x1} {HEIGHT - bottom} l S"


def rect(x0: float, top: float, x1: float, bottom: float, fill: str = "") -> str:
    """An outline, or a rectangle filled with `fill` ("0.9 0.9 1")."""
    box = f"{x0} {HEIGHT - bottom} {x1 - x0} {bottom - top} re"
    return f"q {fill} rg {box} f Q" if fill else f"{box} S"


def cell(x0: float, top: float, x1: float, bottom: float, *lines: str) -> str:
    """A ruled cell with lines of text; cells that touch make a table."""
    written = [text(x0 + 4, top + 12 + 12 * i, words) for i, words in enumerate(lines) if words]
    return "\n".join([rect(x0, top, x1, bottom), *written])


def lines(x: float, baseline: float, *written: str, pitch: float = 12) -> str:
    """Lines of one paragraph."""
    return "\n".join(text(x, baseline + pitch * i, words) for i, words in enumerate(written))


def make_pdf(
    *pages: Sequence[str], rotate: int = 0, cropbox: Sequence[float] = (), width: float = WIDTH
) -> bytes:
    """A PDF of pages, each a list of drawing commands."""
    pdf = pikepdf.new()
    fonts = pikepdf.Dictionary(
        F1=_font(pdf, "/Helvetica"),
        F2=_font(pdf, "/Helvetica-Bold"),
        F3=_special_font(pdf),
        Wingdings=_symbol_font(pdf, "/ABCDEF+Wingdings-Regular"),
        ZapfDingbats=_standard_font(pdf, "/ZapfDingbats"),
        Symbol=_standard_font(pdf, "/Symbol"),
    )
    for commands in pages:
        page = pdf.add_blank_page(page_size=(width, HEIGHT))
        page.Contents = pdf.make_stream("\n".join(commands).encode("latin-1"))
        page.Resources = pikepdf.Dictionary(Font=fonts)
        page.Rotate = rotate
        if cropbox:
            page.CropBox = pikepdf.Array(list(cropbox))
    stream = io.BytesIO()
    pdf.save(stream, deterministic_id=True)
    return stream.getvalue()


def make_spreads(*halves: Sequence[str]) -> bytes:
    """A PDF whose landscape pages show two portrait pages each, side by side."""
    moved = [[f"q 1 0 0 1 {WIDTH * (i % 2)} 0 cm", *half, "Q"] for i, half in enumerate(halves)]
    pairs = [
        moved[i] + (moved[i + 1] if i + 1 < len(moved) else []) for i in range(0, len(moved), 2)
    ]
    return make_pdf(*pairs, width=2 * WIDTH)


def _runs(words: str) -> list[str]:
    runs = [""]
    for character in words:
        if runs[-1] and (runs[-1][-1] in SPECIAL) != (character in SPECIAL):
            runs.append("")
        runs[-1] += character
    return runs


def _show(run: str, font: str, size: float) -> str:
    if run[0] in SPECIAL:
        font, codes = "/F3", bytes(SPECIAL[character] for character in run)
    else:
        codes = run.encode("cp1252")
    return f"{font} {size} Tf <{codes.hex()}> Tj"


def _font(pdf: pikepdf.Pdf, name: str) -> pikepdf.Object:
    return pdf.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Font,
            Subtype=pikepdf.Name.Type1,
            BaseFont=pikepdf.Name(name),
            Encoding=pikepdf.Name.WinAnsiEncoding,
        )
    )


def _standard_font(pdf: pikepdf.Pdf, name: str) -> pikepdf.Object:
    """One of the fourteen fonts that every reader knows, with its own encoding."""
    font = _font(pdf, name)
    del font.Encoding
    return font


def _symbol_font(pdf: pikepdf.Pdf, name: str) -> pikepdf.Object:
    """A font of signs that says nothing of what they mean: programs read letters."""
    font = _font(pdf, name)
    font.Subtype = pikepdf.Name.TrueType
    font.FirstChar, font.LastChar = 32, 255
    font.Widths = pikepdf.Array([800] * 224)
    return font


def _special_font(pdf: pikepdf.Pdf) -> pikepdf.Object:
    pairs = "\n".join(f"<{code:02X}> <{ord(sign):04X}>" for sign, code in SPECIAL.items())
    cmap = TO_UNICODE.format(count=len(SPECIAL), pairs=pairs)
    font = _font(pdf, "/Helvetica")
    del font.Encoding
    font.FirstChar, font.LastChar = min(SPECIAL.values()), max(SPECIAL.values())
    font.Widths = pikepdf.Array([500] * len(SPECIAL))
    font.ToUnicode = pdf.make_stream(cmap.encode())
    return font
