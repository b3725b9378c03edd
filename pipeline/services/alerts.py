"""Telling a person once that something broke, and once that it is over: by e-mail and webhook; Atom shows the same.

An alert is one source with one cause. While it lasts nobody is told again; when the source is well, or ill of
something else, the first alert is closed and its recovery told.
"""

from __future__ import annotations

import http.client
import json
import smtplib
import urllib.request
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from urllib.parse import urlsplit

from sqlalchemy import Engine

from models.store.desk import AlertRow, Desk
from models.store.engine import reading, writing
from pipeline.search.morning import Morning, Trouble
from pipeline.services.runbook import entry_of

PATIENCE = 10
"""Seconds that a mail server or webhook has to answer."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Notice:
    """What a person is told."""

    subject: str
    text: str
    recovered: bool
    source: str
    cause: str


Teller = Callable[[Notice], None]
"""Tells a notice in one way; raises `OSError` or `smtplib.SMTPException` when it cannot."""


def alert(engine: Engine, night: Morning, tellers: Mapping[str, Teller], *, now: datetime) -> list[Notice]:
    """Open an alert for each new trouble of the night, close those that are over, tell both; return what was told.

    Running it twice tells nothing twice. A way that fails is noted with its reason and keeps the others from nothing.
    """
    ill = {(item.source, item.cause): item for item in night.troubles}
    opened: list[tuple[int, Notice]] = []
    with writing(engine) as connection:
        desk = Desk(connection)
        before = {(row.source, row.cause): row for row in desk.open_alerts()}
        for key, item in ill.items():
            if key not in before:
                number = desk.open_alert(item.source, item.cause, item.detail, at=now)
                opened.append((number, _broken(item)))
        for key, row in before.items():
            if key not in ill:
                desk.close_alert(row.id, at=now)
                opened.append((row.id, _recovered(row)))
    for number, notice in opened:
        told = {way: _tell(teller, notice) for way, teller in tellers.items()}
        with writing(engine) as connection:
            Desk(connection).told(number, told)
    return [notice for _, notice in opened]


def _tell(teller: Teller, notice: Notice) -> str:
    try:
        teller(notice)
    except (OSError, ValueError, smtplib.SMTPException, http.client.HTTPException) as error:
        return f"failed: {type(error).__name__}: {error}"[:300]
    return "told"


def _broken(item: Trouble) -> Notice:
    entry = entry_of(item.cause)
    text = (
        f"{entry.means}\n{item.detail}\n\nSuspect field: {item.suspect or '-'}\nSince: {item.since}\n"
        f"Ads affected: {item.affected}\nHow to tell: {entry.tell}\nSafe action: {entry.do}\nOver when: {entry.over}\n"
    )
    return Notice(
        subject=f"belfry: {item.source} {item.state}: {item.cause}",
        text=text,
        recovered=False,
        source=item.source,
        cause=item.cause,
    )


def _recovered(row: AlertRow) -> Notice:
    return Notice(
        subject=f"belfry: {row.source} recovered from {row.cause}",
        text=f"It began on {row.opened_at:%Y-%m-%d %H:%M} UTC: {row.detail}\n",
        recovered=True,
        source=row.source,
        cause=row.cause,
    )


MAIL = ("BELFRY_ALERT_MAIL_HOST", "BELFRY_ALERT_MAIL_FROM", "BELFRY_ALERT_MAIL_TO")


def by_mail(host: str, port: int, *, sender: str, receivers: Sequence[str]) -> Teller:
    """Return a way to tell by e-mail through a mail server on this machine or network."""

    def tell(notice: Notice) -> None:
        message = EmailMessage()
        message["Subject"], message["From"], message["To"] = notice.subject, sender, ", ".join(receivers)
        message.set_content(notice.text)
        with smtplib.SMTP(host, port, timeout=PATIENCE) as server:
            server.send_message(message)

    return tell


def by_webhook(url: str) -> Teller:
    """Return a way to tell by posting JSON to ``url``. Raises `ValueError` unless it is an http or https address."""
    if urlsplit(url).scheme not in ("http", "https"):
        raise ValueError(f"{url!r} is no http or https address")

    def tell(notice: Notice) -> None:
        body = {
            "source": notice.source,
            "cause": notice.cause,
            "recovered": notice.recovered,
            "subject": notice.subject,
            "text": notice.text,
        }
        asked = urllib.request.Request(  # noqa: S310  # the scheme was looked at above
            url, data=json.dumps(body).encode(), headers={"Content-Type": "application/json"}, method="POST"
        )
        with urllib.request.urlopen(asked, timeout=PATIENCE):  # noqa: S310  # likewise
            return

    return tell


def tellers_from(environment: Mapping[str, str]) -> dict[str, Teller]:
    """Return the ways that the environment names: ``BELFRY_ALERT_MAIL_HOST``, ``…_FROM``, ``…_TO``, ``…_WEBHOOK``.

    Raises `ValueError` for values by which nobody could be told.
    """
    ways: dict[str, Teller] = {}
    mail = {name: environment.get(name, "") for name in MAIL}
    missing = [name for name, value in mail.items() if not value]
    if 0 < len(missing) < len(mail):
        raise ValueError(f"alerts by mail need {' and '.join(missing)} too")
    if not missing:
        host, sender, receivers = mail.values()
        name, port = _server(host)
        ways["mail"] = by_mail(name, port, sender=sender, receivers=[item.strip() for item in receivers.split(",")])
    if webhook := environment.get("BELFRY_ALERT_WEBHOOK"):
        ways["webhook"] = by_webhook(webhook)
    return ways


def _server(host: str) -> tuple[str, int]:
    try:
        parts = urlsplit(f"//{host}")
        name, port = parts.hostname or "", parts.port or smtplib.SMTP_PORT
    except ValueError:
        name, port = "", 0
    if not name:
        raise ValueError(f"{MAIL[0]} {host!r} is no mail server; write mail.example or mail.example:587")
    return name, port


def recent_alerts(engine: Engine, *, limit: int = 50) -> list[AlertRow]:
    """Return the newest alerts, over or not."""
    with reading(engine) as connection:
        return Desk(connection).alerts(limit=limit)
