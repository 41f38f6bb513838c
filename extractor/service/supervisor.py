"""The worker process of a server: started with it, started again when it dies, ended in peace."""

import asyncio
import sys
from asyncio.subprocess import PIPE, Process
from contextlib import suppress

from extractor.service.logs import tell
from extractor.service.settings import Settings, to_text

FIRST_PAUSE, LONGEST_PAUSE = 0.2, 30.0
"""Seconds before a worker that has died is started again: twice as long each time."""
WHOLE = 60.0
"""A worker that has lived so long did not die of its start."""
MORE = 10.0
"""Seconds, after those of grace, in which a worker saves and ends."""


class Supervisor:
    """One worker process."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.process: Process | None = None
        self._loop: asyncio.Task[None] | None = None
        self._stopping = False

    @property
    def pid(self) -> int | None:
        """Of the process, when it lives."""
        alive = self.process is not None and self.process.returncode is None
        return self.process.pid if self.process and alive else None

    async def start(self) -> None:
        """Start the worker, and watch it from now on."""
        await self._start_process()
        self._loop = asyncio.create_task(self._watch())

    def call(self) -> None:
        """Tell the worker that something was put into the queue."""
        if self.process is not None and self.process.stdin is not None:
            with suppress(OSError, RuntimeError):
                self.process.stdin.write(b"\n")

    async def stop(self) -> None:
        """Let what is being read end, or go back into the queue."""
        self._stopping = True
        process = self.process
        if process is not None and process.stdin is not None:
            with suppress(OSError, RuntimeError):
                process.stdin.close()
            try:
                async with asyncio.timeout(self.settings.grace_seconds + MORE):
                    await process.wait()
            except TimeoutError:
                with suppress(ProcessLookupError):
                    process.kill()
        if self._loop is not None:
            self._loop.cancel()
            with suppress(asyncio.CancelledError):
                await self._loop

    async def _start_process(self) -> None:
        code = (
            f"import sys; sys.path[:] = {sys.path!r}; "
            "from extractor.service.worker import main; main()"
        )
        self.process = await asyncio.create_subprocess_exec(
            sys.executable, "-c", code, stdin=PIPE, start_new_session=True
        )
        assert self.process.stdin is not None
        self.process.stdin.write(to_text(self.settings).encode() + b"\n")

    async def _watch(self) -> None:
        pause = FIRST_PAUSE
        clock = asyncio.get_running_loop().time
        while not self._is_stopping():
            assert self.process is not None
            started = clock()
            code = await self.process.wait()
            if self._is_stopping():
                return
            pause = FIRST_PAUSE if clock() - started > WHOLE else min(2 * pause, LONGEST_PAUSE)
            tell("worker-died", 40, code=code, again_in=pause)
            await asyncio.sleep(pause)
            if not self._is_stopping():
                await self._start_process()

    def _is_stopping(self) -> bool:
        return self._stopping
