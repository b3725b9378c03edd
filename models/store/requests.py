"""Requests of people and employers, and the tombstones that make them last."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, select, update

from models.posting import JobPosting
from models.raw import PostingKey
from models.store.link_index import LinkIndex
from models.store.statements import chunks, insert_for
from models.store.tables import (
    dead_letter,
    link_evidence,
    posting,
    posting_change,
    request,
    tombstone,
    vacancy,
)
from models.vocabulary import PostingStatus

OPEN = "open"


@dataclass(frozen=True, kw_only=True, slots=True)
class StoredRequest:
    """What somebody asked for."""

    id: int
    kind: str
    """``url``, ``employer`` or ``person``: take it down; ``report``: look at it."""
    value: str
    reason: str
    state: str
    """``open``, ``done`` or ``refused``."""
    received_at: datetime
    due_at: datetime
    decided_by: str | None
    decided_at: datetime | None
    effect: dict[str, Any]


class Requests:
    """The desk's inbox, and what must never come back."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, kind: str, value: str, reason: str, *, at: datetime, due: datetime) -> int:
        """Enter a request and return its number."""
        values = {"kind": kind, "value": value, "reason": reason, "state": OPEN, "effect": {}}
        statement = request.insert().values(**values, received_at=at, due_at=due).returning(request.c.id)
        return int(self._connection.execute(statement).scalar_one())

    def find_open(self, kind: str, value: str, reason: str) -> int | None:
        """Return the number of the open request that says exactly this, if there is one."""
        same = (request.c.kind == kind, request.c.value == value, request.c.reason == reason, request.c.state == OPEN)
        found: int | None = self._connection.execute(select(request.c.id).where(*same)).scalars().first()
        return found

    def get(self, number: int) -> StoredRequest | None:
        """Return one request."""
        row = self._connection.execute(select(request).where(request.c.id == number)).mappings().first()
        return None if row is None else StoredRequest(**row)

    def waiting(self) -> list[StoredRequest]:
        """Return the open requests, the most urgent first."""
        statement = select(request).where(request.c.state == OPEN).order_by(request.c.due_at, request.c.id)
        return [StoredRequest(**row) for row in self._connection.execute(statement).mappings()]

    def recent(self, *, limit: int = 100) -> list[StoredRequest]:
        """Return the newest requests, newest first."""
        statement = select(request).order_by(request.c.id.desc()).limit(limit)
        return [StoredRequest(**row) for row in self._connection.execute(statement).mappings()]

    def decide(self, number: int, state: str, *, by: str, at: datetime, effect: dict[str, Any], value: str) -> None:
        """Close a request; ``value`` replaces what was asked, so that a person's name does not stay in it."""
        values = {"state": state, "decided_by": by, "decided_at": at, "effect": effect, "value": value}
        self._connection.execute(update(request).where(request.c.id == number).values(values))

    def bury(self, stones: Iterable[tuple[str, str]], request_id: int, *, at: datetime) -> None:
        """Set tombstones, each of a kind with its value; one that stands already stays."""
        rows = [{"kind": kind, "value": value, "request_id": request_id, "at": at} for kind, value in set(stones)]
        if rows:
            self._connection.execute(insert_for(self._connection, tombstone).on_conflict_do_nothing(), rows)

    def stones(self) -> dict[str, frozenset[str]]:
        """Return kind → values under tombstones."""
        found: dict[str, set[str]] = {}
        for kind, value in self._connection.execute(select(tombstone.c.kind, tombstone.c.value)):
            found.setdefault(kind, set()).add(value)
        return {kind: frozenset(values) for kind, values in found.items()}

    def standing(self) -> list[tuple[int, PostingKey, JobPosting, str | None]]:
        """Return every posting that is not redacted: number, key, record, vacancy."""
        statement = select(posting.c.id, posting.c.record, posting.c.vacancy_id).where(
            posting.c.status != PostingStatus.REDACTED.value
        )
        rows = self._connection.execute(statement.execution_options(yield_per=500))
        found = []
        for number, record, vacancy_id in rows:
            read = JobPosting.from_json(record)
            found.append((number, read.key, read, vacancy_id))
        return found

    def redact(self, records: dict[int, JobPosting], *, at: datetime, run_id: str) -> None:
        """Empty postings for good: only their keys stay, and what linking knew of them goes."""
        numbers = sorted(records)
        for number in numbers:
            values = {
                "record": records[number].to_json(),
                "content_hash": "",
                "status": PostingStatus.REDACTED.value,
                "closed_at": at,
                "valid_through": None,
                "stage": "refresh",
            }
            self._connection.execute(update(posting).where(posting.c.id == number).values(values))
        LinkIndex(self._connection).unpublish(numbers)
        for chunk in chunks(numbers):
            pairs = link_evidence.c.a.in_(chunk) | link_evidence.c.b.in_(chunk)
            self._connection.execute(delete(link_evidence).where(pairs))
            self._connection.execute(
                update(posting_change).where(posting_change.c.posting_id.in_(chunk)).values(fields={})
            )
        rows = [{"posting_id": n, "run_id": run_id, "kind": "redacted", "at": at, "fields": {}} for n in numbers]
        if rows:
            self._connection.execute(insert_for(self._connection, posting_change).on_conflict_do_nothing(), rows)

    def letters(self, needles: Collection[str]) -> list[int]:
        """Return the dead letters that contain any of ``needles``."""
        found = []
        for row in self._connection.execute(select(dead_letter.c.id, dead_letter.c.text)):
            low = row.text.casefold()
            if any(needle.casefold() in low for needle in needles):
                found.append(row.id)
        return found

    def drop_letters(self, ids: Collection[int]) -> None:
        """Remove dead letters."""
        for chunk in chunks(sorted(ids)):
            self._connection.execute(delete(dead_letter).where(dead_letter.c.id.in_(chunk)))

    def vacancies(self, ids: Collection[str]) -> dict[str, dict[str, Any]]:
        """Return vacancy → stored record."""
        found: dict[str, dict[str, Any]] = {}
        for chunk in chunks(sorted(ids)):
            rows = select(vacancy.c.id, vacancy.c.record).where(vacancy.c.id.in_(chunk))
            found.update((row[0], row[1]) for row in self._connection.execute(rows))
        return found
