"""The tables, read for the catalogue: everything once, then only what events and confirmations moved."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, func, or_, select

from models.run import SourceCard
from models.store.statements import chunks
from models.store.tables import counter, event, run, source, vacancy
from models.vocabulary import Outcome
from pipeline.market.columns import Row
from pipeline.market.moment import BRUSSELS, Moment
from pipeline.market.page import SourceHealth
from pipeline.search.rows import read_row

REMOVED = ("redacted", "not_published")
"""Reasons of closing after which nothing of a vacancy is shown any more, in no list and no figure."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Where the tables stand; equal marks mean that nothing the catalogue holds has changed."""

    sequence: int = 0
    confirmed: datetime | None = None
    ingested: datetime | None = None

    def moment(self, now: datetime) -> Moment:
        """Return the beginning of the hour, or when data came in since: no figure is older than what it counts."""
        hour = now.replace(minute=0, second=0, microsecond=0)
        return Moment(self.ingested if self.ingested is not None and hour < self.ingested <= now else hour)


def read_mark(connection: Connection) -> Mark:
    """Return where the tables stand now: three look-ups in indexes."""
    head = connection.execute(select(counter.c.value).where(counter.c.name == "event")).scalar()
    confirmed = connection.execute(select(func.max(vacancy.c.last_confirmed))).scalar()
    ingested = connection.execute(select(func.max(run.c.ingested_at))).scalar()
    return Mark(sequence=int(head or 0), confirmed=confirmed, ingested=ingested)


def read_all(connection: Connection) -> Iterator[Row]:
    """Yield every vacancy, oldest identifier first."""
    statement = _rows().order_by(vacancy.c.id).execution_options(yield_per=2000)
    for found in connection.execute(statement):
        yield _read(found)


def read_some(connection: Connection, ids: Collection[str]) -> list[Row]:
    """Return the vacancies with these identifiers; those that were merged away are missing."""
    rows: list[Row] = []
    for chunk in chunks(sorted(ids)):
        rows.extend(_read(found) for found in connection.execute(_rows().where(vacancy.c.id.in_(chunk))))
    return rows


def touched_after(connection: Connection, sequence: int) -> set[str]:
    """Return the vacancies that events after ``sequence`` are about, those a merge fed among them."""
    rows = connection.execute(select(event.c.vacancy_id).where(event.c.sequence > sequence))
    return {row[0] for row in rows}


def confirmations(connection: Connection, since: datetime) -> Iterator[tuple[str, datetime]]:
    """Yield (vacancy, last confirmed) of those confirmed since ``since``."""
    statement = select(vacancy.c.id, vacancy.c.last_confirmed).where(vacancy.c.last_confirmed >= since)
    for found in connection.execute(statement.execution_options(yield_per=5000)):
        yield found[0], found[1]


def read_cards(connection: Connection) -> dict[str, SourceCard]:
    """Return what is known of every source that ever landed."""
    return {
        card.name: card
        for row in connection.execute(select(source)).mappings()
        for card in [SourceCard.from_json(dict(row))]
    }


def read_health(connection: Connection) -> tuple[SourceHealth, ...]:
    """Return for every source since when it is read, and how its last run went."""
    good = [item.value for item in Outcome if item.is_whole]
    first = {
        row[0]: row[1]
        for row in connection.execute(
            select(run.c.source, func.min(run.c.started_at))
            .where(run.c.ingested_at.is_not(None), run.c.outcome.in_(good))
            .group_by(run.c.source)
        )
    }
    last = connection.execute(
        select(run.c.source, run.c.ended_at, run.c.outcome)
        .where(run.c.ingested_at.is_not(None))
        .order_by(run.c.started_at)
    )
    latest = {row.source: row for row in last}
    return tuple(
        SourceHealth(
            name=name,
            title=card.title,
            first_run=first[name].astimezone(BRUSSELS).date() if name in first else None,
            last_run=latest[name].ended_at if name in latest else None,
            good=name in latest and latest[name].outcome in good,
        )
        for name, card in sorted(read_cards(connection).items())
    )


def _rows() -> Select[Any]:
    changed = event.c.at.label("changed_at")
    columns = select(vacancy.c.id, vacancy.c.record, vacancy.c.last_confirmed, vacancy.c.closed_at, changed)
    told = columns.outerjoin_from(vacancy, event, event.c.sequence == vacancy.c.sequence)
    return told.where(vacancy.c.postings > 0, or_(vacancy.c.reason.is_(None), vacancy.c.reason.not_in(REMOVED)))


def _read(found: Any) -> Row:
    return read_row(
        found.id,
        found.record,
        last_confirmed=found.last_confirmed,
        closed_at=found.closed_at,
        changed_at=found.changed_at,
    )
