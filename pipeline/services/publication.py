"""The night summed up once all sources are in: what is live, what is held at yesterday's data, in figures."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Engine

from models.store.desk import Desk, PublicationRow
from models.store.engine import writing
from pipeline.search.morning import Morning


def publish(engine: Engine, night: Morning, *, by: str, now: datetime) -> PublicationRow:
    """Keep the verdict of a night. What is held was never read, so everything in the tables is live."""
    row = PublicationRow(
        business_date=night.day,
        state=night.verdict,
        held=[trouble.source for trouble in night.troubles if trouble.state == "held"],
        figures={**night.figures, "sources": night.sources, "good": night.good},
        author=by,
        at=now,
    )
    with writing(engine) as connection:
        Desk(connection).publish(row)
    return row


def published_on(engine: Engine, day: date) -> PublicationRow | None:
    """Return the sum of a night; None when it was never settled."""
    with writing(engine) as connection:
        return Desk(connection).publication(day)
