"""The timetable: the registry's sources in, one turn a night for each, then the work on the whole night.

The ledger in the database decides what is done; the timetable only knocks. However many of them run, whatever starts
late or twice, a source is crawled once for each business date.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any, Protocol

from apscheduler.events import EVENT_JOB_ERROR, EVENT_JOB_MISSED, JobExecutionEvent  # type: ignore[import-untyped]
from apscheduler.executors.pool import ThreadPoolExecutor  # type: ignore[import-untyped]
from apscheduler.schedulers.background import BackgroundScheduler  # type: ignore[import-untyped]
from apscheduler.triggers.base import BaseTrigger  # type: ignore[import-untyped]

from crawlers.source import all_sources
from pipeline.services.calendar import BRUSSELS, business_day
from pipeline.services.night import GRACE, SETTLE_AT, Turn, next_moment, turn_of

PARALLEL = 4
"""Crawls at one time, each in a process of its own."""

log = logging.getLogger("belfry.schedule")


class Work(Protocol):
    """What the timetable sets going; every call may come twice and must then do nothing the second time."""

    def crawl(self, source: str, day: date) -> object:
        """Crawl one source for one business date and read what landed."""

    def settle(self, day: date) -> None:
        """Do what follows when the sources are in."""

    def unserved(self, sources: Iterable[str]) -> tuple[list[Turn], list[Turn]]:
        """Return the turns to catch up now, and those that are too old for it."""

    def report_lost(self, turn: Turn) -> None:
        """Tell a person of a night that nobody crawled."""

    def now(self) -> datetime:
        """Return this moment."""


class OnceADate(BaseTrigger):  # type: ignore[misc]  # the library has no types
    """Fires exactly once on every date in Brussels, on the days when clocks change too."""

    def __init__(self, at: time) -> None:
        self.at = at

    def get_next_fire_time(self, previous_fire_time: datetime | None, now: datetime) -> datetime:
        """Return the next moment, as the library asks for it."""
        return next_moment(self.at, after=previous_fire_time or now)


def crawlable() -> list[str]:
    """Return the sources of the registry that have a turn: those that may run and have something to crawl."""
    return [item.name for item in all_sources() if not item.refused and item.boards]


def timetable(work: Work, sources: Iterable[str]) -> BackgroundScheduler:
    """Return a timetable, not started, with a turn for each source and one for the whole night."""
    settings: dict[str, Any] = {"misfire_grace_time": int(GRACE.total_seconds()), "coalesce": True, "max_instances": 1}
    table = BackgroundScheduler(
        timezone=BRUSSELS, job_defaults=settings, executors={"default": ThreadPoolExecutor(PARALLEL)}
    )
    for name in sources:
        table.add_job(lambda name=name: work.crawl(name, business_day(work.now())), OnceADate(turn_of(name)), id=name)
    table.add_job(lambda: work.settle(business_day(work.now())), OnceADate(SETTLE_AT), id="settle the night")
    table.add_listener(_say, EVENT_JOB_ERROR | EVENT_JOB_MISSED)
    return table


def catch_up(work: Work, table: BackgroundScheduler, sources: Iterable[str]) -> None:
    """Set going what was missed within the grace; report what was missed before."""
    late, lost = work.unserved(list(sources))
    for turn in lost:
        work.report_lost(turn)
    for turn in late:
        table.add_job(work.crawl, args=(turn.source, turn.day), id=f"{turn.source} of {turn.day}")


def _say(event: JobExecutionEvent) -> None:
    log.error("%s: %s", event.job_id, getattr(event, "exception", None) or "missed its turn")
