"""The colours of layers and fields, the same in the picture and in the HTML page."""

from collections.abc import Iterable

LAYERS = {
    "words": ("Mots", "#9a9a9a"),
    "rulings": ("Filets", "#d62728"),
    "cells": ("Cellules (l = ligne, c = colonne)", "#1f77b4"),
    "blocks": ("Paragraphes et puces", "#2ca02c"),
    "furniture": ("En-tête, pied, numéro de page", "#606060"),
}
FIELDS = (
    "#7b3fa0", "#c2571a", "#00798c", "#a31545", "#4a6b00", "#3450a8",
    "#8a5a00", "#b0208f", "#006b4f", "#5a3fd0", "#a03030", "#2f6f9f",
)  # fmt: skip


def colours_of(names: Iterable[str]) -> dict[str, str]:
    """Field name → colour, by order of appearance; colours come again when all are taken."""
    distinct = list(dict.fromkeys(names))
    return {name: FIELDS[i % len(FIELDS)] for i, name in enumerate(distinct)}
