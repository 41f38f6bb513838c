"""A service that runs as a process of its own, for tests that kill it, and one without a port."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx2 as httpx

ROOT = Path(__file__).parent.parent
LISIEUX = ROOT / "corpus/pdf/cls-lisieux-normandie-2025-2029.pdf"
PRESS = ROOT / "corpus/pdf/caen-communique-cls-2025.pdf"
START = "from extractor.cli import run; run()"
PATIENCE = 60.0
"""Seconds: the machine may be loaded."""


class Server:
    """`cls-extractor serve` on a free port of this host."""

    def __init__(self, folder: Path, database: str, **settings: Any) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.log = folder / f"server-{self.port}.log"
        given = {"port": self.port, "db": database, "data": folder / "data", "readers": 1}
        given |= {"free_mb": 0, "reads_per_second": 1e6, "writes_per_second": 1e6} | settings
        self.environment = os.environ | {
            "PYTHONPATH": str(ROOT),
            **{f"CLS_{name.upper()}": str(value) for name, value in given.items()},
        }
        self.client = httpx.Client(base_url=self.url, timeout=PATIENCE)
        self.start()

    def start(self) -> None:
        """Start the process, and wait until it serves."""
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-c", START, "serve"],
                cwd=ROOT,
                env=self.environment,
                stdout=log,
                stderr=log,
            )
        wait_until(self.is_ready, f"the server is not ready: {self.log.read_text()[-2000:]}")

    def is_ready(self) -> bool:
        """Whether it answers."""
        assert self.process.poll() is None, self.log.read_text()[-2000:]
        try:
            return self.client.get("/readyz").status_code == 200
        except httpx.TransportError:
            return False

    def events(self, name: str) -> list[dict[str, Any]]:
        """The lines of its log that tell of one kind of event."""
        lines = self.log.read_text().splitlines()
        found = [json.loads(line) for line in lines if line.startswith("{")]
        return [line for line in found if line["event"] == name]

    def worker(self) -> int:
        """The process id of its worker, once it works."""
        wait_until(lambda: bool(self.events("worker-ready")), "no worker")
        return int(self.events("worker-ready")[-1]["pid"])

    def upload(self, *contents: bytes, **headers: str) -> httpx.Response:
        """Send files."""
        files = [
            ("files", (f"{rank}.pdf", content, "application/pdf"))
            for rank, content in enumerate(contents)
        ]
        return self.client.post("/v1/documents", files=files, headers=headers)

    def end_of(self, job: str) -> dict[str, Any]:
        """Wait until a job has ended."""
        found: dict[str, Any] = {}

        def has_ended() -> bool:
            found.update(self.client.get(f"/v1/jobs/{job}").raise_for_status().json())
            return found["state"] not in ("queued", "running")

        wait_until(has_ended, f"the job does not end: {found}")
        return found

    def stop(self, number: int = signal.SIGTERM) -> int:
        """Send a signal, and wait for the end."""
        self.process.send_signal(number)
        return self.process.wait(PATIENCE)


@contextmanager
def serving(folder: Path, database: str, **settings: Any) -> Iterator[Server]:
    """A server until the end of the block."""
    server = Server(folder, database, **settings)
    try:
        yield server
    finally:
        if server.process.poll() is None:
            server.stop(signal.SIGKILL)
        server.client.close()


def wait_until(happens: Callable[[], bool], message: str) -> None:
    """Look until something has happened."""
    until = time.monotonic() + PATIENCE
    while not happens():
        assert time.monotonic() < until, message
        time.sleep(0.05)


def bearer(text: str) -> Mapping[str, str]:
    """The header that shows a token."""
    return {"Authorization": f"Bearer {text}"}


def numbered(content: bytes, number: int) -> bytes:
    """The same PDF with other bytes: a comment after its end."""
    return content + b"\n%% %d\n" % number
