"""A crash at any moment loses no vacancy, doubles none and closes none: the night is simply run again."""

from __future__ import annotations

import random
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event, text

from models.raw import RawPosting
from models.store.engine import open_engine
from pipeline.landing import landed_runs
from pipeline.services import ingest as ingesting
from pipeline.services import link as linking
from tests.landing_writer import land, raw

DAY = timedelta(days=1)
SUBJECTS = (
    "hotel rooms,parcel routes,tram tickets,blood samples,tide tables,choir rehearsals,school lunches,"
    "lock gates,museum loans,harvest prices,organ donors,ferry berths"
).split(",")


class Crash(BaseException):
    """The power is gone."""


def ad(number: int, **fields: Any) -> RawPosting:
    subject = SUBJECTS[number]
    text = (
        f"<p>You build the service behind {subject} for the teams who plan them, number {number} of our houses. Java "
        f"and PostgreSQL carry it, Kafka tells the neighbours what changed about {subject}, and on Tuesdays you sit "
        f"with the people who use it and hear which of the {number + 11} screens they never open.</p>"
    )
    return raw(str(number), f"Java developer {subject}", description=text, **fields)


def two_nights(root: Path, now: datetime) -> None:
    """Land two runs a night: a board, and copies of some of its ads; then one ad is gone, one changed, one new."""
    first = [ad(number) for number in range(11)]
    land(root, "1-board", now, first)
    land(root, "2-copies", now, [ad(number, board="copy") for number in (0, 2)])
    later = [*first[1:10], ad(10, job_locations=("Gent",)), ad(11)]
    land(root, "3-board", now + DAY, later)
    land(root, "4-copies", now + DAY, [ad(number, board="copy") for number in (0, 2)])


def run(engine: Engine, root: Path, now: datetime) -> None:
    for landed in landed_runs(root):
        ingesting.ingest(engine, landed, now=now + DAY)
        linking.link(engine, now=now + DAY)


@contextmanager
def crashing_at(engine: Engine, turn: int) -> Iterator[None]:
    """Crash instead of the commit of that turn, counted from 1."""
    turns = iter(range(1, turn + 1))

    def fall(_connection: object) -> None:
        if next(turns, turn) == turn:
            raise Crash

    event.listen(engine, "commit", fall)
    try:
        yield
    finally:
        event.remove(engine, "commit", fall)


def state(engine: Engine) -> list[tuple[object, ...]]:
    """Return what stands in the tables, each vacancy named by its ads, since identifiers are minted anew."""
    with engine.connect() as connection:
        ads = connection.execute(text("SELECT vacancy_id, board, identifier FROM posting ORDER BY board, identifier"))
        names: dict[object, str] = {}
        for vacancy, board, identifier in ads:
            names[vacancy] = f"{names.get(vacancy, '')} {board}/{identifier}"
        wanted = (
            "SELECT board, identifier, status, misses, first_seen, last_confirmed, stage, vacancy_id FROM posting",
            "SELECT status, reason, title, postings, first_seen, last_confirmed, id FROM vacancy",
            "SELECT kind, vacancy_id FROM event",
            "SELECT run_id, outcome, cause FROM run",
            "SELECT kind, run_id FROM posting_change",
        )
        return [
            tuple(names.get(value, value) for value in row)
            for query in wanted
            for row in sorted(connection.execute(text(query)), key=lambda row: repr([names.get(v, v) for v in row]))
        ]


def _crashes(address: str, turn: int, landing: Path, now: datetime) -> bool:
    engine = open_engine(address)
    try:
        with crashing_at(engine, turn):
            run(engine, landing, now)
    except Crash:
        return True
    finally:
        engine.dispose()
    return False


@pytest.fixture
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ingesting, "BATCH", 6)
    monkeypatch.setattr(linking, "BATCH", 5)


@pytest.mark.usefixtures("small_batches")
def test_a_crash_before_any_commit_leaves_nothing_that_running_again_does_not_mend(
    sqlite_template: Path, tmp_path: Path, now: datetime
) -> None:
    landing = tmp_path / "landing"
    two_nights(landing, now)

    def database(name: str) -> str:
        shutil.copy(sqlite_template, tmp_path / name)
        return f"sqlite:///{tmp_path / name}"

    whole = open_engine(database("whole.sqlite3"))
    run(whole, landing, now)
    expected = state(whole)
    whole.dispose()
    assert any("withdrawn" in row for row in expected)
    assert any(str(row[-1]).count("/") > 1 for row in expected), "copies are one vacancy"
    turn, crashed = 0, True
    while crashed:
        turn += 1
        address = database(f"{turn}.sqlite3")
        crashed = _crashes(address, turn, landing, now)
        survivor = open_engine(address)
        run(survivor, landing, now)
        assert state(survivor) == expected, f"after a crash before commit {turn}"
        survivor.dispose()
    assert turn > 20, "the story is cut into many transactions"


def test_a_night_that_is_killed_again_and_again_comes_out_as_one_that_was_not(
    sqlite_url: str, sqlite_template: Path, tmp_path: Path, now: datetime
) -> None:
    landing = tmp_path / "landing"
    two_nights(landing, now)
    command = [sys.executable, "-m", __name__, sqlite_url, str(landing), now.isoformat()]
    moments = random.Random(8)
    killed = 0
    for _ in range(40):
        with subprocess.Popen(command, stdout=subprocess.PIPE) as child:
            assert child.stdout is not None
            child.stdout.readline()
            try:
                child.wait(timeout=moments.uniform(0.01, 0.25))  # a moment, not a measure: any outcome is right
            except subprocess.TimeoutExpired:
                child.send_signal(signal.SIGKILL)
                killed += 1
                if killed < 6:
                    continue
        break
    assert killed, "the night was over before it could be killed once"
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    engine = open_engine(sqlite_url)
    shutil.copy(sqlite_template, tmp_path / "whole.sqlite3")
    whole = open_engine(f"sqlite:///{tmp_path / 'whole.sqlite3'}")
    run(whole, landing, now)
    assert state(engine) == state(whole)
    engine.dispose()
    whole.dispose()


if __name__ == "__main__":
    ingesting.BATCH = linking.BATCH = 1
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    run(open_engine(sys.argv[1]), Path(sys.argv[2]), datetime.fromisoformat(sys.argv[3]))
