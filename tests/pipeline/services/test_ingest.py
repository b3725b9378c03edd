import gzip
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from sqlalchemy import Engine, func, select, text

from crawlers.landing import RunFolder
from models.run import KNOWN_NAME
from models.store.engine import open_engine
from models.store.tables import dead_letter, held_closing, posting, posting_change
from models.vocabulary import Basis, Cause, Outcome
from pipeline.landing import LandedRun, landed_runs
from pipeline.quality import Thresholds
from pipeline.services.closing import NothingHeldError, discard, expire, release, undo_closings
from pipeline.services.health import inspect
from pipeline.services.ingest import IngestReport, ingest
from pipeline.services.rederive import rederive
from tests.landing_writer import land, raw

DAY = timedelta(days=1)


def statuses(engine: Engine) -> dict[str, str]:
    with engine.connect() as connection:
        rows = connection.execute(select(posting.c.identifier, posting.c.status))
        return {row[0]: row[1] for row in rows}


def dump(engine: Engine) -> dict[str, list[tuple[object, ...]]]:
    with engine.connect() as connection:
        names = ("posting", "posting_change", "run", "board_run", "dead_letter", "held_closing", "source")
        return {name: sorted(map(tuple, connection.execute(text(f"SELECT * FROM {name}"))), key=repr) for name in names}


def test_a_run_is_kept_and_a_second_reading_of_it_changes_no_row(engine: Engine, tmp_path: Path, now: datetime) -> None:
    landed = land(tmp_path, "r1", now, [raw("1"), raw("2")])
    report = ingest(engine, landed, now=now)
    assert (report.total("new"), report.total("withdrawn"), report.again) == (2, 0, False)
    before = dump(engine)
    again = ingest(engine, landed, now=now + DAY)
    assert again.again
    assert again.total("new") == 2
    assert dump(engine) == before


def test_today_in_an_ad_is_the_day_of_its_fetching_and_reading_it_again_agrees(engine: Engine, tmp_path: Path) -> None:
    began = datetime(2026, 11, 23, 22, 55, tzinfo=UTC)  # five to midnight in Brussels
    ads = [
        raw("1", date_posted="vandaag", fetched_at=began),
        raw("2", date_posted="vandaag", fetched_at=began + DAY / 24),
    ]
    ingest(engine, land(tmp_path, "r1", began, ads), now=began + DAY)
    with engine.connect() as connection:
        rows = connection.execute(select(posting.c.identifier, posting.c.record))
        assert {row[0]: row[1]["date_posted"] for row in rows} == {"1": "2026-11-23", "2": "2026-11-24"}
    assert rederive(engine, tmp_path).changed == 0


def test_a_changed_ad_keeps_the_history_of_its_fields(engine: Engine, tmp_path: Path, now: datetime) -> None:
    ingest(engine, land(tmp_path, "r1", now, [raw("1")]), now=now)
    report = ingest(engine, land(tmp_path, "r2", now + DAY, [raw("1", "Java developer")]), now=now)
    assert (report.total("new"), report.total("changed")) == (0, 1)
    with engine.connect() as connection:
        fields = connection.execute(
            select(posting_change.c.fields).where(posting_change.c.kind == "changed")
        ).scalar_one()
    assert fields["title_raw"] == ["Backend developer", "Java developer"]


def test_what_a_complete_full_list_no_longer_shows_is_withdrawn_and_returns_as_reopened(
    engine: Engine, tmp_path: Path, now: datetime
) -> None:
    many = [raw(str(number)) for number in range(20)]
    ingest(engine, land(tmp_path, "r1", now, many), now=now)
    report = ingest(engine, land(tmp_path, "r2", now + DAY, many[1:]), now=now)
    assert report.total("withdrawn") == 1
    assert statuses(engine)["0"] == "withdrawn"
    report = ingest(engine, land(tmp_path, "r3", now + 2 * DAY, many), now=now)
    assert report.total("reopened") == 1
    assert statuses(engine)["0"] == "active"


def test_a_sighting_confirms_without_a_new_record(engine: Engine, tmp_path: Path, now: datetime) -> None:
    ingest(engine, land(tmp_path, "r1", now, [raw("1"), raw("2")]), now=now)
    report = ingest(engine, land(tmp_path, "r2", now + DAY, [raw("1")], seen=["2"]), now=now)
    assert (report.sightings, report.total("withdrawn"), report.total("changed")) == (1, 0, 0)
    assert set(statuses(engine).values()) == {"active"}


@pytest.mark.parametrize("outcome", [item for item in Outcome if item is not Outcome.COMPLETE])
def test_only_a_complete_run_closes_anything(engine: Engine, tmp_path: Path, now: datetime, outcome: Outcome) -> None:
    many = [raw(str(number)) for number in range(20)]
    ingest(engine, land(tmp_path, "r1", now, many), now=now)
    ingest(engine, land(tmp_path, "r2", now + DAY, many[1:], outcome=outcome, cause=Cause.TIMEOUT), now=now)
    assert set(statuses(engine).values()) == {"active"}


def test_three_complete_runs_in_a_row_must_miss_a_posting_where_the_source_gives_no_full_list(
    engine: Engine, tmp_path: Path, now: datetime
) -> None:
    many = [raw(str(number)) for number in range(20)]
    nights = [many, many[1:], many[1:], many, many[1:], many[1:], many[1:]]
    seen = []
    for number, night in enumerate(nights):
        ingest(engine, land(tmp_path, f"r{number}", now + number * DAY, night, closes_after=3), now=now)
        seen.append(statuses(engine)["0"])
    assert seen == ["active"] * 6 + ["withdrawn"]


def test_a_probe_confirms_what_it_names_and_counts_against_nothing(
    engine: Engine, tmp_path: Path, now: datetime
) -> None:
    many = [raw(str(number)) for number in range(20)]
    names = [str(number) for number in range(1, 20)]
    ingest(engine, land(tmp_path, "walk", now, many, closes_after=3), now=now)
    ingest(engine, land(tmp_path, "missed", now + DAY, many[1:], closes_after=3), now=now)
    for night in range(2, 7):
        probe = land(tmp_path, f"r{night}", now + night * DAY, [], seen=names, closes_after=3, basis=Basis.PROBE)
        report = ingest(engine, probe, now=now)
        assert (report.total("missing"), report.total("withdrawn"), report.total("held")) == (1, 0, 0)
    assert statuses(engine)["0"] == "active", "only a walk has missed it, once"
    for night in (7, 8):
        ingest(engine, land(tmp_path, f"r{night}", now + night * DAY, many[1:], closes_after=3), now=now)
    assert statuses(engine)["0"] == "withdrawn"


def test_a_collapse_is_held_until_an_operator_decides(engine: Engine, tmp_path: Path, now: datetime) -> None:
    many = [raw(str(number)) for number in range(100)]
    ingest(engine, land(tmp_path, "r1", now, many), now=now)
    report = ingest(engine, land(tmp_path, "r2", now + DAY, many[:60]), now=now)
    assert (report.total("withdrawn"), report.total("held")) == (0, 40)
    assert "would close 40 of 100" in " ".join(report.boards[0].reasons)
    with engine.connect() as connection:
        held = connection.execute(select(held_closing.c.id)).scalar_one()
    ingest(engine, land(tmp_path, "r3", now + 2 * DAY, many[:61]), now=now)
    assert release(engine, held, by="op", now=now + 2 * DAY) == 39, "one was seen again since"
    assert sum(status == "withdrawn" for status in statuses(engine).values()) == 39
    assert undo_closings(engine, "r2", by="op", now=now + 3 * DAY) == 39
    assert set(statuses(engine).values()) == {"active"}
    with pytest.raises(NothingHeldError, match=str(held)):
        discard(engine, held, by="op", now=now)


def test_an_ad_past_its_own_end_date_expires_and_still_standing_there_does_not_reopen_it(
    engine: Engine, tmp_path: Path, now: datetime
) -> None:
    many = [raw(str(number)) for number in range(20)]
    ending = raw("end", valid_through="2026-11-23")
    ingest(engine, land(tmp_path, "r1", now, [*many, ending]), now=now)
    with engine.begin() as connection:
        connection.execute(posting.update().where(posting.c.identifier == "end").values(valid_through=now.date()))
    assert expire(engine, now=now + DAY).expired == 1
    assert expire(engine, now=now + DAY).expired == 0
    ingest(engine, land(tmp_path, "r2", now + DAY, [*many, ending]), now=now)
    assert statuses(engine)["end"] == "expired"


@pytest.mark.parametrize(("days", "opened"), [(30, 3), (31, 0)])
def test_every_closing_can_be_undone_for_thirty_days_and_stays_undone(
    engine: Engine, tmp_path: Path, now: datetime, days: int, opened: int
) -> None:
    others = [raw(str(number)) for number in range(20)]
    ingest(engine, land(tmp_path, "r1", now, [*others, raw("end"), raw("aged"), raw("gone")]), now=now)
    with engine.begin() as connection:
        for identifier, values in (("end", {"valid_through": now.date()}), ("aged", {"seen_run": "r2"})):
            connection.execute(posting.update().where(posting.c.identifier == identifier).values(values))
    ingest(engine, land(tmp_path, "r2", now + DAY, [*others, raw("end")]), now=now + DAY)
    with engine.begin() as connection:
        there = posting.update().where(posting.c.identifier == "aged")
        connection.execute(there.values(last_confirmed=now - 91 * DAY))
        there = posting.update().where(posting.c.identifier == "end")
        connection.execute(there.values(valid_through=now.date()))
    anything = Thresholds(closings_of_night=1.0)
    report = expire(engine, now=now + 2 * DAY, limits=anything)
    assert (report.expired, report.max_age) == (1, 1)
    assert {statuses(engine)[name] for name in ("end", "aged", "gone")} == {"expired", "closed_max_age", "withdrawn"}
    by_date = f"expire:{(now + 2 * DAY).date()}"
    later = days * DAY
    undone = undo_closings(engine, "r2", by="op", now=now + DAY + later) + undo_closings(
        engine, by_date, by="op", now=now + 2 * DAY + later
    )
    assert undone == opened
    expire(engine, now=now + 3 * DAY + later, limits=anything)
    assert sum(statuses(engine)[name] == "active" for name in ("end", "aged", "gone")) == opened


def test_an_older_run_that_arrives_late_overwrites_and_closes_nothing(
    engine: Engine, tmp_path: Path, now: datetime
) -> None:
    ingest(engine, land(tmp_path, "r0", now - DAY, [raw("1"), raw("2")]), now=now)
    ingest(engine, land(tmp_path, "r2", now + DAY, [raw("1", "New title"), raw("2"), raw("3")]), now=now)
    report = ingest(engine, land(tmp_path, "r1", now, [raw("1", "Old title"), raw("2")]), now=now)
    assert (report.total("changed"), report.total("withdrawn")) == (0, 0)
    assert set(statuses(engine).values()) == {"active"}


def test_broken_lines_are_kept_as_dead_letters_and_lose_nothing_else(
    engine: Engine, tmp_path: Path, now: datetime
) -> None:
    poison = [
        raw("1"),
        "{not json",
        {"source": "recruitee", "board": "acme", "identifier": "2"},
        {"source": "recruitee", "board": "acme", "identifier": "", "title": "No number"},
        raw("1", "The same number again"),
        {"source": "recruitee", "board": "acme", "identifier": "3", "title": "NUL \x00 here"},
        '{"source":"recruitee","board":"acme","identifier":"4","title":"lone \\ud800 surrogate"}',
        {
            "source": "recruitee",
            "board": "acme",
            "identifier": "5",
            "title": "Big",
            "description": "<p>x</p>" * 600_000,
        },
        raw("6", date_posted="30/02/2026"),
        raw("7"),
    ]
    report = ingest(engine, land(tmp_path, "r1", now, poison), now=now)
    assert set(statuses(engine)) >= {"1", "3", "5", "6", "7"}
    with engine.connect() as connection:
        reasons = connection.execute(select(dead_letter.c.reason).order_by(dead_letter.c.line)).scalars().all()
        assert connection.execute(select(func.count()).select_from(posting)).scalar_one() + len(reasons) == len(poison)
    assert "'title' is missing" in " ".join(reasons)
    assert "duplicate identifier in one run" in reasons
    assert sum(report.dead_letters.values()) == len(reasons)


def test_a_run_cut_off_before_its_manifest_keeps_its_whole_lines_and_closes_nothing(
    engine: Engine, tmp_path: Path, now: datetime
) -> None:
    many = [raw(str(number), fetched_at=now) for number in range(20)]
    ingest(engine, land(tmp_path, "r1", now, many), now=now)
    later = [raw(str(number), fetched_at=now + DAY) for number in range(10, 30)]
    landed = land(tmp_path, "r2", now + DAY, later, manifest=False)
    part = landed.folder / "part-00001.jsonl.gz"
    part.with_suffix(".gz.partial").write_bytes(part.read_bytes()[:-40])
    part.unlink()
    report = ingest(engine, landed, now=now)
    assert report.outcome is Outcome.BROKEN
    assert report.cause is Cause.CRASHED
    assert report.total("new") > 0
    assert set(statuses(engine).values()) == {"active"}


def test_a_run_cut_off_in_the_middle_of_ingesting_comes_out_the_same(
    database_url: str, engine: Engine, tmp_path: Path, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    many = [raw(str(number)) for number in range(600)]
    landed = land(tmp_path, "r1", now, many)
    calls = 0

    def stop_at_second(_lines: int) -> None:
        nonlocal calls
        calls += 1
        if calls == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ingest(engine, landed, now=now, progress=stop_at_second)
    report = ingest(engine, landed, now=now)
    assert report.total("new") == 600
    assert len(statuses(engine)) == 600


def test_landed_runs_come_oldest_first(tmp_path: Path, now: datetime) -> None:
    for run_id in ("20261124T010000-b", "20261123T010000-a"):
        land(tmp_path, run_id, now, [])
    assert [run.run_id for run in landed_runs(tmp_path)] == ["20261123T010000-a", "20261124T010000-b"]


def test_a_report_comes_back_equal_from_json(engine: Engine, tmp_path: Path, now: datetime) -> None:
    report = ingest(engine, land(tmp_path, "r1", now, [raw("1")], rejected={"no_title": 1}), now=now)
    assert IngestReport.from_json(report.to_json()) == report


def test_a_crawl_under_way_is_not_taken_for_one_that_was_cut_off(tmp_path: Path, now: datetime) -> None:
    folder = RunFolder(tmp_path, "recruitee", "r1")
    folder.add(raw("1"))
    landed = LandedRun(folder.path)
    assert landed.running
    files = folder.close()
    card = land(tmp_path, "other", now, []).manifest()
    assert card is not None
    folder.write_manifest(replace(card, run_id="r1", files=files))
    assert not landed.running


def _cut(part: Path) -> None:
    part.write_bytes(part.read_bytes()[:-60])


def _hollow(part: Path) -> None:
    whole = part.read_bytes()
    part.write_bytes(whole[:-60] + bytes(60))


def _lose_a_line(part: Path) -> None:
    part.write_bytes(gzip.compress(gzip.decompress(part.read_bytes()).split(b"\n", 1)[1]))


def _garble_a_line(part: Path) -> None:
    part.write_bytes(gzip.compress(b"\xff{no record\n" + gzip.decompress(part.read_bytes()).split(b"\n", 1)[1]))


def _not_compressed(part: Path) -> None:
    part.write_bytes(gzip.decompress(part.read_bytes()))


@pytest.mark.parametrize("damage", [_cut, _hollow, _lose_a_line, _garble_a_line, _not_compressed, Path.unlink])
def test_a_whole_run_of_which_landed_lines_are_lost_closes_nothing_and_is_fetched_again(
    sqlite_url: str, tmp_path: Path, now: datetime, damage: Callable[[Path], None]
) -> None:
    engine = open_engine(sqlite_url)
    many = [raw(str(number), description=f"<p>{sha256(bytes([number])).hexdigest()}</p>") for number in range(30)]
    ingest(engine, land(tmp_path, "r1", now, many), now=now)
    landed = land(tmp_path, "r2", now + DAY, many)
    known = landed.folder / KNOWN_NAME
    known.write_bytes(b"")
    damage(landed.folder / "part-00001.jsonl.gz")
    limits = Thresholds(closings_at_least=100, closings_of_night=1.0, discovered_of_median=0.0)
    report = ingest(engine, landed, now=now + DAY, limits=limits)
    assert set(statuses(engine).values()) == {"active"}
    assert (report.outcome, report.cause) == (Outcome.TRUNCATED, Cause.WRITE_FAILED)
    assert "of part-00001.jsonl.gz" in (report.boards[0].detail or "")
    assert not known.exists(), "the next crawl must not take for known what was lost"
    with engine.connect() as connection:
        assert set(connection.execute(select(posting.c.misses)).scalars()) == {0}
    engine.dispose()


@pytest.mark.parametrize("manifest", [b"", b"{", b"[]", b"\xff\x00", b'{"run_id": "r2"}'])
def test_a_run_whose_manifest_is_damaged_is_read_like_one_that_was_cut_off(
    sqlite_url: str, tmp_path: Path, now: datetime, manifest: bytes
) -> None:
    engine = open_engine(sqlite_url)
    ingest(engine, land(tmp_path, "r1", now, [raw("1"), raw("2")]), now=now)
    landed = land(tmp_path, "r2", now + DAY, [raw("2"), raw("3")])
    (landed.folder / "manifest.json").write_bytes(manifest)
    report = ingest(engine, landed, now=now + DAY)
    assert (report.outcome, report.total("new")) == (Outcome.BROKEN, 1)
    assert statuses(engine) == dict.fromkeys("123", "active")
    assert not inspect(engine, landed).holds
    assert inspect(engine, landed).sentence.startswith("crashed")
    engine.dispose()
