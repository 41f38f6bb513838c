"""Style, scripts and icon: files of this package, each under the hash of its bytes."""

from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import NamedTuple

from fastapi import APIRouter, Response

from extractor.service.problems import Refused

router = APIRouter()
FILES = {
    "app.css": ("extractor.service.pages", "static/app.css", "text/css"),
    "app.js": ("extractor.service.pages", "static/app.js", "text/javascript"),
    "htmx.min.js": ("extractor.service.pages", "static/htmx.min.js", "text/javascript"),
    "icone.svg": ("extractor.service.pages", "static/icone.svg", "image/svg+xml"),
    "report.css": ("extractor.compare.report", "report.css", "text/css"),
    "report.js": ("extractor.compare.report", "report.js", "text/javascript"),
}
"""By name in addresses: the only ones that are served."""


class Asset(NamedTuple):
    """A file that is served."""

    data: bytes
    media: str
    tag: str


@cache
def assets() -> Mapping[str, Asset]:
    """All of them, read once."""
    found = {}
    for name, (package, path, media) in FILES.items():
        data = files(package).joinpath(path).read_bytes()
        found[name] = Asset(data, media, sha256(data).hexdigest()[:12])
    return found


def address_of(name: str) -> str:
    """Where a file is: its address changes with its bytes, so that it can be kept for ever."""
    return f"/static/{assets()[name].tag}/{name}"


@router.get("/static/{tag}/{name}")
def read_static(tag: str, name: str) -> Response:
    """A file."""
    found = assets().get(name)
    if found is None or found.tag != tag:
        raise Refused("not-found", "no such file")
    headers = {"Cache-Control": "public, max-age=31536000, immutable"}
    return Response(found.data, headers=headers, media_type=found.media)
