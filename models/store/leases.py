"""The night's jobs, written: who works on what, until when, and under which fencing token."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, delete, or_, select, update

from models.store.statements import insert_for
from models.store.tables import job, source_pause

RUNNING = "running"
AHEAD = timedelta(hours=1)
"""No lease lasts so long: one that ends later was taken under a clock that was ahead, and nobody renews it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class JobKey:
    """What makes two requests the same piece of work."""

    kind: str
    """``crawl``, ``extra`` (a part of a source, or a trial) or ``settle``."""
    subject: str
    """The source; empty for the work on the whole night."""
    day: date
    """The business date, in Brussels."""


@dataclass(frozen=True, kw_only=True, slots=True)
class StoredJob:
    """One piece of work as the ledger has it."""

    key: JobKey
    attempt: int
    state: str
    """``running``, ``done``, ``failed``, ``cancelled``, ``skipped`` or ``missed``."""
    token: int
    holder: str
    asked_by: str
    started_at: datetime
    expires_at: datetime
    run_id: str | None = None
    detail: str | None = None
    wish: str | None = None
    """``cancel`` when an operator has asked the holder to stop."""
    ended_at: datetime | None = None

    def is_held(self, at: datetime) -> bool:
        """Say whether somebody works on it, and lives."""
        return self.state == RUNNING and at < self.expires_at <= at + AHEAD

    def is_abandoned(self, at: datetime) -> bool:
        """Say whether it was never ended and its holder has fallen silent."""
        return self.state == RUNNING and not self.is_held(at)


class Leases:
    """Jobs under a key that exists once; a holder that falls silent loses its job to the next one."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def latest(self, key: JobKey) -> StoredJob | None:
        """Return the last attempt at a job."""
        row = self._connection.execute(_of(key).order_by(job.c.attempt.desc()).limit(1)).first()
        return None if row is None else _from(row)

    def jobs(self, *, since: date) -> list[StoredJob]:
        """Return the jobs of ``since`` and later, newest first."""
        statement = select(job).where(job.c.business_date >= since).order_by(job.c.started_at.desc(), job.c.subject)
        return [_from(row) for row in self._connection.execute(statement)]

    def job_of_run(self, run_id: str) -> StoredJob | None:
        """Return the job that started a run."""
        row = self._connection.execute(select(job).where(job.c.run_id == run_id).limit(1)).first()
        return None if row is None else _from(row)

    def running(self) -> list[StoredJob]:
        """Return the jobs that somebody holds."""
        statement = select(job).where(job.c.state == RUNNING).order_by(job.c.started_at)
        return [_from(row) for row in self._connection.execute(statement)]

    def add(self, item: StoredJob) -> bool:
        """Enter a job; ``False`` when somebody was faster or the same subject is being worked on already."""
        values = {
            **_key(item.key),
            "attempt": item.attempt,
            "state": item.state,
            "token": item.token,
            "holder": item.holder,
            "asked_by": item.asked_by,
            "detail": item.detail,
            "started_at": item.started_at,
            "heartbeat_at": item.started_at,
            "expires_at": item.expires_at,
            "ended_at": item.ended_at,
        }
        statement = insert_for(self._connection, job).values(values).on_conflict_do_nothing()
        return self._connection.execute(statement.returning(job.c.token)).first() is not None

    def take_over(self, stale: StoredJob, *, holder: str, at: datetime, until: datetime) -> bool:
        """Take a job from a holder that fell silent, under the next token; ``False`` when somebody was faster."""
        return self._change(stale, _is_silent(at), token=stale.token + 1, holder=holder, **_alive(at, until))

    def fail_stale(self, subject: str, at: datetime) -> int:
        """Give up the jobs of a subject whose holder fell silent, so that another can begin; return how many."""
        statement = (
            update(job)
            .where(job.c.subject == subject, job.c.state == RUNNING, _is_silent(at))
            .values(state="failed", token=job.c.token + 1, ended_at=at, detail="the process that held it vanished")
        )
        return self._connection.execute(statement).rowcount

    def beat(self, held: StoredJob, *, at: datetime, until: datetime) -> bool:
        """Say that the holder lives; ``False`` when the job is no longer its own."""
        return self._change(held, **_alive(at, until))

    def name_run(self, held: StoredJob, run_id: str) -> bool:
        """Note the run that the job started."""
        return self._change(held, run_id=run_id)

    def finish(self, held: StoredJob, state: str, *, detail: str | None, at: datetime) -> bool:
        """End a job; ``False`` when it is no longer the holder's."""
        return self._change(held, state=state, detail=detail, ended_at=at)

    def holds(self, held: StoredJob) -> bool:
        """Say whether ``held`` is still the holder's, and keep it so until this transaction ends."""
        statement = select(job.c.token).where(*_is(held)).with_for_update(read=True)
        return self._connection.execute(statement).first() is not None

    def wish(self, subject: str, wish: str) -> int:
        """Ask whoever works on a subject to do something; return how many jobs that reached."""
        statement = update(job).where(job.c.subject == subject, job.c.state == RUNNING)
        return self._connection.execute(statement.values(wish=wish)).rowcount

    def wished(self, held: StoredJob) -> str | None:
        """Return what an operator asked of the holder."""
        return self._connection.execute(select(job.c.wish).where(*_is(held))).scalar()

    def pause(self, name: str, *, reason: str, by: str, at: datetime) -> None:
        """Keep a source from being crawled until it is resumed."""
        values = {"source": name, "reason": reason, "author": by, "at": at}
        statement = insert_for(self._connection, source_pause).values(values)
        self._connection.execute(statement.on_conflict_do_update(index_elements=["source"], set_=values))

    def resume(self, name: str) -> bool:
        """Let a paused source be crawled again; ``False`` when it was not paused."""
        return self._connection.execute(delete(source_pause).where(source_pause.c.source == name)).rowcount == 1

    def paused(self) -> dict[str, str]:
        """Return paused source → reason."""
        rows = self._connection.execute(select(source_pause).order_by(source_pause.c.source))
        return {row.source: f"{row.reason} ({row.author})" for row in rows}

    def _change(self, held: StoredJob, *conditions: Any, **values: Any) -> bool:
        return self._connection.execute(update(job).where(*_is(held), *conditions).values(values)).rowcount == 1


def _key(key: JobKey) -> dict[str, Any]:
    return {"kind": key.kind, "subject": key.subject, "business_date": key.day}


def _of(key: JobKey) -> Any:
    return select(job).where(*(job.c[name] == value for name, value in _key(key).items()))


def _is(held: StoredJob) -> Sequence[Any]:
    return (
        *(job.c[name] == value for name, value in _key(held.key).items()),
        job.c.attempt == held.attempt,
        job.c.token == held.token,
        job.c.state == RUNNING,
    )


def _is_silent(at: datetime) -> ColumnElement[bool]:
    return or_(job.c.expires_at <= at, job.c.expires_at > at + AHEAD)


def _alive(at: datetime, until: datetime) -> dict[str, datetime]:
    return {"heartbeat_at": at, "expires_at": until}


def _from(row: Row[Any]) -> StoredJob:
    return StoredJob(
        key=JobKey(kind=row.kind, subject=row.subject, day=row.business_date),
        **{name: getattr(row, name) for name in StoredJob.__dataclass_fields__ if name != "key"},
    )
