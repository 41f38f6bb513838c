"""The file name inside the JSON text of a record: the only word of it that is not the content's."""

import json
import re

from extractor.store.source import hold, key_to_path

_FICHIER = re.compile(r'"document"\s*:\s*\{[^{}]*?"fichier"\s*:\s*("(?:[^"\\]|\\.)*")')


def name_of(path_key: str) -> str:
    """Return the base name of a path of the store, as `document.fichier` has it.

    "corpus/pdf/a.pdf" -> "a.pdf";  "s3://bucket/a.pdf" -> "a.pdf"
    """
    return hold(key_to_path(path_key).rpartition("/")[2])


def rename(record: str, fichier: str) -> str:
    """Return the same record, read from a file of another name: nothing else of it changes."""
    found = _FICHIER.search(record)
    if not found or not fichier or json.loads(found[1]) == fichier:
        return record
    name = json.dumps(fichier, ensure_ascii=False)
    return f"{record[: found.start(1)]}{name}{record[found.end(1) :]}"
