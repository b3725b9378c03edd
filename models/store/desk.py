"""What the operator's desk keeps, and small questions that it asks of the other tables."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, select

from models.store.tables import audit, posting, run
from models.vocabulary import PostingStatus


@dataclass(frozen=True, kw_only=True, slots=True)
class AuditLine:
    """One act of a person or of the timetable."""

    id: int
    at: datetime
    author: str
    action: str
    subject: str
    before: Any
    after: Any


def runs_still_quoted(connection: Connection) -> dict[str, int]:
    """Return ingested run → open postings whose words it fetched."""
    fetched_by = posting.c.record["run_id"].as_string()
    statement = (
        select(fetched_by, func.count()).where(posting.c.status == PostingStatus.ACTIVE.value).group_by(fetched_by)
    )
    counts = {row[0]: row[1] for row in connection.execute(statement)}
    ingested = connection.execute(select(run.c.run_id).where(run.c.ingested_at.is_not(None))).scalars()
    return {run_id: counts.get(run_id, 0) for run_id in ingested}


class Audit:
    """Who did what, with before and after; nothing here is ever changed."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def enter(self, action: str, subject: str, *, by: str, at: datetime, before: Any = None, after: Any = None) -> int:
        """Add a line and return its number."""
        values = {"at": at, "author": by, "action": action, "subject": subject, "before": before, "after": after}
        done = self._connection.execute(audit.insert().values(values))
        assert done.inserted_primary_key is not None
        return int(done.inserted_primary_key[0])

    def lines(self, *, limit: int = 200) -> list[AuditLine]:
        """Return the newest lines, newest first."""
        statement = select(audit).order_by(audit.c.id.desc()).limit(limit)
        return [AuditLine(**row) for row in self._connection.execute(statement).mappings()]
