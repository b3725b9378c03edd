"""An operator's hand on the night: pause, resume, cancel; every act leaves a line in the audit."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Engine

from models.store.desk import Audit
from models.store.engine import reading, writing
from models.store.leases import Leases


def pause(engine: Engine, source: str, *, reason: str, by: str, now: datetime) -> None:
    """Keep ``source`` from being crawled, by anybody, until it is resumed; a run under way goes on."""
    with writing(engine) as connection:
        leases = Leases(connection)
        before = leases.paused().get(source)
        leases.pause(source, reason=reason, by=by, at=now)
        Audit(connection).enter("pause", source, by=by, at=now, before=before, after=reason)


def resume(engine: Engine, source: str, *, by: str, now: datetime) -> bool:
    """Let ``source`` be crawled again; False when it was not paused."""
    with writing(engine) as connection:
        leases = Leases(connection)
        before = leases.paused().get(source)
        if before is None or not leases.resume(source):
            return False
        Audit(connection).enter("resume", source, by=by, at=now, before=before, after=None)
    return True


def cancel(engine: Engine, source: str, *, by: str, now: datetime) -> bool:
    """Ask the run of ``source`` that is under way to stop cleanly; False when there is none. What landed is kept."""
    with writing(engine) as connection:
        reached = Leases(connection).wish(source, "cancel")
        if reached:
            Audit(connection).enter("cancel", source, by=by, at=now, before="running", after="cancel asked")
    return bool(reached)


def paused_sources(engine: Engine) -> dict[str, str]:
    """Return paused source → reason and who paused it."""
    with reading(engine) as connection:
        return Leases(connection).paused()


def write_down(
    engine: Engine, action: str, subject: str, *, by: str, now: datetime, before: Any = None, after: Any = None
) -> int:
    """Enter an act in the audit; return the number of its line."""
    with writing(engine) as connection:
        return Audit(connection).enter(action, subject, by=by, at=now, before=before, after=after)
