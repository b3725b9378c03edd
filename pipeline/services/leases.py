"""One piece of work, one holder: whoever asks, however often, and whatever falls asleep and wakes up again.

A lease lasts `LEASE` and is renewed every `HEARTBEAT`. A holder that falls silent loses it to the next one, who works
under a higher token. Every transaction of a holder goes through `fenced`, which looks at the token before it commits.
"""

from __future__ import annotations

import logging
import os
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from threading import Event, Thread

from sqlalchemy import Connection, Engine, event
from sqlalchemy.exc import SQLAlchemyError

from models.store.engine import reading, writing
from models.store.errors import DatabaseError
from models.store.leases import RUNNING, JobKey, Leases, StoredJob

log = logging.getLogger("belfry.leases")

LEASE = timedelta(seconds=90)
HEARTBEAT = timedelta(seconds=20)

CRAWL, EXTRA, SETTLE = "crawl", "extra", "settle"
"""Kinds of work: a source's turn; a part of it, which is no substitute; what follows when all sources are in."""


class LeaseLostError(RuntimeError):
    """The work belongs to somebody else by now; nothing of this transaction was written."""


def this_process() -> str:
    """Return a name for the calling process: host and process id."""
    return f"{socket.gethostname()}:{os.getpid()}"


def claim(
    engine: Engine,
    key: JobKey,
    *,
    by: str,
    now: datetime,
    holder: str | None = None,
    again: bool = False,
    lease: timedelta = LEASE,
) -> StoredJob | None:
    """Return the job if it is now the caller's to do; None when it is done, or somebody is doing it.

    A job whose holder fell silent is taken over. ``again`` starts a further attempt at one that has ended: an
    operator's decision, never a timetable's.
    """
    holder = holder or this_process()
    with writing(engine) as connection:
        leases = Leases(connection)
        before = leases.latest(key)
        if before is not None and before.state == RUNNING:
            taken = leases.take_over(before, holder=holder, at=now, until=now + lease)
            return replace(before, token=before.token + 1, holder=holder) if taken else None
        if before is not None and not again:
            return None
        leases.fail_stale(key.subject, now)
        fresh = StoredJob(
            key=key,
            attempt=before.attempt + 1 if before else 1,
            state=RUNNING,
            token=1,
            holder=holder,
            asked_by=by,
            started_at=now,
            expires_at=now + lease,
        )
        return fresh if leases.add(fresh) else None


def standing_in_the_way(engine: Engine, key: JobKey) -> StoredJob | None:
    """Return the job because of which `claim` gave nothing: one on the same subject under way, else the one done."""
    with reading(engine) as connection:
        leases = Leases(connection)
        running = next((item for item in leases.running() if item.key.subject == key.subject), None)
        return running or leases.latest(key)


def fenced(engine: Engine, held: StoredJob) -> Engine:
    """Return an engine whose every commit first makes sure that ``held`` is still the caller's.

    A commit after the lease went to somebody else raises `LeaseLostError` and keeps nothing.
    """
    guarded = engine.execution_options()

    @event.listens_for(guarded, "commit")
    def _check(connection: Connection) -> None:
        if not Leases(connection).holds(held):
            raise LeaseLostError(f"{held.key.kind} {held.key.subject} of {held.key.day} is no longer ours")

    return guarded


def wished(engine: Engine, held: StoredJob) -> str | None:
    """Return what an operator asked the holder to do: ``cancel`` or nothing."""
    with reading(engine) as connection:
        return Leases(connection).wished(held)


@contextmanager
def kept_alive(
    engine: Engine,
    held: StoredJob,
    *,
    clock: Callable[[], datetime],
    lease: timedelta = LEASE,
    every: timedelta = HEARTBEAT,
) -> Iterator[Event]:
    """Renew the lease while the block runs; the event that it yields is set when the work must stop.

    It stops when the lease was lost, when it could not be renewed while it lasted, or when an operator asked for it.
    """
    must_stop, over = Event(), Event()

    def beat() -> None:
        lasts_until = clock() + lease
        while not over.wait(every.total_seconds()):
            at = clock()
            try:
                with writing(engine) as connection:
                    leases = Leases(connection)
                    if not leases.beat(held, at=at, until=at + lease) or leases.wished(held) == "cancel":
                        must_stop.set()
                lasts_until = at + lease
            except (DatabaseError, SQLAlchemyError) as error:
                log.warning("the lease of %s was not renewed: %s", held.key.subject, error)
                if at >= lasts_until:
                    must_stop.set()

    thread = Thread(target=beat, name=f"heartbeat {held.key.subject}", daemon=True)
    thread.start()
    try:
        yield must_stop
    finally:
        over.set()
        thread.join()


def finish(engine: Engine, held: StoredJob, state: str, *, now: datetime, detail: str | None = None) -> bool:
    """End the work as ``done``, ``failed``, ``cancelled`` or ``skipped``; False when it is no longer the caller's."""
    with writing(engine) as connection:
        return Leases(connection).finish(held, state, detail=detail, at=now)


def name_run(engine: Engine, held: StoredJob, run_id: str) -> bool:
    """Note the run that the work started; False when it is no longer the caller's."""
    with writing(engine) as connection:
        return Leases(connection).name_run(held, run_id)


def record_missed(engine: Engine, key: JobKey, *, now: datetime, detail: str) -> bool:
    """Note that a night's work was never begun; False when the ledger knows the job already."""
    with writing(engine) as connection:
        missed = StoredJob(
            key=key,
            attempt=1,
            state="missed",
            token=0,
            holder="",
            asked_by="timetable",
            started_at=now,
            expires_at=now,
            ended_at=now,
            detail=detail,
        )
        return Leases(connection).add(missed)
