"""Rebuilds every typeset contract and its gold: `python -m corpus.build`."""

from corpus.build import bands_libreoffice, headings_weasyprint, ruled_reportlab, small_tables

for typesetter in (ruled_reportlab, bands_libreoffice, headings_weasyprint, small_tables):
    typesetter.main()
