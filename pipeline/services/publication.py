"""The night summed up once all sources are in: what is live, what is held at yesterday's data, in figures."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy import Engine

from models.store.desk import Desk, PublicationRow
from models.store.engine import reading, writing
from pipeline.search.morning import Morning
from pipeline.search.moved import Number, moved


def publish(
    engine: Engine, night: Morning, *, by: str, now: datetime, numbers: Mapping[str, Number] | None = None
) -> PublicationRow:
    """Keep the verdict of a night, with its ``numbers`` and which of them moved since the night before.

    What is held was never read, so everything in the tables is live.
    """
    numbers = numbers or {}
    with reading(engine) as connection:
        earlier = Desk(connection).publication_before(night.day)
    before = earlier.figures.get("numbers", {}) if earlier else {}
    moves = moved({name: Number.from_json(number) for name, number in before.items()}, numbers)
    row = PublicationRow(
        business_date=night.day,
        state=night.verdict,
        held=[trouble.source for trouble in night.troubles if trouble.state == "held"],
        figures={
            **night.figures,
            "sources": night.sources,
            "good": night.good,
            "numbers": {name: number.to_json() for name, number in numbers.items()},
            "moved": [move.to_json() for move in moves] if before and numbers else None,
        },
        author=by,
        at=now,
    )
    with writing(engine) as connection:
        Desk(connection).publish(row)
    return row


def published_on(engine: Engine, day: date) -> PublicationRow | None:
    """Return the sum of a night; None when it was never settled."""
    with reading(engine) as connection:
        return Desk(connection).publication(day)
