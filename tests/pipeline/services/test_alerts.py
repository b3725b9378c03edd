"""Alerts: one when it begins, one when it is over, none between."""

from __future__ import annotations

import smtplib
from datetime import date, datetime

import pytest
from sqlalchemy import Engine

from pipeline.search.morning import Morning, Trouble
from pipeline.services.alerts import Notice, alert, by_webhook, recent_alerts, tellers_from

DAY = date(2026, 11, 23)


def night(*causes: str) -> Morning:
    troubles = [
        Trouble(
            source="lever",
            state="bad",
            cause=cause,
            suspect=None,
            detail="403",
            since=DAY,
            affected=9,
            advice="Pause it.",
            run_id=None,
        )
        for cause in causes
    ]
    return Morning(day=DAY, verdict="part", sentence="", sources=2, good=1, troubles=troubles)


def test_a_trouble_is_told_once_and_its_end_once(engine: Engine, now: datetime) -> None:
    told: list[Notice] = []
    ways = {"list": told.append}
    for causes in (("blocked_wall",), ("blocked_wall",), ("consent_page",), (), ()):
        alert(engine, night(*causes), ways, now=now)
    assert [(item.cause, item.recovered) for item in told] == [
        ("blocked_wall", False),
        ("consent_page", False),
        ("blocked_wall", True),
        ("consent_page", True),
    ]
    assert "Pause the source and write to the publisher" in told[0].text


def test_a_way_that_fails_keeps_the_others_from_nothing(engine: Engine, now: datetime) -> None:
    told: list[Notice] = []

    def broken(notice: Notice) -> None:
        raise smtplib.SMTPServerDisconnected("gone")

    alert(engine, night("blocked_wall"), {"mail": broken, "list": told.append}, now=now)
    assert len(told) == 1
    assert recent_alerts(engine)[0].told == {"mail": "failed: SMTPServerDisconnected: gone", "list": "told"}


def test_the_ways_come_from_the_environment() -> None:
    mail = {"BELFRY_ALERT_MAIL_HOST": "localhost:2525", "BELFRY_ALERT_MAIL_FROM": "a@b", "BELFRY_ALERT_MAIL_TO": "c@d"}
    assert set(tellers_from({**mail, "BELFRY_ALERT_WEBHOOK": "https://hooks.example/1"})) == {"mail", "webhook"}
    assert tellers_from({}) == {}
    with pytest.raises(ValueError, match="need BELFRY_ALERT_MAIL_TO too"):
        tellers_from({name: value for name, value in mail.items() if not name.endswith("TO")})
    with pytest.raises(ValueError, match=r"'mail.example:smtp' is no mail server"):
        tellers_from({**mail, "BELFRY_ALERT_MAIL_HOST": "mail.example:smtp"})
    with pytest.raises(ValueError, match="file"):
        by_webhook("file:///etc/passwd")
