"""Tests that open a workbook in LibreOffice: `make test` installs it if it can.

Where it cannot, they are skipped with that reason; with `CI` set they run, and fail.
"""

import os
import shutil

import pytest

needs_libreoffice = pytest.mark.skipif(
    not os.environ.get("CI") and shutil.which("soffice") is None,
    reason="LibreOffice is not installed (Debian: libreoffice-calc)",
)
