"""Which business day a moment belongs to: nights are counted in Brussels."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

BRUSSELS = ZoneInfo("Europe/Brussels")


def business_day(moment: datetime) -> date:
    """Return the day in Brussels on which ``moment`` falls."""
    return moment.astimezone(BRUSSELS).date()


def reading_day(fetched_at: datetime | None, run_began: datetime) -> date:
    """Return the day that "today" in an ad means: that of its fetching where that is known, else of its run's start."""
    try:
        return business_day(fetched_at if fetched_at is not None and fetched_at.tzinfo is not None else run_began)
    except OverflowError:  # a moment beyond the calendar
        return business_day(run_began)


def start_of_day(day: date) -> datetime:
    """Return the moment at which ``day`` begins in Brussels, in UTC."""
    return datetime.combine(day, time(), tzinfo=BRUSSELS).astimezone(UTC)
