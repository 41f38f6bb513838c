"""Elements → HTML → PDF, by Chromium's print to PDF (Skia)."""

import subprocess
import tempfile
from pathlib import Path

from corpus.build.variety.elements import Element, Look
from corpus.build.variety.engines.dates import fix_date
from corpus.build.variety.engines.html import to_html


def render(elements: tuple[Element, ...], look: Look, target: Path) -> None:
    """Write the PDF."""
    with tempfile.TemporaryDirectory() as folder:
        page, printed = Path(folder) / "page.html", Path(folder) / "page.pdf"
        page.write_text(to_html(elements, look), encoding="utf-8")
        subprocess.run(
            [
                *("chromium", "--headless", "--no-sandbox", "--disable-gpu"),
                *("--no-pdf-header-footer", f"--user-data-dir={folder}/profile"),
                *(f"--print-to-pdf={printed}", page.as_uri()),
            ],
            check=True,
            capture_output=True,
            timeout=180,
        )
        target.write_bytes(fix_date(printed.read_bytes()))
