"""What was read of a picture, kept by its content: the same picture is read once.

A file is written aside and then renamed: a reader of another process sees all of it or nothing.
"""

import hashlib
import json
import os
import tempfile
from pathlib import Path
from typing import Any

from extractor.pdf.scan.hocr import ReadWord
from extractor.pdf.scan.marks import TickBox
from extractor.pdf.scan.sight import Sight
from models.page import Box, Fill, Rule

FORMAT = 1
"""Raised whenever the same picture would be read otherwise."""


def picture_key(version: str, picture: bytes) -> str:
    """The name of what is read in a picture by one version of all that reads."""
    return hashlib.sha256(f"{FORMAT} {version}\n".encode() + picture).hexdigest()


def load(key: str) -> Sight | None:
    """What is kept; None when there is nothing, or nothing whole."""
    try:
        return _from_json(json.loads(_path(key).read_bytes()))
    except (OSError, ValueError, TypeError, KeyError):
        return None


def store(key: str, sight: Sight) -> None:
    """Keep what was read; a folder that cannot be written to keeps nothing."""
    path = _path(key)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", dir=path.parent, delete=False) as aside:
            json.dump(sight._asdict(), aside)
        os.replace(aside.name, path)
    except OSError:
        return


def _path(key: str) -> Path:
    root = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(root, "cls-extractor", "ocr", key[:2], f"{key}.json")


def _from_json(data: Any) -> Sight:
    return Sight(
        tuple(tuple(_word(*word) for word in line) for line in data["lines"]),
        tuple(Rule(*rule) for rule in data["horizontals"]),
        tuple(Rule(*rule) for rule in data["verticals"]),
        tuple(TickBox(Box(*box), ticked) for box, ticked in data["boxes"]),
        tuple(Fill(Box(*box), colour) for box, colour in data["bars"]),
    )


def _word(text: str, box: list[float], confidence: float, stroke: float) -> ReadWord:
    return ReadWord(text, Box(*box), confidence, stroke)
