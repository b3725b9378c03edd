"""The command ``belfry``: one command per verb, errors in one line, exit status 2 for a wrong value."""

from __future__ import annotations

import importlib
import os
import sys

import click

from console.errors import CommandError, keep_traceback
from console.settings import Settings
from models.record import RecordError
from models.store.engine import DatabaseError

_COMMANDS = {
    "demo": "console.commands.demo",
    "crawl": "console.commands.crawl",
    "ingest": "console.commands.store",
    "link": "console.commands.store",
    "expire": "console.commands.store",
    "rederive": "console.commands.store",
    "normalize": "console.commands.filters",
    "dedupe": "console.commands.filters",
    "extract": "console.commands.filters",
    "evaluate": "console.commands.measure",
    "gaps": "console.commands.measure",
    "why": "console.commands.linkage",
    "merge": "console.commands.linkage",
    "split": "console.commands.linkage",
    "unsure": "console.commands.linkage",
    "sources": "console.commands.sources",
    "runs": "console.commands.runs",
    "serve": "console.commands.serve",
    "schedule": "console.commands.schedule",
    "pause": "console.commands.control",
    "resume": "console.commands.control",
    "cancel": "console.commands.control",
    "retry": "console.commands.control",
    "users": "console.commands.users",
    "privacy": "console.commands.privacy",
    "db": "console.commands.db",
}
"""Command → module, in the order of the tour; imported only when asked for, so that ``--help`` answers at once."""


class _Tour(click.Group):
    def list_commands(self, context: click.Context) -> list[str]:  # noqa: ARG002  # the signature is click's
        return list(_COMMANDS)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:  # noqa: ARG002  # likewise
        if name not in _COMMANDS:
            return None
        command = getattr(importlib.import_module(_COMMANDS[name]), f"{name}_command")
        assert isinstance(command, click.Command)
        return command


@click.group(cls=_Tour, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(package_name="belfry", prog_name="belfry")
def cli() -> None:
    r"""Collect Belgian developer vacancies, make them clean and unique, and serve them to a job board.

    \b
    See it all at work:       belfry demo
    A night, step by step:    belfry crawl recruitee | belfry ingest | belfry link | belfry serve
    As filters, no database:  belfry normalize < raw.jsonl | belfry dedupe
    """


def main() -> None:
    """Run the command line and exit with its status."""
    try:
        cli.main(standalone_mode=False, prog_name="belfry")
    except click.UsageError as error:
        _fail(_in_one_line(error), 2)
    except click.ClickException as error:
        _fail(error.format_message(), error.exit_code)
    except click.exceptions.Exit as error:
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        _fail("stopped", 130)
    except (DatabaseError, RecordError) as error:
        _fail(str(error), 1)
    except BrokenPipeError:
        # The reader of our output has gone; there is nobody left to tell.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(141)
    except Exception as error:  # noqa: BLE001  # no traceback reaches a user: it is kept in a file
        path = keep_traceback(error, Settings.from_environment().var / "log")
        _fail(f"unexpected {type(error).__name__}: {' '.join(str(error).split())[:300]} (details: {path})", 70)


def _in_one_line(error: click.UsageError) -> str:
    hint = f"; try '{error.ctx.command_path} --help'" if error.ctx else ""
    return " ".join(error.format_message().split()) + hint


def _fail(message: str, status: int) -> None:
    click.echo(f"belfry: {message}", err=True)
    sys.exit(status)


__all__ = ["CommandError", "cli", "main"]
