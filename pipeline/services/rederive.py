"""The landing zone read again: a better reader reaches the past without one request."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from models.posting import JobPosting
from models.raw import PostingKey, RawPosting
from models.record import Record
from models.store.unit_of_work import UnitOfWork
from pipeline.batches import batched
from pipeline.landing import LandedRun, landed_runs
from pipeline.normalize import normalize_all
from pipeline.normalize.aliases import Aliases
from pipeline.services.calendar import reading_day
from pipeline.services.ingest import BATCH, content_hash
from pipeline.services.taught import standing_aliases

EXAMPLES = 40
_FOLLOWS = frozenset({"issues", "role_evidence", "isco_code", "esco_uri", "seniority_evidence"})
"""Fields that only follow from another; as examples they say nothing more."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Rereading(Record):
    """A value of one posting, before and after."""

    key: str
    title: str
    field: str
    before: Any
    after: Any


@dataclass(frozen=True, kw_only=True, slots=True)
class RederiveReport(Record):
    """What reading the past again changed."""

    read: int = 0
    changed: int = 0
    vacancies: int = 0
    """Vacancies that the changed postings belong to."""
    fields: Mapping[str, int] = field(default_factory=dict)
    """Field → postings in which it came out otherwise."""
    examples: tuple[Rereading, ...] = field(default_factory=tuple)
    """The first `EXAMPLES` values that came out otherwise."""


def rederive(
    engine: Engine,
    landing: Path,
    *,
    dry_run: bool = False,
    aliases: Aliases | None = None,
    only: Callable[[RawPosting], object] | None = None,
    progress: Callable[[int], None] | None = None,
) -> RederiveReport:
    """Normalize the newest landed state of every stored posting again, and keep what comes out otherwise.

    ``aliases`` stand in for the rules in force, ``only`` says which ads are read. An ad does not count as changed by
    this. Postings whose raw text has left the landing zone stay as they are.
    """
    again = _Again(engine, aliases or standing_aliases(engine), dry_run=dry_run)
    for run in reversed(landed_runs(landing)):
        for batch in batched((item for _, _, item in run.postings() if isinstance(item, RawPosting)), BATCH):
            fresh = {raw.key: raw for raw in batch if raw.key not in again.done and (only is None or only(raw))}
            if fresh:
                again.read(run, fresh)
            if progress is not None:
                progress(len(batch))
    return again.report()


class _Again:
    """The postings read again so far, and what came of it."""

    def __init__(self, engine: Engine, aliases: Aliases, *, dry_run: bool) -> None:
        self.done: set[PostingKey] = set()
        self._engine, self._aliases, self._dry_run = engine, aliases, dry_run
        self._fields: Counter[str] = Counter()
        self._examples: list[Rereading] = []
        self._vacancies: set[str] = set()
        self._changed = 0

    def read(self, run: LandedRun, fresh: Mapping[PostingKey, RawPosting]) -> None:
        """Read those of ``fresh`` again whose stored state is the landed one."""
        manifest = run.manifest()
        with UnitOfWork(self._engine) as unit:
            known = unit.postings.known(fresh)
            current = {key: item for key, item in known.items() if item.content_hash == content_hash(fresh[key])}
            records = unit.postings.records([item.id for item in current.values()])

            def day(raw: RawPosting) -> date:
                item = current[raw.key]
                began = manifest.started_at if manifest else item.last_confirmed
                assert began is not None, "a stored posting was confirmed at least once"
                return reading_day(records[item.id].fetched_at, began)

            renewed = {}
            for read in normalize_all((fresh[key] for key in current), as_of=day, aliases=self._aliases):
                number = current[read.key].id
                before = records[number]
                after = replace(read, fetched_at=before.fetched_at, run_id=before.run_id)
                if self._differs(before, after):
                    renewed[number] = after
            self.done.update(current)
            self._changed += len(renewed)
            homes = unit.vacancies.standing(list(renewed)).values()
            self._vacancies |= {home.vacancy_id for home in homes if home.vacancy_id is not None}
            if renewed and not self._dry_run:
                unit.postings.renew(renewed)
                unit.commit()

    def _differs(self, before: JobPosting, after: JobPosting) -> bool:
        old, new = before.to_json(), after.to_json()
        changed = [name for name in new if new[name] != old.get(name)]
        self._fields.update(changed)
        for name in changed:
            if name not in _FOLLOWS and len(self._examples) < EXAMPLES:
                key, title = str(after.key), after.title
                self._examples.append(
                    Rereading(key=key, title=title, field=name, before=old.get(name), after=new[name])
                )
        return bool(changed)

    def report(self) -> RederiveReport:
        """Return what came of it."""
        return RederiveReport(
            read=len(self.done),
            changed=self._changed,
            vacancies=len(self._vacancies),
            fields=dict(self._fields),
            examples=tuple(self._examples),
        )
