"""A source's turn: one process each, gone within its limit, the others unharmed."""

from __future__ import annotations

import sys
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path

import pytest

from console.nightly import Nightly
from console.settings import Settings
from console.turn import CrawlWish, ended
from crawlers.supervisor import supervise
from models.vocabulary import Cause
from pipeline.search.morning import morning
from pipeline.search.runs import recent_runs
from pipeline.services.calendar import business_day
from pipeline.services.leases import claim, finish, name_run
from tests.landing_writer import land, raw

LIMIT, GRACE = 4.0, 0.5
BAD = {
    "hangs": "import time; time.sleep(600)",
    "hangs and will not be told": "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(600)",
    "loops": "while True: pass",
    "leaks": "kept = []\nwhile True: kept.append(bytearray(1 << 24))",
    "crashes": "import os, signal; os.kill(os.getpid(), signal.SIGSEGV)",
    "leaves a child": "import subprocess, time; subprocess.Popen(['sleep', '600']); time.sleep(600)",
}
CAUSES = {"leaks": Cause.CRASHED, "crashes": Cause.CRASHED}


@pytest.mark.slow
def test_a_bad_spider_is_gone_within_its_limit_and_the_others_are_unharmed(tmp_path: Path) -> None:
    good = "import time; time.sleep(1); print('fine')"

    def run(item: tuple[str, str]) -> tuple[str, object, float]:
        name, program = item
        began = time.monotonic()
        end = supervise(
            [sys.executable, "-c", program],
            log=tmp_path / f"{name}.log",
            time_limit=LIMIT,
            grace=GRACE,
            memory_limit=1 << 28,
        )
        return name, end, time.monotonic() - began

    with ThreadPoolExecutor(8) as pool:
        ends = {name: (end, took) for name, end, took in pool.map(run, [*BAD.items(), ("good", good)])}
    assert ends["good"][0].status == 0  # type: ignore[attr-defined]
    for name in BAD:
        end, took = ends[name]
        assert end.cause is CAUSES.get(name, Cause.TIME_LIMIT), name  # type: ignore[attr-defined]
        assert took < LIMIT + GRACE + 10
        assert ended(end, None)[0] == "failed"  # type: ignore[arg-type]
    assert (tmp_path / "good.log").read_text() == "fine\n"


def test_the_night_reads_what_a_person_landed_and_nobody_read(settings: Settings, now: datetime) -> None:
    engine, day = settings.engine(), business_day(now)
    by_hand = f"{now:%Y%m%dT%H%M%S}-recruitee"
    held = claim(engine, CrawlWish().key("recruitee", day), by="cli:an", now=now)
    assert held is not None
    assert name_run(engine, held, by_hand)
    land(settings.landing, by_hand, now, [raw("1")])
    work = Nightly(settings=settings, engine=engine, clock=lambda: now)
    work.settle(day)
    assert recent_runs(engine, limit=5) == [], "it is under way: its holder reads it"
    assert finish(engine, held, "done", now=now)
    work.settle(day, again=True)
    assert [run.run_id for run in recent_runs(engine, limit=5)] == [by_hand]
    assert [item.source for item in morning(engine, day, expected=["recruitee"]).troubles] == []
    assert not morning(engine, day, expected=["recruitee"]).missing
