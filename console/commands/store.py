"""Ingest, link, expire, rederive: from what has landed to vacancies."""

from __future__ import annotations

import click

from console.parameters import SourceName
from console.progress import Bar
from console.settings import Settings, now
from pipeline.landing import landed_runs
from pipeline.services.closing import expire
from pipeline.services.enforcement import enforce
from pipeline.services.ingest import ingest
from pipeline.services.link import link
from pipeline.services.rederive import rederive


@click.command("ingest", short_help="Read landed runs into the database.")
@click.argument("source", required=False, type=SourceName())
def ingest_command(source: str | None) -> None:
    """Read what crawls have landed, of SOURCE or of all; a run that was read before is left alone.

    \b
    Example:
      belfry ingest recruitee
    """
    settings = Settings.from_environment()
    engine = settings.engine()
    enforce(engine, settings.landing)
    runs = [run for run in landed_runs(settings.landing, source) if not run.running]
    bad = 0
    for run in runs:
        try:
            with Bar(f"ingest {run.run_id}") as bar:
                report = ingest(engine, run, now=now(), progress=bar.add)
        except OSError as error:
            bad += 1
            click.echo(f"belfry: {error.filename or run.folder}: {error.strerror or error}", err=True)
            continue
        if not report.again:
            counts = " ".join(
                f"{name}={report.total(name)}" for name in ("new", "changed", "reopened", "withdrawn", "held")
            )
            click.echo(f"{run.source} {run.run_id}: {report.outcome.value} ({report.cause.value}) {counts}")
    if not runs:
        click.echo(f"nothing has landed{f' of {source}' if source else ''} in {settings.landing}")
    if bad:
        raise click.exceptions.Exit(1)


@click.command("link", short_help="Join postings of one opening into vacancies.")
@click.option("--rebuild", is_flag=True, help="Compare every posting again, not only new and changed ones.")
def link_command(rebuild: bool) -> None:
    """Compare new and changed postings with what is stored and keep the vacancies behind them, with evidence.

    \b
    Example:
      belfry link
    """
    with Bar("link") as bar:
        report = link(Settings.from_environment().engine(), now=now(), rebuild=rebuild, progress=bar.add)
    click.echo(
        f"{report.postings} postings compared: {report.vacancies} vacancies new, {report.changed} changed, "
        f"{report.merged} merged, {report.split} split, {report.closed} closed, {report.reopened} reopened"
    )


@click.command("expire", short_help="Close what time alone has ended.")
def expire_command() -> None:
    """Close postings past their own end date or unseen for 90 days, and mark vacancies unseen for 48 hours.

    \b
    Example:
      belfry expire
    """
    engine = Settings.from_environment().engine()
    report = expire(engine, now=now())
    link(engine, now=now())
    click.echo(f"expired {report.expired}, closed by age {report.max_age}, held {report.held}")


@click.command("rederive", short_help="Read the past again with today's readers.")
@click.option("--dry-run", is_flag=True, help="Only say which fields would change.")
def rederive_command(dry_run: bool) -> None:
    """Normalize again what has landed, without one request, so that better readers reach the past.

    \b
    Example:
      belfry rederive --dry-run
    """
    settings = Settings.from_environment()
    with Bar("rederive") as bar:
        report = rederive(settings.engine(), settings.landing, dry_run=dry_run, progress=bar.add)
    verb = "would change" if dry_run else "changed"
    click.echo(f"{report.read} postings read, {report.changed} {verb}")
    for name, count in sorted(report.fields.items(), key=lambda item: (-item[1], item[0])):
        click.echo(f"  {name}: {count}")
