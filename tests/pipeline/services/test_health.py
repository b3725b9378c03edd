"""Health: what is odd is named with its field; what is ordinary is left alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from models.store.engine import open_engine
from models.vocabulary import Cause, Outcome
from pipeline.search.morning import judge, morning
from pipeline.services.health import Inspection, inspect, keep_health
from pipeline.services.health_rules import Check, at_least, freshness, worst
from pipeline.services.ingest import ingest
from pipeline.services.publication import publish, published_on
from tests.landing_writer import land, raw

PLACES = ("Brugge", "Gent", "Antwerpen", "Leuven", "Hasselt")
TITLES = ("Java developer", "Python developer", "Frontend developer", "Data engineer", "DevOps engineer")


def ad(number: int, **changes: Any) -> Any:
    """Return one of the ads of an ordinary board; numbers are its identifiers."""
    fields: dict[str, Any] = {
        "title": f"{TITLES[number % 5]} {'senior' if number % 2 else 'junior'}",
        "job_locations": (PLACES[number % 5],),
        "description": f"<p>Wij zoeken iemand voor team {number} van onze vestiging in {PLACES[number % 5]}.</p>",
        "base_salary": f"€ {3000 + 50 * number} - {3800 + 50 * number} bruto per maand",
        "date_posted": "2026-11-03",
    }
    return raw(str(number), **{**fields, **changes})


BOARD = tuple(ad(number) for number in range(20))


@dataclass(frozen=True)
class Case:
    name: str
    ads: tuple[Any, ...]
    found: tuple[tuple[str, str | None], ...]
    holds: bool = False
    outcome: Outcome = Outcome.COMPLETE
    cause: Cause = Cause.FINISHED


ODD = (
    Case("pay is gone", tuple(ad(n, base_salary=None) for n in range(20)), (("field_lost", "pay"),), holds=True),
    Case(
        "pay is twelve times less",
        tuple(ad(n, base_salary=f"€ {2 * (3000 + 50 * n)} - {2 * (3800 + 50 * n)} bruto per maand") for n in range(20)),
        (("field_changed", "pay"),),
        holds=True,
    ),
    Case(
        "one place for all",
        tuple(ad(n, job_locations=("Mechelen",)) for n in range(20)),
        (("field_changed", "place"),),
        holds=True,
    ),
    Case(
        "other dates",
        tuple(ad(n, date_posted="2026-02-20") for n in range(20)),
        (("field_changed", "date_posted"),),
        holds=True,
    ),
    Case(
        "day and month change places in four ads",
        (*(ad(n, date_posted="2026-03-11") for n in range(4)), *BOARD[4:]),
        (("dates_swapped", "date_posted"),),
        holds=True,
    ),
    Case(
        "day and month change places in new ads",
        (*BOARD, *(ad(n, date_posted="2026-10-11" if n % 2 else "2026-11-20") for n in range(20, 32))),
        (("dates_swapped", "date_posted"),),
        holds=True,
    ),
    Case("half of the ads", BOARD[::2], (("volume_drop", None),)),
    Case(
        "copies under new numbers",
        BOARD
        + tuple(
            raw(
                f"c{n}",
                **{k: v for k, v in ad(n).to_json().items() if k in ("title", "description")},
                job_locations=(PLACES[n % 5],),
            )
            for n in range(20)
        ),
        (("duplicate_burst", "identifier"),),
        holds=True,
    ),
    Case(
        "robots.txt says no", (), (("robots_disallowed", None),), outcome=Outcome.SKIPPED, cause=Cause.ROBOTS_DISALLOWED
    ),
    Case(
        "half, and it says so",
        BOARD[::2],
        (("declared_mismatch", None),),
        outcome=Outcome.PARTIAL,
        cause=Cause.DECLARED_MISMATCH,
    ),
    Case("a wall", (), (("blocked_wall", None),), outcome=Outcome.BLOCKED, cause=Cause.BLOCKED_WALL),
)
ORDINARY = (
    Case("nothing new", BOARD, ()),
    Case("nearly all", BOARD[1:], (), outcome=Outcome.PARTIAL, cause=Cause.TIMEOUT),
    Case("a sample", BOARD[:2], (), outcome=Outcome.PARTIAL, cause=Cause.SAMPLE),
    Case("one ad less, one more", (*BOARD[1:], ad(31)), ()),
    Case("two ads lose their pay", (ad(0, base_salary=None), ad(1, base_salary=None), *BOARD[2:]), ()),
    Case("four ads are rewritten", (*(ad(n, title=f"{TITLES[n % 5]} lead") for n in range(4)), *BOARD[4:]), ()),
    Case(
        "eight new ads without pay among twenty with", (*BOARD, *(ad(40 + n, base_salary=None) for n in range(2))), ()
    ),
    Case(
        "two corrected dates, and new ads that are old",
        (
            *(ad(n, date_posted="2026-03-11") for n in range(2)),
            *BOARD[2:],
            *(ad(n, date_posted=f"2026-0{n % 8 + 1}-17") for n in range(20, 30)),
        ),
        (),
    ),
    Case("one long day of new ads", (*BOARD, *(ad(n) for n in range(50, 61))), ()),
)


@pytest.mark.parametrize("case", [*ODD, *ORDINARY], ids=lambda case: case.name)
def test_what_is_odd_is_named_and_what_is_ordinary_left_alone(
    sqlite_url: str, tmp_path: Path, now: datetime, case: Case
) -> None:
    engine = open_engine(sqlite_url)
    for back in (3, 2, 1):
        at = now - timedelta(days=back)
        ingest(engine, land(tmp_path, f"2026112{4 - back}T020000-recruitee", at, BOARD), now=at)
    run = land(tmp_path, "20261124T020000-recruitee", now, case.ads, outcome=case.outcome, cause=case.cause)
    inspection = inspect(engine, run)
    bad = [check for check in inspection.checks if check.level == "bad"]
    assert [(check.cause, check.field) for check in bad[:1]] == list(case.found)
    assert inspection.holds is case.holds
    assert inspection.affected == (20 if case.found else 0)


def test_the_first_bad_night_is_remembered(engine: Engine) -> None:
    for day, causes in ((21, ("blocked_wall",)), (22, ("blocked_wall",)), (23, ()), (24, ("blocked_wall",))):
        checks = tuple(Check(name="run", level="bad", cause=cause) for cause in causes)
        row = keep_health(engine, Inspection(source="lever", run_id="r", checks=checks), date(2026, 11, day))
        assert row.since == date(2026, 11, 21 if day == 22 else day)


def test_the_night_is_summed_up(engine: Engine, now: datetime) -> None:
    day = date(2026, 11, 23)
    assert judge([])[0] == "no"
    keep_health(engine, Inspection(source="lever", run_id="a"), day)
    assert morning(engine, day).verdict == "yes"
    assert morning(engine, day, expected=["lever", "ashby"]).missing == ["ashby"]
    check = Check(name="coverage", level="bad", cause="field_lost", field="pay", detail="gone")
    keep_health(engine, Inspection(source="recruitee", run_id="b", checks=(check,), affected=7), day)
    night = morning(engine, day)
    assert (night.verdict, [item.source for item in night.troubles]) == ("part", ["recruitee"])
    publish(engine, night, by="timetable", now=now)
    kept = published_on(engine, day)
    assert kept is not None
    assert (kept.state, kept.held) == ("part", ["recruitee"])


def test_small_matters() -> None:
    assert at_least(0, 5, 0.1) == pytest.approx(1)
    assert at_least(5, 5, 0.1) == pytest.approx(1e-5)
    assert freshness(date(2026, 11, 23), date(2026, 11, 22)) == []
    assert freshness(date(2026, 11, 23), date(2026, 11, 21))[0].cause == "stale"
    assert worst([]).level == "good"
    assert worst([Check(name="volume", level="bad"), Check(name="run", level="bad")]).name == "run"
