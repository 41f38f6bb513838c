"""What was exported, from what and how: enough to make the same bytes again, and to check them."""

import json
from collections.abc import Mapping
from hashlib import file_digest
from pathlib import Path
from typing import Any

from extractor import __version__
from extractor.exporters.feed import Feed
from extractor.exporters.place import MANIFEST
from extractor.exporters.tables import TABLES_VERSION
from models.record import SCHEMA_VERSION

MANIFEST_VERSION = "1.0"


def make_manifest(
    feed: Feed, form: str, options: Mapping[str, Any], libraries: Mapping[str, str], folder: Path
) -> dict[str, Any]:
    """Describe an export whose files stand in `folder`. No clock: same export, same manifest."""
    return {
        "manifest_version": MANIFEST_VERSION,
        "format": form,
        "extractor": __version__,
        "schema_version": SCHEMA_VERSION,
        "tables_version": TABLES_VERSION,
        "libraries": dict(libraries),
        "filters": feed.filters.as_dict(),
        "redacted": feed.redacted,
        "options": dict(options),
        "counts": {"documents": len(feed.documents), "failed": len(feed.failed)},
        "outputs": [_output(path, folder) for path in sorted(folder.rglob("*")) if path.is_file()],
        "documents": [
            {
                "sha256": document.content.content_hash,
                "paths": list(document.content.paths),
                "name": document.name,
                "status": document.content.status.value,
                "genre": document.content.genre,
                "version": document.content.version,
                "options_hash": document.content.options_hash,
            }
            for document in feed.documents
        ],
    }


def _output(path: Path, folder: Path) -> dict[str, Any]:
    with path.open("rb") as stream:
        digest = file_digest(stream, "sha256").hexdigest()
    name = path.relative_to(folder).as_posix()
    return {"path": name, "bytes": path.stat().st_size, "sha256": digest}


def write_json(path: Path, value: Any) -> None:
    """Write a value for people and programs."""
    path.write_text(f"{json.dumps(value, ensure_ascii=False, indent=2)}\n", "utf-8", newline="\n")


__all__ = ["MANIFEST", "MANIFEST_VERSION", "make_manifest", "write_json"]
