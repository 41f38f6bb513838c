"""`csv`: a folder with one file per table, as RFC 4180 has it.

UTF-8 without a mark, commas, CRLF, a header of column names; lists and objects as JSON. No value is
changed for the sake of a spreadsheet: who opens the tables in Excel takes `xlsx`.
"""

import csv
import json
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from extractor.exporters.feed import Feed
from extractor.exporters.formats import Options
from extractor.exporters.tables import tables


def write(feed: Feed, draft: Path, options: Options) -> None:
    """Write TABLE.csv for every table."""
    with ExitStack() as open_files:
        writers = {}
        for table in tables().values():
            path = draft / f"{table.name}.csv"
            stream = open_files.enter_context(path.open("w", encoding="utf-8", newline=""))
            writers[table.name] = csv.writer(stream)
            writers[table.name].writerow(column.name for column in table.columns)
        for rows in feed.rows():
            for name, of in rows.items():
                writers[name].writerows([_cell(value) for value in row] for row in of)


def _cell(value: Any) -> Any:
    """["14", "61"] -> '["14", "61"]';  None -> "", which is no value"""
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list | dict) else value


def libraries() -> Mapping[str, str]:
    """None beside the standard library."""
    return {}
