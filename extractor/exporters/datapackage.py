"""`datapackage`: the CSV files with a Table Schema each, as a Frictionless Data Package."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from extractor.exporters import csv_files
from extractor.exporters.feed import Feed
from extractor.exporters.formats import Options
from extractor.exporters.manifest import write_json
from extractor.exporters.tables import TABLES_VERSION, TableOf, table_schema, tables

PROFILE = "tabular-data-package"


def write(feed: Feed, draft: Path, options: Options) -> None:
    """Write data/TABLE.csv and datapackage.json."""
    (draft / "data").mkdir()
    csv_files.write(feed, draft / "data", options)
    write_json(draft / "datapackage.json", describe())


def describe() -> dict[str, Any]:
    """The descriptor of the package."""
    return {
        "profile": PROFILE,
        "name": "contrats-locaux-de-sante",
        "title": "Contrats locaux de santé",
        "description": "Contrats locaux de santé extraits de leurs PDF : contrats, axes, fiches "
        "action, partenaires, indicateurs, thèmes et sigles.",
        "version": TABLES_VERSION,
        "resources": [_resource(table) for table in tables().values()],
    }


def _resource(table: TableOf) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "title": table.titre,
        "description": table.description,
        "path": f"data/{table.name}.csv",
        "scheme": "file",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "doubleQuote": True},
        "schema": table_schema(table),
    }


def libraries() -> Mapping[str, str]:
    """None beside the standard library."""
    return {}
