"""A stage of the night done again from what has landed, without one request."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine

from models.store.desk import Audit
from models.store.engine import writing
from pipeline.landing import landed_runs
from pipeline.services.closing import NoSuchRunError
from pipeline.services.held import held_runs, release_run
from pipeline.services.ingest import ingest
from pipeline.services.link import link
from pipeline.services.rederive import rederive

STAGES = ("ingest", "link", "rederive")


def retry(engine: Engine, landing: Path, stage: str, run_id: str | None, *, by: str, now: datetime) -> str:
    """Do ``stage`` again and return what came of it, in a line.

    ``ingest`` needs a run: one that landed and was never read, was cut off, or is held; one that was read is read no
    second time. The other stages are of everything. Raises `NoSuchRunError`, or `ValueError` when ``ingest`` has no run
    or another stage has one.
    """
    if stage != "ingest" and run_id:
        raise ValueError(f"{stage} is done for everything, not for {run_id!r}")
    if stage == "ingest":
        if not run_id:
            raise ValueError("ingest needs a run; see 'belfry runs'")
        said = _ingest(engine, landing, run_id, by=by, now=now)
    elif stage == "rederive":
        report = rederive(engine, landing)
        link(engine, now=now)
        said = f"{report.read} postings read again, {report.changed} changed"
    else:
        linked = link(engine, now=now, rebuild=True)
        said = f"{linked.postings} postings compared, {linked.vacancies} vacancies new, {linked.merged} merged"
    with writing(engine) as connection:
        Audit(connection).enter(f"retry {stage}", run_id or "everything", by=by, at=now, after=said)
    return said


def _ingest(engine: Engine, landing: Path, run_id: str, *, by: str, now: datetime) -> str:
    if any(run.run_id == run_id for run in held_runs(landing)):
        release_run(engine, landing, run_id, by=by, now=now)
    run = next((run for run in landed_runs(landing) if run.run_id == run_id), None)
    if run is None:
        raise NoSuchRunError(f"no run {run_id} has landed")
    if run.running:
        raise ValueError(f"{run_id} is still being written")
    report = ingest(engine, run, now=now)
    link(engine, now=now)
    if report.again:
        return f"{run_id} had been read before; nothing changed"
    return f"{run_id}: {report.total('new')} new, {report.total('changed')} changed, {report.total('held')} held"
