"""Bad inputs by the thousand → whether each became a record or a named failure, in time.

Sound documents are sown among them, and must give the bytes that they give alone. Exit code 1 when
the promise is broken.
"""

import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import cycle, islice
from pathlib import Path
from typing import NamedTuple

from benchmarks.hostile_inputs import Input, make_inputs
from extractor.batch.inputs import LeftOut, find_inputs
from extractor.batch.isolation import Limits, Pool
from extractor.outcome import Failure, Outcome, Status
from extractor.pipeline import Options
from extractor.store.store import open_store

ROOT = Path(__file__).parent.parent
LIMITS = Limits(seconds=20.0, page_seconds=5.0, memory=1 << 30, pages=3000, size=64 << 20)
SLACK = 2.0
"""Seconds that ending a process may take."""
SOWN = 20
"""One input in so many is a sound document."""
WARM = 100
"""Inputs before the memory of this process is first looked at."""
GROWTH = 1.05
"""By which it may grow after that."""


class End(NamedTuple):
    """What became of one input."""

    input: Input
    outcome: Outcome


@dataclass
class Account:
    """All that became of the inputs, and what was wrong."""

    ends: list[End] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)
    """Breaches of the promise."""
    memory: list[int] = field(default_factory=list)
    """Bytes of this process after each input."""


def main() -> None:
    """Make the inputs, read them, print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=5)
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--sample", type=int, default=0, help="only so many, spread over the kinds")
    parser.add_argument("--kind", help="only this kind of input")
    parser.add_argument("--whole", action="store_true", help="by the command `import`, all at once")
    parser.add_argument("--keep", type=Path, help="keep inputs that end as `internal` or `crashed`")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="cls-hostile-") as folder:
        inputs = [
            one
            for one in make_inputs(arguments.seed, find_sources(), Path(folder))
            if arguments.kind in (None, one.kind)
        ]
        if arguments.sample:
            inputs = spread(inputs, arguments.sample)
        if arguments.whole:
            account = import_all(inputs, Path(folder), arguments.workers)
        else:
            account = read_all(inputs, Path(folder), arguments.workers, arguments.keep)
    print(table(account))
    sys.exit(1 if account.broken else 0)


def find_sources() -> list[Path]:
    """The sound documents, small ones first."""
    found = [*ROOT.glob("corpus/pdf/*.pdf"), *ROOT.glob("tests/pdf/**/*.pdf")]
    return sorted(found, key=lambda path: (path.stat().st_size, path.name))


def spread(inputs: Sequence[Input], count: int) -> list[Input]:
    """So many inputs, in equal steps, so that every kind has some."""
    step = len(inputs) / count
    return [inputs[int(rank * step)] for rank in range(min(count, len(inputs)))]


def read_all(
    inputs: Sequence[Input],
    folder: Path,
    workers: int,
    keep: Path | None = None,
    limits: Limits = LIMITS,
) -> Account:
    """Read them, each made just before and removed just after, with sound ones between."""
    account = Account()
    sound = list(islice(find_sources(), 4))
    with Pool(Options(), limits) as pool:
        alone = {path: read_one(pool, path) for path in sound}
        for path, outcome in alone.items():
            if outcome.status is not Status.OK:
                account.broken.append(f"{path.name}: sound, and {outcome.message}")
        waiting = sow(inputs, sound, folder / "inputs")
        for one, path in waiting:
            pool.start((one, path), path, printable(path.name))
            while pool.running >= workers:
                take(pool, account, alone, limits, keep)
        while pool.running:
            take(pool, account, alone, limits, keep)
    check_memory(account)
    if len(account.ends) != len(inputs) + len(inputs) // SOWN:
        account.broken.append(f"{len(inputs)} inputs, {len(account.ends)} outcomes")
    return account


def import_all(inputs: Sequence[Input], folder: Path, workers: int) -> Account:
    """Make them all in one folder, import it with the command, and look at what the store holds."""
    account = Account()
    sound = list(islice(find_sources(), 4))
    kinds: dict[str, Input] = {}
    made: set[str] = set()
    for rank, (one, path) in enumerate(sow(inputs, sound, folder / "inputs"), 1):
        if one.kind == "sound":  # copied, and changed so that it is another content
            place = folder / "inputs" / f"sound-{rank}"
            place.mkdir()
            (place / path.name).write_bytes(path.read_bytes() + b"\n%%%d\n" % rank)
        name = path.parent.name if one.kind != "sound" else f"sound-{rank}"
        kinds[name] = one
        if os.path.lexists(path) and not path.is_dir():
            made.add(name)
    database = folder / "corpus.db"
    command = [sys.executable, "-c", "from extractor.cli import run; run()", "import", "--quiet"]
    command += [str(folder / "inputs"), "--db", str(database), "--workers", str(workers)]
    command += ["--timeout", f"{LIMITS.seconds:g}", "--memory", str(LIMITS.memory >> 20)]
    command += ["--max-size", str(LIMITS.size >> 20), "--json-log", str(folder / "log")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    if done.returncode != 1 or "Traceback" in done.stderr:
        account.broken.append(f"exit code {done.returncode}: {done.stderr[-300:]}")
    events = [json.loads(line) for line in (folder / "log").read_text("utf-8").splitlines()]
    told = {event["path"] for event in events if "path" in event}
    with open_store(str(database)) as store:
        entries = {entry.path: entry for entry in store.documents()}
    start = len(str(folder / "inputs")) + 1
    for name, entry in entries.items():
        one = kinds[name[start:].partition("/")[0]]
        outcome = Outcome(entry.status, entry.failure, entry.message, seconds=entry.seconds)
        account.ends.append(End(one, replace(outcome, peak_memory=entry.peak_memory)))
        if entry.seconds > LIMITS.seconds + SLACK:
            account.broken.append(f"{name}: {entry.seconds:.1f} s")
        if one.kind == "sound" and entry.status is not Status.OK:
            account.broken.append(f"{name}: sound, and {entry.message}")
    seen = list(find_inputs([str(folder / "inputs")]))
    for found in seen:
        if found.path not in (told if isinstance(found, LeftOut) else entries):
            account.broken.append(f"{found.path}: neither a record nor a failure")
    missed = made - {found.path[start:].partition("/")[0] for found in seen}
    account.broken += [f"{kinds[place].name}: not found" for place in sorted(missed)]
    return account


def sow(
    inputs: Sequence[Input], sound: Sequence[Path], folder: Path
) -> Iterator[tuple[Input, Path]]:
    """Yield inputs with their places, each made when it is asked for."""
    sources = cycle(sound)
    for rank, one in enumerate(inputs, 1):
        place = folder / str(rank)
        place.mkdir(parents=True)
        make_elsewhere(one, place / one.name)
        yield one, place / one.name
        if rank % SOWN == 0:
            source = next(sources)
            yield Input("sound", source.name, lambda path: None), source


def make_elsewhere(one: Input, path: Path) -> None:
    """Make an input in another process: bombs are large before they are packed."""
    pid = os.fork()
    if pid == 0:
        code = 1
        try:
            one.make(path)
            code = 0
        finally:
            os._exit(code)
    if os.waitpid(pid, 0)[1]:
        raise RuntimeError(f"{one.name} could not be made")


def read_one(pool: Pool, path: Path) -> Outcome:
    """What a document becomes alone."""
    pool.start(path, path, path.name)
    while not (ended := pool.wait()):
        pass
    return ended[0][1]


def take(
    pool: Pool, account: Account, alone: dict[Path, Outcome], limits: Limits, keep: Path | None
) -> None:
    """Note what has ended, and what is wrong with it."""
    for token, outcome in pool.wait(timeout=limits.seconds + 2 * SLACK):
        assert isinstance(token, tuple)
        one, path = token
        account.ends.append(End(one, replace(outcome, record=None, rows={})))
        account.memory.append(own_memory())
        if one.kind == "sound":
            if outcome.record != alone[path].record:
                account.broken.append(f"{path.name}: another record than alone")
            continue
        if outcome.seconds > limits.seconds + SLACK:
            account.broken.append(f"{printable(one.name)}: {outcome.seconds:.1f} s")
        if (outcome.status is Status.FAILED) != (outcome.record is None):
            account.broken.append(f"{printable(one.name)}: {outcome.status} without what it tells")
        bad = outcome.failure in (Failure.INTERNAL, Failure.CRASHED, Failure.TIMEOUT)
        if keep is not None and bad and path.is_file():
            keep.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, keep / printable(one.name))
        remove(path.parent)


def remove(folder: Path) -> None:
    """Remove an input, whatever it is."""
    shutil.rmtree(folder, ignore_errors=True)


def own_memory() -> int:
    """Bytes that this process has in memory."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize()


def check_memory(account: Account) -> None:
    """Whether this process grew while others read."""
    if len(account.memory) > 2 * WARM:
        before, after = max(account.memory[:WARM]), max(account.memory[WARM:])
        if after > GROWTH * before:
            account.broken.append(f"memory grew from {before >> 20} to {after >> 20} MB")


def printable(name: str) -> str:
    """A file name on one line, whatever its bytes."""
    return "".join(c if c.isprintable() else "?" for c in name)


def table(account: Account) -> str:
    """Kinds by outcomes, the slowest and the largest, internal errors, and what is broken."""
    kinds = list(dict.fromkeys(end.input.kind for end in account.ends))
    words = ["ok", "partial", *(failure.value for failure in Failure)]
    counts = Counter((end.input.kind, word_of(end.outcome)) for end in account.ends)
    shown = [word for word in words if any(counts[kind, word] for kind in kinds)]
    lines = [f"{'kind':<15}{'all':>6}" + "".join(f"{word:>12}" for word in shown)]
    for kind in kinds:
        row = [counts[kind, word] for word in shown]
        lines.append(f"{kind:<15}{sum(row):>6}" + "".join(f"{n or '':>12}" for n in row))
    totals = [sum(counts[kind, word] for kind in kinds) for word in shown]
    lines.append(f"{'all':<15}{sum(totals):>6}" + "".join(f"{n:>12}" for n in totals))
    lines += ["", "slowest:", *_most(account, lambda end: end.outcome.seconds)]
    lines += ["", "largest:", *_most(account, lambda end: end.outcome.peak_memory or 0)]
    for failure in (Failure.INTERNAL, Failure.CRASHED, Failure.TIMEOUT):
        found = [end for end in account.ends if end.outcome.failure is failure]
        if found:
            lines += ["", f"{failure}:", *(f"  {end.outcome.message}" for end in found)]
    if account.memory:
        first = max(account.memory[:WARM]) >> 20
        lines += ["", f"memory of this process: {first} MB, at most {max(account.memory) >> 20} MB"]
    lines += ["", f"broken: {len(account.broken)}", *(f"  {line}" for line in account.broken)]
    return "\n".join(lines)


def _most(account: Account, measure: object) -> list[str]:
    assert callable(measure)
    found = sorted(account.ends, key=measure, reverse=True)[:8]
    return [
        f"  {end.outcome.seconds:6.2f} s {(end.outcome.peak_memory or 0) >> 20:5} MB  "
        f"{word_of(end.outcome):<10}  {printable(end.input.name)}"
        for end in found
    ]


def word_of(outcome: Outcome) -> str:
    """What an input became, in one word."""
    return outcome.failure.value if outcome.failure else outcome.status.value


if __name__ == "__main__":
    start = time.monotonic()
    try:
        main()
    finally:
        print(f"{time.monotonic() - start:.0f} s", file=sys.stderr)
