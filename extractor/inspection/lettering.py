"""French text as a small picture, set by PDFium in its own Helvetica: Pillow's font has no "é"."""

import ctypes
from functools import lru_cache

import pypdfium2 as pdfium
import pypdfium2_raw as raw
from PIL import Image, ImageColor

MARGIN = 3  # pixels left and right of the text
WHITE = "#ffffff"


@lru_cache(maxsize=2048)
def letter(text: str, size: int, colour: str = "#000000", background: str = WHITE) -> Image.Image:
    """One line of text, `size` pixels high from baseline to baseline."""
    document = pdfium.PdfDocument.new()
    try:
        shape = raw.FPDFPageObj_NewTextObj(document.raw, b"Helvetica", size * 0.86)
        printable = text.encode("cp1252", "replace").decode("cp1252")
        codes = ctypes.create_string_buffer(printable.encode("utf-16-le") + b"\0\0")
        raw.FPDFText_SetText(shape, ctypes.cast(codes, raw.FPDF_WIDESTRING))
        raw.FPDFPageObj_SetFillColor(shape, *ImageColor.getrgb(colour)[:3], 255)
        right = ctypes.c_float()
        raw.FPDFPageObj_GetBounds(
            shape, ctypes.c_float(), ctypes.c_float(), right, ctypes.c_float()
        )
        width = max(int(right.value + 0.5) + 2 * MARGIN, 1)
        raw.FPDFPageObj_Transform(shape, 1, 0, 0, 1, MARGIN, size * 0.26)
        page = document.new_page(width, size)
        raw.FPDFPage_InsertObject(page.raw, shape)
        page.gen_content()
        fill = (*ImageColor.getrgb(background)[:3], 255)
        picture: Image.Image = page.render(scale=1, fill_color=fill).to_pil().convert("RGB")
        return picture
    finally:
        document.close()


def shorten(text: str, size: int, width: int) -> str:
    """Cut a text that is wider than `width` pixels: "Développer de nouv…"."""
    one_line = " ".join(text.split())
    room = max(int(width / (size * 0.42)), 4)
    return one_line if len(one_line) <= room else one_line[: room - 1].rstrip() + "…"
