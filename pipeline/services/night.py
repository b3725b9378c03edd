"""The night: when each source's turn is, what a late start still does, and the work after the last crawl.

Turns lie between `FIRST` and `LAST`, in Brussels, spread by the source's name. Clocks there change between 02:00 and
03:00, so every turn exists exactly once on every date; `moment_of` also gives any other time of day one moment a date.
"""

from __future__ import annotations

import shutil
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from sqlalchemy import Engine

from models.record import Record
from models.run import EVIDENCE_FOLDER, PAGES_PREFIX
from models.store.desk import runs_still_quoted
from models.store.engine import reading
from models.store.leases import JobKey, Leases, StoredJob
from models.store.runs import Runs
from pipeline.landing import LandedRun, landed_runs
from pipeline.services.calendar import BRUSSELS, business_day
from pipeline.services.closing import ExpireReport, expire
from pipeline.services.held import held_runs
from pipeline.services.leases import CRAWL
from pipeline.services.link import LinkReport, link

PARALLEL = 4
"""Crawls at one time, each in a process of its own."""
FIRST, LAST = time(3, 15), time(5, 0)
"""Between these times of day the crawls begin."""
SETTLE_AT = time(6, 30)
"""When the night is summed up, whatever is still running; a source that comes later counts from the next night."""
GRACE = timedelta(hours=6)
"""A turn missed by less is caught up; an older one is reported."""
KEEP_LANDED = timedelta(days=14)
"""How long what was published is kept, unless an open posting still rests on it."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One source's place in one night."""

    source: str
    day: date
    at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class SettleReport(Record):
    """What the work after the last crawl did."""

    link: LinkReport
    expire: ExpireReport
    purged: tuple[str, ...] = field(default_factory=tuple)
    """Runs whose files were removed."""


def turn_of(source: str) -> time:
    """Return the time of day at which the crawl of ``source`` begins: always the same, spread over the window."""
    window = (LAST.hour - FIRST.hour) * 60 + LAST.minute - FIRST.minute
    minute = FIRST.hour * 60 + FIRST.minute + zlib.crc32(source.encode()) % window
    return time(minute // 60, minute % 60)


def is_due(source: str, day: date, every: int) -> bool:
    """Say whether a source that is crawled ``every`` so many nights has a turn on ``day``; they are spread as well."""
    return (day.toordinal() + zlib.crc32(source.encode())) % every == 0


def moment_of(day: date, at: time) -> datetime:
    """Return the one moment, in UTC, that stands for ``at`` on ``day`` in Brussels.

    A time that the clock shows twice is its first showing; one that it skips is as long after midnight as it would be.
    """
    return datetime.combine(day, at, tzinfo=BRUSSELS).astimezone(UTC)


def next_moment(at: time, *, after: datetime) -> datetime:
    """Return the first moment after ``after`` that stands for ``at`` on some date."""
    day = business_day(after) - timedelta(days=1)
    while (moment := moment_of(day, at)) <= after:
        day += timedelta(days=1)
    return moment


def unserved(
    engine: Engine, sources: Mapping[str, int], *, now: datetime, days: int = 7
) -> tuple[list[Turn], list[Turn]]:
    """Return the turns of the last ``days`` that nobody took: those to catch up now, and those too old for it.

    ``sources`` says after how many nights each is crawled again. A source that has never had a turn, because it is new
    or the timetable is, owes nothing but tonight's. One whose holder vanished is caught up too.
    """
    today = business_day(now)
    with reading(engine) as connection:
        jobs = [item for item in Leases(connection).jobs(since=today - timedelta(days=days)) if item.key.kind == CRAWL]
    taken = {(item.key.subject, item.key.day) for item in jobs}
    abandoned = {(item.key.subject, item.key.day) for item in jobs if item.is_abandoned(now)}
    began = {source: min(day for name, day in taken if name == source) for source, _ in taken}
    late: list[Turn] = []
    lost: list[Turn] = []
    for source, every in sources.items():
        for back in range(days, -1, -1):
            day = today - timedelta(days=back)
            turn = Turn(source, day, moment_of(day, turn_of(source)))
            if turn.at > now or (source, day) in taken - abandoned or not is_due(source, day, every):
                continue
            if now - turn.at <= GRACE:
                late.append(turn)
            elif (source, day) not in taken and source in began and day > began[source]:
                lost.append(turn)
    return late, lost


def unread(engine: Engine, landing: Path, *, now: datetime) -> list[tuple[LandedRun, date | None]]:
    """Return the runs that landed within `KEEP_LANDED` and were never read, oldest first.

    Beside each stands the night whose turn it was; None for a part of a source. What somebody works on is left out.
    """
    today = business_day(now)
    with reading(engine) as connection:
        jobs = {item.run_id: item for item in Leases(connection).jobs(since=today - KEEP_LANDED)}
        busy = {item.run_id for item in Leases(connection).running() if item.is_held(now)}
        runs = [run for run in landed_runs(landing) if not run.running and run.run_id not in busy]
        read = Runs(connection).read_among([run.run_id for run in runs])
    oldest = f"{today - KEEP_LANDED:%Y%m%d}"
    return [(run, _night_of(jobs.get(run.run_id))) for run in runs if run.run_id not in read and run.run_id >= oldest]


def _night_of(job: StoredJob | None) -> date | None:
    return job.key.day if job is not None and job.key.kind == CRAWL else None


def crawl_key(source: str, day: date) -> JobKey:
    """Return the key of a source's work on one date."""
    return JobKey(kind=CRAWL, subject=source, day=day)


def settle(engine: Engine, landing: Path, *, now: datetime) -> SettleReport:
    """Join what came in, close what time has ended, remove old files; a second call adds nothing."""
    link(engine, now=now)
    expired = expire(engine, now=now)
    return SettleReport(link=link(engine, now=now), expire=expired, purged=purge(engine, landing, now=now))


def purge(engine: Engine, landing: Path, *, now: datetime, keep: timedelta = KEEP_LANDED) -> tuple[str, ...]:
    """Remove the files of runs that ended more than ``keep`` ago; return the runs.

    Kept are each source's newest believed run, which tells the next crawl what is unchanged, runs that still go on or
    were never read, and runs whose words an open posting still has: reading the past again needs those.
    """
    _purge_answers(landing, before=now - keep)
    with reading(engine) as connection:
        quoted = runs_still_quoted(connection)
    gone: list[str] = []
    newest: set[str] = set()
    for run in sorted(landed_runs(landing), key=lambda item: item.run_id, reverse=True):
        manifest = None if run.running else run.manifest()
        if manifest is None:
            continue
        if manifest.outcome.is_whole and run.source not in newest:
            newest.add(run.source)
        elif manifest.ended_at < now - keep and quoted.get(run.run_id) == 0:
            shutil.rmtree(run.folder)
            gone.append(run.run_id)
    return tuple(sorted(gone))


def _purge_answers(landing: Path, *, before: datetime) -> None:
    """Remove what sources answered, page and evidence, of kept and held runs too: pages name contact persons."""
    for run in (*landed_runs(landing), *held_runs(landing)):
        if not run.running and _ended_at(run) < before:
            shutil.rmtree(run.folder / EVIDENCE_FOLDER, ignore_errors=True)
            for path in run.folder.glob(f"{PAGES_PREFIX}*"):
                path.unlink()


def _ended_at(run: LandedRun) -> datetime:
    """Return when a run ended; one that was cut off, or whose manifest is damaged, when its folder last changed."""
    manifest = run.manifest()
    return manifest.ended_at if manifest else datetime.fromtimestamp(run.folder.stat().st_mtime, UTC)
