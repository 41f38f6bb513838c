"""A store → one export, whole or not there, with its manifest."""

from pathlib import Path
from typing import Any

from extractor.exporters.feed import make_feed
from extractor.exporters.formats import FORMATS, Options, load_writer
from extractor.exporters.manifest import make_manifest, write_json
from extractor.exporters.place import being_made, manifest_of
from extractor.exporters.selection import Filters
from extractor.store.snapshot import take_snapshot
from extractor.store.store import Store

DEFAULTS = Options()


def export(
    store: Store,
    to: str,
    place: Path,
    filters: Filters = Filters(),  # noqa: B008  # a constant
    redacted: bool = False,
    options: Options = DEFAULTS,
) -> dict[str, Any]:
    """Write the documents of a store that fit, in a format of `FORMATS`; return the manifest.

    Raises `BadPlace`, `BadStore`, `MissingLibrary`, or `OSError` when the disk refuses.
    """
    form = FORMATS[to]
    writer = load_writer(to)
    with take_snapshot(store) as snapshot, being_made(place, form.folder) as draft:
        feed = make_feed(snapshot, filters, redacted)
        writer.write(feed, draft if form.folder else draft / place.name, options)
        manifest = make_manifest(feed, to, _told(options), writer.libraries(), draft)
        write_json(manifest_of(draft if form.folder else draft / place.name, form.folder), manifest)
    return manifest


def _told(options: Options) -> dict[str, Any]:
    """The options that are set, as a manifest names them."""
    told = {
        "documents": options.documents,
        "catalogue": options.catalogue and options.catalogue.name,
        "distributions": [path.name for path in options.distributions],
    }
    return {name: value for name, value in told.items() if value}
