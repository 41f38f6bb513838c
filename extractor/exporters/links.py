"""The path of a document → a link to one of its pages."""

from urllib.parse import quote

from extractor.store.source import key_to_path

_SAFE = "/:@!$&'()*+,;=~-._%?"


def link_to(path_key: str, base: str = "") -> str:
    """Return the address of a document, percent-encoded; `base` stands before its path.

    "corpus/un contrat.pdf" -> "corpus/un%20contrat.pdf"
    "a.pdf", "https://ars.fr/cls/" -> "https://ars.fr/cls/a.pdf"
    "https://x.fr/a%20b.pdf" -> as it is, whatever the base
    """
    path = key_to_path(path_key)
    if "://" in path:
        return quote(path, safe=_SAFE, errors="surrogateescape")
    encoded = quote(path, safe="/:()", errors="surrogateescape")
    return f"{base.rstrip('/')}/{encoded.lstrip('/')}" if base else encoded


def link_to_page(path_key: str, page: int, base: str = "") -> str:
    """ "a.pdf", 3 -> "a.pdf#page=3" """
    return f"{link_to(path_key, base)}#page={page}"
