"""One crawl of one source: what is wished of it, the key that makes two such wishes one, and its process."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from console.settings import Settings
from crawlers.runner import crawl_command, latest_known
from crawlers.supervisor import MEMORY_LIMIT, TIME_LIMIT, ChildEnd, supervise
from models.run import RunManifest
from models.store.leases import JobKey
from models.vocabulary import Outcome
from pipeline.landing import LandedRun
from pipeline.services.leases import EXTRA
from pipeline.services.night import crawl_key


@dataclass(frozen=True, kw_only=True, slots=True)
class CrawlWish:
    """What one crawl asks of the source."""

    boards: Sequence[str] = ()
    gateway: str | None = None
    recordings: Path | None = None
    sample: int | None = None
    only_url: str | None = None
    changed_only: bool = True
    extra: bool = False
    """Whether the crawl stands beside the source's turn, as a sample and a single address always do."""
    time_limit: float = TIME_LIMIT
    memory_limit: int = MEMORY_LIMIT

    def key(self, source: str, day: date) -> JobKey:
        """Return the key of the work: a part of a source is no substitute for its turn."""
        part = self.extra or self.sample is not None or self.only_url is not None
        return JobKey(kind=EXTRA, subject=source, day=day) if part else crawl_key(source, day)


@dataclass(frozen=True, kw_only=True, slots=True)
class CrawlEnd:
    """How the crawl of one source ended."""

    run: LandedRun
    child: ChildEnd
    manifest: RunManifest | None
    log: Path

    @property
    def state(self) -> tuple[str, str]:
        """The job's state, and the cause in a line."""
        return ended(self.child, self.manifest)

    @property
    def needs_a_person(self) -> bool:
        """Whether the crawl left no manifest, or one that says broken or blocked."""
        return self.manifest is None or self.manifest.outcome.needs_a_person


def land(
    settings: Settings,
    source: str,
    wish: CrawlWish,
    *,
    run_id: str,
    landing: Path,
    cancelled: Callable[[], bool],
) -> CrawlEnd:
    """Crawl ``source`` into the folder ``landing`` in a process of its own; what is known comes from the settings'."""
    command = crawl_command(
        source,
        boards=wish.boards,
        landing=landing,
        run_id=run_id,
        known=latest_known(settings.landing, source),
        changed_only=wish.changed_only,
        gateway=wish.gateway,
        recordings=wish.recordings,
        sample=wish.sample,
        only_url=wish.only_url,
        time_limit=int(wish.time_limit),
    )
    log = settings.var / "log" / f"{run_id}.log"
    child = supervise(command, log=log, time_limit=wish.time_limit, memory_limit=wish.memory_limit, cancelled=cancelled)
    run = LandedRun(landing / source / run_id)
    return CrawlEnd(run=run, child=child, manifest=run.manifest(), log=log)


def ended(end: ChildEnd, manifest: RunManifest | None) -> tuple[str, str]:
    """Return the state and the cause, in a line, of a crawl that has ended."""
    if end.cause is not None and end.cause.value == "cancelled":
        return "cancelled", "stopped by an operator"
    if manifest is None:
        return "failed", end.cause.value if end.cause else f"exit status {end.status}"
    line = manifest.cause.value + (f": {manifest.detail}" if manifest.detail else "")
    return ("skipped" if manifest.outcome is Outcome.SKIPPED else "done"), f"{manifest.outcome.value} ({line})"
