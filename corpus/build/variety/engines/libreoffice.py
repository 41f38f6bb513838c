"""Elements → .docx → PDF by LibreOffice Writer, tagged as office programs do."""

import json
import subprocess
import tempfile
from pathlib import Path

from corpus.build.variety.elements import Element, Look
from corpus.build.variety.engines.dates import fix_date
from corpus.build.variety.engines.docx import Writer


def render(elements: tuple[Element, ...], look: Look, target: Path) -> None:
    """Write the PDF."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / f"{target.stem}.docx"
        Writer(look).write(elements, source)
        tagged = {"UseTaggedPDF": {"type": "boolean", "value": str(look.tags).lower()}}
        subprocess.run(
            [
                *("soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless"),
                *("--convert-to", f"pdf:writer_pdf_Export:{json.dumps(tagged)}"),
                *("--outdir", folder, str(source)),
            ],
            check=True,
            capture_output=True,
            timeout=240,
        )
        target.write_bytes(fix_date(source.with_suffix(".pdf").read_bytes()))
