"""`annotations`: a folder with one W3C AnnotationPage per document, an annotation per value.

A target is a rectangle of a page (`FragmentSelector`, PDF open parameters) and, where the value is
printed text, its words (`TextQuoteSelector`), as the record has them: hyphens of line ends joined.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from extractor.exporters.feed import Feed
from extractor.exporters.formats import Options
from extractor.exporters.links import link_to
from extractor.exporters.redaction import MAIL_MARK, PHONE_MARK
from extractor.exporters.selection import Selected

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
PDF_FRAGMENTS = "http://tools.ietf.org/rfc/rfc3778"
COLLECTION = "urn:cls-extractor:annotations"
AROUND = 32
"""Characters before and after a quotation."""
DERIVED = frozenset(
    {
        *("axe", "cle", "code", "code_imprime", "date", "date_signature", "debut", "famille"),
        *("fin", "genre", "niveau", "numero", "qualite", "statut", "theme", "type", "url"),
    }
)
"""Keys whose text is read from what is printed, and is not it."""
_FICHE = re.compile(r"^(/contrats/\d+/fiches_action/\d+)/")
_ARTICLE = re.compile(r"^(/contrats/\d+/articles/\d+)/")


def write(feed: Feed, draft: Path, options: Options) -> None:
    """Write NAME.jsonld for every document."""
    for document, record in feed.redacted_data():
        page = annotation_page(document, record, link_to(document.content.path, options.documents))
        text = json.dumps(page, ensure_ascii=False, separators=(",", ":"))
        (draft / f"{document.name}.jsonld").write_text(f"{text}\n", "utf-8", newline="\n")


def annotation_page(document: Selected, record: Mapping[str, Any], source: str) -> dict[str, Any]:
    """The annotations of one record; `source` is the address of its PDF."""
    name = f"{COLLECTION}:{record['document']['id']}"
    readings = _Readings(record)
    return {
        "@context": CONTEXT,
        "id": name,
        "type": "AnnotationPage",
        "partOf": {"id": COLLECTION, "type": "AnnotationCollection"},
        "startIndex": 0,
        "items": [
            _annotation(f"{name}:{quote(pointer)}", pointer, value, places, readings, source)
            for pointer, places in record["provenance"].items()
            if places
            and document.keeps_value(pointer)
            and (value := resolve(record, pointer)) is not None
        ],
    }


def _annotation(
    name: str,
    pointer: str,
    value: Any,
    places: Sequence[Mapping[str, Any]],
    readings: "_Readings",
    source: str,
) -> dict[str, Any]:
    """One value of the record; each of its places is a target, and its words are one."""
    fragments = [fragment_selector(place) for place in places]
    quoted = _quote(pointer, value, readings)
    if quoted and len(fragments) == 1:
        selectors: list[Any] = [[fragments[0], quoted]]
    else:
        selectors = fragments + ([quoted] if quoted else [])
    targets = [{"source": source, "selector": selector} for selector in selectors]
    return {
        "id": name,
        "type": "Annotation",
        "motivation": "describing",
        "body": [
            {"type": "TextualBody", "purpose": "describing", "value": str(value)},
            {"type": "TextualBody", "purpose": "tagging", "value": pointer},
        ],
        "target": targets[0] if len(targets) == 1 else targets,
    }


def fragment_selector(place: Mapping[str, Any]) -> dict[str, str]:
    """page 3, [10, 20.5, 110, 40.5] -> "page=3&viewrect=10,20.5,100,20" """
    x0, top, x1, bottom = place["bbox"]
    box = ",".join(
        f"{side:.2f}".rstrip("0").rstrip(".") for side in (x0, top, x1 - x0, bottom - top)
    )
    return {
        "type": "FragmentSelector",
        "conformsTo": PDF_FRAGMENTS,
        "value": f"page={place['page']}&viewrect={box}",
    }


def _quote(pointer: str, value: Any, readings: "_Readings") -> dict[str, str] | None:
    """The words of a value, with those around it where the record tells them for sure."""
    key = next(word for word in reversed(pointer.split("/")) if not word.isdigit())
    if not isinstance(value, str) or not value or key in DERIVED:
        return None
    if MAIL_MARK in value or PHONE_MARK in value:
        return None
    return {"type": "TextQuoteSelector", "exact": value} | readings.around(pointer, value)


class _Readings:
    """The running texts that a record holds: fiches by their fields, articles."""

    def __init__(self, record: Mapping[str, Any]) -> None:
        self._texts = dict(_texts(record))

    def around(self, pointer: str, exact: str) -> dict[str, str]:
        """What stands before and after a text; {} where it stands several times, or nowhere."""
        found = _FICHE.match(pointer) or _ARTICLE.match(pointer)
        text = self._texts.get(found[1], "") if found else ""
        start = text.find(exact)
        if start < 0 or text.find(exact, start + 1) >= 0:
            return {}
        end = start + len(exact)
        sides = {"prefix": text[max(0, start - AROUND) : start], "suffix": text[end : end + AROUND]}
        return {side: words for side, words in sides.items() if words}


def _texts(record: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for rank, contrat in enumerate(record["contrats"]):
        for item, fiche in enumerate(contrat["fiches_action"]):
            fields = (f"{champ['libelle']}\n{champ['texte']}" for champ in fiche["champs"])
            yield f"/contrats/{rank}/fiches_action/{item}", "\n".join(fields)
        for item, article in enumerate(contrat["articles"]):
            yield f"/contrats/{rank}/articles/{item}", f"{article['titre']}\n{article['texte']}"


def resolve(record: Any, pointer: str) -> Any:
    """The value at a JSON Pointer (RFC 6901); None where it leads nowhere."""
    value = record
    for word in pointer.split("/")[1:]:
        key = word.replace("~1", "/").replace("~0", "~")
        try:
            value = value[int(key)] if isinstance(value, list) else value[key]
        except (KeyError, IndexError, ValueError, TypeError):
            return None
    return value


def libraries() -> Mapping[str, str]:
    """None beside the standard library."""
    return {}
