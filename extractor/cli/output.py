"""Bytes → stdout or a file that is either whole or not there."""

import os
import sys
import tempfile
from pathlib import Path


def write_stdout(data: bytes) -> None:
    """Write bytes as they are: records are UTF-8 whatever the locale says."""
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def write_file(path: Path, data: bytes) -> None:
    """Write beside `path` first, then rename: a reader sees the old file or the whole new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists() and not path.is_file():
        path.write_bytes(data)  # /dev/stdout, a pipe: nothing to rename
        return
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
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
