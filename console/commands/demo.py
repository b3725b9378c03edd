"""The whole road in one command: a small Belgium on loopback, crawled, cleaned, linked and shown."""

from __future__ import annotations

import csv
import os
import shutil
from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import click
from rich.table import Table
from sqlalchemy import Engine

from console.crawling import CrawlRequest, crawl_all
from console.errors import NeedsAPersonError
from console.output import console_of
from console.progress import Bar
from console.serving import listening, serve
from console.settings import Settings, now, sqlite_url
from console.turn import CrawlEnd
from crawlers.boards import EXTRA_BOARDS
from models.store.schema import upgrade
from pipeline.evaluation.clusters import score_clusters
from pipeline.search.morning import morning
from pipeline.search.runs import vacancies_by_source, vacancy_of_postings
from pipeline.services.calendar import business_day
from pipeline.services.health import inspect, keep_health
from pipeline.services.ingest import IngestReport, ingest
from pipeline.services.link import link
from pipeline.services.publication import publish
from sandbox.server import SandboxServer
from sandbox.world import World

NIGHTS = 2
SEED = 7
_SANDBOX_KEYS = (
    "BELFRY_ADZUNA_APP_ID",
    "BELFRY_ADZUNA_APP_KEY",
    "BELFRY_VDAB_CLIENT_ID",
    "BELFRY_VDAB_CLIENT_SECRET",
)
_COLUMNS = ("declared", "listed", "fetched", "new", "changed", "withdrawn", "rejected", "vacancies")


@click.command("demo", short_help="See it all at work on a small Belgium of our own.")
@click.option("--once", is_flag=True, help="Print the summary and exit instead of serving the board.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True)
def demo_command(once: bool, port: int) -> None:
    """Start the sandbox, crawl it for two nights with the real spiders, ingest, link, and serve the board.

    Everything is kept under var/demo and made anew each time; no request leaves this machine.

    \b
    Example:
      belfry demo --once
    """
    if once:
        _two_nights()
        return
    with listening(port) as listener:  # first of all: a port in use may be another demo's
        serve(_two_nights(), listener)


def _two_nights() -> Settings:
    """Crawl, ingest and link two nights into an empty database, print the summary, and return where all is kept."""
    settings = _fresh(Settings.from_environment().var / "demo")
    engine = settings.engine()
    upgrade(engine)
    world = World(SEED, nights=NIGHTS, first_day=business_day(now()) - timedelta(days=NIGHTS - 1))
    _introduce(world, settings)
    reports: list[IngestReport] = []
    with SandboxServer(world, night=1) as sandbox:
        for night in range(1, NIGHTS + 1):
            sandbox.night = night
            click.echo(f"night {night} of {NIGHTS}: crawling {len(world.boards())} boards at {sandbox.url}", err=True)
            reports.extend(_one_night(settings, engine, world, sandbox.url))
    publish(engine, morning(engine, business_day(now())), by="demo", now=now())
    _summarize(engine, reports)
    _judge(engine, world)
    return settings


def _fresh(folder: Path) -> Settings:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return Settings(var=folder, database_url=sqlite_url(folder / "belfry.sqlite3"))


def _introduce(world: World, settings: Settings) -> None:
    """Tell the crawls, through their environment, which boards the sandbox has and the keys that it accepts."""
    path = settings.var / "boards.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(("source", "board", "url", "employer"))
        rows.writerows((board.source, board.board, board.url, board.employer) for board in world.boards())
    os.environ[EXTRA_BOARDS] = str(path.resolve())
    for key in _SANDBOX_KEYS:
        os.environ.setdefault(key, "sandbox")


def _one_night(settings: Settings, engine: Engine, world: World, gateway: str) -> list[IngestReport]:
    plan: dict[str, list[str]] = defaultdict(list)
    for board in world.boards():
        plan[board.source].append(board.board)
    boards = {source: [board for board in found if board] for source, found in plan.items()}
    ends = crawl_all(settings, CrawlRequest(gateway=gateway, again=True, by="demo"), boards, landing=settings.landing)
    _must_have_landed(ends)
    reports = []
    for end in sorted(ends, key=lambda end: end.run.run_id):
        with Bar(f"ingest {end.run.source}") as bar:
            keep_health(engine, inspect(engine, end.run), business_day(now()))
            reports.append(ingest(engine, end.run, now=now(), progress=bar.add))
    with Bar("link") as bar:
        link(engine, now=now(), progress=bar.add)
    return reports


def _must_have_landed(ends: Sequence[CrawlEnd]) -> None:
    for end in ends:
        if end.manifest is None:
            raise NeedsAPersonError(f"the crawl of {end.run.source} left no manifest; see {end.log}")


def _summarize(engine: Engine, reports: Sequence[IngestReport]) -> None:
    """Print the counts of all nights by source; declared, listed and rejected are those of the last night."""
    totals: dict[str, Counter[str]] = defaultdict(Counter)
    for report in reports:
        counts = totals[report.source]
        for name in ("new", "changed", "withdrawn", "fetched"):
            counts[name] += report.total(name)
        counts["listed"] = report.total("listed")
        counts["declared"] = sum(board.declared or 0 for board in report.boards)
        counts["rejected"] = sum(sum(board.rejected.values()) for board in report.boards)
    vacancies, all_vacancies = vacancies_by_source(engine)
    for name, count in vacancies.items():
        totals[name]["vacancies"] = count
    table = Table(
        title=f"{NIGHTS} nights", title_justify="left", caption="vacancies overlap: one may stand at several sources"
    )
    table.add_column("source")
    for name in _COLUMNS:
        table.add_column(name, justify="right")
    for name, counts in sorted(totals.items()):
        table.add_row(name, *(str(counts[name]) if counts[name] or name != "declared" else "-" for name in _COLUMNS))
    table.add_section()
    sums = [sum(counts[name] for counts in totals.values()) for name in _COLUMNS[:-1]]
    table.add_row("all", *map(str, sums), str(all_vacancies))
    console_of(110).print(table)


def _judge(engine: Engine, world: World) -> None:
    """Print how well the linking met the sandbox's truth, which no spider, reader or rule has seen."""
    truth = {key: known.vacancy.identifier for known in world.truth(NIGHTS) for key in known.postings}
    score = score_clusters(vacancy_of_postings(engine), truth)
    openings = len(set(truth.values()))
    click.echo(
        f"linking against the sandbox's truth: {len(truth)} ads of {openings} openings, "
        f"precision {score.precision or 0:.3f}, recall {score.recall or 0:.3f}"
    )
