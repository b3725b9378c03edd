"""The landing zone read again: a better reader reaches the past without one request."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from sqlalchemy import Engine

from models.raw import PostingKey, RawPosting
from models.record import Record
from models.store.unit_of_work import UnitOfWork
from pipeline.landing import LandedRun, landed_runs
from pipeline.normalize import normalize
from pipeline.services.calendar import business_day
from pipeline.services.ingest import BATCH, batched, content_hash


@dataclass(frozen=True, kw_only=True, slots=True)
class RederiveReport(Record):
    """What reading the past again changed."""

    read: int = 0
    changed: int = 0
    fields: Mapping[str, int] = field(default_factory=dict)
    """Field → postings in which it came out otherwise."""


def rederive(
    engine: Engine, landing: Path, *, dry_run: bool = False, progress: Callable[[int], None] | None = None
) -> RederiveReport:
    """Normalize the newest landed state of every stored posting again, and keep what comes out otherwise.

    An ad does not count as changed by this. Postings whose raw text has left the landing zone stay as they are.
    """
    fields: Counter[str] = Counter()
    done: set[PostingKey] = set()
    changed = 0
    for run in reversed(landed_runs(landing)):
        for batch in batched((item for _, _, item in run.postings() if isinstance(item, RawPosting)), BATCH):
            fresh = {raw.key: raw for raw in batch if raw.key not in done}
            if fresh:
                changed += _again(engine, run, fresh, done, fields, dry_run=dry_run)
            if progress is not None:
                progress(len(batch))
    return RederiveReport(read=len(done), changed=changed, fields=dict(fields))


def _again(
    engine: Engine,
    run: LandedRun,
    fresh: Mapping[PostingKey, RawPosting],
    done: set[PostingKey],
    fields: Counter[str],
    *,
    dry_run: bool,
) -> int:
    manifest = run.manifest()
    with UnitOfWork(engine) as unit:
        known = unit.postings.known(fresh)
        current = {key: item for key, item in known.items() if item.content_hash == content_hash(fresh[key])}
        records = unit.postings.records([item.id for item in current.values()])
        renewed = {}
        for key, item in current.items():
            raw, before = fresh[key], records[item.id]
            read_at = before.fetched_at or (manifest.started_at if manifest else None) or item.last_confirmed
            assert read_at is not None, "a stored posting was confirmed at least once"
            read = normalize(raw, as_of=business_day(read_at))
            after = replace(read, fetched_at=before.fetched_at, run_id=before.run_id)
            if after.to_json() != before.to_json():
                renewed[item.id] = after
                old, new = before.to_json(), after.to_json()
                fields.update(name for name in new if new[name] != old.get(name))
        done.update(current)
        if renewed and not dry_run:
            unit.postings.renew(renewed)
            unit.commit()
    return len(renewed)
