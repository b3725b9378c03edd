"""What can go wrong in a command, said in one line with the value and what to do."""

from __future__ import annotations

import sys
import traceback
from datetime import UTC, datetime
from pathlib import Path

import click


class CommandError(click.ClickException):
    """The command could not do what was asked: exit status 1."""

    exit_code = 1

    def show(self, file: object = None) -> None:  # noqa: ARG002  # the signature is click's
        """Print the message in one line on standard error."""
        click.echo(f"belfry: {self.format_message()}", err=True)


class WrongValueError(CommandError):
    """A value that is not allowed: exit status 2."""

    exit_code = 2


def keep_traceback(error: BaseException, folder: Path) -> Path:
    """Write what a maintainer needs to a file under ``folder`` and return its path."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"crash-{datetime.now(UTC):%Y%m%dT%H%M%S}.txt"
    path.write_text("".join(["$ ", " ".join(sys.argv), "\n", *traceback.format_exception(error)]), encoding="utf-8")
    return path
