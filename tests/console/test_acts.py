"""Every act of the desk and of the commands is kept together with its line in the audit, or not at all."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, select

from board.feed_guard import release_feed
from console.auth import add_account, remove_account
from models.raw import PostingKey
from models.store.board_notes import BoardNotes, FeedCount
from models.store.desk import Audit
from models.store.engine import open_engine, reading, writing
from models.store.leases import JobKey
from models.store.tables import metadata, posting
from models.store.unit_of_work import UnitOfWork
from models.vocabulary import PostingStatus
from pipeline.search.ledger import audit_lines
from pipeline.search.morning import morning
from pipeline.search.moved import Number
from pipeline.services.aliases import Alias, add_alias, undo_alias
from pipeline.services.calendar import business_day
from pipeline.services.closing import discard, release, undo_closings
from pipeline.services.control import cancel, pause, resume
from pipeline.services.health import inspect, keep_health
from pipeline.services.held import discard_run, held_runs, hold, release_run
from pipeline.services.ingest import ingest
from pipeline.services.leases import claim
from pipeline.services.link import link
from pipeline.services.odd_but_real import call_figure_real, call_volume_real
from pipeline.services.publication import publish
from pipeline.services.takedown import receive, refuse
from pipeline.services.undo import undo
from pipeline.services.verdicts import judge, judge_all, take_back
from tests.landing_writer import land, raw

NOW = datetime.fromisoformat("2026-11-24T05:00:00+00:00")
RUN, WAITING = "20261124T020000-recruitee", "20261124T023000-lever"
FIGURE = "backend, Brugge: open"
ONE, TWO, THREE, FOUR = (PostingKey.parse(f"recruitee:acme:{number}") for number in (1, 2, 3, 4))


@dataclass(frozen=True)
class House:
    """Everything that an act may touch."""

    engine: Engine
    landing: Path

    def kept(self) -> tuple[dict[str, list[Any]], list[str]]:
        """Return every row of every table but the audit, and the runs that are held."""
        with reading(self.engine) as connection:
            tables = [table for table in metadata.sorted_tables if table.name != "audit"]
            rows = {table.name: sorted(map(repr, connection.execute(select(table)))) for table in tables}
        return rows, [run.run_id for run in held_runs(self.landing)]

    def told(self) -> list[str]:
        """Return the acts in the audit, newest first."""
        return [line.action for line in audit_lines(self.engine)]


@pytest.fixture(scope="session")
def furnished(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a database and a landing zone after a night that asks for every act; copy it before acting."""
    folder = tmp_path_factory.mktemp("house")
    shutil.copy(sqlite_template, folder / "belfry.sqlite3")
    engine, landing = open_engine(f"sqlite:///{folder / 'belfry.sqlite3'}"), folder / "landing"
    for back, ads in ((2, 40), (1, 40), (0, 10)):
        at = NOW - timedelta(days=back, hours=3)
        run = land(landing, f"{at:%Y%m%dT%H%M%S}-recruitee", at, [raw(str(n), f"Baker {n}") for n in range(ads)])
        keep_health(engine, inspect(engine, run), business_day(at))
        ingest(engine, run, now=at)
        numbers = {FIGURE: Number(value=ads, n=ads)}
        publish(engine, morning(engine, business_day(at)), by="night", now=at, numbers=numbers)
    link(engine, now=NOW)
    hold(landing, land(landing, WAITING, NOW, [raw("1")]))
    with reading(engine) as connection:
        ids = list(connection.execute(select(posting.c.id).order_by(posting.c.id)).scalars())
    with UnitOfWork(engine) as unit:
        unit.runs.hold("night", "recruitee", "acme", ids[5:8], ["too many"], NOW)
        unit.postings.close(ids[8:9], PostingStatus.WITHDRAWN, run_id=RUN, at=NOW)
        unit.commit()
    with writing(engine) as connection:
        BoardNotes(connection).keep_feed_count(FeedCount(feed="partner", count=40, at=NOW))
    receive(engine, "url", "https://acme.example/jobs/1", reason="asked", now=NOW)
    claim(engine, JobKey(kind="crawl", subject="forem", day=business_day(NOW)), by="night", now=NOW)
    pause(engine, "lever", reason="look", by="an", now=NOW)
    judge(engine, ONE, TWO, "different", by="an", now=NOW)
    add_alias(engine, landing, Alias(field="places", text="Klokkenwijk", meaning="Brugge"), by="an", now=NOW)
    add_account(engine, "bob", "correct horse battery", "viewer", by="an", now=NOW)
    engine.dispose()
    return folder


@pytest.fixture
def house(furnished: Path, tmp_path: Path) -> Iterator[House]:
    """A house of one's own."""
    folder = shutil.copytree(furnished, tmp_path / "house")
    engine = open_engine(f"sqlite:///{folder / 'belfry.sqlite3'}")
    yield House(engine, folder / "landing")
    engine.dispose()


def _undo(action: str) -> Callable[[House], object]:
    """Return the taking back of the newest ``action``."""

    def taking_back(house: House) -> object:
        number = next(line.id for line in audit_lines(house.engine) if line.action == action)
        return undo(house.engine, house.landing, number, by="an", now=NOW)

    return taking_back


WHO: dict[str, Any] = {"by": "an", "now": NOW}
DAY = business_day(NOW - timedelta(hours=3))
ACTS: dict[str, Callable[[House], object]] = {
    "pause": lambda h: pause(h.engine, "recruitee", reason="look", **WHO),
    "resume": lambda h: resume(h.engine, "lever", **WHO),
    "cancel": lambda h: cancel(h.engine, "forem", **WHO),
    "add alias": lambda h: add_alias(
        h.engine, h.landing, Alias(field="places", text="Torenwijk", meaning="Gent"), **WHO
    ),
    "undo alias": lambda h: undo_alias(h.engine, h.landing, 1, **WHO),
    "pair same": lambda h: judge(h.engine, THREE, FOUR, "same", **WHO),
    "pairs different": lambda h: judge_all(h.engine, [(ONE, THREE), (TWO, FOUR)], "different", **WHO),
    "pair undo": lambda h: take_back(h.engine, ONE, TWO, **WHO),
    "release closings": lambda h: release(h.engine, 1, **WHO),
    "discard closings": lambda h: discard(h.engine, 1, **WHO),
    "undo closings": lambda h: undo_closings(h.engine, RUN, **WHO),
    "release run": lambda h: release_run(h.engine, h.landing, WAITING, **WHO),
    "discard run": lambda h: discard_run(h.engine, h.landing, WAITING, **WHO),
    "enter request": lambda h: receive(h.engine, "employer", "Acme", reason="asked", **WHO),
    "refuse request": lambda h: refuse(h.engine, 1, why="it is ours", **WHO),
    "volume is real": lambda h: call_volume_real(h.engine, "recruitee", DAY, **WHO),
    "figure is real": lambda h: call_figure_real(h.engine, FIGURE, **WHO),
    "release feed": lambda h: release_feed(h.engine, "partner", down_to=10, **WHO),
    "add account": lambda h: add_account(h.engine, "eve", "correct horse battery", "viewer", **WHO),
    "change account": lambda h: add_account(h.engine, "bob", "correct horse battery", "admin", **WHO),
    "remove account": lambda h: remove_account(h.engine, "bob", **WHO),
}
TAKEN_BACK = {
    "pause": None,
    "resume": ACTS["resume"],
    "add alias": None,
    "pair different": None,
    "pairs different": ACTS["pairs different"],
    "release closings": ACTS["release closings"],
    "volume is real": ACTS["volume is real"],
    "figure is real": ACTS["figure is real"],
}
"""Act → who does it first, where the night has not."""
ONLY_TOLD = {"figure is real"}
"""What is kept nowhere but in the audit."""


class CrashError(Exception):
    """The power is gone."""


def crash_before(patch: pytest.MonkeyPatch) -> None:
    """Fall before the line of the audit is written."""

    def enter(*_: object, **__: object) -> int:
        raise CrashError

    patch.setattr(Audit, "enter", enter)


def crash_between(patch: pytest.MonkeyPatch) -> None:
    """Fall when act and line are written, and neither is committed."""

    def commit(unit: UnitOfWork) -> None:
        raise CrashError

    patch.setattr(UnitOfWork, "commit", commit)


def crash_after(patch: pytest.MonkeyPatch) -> None:
    """Fall right after the first commit."""
    whole = UnitOfWork.commit

    def commit(unit: UnitOfWork) -> None:
        whole(unit)
        raise CrashError

    patch.setattr(UnitOfWork, "commit", commit)


def _crashed(act: Callable[[House], object], house: House, crash: Callable[[pytest.MonkeyPatch], None]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        crash(patch)
        with pytest.raises(CrashError):
            act(house)


@pytest.mark.parametrize("crash", [crash_before, crash_between])
@pytest.mark.parametrize("name", ACTS)
def test_an_act_whose_line_is_not_kept_is_not_done(
    house: House, name: str, crash: Callable[[pytest.MonkeyPatch], None]
) -> None:
    kept, told = house.kept(), house.told()
    _crashed(ACTS[name], house, crash)
    assert (house.kept(), house.told()) == (kept, told)
    ACTS[name](house)
    assert house.told() == [name, *told]


@pytest.mark.parametrize("name", sorted(ACTS.keys() - {"release run", "discard run"}))
def test_an_act_that_is_done_has_its_line_from_the_same_moment(house: House, name: str) -> None:
    kept, told = house.kept(), house.told()
    _crashed(ACTS[name], house, crash_after)
    assert house.told() == [name, *told]
    assert (house.kept() != kept) is (name not in ONLY_TOLD)


@pytest.mark.parametrize("crash", [crash_before, crash_between])
@pytest.mark.parametrize("name", TAKEN_BACK)
def test_taking_back_is_kept_with_its_line_or_not_at_all(
    house: House, name: str, crash: Callable[[pytest.MonkeyPatch], None]
) -> None:
    if (first := TAKEN_BACK[name]) is not None:
        first(house)
    kept, told = house.kept(), house.told()
    _crashed(_undo(name), house, crash)
    assert (house.kept(), house.told()) == (kept, told)
    _crashed(_undo(name), house, crash_after)
    assert house.told() == ["undo", *told]
    assert (house.kept() != kept) is (name not in ONLY_TOLD)
