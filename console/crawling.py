"""Running crawls for a command: each source in a process of its own, a line for each when it has ended."""

from __future__ import annotations

import os
import signal
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Event, current_thread, main_thread
from types import FrameType

import click
from sqlalchemy import Engine

from console.errors import NeedsAPersonError, WrongValueError
from console.progress import CrawlBars
from console.settings import Settings, now
from console.turn import CrawlEnd, CrawlWish, land
from crawlers.boards import UnknownBoardError
from crawlers.progress import read_progress
from crawlers.runner import new_run_id
from crawlers.source import Source, UnknownSourceError, all_sources, source
from crawlers.transport import RecordingError, read_recordings
from models.store.leases import RUNNING, StoredJob
from pipeline.services.calendar import BRUSSELS, business_day
from pipeline.services.control import paused_sources
from pipeline.services.ingest import preview
from pipeline.services.leases import EXTRA, claim, finish, kept_alive, name_run, standing_in_the_way
from pipeline.services.night import PARALLEL


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
    again: bool = False
    """Also what was crawled today already."""
    by: str = "cli"

    def wish(self, boards: Sequence[str]) -> CrawlWish:
        """Return what is wished of one source, of which ``boards`` are meant."""
        return CrawlWish(
            boards=boards,
            gateway=self.gateway,
            recordings=self.recordings,
            sample=self.sample,
            only_url=self.only_url,
            changed_only=self.changed_only,
            extra=bool(boards) or self.dry_run,
        )


@dataclass(frozen=True, slots=True)
class NotCrawled:
    """A source that was left alone, and why."""

    source: str
    reason: str


class RefusedSourceError(ValueError):
    """A source that may not be crawled, with the reason."""


WRONG_REQUESTS = (UnknownSourceError, UnknownBoardError, RefusedSourceError, RecordingError)
"""What `planned` raises for a request that cannot be carried out; each message names the value."""


def run_crawl(settings: Settings, request: CrawlRequest) -> None:
    """Crawl what was asked and print a line per source.

    Raises one of `WRONG_REQUESTS` before anything starts, `NeedsAPersonError` at the end when a run was broken or
    blocked, or left no manifest.
    """
    plan = planned(request)
    if not plan:
        raise WrongValueError("nothing to crawl: no source may run, or the recordings name none")
    with tempfile.TemporaryDirectory() as temporary:
        landing = Path(temporary) if request.dry_run else settings.landing
        ends = crawl_all(settings, request, plan, landing=landing, said=_say)
        if request.dry_run:
            _say_preview(settings, ends)
    ill = sorted(end.run.source for end in ends if end.needs_a_person)
    if ill:
        raise NeedsAPersonError(f"{len(ill)} of {len(ends)} runs need a look: {', '.join(ill)}")


def planned(request: CrawlRequest) -> dict[str, list[str]]:
    """Return source → boards (empty for all of them).

    Raises one of `WRONG_REQUESTS`.
    """
    plan: dict[str, list[str]] = defaultdict(list)
    for target in request.targets:
        name, named, token = target.partition(":")
        wanted = source(name)
        _must_be_crawlable(wanted)
        if request.only_url and (reason := wanted.refuses_address(request.only_url)):
            raise RefusedSourceError(f"{request.only_url!r} is not asked: {reason}")
        if not named:
            plan.setdefault(name, [])
        elif token:
            plan[name].append(wanted.board(token).token)
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
    if wanted.refused:
        raise RefusedSourceError(f"{wanted.name} is not crawled: {wanted.passport.reading}")


def crawl_all(
    settings: Settings,
    request: CrawlRequest,
    plan: Mapping[str, Sequence[str]],
    *,
    landing: Path,
    said: Callable[[CrawlEnd | NotCrawled], None] = lambda _end: None,
) -> list[CrawlEnd]:
    """Crawl every source of ``plan``, `PARALLEL` at a time; call ``said`` for each as it ends or is left alone.

    On an interrupt or a TERM signal nothing more begins, crawls under way end cleanly and keep what they have landed,
    and `KeyboardInterrupt` is raised when they have; one that will not end is killed after a minute.
    """
    ends: list[CrawlEnd] = []
    # Recordings are answers from files: nobody is asked, so nobody has to take turns.
    engine = None if request.recordings is not None else settings.engine()
    with _stopped_by_signals() as stop, ThreadPoolExecutor(PARALLEL) as pool, CrawlBars() as bars:
        futures = [
            pool.submit(_crawl, settings, engine, request, name, boards, landing, bars, stop)
            for name, boards in plan.items()
        ]
        for future in as_completed(futures):
            end = future.result()
            said(end)
            ends += [end] if isinstance(end, CrawlEnd) else []
    if stop.is_set():
        raise KeyboardInterrupt
    return ends


@contextmanager
def _stopped_by_signals() -> Iterator[Event]:
    """Give an event that Ctrl-C and TERM set: an exception could fall anywhere and leave crawls running untold.

    The crawls, in process groups of their own, would outlive us.
    """
    stop = Event()
    if current_thread() is not main_thread():
        yield stop
        return

    def told(_number: int, _frame: FrameType | None) -> None:
        if not stop.is_set():
            os.write(2, b"belfry: stopping; what has landed is kept\n")  # we may be in the middle of a print
        stop.set()

    before = {number: signal.signal(number, told) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _crawl(
    settings: Settings,
    engine: Engine | None,
    request: CrawlRequest,
    name: str,
    boards: Sequence[str],
    landing: Path,
    bars: CrawlBars,
    stop: Event,
) -> CrawlEnd | NotCrawled:
    if stop.is_set():
        return NotCrawled(name, "stopped before it began")
    wish = request.wish(boards)
    run_id = f"{new_run_id(now())}-{name}"

    def crawl(cancelled: Callable[[], bool]) -> CrawlEnd:
        bar = bars.begin(name, lambda: read_progress(landing / name / run_id))
        try:
            return land(settings, name, wish, run_id=run_id, landing=landing, cancelled=cancelled)
        finally:
            bars.end(bar)

    if engine is None:
        return crawl(stop.is_set)
    if (reason := paused_sources(engine).get(name)) is not None:
        return NotCrawled(name, f"paused: {reason}")
    key = wish.key(name, business_day(now()))
    held = claim(engine, key, by=request.by, now=now(), again=request.again or key.kind == EXTRA)
    if held is None:
        return NotCrawled(name, why_not(standing_in_the_way(engine, key)))
    if landing == settings.landing:
        name_run(engine, held, run_id)
    with kept_alive(engine, held, clock=now) as must_stop:
        try:
            end = crawl(lambda: must_stop.is_set() or stop.is_set())
        except BaseException as error:
            finish(engine, held, "failed", now=now(), detail=f"{type(error).__name__}: {error}"[:500])
            raise
    state, detail = end.state
    finish(engine, held, state, now=now(), detail=detail)
    return end


def why_not(job: StoredJob | None) -> str:
    """Return why a crawl did not begin, from the job that stood in its way."""
    if job is None:
        return "somebody else was faster"
    since = f"{job.started_at.astimezone(BRUSSELS):%H:%M}"
    if job.state == RUNNING:
        until = f"{job.expires_at.astimezone(BRUSSELS):%H:%M}"
        return f"under way since {since}, asked by {job.asked_by}; if it has died, it is given up after {until}"
    return f"crawled today already, at {since}, asked by {job.asked_by}; --again crawls it again"


def _say(end: CrawlEnd | NotCrawled) -> None:
    if isinstance(end, NotCrawled):
        click.echo(f"belfry: {end.source} is left alone: {end.reason}", err=True)
        return
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
