"""A page of a document → a picture in the cache, drawn once, in a process that can be killed."""

import json
from enum import IntEnum
from pathlib import Path
from typing import Annotated, Any, NamedTuple

from fastapi import Query
from starlette.concurrency import run_in_threadpool

from extractor.service.chore_pool import ChoreFailed
from extractor.service.problems import Refused
from extractor.service.service import Service
from extractor.store.search import paths_of
from extractor.store.source import key_to_path

SECONDS = 20.0
"""For one page; a hostile one may take for ever."""


class Dpi(IntEnum):
    """Resolutions; few of them, so that the cache stays small."""

    SMALL = 50
    SCREEN = 110
    FINE = 160


DPI = Dpi.SCREEN
Resolution = Annotated[Dpi, Query(description="Pixels per inch.")]


class Drawn(NamedTuple):
    """A picture in the cache."""

    path: Path
    etag: str
    size: dict[str, Any]
    """`width` and `height` in points, `scale` in pixels per point, `pages` of the document."""


async def draw(service: Service, document: str, page: int, dpi: Dpi) -> Drawn:
    """Return the picture of a page (from 1); raises `Refused`."""
    folder = service.files.cache / document[:2] / document
    picture = folder / f"{page}-{dpi.value}.png"
    note = picture.with_suffix(".json")
    etag = f'"{document[:16]}-{page}-{dpi.value}"'
    size = await run_in_threadpool(_read, picture, note)
    if size is None:
        async with service.one_at_a_time(picture):
            size = await run_in_threadpool(_read, picture, note)
            if size is None:
                size = await _draw(service, document, page, dpi, picture)
                await run_in_threadpool(note.write_text, json.dumps(size))
    return Drawn(picture, etag, size)


async def _draw(
    service: Service, document: str, page: int, dpi: Dpi, picture: Path
) -> dict[str, Any]:
    path = await run_in_threadpool(file_of, service, document)
    chore = {
        "kind": "page",
        "path": str(path.absolute()),
        "page": page,
        "dpi": dpi.value,
        "to": str(picture.absolute()),
    }
    try:
        return await service.drawing.do(chore, SECONDS)
    except ChoreFailed as error:
        if error.code == "missing-page":
            raise Refused("not-found", f"page {page}: {error.detail}") from None
        raise Refused("not-rendered", f"page {page}: {error.code}") from None


def _read(picture: Path, note: Path) -> dict[str, Any] | None:
    try:
        size: dict[str, Any] = json.loads(note.read_text())
    except (OSError, ValueError):
        return None
    return size if picture.exists() else None


def file_of(service: Service, document: str) -> Path:
    """The PDF of a document: an upload, or what an import has read if it is still there."""
    path = service.files.path_of(document)
    if path.exists():
        return path
    for key in paths_of(service.store, document):
        imported = Path(key_to_path(key))
        if imported.is_absolute() and service.files.adopt(document, imported):
            return path
    raise Refused("not-found", "the service does not have the file of this document")
