"""Crawl: one source, or some of its boards, into the landing zone."""

from __future__ import annotations

from pathlib import Path

import click

from console.crawling import WRONG_REQUESTS, CrawlRequest, run_crawl
from console.errors import WrongValueError
from console.parameters import LocalServer, WebPage, author
from console.settings import Settings


@click.command("crawl", short_help="Crawl sources into the landing zone.")
@click.argument("targets", nargs=-1, metavar="[SOURCE[:BOARD]]...")
@click.option(
    "--recordings",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Answer every request from this CSV (source,board,method,url,file) instead of the network.",
)
@click.option(
    "--gateway",
    type=LocalServer(),
    metavar="URL",
    help="Send every request to this server on this machine instead, e.g. the sandbox.",
)
@click.option(
    "--sample",
    type=click.IntRange(1, 10_000),
    metavar="N",
    help="Only the first N postings of each board; closes nothing.",
)
@click.option(
    "--url", "only_url", type=WebPage(), metavar="URL", help="Only this address of one SOURCE; closes nothing."
)
@click.option(
    "--changed-only/--whole", default=True, show_default=True, help="Leave out the pages of unchanged postings."
)
@click.option("--dry-run", is_flag=True, help="Crawl into a temporary folder and say what would change.")
@click.option("--again", is_flag=True, help="Also what was crawled today already.")
def crawl_command(
    targets: tuple[str, ...],
    recordings: Path | None,
    gateway: str | None,
    sample: int | None,
    only_url: str | None,
    changed_only: bool,
    dry_run: bool,
    again: bool,
) -> None:
    """Crawl each SOURCE, or only its BOARD, politely, each in a process of its own; the finds land in var/landing.

    Without a target: every source of the recordings, or every source that may run. A whole source is crawled once a
    day, whoever asks: commands, desk and timetable make one run. 'belfry ingest' reads what landed; so does the night.
    Ctrl-C stops cleanly and loses nothing that has landed.

    \b
    Exit status:
      0   every run is complete, confirmed empty, or as far as it was asked to go
      1   it could not be done: the database, a file
      2   a wrong value; nothing was crawled
      3   crawled, but a run is broken or blocked or left no manifest: look at it
      70  an error of our own, kept in var/log
      130 stopped

    \b
    Example:
      belfry crawl recruitee:aikidosecurity greenhouse
      belfry crawl --recordings recordings.csv
    """
    if only_url is not None and len(targets) != 1:
        raise WrongValueError(
            f"--url {only_url} is an address of one source: name that source, {len(targets)} are named"
        )
    request = CrawlRequest(
        targets=targets,
        recordings=recordings,
        gateway=gateway,
        sample=sample,
        only_url=only_url,
        changed_only=changed_only,
        dry_run=dry_run,
        again=again,
        by=author(),
    )
    try:
        run_crawl(Settings.from_environment(), request)
    except WRONG_REQUESTS as error:
        raise WrongValueError(str(error)) from error
