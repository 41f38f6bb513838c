"""Tests that read pictures need Tesseract with its French data: `make test` installs it if it can.

Where it cannot, they are skipped with that reason; with `CI` set they run, and fail.
"""

import os

import pytest

from extractor.pdf.scan.engine import OcrUnavailable, ocr_version


def _is_missing() -> bool:
    try:
        ocr_version()
    except OcrUnavailable:
        return True
    return False


needs_tesseract = pytest.mark.skipif(
    not os.environ.get("CI") and _is_missing(),
    reason="Tesseract with French data is not installed (Debian: tesseract-ocr-fra)",
)
