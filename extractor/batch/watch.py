"""Folders → what is in them, then what arrives, each once nobody writes to it any more."""

import os
import stat
import time
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path

from extractor.batch.content import state_of
from extractor.batch.inputs import BadSource, Found, Input, LeftOut, find_inputs, is_folder, look_at
from extractor.batch.stop import Stop

QUIET = 2.0
"""Seconds without a change after which a file counts as written."""
TICK = 500
"""Milliseconds between two looks at files that are being written."""
ODD = "\ufffd"
"""What stands in a path for bytes that are no text: such a file is looked for in its folder."""


def watch_inputs(
    sources: Sequence[str], stop: Stop, quiet: float = QUIET
) -> Iterator[Found | None]:
    """Yield what is there, then what arrives; None each time that nothing is left to do for now.

    Sources that are no folders are read once. Raises `BadSource` when there is no folder.
    """
    folders = [source for source in sources if is_folder(source)]
    if not folders:
        raise BadSource(sources[0], "no folder to watch", "name a folder, or leave --watch out")
    return _watch(sources, folders, stop, quiet)


def _watch(
    sources: Sequence[str], folders: Sequence[str], stop: Stop, quiet: float
) -> Iterator[Found | None]:
    from watchfiles import watch

    arrivals = Arrivals(quiet)
    told: set[LeftOut] = set()
    changes = watch(
        *folders,
        watch_filter=None,
        debounce=TICK,
        step=50,
        rust_timeout=TICK,
        yield_on_timeout=True,
        stop_event=stop.event,
        raise_interrupt=False,
        ignore_permission_denied=True,
    )
    # The first call begins to watch: what arrives while the folders are listed is not missed.
    first = next(changes, None)
    for found in find_inputs(sources):
        if isinstance(found, Input) and not found.remote and arrivals.is_fresh(found.place):
            arrivals.note(found.place)
        else:
            yield found
        if isinstance(found, LeftOut):
            told.add(found)
    yield None
    while first is not None:
        for _, place in first:
            arrivals.note(place)
        ready = arrivals.take()
        for found in chain.from_iterable(map(look_at, ready)):
            if not isinstance(found, LeftOut) or found not in told:
                yield found
            if isinstance(found, LeftOut):  # a log, or the database itself: told once
                told.add(found)
        if ready:
            yield None
        first = next(changes, None)


class Arrivals:
    """Files that have changed, until they have been quiet for a while."""

    def __init__(self, quiet: float) -> None:
        self._quiet = quiet
        self._since: dict[str, tuple[tuple[int, ...] | None, float]] = {}
        """Place → its state, and when that was first seen."""

    def is_fresh(self, place: str) -> bool:
        """Whether a file has changed so lately that somebody may still write to it."""
        try:
            status = os.stat(place)
        except OSError:
            return False
        age = time.time() - status.st_mtime
        return stat.S_ISREG(status.st_mode) and 0 <= age < self._quiet

    def note(self, place: str) -> None:
        """Something has happened at a place."""
        if ODD in place and not os.path.lexists(place):
            place = os.path.dirname(place)
        self._since[place] = (state_of(place), time.monotonic())

    def take(self) -> list[str]:
        """The places that have been quiet, by name; what has gone is forgotten."""
        now = time.monotonic()
        ready = []
        for place, (state, since) in sorted(self._since.items()):
            current = state_of(place)
            if current is None and not Path(place).is_symlink():
                del self._since[place]
            elif current != state:
                self._since[place] = (current, now)
            elif now - since >= self._quiet:
                del self._since[place]
                ready.append(place)
        return ready
