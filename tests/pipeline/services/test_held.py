"""Held runs: where they wait, and that a decision and its line in the audit are kept together or not at all."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine

from models.store.unit_of_work import UnitOfWork
from pipeline.search.ledger import audit_lines
from pipeline.services.closing import NoSuchRunError
from pipeline.services.held import discard_run, held_runs, hold, release_run, supersede
from tests.landing_writer import land, raw

RUN = "20261123T020000-recruitee"


@pytest.fixture
def landing(tmp_path: Path, now: datetime) -> Path:
    """Return a landing zone beside which one run is held."""
    landing = tmp_path / "landing"
    hold(landing, land(landing, RUN, now, [raw("1")]))
    return landing


@contextmanager
def power_gone_at(monkeypatch: pytest.MonkeyPatch, owner: object, name: str) -> Iterator[None]:
    """Let the block end where it calls ``name`` of ``owner``."""

    def crash(*_: object) -> None:
        raise OSError("the power is gone")

    with monkeypatch.context() as patch:
        patch.setattr(owner, name, crash)
        with pytest.raises(OSError, match="power"):
            yield


def test_a_held_run_waits_outside_the_landing_zone(engine: Engine, landing: Path, now: datetime) -> None:
    assert [run.run_id for run in held_runs(landing)] == [RUN]
    assert list((landing / "recruitee").iterdir()) == []
    assert release_run(engine, landing, RUN, by="an", now=now).manifest() is not None
    assert held_runs(landing) == []


@pytest.mark.parametrize("decide", [release_run, discard_run])
def test_a_run_that_is_not_held_is_not_decided(
    engine: Engine, landing: Path, now: datetime, decide: Callable[..., object]
) -> None:
    with pytest.raises(NoSuchRunError, match="no run x is held"):
        decide(engine, landing, "x", by="an", now=now)
    assert audit_lines(engine) == []


@pytest.mark.parametrize(
    ("decide", "subject", "act"),
    [
        (release_run, RUN, "release run"),
        (discard_run, RUN, "discard run"),
        (supersede, "recruitee", "supersede run"),
    ],
)
def test_a_decision_that_is_not_kept_changes_nothing(
    engine: Engine,
    landing: Path,
    now: datetime,
    monkeypatch: pytest.MonkeyPatch,
    decide: Callable[..., object],
    subject: str,
    act: str,
) -> None:
    with power_gone_at(monkeypatch, UnitOfWork, "commit"):
        decide(engine, landing, subject, by="an", now=now)
    assert ([run.run_id for run in held_runs(landing)], audit_lines(engine)) == ([RUN], [])
    decide(engine, landing, subject, by="an", now=now)
    assert (held_runs(landing), [line.action for line in audit_lines(engine)]) == ([], [act])


def test_what_a_crash_left_of_a_discarded_run_goes_with_the_next(
    engine: Engine, landing: Path, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    with power_gone_at(monkeypatch, shutil, "rmtree"):
        discard_run(engine, landing, RUN, by="an", now=now)
    assert held_runs(landing) == []
    later = "20261124T020000-recruitee"
    hold(landing, land(landing, later, now, [raw("1")]))
    discard_run(engine, landing, later, by="an", now=now)
    assert list((landing.parent / "held" / "recruitee").iterdir()) == []
