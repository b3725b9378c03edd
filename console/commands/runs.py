"""The run ledger: what each crawl found and meant, and the closings that wait for a word."""

from __future__ import annotations

import click
from rich.table import Table

from console.errors import WrongValueError
from console.output import console_of
from console.parameters import SourceName, author
from console.settings import Settings, now
from pipeline.search.runs import recent_runs
from pipeline.services.closing import NoSuchRunError, NothingHeldError, discard, held_closings, release, undo_closings
from pipeline.services.control import write_down
from pipeline.services.link import link


@click.group("runs", invoke_without_command=True, short_help="The run ledger; release, discard or undo closings.")
@click.option("--source", type=SourceName(), help="Only runs of this source.")
@click.option("--limit", type=click.IntRange(1, 500), default=20, show_default=True)
@click.pass_context
def runs_command(context: click.Context, source: str | None, limit: int) -> None:
    """Show the last runs with their outcome, cause and counts.

    \b
    Example:
      belfry runs --source recruitee
      belfry runs held
      belfry runs release 3
    """
    if context.invoked_subcommand is not None:
        return
    table = Table(title="runs", title_justify="left")
    columns = ("run", "source", "outcome", "cause", "listed", "fetched", "new", "changed", "withdrawn", "held")
    for heading in columns:
        table.add_column(heading, justify="left" if heading in columns[:4] else "right", overflow="fold")
    for run in recent_runs(Settings.from_environment().engine(), source=source, limit=limit):
        table.add_row(
            run.run_id, run.source, run.outcome, run.cause, *(str(run.totals.get(name, 0)) for name in columns[4:])
        )
    console_of(140).print(table)


@runs_command.command("held")
def held_command() -> None:
    """List closings that wait for an operator.

    \b
    Example:
      belfry runs held
    """
    waiting = held_closings(Settings.from_environment().engine())
    for item in waiting:
        board = f"{item.source}:{item.board}" if item.board else item.source
        click.echo(f"{item.id}  {board}  {len(item.postings)} postings  run {item.run_id}: {'; '.join(item.reasons)}")
    if not waiting:
        click.echo("nothing is held")


@runs_command.command("release")
@click.argument("number", type=int)
def release_command(number: int) -> None:
    """Carry out held closings.

    \b
    Example:
      belfry runs release 3
    """
    engine = Settings.from_environment().engine()
    try:
        count = release(engine, number, by=author(), now=now())
    except NothingHeldError as error:
        raise WrongValueError(str(error)) from error
    write_down(engine, "release closings", str(number), by=author(), now=now(), after=count)
    link(engine, now=now())
    click.echo(f"{count} postings closed")


@runs_command.command("discard")
@click.argument("number", type=int)
def discard_command(number: int) -> None:
    """Drop held closings: the postings stay open.

    \b
    Example:
      belfry runs discard 3
    """
    engine = Settings.from_environment().engine()
    try:
        discard(engine, number, by=author(), now=now())
    except NothingHeldError as error:
        raise WrongValueError(str(error)) from error
    write_down(engine, "discard closings", str(number), by=author(), now=now())
    click.echo("discarded")


@runs_command.command("undo")
@click.argument("run")
def undo_command(run: str) -> None:
    """Open again everything that RUN closed within the last 30 days.

    \b
    Example:
      belfry runs undo 20261123T030000-recruitee
    """
    engine = Settings.from_environment().engine()
    try:
        count = undo_closings(engine, run, now=now())
    except NoSuchRunError as error:
        raise WrongValueError(str(error)) from error
    write_down(engine, "undo closings", run, by=author(), now=now(), after=count)
    link(engine, now=now())
    click.echo(f"{count} postings open again")
