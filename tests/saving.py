"""One process of several that use a store at once: `python saving.py TASK URL NAME COUNT`.

It says "ready", waits for a line on stdin, then prints a line for everything that it has done.
"""

import sys
from datetime import UTC, datetime

from extractor.store.claims import this_owner
from extractor.store.store import open_store
from tests.outcomes import SETTINGS, make_outcome, source_of

AT = datetime(2025, 7, 10, tzinfo=UTC)


def save(url: str, name: str, count: int) -> None:
    """Save documents NAME/0.pdf, NAME/1.pdf…; their number once each is saved."""
    with open_store(url) as store:
        wait()
        for number in range(count):
            path = f"{name}/{number}.pdf"
            store.save(source_of(path), SETTINGS, make_outcome(path), AT)
            print(number, flush=True)


def save_same(url: str, name: str, count: int) -> None:
    """Save contents that the other processes save under other paths."""
    with open_store(url) as store:
        wait()
        for number in range(count):
            path, text = f"{name}/{number}.pdf", f"content {number}"
            store.save(source_of(path, text), SETTINGS, make_outcome(path, text), AT)
            print(number, flush=True)


def claim(url: str, name: str, count: int) -> None:
    """Claim documents 0.pdf, 1.pdf…; the numbers of those that it got."""
    with open_store(url) as store:
        wait()
        for number in range(count):
            if store.claim(source_of(f"{number}.pdf"), f"{name}:1:1", 60):
                print(number, flush=True)


def claim_and_hold(url: str, name: str, count: int) -> None:
    """Claim 0.pdf in the name of this process, and wait to be killed."""
    with open_store(url) as store:
        wait()
        print(store.claim(source_of("0.pdf"), this_owner(), 60), flush=True)
        sys.stdin.read()


def make(url: str, name: str, count: int) -> None:
    """Open a database that is not there yet."""
    wait()
    with open_store(url) as store:
        print(store.summary().records, flush=True)


def wait() -> None:
    """Let all processes begin at once."""
    print("ready", flush=True)
    sys.stdin.readline()


if __name__ == "__main__":
    task, url, name, count = sys.argv[1:]
    {f.__name__: f for f in (save, save_same, claim, claim_and_hold, make)}[task](
        url, name, int(count)
    )
