"""The operator's word on feeds that fell."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from board.api_problems import ProblemError
from board.feed_guard import FeedGuard
from console.cli import cli
from console.settings import Settings, now
from models.store.desk import Audit
from models.store.engine import reading

FEED = "market:backend-developer:bruges"


def _belfry(*words: str) -> Result:
    return CliRunner().invoke(cli, ["feeds", *words])


def test_a_held_feed_is_released_by_hand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BELFRY_VAR", str(tmp_path))
    monkeypatch.delenv("BELFRY_DATABASE_URL", raising=False)
    engine = Settings.from_environment().engine()
    FeedGuard(engine, now).admit(FEED, 40)
    with pytest.raises(ProblemError):
        FeedGuard(engine, now).admit(FEED, 12)
    assert _belfry().output.split()[:2] == ["40", FEED]
    wrong = _belfry("market:nowhere", "--down-to", "1")
    assert wrong.exit_code == 2
    assert FEED in wrong.output, "the names that there are"
    assert _belfry(FEED).exit_code == 2, "a release says how far"
    assert _belfry(FEED, "--down-to", "12").exit_code == 0
    FeedGuard(engine, now).admit(FEED, 12)
    assert _belfry().output.split()[:2] == ["12", FEED]
    with reading(engine) as connection:
        (line,) = Audit(connection).lines()
    assert (line.action, line.subject, line.before, line.after) == (
        "release feed",
        FEED,
        {"entries": 40},
        {"entries": 12},
    )
    engine.dispose()
