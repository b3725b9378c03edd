"""Running crawls for a command: each source in a process of its own, a line for each when it has ended."""

from __future__ import annotations

import tempfile
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from threading import Event

import click

from console.errors import WrongValueError
from console.progress import Bar
from console.settings import Settings
from crawlers.boards import UnknownBoardError, board_named
from crawlers.runner import crawl_command, latest_known, new_run_id
from crawlers.source import Source, UnknownSourceError, all_sources, source
from crawlers.supervisor import ChildEnd, supervise
from crawlers.transport import RecordingError, read_recordings
from models.run import RunManifest
from pipeline.landing import LandedRun
from pipeline.services.ingest import preview

PARALLEL = 4
"""Crawls at one time."""


@dataclass(frozen=True, kw_only=True, slots=True)
class CrawlRequest:
    """What was asked for."""

    targets: tuple[str, ...] = ()
    """``source`` or ``source:board``; empty for everything that may run."""
    recordings: Path | None = None
    gateway: str | None = None
    sample: int | None = None
    only_url: str | None = None
    changed_only: bool = True
    dry_run: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class CrawlEnd:
    """How the crawl of one source ended."""

    run: LandedRun
    child: ChildEnd
    manifest: RunManifest | None
    log: Path


class RefusedSourceError(ValueError):
    """A source that may not be crawled, with the reason."""


WRONG_REQUESTS = (UnknownSourceError, UnknownBoardError, RefusedSourceError, RecordingError)
"""What `planned` raises for a request that cannot be carried out; each message names the value."""


def run_crawl(settings: Settings, request: CrawlRequest, *, now: datetime) -> int:
    """Crawl what was asked, print a line per source, and return how many runs left no manifest.

    Raises one of `WRONG_REQUESTS` before anything starts.
    """
    plan = planned(request)
    if not plan:
        raise WrongValueError("nothing to crawl: no source may run, or the recordings name none")
    with tempfile.TemporaryDirectory() as temporary:
        landing = Path(temporary) if request.dry_run else settings.landing
        ends = crawl_all(settings, request, plan, landing=landing, now=now, ended=_say)
        if request.dry_run:
            _say_preview(settings, ends)
    return sum(end.manifest is None for end in ends)


def planned(request: CrawlRequest) -> dict[str, list[str]]:
    """Return source → boards (empty for all of them).

    Raises one of `WRONG_REQUESTS`.
    """
    plan: dict[str, list[str]] = defaultdict(list)
    for target in request.targets:
        name, named, token = target.partition(":")
        _must_be_crawlable(source(name))
        if not named:
            plan.setdefault(name, [])
        elif token:
            plan[name].append(board_named(name, token).token)
        else:
            raise UnknownBoardError(f"{target!r} names no board; write {name}:BOARD, or {name} for all of them")
    if request.recordings is not None:
        for name in plan.keys() - {row.source for row in read_recordings(request.recordings)}:
            raise RecordingError(f"{request.recordings.name} holds nothing of {name}")
        return dict(plan) or _recorded(request.recordings)
    if plan:
        return dict(plan)
    return {item.name: [] for item in all_sources() if not item.refused and item.boards}


def _recorded(recordings: Path) -> dict[str, list[str]]:
    plan: dict[str, list[str]] = {}
    for name in dict.fromkeys(row.source for row in read_recordings(recordings)):
        try:
            _must_be_crawlable(source(name))
        except (UnknownSourceError, RefusedSourceError) as error:
            click.echo(f"belfry: {recordings.name}: {name} is left out: {error}", err=True)
            continue
        plan[name] = []
    return plan


def _must_be_crawlable(wanted: Source) -> None:
    if wanted.spider is None:
        raise RefusedSourceError(f"{wanted.name} is not crawled: {wanted.passport.reading}")


def crawl_all(
    settings: Settings,
    request: CrawlRequest,
    plan: Mapping[str, Sequence[str]],
    *,
    landing: Path,
    now: datetime,
    ended: Callable[[CrawlEnd], None] = lambda _end: None,
) -> list[CrawlEnd]:
    """Crawl every source of ``plan``, `PARALLEL` at a time; call ``ended`` for each as it ends."""
    stop = Event()
    stamp = new_run_id(now)
    ends: list[CrawlEnd] = []
    with ThreadPoolExecutor(PARALLEL) as pool, Bar("crawl", total=len(plan)) as bar:
        futures = [
            pool.submit(_crawl, settings, request, name, boards, landing, f"{stamp}-{name}", stop)
            for name, boards in plan.items()
        ]
        try:
            for future in as_completed(futures):
                ends.append(future.result())
                bar.add()
                ended(ends[-1])
        except KeyboardInterrupt:
            stop.set()
            raise
    return ends


def _crawl(
    settings: Settings,
    request: CrawlRequest,
    name: str,
    boards: Sequence[str],
    landing: Path,
    run_id: str,
    stop: Event,
) -> CrawlEnd:
    command = crawl_command(
        name,
        boards=boards,
        landing=landing,
        run_id=run_id,
        known=latest_known(settings.landing, name),
        changed_only=request.changed_only,
        gateway=request.gateway,
        recordings=request.recordings,
        only_url=request.only_url,
        sample=request.sample,
    )
    log = settings.var / "log" / f"{run_id}.log"
    child = supervise(command, log=log, cancelled=stop.is_set)
    run = LandedRun(landing / name / run_id)
    return CrawlEnd(run=run, child=child, manifest=run.manifest(), log=log)


def _say(end: CrawlEnd) -> None:
    manifest = end.manifest
    if manifest is None:
        why = end.child.cause.value if end.child.cause else f"exit status {end.child.status}"
        click.echo(f"{end.run.source}: no manifest ({why}), see {end.log}")
        return
    listed, fetched = (sum(getattr(board, name) for board in manifest.boards) for name in ("listed", "fetched"))
    detail = f": {manifest.detail}" if manifest.detail else ""
    click.echo(
        f"{manifest.card.name}: {manifest.outcome.value} ({manifest.cause.value}{detail}) "
        f"boards={len(manifest.boards)} listed={listed} fetched={fetched} requests={manifest.requests} "
        f"seconds={end.child.seconds:.1f}"
    )
    for note in manifest.notes:
        click.echo(f"  {note}")


def _say_preview(settings: Settings, ends: Sequence[CrawlEnd]) -> None:
    engine = settings.engine()
    for end in ends:
        if end.manifest is not None:
            counts = preview(engine, end.run)
            click.echo(f"{end.run.source}: would be " + ", ".join(f"{count} {kind}" for kind, count in counts.items()))
