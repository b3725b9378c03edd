"""The run ledger, read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Engine, Row, func, select

from models.raw import PostingKey
from models.store.engine import reading
from models.store.tables import posting, run, vacancy
from models.vocabulary import PostingStatus, VacancyStatus

_COUNTS = ("listed", "fetched", "unchanged", "new", "changed", "reopened", "missing", "withdrawn", "held")


@dataclass(frozen=True, kw_only=True, slots=True)
class RunLine:
    """One run as the ledger shows it."""

    run_id: str
    source: str
    started_at: datetime
    ended_at: datetime
    outcome: str
    cause: str
    detail: str | None
    totals: Mapping[str, int] = field(default_factory=dict)
    """Count → sum over the boards of the run; ``declared`` only where every board declares a total."""
    report: Mapping[str, Any] = field(default_factory=dict)


def recent_runs(engine: Engine, *, source: str | None = None, limit: int = 20) -> list[RunLine]:
    """Return the last ``limit`` ingested runs, of ``source`` or of all, newest first."""
    statement = select(run).where(run.c.ingested_at.is_not(None)).order_by(run.c.started_at.desc(), run.c.run_id.desc())
    if source is not None:
        statement = statement.where(run.c.source == source)
    with reading(engine) as connection:
        return [line_of_run(row) for row in connection.execute(statement.limit(limit))]


def line_of_run(row: Row[Any]) -> RunLine:
    """Return a row of the ledger as its line."""
    return RunLine(
        run_id=row.run_id,
        source=row.source,
        started_at=row.started_at,
        ended_at=row.ended_at,
        outcome=row.outcome,
        cause=row.cause,
        detail=row.detail,
        totals=_totals(row.report or {}),
        report=row.report or {},
    )


def _totals(report: Mapping[str, Any]) -> dict[str, int]:
    boards = report.get("boards", [])
    totals = {name: sum(board[name] for board in boards) for name in _COUNTS}
    totals["rejected"] = sum(sum(board["rejected"].values()) for board in boards)
    totals["failed"] = sum(sum(board["failed"].values()) for board in boards)
    declared = [board["declared"] for board in boards]
    if declared and None not in declared:
        totals["declared"] = sum(declared)
    return totals


def vacancies_by_source(engine: Engine) -> tuple[dict[str, int], int]:
    """Return source → open vacancies that stand at it, and the number of open vacancies over all sources."""
    is_open = vacancy.c.status != VacancyStatus.CLOSED.value
    at_source = (
        select(posting.c.source, func.count(func.distinct(posting.c.vacancy_id)))
        .join(vacancy, vacancy.c.id == posting.c.vacancy_id)
        .where(is_open, posting.c.status == PostingStatus.ACTIVE.value)
        .group_by(posting.c.source)
    )
    with reading(engine) as connection:
        everything = connection.execute(select(func.count()).select_from(vacancy).where(is_open)).scalar_one()
        return {row[0]: row[1] for row in connection.execute(at_source)}, everything


def vacancy_of_postings(engine: Engine) -> dict[PostingKey, str]:
    """Return the vacancy of each posting that has one, open or closed."""
    named = select(posting.c.source, posting.c.board, posting.c.identifier, posting.c.vacancy_id)
    with reading(engine) as connection:
        return {
            PostingKey(source=row.source, board=row.board, identifier=row.identifier): row.vacancy_id
            for row in connection.execute(named.where(posting.c.vacancy_id.is_not(None)))
        }
