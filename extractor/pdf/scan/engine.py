"""The door to Tesseract: a grey picture of text → hOCR."""

import os
import sys
import tempfile
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import cast

LANGUAGE = "fra"
PACKAGE = "tesseract-ocr-fra"
"""The Debian package of the French data; it brings Tesseract with it."""
TIMEOUT = 180
"""Seconds for one page; a page of dense text takes two."""


class OcrUnavailable(Exception):
    """Tesseract, or its French data, is not installed."""


class OcrFailed(Exception):
    """Tesseract gave no text for one picture: it crashed or took too long."""


@cache
def ocr_version() -> str:
    """What reads, and with which data: the same name, the same text."""
    engine = _load()
    try:
        version, languages = engine.get_tesseract_version(), engine.get_languages()
    except (engine.TesseractNotFoundError, engine.TesseractError, SystemExit):
        raise OcrUnavailable("Tesseract is not installed") from None
    if LANGUAGE not in languages:
        raise OcrUnavailable("the French data of Tesseract are not installed")
    return f"tesseract {version} {LANGUAGE} {os.environ.get('TESSDATA_PREFIX', '')}"


def picture_to_hocr(picture: bytes, dpi: int) -> bytes:
    """Read a picture (Netpbm, so that nothing is compressed) into hOCR: boxes of lines and words.

    One thread: two make a page 5 % faster and, while another page is read, five times slower.
    """
    engine = _load()
    os.environ.setdefault("OMP_THREAD_LIMIT", "1")
    with tempfile.TemporaryDirectory(prefix="cls-extractor-") as folder:
        path = Path(folder, "page.pgm")
        path.write_bytes(picture)
        try:
            return cast(
                bytes,
                engine.image_to_pdf_or_hocr(
                    str(path),
                    lang=LANGUAGE,
                    config=f"--psm 3 --dpi {dpi}",
                    extension="hocr",
                    timeout=TIMEOUT,
                ),
            )
        except engine.TesseractNotFoundError:
            raise OcrUnavailable("Tesseract is not installed") from None
        except (engine.TesseractError, RuntimeError) as error:
            raise OcrFailed(str(error)) from None


@cache
def _load() -> ModuleType:
    """pytesseract without pandas: it loads that for an output nobody asks for here, in 0.5 s."""
    hidden = "pandas" not in sys.modules
    if hidden:
        sys.modules["pandas"] = cast(ModuleType, None)
    try:
        import pytesseract
    finally:
        if hidden:
            del sys.modules["pandas"]
    return cast(ModuleType, pytesseract)
