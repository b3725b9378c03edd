"""The registry of sources: who may be collected, on what ground, how it went, and how a board comes in."""

from __future__ import annotations

import csv
import io
import tempfile
from pathlib import Path

import click
from rich.table import Table

from console.crawling import WRONG_REQUESTS, CrawlRequest, NotCrawled, crawl_all, planned
from console.errors import CommandError, NeedsAPersonError, WrongValueError
from console.output import console_of
from console.parameters import LocalServer, SourceName
from console.settings import Settings, now
from crawlers.coverage import coverage
from crawlers.recognise import UnrecognisedError, recognise
from crawlers.source import all_sources, source
from models.raw import RawPosting
from pipeline.search.runs import recent_runs
from pipeline.services.calendar import business_day
from pipeline.services.control import paused_sources

_COLUMNS = ("source", "board", "url", "employer", "enterprise_number", "status", "checked")


@click.group("sources", invoke_without_command=True, short_help="The registry: status, boards, last outcome, reasons.")
@click.pass_context
def sources_command(context: click.Context) -> None:
    """Show every source with its legal status, its boards, its last outcome, and why a refused one is refused.

    \b
    Example:
      belfry sources
      belfry sources show recruitee
      belfry sources add https://acme.recruitee.com
      belfry sources check recruitee:acme
    """
    if context.invoked_subcommand is not None:
        return
    last = {run.source: run for run in reversed(recent_runs(Settings.from_environment().engine(), limit=500))}
    table = Table(title="sources", title_justify="left")
    for heading in ("source", "status", "boards", "last outcome", "review due", "reading"):
        table.add_column(heading, justify="right" if heading == "boards" else "left", overflow="fold")
    for item in all_sources():
        run = last.get(item.name)
        table.add_row(
            item.name,
            item.card.status.value,
            str(len(item.boards)) if not item.refused else "-",
            f"{run.outcome} ({run.cause})" if run else "-",
            item.passport.review_due.isoformat(),
            item.passport.reading,
        )
    console_of(150).print(table)


@sources_command.command("show")
@click.argument("name", metavar="SOURCE", type=SourceName())
def show_command(name: str) -> None:
    """Show the passport of SOURCE, what stands against crawling it now, its boards, and its last runs.

    \b
    Example:
      belfry sources show recruitee
    """
    engine = Settings.from_environment().engine()
    item = source(name)
    card, passport, against = item.card, item.passport, item.objection(business_day(now()))
    paused = paused_sources(engine).get(name)
    refusal = f"no ({against.cause.value}): {against.detail}" if against else paused and f"no (paused): {paused}"
    rhythm = "every night" if passport.nights == 1 else f"every {passport.nights} nights"
    facts = {
        "publisher": card.title,
        "may be crawled": refusal or "yes",
        "status": f"{card.status.value}, shown as {card.rights.value}",
        "reading": f"{passport.reading} (of {passport.reviewed_on}, due again on {passport.review_due})",
        "terms": passport.terms_url or "-",
        "keys": ", ".join(dict.fromkeys(filter(None, (*passport.keys, passport.agreement)))) or "-",
        "pace": f"{rhythm}, at least {passport.rate:g} s between requests",
        "boards": "one list" if item.single_list else ", ".join(board.token for board in item.boards) or "-",
    }
    for fact, value in facts.items():
        click.echo(f"{fact:15} {value}")
    for run in recent_runs(engine, source=name, limit=5):
        click.echo(f"{'run':15} {run.run_id}: {run.outcome} ({run.cause})")


@sources_command.command("add")
@click.argument("url")
@click.option("--employer", default="", help="The employer's name, for the row.")
def add_command(url: str, employer: str) -> None:
    """Recognise the system behind a careers URL and print the row for boards.csv; nothing is asked and nothing kept.

    \b
    Example:
      belfry sources add https://acme.recruitee.com/ --employer "Acme NV"
    """
    try:
        found = recognise(url)
    except UnrecognisedError as error:
        raise WrongValueError(str(error)) from error
    if found.refused:
        why = source(found.board.source).passport.reading
        raise WrongValueError(f"{url} belongs to {found.board.source}, which is not crawled: {why}")
    board = found.board
    if found.whole:
        click.echo(f"{found.reason} and needs no row: belfry sources check {board.source}")
        return
    row = io.StringIO()
    values = (board.source, board.token, board.url, employer or board.employer or "", "", board.status, "")
    csv.writer(row, lineterminator="").writerow(values)
    click.echo(",".join(_COLUMNS))
    click.echo(row.getvalue())
    sure = "" if found.certain else "; not certain, check it first"
    click.echo(f"{found.reason}{sure}: belfry sources check {board.source}:{board.token}", err=True)


@sources_command.command("check")
@click.argument("target", metavar="SOURCE[:BOARD]")
@click.option("--sample", type=click.IntRange(1, 200), default=20, show_default=True, help="Postings asked for.")
@click.option("--gateway", type=LocalServer(), metavar="URL", help="Ask this server on this machine instead.")
@click.option("--recordings", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Ask these instead.")
def check_command(target: str, sample: int, gateway: str | None, recordings: Path | None) -> None:
    """Make one polite request series and say how many postings have each field, with three examples of each.

    \b
    Example:
      belfry sources check recruitee:acme
    """
    settings = Settings.from_environment()
    request = CrawlRequest(targets=(target,), sample=sample, gateway=gateway, recordings=recordings, changed_only=False)
    try:
        plan = planned(request)
    except WRONG_REQUESTS as error:
        raise WrongValueError(str(error)) from error
    with tempfile.TemporaryDirectory() as folder:
        refused: list[NotCrawled] = []
        ends = crawl_all(
            settings,
            request,
            plan,
            landing=Path(folder),
            said=lambda end: refused.append(end) if isinstance(end, NotCrawled) else None,
        )
        if refused:
            raise CommandError(f"{target} is left alone: {refused[0].reason}")
        (end,) = ends
        if end.manifest is None:
            raise NeedsAPersonError(f"{target} left no manifest; see {end.log}")
        found = [item for _, _, item in end.run.postings() if isinstance(item, RawPosting)]
    detail = f": {end.manifest.detail}" if end.manifest.detail else ""
    click.echo(f"{target}: {end.manifest.outcome.value} ({end.manifest.cause.value}{detail}), {len(found)} postings")
    for note in end.manifest.notes:
        click.echo(f"  {note}")
    for field in coverage(found) if found else ():
        click.echo(f"  {field.field:24s} {field.filled:4d}/{field.of:<4d} {' | '.join(field.examples)}")
    if end.needs_a_person:
        raise NeedsAPersonError(f"{target} needs a look")
