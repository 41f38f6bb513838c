"""News of an import → its account: what is told at the end, and the exit code."""

import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from extractor.batch.runner import Event, Kind
from extractor.outcome import Failure, Status

NAMED = 1000
"""Things left out that the report names one by one; of the others it tells the number."""


@dataclass
class Totals:
    """Counts of one import."""

    kinds: Counter[Kind] = field(default_factory=Counter)
    statuses: Counter[Status] = field(default_factory=Counter)
    """Of what was read in this import."""
    failures: Counter[Failure] = field(default_factory=Counter)
    known_failures: int = 0
    """Inputs that had failed before and were not read again."""
    avertissements: Counter[str] = field(default_factory=Counter)
    pages: int = 0
    left_out: list[Event] = field(default_factory=list)
    """The first NAMED."""
    started: float = field(default_factory=time.monotonic)
    seconds: float = 0.0

    def add(self, event: Event) -> None:
        """Count one piece of news."""
        self.seconds = time.monotonic() - self.started
        self.kinds[event.kind] += 1
        if event.kind is Kind.LEFT_OUT:
            if len(self.left_out) < NAMED:
                self.left_out.append(event)
        elif event.kind is Kind.READ:
            assert event.status is not None
            self.statuses[event.status] += 1
            self.pages += event.pages
            self.avertissements.update(event.avertissements)
            if event.failure is not None:
                self.failures[event.failure] += 1
        else:
            self.known_failures += event.status is Status.FAILED

    @property
    def inputs(self) -> int:
        """Inputs looked at so far."""
        return self.kinds.total() - self.kinds[Kind.LEFT_OUT]

    @property
    def failed(self) -> int:
        """Inputs without a record, read now or before."""
        return self.statuses[Status.FAILED] + self.known_failures

    @property
    def pages_per_second(self) -> float:
        return self.pages / self.seconds if self.seconds else 0.0

    def lines(self) -> list[str]:
        """The table at the end, for the one who started the import."""
        read, shared = self.kinds[Kind.READ], self.kinds[Kind.SHARED]
        skipped, left_out = self.kinds[Kind.SKIPPED], self.kinds[Kind.LEFT_OUT]
        rows = [
            ("read", read, f"{self.pages} pages, {self.pages_per_second:.1f} pages/s"),
            ("  ok", self.statuses[Status.OK], ""),
            ("  partial", self.statuses[Status.PARTIAL], "some pages are missing"),
            ("  failed", self.statuses[Status.FAILED], counts(self.failures)),
            ("same content", shared, "read under another path"),
            ("skipped", skipped, "read before" + self._failed_before()),
            ("left out", left_out, counts(Counter(e.reason for e in self.left_out if e.reason))),
        ]
        lines = [f"{self.inputs} inputs in {self.seconds:.1f} s"]
        for name, count, note in rows:
            lines.append(f"  {name:<14}{count:>8}  {note if count else ''}".rstrip())
        if self.avertissements:
            lines.append(f"avertissements: {counts(self.avertissements)}")
        return lines

    def _failed_before(self) -> str:
        if not self.known_failures:
            return ""
        return f"; {self.known_failures} of them failed (--retry-failed reads them again)"


def counts(counter: Mapping[Any, int]) -> str:
    """The most frequent first: {"timeout": 1, "encrypted": 3} -> "encrypted 3, timeout 1" """
    ranked = sorted(counter.items(), key=lambda item: (-item[1], item[0]))
    return ", ".join(f"{name} {count}" for name, count in ranked)
