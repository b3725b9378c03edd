"""Leases: one holder, whoever asks; a zombie that wakes up writes nothing."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, select

from models.store.engine import reading, writing
from models.store.errors import DatabaseError
from models.store.leases import JobKey, Leases
from models.store.tables import counter
from pipeline.services.control import cancel, pause, paused_sources, resume
from pipeline.services.leases import LeaseLostError, claim, fenced, finish, kept_alive, record_missed

ROOT = Path(__file__).resolve().parents[3]
DAY = date(2026, 11, 23)


def key(subject: str = "recruitee", day: date = DAY) -> JobKey:
    return JobKey(kind="crawl", subject=subject, day=day)


def test_three_triggers_at_once_make_one_run_a_hundred_times(engine: Engine, now: datetime) -> None:
    sources = [f"source-{number:03}" for number in range(100)]
    barrier = threading.Barrier(3)

    def trigger(who: str) -> list[str]:
        won = []
        for name in sources:
            barrier.wait()
            if claim(engine, key(name), by=who, holder=who, now=now) is not None:
                won.append(name)
        return won

    with ThreadPoolExecutor(3) as pool:
        won = [name for names in pool.map(trigger, ("timetable", "console", "desk")) for name in names]
    assert sorted(won) == sources


def test_what_is_done_is_not_done_again_unless_a_person_says_so(engine: Engine, now: datetime) -> None:
    held = claim(engine, key(), by="timetable", now=now)
    assert held is not None
    assert claim(engine, key(), by="desk", now=now) is None
    assert finish(engine, held, "done", now=now)
    assert claim(engine, key(), by="timetable", now=now) is None
    again = claim(engine, key(), by="desk", now=now, again=True)
    assert again is not None
    assert again.attempt == 2


def test_one_source_is_never_crawled_twice_at_once_not_even_for_two_dates(engine: Engine, now: datetime) -> None:
    assert claim(engine, key(), by="timetable", now=now) is not None
    assert claim(engine, key(day=DAY + timedelta(days=1)), by="timetable", now=now) is None
    later = now + timedelta(minutes=5)
    assert claim(engine, key(day=DAY + timedelta(days=1)), by="timetable", now=later) is not None
    with reading(engine) as connection:
        before = Leases(connection).latest(key())
    assert before is not None
    assert before.state == "failed"


def test_a_lease_that_was_taken_under_a_clock_that_was_ahead_stands_in_nobodys_way(
    engine: Engine, now: datetime
) -> None:
    ahead = now + timedelta(days=100)
    lost = claim(engine, key(day=ahead.date()), by="timetable", now=ahead)
    assert lost is not None
    held = claim(engine, key(), by="timetable", now=now)
    assert held is not None
    assert not finish(engine, lost, "done", now=ahead), "it may still live, but it is no longer the holder"
    assert claim(engine, key(day=DAY + timedelta(days=1)), by="desk", now=now) is None, "one that is alive does"


def test_a_lost_lease_keeps_nothing_of_the_transaction(engine: Engine, now: datetime) -> None:
    held = claim(engine, key(), by="timetable", holder="first", now=now)
    assert held is not None
    guarded = fenced(engine, held)
    with writing(guarded) as connection:
        connection.execute(counter.insert().values(name="before", value=1))
    taken = claim(engine, key(), by="timetable", holder="second", now=now + timedelta(minutes=5))
    assert taken is not None
    assert taken.token == held.token + 1
    with pytest.raises(LeaseLostError), writing(guarded) as connection:
        connection.execute(counter.insert().values(name="after", value=1))
    assert not finish(engine, held, "done", now=now)
    with writing(fenced(engine, taken)) as connection:
        connection.execute(counter.insert().values(name="taken over", value=1))
    with reading(engine) as connection:
        assert set(connection.execute(select(counter.c.name)).scalars()) == {"before", "taken over"}


ZOMBIE = """
import os, signal, sys, threading
from datetime import UTC, date, datetime, timedelta
from sqlalchemy import event
from models.store.engine import open_engine, writing
from models.store.leases import JobKey
from models.store.tables import counter
from pipeline.services.leases import LeaseLostError, claim, fenced, kept_alive
engine = open_engine(sys.argv[1])
# Stopped amid a transaction it would keep the lock of its lease, and who takes over would wait for it.
in_use = threading.Lock()
event.listen(engine, "checkout", lambda *_: in_use.acquire())
event.listen(engine, "checkin", lambda *_: in_use.release())
lease, every = timedelta(seconds=0.5), timedelta(seconds=0.1)
held = claim(engine, JobKey(kind="crawl", subject="recruitee", day=date(2026, 11, 23)), by="t",
             now=datetime.now(UTC), lease=lease)
with kept_alive(engine, held, clock=lambda: datetime.now(UTC), lease=lease, every=every) as must_stop:
    with writing(fenced(engine, held)) as connection:
        connection.execute(counter.insert().values(name="before", value=1))
    with in_use:
        os.kill(os.getpid(), signal.SIGSTOP)
    try:
        with writing(fenced(engine, held)) as connection:
            connection.execute(counter.insert().values(name="after", value=1))
    except LeaseLostError:
        print("lost", must_stop.wait(30), flush=True)
"""


@pytest.fixture
def zombie(database_url: str) -> Iterator[subprocess.Popen[str]]:
    child = subprocess.Popen(
        [sys.executable, "-c", ZOMBIE, database_url], cwd=ROOT, stdout=subprocess.PIPE, text=True, env={**os.environ}
    )
    yield child
    child.send_signal(signal.SIGCONT)
    child.kill()
    child.communicate()


def test_a_paused_process_that_wakes_up_writes_nothing(engine: Engine, zombie: subprocess.Popen[str]) -> None:
    assert zombie.stdout is not None
    _, status = os.waitpid(zombie.pid, os.WUNTRACED)
    assert os.WIFSTOPPED(status)
    time.sleep(1.0)  # two leases
    taken = claim(engine, key(), by="timetable", holder="second", now=datetime.now(UTC))
    assert taken is not None
    zombie.send_signal(signal.SIGCONT)
    assert zombie.stdout.readline().strip() == "lost True"
    with reading(engine) as connection:
        assert list(connection.execute(select(counter.c.name)).scalars()) == ["before"]
    assert finish(engine, taken, "done", now=datetime.now(UTC))


def test_an_operator_stops_a_run(engine: Engine, now: datetime) -> None:
    assert not cancel(engine, "recruitee", by="an", now=now)
    held = claim(engine, key(), by="timetable", now=now)
    assert held is not None
    assert cancel(engine, "recruitee", by="an", now=now)
    with kept_alive(engine, held, clock=lambda: now, every=timedelta(milliseconds=20)) as must_stop:
        assert must_stop.wait(5)


def test_a_heartbeat_outlives_a_database_that_is_away_and_stops_the_work_when_the_lease_is_over(
    engine: Engine, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = claim(engine, key(), by="t", now=now)
    assert held is not None
    beats, moments = 0, iter([now, *(now + timedelta(seconds=30 * step) for step in range(1, 1000))])
    renew = Leases.beat

    def away_but_for_the_second_time(self: Leases, *arguments: Any, **named: Any) -> bool:
        nonlocal beats
        beats += 1
        if beats == 2:
            return renew(self, *arguments, **named)
        raise DatabaseError("the database is away")

    monkeypatch.setattr(Leases, "beat", away_but_for_the_second_time)
    with kept_alive(engine, held, clock=lambda: next(moments), every=timedelta(milliseconds=5)) as must_stop:
        assert must_stop.wait(30)
    # Without the second beat, a minute after the start, the lease would have ended with the third.
    assert beats >= 5


def test_a_source_is_paused_with_a_reason_and_resumed(engine: Engine, now: datetime) -> None:
    pause(engine, "recruitee", reason="terms under review", by="an", now=now)
    assert paused_sources(engine) == {"recruitee": "terms under review (an)"}
    assert resume(engine, "recruitee", by="an", now=now)
    assert not resume(engine, "recruitee", by="an", now=now)


def test_a_missed_night_is_noted_once_and_taken_only_by_a_person(engine: Engine, now: datetime) -> None:
    assert record_missed(engine, key(), now=now, detail="nobody was there")
    assert not record_missed(engine, key(), now=now, detail="nobody was there")
    assert claim(engine, key(), by="timetable", now=now) is None
    assert claim(engine, key(), by="desk", now=now, again=True) is not None
