"""Who reads what, while it is read: two imports on one database do not read a document twice."""

import os
import socket
import sys
import time
from contextlib import suppress
from pathlib import Path

from sqlalchemy import Connection, delete, extract, func, or_, select, update

from extractor.store.source import Source, path_to_key
from extractor.store.tables import claims
from extractor.store.upsert import insert


def this_owner() -> str:
    """Return the name of this process among all that ever claim: "host:pid:start time".

    A process number means something inside one host and one container only: both stand in `host`.
    """
    return f"{_host()}:{os.getpid()}:{_start(os.getpid())}"


def is_dead(owner: str) -> bool:
    """Whether an owner is a process of this host that has ended; of other hosts nothing is known.

    "host:4711:88" -> True where process 4711 has ended, or is one that started at another time
    """
    host, _, rest = owner.partition(":")
    pid, _, start = rest.partition(":")
    if host != _host() or not pid.isdecimal() or os.name != "posix":
        return False
    try:
        os.kill(int(pid), 0)
    except (ProcessLookupError, OverflowError):
        return True
    except PermissionError:
        pass
    return start != _start(int(pid))


def claim(connection: Connection, source: Source, owner: str, seconds: float) -> bool:
    """Take a document for `seconds`, where nobody holds it. Its owner may claim it again."""
    now = now_of(connection)
    taken: dict[str, str | float] = {"owner": owner, "expires": now + seconds}
    statement = insert(connection, claims).values(cle=_key(source), **taken)
    free = or_(claims.c.owner == owner, claims.c.expires <= now)
    upsert = statement.on_conflict_do_update(index_elements=["cle"], set_=taken, where=free)
    done = connection.scalar(upsert.returning(claims.c.cle))
    return done is not None or _take_over(connection, source, taken)


def release(connection: Connection, source: Source) -> None:
    """End a claim, whoever holds it."""
    connection.execute(delete(claims).where(claims.c.cle == _key(source)))


def _take_over(connection: Connection, source: Source, taken: dict[str, str | float]) -> bool:
    """Whether the claim of a dead owner could be taken; only one of two that try can."""
    mine = claims.c.cle == _key(source)
    holder = connection.scalar(select(claims.c.owner).where(mine))
    if holder is None or not is_dead(holder):
        return False
    done = connection.execute(update(claims).where(mine, claims.c.owner == holder).values(taken))
    return done.rowcount > 0


def _key(source: Source) -> str:
    """What is claimed: the content, wherever it stands; a path where it cannot be read."""
    return source.content_hash or f"path:{path_to_key(source.path)}"


def now_of(connection: Connection) -> float:
    """Seconds since 1970 by one clock: that of the server, or of the only host."""
    if connection.dialect.name == "sqlite":
        return time.time()
    return float(connection.scalar(select(extract("epoch", func.clock_timestamp()))) or 0)


def _host() -> str:
    space = ""
    with suppress(OSError):
        space = os.readlink("/proc/self/ns/pid").strip("pid:[]")
    return f"{socket.gethostname()}/{space}" if space else socket.gethostname()


def _start(pid: int) -> str:
    """When a process started, as its host counts; "" where that is not told."""
    if sys.platform != "linux":
        return ""
    with suppress(OSError, IndexError):
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
        return stat.rpartition(")")[2].split()[19]
    return ""
