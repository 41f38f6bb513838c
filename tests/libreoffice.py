"""Tests that open a workbook in LibreOffice: `make test` installs it if it can.

Where it cannot, they are skipped with that reason; with `CI` set they run, and fail.
"""

import os
import shutil
from pathlib import Path

import pytest


def _is_missing() -> bool:
    """Whether there is no LibreOffice, or one without its spreadsheets."""
    found = shutil.which("soffice")
    return not found or not (Path(found).resolve().parent / "libsclo.so").exists()


needs_libreoffice = pytest.mark.skipif(
    not os.environ.get("CI") and _is_missing(),
    reason="LibreOffice is not installed (Debian: libreoffice-calc-nogui)",
)
