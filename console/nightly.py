"""A source's turn, from the claim to the ingest: one process, one lease, one line when it has ended."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date, datetime
from threading import Event

from sqlalchemy import Engine

from board.publishing import publish as hand_out
from console.settings import Settings
from console.turn import CrawlWish, land
from crawlers.runner import new_run_id
from models.store.leases import JobKey, StoredJob
from models.vocabulary import Outcome
from pipeline.landing import LandedRun
from pipeline.search.catalogue import Catalogue
from pipeline.search.morning import Morning, morning
from pipeline.search.moved import numbers_of
from pipeline.services.alerts import Teller, alert
from pipeline.services.control import paused_sources
from pipeline.services.enforcement import enforce_run, standing_stones
from pipeline.services.health import inspect, keep_health, note_absence
from pipeline.services.held import held_runs, hold, supersede
from pipeline.services.ingest import ingest
from pipeline.services.leases import (
    CRAWL,
    EXTRA,
    SETTLE,
    LeaseLostError,
    claim,
    fenced,
    finish,
    kept_alive,
    name_run,
    record_missed,
)
from pipeline.services.night import PARALLEL, Turn, crawl_key, is_due, settle, unread, unserved
from pipeline.services.publication import publish

log = logging.getLogger("belfry.night")


@dataclass(frozen=True, slots=True)
class Nightly:
    """The work that `scheduler.timetable` sets going."""

    settings: Settings
    engine: Engine
    clock: Callable[[], datetime]
    by: str = "timetable"
    wish: CrawlWish = field(default_factory=CrawlWish)
    expected: Mapping[str, int] = field(default_factory=dict)
    """Sources that have a turn, and every how many nights; one that left no trace is told of."""
    tellers: Mapping[str, Teller] = field(default_factory=dict)
    stopped: Event = field(default_factory=Event)

    def stop(self) -> None:
        """Let every crawl under way end cleanly; nothing that has landed is lost."""
        self.stopped.set()

    def now(self) -> datetime:
        """Return this moment."""
        return self.clock()

    def unserved(self, sources: Mapping[str, int]) -> tuple[list[Turn], list[Turn]]:
        """Return the turns to catch up now, and those that are too old for it."""
        paused = paused_sources(self.engine)
        awake = {name: nights for name, nights in sources.items() if name not in paused}
        return unserved(self.engine, awake, now=self.clock())

    def report_lost(self, turn: Turn) -> None:
        """Note that a night's turn was never taken."""
        detail = f"nothing was running at {turn.at:%Y-%m-%d %H:%M} UTC"
        if record_missed(self.engine, crawl_key(turn.source, turn.day), now=self.clock(), detail=detail):
            note_absence(self.engine, turn.source, turn.day, cause="missed", detail=detail)
            log.error("%s was not crawled for %s: %s", turn.source, turn.day, detail)

    def crawl(self, source: str, day: date, *, again: bool = False) -> str | None:
        """Crawl ``source`` for ``day`` and read what landed; return the run, or None when it was somebody else's."""
        key = self.wish.key(source, day)
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

    def settle(self, day: date, *, again: bool = False) -> Morning | None:
        """Do what follows when the sources are in, once for each day.

        Return what the desk says of the night; None when somebody else settles it or did.
        """
        held = claim(self.engine, JobKey(kind=SETTLE, subject="", day=day), by=self.by, now=self.clock(), again=again)
        if held is None:
            return None
        with kept_alive(self.engine, held, clock=self.clock):
            self._read_the_rest(fenced(self.engine, held))
            report = settle(fenced(self.engine, held), self.settings.landing, now=self.clock())
            due = [name for name, nights in self.expected.items() if is_due(name, day, nights)]
            night = morning(self.engine, day, expected=due, held_runs=len(held_runs(self.settings.landing)))
            catalogue = Catalogue(self.engine, clock=self.clock)
            numbers = numbers_of(catalogue.state().study)
            publish(fenced(self.engine, held), night, by=self.by, now=self.clock(), numbers=numbers)
            hand_out(
                catalogue,
                self.settings.var / "snapshots",
                public_url=self.settings.public_url,
            )
            alert(self.engine, night, self.tellers, now=self.clock())
            finish(self.engine, held, "done", now=self.clock())
        log.info("night of %s: %s (%s removed)", day, night.sentence, len(report.purged))
        return night

    def whole_night(
        self, sources: Sequence[str], day: date, *, again: bool = False
    ) -> tuple[list[str], Morning | None]:
        """Crawl all ``sources`` now, a few at a time, then settle. For ``belfry schedule --once``.

        Return the runs, and what the desk says of the night; None when it had been settled before.
        """
        with ThreadPoolExecutor(PARALLEL) as pool:
            runs = list(pool.map(lambda name: self._guarded(name, day, again), sources))
        night = self.settle(day, again=again)
        return [run_id for run_id in runs if run_id is not None], night

    def _guarded(self, source: str, day: date, again: bool) -> str | None:
        try:
            return self.crawl(source, day, again=again)
        except Exception:
            # One source that fails, whatever the reason, must not take the others' night from them.
            log.exception("%s failed", source)
            return None

    def _crawl(self, held: StoredJob, must_stop: Callable[[], bool]) -> str:
        source, landing = held.key.subject, self.settings.landing
        run_id = f"{new_run_id(self.clock())}-{source}"
        name_run(self.engine, held, run_id)
        end = land(self.settings, source, self.wish, run_id=run_id, landing=landing, cancelled=must_stop)
        state, detail = end.state
        day = held.key.day if held.key.kind == CRAWL else None
        if end.run.folder.is_dir():
            held_back = self._read(fenced(self.engine, held), end.run, day)
            state, detail = ("held", held_back) if held_back is not None else (state, detail)
        if end.manifest is None and day is not None:
            note_absence(fenced(self.engine, held), source, day, cause="crashed", detail=detail)
        if not finish(self.engine, held, state, now=self.clock(), detail=detail):
            raise LeaseLostError(f"the crawl of {source} for {held.key.day} went to somebody else")
        log.info("%s: %s (%s)", source, state, detail)
        return run_id

    def _read(self, engine: Engine, run: LandedRun, day: date | None) -> str | None:
        """Judge a landed run, keep it as the health of ``day``, and read it; return the reason when it is held."""
        enforce_run(run, standing_stones(engine))
        inspection = inspect(engine, run)
        if day is not None:
            keep_health(engine, inspection, day)
        if inspection.holds:
            hold(self.settings.landing, run)
            return inspection.sentence
        if ingest(engine, run, now=self.clock()).outcome is Outcome.COMPLETE:
            supersede(engine, self.settings.landing, run.source, by=self.by, now=self.clock())
        return None

    def _read_the_rest(self, engine: Engine) -> None:
        """Read what landed and nobody has read: crawls by hand, and those whose reader died."""
        for run, day in unread(engine, self.settings.landing, now=self.clock()):
            try:
                held_back = self._read(engine, run, day)
            except OSError as error:
                # One run that the disk will not give back must not take the night from all others.
                log.error("%s cannot be read: %s", run.run_id, error)  # noqa: TRY400  # the disk's word is all there is
                continue
            log.info("%s was landed before and is %s", run.run_id, f"held: {held_back}" if held_back else "read")
