"""Answers that were made before, while the store holds what it held: bytes by key, bounded."""

import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import NamedTuple

SECONDS = 5.0
"""Longest life of an answer: documents of two workers may be saved in another order than read."""
STRIPES = 64


class Kept(NamedTuple):
    """One answer."""

    state: str
    made: float
    data: bytes


class Cache:
    """Of one kind; for many threads. What several ask for at once is made once."""

    def __init__(self, size: int) -> None:
        """Keeps `size` bytes at most."""
        self.size = size
        self._kept: OrderedDict[Hashable, Kept] = OrderedDict()
        self._held = 0
        self._lock = Lock()
        self._making = [Lock() for _ in range(STRIPES)]

    def get(self, key: Hashable, state: str, make: Callable[[], bytes]) -> bytes:
        """The answer of `key` in this state of the store, made where there is none."""
        if (found := self._find(key, state)) is not None:
            return found
        with self._making[hash(key) % STRIPES]:
            if (found := self._find(key, state)) is not None:
                return found
            made = time.monotonic()
            data = make()
            self._keep(key, Kept(state, made, data))
            return data

    def _find(self, key: Hashable, state: str) -> bytes | None:
        with self._lock:
            kept = self._kept.get(key)
            if kept is None or kept.state != state or time.monotonic() - kept.made > SECONDS:
                return None
            self._kept.move_to_end(key)
            return kept.data

    def _keep(self, key: Hashable, kept: Kept) -> None:
        with self._lock:
            before = self._kept.pop(key, None)
            self._held += len(kept.data) - (len(before.data) if before else 0)
            self._kept[key] = kept
            while self._held > self.size and len(self._kept) > 1:
                self._held -= len(self._kept.popitem(last=False)[1].data)
