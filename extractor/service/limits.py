"""How often a client may ask: a bucket for each, refilled all the time."""

import math
import time
from collections import OrderedDict

BURST = 4.0
"""Seconds of requests that may come at once."""
MOST_CLIENTS = 10_000


class Buckets:
    """Of all clients, for one kind of request."""

    def __init__(self, per_second: float) -> None:
        self.per_second = per_second
        self.size = max(1.0, BURST * per_second)
        self._levels: OrderedDict[str, tuple[float, float]] = OrderedDict()
        """Client → what is left, and when that was."""

    def take(self, client: str, now: float | None = None) -> int:
        """Take one; 0, or the seconds to wait when nothing is left."""
        now = time.monotonic() if now is None else now
        left, at = self._levels.pop(client, (self.size, now))
        left = min(self.size, left + (now - at) * self.per_second)
        enough = left >= 1.0
        self._levels[client] = (left - 1.0 if enough else left, now)
        if len(self._levels) > MOST_CLIENTS:
            self._levels.popitem(last=False)
        return 0 if enough else max(1, math.ceil((1.0 - left) / self.per_second))
