"""`jsonl`: all records in one file, one per line, for programs that read a stream."""

from collections.abc import Mapping
from pathlib import Path

from extractor.exporters.feed import Feed
from extractor.exporters.formats import Options


def write(feed: Feed, draft: Path, options: Options) -> None:
    """Write a line for every document, in the order of their paths."""
    with draft.open("wb") as stream:
        for _, record in feed.records():
            stream.write(record)


def libraries() -> Mapping[str, str]:
    """None: a record has the bytes that the store holds."""
    return {}
