"""The path of a document → a link to one of its pages."""

from urllib.parse import quote

from extractor.store.source import key_to_path

_SAFE = "/:@!$&'*+,;=~-._%?"


def link_to(path_key: str, base: str = "") -> str:
    """Return the address of a document, percent-encoded.

    "corpus/un contrat.pdf" -> "corpus/un%20contrat.pdf"
    "/data/a.pdf" -> "file:///data/a.pdf"
    "a.pdf", "https://ars.fr/cls/" -> "https://ars.fr/cls/a.pdf"
    "/data/cls/a.pdf", "/data/cls=https://ars.fr" -> "https://ars.fr/a.pdf"
    "https://x.fr/a%20b.pdf" -> as it is, whatever the base
    """
    path = key_to_path(path_key)
    if "://" in path:
        return quote(path, safe=_SAFE, errors="surrogateescape")
    folder, _, address = base.partition("=") if _is_pair(base) else ("", "", base)
    start = f"{folder.rstrip('/')}/" if folder else ""
    if start and not path.startswith(start):
        address = ""
    encoded = quote(path.removeprefix(start) if address else path, errors="surrogateescape")
    if address:
        return f"{address.rstrip('/')}/{encoded.lstrip('/')}"
    return f"file://{encoded}" if encoded.startswith("/") else encoded


def _is_pair(base: str) -> bool:
    """Whether a base is FOLDER=ADDRESS: an address may have an equals sign too."""
    return "=" in base and "://" not in base.partition("=")[0]


def link_to_page(path_key: str, page: int, base: str = "") -> str:
    """ "a.pdf", 3 -> "a.pdf#page=3" """
    return f"{link_to(path_key, base)}#page={page}"
