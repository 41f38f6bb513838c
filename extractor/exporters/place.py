"""Where an export goes: written beside, then renamed, so that it is whole or not there."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from extractor.errors import BadPlace

MANIFEST = "manifest.json"


def manifest_of(place: Path, folder: bool) -> Path:
    """The manifest of an export: inside a folder, beside a file.

    "out/csv" -> "out/csv/manifest.json";  "out/cls.xlsx" -> "out/cls.xlsx.manifest.json"
    """
    return place / MANIFEST if folder else place.with_name(f"{place.name}.{MANIFEST}")


@contextmanager
def being_made(place: Path, folder: bool) -> Iterator[Path]:
    """Yield a new folder beside `place`; once the block ends well, what it holds stands there.

    A folder of an export is renamed as a whole. For a file the block writes `place.name` and its
    manifest; the old manifest goes first, so that none ever tells of another file. Raises
    `BadPlace` where something else stands: no folder but that of an export is ever replaced.
    """
    _check(place, folder)
    place.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(dir=place.parent, prefix=f".{place.name[:100]}."))
    try:
        yield draft
        if folder:
            _replace_folder(draft, place)
        else:
            manifest_of(place, folder).unlink(missing_ok=True)
            os.replace(draft / place.name, place)
            os.replace(manifest_of(draft / place.name, folder), manifest_of(place, folder))
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _check(place: Path, folder: bool) -> None:
    name = str(place)
    if place.name in ("", "."):
        raise BadPlace(name, "not a new name", "name a file or folder to be made")
    if not place.exists():
        return
    if not folder and not place.is_file():
        raise BadPlace(name, "not a file", "name a file")
    if folder and not place.is_dir():
        raise BadPlace(name, "not a folder", "this format is a folder of files: name a folder")
    if folder and any(place.iterdir()) and not manifest_of(place, folder).is_file():
        raise BadPlace(name, "a folder that is no export", "name an empty or a new folder")


def _replace_folder(draft: Path, place: Path) -> None:
    """Put a folder where an old one may stand: between two renames there is none, never half."""
    draft.chmod(0o777 & ~_umask())
    if place.exists():
        old = Path(tempfile.mkdtemp(dir=place.parent, prefix=f".{place.name[:100]}."))
        os.replace(place, old / "old")
        try:
            os.replace(draft, place)
        except OSError:
            os.replace(old / "old", place)
            raise
        finally:
            shutil.rmtree(old, ignore_errors=True)
    else:
        os.replace(draft, place)


def _umask() -> int:
    mask = os.umask(0)  # it can only be read by setting it
    os.umask(mask)
    return mask
