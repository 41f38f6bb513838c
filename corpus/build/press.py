"""Typesets `tests/pdf/press/`: invented press releases, web pages and documents that are no CLS.

Web pages are printed by Chromium, as a reader would print them (its own header and footer, list
bullets drawn as shapes); the others are set by WeasyPrint. Run by hand: `python -m
corpus.build.press`. The truth beside each PDF comes from `press_contents`.
"""

import hashlib
import json
import os
import subprocess
import tempfile
from pathlib import Path

import pypdfium2
from weasyprint import HTML

from corpus.build.press_contents import PAGE_WEB, PIECES, Piece
from models import records as models

SORTIE = Path(__file__).parents[2] / "tests" / "pdf" / "press"


def main() -> None:
    """Typeset every piece and write its gold."""
    SORTIE.mkdir(exist_ok=True)
    os.environ.setdefault("SOURCE_DATE_EPOCH", "1735689600")
    for piece in PIECES:
        typeset(piece)
        write_gold(piece)


def typeset(piece: Piece) -> None:
    """Write the PDF of one piece."""
    html = (
        f"<html lang=fr><meta charset=utf-8><title>{piece.titre}</title>"
        f"<style>{piece.style}</style><body>{piece.corps}</body></html>"
    )
    pdf = SORTIE / f"{piece.nom}.pdf"
    if piece.style != PAGE_WEB:
        HTML(string=html).write_pdf(pdf)
        return
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "page.html"
        page.write_text(html, encoding="utf-8")
        options = ("--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder}")
        command = ["chromium", *options, f"--print-to-pdf={pdf}", page.as_uri()]
        subprocess.run(command, check=True, capture_output=True, timeout=120)


def write_gold(piece: Piece) -> None:
    """Write the record that a reader would make of the piece."""
    pdf = SORTIE / f"{piece.nom}.pdf"
    with pypdfium2.PdfDocument(pdf) as opened:
        pages = len(opened)
    record = models.Document(
        document=models.Identite(
            id=hashlib.sha256(pdf.read_bytes()).hexdigest(),
            fichier=pdf.name,
            genre=piece.genre,  # type: ignore[arg-type]
            titre=piece.titre,
            pages=pages,
        ),
        contrats=piece.contrats,
    )
    text = json.dumps(record.model_dump(mode="json"), ensure_ascii=False, indent=2)
    pdf.with_suffix(".json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
