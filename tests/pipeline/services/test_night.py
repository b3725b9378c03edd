"""The night: what is caught up, what is reported, what is removed and what must stay."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

from sqlalchemy import Engine

from models.run import EVIDENCE_FOLDER
from pipeline.services.held import hold
from pipeline.services.ingest import ingest
from pipeline.services.leases import claim, name_run
from pipeline.services.night import crawl_key, moment_of, purge, settle, turn_of, unread, unserved
from tests.landing_writer import land, raw, store_pages

DAY = date(2026, 11, 23)


def test_a_turn_missed_by_less_than_six_hours_is_caught_up_and_an_older_one_reported(
    engine: Engine, now: datetime
) -> None:
    turn = moment_of(DAY, turn_of("lever"))
    for back in (4, 3):
        assert claim(engine, crawl_key("lever", DAY - timedelta(days=back)), by="timetable", now=now) is not None
        now += timedelta(minutes=5)
    late, lost = unserved(engine, {"lever": 1}, now=turn + timedelta(hours=2))
    assert [item.day for item in late] == [DAY]
    assert [item.day for item in lost] == [DAY - timedelta(days=2), DAY - timedelta(days=1)]
    late, lost = unserved(engine, {"lever": 1}, now=turn + timedelta(hours=7))
    assert not late
    assert [item.day for item in lost][-1] == DAY


def test_a_turn_whose_holder_vanished_is_caught_up_and_what_it_landed_is_read(engine: Engine, tmp_path: Path) -> None:
    turn = moment_of(DAY, turn_of("recruitee"))
    held = claim(engine, crawl_key("recruitee", DAY), by="timetable", now=turn)
    run = land(tmp_path, f"{turn:%Y%m%dT%H%M%S}-recruitee", turn, [raw("1")], manifest=False)
    assert held is not None
    assert name_run(engine, held, run.run_id)
    alive, vanished = turn + timedelta(minutes=1), turn + timedelta(minutes=2)
    assert unserved(engine, {"recruitee": 1}, now=alive)[0] == []
    assert unread(engine, tmp_path, now=alive) == []
    assert [item.day for item in unserved(engine, {"recruitee": 1}, now=vanished)[0]] == [DAY]
    assert unread(engine, tmp_path, now=vanished) == [(run, DAY)]


def test_before_its_turn_and_without_a_past_a_source_owes_nothing(engine: Engine) -> None:
    turn = moment_of(DAY, turn_of("lever"))
    assert unserved(engine, {"lever": 1}, now=turn - timedelta(minutes=1)) == ([], [])


def test_settling_twice_adds_nothing(engine: Engine, tmp_path: Path, now: datetime) -> None:
    ingest(engine, land(tmp_path, "20261123T020000-recruitee", now, [raw("1"), raw("2", "Java developer")]), now=now)
    first = settle(engine, tmp_path, now=now)
    assert first.expire.expired == 0
    second = settle(engine, tmp_path, now=now)
    assert (second.link.vacancies, second.link.changed, second.expire.expired, second.purged) == (0, 0, 0, ())


def test_old_files_go_but_not_those_that_open_ads_or_the_next_crawl_rest_on(
    engine: Engine, tmp_path: Path, now: datetime
) -> None:
    old = now - timedelta(days=30)
    runs = [
        ("20261024T020000-recruitee", old, [raw("1")], []),
        ("20261025T020000-recruitee", old + timedelta(days=1), [raw("2", "Java developer")], ["1"]),
        ("20261026T020000-recruitee", old + timedelta(days=2), [raw("1", "Python developer")], ["2"]),
        ("20261027T020000-recruitee", old + timedelta(days=3), [], ["1", "2"]),
    ]
    for run_id, at, postings, seen in runs:
        fetched = [raw(item.identifier, item.title, run_id=run_id, fetched_at=at) for item in postings]
        ingest(engine, land(tmp_path, run_id, at, fetched, seen=seen), now=at)
    assert purge(engine, tmp_path, now=now) == ("20261024T020000-recruitee",)
    assert purge(engine, tmp_path, now=now) == ()
    assert sorted(path.name for path in (tmp_path / "recruitee").iterdir()) == [run_id for run_id, *_ in runs[1:]]


def test_evidence_goes_after_a_fortnight_even_where_its_run_is_still_needed(
    engine: Engine, tmp_path: Path, now: datetime
) -> None:
    for age, kept in ((30, False), (3, True)):
        at = now - timedelta(days=age)
        run = land(tmp_path, f"run-{age:02d}-recruitee", at, [raw(str(age))])
        (run.folder / EVIDENCE_FOLDER).mkdir()
        pages = store_pages(run)
        ingest(engine, run, now=at)
        assert purge(engine, tmp_path, now=now) == ()
        assert (run.folder / EVIDENCE_FOLDER).exists() is kept
        assert pages.exists() is kept


def test_evidence_of_a_held_run_goes_after_a_fortnight_and_the_run_stays(
    engine: Engine, tmp_path: Path, now: datetime
) -> None:
    run = land(tmp_path / "landing", "run-1-recruitee", now - timedelta(days=15), [raw("1")])
    (run.folder / EVIDENCE_FOLDER).mkdir()
    waiting = hold(tmp_path / "landing", run)
    assert purge(engine, tmp_path / "landing", now=now) == ()
    assert waiting.is_dir()
    assert not (waiting / EVIDENCE_FOLDER).exists()


def test_a_run_that_was_never_read_is_kept(engine: Engine, tmp_path: Path, now: datetime) -> None:
    for day in (1, 2):
        land(tmp_path, f"2026100{day}T020000-recruitee", now - timedelta(days=50), [raw("1")])
    assert purge(engine, tmp_path, now=now) == ()


def test_a_source_owes_only_the_nights_of_its_cadence(engine: Engine) -> None:
    days = [date(2026, 11, 23) + timedelta(days=number) for number in range(4)]
    owed = [
        bool(unserved(engine, {"lever": 2}, now=moment_of(day, turn_of("lever")) + timedelta(hours=1))[0])
        for day in days
    ]
    assert owed in ([True, False, True, False], [False, True, False, True])
