"""Rebuilds every typeset contract and its gold: `python -m corpus.build`."""

from corpus.build import (
    bands_checkboxes,
    bands_libreoffice,
    fiche_sections,
    headings_weasyprint,
    ruled_reportlab,
    run_in_labels,
    small_tables,
)

for typesetter in (
    ruled_reportlab,
    bands_libreoffice,
    headings_weasyprint,
    small_tables,
    bands_checkboxes,
    run_in_labels,
    fiche_sections,
):
    typesetter.main()
