"""A stage done again from what has landed, without one request."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine

from pipeline.search.ledger import audit_lines
from pipeline.services.closing import NoSuchRunError
from pipeline.services.held import held_runs, hold
from pipeline.services.retry import retry
from tests.landing_writer import land, raw

RUN = "20261123T020000-recruitee"


def test_a_run_that_was_cut_off_is_read_from_what_landed_and_only_once(
    engine: Engine, tmp_path: Path, now: datetime
) -> None:
    landing = tmp_path / "landing"
    land(landing, RUN, now, [raw("1"), raw("2", "Java developer")], manifest=False)
    assert retry(engine, landing, "ingest", RUN, by="an", now=now) == f"{RUN}: 2 new, 0 changed, 0 held"
    assert "read before" in retry(engine, landing, "ingest", RUN, by="an", now=now)
    assert [line.action for line in audit_lines(engine)] == ["retried ingest", "retry ingest"] * 2


def test_a_held_run_is_released_by_it(engine: Engine, tmp_path: Path, now: datetime) -> None:
    landing = tmp_path / "landing"
    hold(landing, land(landing, RUN, now, [raw("1")]))
    assert "1 new" in retry(engine, landing, "ingest", RUN, by="an", now=now)
    assert held_runs(landing) == []


def test_what_never_landed_cannot_be_read(engine: Engine, tmp_path: Path, now: datetime) -> None:
    with pytest.raises(NoSuchRunError):
        retry(engine, tmp_path, "ingest", RUN, by="an", now=now)
    with pytest.raises(ValueError, match="needs a run"):
        retry(engine, tmp_path, "ingest", None, by="an", now=now)


@pytest.mark.parametrize("stage", ["link", "rederive"])
def test_the_other_stages_need_no_run(engine: Engine, tmp_path: Path, now: datetime, stage: str) -> None:
    land(tmp_path, RUN, now, [raw("1")])
    retry(engine, tmp_path, "ingest", RUN, by="an", now=now)
    assert retry(engine, tmp_path, stage, None, by="an", now=now).startswith("1 postings")
