from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import click
import pytest

from console.cli import COMMANDS, cli, main

HEAVY = ("sqlalchemy", "alembic", "scrapy", "fastapi", "numpy", "dateparser", "pipeline")


@pytest.mark.parametrize("name", COMMANDS)
def test_help_says_what_the_command_says(name: str) -> None:
    command = cli.get_command(click.Context(cli), name)
    assert command is not None
    assert command.name == name
    assert command.short_help == COMMANDS[name][1]


def test_help_lists_every_command_and_imports_none() -> None:
    program = (
        "import sys; from console.cli import cli; cli.main(['--help'], standalone_mode=False);"
        f"sys.exit(' '.join({{name.partition('.')[0] for name in sys.modules}} & set({HEAVY!r})) or 0)"
    )
    shown = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert shown.returncode == 0, shown.stderr
    assert all(name in shown.stdout and short_help in shown.stdout for name, (_, short_help) in COMMANDS.items())


WRONG = {
    ("crawl", "recruite"): "'recruite' is no source; did you mean 'recruitee'?",
    ("crawl", "recruitee:../etc"): "'../etc'",
    ("crawl", "linkedin"): "linkedin is not crawled",
    ("ingest", "/nowhere"): "'/nowhere' is no source",
    ("ingest", "../*"): "'../*' is no source",
    ("runs", "--source", "actris"): "did you mean 'actiris'?",
    ("runs", "--limit", "0"): "1<=x<=500",
    ("extract", "recruitee", "/nowhere", "--url", "https://acme.recruitee.com/"): "'/nowhere'",
    ("sources", "check", "lever:"): "lever",
    ("serve", "--port", "99999"): "0<=x<=65535",
    ("why", "a", "b"): "source:board:identifier",
    ("pause", "nobody"): "'nobody' is no source",
    ("schedule", "--again"): "--once",
    ("evaluate", "/nowhere"): "'/nowhere'",
}


@pytest.mark.parametrize(("words", "named"), WRONG.items(), ids=[" ".join(words) for words in WRONG])
def test_a_wrong_value_gets_one_line_that_names_it(
    words: tuple[str, ...],
    named: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "argv", ["belfry", *words])
    with pytest.raises(SystemExit) as ended:
        main()
    said = capsys.readouterr().err
    assert ended.value.code == 2, said
    assert named in said
    assert said.count("\n") == 1
