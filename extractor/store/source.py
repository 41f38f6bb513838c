"""What is read, and how: the names under which the store knows an outcome."""

import re
from hashlib import sha256
from typing import NamedTuple

LONGEST = 2000
"""Bytes of a path in UTF-8 that are kept whole: an index of PostgreSQL holds 2,704."""
HEAD, TAIL = 150, 300
"""Characters of a longer path that are kept, beside its hash; no file name is longer than TAIL."""

_ODD = re.compile("[\0\ud800-\udfff\ufffd]")
_ESCAPED = re.compile("\ufffd([0-9a-f]{4})")


class Source(NamedTuple):
    """One input of an import, as it was when it was hashed."""

    path: str
    """How the import names it: a path or an address, unique in one database."""
    content_hash: str | None
    """sha256 of its bytes, hex; None when they cannot be read."""
    size: int | None
    """Bytes; None when it cannot be read."""


class Settings(NamedTuple):
    """What, beside the bytes, decides about a record."""

    version: str
    """`extractor.version.__version__`"""
    options_hash: str
    """Of the options, label files and glossaries."""


def path_to_key(path: str) -> str:
    """Return a text that every database can hold; two paths never have the same.

    "a/é.pdf"     -> "a/é.pdf"
    "a/\\udce9.pdf" -> "a/\ufffddce9.pdf", a file name that is no UTF-8
    A path over LONGEST bytes keeps its ends, around its hash.
    """
    key = _ODD.sub(lambda odd: f"\ufffd{ord(odd[0]):04x}", path)
    if len(key.encode()) <= LONGEST:
        return key
    return f"{key[:HEAD]}…{sha256(key.encode()).hexdigest()}…{key[-TAIL:]}"


def key_to_path(key: str) -> str:
    """The path of `path_to_key`, whole unless it was too long."""
    return _ESCAPED.sub(lambda odd: chr(int(odd[1], 16)), key)


def hold(text: str) -> str:
    """Return a text without what PostgreSQL or UTF-8 cannot hold; \ufffd stands in its place.

    "a\\0b" -> "a\ufffdb";  "\\ud800" -> "\ufffd"
    """
    try:
        text.encode()  # ten times faster than to search
    except UnicodeEncodeError:
        text = _ODD.sub("\ufffd", text)
    return text.replace("\0", "\ufffd")
