"""The operator's word on runs and closings that are held."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from console.cli import cli
from console.settings import Settings
from models.store.desk import Audit
from models.store.engine import reading
from pipeline.search.runs import recent_runs
from pipeline.services.held import held_runs, hold
from tests.landing_writer import land, raw

WANTED, UNWANTED = "20261123T020000-recruitee", "20261124T020000-recruitee"


def _belfry(*words: str) -> Result:
    return CliRunner().invoke(cli, ["runs", *words])


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.setenv("BELFRY_VAR", str(tmp_path))
    monkeypatch.delenv("BELFRY_DATABASE_URL", raising=False)
    return Settings.from_environment()


def test_held_runs_are_listed_released_and_discarded(settings: Settings, now: datetime) -> None:
    for run_id in (WANTED, UNWANTED):
        hold(settings.landing, land(settings.landing, run_id, now, [raw("1"), raw("2")]))
    listed = _belfry("held").output.splitlines()
    assert [line.split()[0] for line in listed] == [WANTED, UNWANTED]

    assert "2 new" in _belfry("release", WANTED).output
    assert _belfry("discard", UNWANTED).output == "discarded\n"

    assert _belfry("held").output == "nothing is held\n"
    assert held_runs(settings.landing) == []
    assert [run.run_id for run in recent_runs(settings.engine(), source=None, limit=5)] == [WANTED]
    with reading(settings.engine()) as connection:
        assert {line.action for line in Audit(connection).lines()} >= {"release run", "discard run"}


@pytest.mark.parametrize("act", ["release", "discard"])
@pytest.mark.parametrize("held", [UNWANTED, "3"])
def test_what_is_not_held_is_named(settings: Settings, act: str, held: str) -> None:
    said = _belfry(act, held)
    assert said.exit_code == 2
    assert held in said.output
