"""The moment of an answer, and what it makes of a vacancy's dates: open, listed, new."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from pipeline.lifecycle import LEAVES_LISTS_AFTER, UNCONFIRMED_AFTER
from pipeline.market.columns import Columns, second
from pipeline.market.vocabularies import Bools

BRUSSELS = ZoneInfo("Europe/Brussels")


@dataclass(frozen=True, slots=True)
class Moment:
    """A point in time, and the Belgian day it lies in."""

    at: datetime

    @property
    def today(self) -> date:
        """The day in Belgium."""
        return _day(self.at)

    def window(self, days: int) -> tuple[date, date]:
        """Return the first and the last of the ``days`` days that end today."""
        return self.today - timedelta(days=days - 1), self.today


@lru_cache(maxsize=64)
def _day(at: datetime) -> date:
    return at.astimezone(BRUSSELS).date()


def open_rows(columns: Columns, moment: Moment) -> Bools:
    """Return what is open and counted: confirmed within 48 hours, before its own end date, not closed."""
    return (
        listed_rows(columns, moment)
        & ~columns.unconfirmed
        & (second(moment.at) - columns.last_confirmed < UNCONFIRMED_AFTER.total_seconds())
    )


def listed_rows(columns: Columns, moment: Moment) -> Bools:
    """Return what lists show: not closed, before its own end date, seen within seven days."""
    return (
        columns.alive
        & ~columns.closed
        & (columns.valid_through >= moment.today.toordinal())
        & (second(moment.at) - columns.last_confirmed < LEAVES_LISTS_AFTER.total_seconds())
    )


def appeared_rows(columns: Columns, first: date, last: date) -> Bools:
    """Return what appeared from day ``first`` to day ``last``, open or closed since."""
    return columns.alive & (columns.appeared >= first.toordinal()) & (columns.appeared <= last.toordinal())
