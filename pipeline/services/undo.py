"""Taking an act back by its line in the audit; that is an act too, with a line of its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine

from models.store.desk import Audit, AuditLine
from models.store.engine import reading, writing
from pipeline.services.aliases import NoSuchAliasError, undo_alias
from pipeline.services.closing import reopen_released
from pipeline.services.control import pause, resume
from pipeline.services.link import link
from pipeline.services.odd_but_real import REAL_FIGURE, REAL_VOLUME, doubt_volume
from pipeline.services.verdicts import VERDICT_LINES, take_back_line


class NothingToUndoError(LookupError):
    """The audit has no such line, or what it tells cannot be taken back, or was already."""


@dataclass(frozen=True, kw_only=True, slots=True)
class _Undoing:
    """A line to be taken back, and by whom."""

    engine: Engine
    landing: Path
    line: AuditLine
    by: str
    now: datetime


def undoable(engine: Engine, lines: list[AuditLine]) -> set[int]:
    """Return the numbers of those of ``lines`` that can be taken back and were not."""
    with reading(engine) as connection:
        undone = Audit(connection).undone()
    return {line.id for line in lines if line.action in _WAYS} - undone


def undo(engine: Engine, landing: Path, number: int, *, by: str, now: datetime) -> str:
    """Take back what line ``number`` of the audit tells, and return a sentence that says so.

    Raises `NothingToUndoError`.
    """
    with reading(engine) as connection:
        line = Audit(connection).line(number)
    if line is None or not undoable(engine, [line]):
        raise NothingToUndoError(f"line {number} of the audit tells nothing that can be taken back")
    said = _WAYS[line.action](_Undoing(engine=engine, landing=landing, line=line, by=by, now=now))
    if line.action in VERDICT_LINES:  # forgotten together with their line
        return said
    with writing(engine) as connection:
        Audit(connection).enter("undo", str(number), by=by, at=now, before=line.after, after=said)
    return said


def _resume(act: _Undoing) -> str:
    resumed = resume(act.engine, act.line.subject, by=act.by, now=act.now)
    return f"{act.line.subject} is resumed." if resumed else f"{act.line.subject} was not paused any more."


def _pause(act: _Undoing) -> str:
    reason, _, _ = str(act.line.before).rpartition(" (")  # without who paused it then
    pause(act.engine, act.line.subject, reason=reason, by=act.by, now=act.now)
    return f"{act.line.subject} is paused again."


def _unteach(act: _Undoing) -> str:
    try:
        report = undo_alias(act.engine, act.landing, int(act.line.subject), by=act.by, now=act.now)
    except NoSuchAliasError as error:
        raise NothingToUndoError(str(error)) from error
    return f"Taken back. {report.changed} ads are read as before."


def _unjudge(act: _Undoing) -> str:
    count = take_back_line(act.engine, act.line.id, by=act.by, now=act.now)
    return f"{count} verdict{'' if count == 1 else 's'} taken back."


def _reopen(act: _Undoing) -> str:
    count = reopen_released(act.engine, int(act.line.subject), now=act.now)
    link(act.engine, now=act.now)
    return f"{count} ads are open again."


def _doubt_volume(act: _Undoing) -> str:
    with writing(act.engine) as connection:
        doubt_volume(connection, act.line)
    return f"The number of {act.line.subject} is odd again."


def _doubt_figure(act: _Undoing) -> str:
    return f"The figure {act.line.subject} is odd again."


_WAYS: dict[str, Callable[[_Undoing], str]] = {
    "pause": _resume,
    "resume": _pause,
    "add alias": _unteach,
    **dict.fromkeys(VERDICT_LINES, _unjudge),
    "release closings": _reopen,
    REAL_VOLUME: _doubt_volume,
    REAL_FIGURE: _doubt_figure,
}
"""Act → how it is taken back. What destroys (takedowns, discarded runs) is not here."""
