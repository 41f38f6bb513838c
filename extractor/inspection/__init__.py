"""Seeing what was understood: a page drawn as a picture, a document as one HTML page."""

from extractor.inspection.leaves import document_to_html
from extractor.inspection.picture import draw_page

__all__ = ["document_to_html", "draw_page"]
