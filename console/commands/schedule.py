"""The timetable as a command: until stopped, or one whole night now."""

from __future__ import annotations

import logging
import os
import signal
import threading

import click

from console.crawling import WRONG_REQUESTS, CrawlRequest, planned
from console.errors import NeedsAPersonError, WrongValueError
from console.nightly import Nightly
from console.parameters import LocalServer
from console.settings import Settings, now
from console.turn import CrawlWish
from pipeline.search.morning import YES
from pipeline.services.alerts import tellers_from
from pipeline.services.calendar import business_day
from pipeline.services.night import SETTLE_AT, turn_of

_LOOK_UP = 1.0
"""Seconds after which a waiting timetable looks whether it was told to stop: a signal that comes right before it waits,
or to another thread, does not wake it."""


@click.command("schedule", short_help="Run the night by itself, or one whole night now.")
@click.option("--once", is_flag=True, help="Run one whole night now, then exit.")
@click.option("--again", is_flag=True, help="With --once: also what was crawled today already.")
@click.option("--source", "only", multiple=True, metavar="NAME", help="Only this source; may be repeated.")
@click.option("--gateway", type=LocalServer(), metavar="URL", help="Ask this server on this machine instead.")
@click.option("--show", is_flag=True, help="Print the timetable and exit.")
def schedule_command(once: bool, again: bool, only: tuple[str, ...], gateway: str | None, show: bool) -> None:
    """Crawl each source in its turn between 03:15 and 05:00 in Brussels, then link, expire, judge and publish.

    What was missed by less than six hours is caught up at the start; older nights are reported. Any number of
    schedulers may run: a source is crawled once for each date. --once exits with 3 when the night deserves a look.

    \b
    Example:
      belfry schedule --once
      belfry schedule --show
    """
    from scheduler import catch_up, crawlable, timetable  # the registry takes a moment; --help need not wait

    if again and not once:
        raise WrongValueError("--again needs --once")
    try:
        names = dict.fromkeys(planned(CrawlRequest(targets=only)), 1) if only else crawlable()
    except WRONG_REQUESTS as error:
        raise WrongValueError(str(error)) from error
    if show:
        for name in sorted(names, key=lambda name: (turn_of(name), name)):
            click.echo(f"{turn_of(name):%H:%M}  {name}")
        click.echo(f"{SETTLE_AT:%H:%M}  (the whole night)")
        return
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s", datefmt="%H:%M:%S")
    for chatty in ("apscheduler", "alembic"):
        logging.getLogger(chatty).setLevel(logging.WARNING)
    settings = Settings.from_environment()
    try:
        tellers = tellers_from(os.environ)
    except ValueError as error:
        raise WrongValueError(str(error)) from error
    work = Nightly(
        settings=settings,
        engine=settings.engine(),
        clock=now,
        wish=CrawlWish(gateway=gateway),
        expected=names,
        tellers=tellers,
    )
    if once:
        runs, night = work.whole_night(list(names), business_day(now()), again=again)
        click.echo(f"{len(runs)} of {len(names)} sources crawled; see 'belfry runs'")
        if not runs and names and not again:
            click.echo("nothing was left to crawl today; --again crawls what was crawled already", err=True)
        if night is not None and night.verdict != YES:
            raise NeedsAPersonError(night.sentence)
        return
    table = timetable(work, names)
    stopped = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stopped.set())
    table.start()
    catch_up(work, table, names)
    click.echo(f"{len(names)} sources have their turn; Ctrl-C stops")
    while not stopped.wait(_LOOK_UP):
        pass
    work.stop()
    table.shutdown(wait=True)
