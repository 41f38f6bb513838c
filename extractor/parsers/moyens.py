"""Means of an action: amounts of money and full-time equivalents."""

import re

from extractor.draft import Draft, Sourced
from extractor.layout.passage import Passage

_NUMBER = r"\d{1,3}(?:[ .\u202f]\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?"
MONTANT = re.compile(
    rf"(?<![\d.,/])(?P<nombre>{_NUMBER})\s*"
    r"(?P<unite>k\s?€|k\s?euros?|M\s?€|millions?\s+d['’]euros|€|euros?\b|EUR\b|ETPT?\b|[ée]quivalents?\s+temps\s+plein)",
    re.IGNORECASE,
)


def read_montants(passage: Passage) -> list[Draft]:
    """Return the amounts of one cell, in reading order.

    "12 000 € (ARS), 3 k€ CCPF"  -> 12000 EUR, 3000 EUR
    "0,5 ETP coordination"       -> 0.5 ETP
    "à définir"                  -> ()  — the words stay in `moyens.texte`
    """
    montants: list[Draft] = []
    for match in MONTANT.finditer(passage.text):
        value = float(re.sub(r"[ .\u202f](?=\d{3}(?:\D|$))", "", match["nombre"]).replace(",", "."))
        unite = match["unite"].lower().replace(" ", "")
        if unite.startswith("k"):
            value *= 1_000
        elif unite.startswith("m"):
            value *= 1_000_000
        is_etp = unite.startswith(("etp", "equivalent", "équivalent"))
        where = passage.group(match)
        montants.append(
            {
                "valeur": Sourced(round(value, 2), where),
                "unite": Sourced("ETP" if is_etp else "EUR", where),
            }
        )
    return montants
