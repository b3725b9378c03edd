"""The timetable: the registry's sources in, one turn a night for each, then the work on the whole night.

The ledger in the database decides what is done; the timetable only knocks. However many of them run, whatever starts
late or twice, a source is crawled once for each business date.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any, Protocol

from apscheduler.events import EVENT_JOB_ERROR, EVENT_JOB_MISSED, JobExecutionEvent  # type: ignore[import-untyped]
from apscheduler.executors.pool import ThreadPoolExecutor  # type: ignore[import-untyped]
from apscheduler.schedulers.background import BackgroundScheduler  # type: ignore[import-untyped]
from apscheduler.triggers.base import BaseTrigger  # type: ignore[import-untyped]

from crawlers.source import all_sources
from pipeline.services.calendar import BRUSSELS, business_day
from pipeline.services.night import GRACE, PARALLEL, SETTLE_AT, Turn, is_due, next_moment, turn_of

log = logging.getLogger("belfry.schedule")


class Work(Protocol):
    """What the timetable sets going; every call may come twice and must then do nothing the second time."""

    def crawl(self, source: str, day: date) -> object:
        """Crawl one source for one business date and read what landed."""

    def settle(self, day: date) -> object:
        """Do what follows when the sources are in."""

    def unserved(self, sources: Mapping[str, int]) -> tuple[list[Turn], list[Turn]]:
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


def crawlable() -> dict[str, int]:
    """Return the sources of the registry that may run and have something to crawl, each with its nights between."""
    return {item.name: item.passport.nights for item in all_sources() if not item.refused and item.boards}


def timetable(work: Work, sources: Mapping[str, int]) -> BackgroundScheduler:
    """Return a timetable, not started, with a turn for each source and one for the whole night.

    Every quarter of an hour it looks for turns that nobody could take: the source was busy, paused, or we were away.
    """
    settings: dict[str, Any] = {"misfire_grace_time": int(GRACE.total_seconds()), "coalesce": True, "max_instances": 1}
    table = BackgroundScheduler(
        timezone=BRUSSELS, job_defaults=settings, executors={"default": ThreadPoolExecutor(PARALLEL)}
    )
    for name, nights in sources.items():
        table.add_job(_take_turn, OnceADate(turn_of(name)), args=(work, name, nights), id=name)
    table.add_job(lambda: work.settle(business_day(work.now())), OnceADate(SETTLE_AT), id="settle the night")
    table.add_job(catch_up, "interval", args=(work, table, sources), minutes=15, id="catch up")
    table.add_listener(_say, EVENT_JOB_ERROR | EVENT_JOB_MISSED)
    return table


def _take_turn(work: Work, source: str, nights: int) -> None:
    day = business_day(work.now())
    if is_due(source, day, nights):
        work.crawl(source, day)


def catch_up(work: Work, table: BackgroundScheduler, sources: Mapping[str, int]) -> None:
    """Set going what was missed within the grace; report what was missed before."""
    late, lost = work.unserved(sources)
    for turn in lost:
        work.report_lost(turn)
    for turn in late:
        table.add_job(
            work.crawl, args=(turn.source, turn.day), id=f"{turn.source} of {turn.day}", replace_existing=True
        )


def _say(event: JobExecutionEvent) -> None:
    log.error("%s: %s", event.job_id, getattr(event, "exception", None) or "missed its turn")
