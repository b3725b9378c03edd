"""An operator's hand on the night: pause, resume, cancel, retry."""

from __future__ import annotations

import click

from console.errors import WrongValueError
from console.parameters import SourceName, author
from console.settings import Settings, now
from pipeline.services.closing import NoSuchRunError
from pipeline.services.control import cancel, pause, paused_sources, resume
from pipeline.services.retry import STAGES, retry


@click.command("pause", short_help="Keep a source from being crawled, or list those that are.")
@click.argument("name", required=False, type=SourceName(), metavar="[SOURCE]")
@click.option("--reason", default="by hand", show_default=True)
def pause_command(name: str | None, reason: str) -> None:
    """Keep SOURCE from being crawled by anybody until it is resumed; a run under way goes on.

    \b
    Example:
      belfry pause lever --reason "terms under review"
    """
    engine = Settings.from_environment().engine()
    if name is None:
        paused = paused_sources(engine)
        for source, why in paused.items():
            click.echo(f"{source}: {why}")
        if not paused:
            click.echo("no source is paused")
        return
    pause(engine, name, reason=reason, by=author(), now=now())
    click.echo(f"{name} is paused")


@click.command("resume", short_help="Let a paused source be crawled again.")
@click.argument("name", type=SourceName(), metavar="SOURCE")
def resume_command(name: str) -> None:
    """Let SOURCE be crawled again.

    \b
    Example:
      belfry resume lever
    """
    if not resume(Settings.from_environment().engine(), name, by=author(), now=now()):
        raise WrongValueError(f"{name} is not paused")
    click.echo(f"{name} is resumed")


@click.command("cancel", short_help="Stop the run of a source that is under way.")
@click.argument("name", type=SourceName(), metavar="SOURCE")
def cancel_command(name: str) -> None:
    """Stop the run of SOURCE cleanly; what has landed is kept.

    \b
    Example:
      belfry cancel lever
    """
    if not cancel(Settings.from_environment().engine(), name, by=author(), now=now()):
        raise WrongValueError(f"no run of {name} is under way")
    click.echo(f"{name} will stop within a minute")


@click.command("retry", short_help="Do a stage again from what has landed, without fetching.")
@click.argument("stage", type=click.Choice(STAGES))
@click.argument("run_id", required=False, metavar="[RUN]")
def retry_command(stage: str, run_id: str | None) -> None:
    """Do STAGE again from what has landed: ingest (a RUN, also one that was held), rederive or link.

    \b
    Example:
      belfry retry ingest 20261123T030000-recruitee
    """
    settings = Settings.from_environment()
    try:
        said = retry(settings.engine(), settings.landing, stage, run_id, by=author(), now=now())
    except (NoSuchRunError, ValueError) as error:
        raise WrongValueError(str(error)) from error
    click.echo(said)
