"""An operator's word that a strange number is true: it is kept in the audit, and the number does not come back.

Two kinds of numbers are asked about in the morning: how many ads a board lists, and the figures of market pages that
moved. A board's number stands until the board lists a number that is odd beside it too.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Engine

from models.store.desk import Audit, AuditLine, Desk, HealthRow
from models.store.engine import reading
from models.store.unit_of_work import UnitOfWork
from pipeline.services.health_rules import Check, Level, worst

REAL_VOLUME, REAL_FIGURE = "volume is real", "figure is real"
"""The acts, as the audit names them."""


class NothingOddError(LookupError):
    """Nobody asked about that number."""


def call_volume_real(engine: Engine, source: str, day: date, *, by: str, now: datetime) -> int:
    """Keep that what the boards of ``source`` listed on ``day`` is true, however odd; return how many boards.

    The health of that day is set right at once. Raises `NothingOddError` when no number of that day is odd.
    """
    with UnitOfWork(engine) as unit:
        row = _health(unit.connection, source, day)
        odd = {check["board"] for check in row.checks if check["name"] == "volume"} if row else set()
        report = unit.runs.report(row.run_id) if row and row.run_id else None
        if row is None or report is None or not odd:
            raise NothingOddError(f"{source} listed no odd number on {day}")
        listed = {board["board"]: board["listed"] for board in report["boards"] if board["board"] in odd}
        Desk(unit.connection).keep_health(_without_volume(row))
        told = {"day": day.isoformat(), "listed": listed}
        unit.audit.enter(REAL_VOLUME, source, by=by, at=now, before=_to_json(row), after=told)
        unit.commit()
    return len(listed)


def doubt_volume(connection: Connection, line: AuditLine) -> None:
    """Put back the health that ``line`` set right; the number counts as odd again once the line is undone."""
    Desk(connection).keep_health(_from_json(line.before))


def call_figure_real(engine: Engine, name: str, *, by: str, now: datetime) -> int:
    """Keep that the figure called ``name``, which moved in the last settled night, is true; return its value.

    Raises `NothingOddError` when it did not move.
    """
    with UnitOfWork(engine) as unit:
        published = Desk(unit.connection).publication()
        moves = (published.figures.get("moved") or []) if published else []
        move = next((item for item in moves if item["name"] == name), None)
        if move is None:
            raise NothingOddError(f"{name!r} did not move in the last settled night")
        value = int(move["after"]["value"])
        unit.audit.enter(REAL_FIGURE, name, by=by, at=now, before=move["before"]["value"], after=value)
        unit.commit()
    return value


def real_volumes(connection: Connection, source: str) -> dict[str, int]:
    """Return board of ``source`` → the number that was last called real."""
    found: dict[str, int] = {}
    for line in reversed(Audit(connection).standing(REAL_VOLUME)):
        if line.subject == source:
            found.update(line.after["listed"])
    return found


def still_odd(engine: Engine, moves: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return those of the ``moves`` of a night that lead to no number that was called real."""
    with reading(engine) as connection:
        real = {(line.subject, line.after) for line in Audit(connection).standing(REAL_FIGURE)}
    return [move for move in moves if (move["name"], move["after"]["value"]) not in real]


def _health(connection: Connection, source: str, day: date) -> HealthRow | None:
    rows = Desk(connection).nights(since=day)
    return next((row for row in rows if (row.source, row.business_date) == (source, day)), None)


def _without_volume(row: HealthRow) -> HealthRow:
    checks = [Check.from_json(check) for check in row.checks if check["name"] != "volume"]
    check = worst(checks)
    same = check.cause == row.cause
    return replace(
        row,
        state="held" if any(item.holds for item in checks) else check.level,
        cause=check.cause,
        field=check.field,
        detail=f"{check.board}: {check.detail}" if check.board and check.detail else check.detail,
        since=row.since if same else row.business_date,
        affected=row.affected if check.level == Level.BAD.value else 0,
        checks=[item.to_json() for item in checks],
    )


def _to_json(row: HealthRow) -> dict[str, Any]:
    return {**asdict(row), "business_date": row.business_date.isoformat(), "since": row.since.isoformat()}


def _from_json(kept: Mapping[str, Any]) -> HealthRow:
    days = {name: date.fromisoformat(kept[name]) for name in ("business_date", "since")}
    return HealthRow(**{**kept, **days})
