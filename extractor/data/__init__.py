"""Wording and references: files that can be edited without a programmer."""

import tomllib
from importlib.resources import files
from typing import Any


def read_toml(*name: str) -> dict[str, Any]:
    """The tables of one file: ("labels", "fiche.toml"). Who asks keeps what it makes of them."""
    return tomllib.loads(files(__name__).joinpath(*name).read_text("utf-8"))
