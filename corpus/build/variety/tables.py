"""A TOML file of tables → records, one for each table."""

import tomllib
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter

T = TypeVar("T")

FOLDER = Path(__file__).parent


def read_tables(path: Path, kind: type[T], **fixed: Any) -> dict[str, T]:
    """Return the tables of a file by name; a key that the record does not have is an error."""
    adapter = TypeAdapter(kind)
    tables = tomllib.loads(path.read_text(encoding="utf-8"))
    return {name: adapter.validate_python({**fixed, **keys}) for name, keys in tables.items()}
