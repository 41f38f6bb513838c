"""What the machine lacks for a list of styles → one line each, naming the Debian package."""

import shutil
import subprocess
from collections.abc import Iterable

from corpus.build.variety.engines import MissingEngine, check_engine
from corpus.build.variety.style import EngineName, Style

FONTS = {
    "Carlito": "fonts-crosextra-carlito",
    "DejaVu Sans": "fonts-dejavu-core",
    "DejaVu Serif": "fonts-dejavu-core",
    "Lato": "fonts-lato",
    "Liberation Sans": "fonts-liberation",
    "Liberation Serif": "fonts-liberation",
    "Open Sans": "fonts-open-sans",
}
"""Font of a style → Debian package."""


def missing_engines(styles: Iterable[Style]) -> dict[EngineName, str]:
    """Return the engines that are not here, each with a line that says how to get it."""
    wanted = [style.engine for style in styles]
    missing: dict[EngineName, str] = {}
    for name in dict.fromkeys(wanted):
        try:
            check_engine(name)
        except MissingEngine as error:
            missing[name] = f"{error}; documents left out: {wanted.count(name)}"
    return missing


def missing_poppler() -> str | None:
    """Return the line that says how to get pdftotext, which measures the pages."""
    if shutil.which("pdftotext"):
        return None
    return "pdftotext is missing (Debian package poppler-utils)"


def missing_fonts(styles: Iterable[Style]) -> dict[str, str]:
    """Return the fonts that are not here, each with a line that says how to get it."""
    if not shutil.which("fc-list"):
        return {}
    command = ["fc-list", "--format", "%{family},"]
    listed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    families = set(listed.split(","))
    return {
        font: f"font {font} is missing (Debian package {FONTS[font]}); another takes its place"
        for font in dict.fromkeys(style.font for style in styles)
        if font not in families
    }
