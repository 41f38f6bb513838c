"""News of long work: one line on stderr that rewrites itself, only when a person looks at it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

CLEAR_LINE = "\r\x1b[K"


class Progress:
    """Says which of the files is being read; silent when the stream is not a terminal."""

    def __init__(self, total: int, stream: TextIO) -> None:
        self.total = total
        self.stream = stream
        self.begun = 0

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Show "[2/6] name" while the block runs; what is printed after finds a clean line."""
        self.begun += 1
        self._write(f"[{self.begun}/{self.total}] {name}")
        try:
            yield
        finally:
            self._write(CLEAR_LINE)

    def _write(self, text: str) -> None:
        if self.stream.isatty():
            self.stream.write(text)
            self.stream.flush()
