"""The timetable: every date has each turn once, whatever the clocks do and however many knock."""

from __future__ import annotations

import itertools
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

import pytest

from pipeline.services.calendar import BRUSSELS
from pipeline.services.night import FIRST, LAST, Turn, is_due, moment_of, next_moment, turn_of
from scheduler import OnceADate, catch_up, crawlable, timetable

LAST_DAY = date(2036, 12, 31)
TIMES = (time(0, 0), time(2, 0), time(2, 30), time(3, 15), time(4, 59), time(23, 59))
"""Six times of day; the second and third do not exist, or exist twice, when clocks change."""

CLOCK_CHANGES = {
    2026: (date(2026, 3, 29), date(2026, 10, 25)),
    2027: (date(2027, 3, 28), date(2027, 10, 31)),
    2028: (date(2028, 3, 26), date(2028, 10, 29)),
    2036: (date(2036, 3, 30), date(2036, 10, 26)),
}


@pytest.mark.parametrize("at", TIMES, ids=str)
def test_every_date_to_2036_has_the_turn_exactly_once(at: time) -> None:
    trigger = OnceADate(at)
    moment = datetime(2026, 1, 1, tzinfo=BRUSSELS) - timedelta(seconds=1)
    served: list[date] = []
    while True:
        following = trigger.get_next_fire_time(moment, moment)
        assert following > moment
        day = following.astimezone(BRUSSELS).date()
        if day > LAST_DAY:
            break
        served.append(day)
        moment = following
    assert served == [
        date(2026, 1, 1) + timedelta(days=number) for number in range((LAST_DAY - date(2026, 1, 1)).days + 1)
    ]


def clock_changes(year: int) -> tuple[date, date]:
    """Return the two dates of a year whose day in Brussels has not 24 hours."""
    days = [date(year, 1, 1) + timedelta(days=number) for number in range(366)]
    first, second = (
        day for day, after in pairwise(days) if moment_of(after, time()) - moment_of(day, time()) != timedelta(days=1)
    )
    return first, second


@pytest.mark.parametrize(("year", "days"), CLOCK_CHANGES.items(), ids=str)
def test_the_days_on_which_clocks_change_are_known(year: int, days: tuple[date, date]) -> None:
    assert clock_changes(year) == days


def test_a_skipped_time_still_has_a_moment_and_a_doubled_one_only_its_first() -> None:
    spring, autumn = CLOCK_CHANGES[2027]
    assert moment_of(spring, time(2, 30)) == datetime(2027, 3, 28, 1, 30, tzinfo=UTC)
    assert moment_of(autumn, time(2, 30)) == datetime(2027, 10, 31, 0, 30, tzinfo=UTC)


def test_every_turn_of_the_registry_lies_where_time_is_simple_and_they_are_spread() -> None:
    turns = {name: turn_of(name) for name in crawlable()}
    assert all(FIRST <= turn < LAST for turn in turns.values())
    assert len(set(turns.values())) > len(turns) // 2
    for spring, autumn in map(clock_changes, range(2026, 2037)):
        for day in (spring, autumn):
            for turn in turns.values():
                shown = moment_of(day, turn).astimezone(BRUSSELS)
                assert shown.time() == turn
                assert shown.fold == 0


@dataclass
class Spy:
    """Work that only remembers what it was asked."""

    late: list[Turn] = field(default_factory=list)
    lost: list[Turn] = field(default_factory=list)
    crawled: list[tuple[str, date]] = field(default_factory=list)
    reported: list[Turn] = field(default_factory=list)
    done: threading.Event = field(default_factory=threading.Event)

    def crawl(self, source: str, day: date) -> None:
        self.crawled.append((source, day))
        self.done.set()

    def settle(self, day: date) -> None:
        raise AssertionError("not tonight")

    def unserved(self, sources: Mapping[str, int]) -> tuple[list[Turn], list[Turn]]:
        return self.late, self.lost

    def report_lost(self, turn: Turn) -> None:
        self.reported.append(turn)

    def now(self) -> datetime:
        return datetime(2026, 11, 23, 3, 0, tzinfo=UTC)


def test_a_late_turn_is_caught_up_and_a_lost_one_reported() -> None:
    at = datetime(2026, 11, 23, 2, 30, tzinfo=UTC)
    late, lost = Turn("recruitee", date(2026, 11, 23), at), Turn("lever", date(2026, 11, 20), at - timedelta(days=3))
    spy = Spy(late=[late], lost=[lost])
    table = timetable(spy, {"recruitee": 1, "lever": 1})
    table.start()
    try:
        catch_up(spy, table, {"recruitee": 1, "lever": 1})
        assert spy.done.wait(5)
        # Asking waits for the library, which may still be taking the turn off: stopped meanwhile it would stumble.
        assert "recruitee of 2026-11-23" not in {job.id for job in table.get_jobs()}
    finally:
        table.shutdown()
    assert spy.crawled == [("recruitee", date(2026, 11, 23))]
    assert spy.reported == [lost]


def test_the_timetable_has_a_turn_for_every_source_and_one_for_the_night() -> None:
    table = timetable(Spy(), {"recruitee": 1, "lever": 1})
    assert {job.id for job in table.get_jobs()} == {"recruitee", "lever", "settle the night", "catch up"}
    assert next_moment(time(6, 30), after=datetime(2026, 11, 23, 3, 0, tzinfo=UTC)).hour == 5


def test_a_source_that_is_crawled_every_third_night_has_every_third_night() -> None:
    days = [date(2026, 11, 1) + timedelta(days=number) for number in range(30)]
    due = {name: [day for day in days if is_due(name, day, 3)] for name in ("recruitee", "lever", "forem", "ashby")}
    for found in due.values():
        assert {(later - day).days for day, later in itertools.pairwise(found)} == {3}
    assert len({found[0] for found in due.values()}) > 1, "they are spread over the nights"
