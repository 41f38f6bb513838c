"""The service under load: uploads and reads at once; what is refused or lost, how long it takes.

    python benchmarks/service.py                           # 20 seconds
    python benchmarks/service.py --seconds 300             # as the figures of docs/service.md
    python benchmarks/service.py --db postgresql+psycopg://…
    python benchmarks/service.py --kill 3                  # kill -9 of worker and server meanwhile

Uploaders send contracts that no other has sent, wait for the end of their job, and go on. Reads are
sent at fixed times, whether or not those before have been answered, and their time is counted from
there. Exit code 1 when something was lost, or answered 5xx other than 503 with Retry-After.
"""

import argparse
import asyncio
import json
import os
import random
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).parent.parent
CONTRACT = ROOT / "corpus/pdf/cls-lisieux-normandie-2025-2029.pdf"
PRESS = ROOT / "corpus/pdf/caen-communique-cls-2025.pdf"
FIRST = tuple(enumerate((CONTRACT, PRESS)))
START = "from extractor.cli import run; run()"
BOUNDARY = "benchmark"
TARGET = 0.1
"""Seconds, for 95 % of the reads."""


class Answer(NamedTuple):
    """What came back."""

    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass
class Tally:
    """What has happened."""

    reads: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    """Kind → seconds from the planned beginning to the end."""
    statuses: Counter[tuple[str, int]] = field(default_factory=Counter)
    accepted: dict[str, str] = field(default_factory=dict)
    """Job → how it has ended."""
    refused: int = 0
    broken: Counter[str] = field(default_factory=Counter)
    """Connections that the server has closed, while it was killed."""
    documents: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)


class Connections:
    """Connections that are kept, to one port: little work on the side of the client."""

    def __init__(self, port: int) -> None:
        self.port = port
        self._idle: list[tuple[asyncio.StreamReader, asyncio.StreamWriter]] = []

    async def ask(
        self, method: str, path: str, body: bytes = b"", headers: Mapping[str, str] | None = None
    ) -> Answer:
        """One request; raises `OSError` or `EOFError` when the server goes away.

        A kept connection may have been closed for its idleness: a new one is tried then.
        """
        if self._idle:
            with suppress(OSError, EOFError):
                return await self._ask(*self._idle.pop(), method, path, body, headers)
        streams = await asyncio.open_connection("127.0.0.1", self.port, limit=1 << 20)
        return await self._ask(*streams, method, path, body, headers)

    async def _ask(
        self,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        method: str,
        path: str,
        body: bytes,
        headers: Mapping[str, str] | None,
    ) -> Answer:
        try:
            lines = [f"{method} {path} HTTP/1.1", "Host: localhost", f"Content-Length: {len(body)}"]
            lines += [f"{name}: {value}" for name, value in (headers or {}).items()]
            writer.write("\r\n".join([*lines, "", ""]).encode() + body)
            await writer.drain()
            answer = await _read(reader)
        except BaseException:
            writer.close()
            raise
        if answer.headers.get("connection") == "close":
            writer.close()
        else:
            self._idle.append((reader, writer))
        return answer


async def _read(reader: asyncio.StreamReader) -> Answer:
    head = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
    headers = {
        name.lower(): value.strip() for name, _, value in (line.partition(":") for line in head[1:])
    }
    length = int(headers.get("content-length", "0"))
    return Answer(int(head[0].split()[1]), headers, await reader.readexactly(length))


class Load:
    """One run."""

    def __init__(self, options: argparse.Namespace, folder: Path) -> None:
        self.options, self.folder = options, folder
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.log = folder / "server.log"
        self.tally = Tally()
        self.connections = Connections(self.port)
        self.process = self._start()
        self.random = random.Random(7)
        self.until = 0.0

    def _start(self) -> subprocess.Popen[bytes]:
        given = {
            "PORT": self.port,
            "DB": self.options.db or self.folder / "corpus.db",
            "DATA": self.folder / "data",
            "READERS": self.options.readers,
            "READS_PER_SECOND": 100_000,
            "WRITES_PER_SECOND": 100_000,
        }
        environment = os.environ | {f"CLS_{name}": str(value) for name, value in given.items()}
        environment["PYTHONPATH"] = str(ROOT)
        with self.log.open("ab") as log:
            command = [sys.executable, "-c", START, "serve"]
            return subprocess.Popen(command, env=environment, stdout=log, stderr=log)

    async def run(self) -> None:
        """Fill, load, drain."""
        await self._wait_until_ready()
        self.until = float("inf")
        await asyncio.gather(
            *(self._upload(content.read_bytes(), f"first-{rank}") for rank, content in FIRST)
        )
        self.until = time.monotonic() + self.options.seconds
        contract, press = CONTRACT.read_bytes(), PRESS.read_bytes()
        workers = [
            self._upload_on(contract if rank % 2 else press, rank)
            for rank in range(self.options.uploads)
        ]
        await asyncio.gather(*workers, self._read_on(), self._kill_on())
        await self._drain()

    async def _wait_until_ready(self) -> None:
        for _ in range(1200):
            try:
                if (await self.connections.ask("GET", "/readyz")).status == 200:
                    return
            except (OSError, EOFError):
                pass
            await asyncio.sleep(0.05)
        raise RuntimeError(self.log.read_text()[-2000:])

    # ── uploads ──────────────────────────────────────────────────────────────────────────────

    async def _upload_on(self, content: bytes, rank: int) -> None:
        number = 0
        while time.monotonic() < self.until:
            number += 1
            await self._upload(content + f"\n%% {rank} {number}\n".encode(), f"{rank}-{number}")

    async def _upload(self, content: bytes, key: str) -> None:
        """Send one file until it is accepted, then ask until its job has ended."""
        head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="files"; filename="{key}.pdf"'
        body = head.encode() + b"\r\n\r\n" + content + f"\r\n--{BOUNDARY}--\r\n".encode()
        headers = {
            "Content-Type": f"multipart/form-data; boundary={BOUNDARY}",
            "Idempotency-Key": f"{os.getpid()}-{key}",
        }
        while True:
            answer = await self._ask_again("upload", "POST", "/v1/documents", body, headers)
            if answer.status == 202:
                break
            if answer.status not in (429, 503) or "retry-after" not in answer.headers:
                self.tally.wrong.append(f"upload: {answer.status} {answer.body[:200]!r}")
                return
            self.tally.refused += 1
            await asyncio.sleep(min(5, int(answer.headers["retry-after"])))
        job = json.loads(answer.body)["id"]
        self.tally.accepted[job] = "?"
        await asyncio.sleep(1)
        while not await self._has_ended(job):
            await asyncio.sleep(2)
            if time.monotonic() > self.until:
                return  # `_drain` waits for it

    async def _ask_again(
        self, kind: str, method: str, path: str, body: bytes, headers: Mapping[str, str]
    ) -> Answer:
        """Ask until the server answers: it may be killed meanwhile."""
        while True:
            try:
                answer = await self.connections.ask(method, path, body, headers)
            except (OSError, EOFError):
                self.tally.broken[kind] += 1
                await asyncio.sleep(0.5)
                continue
            self.tally.statuses[kind, answer.status] += 1
            return answer

    async def _has_ended(self, job: str) -> bool:
        answer = await self._ask_again("job", "GET", f"/v1/jobs/{job}", b"", {})
        if answer.status != 200:
            self.tally.wrong.append(f"job: {answer.status} {answer.body[:200]!r}")
            return True
        found: dict[str, Any] = json.loads(answer.body)
        if found["state"] in ("queued", "running"):
            return False
        document = found["documents"][0]
        self.tally.accepted[job] = document["failure"] or document["status"] or "?"
        if document["record"]:
            self.tally.documents.append(document["id"])
        return True

    async def _drain(self) -> None:
        """Wait for what was accepted."""
        begun = time.monotonic()
        for job in [job for job, end in self.tally.accepted.items() if end == "?"]:
            while not await self._has_ended(job):
                if time.monotonic() - begun > 600:
                    return
                await asyncio.sleep(0.5)

    # ── reads ────────────────────────────────────────────────────────────────────────────────

    async def _read_on(self) -> None:
        """Send reads at their times."""
        begun, sent, running = time.monotonic(), 0, set()
        while time.monotonic() < self.until:
            due = int((time.monotonic() - begun) * self.options.reads)
            while sent < due:
                planned = begun + sent / self.options.reads
                task = asyncio.create_task(self._read(planned))
                running.add(task)
                task.add_done_callback(running.discard)
                sent += 1
            await asyncio.sleep(0.002)
        await asyncio.gather(*running)

    async def _read(self, planned: float) -> None:
        kind, path = self._choose()
        headers = {"If-None-Match": "*"} if kind == "record-304" else {}
        try:
            answer = await self.connections.ask("GET", path, b"", headers)
        except (OSError, EOFError):
            self.tally.broken["read"] += 1
            return
        self.tally.reads[kind].append(time.monotonic() - planned)
        self.tally.statuses[kind, answer.status] += 1
        if answer.status not in (200, 304):
            self.tally.wrong.append(f"{kind}: {answer.status} {answer.body[:200]!r}")

    def _choose(self) -> tuple[str, str]:
        """A read as the pages make them: lists, records, pictures, news of jobs."""
        document = self.random.choice(self.tally.documents)
        dice = self.random.random()
        page = self.random.randint(1, 2)
        themes = ("prevention", "sante-mentale", "acces-aux-soins", "addictions")
        for share, kind, path in (
            (0.25, "documents", "/v1/documents?limit=50"),
            (0.45, "fiches", f"/v1/fiches?limit=20&theme={self.random.choice(themes)}"),
            (0.50, "organisations", "/v1/organisations?limit=20"),
            (0.65, "record-304", f"/v1/documents/{document}"),
            (0.75, "record", f"/v1/documents/{document}"),
            (0.90, "picture", f"/v1/documents/{self.tally.documents[0]}/pages/{page}.png"),
        ):
            if dice < share:
                return kind, path
        return "job", f"/v1/jobs/{self.random.choice(list(self.tally.accepted))}"

    # ── kill -9 ──────────────────────────────────────────────────────────────────────────────

    async def _kill_on(self) -> None:
        """Kill worker and server in turn, at random moments."""
        for rank in range(self.options.kill):
            await asyncio.sleep(self.options.seconds / (self.options.kill + 1))
            if rank % 2 == 0:
                lines = [
                    line for line in self.log.read_text().splitlines() if "worker-ready" in line
                ]
                os.kill(json.loads(lines[-1])["pid"], signal.SIGKILL)
            else:
                self.process.kill()
                self.process.wait()
                self.process = self._start()

    # ── the end ──────────────────────────────────────────────────────────────────────────────

    def report(self) -> bool:
        """Print what was measured; whether all is as promised."""
        tally = self.tally
        every = sorted(second for seconds in tally.reads.values() for second in seconds)
        print(f"reads: {len(every)} in {self.options.seconds:g} s")
        for kind, seconds in [*sorted(tally.reads.items()), ("all", every)]:
            cuts = statistics.quantiles(seconds, n=100) if len(seconds) > 1 else seconds * 99
            p50, p95, p99 = (1000 * cuts[n - 1] for n in (50, 95, 99))
            print(
                f"  {kind:14} {len(seconds):7}  p50 {p50:6.1f}  p95 {p95:6.1f}  p99 {p99:6.1f} ms"
            )
        ends = Counter(tally.accepted.values())
        print(
            f"uploads: {len(tally.accepted)} accepted, {tally.refused} told to wait; {dict(ends)}"
        )
        print(f"statuses: {dict(sorted(Counter(s for _, s in tally.statuses.elements()).items()))}")
        print(f"connections broken: {dict(tally.broken)}")
        print(f"load average: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
        lost = ends["?"]
        server_errors = sum(n for (_, s), n in tally.statuses.items() if s >= 500 and s != 503)
        p95 = statistics.quantiles(every, n=100)[94]
        print(f"lost: {lost}; 5xx other than back-pressure: {server_errors}")
        print(f"p95 of reads below {1000 * TARGET:g} ms: {'yes' if p95 < TARGET else 'no'}")
        for line in tally.wrong[:10]:
            print(f"  wrong: {line}")
        return not lost and not server_errors and not tally.wrong


def main() -> None:
    """Run, report, exit."""
    parser = argparse.ArgumentParser(description="The service under load.")
    parser.add_argument("--seconds", type=float, default=20.0)
    parser.add_argument("--uploads", type=int, default=50, help="at once")
    parser.add_argument("--reads", type=float, default=200.0, help="per second")
    parser.add_argument("--readers", type=int, default=2, help="documents read at once")
    parser.add_argument("--kill", type=int, default=0, help="how often, worker and server in turn")
    parser.add_argument("--db", help="a database of its own; by default a new file of SQLite")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        load = Load(options, Path(folder))
        try:
            asyncio.run(load.run())
        finally:
            load.process.terminate()
            load.process.wait(60)
        whole = load.report()
    sys.exit(0 if whole else 1)


if __name__ == "__main__":
    main()
