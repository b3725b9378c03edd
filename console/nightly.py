"""A source's turn, from the claim to the ingest: one process, one lease, one line when it has ended."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from threading import Event

from sqlalchemy import Engine

from board.publishing import publish as hand_out
from console.settings import Settings
from crawlers.runner import crawl_command, latest_known, new_run_id
from crawlers.supervisor import MEMORY_LIMIT, TIME_LIMIT, ChildEnd, supervise
from models.run import RunManifest
from models.store.leases import JobKey, StoredJob
from models.vocabulary import Outcome
from pipeline.landing import LandedRun
from pipeline.search.catalogue import Catalogue
from pipeline.search.morning import morning
from pipeline.services.alerts import Teller, alert
from pipeline.services.control import paused_sources
from pipeline.services.health import held_runs, hold, inspect, keep_health, note_absence, supersede
from pipeline.services.ingest import ingest
from pipeline.services.leases import (
    CRAWL,
    SETTLE,
    LeaseLostError,
    claim,
    fenced,
    finish,
    kept_alive,
    name_run,
    record_missed,
)
from pipeline.services.night import Turn, crawl_key, settle, unserved
from pipeline.services.publication import publish
from pipeline.services.takedown import enforce_run, standing_stones

log = logging.getLogger("belfry.night")
PARALLEL = 4
EXTRA = "extra"
"""Kind of work that crawls a part of a source, by hand, beside its turn."""


@dataclass(frozen=True, kw_only=True, slots=True)
class CrawlWish:
    """What one turn asks of the source."""

    boards: Sequence[str] = ()
    gateway: str | None = None
    recordings: Path | None = None
    sample: int | None = None
    only_url: str | None = None
    changed_only: bool = True
    time_limit: float = TIME_LIMIT
    memory_limit: int = MEMORY_LIMIT


@dataclass(frozen=True, slots=True)
class Nightly:
    """The work that `scheduler.timetable` sets going."""

    settings: Settings
    engine: Engine
    clock: Callable[[], datetime]
    by: str = "timetable"
    wish: CrawlWish = CrawlWish()
    expected: Sequence[str] = ()
    """Sources that have a turn; one that left no trace is told of."""
    tellers: Mapping[str, Teller] = field(default_factory=dict)
    stopped: Event = field(default_factory=Event)

    def stop(self) -> None:
        """Let every crawl under way end cleanly; nothing that has landed is lost."""
        self.stopped.set()

    def now(self) -> datetime:
        """Return this moment."""
        return self.clock()

    def unserved(self, sources: Iterable[str]) -> tuple[list[Turn], list[Turn]]:
        """Return the turns to catch up now, and those that are too old for it."""
        return unserved(self.engine, sources, now=self.clock())

    def report_lost(self, turn: Turn) -> None:
        """Note that a night's turn was never taken."""
        detail = f"nothing was running at {turn.at:%Y-%m-%d %H:%M} UTC"
        if record_missed(self.engine, crawl_key(turn.source, turn.day), now=self.clock(), detail=detail):
            note_absence(self.engine, turn.source, turn.day, cause="missed", detail=detail)
            log.error("%s was not crawled for %s: %s", turn.source, turn.day, detail)

    def crawl(self, source: str, day: date, *, again: bool = False) -> str | None:
        """Crawl ``source`` for ``day`` and read what landed; return the run, or None when it was somebody else's."""
        key = self._key(source, day)
        reason = paused_sources(self.engine).get(source)
        if reason is not None:
            note_absence(self.engine, source, day, cause="paused", detail=reason)
            log.info("%s is paused: %s", source, reason)
            return None
        held = claim(self.engine, key, by=self.by, now=self.clock(), again=again or key.kind == EXTRA)
        if held is None:
            log.info("%s of %s is done or under way", source, day)
            return None
        with kept_alive(self.engine, held, clock=self.clock) as must_stop:
            try:
                return self._crawl(held, lambda: must_stop.is_set() or self.stopped.is_set())
            except LeaseLostError as error:
                log.warning("%s", error)
                return None
            except Exception as error:
                finish(self.engine, held, "failed", now=self.clock(), detail=f"{type(error).__name__}: {error}"[:500])
                raise

    def settle(self, day: date, *, again: bool = False) -> None:
        """Do what follows when the sources are in, once for each day."""
        held = claim(self.engine, JobKey(kind=SETTLE, subject="", day=day), by=self.by, now=self.clock(), again=again)
        if held is None:
            return
        with kept_alive(self.engine, held, clock=self.clock):
            report = settle(fenced(self.engine, held), self.settings.landing, now=self.clock())
            night = morning(self.engine, day, expected=self.expected, held_runs=len(held_runs(self.settings.landing)))
            publish(fenced(self.engine, held), night, by=self.by, now=self.clock())
            hand_out(Catalogue(self.engine, clock=self.clock), self.settings.var / "snapshots")
            alert(self.engine, night, self.tellers, now=self.clock())
            finish(self.engine, held, "done", now=self.clock())
        log.info("night of %s: %s (%s removed)", day, night.sentence, len(report.purged))

    def whole_night(self, sources: Sequence[str], day: date, *, again: bool = False) -> list[str]:
        """Crawl all ``sources`` now, a few at a time, then settle; return the runs. For ``belfry schedule --once``."""
        with ThreadPoolExecutor(PARALLEL) as pool:
            runs = list(pool.map(lambda name: self._guarded(name, day, again), sources))
        self.settle(day, again=again)
        return [run_id for run_id in runs if run_id is not None]

    def _key(self, source: str, day: date) -> JobKey:
        """Return the key of the work: a part of a source is no substitute for its turn."""
        part = self.wish.sample is not None or self.wish.only_url is not None
        return JobKey(kind=EXTRA, subject=source, day=day) if part else crawl_key(source, day)

    def _guarded(self, source: str, day: date, again: bool) -> str | None:
        try:
            return self.crawl(source, day, again=again)
        except Exception:
            log.exception("%s failed", source)
            return None

    def _crawl(self, held: StoredJob, must_stop: Callable[[], bool]) -> str:
        source, landing = held.key.subject, self.settings.landing
        run_id = f"{new_run_id(self.clock())}-{source}"
        name_run(self.engine, held, run_id)
        command = crawl_command(
            source,
            boards=self.wish.boards,
            landing=landing,
            run_id=run_id,
            known=latest_known(landing, source),
            changed_only=self.wish.changed_only,
            gateway=self.wish.gateway,
            recordings=self.wish.recordings,
            sample=self.wish.sample,
            only_url=self.wish.only_url,
            time_limit=int(self.wish.time_limit),
        )
        end = supervise(
            command,
            log=self.settings.var / "log" / f"{run_id}.log",
            time_limit=self.wish.time_limit,
            memory_limit=self.wish.memory_limit,
            cancelled=must_stop,
        )
        run = LandedRun(landing / source / run_id)
        manifest = run.manifest()
        state, detail = ended(end, manifest)
        if run.folder.is_dir():
            enforce_run(run, standing_stones(self.engine))
            inspection = inspect(self.engine, run)
            if held.key.kind == CRAWL:
                keep_health(fenced(self.engine, held), inspection, held.key.day)
            if inspection.holds:
                hold(landing, run)
                state, detail = "held", inspection.sentence
            else:
                ingest(fenced(self.engine, held), run, now=self.clock())
                if manifest is not None and manifest.outcome is Outcome.COMPLETE:
                    supersede(self.engine, landing, source, by=self.by, now=self.clock())
        if manifest is None and held.key.kind == CRAWL:
            note_absence(fenced(self.engine, held), source, held.key.day, cause="crashed", detail=detail)
        if not finish(self.engine, held, state, now=self.clock(), detail=detail):
            raise LeaseLostError(f"the crawl of {source} for {held.key.day} went to somebody else")
        log.info("%s: %s (%s)", source, state, detail)
        return run_id


def ended(end: ChildEnd, manifest: RunManifest | None) -> tuple[str, str]:
    """Return the state and the cause, in a line, of a crawl that has ended."""
    if end.cause is not None and end.cause.value == "cancelled":
        return "cancelled", "stopped by an operator"
    if manifest is None:
        return "failed", end.cause.value if end.cause else f"exit status {end.status}"
    line = manifest.cause.value + (f": {manifest.detail}" if manifest.detail else "")
    return ("skipped" if manifest.outcome is Outcome.SKIPPED else "done"), f"{manifest.outcome.value} ({line})"
