"""Accounts from the command line: who may use the desk, with and without a terminal."""

from __future__ import annotations

import warnings
from pathlib import Path

import pytest
from click.testing import CliRunner

from console.auth import accounts_of, log_in
from console.cli import cli
from console.settings import Settings, now


@pytest.fixture
def runner(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> CliRunner:
    monkeypatch.setenv("BELFRY_VAR", str(tmp_path))
    monkeypatch.delenv("BELFRY_DATABASE_URL", raising=False)
    return CliRunner()


def test_without_a_terminal_the_password_is_the_first_line(runner: CliRunner) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        done = runner.invoke(cli, ["users", "add", "an", "--role", "operator"], input="bells over the roofs\nmore\n")
    assert (done.exit_code, done.output) == (0, "an is operator\n")
    engine = Settings.from_environment().engine()
    assert list(accounts_of(engine)) == [("an", "operator")]
    assert log_in(engine, "an", "bells over the roofs", now=now())


@pytest.mark.parametrize("entered", ["", "\n", "too short\n"])
def test_a_short_password_makes_no_account(runner: CliRunner, entered: str) -> None:
    assert runner.invoke(cli, ["users", "add", "an"], input=entered).exit_code != 0
    assert not list(accounts_of(Settings.from_environment().engine()))
