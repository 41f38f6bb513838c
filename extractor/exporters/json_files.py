"""`json`: a folder with one record per document, each as `extract` prints it."""

from collections.abc import Mapping
from pathlib import Path

from extractor.exporters.feed import Feed
from extractor.exporters.formats import Options


def write(feed: Feed, draft: Path, options: Options) -> None:
    """Write NAME.json for every document."""
    for document, record in feed.records():
        (draft / f"{document.name}.json").write_bytes(record)


def libraries() -> Mapping[str, str]:
    """None: a record has the bytes that the store holds."""
    return {}
