"""The feed of changes: whoever applies it to a snapshot, from any cursor on, has the vacancies as they are now.

Every event carries its vacancy as it is *now*, if it is open and matches; an event without one means: drop your copy.
So a reader needs one rule, and reading an event twice, or late, does no harm. A filtered feed says ``exit`` when a
vacancy stops matching, and passes on every closing, merge and redaction: it cannot know what a reader holds.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, Row, select

from models.store.engine import reading
from models.store.statements import chunks
from models.store.tables import counter, event, vacancy
from models.store.vacancies import Vacancies
from models.vacancy import Vacancy
from models.vocabulary import EventKind, Role, VacancyStatus
from pipeline.search.filters import QueryError
from pipeline.search.rows import areas_of

EXIT = "exit"
KINDS = (*(kind.value for kind in EventKind), EXIT)
MAX_EVENTS = 1000
_SCANNED = 5000
"""Events that one call looks through at most; a filtered call may give few of them, and a cursor to go on."""
_MOVES = frozenset({"*", "role", "places", "work_mode"})
"""Fields that decide whether a vacancy matches a filter."""
_HEAD = select(counter.c.value).where(counter.c.name == "event")


@dataclass(frozen=True, slots=True)
class Filter:
    """Which vacancies a reader keeps: of a role, in an area; everything by default."""

    role: Role | None = None
    area: str = ""
    """REFNIS code."""

    @property
    def everything(self) -> bool:
        """Whether nothing is filtered."""
        return self.role is None and not self.area

    def keeps(self, item: Vacancy) -> bool:
        """Say whether an open vacancy is the reader's."""
        view = item.posting
        if self.role is not None and view.role is not self.role:
            return False
        return not self.area or self.area in areas_of([place.to_json() for place in view.places], view.work_mode)


@dataclass(frozen=True, kw_only=True, slots=True)
class ChangeEvent:
    """One event as a reader gets it."""

    sequence: int
    kind: str
    """An `EventKind`, or ``exit``."""
    vacancy_id: str
    at: datetime
    data: dict[str, Any] = field(default_factory=dict)
    vacancy: Vacancy | None = None
    """The vacancy as it is now; ``None``: it is closed, gone, or not the reader's."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ChangePage:
    """Some events in order, and where to go on."""

    events: tuple[ChangeEvent, ...]
    next_cursor: int
    """Number of the last event that was looked at, given or not."""
    head: int
    """Number of the last event there is."""

    @property
    def has_more(self) -> bool:
        """Whether there is more to read at once."""
        return self.next_cursor < self.head


def head(engine: Engine) -> int:
    """Return the number of the last event."""
    with reading(engine) as connection:
        return _head(connection)


def changes(
    engine: Engine,
    *,
    since: int,
    limit: int = 200,
    kinds: Collection[str] = (),
    wanted: Filter = Filter(),
) -> ChangePage:
    """Return up to ``limit`` events after ``since``. Raises `QueryError` on a cursor from another log."""
    with reading(engine) as connection:
        last = _head(connection)
        if since > last:
            raise QueryError("since", str(since), why=f"lies after the last event, {last}: load a snapshot again")
        events: list[ChangeEvent] = []
        cursor, scanned = since, 0
        while cursor < last and len(events) < limit and scanned < _SCANNED:
            rows = _after(connection, cursor, last, limit)
            current = open_vacancies(connection, {row.vacancy_id for row in rows})
            scanned += len(rows)
            for row in rows:
                cursor = row.sequence
                found = _seen(row, current.get(row.vacancy_id), wanted)
                if found is not None and (not kinds or found.kind in kinds):
                    events.append(found)
                if len(events) == limit:
                    break
            if not rows:
                cursor = last
    return ChangePage(events=tuple(events), next_cursor=cursor, head=last)


def open_vacancies(connection: Connection, ids: Collection[str]) -> dict[str, Vacancy]:
    """Return those of the vacancies that are open: what a reader in step with us holds."""
    found: dict[str, Vacancy] = {}
    for chunk in chunks(sorted(ids)):
        stored = Vacancies(connection).get_stored(chunk)
        found.update((key, item) for key, item in stored.items() if item.status is not VacancyStatus.CLOSED)
    return found


def all_open(connection: Connection) -> Sequence[str]:
    """Return the identifiers of all open vacancies, ascending."""
    is_open = vacancy.c.status != VacancyStatus.CLOSED.value
    statement = select(vacancy.c.id).where(is_open, vacancy.c.postings > 0).order_by(vacancy.c.id)
    return list(connection.execute(statement).scalars())


def _seen(row: Row[Any], current: Vacancy | None, wanted: Filter) -> ChangeEvent | None:
    """Return an event as the reader of ``wanted`` gets it; ``None`` when it cannot concern them."""
    kind: str = row.kind
    data = dict(row.data or {})
    if current is not None and not wanted.keeps(current):
        changed = set(data.get("changed", ()))
        # A vacancy that is new, or changed in other fields only, did not leave the filter with this event.
        if kind in (EventKind.UPSERT, EventKind.REOPEN) and (changed == {"*"} or not changed & _MOVES):
            return None
        kind, data, current = EXIT, {"reason": "no_longer_matches_filter"}, None
    return ChangeEvent(
        sequence=row.sequence, kind=kind, vacancy_id=row.vacancy_id, at=row.at, data=data, vacancy=current
    )


def _head(connection: Connection) -> int:
    return int(connection.execute(_HEAD).scalar() or 0)


def _after(connection: Connection, cursor: int, last: int, limit: int) -> Sequence[Row[Any]]:
    statement = select(event).where(event.c.sequence > cursor, event.c.sequence <= last).order_by(event.c.sequence)
    return connection.execute(statement.limit(min(max(limit, 50), MAX_EVENTS))).all()
