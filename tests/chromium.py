"""Debian's Chromium for tests that look at a page: `make test` installs it if it can.

Where it cannot, those tests are skipped with that reason; with `CI` set they run, and fail.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser

NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
"""A browser that asks nothing of any network; without a sandbox, as root of a container."""


def _path() -> str | None:
    return next(filter(None, map(shutil.which, NAMES)), None)


needs_chromium = pytest.mark.skipif(
    not os.environ.get("CI") and _path() is None,
    reason="Chromium is not installed (Debian: chromium)",
)


@contextmanager
def browser() -> Iterator["Browser"]:
    """A running Chromium."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=_path(), args=FLAGS)
        yield running
        running.close()
