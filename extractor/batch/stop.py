"""Ctrl-C and SIGTERM → a wish to stop, which disturbs no save."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

SIGNALS = (signal.SIGINT, signal.SIGTERM)


class Stopped(BaseException):
    """Raised where work may be cut short: while it waits, or hashes a file."""


class Stop:
    """Whether an import shall end, and why.

    The handler of a signal only notes it, unless the program stands in a block of
    `interruptible`: a transaction is never cut, and a wait of minutes is.
    """

    def __init__(self) -> None:
        self.signal: int | None = None
        self.event = threading.Event()
        """For who waits elsewhere (`extractor.batch.watch`)."""
        self._may_raise = False

    def __bool__(self) -> bool:
        return self.event.is_set()

    def ask(self, number: int | None = None, frame: FrameType | None = None) -> None:
        """Ask for the end; a handler of signals."""
        self.signal = self.signal or number
        self.event.set()
        if self._may_raise:
            self._may_raise = False
            raise Stopped

    @contextmanager
    def interruptible(self) -> Iterator[None]:
        """A block that a signal leaves with `Stopped`, at once where it has come before."""
        self._may_raise = True
        try:
            if self:
                raise Stopped
            yield
        finally:
            self._may_raise = False

    @contextmanager
    def on_signals(self) -> Iterator[None]:
        """A block in which Ctrl-C and SIGTERM ask for the end."""
        before = {number: signal.signal(number, self.ask) for number in SIGNALS}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)
