"""Options of a reading → their hash: records read with other options are other records."""

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

from extractor.pipeline import Options
from extractor.store.source import Settings
from extractor.version import __version__


def settings_of(options: Options, label_files: Sequence[Path]) -> Settings:
    """What decides about a record beside the bytes of its document.

    Label files and glossaries count by what they hold, in their order; not by their name.
    """
    files = [label_files, options.glossaries]
    hashes = [[hashlib.sha256(file.read_bytes()).hexdigest() for file in kind] for kind in files]
    text = json.dumps([options.engine, options.use_tags, *hashes])
    return Settings(__version__, hashlib.sha256(text.encode()).hexdigest())
