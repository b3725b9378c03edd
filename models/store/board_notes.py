"""Webhooks and their deliveries, reports of readers, and the counts of published feeds, written and read."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

import orjson
from sqlalchemy import Connection, delete, func, select, update

from models.record import Record
from models.store.statements import insert_for
from models.store.tables import feed_count, report, webhook, webhook_delivery


@dataclass(frozen=True, kw_only=True, slots=True)
class Webhook(Record):
    """Where somebody wants to be told of changes."""

    id: str
    url: str
    secret: str
    """Key of the signatures, as Standard Webhooks writes it: ``whsec_`` and base 64."""
    token_hash: str
    """SHA-256 of the token that whoever registered it shows."""
    types: tuple[str, ...] = ()
    role: str | None = None
    city: str | None = None
    sequence: int
    """The last event it was told of."""
    created_at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Delivery(Record):
    """One message to a webhook, and how it fared."""

    id: str
    webhook_id: str
    first: int
    last: int
    """Numbers of the first and last event it tells of."""
    body: str
    state: str = "waiting"
    """``waiting``, ``delivered`` or ``given_up``."""
    attempts: int = 0
    status: int | None = None
    error: str | None = None
    at: datetime
    next_at: datetime | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class ReaderReport(Record):
    """What a reader tells us of a vacancy or a page."""

    id: str
    kind: str
    vacancy_id: str | None = None
    page: str | None = None
    note: str | None = None
    state: str = "open"
    at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class FeedCount(Record):
    """How many entries a feed had when it was last published."""

    feed: str
    count: int
    at: datetime
    released_to: int | None = None
    """The least count that an operator allowed for the next publication."""
    released_by: str | None = None


class BoardNotes:
    """What the board keeps beside the vacancies."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add_webhook(self, item: Webhook) -> None:
        """Keep a new webhook."""
        self._connection.execute(webhook.insert().values(_values(item)))

    def webhooks(self) -> list[Webhook]:
        """Return all webhooks, oldest first."""
        rows = self._connection.execute(select(webhook).order_by(webhook.c.created_at, webhook.c.id)).mappings()
        return [Webhook(**{**row, "types": tuple(row["types"])}) for row in rows]

    def find_webhook(self, webhook_id: str) -> Webhook | None:
        """Return one webhook."""
        row = self._connection.execute(select(webhook).where(webhook.c.id == webhook_id)).mappings().first()
        return Webhook(**{**row, "types": tuple(row["types"])}) if row else None

    def remove_webhook(self, webhook_id: str) -> None:
        """Forget a webhook and its deliveries."""
        self._connection.execute(delete(webhook_delivery).where(webhook_delivery.c.webhook_id == webhook_id))
        self._connection.execute(delete(webhook).where(webhook.c.id == webhook_id))

    def advance_webhook(self, item: Webhook, sequence: int) -> bool:
        """Note the last event that a delivery tells a webhook of; ``False`` when somebody else has done so."""
        still = webhook.c.id == item.id, webhook.c.sequence == item.sequence
        return self._connection.execute(update(webhook).where(*still).values(sequence=sequence)).rowcount == 1

    def disabled_webhooks(self) -> dict[str, Delivery]:
        """Return the webhooks whose newest message that is settled was given up, each with that message.

        Nothing more is sent to them until whoever owns it asks for that message again.
        """
        settled = webhook_delivery.c.state.in_(("delivered", "given_up"))
        rows = self._connection.execute(select(webhook_delivery).where(settled).order_by(webhook_delivery.c.at))
        newest = {row["webhook_id"]: Delivery(**row) for row in rows.mappings()}
        return {webhook_id: item for webhook_id, item in newest.items() if item.state == "given_up"}

    def claim_delivery(self, item: Delivery, until: datetime) -> bool:
        """Take a delivery that is due, so that no other process sends it before ``until``; say whether it was free."""
        same = webhook_delivery.c.id == item.id, webhook_delivery.c.next_at == item.next_at
        return self._connection.execute(update(webhook_delivery).where(*same).values(next_at=until)).rowcount == 1

    def keep_delivery(self, item: Delivery) -> None:
        """Write a delivery, new or changed."""
        values = _values(item)
        statement = insert_for(self._connection, webhook_delivery).values(values)
        self._connection.execute(statement.on_conflict_do_update(index_elements=["id"], set_=values))

    def deliveries(self, webhook_id: str, *, limit: int = 100) -> list[Delivery]:
        """Return the deliveries of a webhook, newest first."""
        statement = select(webhook_delivery).where(webhook_delivery.c.webhook_id == webhook_id)
        ordered = statement.order_by(webhook_delivery.c.at.desc(), webhook_delivery.c.id.desc()).limit(limit)
        return [Delivery(**row) for row in self._connection.execute(ordered).mappings()]

    def find_delivery(self, webhook_id: str, delivery_id: str) -> Delivery | None:
        """Return one delivery of a webhook."""
        mine = webhook_delivery.c.id == delivery_id, webhook_delivery.c.webhook_id == webhook_id
        row = self._connection.execute(select(webhook_delivery).where(*mine)).mappings().first()
        return Delivery(**row) if row else None

    def due(self, now: datetime) -> list[Delivery]:
        """Return the deliveries that wait and whose time has come."""
        waiting = webhook_delivery.c.state == "waiting", webhook_delivery.c.next_at <= now
        rows = self._connection.execute(select(webhook_delivery).where(*waiting).order_by(webhook_delivery.c.next_at))
        return [Delivery(**row) for row in rows.mappings()]

    def forget_in_deliveries(self, vacancies: Collection[str]) -> int:
        """Take these vacancies out of the messages that are kept; their events stay. Return the messages changed."""
        changed = 0
        for row in self._connection.execute(select(webhook_delivery.c.id, webhook_delivery.c.body)).all():
            if not any(vacancy_id in row.body for vacancy_id in vacancies):
                continue
            body = orjson.loads(row.body)
            for told in body["data"]["events"]:
                if told["id"] in vacancies:
                    told.pop("vacancy", None)
            mine = webhook_delivery.c.id == row.id
            self._connection.execute(update(webhook_delivery).where(mine).values(body=orjson.dumps(body).decode()))
            changed += 1
        return changed

    def forget_deliveries(self, before: datetime) -> int:
        """Delete the messages that were written before a moment and do not wait; return how many."""
        old = webhook_delivery.c.at < before, webhook_delivery.c.state == "delivered"
        return self._connection.execute(delete(webhook_delivery).where(*old)).rowcount

    def file_report(self, item: ReaderReport) -> None:
        """Keep what a reader tells us."""
        self._connection.execute(report.insert().values(_values(item)))

    def reports(self, *, limit: int = 200) -> list[ReaderReport]:
        """Return reports as they came in, newest first."""
        statement = select(report).order_by(report.c.at.desc(), report.c.id.desc()).limit(limit)
        return [ReaderReport(**row) for row in self._connection.execute(statement).mappings()]

    def webhook_count(self) -> int:
        """Return how many webhooks there are."""
        return int(self._connection.execute(select(func.count()).select_from(webhook)).scalar_one())

    def feed_counts(self) -> Sequence[FeedCount]:
        """Return the counts of all published feeds."""
        rows = self._connection.execute(select(feed_count).order_by(feed_count.c.feed)).mappings()
        return [FeedCount(**row) for row in rows]

    def find_feed_count(self, feed: str) -> FeedCount | None:
        """Return the count of one feed."""
        row = self._connection.execute(select(feed_count).where(feed_count.c.feed == feed)).mappings().first()
        return FeedCount(**row) if row else None

    def keep_feed_count(self, item: FeedCount) -> None:
        """Write the count of a feed."""
        values = _values(item)
        statement = insert_for(self._connection, feed_count).values(values)
        self._connection.execute(statement.on_conflict_do_update(index_elements=["feed"], set_=values))


def _values(item: Record) -> dict[str, object]:
    fields: Sequence[str] = item.__dataclass_fields__  # type: ignore[attr-defined]  # every record is a dataclass
    found = {name: getattr(item, name) for name in fields}
    return {name: list(value) if isinstance(value, tuple) else value for name, value in found.items()}
