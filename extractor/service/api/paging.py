"""Pages of lists: a cursor says after which key the next one goes on."""

import base64
import binascii
import json
from collections.abc import Callable, Sequence
from hashlib import sha256
from typing import Annotated, Any

from fastapi import Query

from extractor.service.problems import Refused
from extractor.store.search import Filters, Key, Row

Limit = Annotated[int, Query(ge=1, le=200, description="Items of a page.", examples=[50])]
Cursor = Annotated[
    str | None,
    Query(
        max_length=4000,
        description="`next` of the page before; with the same filters.",
    ),
]


def write_cursor(key: Sequence[str], filters: Filters) -> str:
    """A key and the filters that it belongs to, as one word."""
    text = json.dumps([_tag(filters), *key], ensure_ascii=False, separators=(",", ":"))
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def read_cursor(cursor: str | None, filters: Filters, parts: int) -> Key | None:
    """The key of a cursor; raises `Refused` for one of another list or other filters."""
    if cursor is None:
        return None
    try:
        data = base64.b64decode(cursor + "=" * (-len(cursor) % 4), b"-_", validate=True)
        tag, *key = json.loads(data)
    except (binascii.Error, ValueError, TypeError):
        raise Refused("invalid", "cursor: not one of this service") from None
    if len(key) != parts or not all(isinstance(part, str) and "\0" not in part for part in key):
        raise Refused("invalid", "cursor: not one of this list")
    if tag != _tag(filters):
        raise Refused("invalid", "cursor: of a list with other filters")
    return tuple(key)


def make_page(
    rows: list[Row],
    limit: int,
    key: Callable[[Row], Sequence[str]],
    filters: Filters,
    show: Callable[[Row], dict[str, Any]],
) -> dict[str, Any]:
    """A page of one row more than asked for, if there is a next one."""
    following = write_cursor(key(rows[limit - 1]), filters) if len(rows) > limit else None
    return {"items": [show(row) for row in rows[:limit]], "next": following}


def _tag(filters: Filters) -> str:
    return sha256(json.dumps(filters).encode()).hexdigest()[:8]
