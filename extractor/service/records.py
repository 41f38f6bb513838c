"""The record of a document as a client may see it, with its tag; kept for the next who asks."""

import json
from collections import OrderedDict
from hashlib import sha256
from threading import Lock
from typing import Any, NamedTuple

from extractor.exporters.redaction import redact, redact_value
from extractor.service.security import Principal
from extractor.store.search import read_record
from extractor.store.store import Store

KEPT_BYTES = 64 << 20


class Served(NamedTuple):
    """The bytes of an answer."""

    data: bytes
    etag: str


class Redacted:
    """Records without contacts, by the bytes they were made of: making one takes 50 ms."""

    def __init__(self) -> None:
        self._kept: OrderedDict[bytes, bytes] = OrderedDict()
        self._size = 0
        self._lock = Lock()

    def of(self, data: bytes) -> bytes:
        """The record without telephone numbers and addresses."""
        key = sha256(data).digest()
        with self._lock:
            if (found := self._kept.get(key)) is not None:
                self._kept.move_to_end(key)
                return found
        plain = json.dumps(
            redact(json.loads(data)), ensure_ascii=False, separators=(",", ":")
        ).encode()
        with self._lock:
            if key not in self._kept:
                self._kept[key] = plain
                self._size += len(plain)
            while self._size > KEPT_BYTES and len(self._kept) > 1:
                self._size -= len(self._kept.popitem(last=False)[1])
        return plain


_REDACTED = Redacted()


def served_record(store: Store, document: str, principal: Principal) -> Served | None:
    """The record of a document, or None: without contacts for who may not see them."""
    data = read_record(store, document)
    if data is None:
        return None
    if not principal.sees_contacts:
        data = _REDACTED.of(data)
    return Served(data, f'"{sha256(data).hexdigest()[:32]}"')


def shown(value: Any, principal: Principal) -> Any:
    """A value of a list as a client may see it."""
    return value if principal.sees_contacts else redact_value(value)
