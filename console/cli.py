"""The command ``belfry``: one command per verb, errors in one line, exit status 2 for a wrong value."""

from __future__ import annotations

import importlib
import os
import sys

import click

from console.errors import CommandError, keep_traceback
from console.settings import var_folder
from crawlers.boards import BoardsFileError
from models.record import RecordError
from models.store.errors import DatabaseAddressError, DatabaseError

COMMANDS = {
    "demo": ("console.commands.demo", "See it all at work on a small Belgium of our own."),
    "crawl": ("console.commands.crawl", "Crawl sources into the landing zone."),
    "ingest": ("console.commands.store", "Read landed runs into the database."),
    "link": ("console.commands.store", "Join postings of one opening into vacancies."),
    "expire": ("console.commands.store", "Close what time alone has ended."),
    "rederive": ("console.commands.store", "Read the past again with today's readers."),
    "normalize": ("console.commands.filters", "Filter: RawPosting JSON Lines in, JobPosting JSON Lines out."),
    "dedupe": ("console.commands.filters", "Filter: postings in, which vacancy each belongs to out."),
    "extract": ("console.commands.filters", "A saved response in, its RawPosting lines out."),
    "evaluate": ("console.commands.measure", "Measure the readers and the linking on labelled rows."),
    "gaps": ("console.commands.measure", "What could not be read, ranked by postings affected."),
    "aliases": ("console.commands.aliases", "Teach the readers a text that they cannot read."),
    "why": ("console.commands.linkage", "Why two ads are, or are not, one vacancy."),
    "merge": ("console.commands.linkage", "Say that two ads are one vacancy."),
    "split": ("console.commands.linkage", "Say that two ads are two vacancies."),
    "unsure": ("console.commands.linkage", "The most doubtful pairs; set one aside or take a verdict back."),
    "sources": ("console.commands.sources", "The registry: status, boards, last outcome, reasons."),
    "runs": ("console.commands.runs", "The run ledger; release, discard or undo closings."),
    "serve": ("console.commands.serve", "Serve the board, its API and feeds, and the operator's desk."),
    "schedule": ("console.commands.schedule", "Run the night by itself, or one whole night now."),
    "pause": ("console.commands.control", "Keep a source from being crawled, or list those that are."),
    "resume": ("console.commands.control", "Let a paused source be crawled again."),
    "cancel": ("console.commands.control", "Stop the run of a source that is under way."),
    "retry": ("console.commands.control", "Do a stage again from what has landed, without fetching."),
    "feeds": ("console.commands.feeds", "What each feed held when last published; release one that fell."),
    "users": ("console.commands.users", "Who may use the operator's desk."),
    "privacy": ("console.commands.privacy", "Find and erase a person; take down an address or an employer."),
    "db": ("console.commands.db", "Make or upgrade the tables; show their version."),
}
"""Command → module and short help, in the order of the tour; ``--help`` imports no module."""


class _Tour(click.Group):
    def list_commands(self, context: click.Context) -> list[str]:  # noqa: ARG002  # the signature is click's
        return list(COMMANDS)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:  # noqa: ARG002  # likewise
        if name not in COMMANDS:
            return None
        command = getattr(importlib.import_module(COMMANDS[name][0]), f"{name}_command")
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, context: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002  # likewise
        with formatter.section("Commands"):
            formatter.write_dl([(name, short_help) for name, (_, short_help) in COMMANDS.items()])


@click.group(cls=_Tour, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(package_name="belfry", prog_name="belfry")
def cli() -> None:
    """Collect Belgian developer vacancies, make them clean and unique, and serve them to a job board.

    \b
    See it all at work:       belfry demo
    A night, step by step:    belfry crawl recruitee | belfry ingest | belfry link | belfry serve
    As filters, no database:  belfry normalize < raw.jsonl | belfry dedupe

    \b
    Exit status: 0 done, 1 not done, 2 a wrong value, 3 done but a person must look, 70 an error of our own,
    130 stopped, 141 nobody reads the output any more.
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
    except (DatabaseAddressError, BoardsFileError) as error:
        _fail(str(error), 2)
    except (DatabaseError, RecordError) as error:
        _fail(str(error), 1)
    except BrokenPipeError:
        # The reader of our output has gone; there is nobody left to tell.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(141)
    except OSError as error:
        _fail(f"{error.filename or 'input or output'}: {error.strerror or error}", 1)
    except Exception as error:  # noqa: BLE001  # no traceback reaches a user: it is kept in a file
        path = keep_traceback(error, var_folder() / "log")
        _fail(f"unexpected {type(error).__name__}: {' '.join(str(error).split())[:300]} (details: {path})", 70)


def _in_one_line(error: click.UsageError) -> str:
    hint = f"; try '{error.ctx.command_path} --help'" if error.ctx else ""
    return " ".join(error.format_message().split()) + hint


def _fail(message: str, status: int) -> None:
    click.echo(f"belfry: {message}", err=True)
    sys.exit(status)


__all__ = ["CommandError", "cli", "main"]
