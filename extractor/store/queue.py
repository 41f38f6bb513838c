"""Jobs in the database: what was uploaded and is to be read, taken by one worker at a time.

A task is taken for some seconds, and again while it is being read; it goes back when its worker
falls silent, or at once when that process of this host has died. Every change is one guarded
update, so that two workers never both end a task: SQLite has one writer at a time, in PostgreSQL
they skip what another has locked.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from enum import StrEnum
from hashlib import sha256
from typing import NamedTuple

from sqlalchemy import Connection, Select, and_, delete, func, or_, select, update
from sqlalchemy import insert as plain_insert

from extractor.outcome import Failure, Outcome, Status
from extractor.store import claims, writing
from extractor.store.source import Settings, Source, hold
from extractor.store.store import Store
from extractor.store.tables import files, jobs, requests, tasks
from extractor.store.upsert import insert

FOLDER = "televersement"
"""What stands before the names of uploads in `documents.path`."""


class State(StrEnum):
    """Where a task stands; of a job, where its tasks stand together."""

    QUEUED = "queued"
    RUNNING = "running"
    SUCCEEDED = "succeeded"
    FAILED = "failed"
    CANCELLED = "cancelled"


OPEN = (State.QUEUED.value, State.RUNNING.value)


class Upload(NamedTuple):
    """A file that was received and stands in the folder of files."""

    content_hash: str
    size: int
    nom: str
    """As its sender calls it, without folders; only ever shown."""


class Task(NamedTuple):
    """One document to read for one job."""

    job: str
    ordre: int
    content_hash: str
    nom: str
    state: State
    force: bool
    attempts: int
    """How often a worker has taken it."""
    status: Status | None
    failure: Failure | None
    message: str
    pages: int
    page: int
    """The last one that was begun, while it is being read."""
    seconds: float
    ended_at: datetime | None


class Job(NamedTuple):
    """What one request has asked for."""

    id: str
    client: str
    created_at: datetime
    tasks: tuple[Task, ...]
    ahead: int
    """Tasks of other jobs that are read before."""

    @property
    def state(self) -> State:
        """Of its tasks together; one that failed makes it `failed`."""
        states = {task.state for task in self.tasks}
        if states & {State.QUEUED, State.RUNNING}:
            return State.QUEUED if states == {State.QUEUED} else State.RUNNING
        if states == {State.CANCELLED}:
            return State.CANCELLED
        return State.FAILED if State.FAILED in states else State.SUCCEEDED


class Order(NamedTuple):
    """A job to be made."""

    id: str
    client: str
    uploads: Sequence[Upload]
    at: datetime
    key: str | None = None
    """Under which the client repeats the request."""
    force: bool = False
    """Read what has been read before."""


class QueueFull(Exception):
    """More tasks wait than may."""

    def __init__(self, waiting: int) -> None:
        super().__init__(waiting)
        self.waiting = waiting


class KeyReused(Exception):
    """The key of an earlier request came with other files."""


def enqueue(store: Store, order: Order, most: int) -> tuple[str, bool]:
    """Make a job, and return its id and whether it is that of an earlier request.

    Raises `QueueFull` when more than `most` tasks would wait, `KeyReused`.
    """
    with store.writing() as connection:
        if order.key is not None:
            earlier = _earlier(connection, order)
            if earlier is not None:
                return earlier, True
        waiting = _count_open(connection)
        if waiting + len(order.uploads) > most:
            raise QueueFull(waiting)
        _insert(connection, order)
    return order.id, False


def _earlier(connection: Connection, order: Order) -> str | None:
    """The job of an earlier request with this key."""
    if connection.dialect.name == "postgresql":
        key = int.from_bytes(sha256(f"{order.client}\n{order.key}".encode()).digest()[:8])
        lock = func.pg_advisory_xact_lock(key - (1 << 63))
        connection.execute(select(lock))
    mine = and_(requests.c.client == order.client, requests.c.cle == order.key)
    found = connection.execute(select(requests.c.job, requests.c.fingerprint).where(mine))
    row = found.one_or_none()
    if row is not None and row.fingerprint != _fingerprint(order):
        raise KeyReused
    return row.job if row else None


def _fingerprint(order: Order) -> str:
    lines = (f"{upload.content_hash} {upload.nom}" for upload in order.uploads)
    return sha256("\n".join(lines).encode()).hexdigest()


def _count_open(connection: Connection) -> int:
    query = select(func.count()).select_from(tasks).where(tasks.c.state.in_(OPEN))
    return connection.scalar(query) or 0


def _insert(connection: Connection, order: Order) -> None:
    connection.execute(
        plain_insert(jobs).values(id=order.id, client=order.client, created_at=order.at)
    )
    for upload in order.uploads:
        row = {**upload._asdict(), "nom": hold(upload.nom), "received_at": order.at}
        statement = insert(connection, files).values(row)
        connection.execute(statement.on_conflict_do_nothing(index_elements=["content_hash"]))
    fresh = {"state": State.QUEUED.value, "queued": claims.now_of(connection), "attempts": 0}
    fresh |= {"message": "", "pages": 0, "page": 0, "seconds": 0.0, "force": order.force}
    rows = [
        {
            "job": order.id,
            "ordre": ordre,
            "content_hash": upload.content_hash,
            "nom": hold(upload.nom),
            **fresh,
        }
        for ordre, upload in enumerate(order.uploads)
    ]
    connection.execute(plain_insert(tasks), rows)
    if order.key is not None:
        connection.execute(
            plain_insert(requests).values(
                client=order.client,
                cle=order.key,
                fingerprint=_fingerprint(order),
                job=order.id,
                created_at=order.at,
            )
        )


def read_job(store: Store, job: str) -> Job | None:
    """Return a job with its tasks, or None."""
    with store.reading() as connection:
        row = connection.execute(select(jobs).where(jobs.c.id == job)).one_or_none()
        if row is None:
            return None
        mine = connection.execute(_tasks().where(tasks.c.job == job).order_by(tasks.c.ordre))
        found = tuple(_task(one._asdict()) for one in mine)
        first = select(func.min(tasks.c.queued)).where(
            tasks.c.job == job, tasks.c.state == State.QUEUED.value
        )
        queued = connection.scalar(first)
        before = select(func.count()).where(
            tasks.c.state.in_(OPEN), tasks.c.job != job, tasks.c.queued < (queued or 0.0)
        )
        ahead = connection.scalar(before) or 0
    return Job(row.id, row.client, row.created_at, found, ahead)


def _tasks() -> Select[tuple[object, ...]]:
    return select(*(tasks.c[name] for name in Task._fields))


def _task(row: dict[str, object]) -> Task:
    states = {
        "state": State(str(row["state"])),
        "status": Status(str(row["status"])) if row["status"] else None,
        "failure": Failure(str(row["failure"])) if row["failure"] else None,
    }
    return Task(**row | states)  # type: ignore[arg-type]


def cancel(store: Store, job: str) -> int:
    """End what is not read yet of a job: how many tasks. What is being read is not kept."""
    with store.writing() as connection:
        done = connection.execute(
            update(tasks)
            .where(tasks.c.job == job, tasks.c.state.in_(OPEN))
            .values(state=State.CANCELLED.value, owner=None, expires=None, ended_at=_utc())
        )
        return done.rowcount


def take(store: Store, owner: str, seconds: float) -> Task | None:
    """Take the oldest task that waits, for `seconds`; None where none waits.

    A content that is being read for another job is left for later: it will be known then.
    """
    with store.reading() as connection:  # who only looks takes no lock
        waits = select(tasks.c.job).where(tasks.c.state == State.QUEUED.value).limit(1)
        if connection.scalar(waits) is None:
            return None
    with store.writing() as connection:
        read = tasks.alias()
        being_read = select(read.c.content_hash).where(read.c.state == State.RUNNING.value)
        row = connection.execute(
            _tasks()
            .where(
                tasks.c.state == State.QUEUED.value,
                tasks.c.content_hash.not_in(being_read),
            )
            .order_by(tasks.c.queued, tasks.c.job, tasks.c.ordre)
            .limit(1)
            .with_for_update(of=tasks, skip_locked=True)
        ).one_or_none()
        if row is None:
            return None
        task = _task(row._asdict())
        connection.execute(
            update(tasks)
            .where(tasks.c.job == task.job, tasks.c.ordre == task.ordre)
            .where(tasks.c.state == State.QUEUED.value)
            .values(
                state=State.RUNNING.value,
                owner=owner,
                expires=claims.now_of(connection) + seconds,
                attempts=task.attempts + 1,
            )
        )
        return task._replace(state=State.RUNNING, attempts=task.attempts + 1)


def renew(store: Store, owner: str, seconds: float) -> frozenset[tuple[str, int]]:
    """Hold what a worker reads for `seconds` more: the tasks that are still its own."""
    mine = and_(tasks.c.owner == owner, tasks.c.state == State.RUNNING.value)
    with store.writing() as connection:
        until = claims.now_of(connection) + seconds
        connection.execute(update(tasks).where(mine).values(expires=until))
        rows = connection.execute(select(tasks.c.job, tasks.c.ordre).where(mine))
        return frozenset((row.job, row.ordre) for row in rows)


def tell(store: Store, owner: str, came: Mapping[tuple[str, int], tuple[int, int]]) -> None:
    """Note how far the tasks of a worker have come: (job, ordre) → (page, of how many)."""
    with store.writing() as connection:
        for (job, ordre), (page, pages) in came.items():
            connection.execute(
                update(tasks)
                .where(tasks.c.job == job, tasks.c.ordre == ordre)
                .where(tasks.c.owner == owner, tasks.c.state == State.RUNNING.value)
                .values(page=page, pages=pages)
            )


def give_back(store: Store, owner: str) -> int:
    """Let others read what a worker reads: it ends. How many tasks; none of them counts a try."""
    mine = and_(tasks.c.owner == owner, tasks.c.state == State.RUNNING.value)
    with store.writing() as connection:
        back = _back_in_queue() | {"attempts": tasks.c.attempts - 1}
        return connection.execute(update(tasks).where(mine).values(back)).rowcount


def recover(store: Store) -> int:
    """Let others read what dead and silent workers held: how many tasks."""
    running = tasks.c.state == State.RUNNING.value
    with store.reading() as connection:
        now = claims.now_of(connection)
        rows = connection.execute(select(tasks.c.owner, tasks.c.expires).where(running)).all()
        dead = {row.owner for row in rows if row.owner and claims.is_dead(row.owner)}
        if not dead and all((row.expires or 0) > now for row in rows):
            return 0
    with store.writing() as connection:
        lost = or_(tasks.c.owner.in_(dead), tasks.c.expires <= claims.now_of(connection))
        statement = update(tasks).where(running, lost).values(_back_in_queue())
        return connection.execute(statement).rowcount


def _back_in_queue() -> dict[str, object]:
    return {"state": State.QUEUED.value, "owner": None, "expires": None, "pages": 0, "page": 0}


def source_of(store: Store, task: Task) -> Source:
    """Under which name the store knows the file of a task: that of its first upload."""
    with store.reading() as connection:
        query = select(files.c.nom, files.c.size).where(files.c.content_hash == task.content_hash)
        row = connection.execute(query).one_or_none()
    nom, size = (row.nom, row.size) if row else (task.nom, None)
    return Source(f"{FOLDER}/{task.content_hash}/{nom}", task.content_hash, size)


def save(
    store: Store, task: Task, owner: str, source: Source, settings: Settings, outcome: Outcome
) -> bool:
    """Write an outcome and end its task, in one transaction; False when it is not ours any more."""
    with store.writing() as connection:
        ours = _end(connection, task, owner, outcome)
        if ours:
            writing.save(connection, source, settings, outcome, _utc())
        return ours


def settle(store: Store, task: Task, owner: str, known: Outcome) -> bool:
    """End a task whose content the store knows already."""
    with store.writing() as connection:
        return _end(connection, task, owner, known)


def _end(connection: Connection, task: Task, owner: str, outcome: Outcome) -> bool:
    failed = outcome.status is Status.FAILED
    done = connection.execute(
        update(tasks)
        .where(tasks.c.job == task.job, tasks.c.ordre == task.ordre)
        .where(tasks.c.owner == owner, tasks.c.state == State.RUNNING.value)
        .values(
            state=(State.FAILED if failed else State.SUCCEEDED).value,
            owner=None,
            expires=None,
            status=outcome.status.value,
            failure=outcome.failure and outcome.failure.value,
            message=hold(outcome.message),
            pages=outcome.pages,
            page=0,
            seconds=outcome.seconds,
            ended_at=_utc(),
        )
    )
    return done.rowcount > 0


def count_tasks(store: Store) -> dict[State, int]:
    """How many tasks stand where; every state is there."""
    with store.reading() as connection:
        rows = connection.execute(
            select(tasks.c.state, func.count().label("n")).group_by(tasks.c.state)
        )
        found = {row.state: row.n for row in rows}
    return {state: found.get(state.value, 0) for state in State}


def count_open(store: Store, client: str | None = None) -> int:
    """How many tasks are not read yet, of all clients or of one."""
    query = select(func.count()).select_from(tasks).where(tasks.c.state.in_(OPEN))
    if client is not None:
        query = query.join(jobs, jobs.c.id == tasks.c.job).where(jobs.c.client == client)
    with store.reading() as connection:
        return connection.scalar(query) or 0


def mean_seconds(store: Store, last: int = 50) -> float | None:
    """How long reading took on average, of the last tasks; None before the first."""
    recent = (
        select(tasks.c.seconds)
        .where(tasks.c.ended_at.is_not(None), tasks.c.seconds > 0)
        .order_by(tasks.c.ended_at.desc())
        .limit(last)
        .subquery()
    )
    with store.reading() as connection:
        mean = connection.scalar(select(func.avg(recent.c.seconds)))
    return float(mean) if mean is not None else None


def forget(store: Store, jobs_before: datetime, keys_before: datetime) -> None:
    """Delete old jobs that have ended, and keys of old requests."""
    still = select(tasks.c.job).where(tasks.c.state.in_(OPEN))
    with store.writing() as connection:
        connection.execute(delete(requests).where(requests.c.created_at < keys_before))
        connection.execute(
            delete(jobs).where(jobs.c.created_at < jobs_before, jobs.c.id.not_in(still))
        )


def _utc() -> datetime:
    return datetime.now(UTC)
