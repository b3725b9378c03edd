"""Vacancies and their links, written: every change numbered as an event in the transaction that makes it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, delete, select, update

from models.posting import JobPosting
from models.store.bulk import insert_rows, update_rows
from models.store.statements import among, insert_for
from models.store.tables import (
    counter,
    event,
    link_features,
    link_ledger,
    posting,
    vacancy,
    vacancy_alias,
    vacancy_place,
    vacancy_skill,
)
from models.store.vacancy_rows import Renewed, place_rows, read_vacancy, skill_rows, stored_record, vacancy_row
from models.vacancy import Vacancy
from models.vocabulary import EventKind, PostingStatus


@dataclass(frozen=True, kw_only=True, slots=True)
class Member:
    """A posting as its vacancy sees it."""

    id: int
    posting: JobPosting
    record: Mapping[str, Any]
    """The posting as stored."""
    status: PostingStatus
    first_seen: datetime
    last_confirmed: datetime
    closed_at: datetime | None
    content_hash: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Standing:
    """Where a posting stands: in which vacancy, whether it is for the board, and of what content it was told."""

    vacancy_id: str | None
    published: bool
    content_hash: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """One event to be numbered."""

    kind: EventKind
    vacancy_id: str
    data: Mapping[str, Any]


class Vacancies:
    """The openings behind the postings, and the numbered log of their changes."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def members(self, ids: Collection[int], read: Mapping[int, Member] | None = None) -> list[Member]:
        """Return the postings with these numbers, in their order; the words of those in ``read`` are not read again."""
        known = {number: (member.posting, member.record) for number, member in (read or {}).items()}
        names = ("id", "status", "first_seen", "last_confirmed", "closed_at", "content_hash")
        columns = [posting.c[name] for name in names]
        known.update(self._records(set(ids) - set(known)))
        statement = select(*columns).where(self._among(posting.c.id, ids)).order_by(posting.c.id)
        return [
            Member(
                id=number,
                posting=known[number][0],
                record=known[number][1],
                status=PostingStatus(status),
                first_seen=first_seen,
                last_confirmed=last_confirmed,
                closed_at=closed_at,
                content_hash=content_hash,
            )
            for number, status, first_seen, last_confirmed, closed_at, content_hash in self._connection.execute(
                statement
            )
        ]

    def _among(self, column: Column[Any], values: Collection[Any]) -> ColumnElement[bool]:
        return among(self._connection, column, values)

    def _records(self, ids: Collection[int]) -> dict[int, tuple[JobPosting, Mapping[str, Any]]]:
        rows = select(posting.c.id, posting.c.record).where(self._among(posting.c.id, ids))
        return {number: (JobPosting.from_json(record), record) for number, record in self._connection.execute(rows)}

    def member_ids(self, vacancy_ids: Collection[str]) -> dict[str, list[int]]:
        """Return vacancy → numbers of its postings."""
        found: dict[str, list[int]] = {}
        statement = select(posting.c.vacancy_id, posting.c.id).where(self._among(posting.c.vacancy_id, vacancy_ids))
        for vacancy_id, number in self._connection.execute(statement.order_by(posting.c.id)):
            found.setdefault(vacancy_id, []).append(number)
        return found

    def companions(self, ids: Collection[int]) -> set[int]:
        """Return the numbers of all postings that share a vacancy with any of ``ids``."""
        shared = select(posting.c.vacancy_id).where(self._among(posting.c.id, ids), posting.c.vacancy_id.is_not(None))
        return set(self._connection.execute(select(posting.c.id).where(posting.c.vacancy_id.in_(shared))).scalars())

    def standing(self, ids: Collection[int]) -> dict[int, Standing]:
        """Return where postings stand; one that linking keeps in its index is for the board."""
        columns = (posting.c.id, posting.c.vacancy_id, link_features.c.posting_id, posting.c.content_hash)
        sources = posting.outerjoin(link_features, link_features.c.posting_id == posting.c.id)
        rows = select(*columns).select_from(sources).where(self._among(posting.c.id, ids))
        return {
            number: Standing(vacancy_id=vacancy_id, published=known is not None, content_hash=content_hash)
            for number, vacancy_id, known, content_hash in self._connection.execute(rows)
        }

    def assign(self, vacancy_of: Mapping[int, str | None]) -> None:
        """Note which vacancy each posting now belongs to; ``None`` for none."""
        update_rows(self._connection, posting, "id", _columns("vacancy_id", vacancy_of))

    def assign_and_settle(self, vacancy_of: Mapping[int, str | None]) -> None:
        """As `assign`, and note that linking owes these postings nothing more: one write for both."""
        columns = {**_columns("vacancy_id", vacancy_of), "stage": ["done"] * len(vacancy_of)}
        update_rows(self._connection, posting, "id", columns)

    def settle(self, ids: Collection[int]) -> None:
        """Note that linking owes these postings nothing more."""
        owing = self._among(posting.c.id, ids), posting.c.stage != "done"
        self._connection.execute(update(posting).where(*owing).values(stage="done"))

    def owed(self, stage: str, *, limit: int) -> list[int]:
        """Return the numbers of up to ``limit`` postings in ``stage``, oldest first."""
        statement = select(posting.c.id).where(posting.c.stage == stage).order_by(posting.c.id).limit(limit)
        return list(self._connection.execute(statement).scalars())

    def get_stored(self, vacancy_ids: Collection[str]) -> dict[str, Vacancy]:
        """Return the vacancies that have been written; aliases are not followed."""
        columns = select(vacancy.c.id, vacancy.c.record, vacancy.c.last_confirmed, vacancy.c.sequence)
        rows = self._connection.execute(columns.where(self._among(vacancy.c.id, vacancy_ids), vacancy.c.postings > 0))
        return {
            row.id: read_vacancy(row.record, last_confirmed=row.last_confirmed, sequence=row.sequence) for row in rows
        }

    def stored(self, vacancy_ids: Collection[str]) -> dict[str, tuple[dict[str, Any], datetime]]:
        """Return vacancy → (stored record, last confirmed) of those that have been written."""
        columns = select(vacancy.c.id, vacancy.c.record, vacancy.c.last_confirmed)
        rows = self._connection.execute(columns.where(self._among(vacancy.c.id, vacancy_ids), vacancy.c.postings > 0))
        return {number: (record, last_confirmed) for number, record, last_confirmed in rows}

    def save(self, item: Vacancy, *, closed_at: datetime | None, reposts: int) -> None:
        """Write one vacancy, as `save_all`."""
        self.save_all([Renewed(vacancy=item, record=stored_record(item), closed_at=closed_at, reposts=reposts)])

    def save_all(self, items: Sequence[Renewed], *, after: int | None = None) -> None:
        """Write vacancies, new ones and known ones, with the columns, places and skills that queries need.

        With ``after`` the events that tell of them have the numbers that follow it, in the order of ``items``.
        """
        if not items:
            return
        rows = [
            vacancy_row(item, sequence=item.vacancy.sequence if after is None else after + position)
            for position, item in enumerate(items, start=1)
        ]
        insert_rows(self._connection, vacancy, rows, replacing=["id"])
        written = [item.vacancy.id for item in items if not item.fresh]
        for table in (vacancy_place, vacancy_skill):
            self._connection.execute(delete(table).where(self._among(table.c.vacancy_id, written)))
        insert_rows(self._connection, vacancy_place, [row for item in items for row in place_rows(item.vacancy)])
        insert_rows(self._connection, vacancy_skill, [row for item in items for row in skill_rows(item.vacancy)])

    def touch(self, item_id: str, last_confirmed: datetime) -> None:
        """Note when one vacancy was last seen."""
        self.touch_all({item_id: last_confirmed})

    def touch_all(self, confirmed: Mapping[str, datetime]) -> None:
        """Note when vacancies were last seen."""
        update_rows(self._connection, vacancy, "id", _columns("last_confirmed", confirmed))

    def touch_run(self, run_id: str, at: datetime) -> None:
        """Note that every vacancy with a posting that this run showed was confirmed at ``at``."""
        shown = select(posting.c.vacancy_id).where(posting.c.seen_run == run_id, posting.c.vacancy_id.is_not(None))
        self._connection.execute(
            update(vacancy).where(vacancy.c.id.in_(shown), vacancy.c.last_confirmed < at).values(last_confirmed=at)
        )

    def remove(self, vacancy_id: str, *, into: str) -> None:
        """Replace an emptied vacancy by an alias to the one that took its postings; its own aliases follow."""
        self._connection.execute(
            update(vacancy_alias).where(vacancy_alias.c.vacancy_id == vacancy_id).values(vacancy_id=into)
        )
        self._connection.execute(delete(vacancy_place).where(vacancy_place.c.vacancy_id == vacancy_id))
        self._connection.execute(delete(vacancy_skill).where(vacancy_skill.c.vacancy_id == vacancy_id))
        self._connection.execute(delete(vacancy).where(vacancy.c.id == vacancy_id))
        self._connection.execute(vacancy_alias.insert().values(alias=vacancy_id, vacancy_id=into))

    def resolve(self, vacancy_id: str) -> str | None:
        """Return the identifier that ``vacancy_id`` has now: itself, the survivor of a merge, or ``None``."""
        if self._select_ids([vacancy_id]):
            return vacancy_id
        return self._connection.execute(
            select(vacancy_alias.c.vacancy_id).where(vacancy_alias.c.alias == vacancy_id)
        ).scalar()

    def log(self, changes: Sequence[Change], *, at: datetime) -> int:
        """Give each of ``changes`` its number and keep it; return the number before the first.

        The counter's row stays locked until the transaction ends, so that numbers appear to readers without gaps.
        """
        if not changes:
            return 0
        self._connection.execute(
            insert_for(self._connection, counter).values(name="event", value=0).on_conflict_do_nothing()
        )
        last = self._connection.execute(
            update(counter)
            .where(counter.c.name == "event")
            .values(value=counter.c.value + len(changes))
            .returning(counter.c.value)
        ).scalar_one()
        first = int(last) - len(changes)
        rows = [
            {
                "sequence": first + number,
                "kind": change.kind.value,
                "vacancy_id": change.vacancy_id,
                "at": at,
                "data": dict(change.data),
            }
            for number, change in enumerate(changes, start=1)
        ]
        insert_rows(self._connection, event, rows)
        return first

    def number(self, item_id: str, sequence: int) -> None:
        """Note the last event about one vacancy."""
        self.number_all({item_id: sequence})

    def number_all(self, sequences: Mapping[str, int]) -> None:
        """Note the last event about each vacancy."""
        update_rows(self._connection, vacancy, "id", _columns("sequence", sequences))

    def enter(self, kind: str, vacancy_id: str, other_id: str, *, author: str, at: datetime, evidence: Any) -> None:
        """Add a merge or split to the append-only ledger."""
        self._connection.execute(
            link_ledger.insert().values(
                kind=kind, vacancy_id=vacancy_id, other_id=other_id, author=author, at=at, evidence=evidence
            )
        )

    def _select_ids(self, vacancy_ids: Iterable[str]) -> list[str]:
        rows = select(vacancy.c.id).where(self._among(vacancy.c.id, list(vacancy_ids)))
        return list(self._connection.execute(rows).scalars())


def _columns(name: str, values: Mapping[Any, Any]) -> dict[str, list[Any]]:
    """Return identifier → value of the column ``name``, column by column, in the order of identifiers."""
    ordered = sorted(values)
    return {"id": ordered, name: [values[identifier] for identifier in ordered]}
