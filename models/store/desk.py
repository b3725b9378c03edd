"""What the operator's desk keeps, and small questions that it asks of the other tables."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Table, func, select, update

from models.store.statements import insert_for
from models.store.tables import alert, audit, event, posting, publication, run, source_health, vacancy
from models.vocabulary import Outcome, PostingStatus


@dataclass(frozen=True, kw_only=True, slots=True)
class AuditLine:
    """One act of a person or of the timetable."""

    id: int
    at: datetime
    author: str
    action: str
    subject: str
    before: Any
    after: Any


def runs_still_quoted(connection: Connection) -> dict[str, int]:
    """Return ingested run → open postings whose words it fetched."""
    fetched_by = posting.c.record["run_id"].as_string()
    statement = (
        select(fetched_by, func.count()).where(posting.c.status == PostingStatus.ACTIVE.value).group_by(fetched_by)
    )
    counts = {row[0]: row[1] for row in connection.execute(statement)}
    ingested = connection.execute(select(run.c.run_id).where(run.c.ingested_at.is_not(None))).scalars()
    return {run_id: counts.get(run_id, 0) for run_id in ingested}


class Audit:
    """Who did what, with before and after; nothing here is ever changed."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def enter(self, action: str, subject: str, *, by: str, at: datetime, before: Any = None, after: Any = None) -> int:
        """Add a line and return its number."""
        values = {"at": at, "author": by, "action": action, "subject": subject, "before": before, "after": after}
        done = self._connection.execute(audit.insert().values(values))
        assert done.inserted_primary_key is not None
        return int(done.inserted_primary_key[0])

    def lines(self, *, limit: int = 200) -> list[AuditLine]:
        """Return the newest lines, newest first."""
        statement = select(audit).order_by(audit.c.id.desc()).limit(limit)
        return [AuditLine(**row) for row in self._connection.execute(statement).mappings()]

    def line(self, number: int) -> AuditLine | None:
        """Return one line."""
        row = self._connection.execute(select(audit).where(audit.c.id == number)).mappings().first()
        return None if row is None else AuditLine(**row)

    def undone(self) -> set[int]:
        """Return the numbers of the lines that were taken back."""
        statement = select(audit.c.subject).where(audit.c.action == "undo")
        return {int(number) for number in self._connection.execute(statement).scalars()}

    def standing(self, action: str) -> list[AuditLine]:
        """Return the lines of ``action`` that were not taken back, newest first."""
        statement = select(audit).where(audit.c.action == action).order_by(audit.c.id.desc())
        undone = self.undone()
        lines = [AuditLine(**row) for row in self._connection.execute(statement).mappings()]
        return [line for line in lines if line.id not in undone]


@dataclass(frozen=True, kw_only=True, slots=True)
class HealthRow:
    """One source, one night."""

    source: str
    business_date: date
    state: str
    """``good``, ``warn``, ``bad`` or ``held``."""
    cause: str
    field: str | None
    detail: str
    since: date
    """First night of this cause in a row."""
    affected: int
    checks: list[dict[str, Any]]
    coverage: dict[str, dict[str, int]]
    run_id: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class PublicationRow:
    """One night, summed up."""

    business_date: date
    state: str
    """``yes`` everything, ``part`` some sources held, ``no`` nothing can be trusted."""
    held: list[str]
    figures: dict[str, Any]
    author: str
    at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class AlertRow:
    """Something that a person was told, until it was over."""

    id: int
    source: str
    cause: str
    detail: str
    opened_at: datetime
    closed_at: datetime | None
    told: dict[str, str]


class Desk:
    """Health, nights and alerts."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def keep_health(self, row: HealthRow) -> None:
        """Keep one source's night in place of what was known of it."""
        self._put(source_health, ["source", "business_date"], asdict(row))

    def health(self, name: str, *, before: date) -> HealthRow | None:
        """Return the source's last night before ``before``."""
        statement = (
            select(source_health)
            .where(source_health.c.source == name, source_health.c.business_date < before)
            .order_by(source_health.c.business_date.desc())
        )
        row = self._connection.execute(statement.limit(1)).mappings().first()
        return None if row is None else HealthRow(**row)

    def good_nights(self, name: str, *, before: date, limit: int) -> list[HealthRow]:
        """Return the source's last good nights before ``before``, newest first."""
        good = (source_health.c.source == name, source_health.c.state == "good")
        statement = select(source_health).where(*good, source_health.c.business_date < before)
        ordered = statement.order_by(source_health.c.business_date.desc()).limit(limit)
        return [HealthRow(**row) for row in self._connection.execute(ordered).mappings()]

    def nights(self, *, since: date) -> list[HealthRow]:
        """Return all sources' nights from ``since`` on, by source and date."""
        statement = select(source_health).where(source_health.c.business_date >= since)
        ordered = statement.order_by(source_health.c.source, source_health.c.business_date)
        return [HealthRow(**row) for row in self._connection.execute(ordered).mappings()]

    def health_of_run(self, run_id: str) -> HealthRow | None:
        """Return what was found about one run."""
        row = self._connection.execute(select(source_health).where(source_health.c.run_id == run_id)).mappings().first()
        return None if row is None else HealthRow(**row)

    def last_good_run(self, name: str, *, before: datetime) -> datetime | None:
        """Return when the source's last believed run before ``before`` began."""
        good = run.c.outcome.in_([Outcome.COMPLETE.value, Outcome.EMPTY_CONFIRMED.value])
        statement = select(run.c.started_at).where(run.c.source == name, good, run.c.started_at < before)
        return self._connection.execute(statement.order_by(run.c.started_at.desc()).limit(1)).scalar()

    def open_postings(self) -> dict[str, int]:
        """Return source → open ads."""
        statement = (
            select(posting.c.source, func.count())
            .where(posting.c.status == PostingStatus.ACTIVE.value)
            .group_by(posting.c.source)
        )
        return {row[0]: row[1] for row in self._connection.execute(statement)}

    def events(self, since: datetime) -> dict[str, int]:
        """Return kind of event → how many since ``since``, and ``new`` vacancies first seen since then."""
        statement = select(event.c.kind, func.count()).where(event.c.at >= since).group_by(event.c.kind)
        counts = {row[0]: row[1] for row in self._connection.execute(statement)}
        fresh = select(func.count()).select_from(vacancy).where(vacancy.c.first_seen >= since, vacancy.c.postings > 0)
        active = select(func.count()).select_from(vacancy).where(vacancy.c.status == "active")
        counts["new"] = self._connection.execute(fresh).scalar_one()
        counts["active"] = self._connection.execute(active).scalar_one()
        return counts

    def publish(self, row: PublicationRow) -> None:
        """Keep the sum of a night in place of an earlier one."""
        self._put(publication, ["business_date"], asdict(row))

    def publication(self, day: date | None = None) -> PublicationRow | None:
        """Return the sum of ``day``, or the latest."""
        statement = select(publication).order_by(publication.c.business_date.desc()).limit(1)
        if day is not None:
            statement = statement.where(publication.c.business_date == day)
        row = self._connection.execute(statement).mappings().first()
        return None if row is None else PublicationRow(**row)

    def publication_before(self, day: date) -> PublicationRow | None:
        """Return the sum of the last night before ``day``."""
        earlier = select(publication).where(publication.c.business_date < day)
        row = self._connection.execute(earlier.order_by(publication.c.business_date.desc()).limit(1)).mappings().first()
        return None if row is None else PublicationRow(**row)

    def open_alerts(self) -> list[AlertRow]:
        """Return what is still wrong, the oldest first."""
        statement = select(alert).where(alert.c.closed_at.is_(None)).order_by(alert.c.opened_at, alert.c.id)
        return [AlertRow(**row) for row in self._connection.execute(statement).mappings()]

    def alerts(self, *, limit: int) -> list[AlertRow]:
        """Return the newest alerts, over or not, newest first."""
        statement = select(alert).order_by(alert.c.id.desc()).limit(limit)
        return [AlertRow(**row) for row in self._connection.execute(statement).mappings()]

    def open_alert(self, name: str, cause: str, detail: str, *, at: datetime) -> int:
        """Enter something that a person must be told; return its number."""
        values = {"source": name, "cause": cause, "detail": detail, "opened_at": at, "told": {}}
        return int(self._connection.execute(alert.insert().values(values).returning(alert.c.id)).scalar_one())

    def close_alert(self, number: int, *, at: datetime) -> None:
        """Note that it is over."""
        self._connection.execute(update(alert).where(alert.c.id == number).values(closed_at=at))

    def told(self, number: int, told: dict[str, str]) -> None:
        """Note by which ways a person was told, and what came of it."""
        self._connection.execute(update(alert).where(alert.c.id == number).values(told=told))

    def _put(self, table: Table, keys: list[str], values: dict[str, Any]) -> None:
        statement = insert_for(self._connection, table).values(values)
        self._connection.execute(statement.on_conflict_do_update(index_elements=keys, set_=values))
