"""What can go wrong in a command, said in one line with the value and what to do."""

from __future__ import annotations

import os
import sys
import tempfile
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


class NeedsAPersonError(CommandError):
    """All was done that could be, and something came of it that a person must look at: exit status 3."""

    exit_code = 3


def keep_traceback(error: BaseException, folder: Path) -> Path | None:
    """Write what a maintainer needs to a file that only its owner may read, and return its path.

    It stands in ``folder``, else among the temporary files; ``None`` when neither can be written.
    """
    text = "".join(["$ ", " ".join(sys.argv), "\n", *traceback.format_exception(error)])
    for place in (folder, Path(tempfile.gettempdir())):
        try:
            place.mkdir(parents=True, exist_ok=True)
            number, name = tempfile.mkstemp(".txt", f"crash-{datetime.now(UTC):%Y%m%dT%H%M%S}-", place)
            os.close(number)
            Path(name).write_text(text, encoding="utf-8", errors="backslashreplace")
        except OSError:
            continue
        return Path(name)
    return None
