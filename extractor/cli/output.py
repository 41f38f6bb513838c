"""Bytes → stdout or a file that is either whole or not there."""

import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path


def write_stdout(data: bytes) -> None:
    """Write bytes as they are: records are UTF-8 whatever the locale says."""
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def write_rows(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Write a table on stdout; its columns are as wide as they must be."""
    table = [headings, *rows]
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    lines = (
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in table
    )
    write_stdout("".join(f"{line}\n" for line in lines).encode())


def write_json(value: object) -> None:
    """Write a value on stdout as JSON for people and programs."""
    write_stdout(f"{json.dumps(value, ensure_ascii=False, indent=2)}\n".encode())


def write_file(path: Path, data: bytes) -> None:
    """Write beside `path` first, then rename: a reader sees the old file or the whole new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists() and not path.is_file():
        path.write_bytes(data)  # /dev/stdout, a pipe: nothing to rename
        return
    from tempfile import mkstemp  # most records are printed: six milliseconds

    handle, name = mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        os.chmod(name, _mode_for(path))
        os.replace(name, path)
    except BaseException:
        os.unlink(name)
        raise


def _mode_for(path: Path) -> int:
    """The rights that the file has, or those that any new file would get."""
    if path.exists():
        return path.stat().st_mode & 0o777
    mask = os.umask(0)  # it can only be read by setting it
    os.umask(mask)
    return 0o666 & ~mask
