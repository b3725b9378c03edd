"""Closing postings and undoing it: by absence, by their own end date, by age, and by an operator's word."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine

from models.posting import KnownPosting
from models.record import Record
from models.run import BoardLedger, BoardReport, RunManifest
from models.store.engine import reading
from models.store.runs import HeldClosing, Runs
from models.store.unit_of_work import UnitOfWork
from models.vocabulary import Basis, PostingStatus
from pipeline.lifecycle import CLOSED_AFTER, UNDO_WITHIN, departures
from pipeline.quality import THRESHOLDS, Night, Thresholds, gate, too_many
from pipeline.services.calendar import business_day, start_of_day


class NoSuchRunError(LookupError):
    """No run of that name was read, has landed or is held."""


class NothingHeldError(LookupError):
    """There is no closing with that number that waits for a decision."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ExpireReport(Record):
    """What time alone closed."""

    expired: int = 0
    """Past the end date that the ad itself states."""
    max_age: int = 0
    """Unseen for too long."""
    held: int = 0
    """Too many at once: waiting for an operator."""


def expire(engine: Engine, *, now: datetime, limits: Thresholds = THRESHOLDS) -> ExpireReport:
    """Close what is past its own end date or unseen for too long, board by board; too many at once are held.

    The entries stand in the history under ``expire:<day>``, so that a second call on the same day adds nothing.
    """
    day = business_day(now)
    run_id = f"expire:{day.isoformat()}"
    counts = {PostingStatus.EXPIRED: 0, PostingStatus.CLOSED_MAX_AGE: 0}
    held = 0
    with UnitOfWork(engine) as unit:
        ended = unit.postings.ended(day)
        ended_ids = {item.id for item in ended}
        unseen = [item for item in unit.postings.unseen(now - CLOSED_AFTER) if item.id not in ended_ids]
        for status, items in ((PostingStatus.EXPIRED, ended), (PostingStatus.CLOSED_MAX_AGE, unseen)):
            for (source, board), group in _by_board(items).items():
                ids = [item.id for item in group]
                active, closed = unit.postings.night(start_of_day(day))
                of_board = len(unit.postings.active(source, board))
                reasons = too_many(len(ids), active=of_board, night=Night(active=active, closed=closed), limits=limits)
                if reasons and status is PostingStatus.EXPIRED:
                    unit.runs.hold(run_id, source, board, ids, reasons, now)
                    held += len(ids)
                else:
                    unit.postings.close(ids, status, run_id=run_id, at=now)
                    counts[status] += len(ids)
        unit.commit()
    return ExpireReport(expired=counts[PostingStatus.EXPIRED], max_age=counts[PostingStatus.CLOSED_MAX_AGE], held=held)


def _by_board(items: list[KnownPosting]) -> dict[tuple[str, str], list[KnownPosting]]:
    boards: dict[tuple[str, str], list[KnownPosting]] = defaultdict(list)
    for item in items:
        boards[item.key.source, item.key.board].append(item)
    return dict(sorted(boards.items()))


def release(engine: Engine, held_id: int, *, by: str, now: datetime) -> int:
    """Carry out held closings, but for postings seen again since; return how many. Raises `NothingHeldError`."""
    with UnitOfWork(engine) as unit:
        held = next((item for item in unit.runs.held() if item.id == held_id), None)
        if held is None or not unit.runs.decide(held_id, "released", by=by, at=now):
            raise NothingHeldError(f"no closing number {held_id} is waiting")
        by_date = held.run_id.startswith("expire:")
        status = PostingStatus.EXPIRED if by_date else PostingStatus.WITHDRAWN
        before = None if by_date else held.at
        count = unit.postings.close(held.postings, status, run_id=held.run_id, at=now, confirmed_before=before)
        unit.audit.enter("release closings", str(held_id), by=by, at=now, after=count)
        unit.commit()
    return count


def discard(engine: Engine, held_id: int, *, by: str, now: datetime) -> None:
    """Drop held closings: the postings stay open. Raises `NothingHeldError`."""
    with UnitOfWork(engine) as unit:
        if not unit.runs.decide(held_id, "discarded", by=by, at=now):
            raise NothingHeldError(f"no closing number {held_id} is waiting")
        unit.audit.enter("discard closings", str(held_id), by=by, at=now)
        unit.commit()


def reopen_released(unit: UnitOfWork, held_id: int, *, now: datetime) -> int:
    """Open again the postings of held closings that were released within the last 30 days; return how many.

    Raises `NothingHeldError` when no closing of that number was released.
    """
    held = next((item for item in unit.runs.held(state="released") if item.id == held_id), None)
    if held is None:
        raise NothingHeldError(f"no closing number {held_id} was released")
    return unit.postings.undo_closing(held.run_id, at=now, since=now - UNDO_WITHIN, only=held.postings)


def undo_closings(engine: Engine, run_id: str, *, by: str, now: datetime) -> int:
    """Open again what ``run_id`` closed within the last 30 days and is still closed; return how many.

    What time closed stands under ``expire:<day>``. Raises `NoSuchRunError` when no run of that name was read.
    """
    with UnitOfWork(engine) as unit:
        if unit.runs.report(run_id) is None and not unit.postings.counts(run_id):
            raise NoSuchRunError(f"no run {run_id!r} was read")
        count = unit.postings.undo_closing(run_id, at=now, since=now - UNDO_WITHIN)
        unit.audit.enter("undo closings", run_id, by=by, at=now, after=count)
        unit.commit()
    return count


def close_missing(
    unit: UnitOfWork, manifest: RunManifest, ledger: BoardLedger, night: Night, limits: Thresholds
) -> BoardReport:
    """Close what the run no longer shows on one board if the gate agrees, else hold it; return the board's report."""
    source, run_id = manifest.card.name, manifest.run_id
    active = unit.postings.active(source, ledger.board)
    seen = {item.key for item in active if item.seen_run == run_id}
    later = {item.key for item in active if item.last_confirmed and item.last_confirmed > manifest.started_at}
    complete = ledger.outcome.is_whole and ledger.basis is Basis.WALK
    gone = departures(active, seen | later, complete=complete, closes_after=manifest.card.closes_after)
    history = unit.runs.discovered(source, ledger.board, before=manifest.started_at, limit=limits.median_of)
    verdict = gate(
        ledger, closings=len(gone.withdrawn), active=len(active), history=history, night=night, limits=limits
    )
    if complete:
        unit.postings.miss([item.id for item in gone.missing], run_id)
    ids = [item.id for item in gone.withdrawn]
    if ids and verdict.may_close:
        unit.postings.close(ids, PostingStatus.WITHDRAWN, run_id=run_id, at=manifest.started_at)
    elif ids:
        unit.runs.hold(run_id, source, ledger.board, ids, verdict.reasons, manifest.started_at)
    return BoardReport(
        board=ledger.board,
        outcome=ledger.outcome,
        cause=ledger.cause,
        detail=ledger.detail,
        declared=ledger.declared,
        listed=ledger.listed,
        fetched=ledger.fetched,
        unchanged=ledger.unchanged,
        rejected=ledger.rejected,
        failed=ledger.failed,
        missing=len(gone.missing),
        withdrawn=len(ids) if verdict.may_close else 0,
        held=0 if verdict.may_close else len(ids),
        reasons=verdict.reasons if gone.missing else (),
    )


def with_counts(report: BoardReport, counts: Mapping[tuple[str, str], int]) -> BoardReport:
    """Return ``report`` with the run's entries in the history: (board, kind) → count."""
    board = report.board
    return BoardReport.from_json(
        {**report.to_json(), **{kind: counts.get((board, kind), 0) for kind in ("new", "changed", "reopened")}}
    )


def held_closings(engine: Engine) -> list[HeldClosing]:
    """Return the closings that wait for an operator, newest first."""
    with reading(engine) as connection:
        return Runs(connection).held()
