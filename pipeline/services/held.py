"""Runs that wait for a person.

They leave the landing zone for ``held/`` beside it: nothing reads them by accident, the next crawl does not build on
them, and yesterday's ads stay. A person releases or discards them.
"""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine

from models.store.unit_of_work import UnitOfWork
from pipeline.landing import LandedRun
from pipeline.services.closing import NoSuchRunError

HELD = "held"
"""Folder beside the landing zone where held runs wait."""
_LEAVING = ".discarded-"
"""Begins the name of a folder whose run is being removed."""


def hold(landing: Path, landed: LandedRun) -> Path:
    """Move the run out of the landing zone and return where it waits."""
    target = landing.parent / HELD / landed.source / landed.run_id
    _move(landed.folder, target)
    return target


def held_runs(landing: Path) -> list[LandedRun]:
    """Return the runs that wait for a person, oldest first."""
    folders = (landing.parent / HELD).glob("*/*")
    waiting = (path for path in folders if path.is_dir() and not path.name.startswith(_LEAVING))
    return [LandedRun(path) for path in sorted(waiting, key=lambda path: path.name)]


def release_run(engine: Engine, landing: Path, run_id: str, *, by: str, now: datetime) -> LandedRun:
    """Put a held run back into the landing zone, to be read like any other. Raises `NoSuchRunError`."""
    waiting = _waiting(landing, run_id)
    target = landing / waiting.source / run_id
    _decide(engine, "release run", waiting, target, by=by, now=now)
    return LandedRun(target)


def discard_run(engine: Engine, landing: Path, run_id: str, *, by: str, now: datetime) -> None:
    """Remove a held run for good: yesterday's ads stay until the next good run. Raises `NoSuchRunError`."""
    _remove(engine, _waiting(landing, run_id), "discard run", by=by, now=now)


def supersede(engine: Engine, landing: Path, source: str, *, by: str, now: datetime) -> int:
    """Remove the held runs of a source of which a later run is in: they say nothing any more; return how many."""
    old = [run for run in held_runs(landing) if run.source == source]
    for run in old:
        _remove(engine, run, "supersede run", by=by, now=now)
    return len(old)


def _waiting(landing: Path, run_id: str) -> LandedRun:
    for run in held_runs(landing):
        if run.run_id == run_id:
            return run
    raise NoSuchRunError(f"no run {run_id} is held")


def _remove(engine: Engine, run: LandedRun, act: str, *, by: str, now: datetime) -> None:
    # What is removed cannot be put back, so it only steps aside until its line in the audit is kept.
    leaving = run.folder.with_name(_LEAVING + run.run_id)
    _decide(engine, act, run, leaving, by=by, now=now)
    for folder in leaving.parent.glob(f"{_LEAVING}*"):  # one that a crash left too
        shutil.rmtree(folder)


def _decide(engine: Engine, act: str, run: LandedRun, target: Path, *, by: str, now: datetime) -> None:
    """Move a run as ``act`` says and keep its line in the audit; where that fails the run waits as before."""
    with UnitOfWork(engine) as unit:
        unit.audit.enter(act, run.run_id, by=by, at=now, before="held", after=act.split()[0])
        _move(run.folder, target)
        try:
            unit.commit()
        except BaseException:
            _move(target, run.folder)
            raise


def _move(folder: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.move(folder, target)
