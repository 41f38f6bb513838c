"""News of an import → one line of JSON each, for programs that follow it."""

import json
from datetime import UTC, datetime
from typing import TextIO

from extractor.batch.runner import Event
from extractor.batch.totals import Totals


def write_event(event: Event, stream: TextIO) -> None:
    """One input: `{"at": …, "event": "read", "path": …, "status": "ok", …}`."""
    line = {"event": event.kind, **event._asdict(), "failed_pages": list(event.failed_pages)}
    del line["kind"]
    _write(line, stream)


def write_end(totals: Totals, stream: TextIO) -> None:
    """The last line: the counts."""
    line = {
        "event": "end",
        "inputs": totals.inputs,
        "kinds": totals.kinds,
        "statuses": totals.statuses,
        "failures": totals.failures,
        "known_failures": totals.known_failures,
        "avertissements": totals.avertissements,
        "pages": totals.pages,
        "seconds": round(totals.seconds, 3),
    }
    _write(line, stream)


def _write(line: dict[str, object], stream: TextIO) -> None:
    now = datetime.now(UTC).isoformat(timespec="milliseconds")
    text = json.dumps({"at": now, **line}, ensure_ascii=False)
    stream.write(f"{text}\n")
    stream.flush()
