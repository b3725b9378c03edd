"""Webhooks after Standard Webhooks 1.0: who is told, what is sent, how it is signed, and when it is tried again.

A message is a hint with the events in it; whoever gets it reads ``/v1/changes`` for the truth. Messages may come twice
and out of order; ``webhook-id`` tells.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import http.client
import re
import secrets
import socket
import ssl
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from board.caching import json_bytes
from models.network import is_public_address
from models.store.board_notes import BoardNotes, Delivery, Webhook
from models.store.engine import reading, writing
from pipeline.search.catalogue import Catalogue
from pipeline.search.changes import ChangePage, Filter, changes
from pipeline.services.takedown import receive

RETRY_AFTER: tuple[timedelta, ...] = (
    timedelta(seconds=5), timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2), timedelta(hours=5),
    timedelta(hours=10), timedelta(hours=14), timedelta(hours=20), timedelta(hours=24),
)  # fmt: skip
"""The schedule that Standard Webhooks recommends; after the last one a message is given up."""
MOST_EVENTS = 100
"""Events in one message."""
MOST_WEBHOOKS = 1000
_TIMEOUT_SECONDS = 10
_SECRET_BYTES = 24
TOLERANCE = timedelta(minutes=5)
"""How old a timestamp may be before a receiver should refuse it."""

Guard = Callable[[str], str | None]
"""Says why an address may not be called; ``None`` when it may."""
Send = Callable[[str, bytes, Mapping[str, str]], int]
"""Posts a body to an address and returns the status; raises `OSError` when nobody answers."""
PageJson = Callable[[ChangePage], dict[str, object]]
FilterOf = Callable[[str | None, str | None], Filter]


@dataclass(frozen=True, slots=True)
class Registered:
    """A new webhook, with the token that is shown once."""

    webhook: Webhook
    token: str


def register(
    catalogue: Catalogue, url: str, *, types: tuple[str, ...], role: str | None, city: str | None, sequence: int
) -> Registered | None:
    """Keep a new webhook that is told of events after ``sequence``; ``None`` when there are too many already."""
    token = secrets.token_urlsafe(24)
    item = Webhook(
        id="whk_" + secrets.token_hex(12),
        url=url,
        secret="whsec_" + base64.b64encode(secrets.token_bytes(_SECRET_BYTES)).decode(),
        token_hash=token_hash(token),
        types=types,
        role=role,
        city=city,
        sequence=sequence,
        created_at=catalogue.clock(),
    )
    with writing(catalogue.engine) as connection:
        notes = BoardNotes(connection)
        if notes.webhook_count() >= MOST_WEBHOOKS:
            return None
        notes.add_webhook(item)
    return Registered(item, token)


def token_hash(token: str) -> str:
    """Return what is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def sign(secret: str, message_id: str, timestamp: int, body: bytes) -> str:
    """Return the value of ``webhook-signature``: HMAC-SHA256 over ``id.timestamp.body``, base 64, version 1."""
    key = base64.b64decode(secret.removeprefix("whsec_"))
    signed = f"{message_id}.{timestamp}.".encode() + body
    return "v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()


def verify(secret: str, headers: Mapping[str, str], body: bytes, *, now: datetime) -> bool:
    """Say whether a message is ours and fresh: what a receiver does."""
    try:
        timestamp = int(headers["webhook-timestamp"])
        expected = sign(secret, headers["webhook-id"], timestamp, body)
    except (KeyError, ValueError):
        return False
    given = headers.get("webhook-signature", "").split(" ")
    fresh = abs(now.timestamp() - timestamp) <= TOLERANCE.total_seconds()
    return fresh and any(hmac.compare_digest(expected, signature) for signature in given)


def deliver(
    catalogue: Catalogue,
    *,
    page_json: PageJson,
    filter_of: FilterOf,
    send: Send | None = None,
    guard: Guard | None = None,
) -> int:
    """Tell every webhook of what happened since it was told last, and try again what failed; return messages sent.

    Each message is written before it is sent, so a crash repeats a message and loses none. Several processes may call
    this: each message is written by one and sent by one at a time. A webhook that failed is left alone until its next
    message is due; one that is disabled (`BoardNotes.disabled_webhooks`) is sent nothing.
    """
    send, guard = send or post, guard or refuse_private
    now = catalogue.clock()
    with writing(catalogue.engine) as connection:
        notes = BoardNotes(connection)
        disabled = notes.disabled_webhooks()
        webhooks = {item.id: item for item in notes.webhooks() if item.id not in disabled}
    for item in webhooks.values():
        _write_new(catalogue, item, page_json, filter_of, now)
    with reading(catalogue.engine) as connection:
        due = [item for item in BoardNotes(connection).due(now) if item.webhook_id in webhooks]
    sent, failed = 0, set[str]()
    for delivery in due:
        if delivery.webhook_id in failed or not _claimed(catalogue, delivery, now):
            continue
        after = _attempt(delivery, webhooks[delivery.webhook_id], now, send, guard)
        sent += 1
        with writing(catalogue.engine) as connection:
            BoardNotes(connection).keep_delivery(after)
        if after.state != "delivered":
            failed.add(delivery.webhook_id)
        if after.state == "given_up":
            _tell_operator(catalogue, webhooks[delivery.webhook_id], after, now)
    return sent


def _write_new(catalogue: Catalogue, item: Webhook, page_json: PageJson, filter_of: FilterOf, now: datetime) -> None:
    """Write messages of all that ``item`` has not been told, as far as no other process does."""
    wanted, more = filter_of(item.role, item.city), True
    while more:
        page = changes(catalogue.engine, since=item.sequence, limit=MOST_EVENTS, kinds=item.types, wanted=wanted)
        if page.next_cursor == item.sequence:
            return
        body = {"type": "vacancies.changed", "timestamp": now.isoformat(), "data": page_json(page)}
        with writing(catalogue.engine) as connection:
            notes = BoardNotes(connection)
            if not notes.advance_webhook(item, page.next_cursor):
                return
            if page.events:
                notes.keep_delivery(_message(item, page, json_bytes(body).decode(), now))
        item, more = replace(item, sequence=page.next_cursor), page.has_more


def _message(item: Webhook, page: ChangePage, body: str, now: datetime) -> Delivery:
    return Delivery(
        id="msg_" + secrets.token_hex(12),
        webhook_id=item.id,
        first=page.events[0].sequence,
        last=page.events[-1].sequence,
        body=body,
        at=now,
        next_at=now,
    )


def _claimed(catalogue: Catalogue, delivery: Delivery, now: datetime) -> bool:
    with writing(catalogue.engine) as connection:
        return BoardNotes(connection).claim_delivery(delivery, now + RETRY_AFTER[1])


def _tell_operator(catalogue: Catalogue, item: Webhook, given_up: Delivery, now: datetime) -> None:
    """Enter a webhook that is disabled in the operator's list of requests."""
    why = f"webhook disabled after {given_up.attempts} attempts: {given_up.error}"
    receive(catalogue.engine, "report", f"{item.id} {item.url}", reason=why, now=now)


def _attempt(delivery: Delivery, item: Webhook, now: datetime, send: Send, guard: Guard) -> Delivery:
    body = delivery.body.encode()
    timestamp = int(now.timestamp())
    headers = {
        "content-type": "application/json",
        "user-agent": "belfry-webhooks/1",
        "webhook-id": delivery.id,
        "webhook-timestamp": str(timestamp),
        "webhook-signature": sign(item.secret, delivery.id, timestamp, body),
    }
    status, error = None, guard(item.url)
    if error is None:
        try:
            status = send(item.url, body, headers)
            error = None if 200 <= status < 300 else f"answered {status}"
        except (OSError, ValueError, http.client.HTTPException) as problem:
            error = f"{type(problem).__name__}: {problem}"[:300]
    attempts = delivery.attempts + 1
    if error is None:
        return replace(delivery, state="delivered", attempts=attempts, status=status, error=None, next_at=None)
    # 410 means that nobody listens there any more (Standard Webhooks).
    over = attempts > len(RETRY_AFTER) or status == 410
    return replace(
        delivery,
        state="given_up" if over else "waiting",
        attempts=attempts,
        status=status,
        error=error,
        next_at=None if over else now + RETRY_AFTER[attempts - 1],
    )


def redeliver(catalogue: Catalogue, delivery: Delivery) -> Delivery:
    """Let a message be sent again at the next delivery, whatever became of it."""
    waiting = again(delivery, now=catalogue.clock())
    with writing(catalogue.engine) as connection:
        BoardNotes(connection).keep_delivery(waiting)
    return waiting


def again(delivery: Delivery, *, now: datetime) -> Delivery:
    """Return a message as one that waits to be sent, from its first attempt on."""
    return replace(delivery, state="waiting", attempts=0, next_at=now)


def refuse_private(url: str) -> str | None:
    """Return why ``url`` may not be called: only https to public addresses, so that nobody reaches our own network."""
    if not re.fullmatch(r"[!-~]+", url):
        return "an address has no spaces and only ASCII characters; others are percent-encoded"
    try:
        parts = urlsplit(url)
    except ValueError as error:
        return str(error)
    if parts.scheme != "https" or not parts.hostname or parts.username:
        return "only https addresses without credentials can be called"
    try:
        _public_addresses(parts.hostname, parts.port or 443)
    except (OSError, UnicodeError, ValueError) as error:
        return f"{parts.hostname}: {error}"
    return None


def _public_addresses(host: str, port: int) -> list[str]:
    found = [str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    for address in found:
        if not is_public_address(address.partition("%")[0]):
            raise OSError("leads to an address that is not public")
    return found


class _Pinned(http.client.HTTPSConnection):
    """A connection to an address that was checked: the name is not looked up a second time."""

    def __init__(self, host: str, port: int, address: str) -> None:
        super().__init__(host, port, timeout=_TIMEOUT_SECONDS, context=ssl.create_default_context())
        self._address = address

    def connect(self) -> None:
        """Connect to the checked address, and ask for the certificate of the name."""
        plain = socket.create_connection((self._address, self.port), _TIMEOUT_SECONDS)
        self.sock = ssl.create_default_context().wrap_socket(plain, server_hostname=self.host)


def post(url: str, body: bytes, headers: Mapping[str, str]) -> int:
    """Post ``body``; no redirect is followed. Raises `OSError` when nobody answers or the address is not public."""
    parts = urlsplit(url)
    host, port = parts.hostname or "", parts.port or 443
    connection = _Pinned(host, port, _public_addresses(host, port)[0])
    try:
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        connection.request("POST", path, body, dict(headers))
        return connection.getresponse().status
    finally:
        connection.close()
