"""Taking an act back by its line in the audit; that is an act too, with a line of its own, kept together with it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine

from models.store.desk import Audit, AuditLine
from models.store.engine import reading
from models.store.leases import Leases
from models.store.unit_of_work import UnitOfWork
from pipeline.services.aliases import NoSuchAliasError, read_again, withdraw
from pipeline.services.closing import NothingHeldError, reopen_released
from pipeline.services.link import link
from pipeline.services.odd_but_real import REAL_FIGURE, REAL_VOLUME, doubt_volume
from pipeline.services.verdicts import VERDICT_LINES, UnknownPostingError, forget_verdicts


class NothingToUndoError(LookupError):
    """The audit has no such line, or what it tells cannot be taken back, or was already."""


@dataclass(frozen=True, kw_only=True, slots=True)
class _Undoing:
    """A line to be taken back, by whom, and in which transaction."""

    unit: UnitOfWork
    line: AuditLine
    by: str
    now: datetime


@dataclass(frozen=True, slots=True)
class _Way:
    """How an act is taken back."""

    take_back: Callable[[_Undoing], str]
    """In the transaction that keeps its line; returns a sentence that says so."""
    follow: Callable[[Engine, Path, AuditLine, datetime], str | None] = lambda *_: None
    """What has to be read or linked again then; returns what came of it."""


def undoable(engine: Engine, lines: list[AuditLine]) -> set[int]:
    """Return the numbers of those of ``lines`` that can be taken back and were not."""
    with reading(engine) as connection:
        return _undoable(Audit(connection), lines)


def undo(engine: Engine, landing: Path, number: int, *, by: str, now: datetime) -> str:
    """Take back what line ``number`` of the audit tells, and return a sentence that says so.

    The act is taken back together with the line that tells of it, or not at all. Raises `NothingToUndoError`.
    """
    with UnitOfWork(engine) as unit:
        line = unit.audit.line(number)
        if line is None or not _undoable(unit.audit, [line]):
            raise NothingToUndoError(f"line {number} of the audit tells nothing that can be taken back")
        way = _WAYS[line.action]
        try:
            said = way.take_back(_Undoing(unit=unit, line=line, by=by, now=now))
        except (NoSuchAliasError, NothingHeldError, UnknownPostingError) as error:
            raise NothingToUndoError(str(error)) from error
        unit.audit.enter("undo", str(number), by=by, at=now, before=line.after, after=said)
        unit.commit()
    return " ".join(filter(None, (said, way.follow(engine, landing, line, now))))


def _undoable(audit: Audit, lines: list[AuditLine]) -> set[int]:
    return {line.id for line in lines if line.action in _WAYS} - audit.undone()


def _resume(act: _Undoing) -> str:
    resumed = Leases(act.unit.connection).resume(act.line.subject)
    return f"{act.line.subject} is resumed." if resumed else f"{act.line.subject} was not paused any more."


def _pause(act: _Undoing) -> str:
    reason, _, _ = str(act.line.before).rpartition(" (")  # without who paused it then
    Leases(act.unit.connection).pause(act.line.subject, reason=reason, by=act.by, at=act.now)
    return f"{act.line.subject} is paused again."


def _unteach(act: _Undoing) -> str:
    withdraw(act.unit, int(act.line.subject), now=act.now)
    return "Taken back."


def _read_as_before(engine: Engine, landing: Path, line: AuditLine, now: datetime) -> str:
    return f"{read_again(engine, landing, int(line.subject), now=now).changed} ads are read as before."


def _unjudge(act: _Undoing) -> str:
    count = forget_verdicts(act.unit, act.line)
    return f"{count} verdict{'' if count == 1 else 's'} taken back."


def _reopen(act: _Undoing) -> str:
    return f"{reopen_released(act.unit, int(act.line.subject), now=act.now)} ads are open again."


def _doubt_volume(act: _Undoing) -> str:
    doubt_volume(act.unit.connection, act.line)
    return f"The number of {act.line.subject} is odd again."


def _doubt_figure(act: _Undoing) -> str:
    return f"The figure {act.line.subject} is odd again."


def _link(engine: Engine, _landing: Path, _line: AuditLine, now: datetime) -> None:
    link(engine, now=now)


_WAYS = {
    "pause": _Way(_resume),
    "resume": _Way(_pause),
    "add alias": _Way(_unteach, _read_as_before),
    **dict.fromkeys(VERDICT_LINES, _Way(_unjudge, _link)),
    "release closings": _Way(_reopen, _link),
    REAL_VOLUME: _Way(_doubt_volume),
    REAL_FIGURE: _Way(_doubt_figure),
}
"""Act → how it is taken back. What destroys (takedowns, discarded runs) is not here."""
