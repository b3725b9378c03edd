"""The postings of all sources, written: rows to records and back."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, bindparam, func, select, tuple_, update

from models.posting import JobPosting, KnownPosting
from models.raw import PostingKey
from models.store.bulk import insert_rows
from models.store.statements import chunks
from models.store.tables import posting, posting_change
from models.vocabulary import PostingStatus


@dataclass(frozen=True, kw_only=True, slots=True)
class SeenPosting:
    """A posting as a run shows it, ready to be kept."""

    posting: JobPosting
    content_hash: str


class Postings:
    """The postings of all sources, each under its key."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def known(self, keys: Collection[PostingKey]) -> dict[PostingKey, KnownPosting]:
        """Return what is remembered of ``keys``."""
        found: dict[PostingKey, KnownPosting] = {}
        for chunk in chunks(sorted(keys)):
            wanted = tuple_(posting.c.source, posting.c.board, posting.c.identifier)
            statement = _known().where(wanted.in_([(key.source, key.board, key.identifier) for key in chunk]))
            found.update((item.key, item) for item in map(_known_from, self._connection.execute(statement)))
        return found

    def active(self, name: str, board: str) -> list[KnownPosting]:
        """Return the active postings of one board."""
        statement = _known().where(
            posting.c.source == name, posting.c.board == board, posting.c.status == PostingStatus.ACTIVE.value
        )
        return [_known_from(row) for row in self._connection.execute(statement)]

    def ended(self, today: date) -> list[KnownPosting]:
        """Return the active postings whose own end date lies before ``today``, and that nobody opened again since."""
        undone = (posting_change.c.posting_id == posting.c.id, posting_change.c.kind == "undone")
        opened_again = select(posting_change.c.id).where(*undone, posting_change.c.at > posting.c.valid_through)
        over = (posting.c.status == PostingStatus.ACTIVE.value, posting.c.valid_through < today)
        statement = _known().where(*over, ~opened_again.exists())
        return [_known_from(row) for row in self._connection.execute(statement)]

    def unseen(self, since: datetime) -> list[KnownPosting]:
        """Return the active postings last confirmed before ``since``."""
        statement = _known().where(posting.c.status == PostingStatus.ACTIVE.value, posting.c.last_confirmed < since)
        return [_known_from(row) for row in self._connection.execute(statement)]

    def records(self, ids: Collection[int]) -> dict[int, JobPosting]:
        """Return the records of postings by number."""
        found: dict[int, JobPosting] = {}
        for chunk in chunks(sorted(ids)):
            rows = self._connection.execute(select(posting.c.id, posting.c.record).where(posting.c.id.in_(chunk)))
            found.update((number, JobPosting.from_json(record)) for number, record in rows)
        return found

    def add(self, seen: Sequence[SeenPosting], *, run_id: str, at: datetime) -> None:
        """Keep postings never seen before; one that another process added meanwhile is left as it is."""
        rows = [{**_content(item), "first_seen": at, **_confirmed(run_id, at), "stage": "link"} for item in seen]
        insert_rows(self._connection, posting, rows, passing=True)

    def rewrite(self, seen: Sequence[tuple[int, SeenPosting]], *, run_id: str, at: datetime) -> None:
        """Replace the record of known postings, which are then linked again."""
        rows = [{**_content(item), **_confirmed(run_id, at), "stage": "link", "_id": number} for number, item in seen]
        if rows:
            columns: dict[str, Any] = {name: bindparam(name) for name in rows[0] if name != "_id"}
            self._connection.execute(update(posting).where(posting.c.id == bindparam("_id")).values(columns), rows)

    def renew(self, records: Mapping[int, JobPosting]) -> None:
        """Replace the records of known postings by a better reading of the same ads, which are then linked again."""
        for number, record in sorted(records.items()):
            self._by_id(
                [number],
                record=record.to_json(),
                valid_through=record.valid_through,
                stage="link",
            )

    def confirm(self, ids: Collection[int], *, run_id: str, at: datetime) -> None:
        """Note that a run showed these postings again."""
        self._by_id(ids, **_shown(run_id, at))

    def reopen(self, ids: Collection[int], *, run_id: str, at: datetime) -> None:
        """Make closed postings active again, as a run shows them."""
        self._by_id(ids, **_confirmed(run_id, at), stage="link")

    def owe_linking(self, ids: Collection[int] | None = None) -> None:
        """Note that these postings, or all, are to be compared again."""
        if ids is not None:
            self._by_id(ids, stage="link")
        else:
            self._connection.execute(update(posting).where(posting.c.stage != "link").values(stage="link"))

    def miss(self, ids: Collection[int], run_id: str) -> None:
        """Count one more complete run that did not show these postings; the same run counts once."""
        for chunk in chunks(sorted(ids)):
            self._connection.execute(
                update(posting)
                .where(posting.c.id.in_(chunk), posting.c.missed_run.is_distinct_from(run_id))
                .values(misses=posting.c.misses + 1, missed_run=run_id)
            )

    def close(
        self,
        ids: Collection[int],
        status: PostingStatus,
        *,
        run_id: str,
        at: datetime,
        confirmed_before: datetime | None = None,
    ) -> int:
        """Close those of ``ids`` that are still active, each with an entry in its history; return how many.

        With ``confirmed_before``, a posting that was seen again at or after that moment is left open. What was closed
        is linked again: an ad that follows it on its board is no second opening.
        """
        closing: list[int] = []
        for chunk in chunks(sorted(ids)):
            still = select(posting.c.id).where(posting.c.id.in_(chunk), posting.c.status == PostingStatus.ACTIVE.value)
            if confirmed_before is not None:
                still = still.where(posting.c.last_confirmed < confirmed_before)
            closing.extend(self._connection.execute(still).scalars())
        self._by_id(closing, status=status.value, closed_at=at, stage="link")
        self.note([(number, status.value, {}) for number in closing], run_id=run_id, at=at)
        return len(closing)

    def undo_closing(self, run_id: str, *, at: datetime, since: datetime, only: Collection[int] | None = None) -> int:
        """Make active again what was closed under ``run_id`` after ``since`` and is still closed; return how many.

        Of these, ``only`` the given postings, where they are given.
        Who opens again what was unseen for too long says that it lives: that counts as seen.
        """
        closed = [PostingStatus.WITHDRAWN.value, PostingStatus.EXPIRED.value, PostingStatus.CLOSED_MAX_AGE.value]
        statement = (
            select(posting.c.id, posting.c.status)
            .join(posting_change, posting_change.c.posting_id == posting.c.id)
            .where(
                posting_change.c.run_id == run_id,
                posting_change.c.kind.in_(closed),
                posting_change.c.at >= since,
                posting.c.status.in_(closed),
                posting.c.closed_at == posting_change.c.at,
            )
        )
        status_of = {row.id: row.status for row in self._connection.execute(statement)}
        ids = sorted(status_of if only is None else status_of.keys() & set(only))
        aged = [number for number in ids if status_of[number] == PostingStatus.CLOSED_MAX_AGE.value]
        self._by_id(ids, status=PostingStatus.ACTIVE.value, closed_at=None, misses=0, stage="link")
        self._by_id(aged, last_confirmed=at)
        self.note([(number, "undone", {}) for number in ids], run_id=run_id, at=at)
        return len(ids)

    def note(self, changes: Sequence[tuple[int, str, Mapping[str, Any]]], *, run_id: str, at: datetime) -> None:
        """Add (posting, kind, fields) to the history; a run notes each kind once for each posting."""
        rows = [
            {"posting_id": number, "run_id": run_id, "kind": kind, "at": at, "fields": dict(fields)}
            for number, kind, fields in changes
        ]
        insert_rows(self._connection, posting_change, rows, passing=True)

    def counts(self, run_id: str) -> dict[tuple[str, str], int]:
        """Return (board, kind) → number of the run's entries in the history."""
        statement = (
            select(posting.c.board, posting_change.c.kind, func.count())
            .join(posting, posting.c.id == posting_change.c.posting_id)
            .where(posting_change.c.run_id == run_id)
            .group_by(posting.c.board, posting_change.c.kind)
        )
        return {(board, kind): count for board, kind, count in self._connection.execute(statement)}

    def boards_of_run(self, run_id: str) -> list[str]:
        """Return the boards of the postings that a run showed last."""
        statement = select(posting.c.board).where(posting.c.seen_run == run_id).distinct()
        return sorted(self._connection.execute(statement).scalars())

    def night(self, since: datetime) -> tuple[int, int]:
        """Return (everything active tonight, what was closed since then included; closed since then)."""
        active = self._connection.execute(
            select(func.count()).where(posting.c.status == PostingStatus.ACTIVE.value)
        ).scalar_one()
        closings = (PostingStatus.WITHDRAWN, PostingStatus.EXPIRED, PostingStatus.CLOSED_MAX_AGE)
        closed = self._connection.execute(
            select(func.count())
            .select_from(posting_change)
            .where(posting_change.c.at >= since, posting_change.c.kind.in_([status.value for status in closings]))
        ).scalar_one()
        return active + closed, closed

    def _by_id(self, ids: Collection[int], **values: Any) -> None:
        for chunk in chunks(sorted(ids)):
            self._connection.execute(update(posting).where(posting.c.id.in_(chunk)).values(values))


def _known() -> Select[Any]:
    return select(
        posting.c.id,
        posting.c.source,
        posting.c.board,
        posting.c.identifier,
        posting.c.content_hash,
        posting.c.status,
        posting.c.misses,
        posting.c.valid_through,
        posting.c.last_confirmed,
        posting.c.seen_run,
    )


def _known_from(row: Row[Any]) -> KnownPosting:
    return KnownPosting(
        id=row.id,
        key=PostingKey(source=row.source, board=row.board, identifier=row.identifier),
        content_hash=row.content_hash,
        status=PostingStatus(row.status),
        misses=row.misses,
        valid_through=row.valid_through,
        last_confirmed=row.last_confirmed,
        seen_run=row.seen_run,
    )


def _content(item: SeenPosting) -> dict[str, Any]:
    key = item.posting.key
    return {
        "source": key.source,
        "board": key.board,
        "identifier": key.identifier,
        "content_hash": item.content_hash,
        "record": item.posting.to_json(),
        "valid_through": item.posting.valid_through,
    }


def _shown(run_id: str, at: datetime) -> dict[str, Any]:
    return {"last_confirmed": at, "seen_run": run_id, "misses": 0, "missed_run": None}


def _confirmed(run_id: str, at: datetime) -> dict[str, Any]:
    return {**_shown(run_id, at), "status": PostingStatus.ACTIVE.value, "closed_at": None}
