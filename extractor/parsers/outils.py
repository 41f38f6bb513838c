"""Tools and documents of an action, with their web addresses."""

import re
from collections.abc import Sequence

from extractor.draft import Draft, Sourced
from extractor.layout.blocks import Block

URL = re.compile(
    r"(?:https?://|www\.)[^\s<>«»]+[^\s<>«».,;:)]"
    r"|file:///.+?\.(?:pdf|docx?|pptx?|xlsx?)\b"
    r"|\b[a-z0-9][a-z0-9\-]*(?:\.[a-z0-9\-]+)*\.(?:fr|com|org|net|info|eu)\b(?!@)",
    re.IGNORECASE,
)


def parse_outils(blocks: Sequence[Block]) -> list[Draft]:
    """One tool per paragraph or item.

    "Référentiel CPS : https://www.santepubliquefrance.fr/docs/x" -> texte, url
    "Mangerbouger.fr"                                             -> texte, url
    """
    outils: list[Draft] = []
    for block in blocks:
        match = URL.search(block.text)
        url = Sourced(match[0], block.passage.group(match)) if match else None
        outils.append({"texte": block.passage, "url": url})
    return outils
