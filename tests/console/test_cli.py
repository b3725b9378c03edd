from __future__ import annotations

import subprocess
import sys

import click
import pytest

from console.cli import COMMANDS, cli

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
