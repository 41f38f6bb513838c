"""A process that does what may hang or take much: pages drawn, exports, comparisons.

A line of JSON in, a line of JSON out; what is made goes into a file. Who waits may kill it.
"""

import gc
import json
import os
import resource
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extractor.batch.server import die_with_parent
from extractor.errors import ExtractionError
from extractor.service.logs import set_up

if TYPE_CHECKING:
    from extractor.compare.selection import Selection

MEMORY = 3 << 30
"""Bytes of address space: an export of a large database keeps no more than one record."""
NICENESS = 5
FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""Of every entry of an archive: the same export gives the same bytes."""

Chore = dict[str, Any]


def _put(chore: Chore, write: Callable[[Path], object]) -> None:
    """Write what was made beside its place, then move it: it is whole or not there."""
    to = Path(chore["to"])
    to.parent.mkdir(parents=True, exist_ok=True)
    draft = to.with_suffix(f".{os.getpid()}")
    write(draft)
    os.replace(draft, to)


def draw_page(chore: Chore) -> Chore:
    """Draw a page as PNG; its size in points and the pixels per point."""
    from extractor.inspection.rendering import open_to_draw, render_page, require_page

    with open_to_draw(Path(chore["path"])) as document:
        require_page(document, "document", chore["page"])
        picture, scale = render_page(document, chore["page"], chore["dpi"])
        pages = len(document)
    _put(chore, lambda draft: picture.save(draft, format="PNG", compress_level=4))
    width, height = (round(side / scale, 2) for side in picture.size)
    return {"width": width, "height": height, "scale": scale, "pages": pages}


def export(chore: Chore) -> Chore:
    """Write an export; a folder of files becomes an archive."""
    from extractor.exporters.export import export as write
    from extractor.exporters.formats import FORMATS, Options
    from extractor.exporters.selection import Filters
    from extractor.store.store import open_existing_store

    form, folder = chore["format"], Path(chore["to"])
    catalogue = chore["catalogue"] and Path(chore["catalogue"])
    place = folder / chore["name"]
    filters = Filters(*(tuple(value) if value else value for value in chore["filters"]))
    with open_existing_store(chore["db"]) as store:
        write(store, form, place, filters, chore["redacted"], Options(catalogue=catalogue))
    if not FORMATS[form].folder:
        return {"file": str(place)}
    archive = folder / f"{chore['name']}.zip"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        for path in sorted(path for path in place.rglob("*") if path.is_file()):
            entry = zipfile.ZipInfo(str(path.relative_to(place)), FIRST_DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            with path.open("rb") as source, packed.open(entry, "w") as target:
                while block := source.read(1 << 20):
                    target.write(block)
    return {"file": str(archive)}


def _selection(chore: Chore) -> "Selection":
    """What was asked for, after its way through JSON, where tuples are lists."""
    from extractor.compare.selection import Selection

    return Selection(**{key: value and tuple(value) for key, value in chore["selection"].items()})


def compare(chore: Chore) -> Chore:
    """Answer a question about all territories, as JSON."""
    from extractor.compare import writers
    from extractor.compare.answers import ask
    from extractor.exporters.redaction import redact_value
    from extractor.store.store import open_existing_store

    selection = _selection(chore)
    with open_existing_store(chore["db"]) as store:
        _, tables = ask(store, [chore["question"]], selection)
    data = writers.to_json(tables)
    if chore["redacted"]:
        data = json.dumps(redact_value(json.loads(data)), ensure_ascii=False).encode()
    _put(chore, lambda draft: draft.write_bytes(data))
    return {}


def report(chore: Chore) -> Chore:
    """Write the report across territories, as a page of the service."""
    from extractor.compare.report.page import make_site_report
    from extractor.exporters.redaction import redact_text
    from extractor.store.store import open_existing_store

    selection = _selection(chore)
    with open_existing_store(chore["db"]) as store:
        page = make_site_report(store, selection)
    text = redact_text(page) if chore["redacted"] else page
    _put(chore, lambda draft: draft.write_text(text, "utf-8"))
    return {}


CHORES: dict[str, Callable[[Chore], Chore]] = {
    "page": draw_page,
    "export": export,
    "compare": compare,
    "report": report,
}


def main() -> None:
    """Do chores until nobody asks any more."""
    die_with_parent()
    set_up()
    gc.enable()
    os.nice(NICENESS)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # what libraries print is no answer
    for line in sys.stdin:
        chore = json.loads(line)
        try:
            answer = {"ok": True, **CHORES[chore["kind"]](chore)}
        except ExtractionError as error:
            answer = {"ok": False, "code": error.code, "detail": f"{error.cause} ({error.hint})"}
        except (Exception, MemoryError) as error:
            answer = {"ok": False, "code": "internal", "detail": type(error).__name__}
        answers.write(json.dumps(answer) + "\n")
        answers.flush()
