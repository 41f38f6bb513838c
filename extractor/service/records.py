"""What the store holds as a client may see it: records and lists, kept for the next who asks."""

import json
from collections.abc import Callable
from hashlib import sha256
from typing import Any, NamedTuple

from pydantic import BaseModel

from extractor.exporters.redaction import redact, redact_value
from extractor.service.security import Principal
from extractor.service.service import Service
from extractor.store.search import read_record, state_of

TAG = 32
"""Characters of a tag."""


class Served(NamedTuple):
    """The bytes of an answer."""

    data: bytes
    etag: str


def served_record(service: Service, document: str, principal: Principal) -> Served | None:
    """The record of a document, or None: without contacts for who may not see them."""

    def make() -> bytes:
        data = read_record(service.store, document) or b""
        if data and not principal.sees_contacts:
            text = json.dumps(redact(json.loads(data)), ensure_ascii=False, separators=(",", ":"))
            data = text.encode()
        return sha256(data).hexdigest()[:TAG].encode() + data

    key = ("record", document, principal.sees_contacts)
    kept = service.cache.get(key, state_of(service.store), make)
    return Served(kept[TAG:], f'"{kept[:TAG].decode()}"') if len(kept) > TAG else None


def served_list(
    service: Service,
    principal: Principal,
    asked: tuple[object, ...],
    model: type[BaseModel],
    make: Callable[[], Any],
) -> bytes:
    """The JSON text of a list; `asked` tells it from others."""

    def print_list() -> bytes:
        found = shown(make(), principal)
        return model.model_validate(found).model_dump_json().encode()

    key = (model, asked, principal.sees_contacts)
    return service.cache.get(key, state_of(service.store), print_list)


def shown(value: Any, principal: Principal) -> Any:
    """A value of a list as a client may see it."""
    return value if principal.sees_contacts else redact_value(value)
