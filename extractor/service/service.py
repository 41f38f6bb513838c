"""What the operations of the service share: settings, the store, files, processes."""

import asyncio
import math
import os
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Annotated, TypeVar
from weakref import WeakValueDictionary

from anyio import CapacityLimiter, to_thread
from fastapi import Depends, Request

from extractor.service.cache import Cache
from extractor.service.chore_pool import ChorePool
from extractor.service.files import Files
from extractor.service.metrics import Metrics
from extractor.service.problems import Refused
from extractor.service.security import Access
from extractor.service.settings import MEGABYTE, Settings
from extractor.service.supervisor import Supervisor
from extractor.store import queue
from extractor.store.store import Store, open_store

CONNECTIONS = 8
"""To the database; threads share them."""
DRAWING, DRAWINGS_WAITING = 2, 200
HEAVY, HEAVY_WAITING = 1, 8
"""Exports and comparisons at once, and how many may wait."""
LONGEST_RETRY = 120
KEPT = 96 << 20
"""Bytes of answers."""
WRITING, RECEIVING = 2, 4
"""Threads that write into the database, and into files: they may wait for the disk or for a lock,
and reads must not wait behind them."""
REMEMBERED = 5.0
"""Seconds for which the mean time of reading is not asked again."""
Result = TypeVar("Result")


@dataclass
class Service:
    """One server."""

    settings: Settings
    store: Store
    files: Files
    access: Access
    metrics: Metrics
    supervisor: Supervisor | None
    drawing: ChorePool
    heavy: ChorePool
    uploads: int = 0
    """Being received."""
    stopping: bool = False
    cache: Cache = field(default_factory=partial(Cache, KEPT))
    """Records and lists."""
    receiving: CapacityLimiter = field(default_factory=partial(CapacityLimiter, RECEIVING))
    _writing: CapacityLimiter = field(default_factory=partial(CapacityLimiter, WRITING))
    _locks: WeakValueDictionary[str, asyncio.Lock] = field(default_factory=WeakValueDictionary)
    _mean: tuple[float, float] = (float("-inf"), 1.0)
    """When the mean time was asked, and what it was."""

    async def write(self, function: Callable[..., Result], *given: object) -> Result:
        """Call a function that writes into the store, given first, in a thread."""
        call = partial(function, self.store, *given)
        return await to_thread.run_sync(call, limiter=self._writing)

    def retry_after(self, tasks_before: int) -> int:
        """Seconds until a document is read before which so many wait."""
        at, mean = self._mean
        if time.monotonic() - at > REMEMBERED:
            mean = queue.mean_seconds(self.store) or 1.0
            self._mean = (time.monotonic(), mean)
        seconds = mean * (tasks_before + 1) / max(1, self.settings.readers)
        return min(LONGEST_RETRY, max(1, math.ceil(seconds)))

    def one_at_a_time(self, what: Path) -> asyncio.Lock:
        """The lock of who makes a file, so that others wait for it instead of making it too."""
        return self._locks.setdefault(str(what), asyncio.Lock())

    def check_disk(self) -> None:
        """Refuse what would write much when there is little room."""
        if self.files.free_bytes() < self.settings.free_mb * MEGABYTE:
            raise Refused("disk-full", "the disk of the service is nearly full", 120)

    def call_worker(self) -> None:
        """Tell it that something waits."""
        if self.supervisor is not None:
            self.supervisor.call()

    async def close(self) -> None:
        """End all processes."""
        await asyncio.gather(self.drawing.close(), self.heavy.close())
        self.store.close()


def open_service(settings: Settings) -> Service:
    """Open the store and the folder; raises `BadStore`, `OSError`. No process is started yet."""
    os.makedirs(settings.data, mode=0o700, exist_ok=True)
    store = open_store(settings.db.get_secret_value(), CONNECTIONS)
    return Service(
        settings,
        store,
        Files(settings.data, settings.max_bytes),
        Access(settings, store),
        Metrics(store),
        Supervisor(settings) if settings.readers else None,
        ChorePool(DRAWING, DRAWINGS_WAITING),
        ChorePool(HEAVY, HEAVY_WAITING),
    )


async def service_of(request: Request) -> Service:
    """The dependency that gives the service to an operation; asynchronous: it asks no thread."""
    service: Service = request.app.state.service
    return service


Open = Annotated[Service, Depends(service_of)]
"""The parameter of an operation that gets the service."""
