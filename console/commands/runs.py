"""The run ledger: what each crawl found and meant, and the closings that wait for a word."""

from __future__ import annotations

import click
from rich.table import Table

from console.errors import WrongValueError
from console.output import console_of
from console.parameters import SourceName, author
from console.settings import Settings, now
from models.store.desk import Desk
from models.store.engine import reading
from pipeline.search.runs import recent_runs
from pipeline.services.closing import NoSuchRunError, NothingHeldError, discard, held_closings, release, undo_closings
from pipeline.services.held import discard_run, held_runs
from pipeline.services.link import link
from pipeline.services.retry import retry


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
    """List what waits for an operator: runs that nothing is read of yet, and closings.

    \b
    Example:
      belfry runs held
    """
    settings = Settings.from_environment()
    engine = settings.engine()
    runs, closings = held_runs(settings.landing), held_closings(engine)
    with reading(engine) as connection:
        desk = Desk(connection)
        for run in runs:
            health = desk.health_of_run(run.run_id)
            click.echo(f"{run.run_id}  nothing of it is read: {health.detail if health else 'see the desk'}")
    for item in closings:
        board = f"{item.source}:{item.board}" if item.board else item.source
        click.echo(f"{item.id}  {board}  {len(item.postings)} postings  run {item.run_id}: {'; '.join(item.reasons)}")
    if not runs and not closings:
        click.echo("nothing is held")


@runs_command.command("release")
@click.argument("held")
def release_command(held: str) -> None:
    """Let HELD through: read a held run, by its id, or carry out held closings, by their number.

    \b
    Example:
      belfry runs release 20261123T030000-recruitee
      belfry runs release 3
    """
    settings = Settings.from_environment()
    engine = settings.engine()
    try:
        if not held.isdecimal():
            click.echo(retry(engine, settings.landing, "ingest", held, by=author(), now=now()))
            return
        count = release(engine, int(held), by=author(), now=now())
    except (NoSuchRunError, NothingHeldError, ValueError) as error:
        raise WrongValueError(str(error)) from error
    link(engine, now=now())
    click.echo(f"{count} postings closed")


@runs_command.command("discard")
@click.argument("held")
def discard_command(held: str) -> None:
    """Drop HELD: a held run, by its id, or held closings, by their number; the postings stay as they were.

    \b
    Example:
      belfry runs discard 20261123T030000-recruitee
      belfry runs discard 3
    """
    settings = Settings.from_environment()
    engine = settings.engine()
    try:
        if held.isdecimal():
            discard(engine, int(held), by=author(), now=now())
        else:
            discard_run(engine, settings.landing, held, by=author(), now=now())
    except (NoSuchRunError, NothingHeldError) as error:
        raise WrongValueError(str(error)) from error
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
        count = undo_closings(engine, run, by=author(), now=now())
    except NoSuchRunError as error:
        raise WrongValueError(str(error)) from error
    link(engine, now=now())
    click.echo(f"{count} postings open again")
