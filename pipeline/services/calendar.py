"""Which business day a moment belongs to: nights are counted in Brussels."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

BRUSSELS = ZoneInfo("Europe/Brussels")


def business_day(moment: datetime) -> date:
    """Return the day in Brussels on which ``moment`` falls."""
    return moment.astimezone(BRUSSELS).date()


def start_of_day(day: date) -> datetime:
    """Return the moment at which ``day`` begins in Brussels, in UTC."""
    return datetime.combine(day, time(), tzinfo=BRUSSELS).astimezone(UTC)
