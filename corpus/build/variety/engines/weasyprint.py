"""Elements → HTML → PDF, by WeasyPrint."""

from pathlib import Path

from weasyprint import HTML

from corpus.build.variety.elements import Element, Look
from corpus.build.variety.engines.html import to_html


def render(elements: tuple[Element, ...], look: Look, target: Path) -> None:
    """Write the PDF."""
    HTML(string=to_html(elements, look)).write_pdf(target)
