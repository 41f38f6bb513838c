"""One style → its PDF and its gold."""

import os
from pathlib import Path

from corpus.build.gold import Mesure
from corpus.build.variety.book import build_elements, look_of
from corpus.build.variety.compose import Contract, compose
from corpus.build.variety.engines import render
from corpus.build.variety.gold import write_gold
from corpus.build.variety.measure import measure
from corpus.build.variety.style import Style

PASSES = 3
"""At most: the sommaire prints the pages that the pass before measured."""


def typeset(style: Style, folder: Path) -> Path:
    """Write `<name>.pdf` and `<name>.json` into a folder; return the path of the PDF."""
    os.environ["SOURCE_DATE_EPOCH"] = "0"  # heeded by WeasyPrint
    folder.mkdir(parents=True, exist_ok=True)
    pdf = folder / f"{style.name}.pdf"
    contract = compose(style)
    write_gold(contract, _print(contract, pdf), pdf)
    return pdf


def _print(contract: Contract, pdf: Path) -> Mesure:
    """Print until the pages of the sommaire are those of the headings."""
    look = look_of(contract)
    pages: dict[str, int] = {}
    for _ in range(PASSES):
        render(contract.style.engine, build_elements(contract, pages), look, pdf)
        mesure = measure(contract, pdf)
        if mesure.titres == pages or not contract.contenu.numeros_de_page:
            break
        pages = mesure.titres
    return mesure
