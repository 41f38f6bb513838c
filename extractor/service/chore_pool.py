"""Processes for chores: a few at once, each killed when it takes too long or nobody waits."""

import asyncio
import json
import sys
from asyncio.subprocess import PIPE, Process
from contextlib import suppress
from typing import Any

from extractor.service.problems import Refused

MOST_CHORES = 500
"""Of one process: then another takes its place, whatever libraries have leaked."""
LONGEST_ANSWER = 1 << 16


class ChoreFailed(Exception):
    """A chore hung, crashed, or could not be done; `code` is that of an `ExtractionError`."""

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(code, detail)
        self.code, self.detail = code, detail


class ChorePool:
    """At most so many processes; they are started when they are needed."""

    def __init__(self, processes: int, waiting: int) -> None:
        """More than `waiting` requests at once are refused."""
        self._room = asyncio.Semaphore(processes)
        self._most_waiting = waiting
        self._waiting = 0
        self._idle: list[tuple[Process, int]] = []
        self._closed = False

    async def do(self, chore: dict[str, Any], seconds: float) -> dict[str, Any]:
        """Have a chore done; raises `ChoreFailed`, or `Refused` when too many wait."""
        if self._waiting >= self._most_waiting:
            raise Refused("busy", "too many requests of this kind: try again", 2)
        self._waiting += 1
        try:
            async with self._room:
                return await self._do(chore, seconds)
        finally:
            self._waiting -= 1

    async def _do(self, chore: dict[str, Any], seconds: float) -> dict[str, Any]:
        process, done = self._idle.pop() if self._idle else (await _start(), 0)
        keep = False
        try:
            async with asyncio.timeout(seconds):
                answer = await _ask(process, chore)
            keep = True
        except TimeoutError:
            raise ChoreFailed("timeout", f"not done after {seconds:g} s") from None
        except (OSError, ValueError):
            raise ChoreFailed("crashed", "the process ended") from None
        finally:
            if keep and done < MOST_CHORES and not self._closed:
                self._idle.append((process, done + 1))
            else:
                _kill(process)
        if not answer.pop("ok"):
            raise ChoreFailed(answer["code"], answer["detail"])
        return answer

    async def close(self) -> None:
        """End all processes."""
        self._closed = True
        while self._idle:
            process, _ = self._idle.pop()
            _kill(process)
            await process.wait()


async def _start() -> Process:
    code = (
        f"import sys; sys.path[:] = {sys.path!r}; from extractor.service.chores import main; main()"
    )
    return await asyncio.create_subprocess_exec(
        sys.executable, "-c", code, stdin=PIPE, stdout=PIPE, start_new_session=True
    )


async def _ask(process: Process, chore: dict[str, Any]) -> dict[str, Any]:
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(json.dumps(chore).encode() + b"\n")
    await process.stdin.drain()
    line = await process.stdout.readline()
    answer: dict[str, Any] = json.loads(line)  # nothing of a process that has ended: ValueError
    return answer


def _kill(process: Process) -> None:
    with suppress(ProcessLookupError):
        process.kill()
