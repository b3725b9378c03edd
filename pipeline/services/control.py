"""An operator's hand on the night: pause, resume, cancel; every act leaves a line in the audit."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Engine

from models.store.engine import reading
from models.store.leases import Leases
from models.store.unit_of_work import UnitOfWork


def pause(engine: Engine, source: str, *, reason: str, by: str, now: datetime) -> None:
    """Keep ``source`` from being crawled, by anybody, until it is resumed; a run under way goes on."""
    with UnitOfWork(engine) as unit:
        leases = Leases(unit.connection)
        before = leases.paused().get(source)
        leases.pause(source, reason=reason, by=by, at=now)
        unit.audit.enter("pause", source, by=by, at=now, before=before, after=reason)
        unit.commit()


def resume(engine: Engine, source: str, *, by: str, now: datetime) -> bool:
    """Let ``source`` be crawled again; False when it was not paused."""
    with UnitOfWork(engine) as unit:
        leases = Leases(unit.connection)
        before = leases.paused().get(source)
        if before is None or not leases.resume(source):
            return False
        unit.audit.enter("resume", source, by=by, at=now, before=before, after=None)
        unit.commit()
    return True


def cancel(engine: Engine, source: str, *, by: str, now: datetime) -> bool:
    """Ask the run of ``source`` that is under way to stop cleanly; False when there is none. What landed is kept."""
    with UnitOfWork(engine) as unit:
        if not Leases(unit.connection).wish(source, "cancel"):
            return False
        unit.audit.enter("cancel", source, by=by, at=now, before="running", after="cancel asked")
        unit.commit()
    return True


def paused_sources(engine: Engine) -> dict[str, str]:
    """Return paused source → reason and who paused it."""
    with reading(engine) as connection:
        return Leases(connection).paused()
