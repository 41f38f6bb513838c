"""Build the variety set: `python -m corpus.build.variety TARGET [NAME…]`."""

import os
import sys
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from corpus.build.variety.book import build_elements, look_of
from corpus.build.variety.compose import compose
from corpus.build.variety.engines.docx import render_libreoffice
from corpus.build.variety.engines.html import render_chromium, render_weasyprint
from corpus.build.variety.engines.typst import render_typst
from corpus.build.variety.gold import write_gold
from corpus.build.variety.measure import measure
from corpus.build.variety.set import STYLES
from corpus.build.variety.style import Style

ENGINES: dict[str, Callable[..., None]] = {
    "weasyprint": render_weasyprint, "chromium": render_chromium,
    "libreoffice": render_libreoffice, "typst": render_typst,
}  # fmt: skip


def build(style: Style, folder: Path) -> str:
    """Typeset one document and write its gold; return its name."""
    contract = compose(style)
    look = look_of(contract)
    pdf = folder / ("unseen" if not style.seen else "seen") / f"{style.name}.pdf"
    pdf.parent.mkdir(parents=True, exist_ok=True)
    pages: dict[str, int] = {}
    for _ in range(3):  # the sommaire prints the pages that the pass before measured
        ENGINES[style.engine](build_elements(contract, pages), look, pdf)
        mesure = measure(contract, pdf)
        if mesure.titres == pages or not contract.contenu.numeros_de_page:
            break
        pages = mesure.titres
    write_gold(contract, mesure, pdf)
    return style.name


def _try(style: Style, folder: Path) -> str:
    try:
        return build(style, folder)
    except Exception as error:
        return f"FAILED {style.name}: {type(error).__name__}: {error}"


def main(arguments: list[str]) -> int:
    """Build all documents, or those named; return the number of failures."""
    os.environ["SOURCE_DATE_EPOCH"] = "0"
    folder, names = Path(arguments[0]), set(arguments[1:])
    chosen = [style for style in STYLES if not names or style.name in names]
    with ProcessPoolExecutor(2) as pool:
        results = list(pool.map(_try, chosen, [folder] * len(chosen)))
    for result in results:
        print(result)
    return sum(result.startswith("FAILED") for result in results)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
