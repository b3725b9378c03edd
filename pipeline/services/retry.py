"""A stage of the night done again from what has landed, without one request."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine

from models.store.unit_of_work import UnitOfWork
from pipeline.landing import LandedRun, landed_runs
from pipeline.services.closing import NoSuchRunError
from pipeline.services.held import held_runs, release_run
from pipeline.services.ingest import ingest
from pipeline.services.link import link
from pipeline.services.rederive import rederive

STAGES = ("ingest", "link", "rederive")


def retry(engine: Engine, landing: Path, stage: str, run_id: str | None, *, by: str, now: datetime) -> str:
    """Do ``stage`` again and return what came of it, in a line.

    ``ingest`` needs a run: one that landed and was never read, was cut off, or is held; one that was read is read no
    second time. The other stages are of everything. That it was asked for is in the audit before anything is done, what
    came of it after: a request without an end was cut off. Raises `NoSuchRunError`, or `ValueError` when ``ingest`` has
    no run or another stage has one.
    """
    if stage != "ingest" and run_id:
        raise ValueError(f"{stage} is done for everything, not for {run_id!r}")
    if stage != "ingest":
        _tell(engine, f"retry {stage}", "everything", by=by, now=now)
        said = _rederive(engine, landing, now=now) if stage == "rederive" else _rebuild(engine, now=now)
        _tell(engine, f"retried {stage}", "everything", by=by, now=now, after=said)
        return said
    if not run_id:
        raise ValueError("ingest needs a run; see 'belfry runs'")
    run = _ready(engine, landing, run_id, by=by, now=now)
    _tell(engine, "retry ingest", run_id, by=by, now=now)
    said = _ingest(engine, run, now=now)
    _tell(engine, "retried ingest", run_id, by=by, now=now, after=said)
    return said


def _tell(engine: Engine, act: str, subject: str, *, by: str, now: datetime, after: str | None = None) -> None:
    with UnitOfWork(engine) as unit:
        unit.audit.enter(act, subject, by=by, at=now, after=after)
        unit.commit()


def _rederive(engine: Engine, landing: Path, *, now: datetime) -> str:
    report = rederive(engine, landing)
    link(engine, now=now)
    return f"{report.read} postings read again, {report.changed} changed"


def _rebuild(engine: Engine, *, now: datetime) -> str:
    linked = link(engine, now=now, rebuild=True)
    return f"{linked.postings} postings compared, {linked.vacancies} vacancies new, {linked.merged} merged"


def _ready(engine: Engine, landing: Path, run_id: str, *, by: str, now: datetime) -> LandedRun:
    """Return the run, released if it was held."""
    if any(run.run_id == run_id for run in held_runs(landing)):
        release_run(engine, landing, run_id, by=by, now=now)
    run = next((run for run in landed_runs(landing) if run.run_id == run_id), None)
    if run is None:
        raise NoSuchRunError(f"no run {run_id} has landed")
    if run.running:
        raise ValueError(f"{run_id} is still being written")
    return run


def _ingest(engine: Engine, run: LandedRun, *, now: datetime) -> str:
    report = ingest(engine, run, now=now)
    link(engine, now=now)
    if report.again:
        return f"{run.run_id} had been read before; nothing changed"
    return f"{run.run_id}: {report.total('new')} new, {report.total('changed')} changed, {report.total('held')} held"
