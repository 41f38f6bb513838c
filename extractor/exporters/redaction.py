"""A record → the same without telephone numbers and e-mail addresses, wherever they stand."""

import re
from collections.abc import Mapping
from typing import Any

AT = re.compile(r"@|[(\[]\s?(?:at|arobase)\s?[)\]]|\sarobase\s", re.IGNORECASE)
"""What an address has; looked for first, since few texts have one."""
MAIL = re.compile(rf"[\w.+'’-]+\s?(?:{AT.pattern})\s?[\w-]+(?:\s?\.\s?[\w-]+)+", re.IGNORECASE)
PHONE = re.compile(
    r"""[+0](?<![\d/].)(?:
      (?:(?<=\+)|0)\s?\d{2,3}(?:[\s.()/-]{0,3}\d){8,10}  # +33 (0)2 31 30 45 03, 00262 692 12 34 56
      | (?<=0)[1-9](?:[\s.-]?\d{2}){4}                     # 02 31 30 45 03, 0231304503
      | (?<=0)[1-9](?:/\d{2}){4}                           # 02/31/30/45/03
      | (?<=0)[\s.]?[1-9]\d{2}(?:[\s.]?\d{3}){2}           # 0 800 123 456
    )(?!\d)""",
    re.VERBOSE,
)
"""It begins with a class of characters, which `re` skips to."""
MAIL_MARK, PHONE_MARK = "[courriel]", "[téléphone]"

CONTACTS = re.compile(r"^/contrats/\d+/contacts/\d+/(?:telephones|courriels)(?:/|$)")
_OURS = frozenset({"id", "schema_version", "fichier", "pointeur"})
"""Keys whose values name the document or a place in its record: no text of it."""


def redact(record: Mapping[str, Any]) -> dict[str, Any]:
    """Return a record without numbers and addresses, and without the places of those of contacts.

    {"telephones": ["+33231304503"]} -> {"telephones": []}
    "Écrire à cls@x.fr ou 02 31 30 45 03" -> "Écrire à [courriel] ou [téléphone]"
    """
    plain: dict[str, Any] = {
        key: value if key == "provenance" else redact_value(value) for key, value in record.items()
    }
    for contrat in plain["contrats"]:
        for contact in contrat["contacts"]:
            contact["telephones"], contact["courriels"] = [], []
    plain["provenance"] = {
        pointer: places
        for pointer, places in record["provenance"].items()
        if not CONTACTS.match(pointer)
    }
    return plain


def redact_text(text: str) -> str:
    """Put a mark in the place of every number and address of a text."""
    if AT.search(text):
        text = MAIL.sub(MAIL_MARK, text)
    if "0" in text or "+" in text:
        text = PHONE.sub(PHONE_MARK, text)
    return text


def redact_value(value: Any) -> Any:
    """The same text, list or object, without numbers and addresses."""
    if isinstance(value, str):
        return redact_text(value)
    if isinstance(value, dict):
        return {key: item if key in _OURS else redact_value(item) for key, item in value.items()}
    return list(map(redact_value, value)) if isinstance(value, list) else value
