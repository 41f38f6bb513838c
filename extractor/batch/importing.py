"""What an import goes by: options, limits, and how many documents at once."""

import os
from collections.abc import Sequence
from pathlib import Path

from extractor.batch.limits import Limits
from extractor.batch.runner import Plan
from extractor.batch.settings import settings_of
from extractor.pipeline import Options
from extractor.store.claims import this_owner

CLAIM = 2
"""Times the time limit of a document, after which a silent import has lost its claim on one."""


def make_plan(
    options: Options,
    label_files: Sequence[Path],
    limits: Limits,
    force: bool = False,
    retry_failed: bool = False,
) -> Plan:
    """The plan of an import by this process."""
    settings = settings_of(options, label_files)
    return Plan(settings, this_owner(), limits, CLAIM * limits.seconds, force, retry_failed)


def cores() -> int:
    """Cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
