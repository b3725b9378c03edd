"""A landed run in, stored postings out: read, sort, keep; close only what the gate lets go.

Every batch is a transaction of its own and says the same when repeated, so that a run cut off anywhere can simply be
ingested again. Closings stand in the last transaction, together with the note that the run is done.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, TypeVar

import orjson
import xxhash
from sqlalchemy import Engine

from models.posting import JobPosting, KnownPosting
from models.raw import PostingKey, RawPosting, Sighting
from models.record import Record
from models.run import BoardLedger, BoardReport, RunManifest, SourceCard
from models.store.aliases import AliasRules
from models.store.postings import SeenPosting
from models.store.unit_of_work import UnitOfWork
from models.vocabulary import Cause, LegalStatus, Outcome, SourceKind
from pipeline.batches import batched
from pipeline.landing import BadLine, LandedRun
from pipeline.lifecycle import Arrival, arrival
from pipeline.normalize import normalize_all
from pipeline.quality import THRESHOLDS, Night, Thresholds
from pipeline.services.calendar import business_day, reading_day, start_of_day
from pipeline.services.closing import close_missing, with_counts
from pipeline.services.taught import standing_aliases

T = TypeVar("T")
Progress = Callable[[int], None]
"""Told how many lines more were read."""

BATCH = 250
_TRACKED = frozenset(JobPosting.__dataclass_fields__) - {
    "key",
    "fetched_at",
    "run_id",
    "issues",
    "description",
    "excerpt",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class IngestReport(Record):
    """What one run meant."""

    run_id: str
    source: str
    outcome: Outcome
    cause: Cause
    boards: tuple[BoardReport, ...] = ()
    postings: int = 0
    sightings: int = 0
    dead_letters: Mapping[str, int] = field(default_factory=dict)
    """Reason → lines that are no postings."""
    again: bool = False
    """True when the run had been ingested before and nothing was written."""

    def total(self, name: str) -> int:
        """Return the sum of one count over all boards."""
        return sum(getattr(board, name) for board in self.boards)


def ingest(
    engine: Engine,
    landed: LandedRun,
    *,
    now: datetime,
    limits: Thresholds = THRESHOLDS,
    progress: Progress | None = None,
) -> IngestReport:
    """Keep what ``landed`` found, and close what vanished if the run can be trusted; ``now`` dates the ledger entry.

    A run of which lines are lost closes nothing, and the next crawl fetches again what it saw; lines that are no
    records are kept as dead letters.
    """
    manifest = landed.proven_manifest() or _cut_off(engine, landed)
    if manifest != landed.manifest():
        landed.forget_known()
    with UnitOfWork(engine) as unit:
        unit.runs.keep_card(manifest.card)
        fresh = unit.runs.begin(manifest)
        stored = None if fresh else unit.runs.report(manifest.run_id)
        unit.commit()
    if stored is not None:
        return IngestReport.from_json({**stored, "again": True})
    postings = sightings = 0
    for batch in batched(landed.postings(), BATCH):
        postings += _keep_postings(engine, manifest, batch)
        _tell(progress, len(batch))
    for sighted in batched(landed.sightings(), BATCH * 4):
        sightings += _keep_sightings(engine, manifest, sighted)
        _tell(progress, len(sighted))
    return _conclude(engine, manifest, postings=postings, sightings=sightings, now=now, limits=limits)


def content_hash(raw: RawPosting) -> str:
    """Return a hash of what the source published, without when and by which run it was fetched."""
    content = {name: value for name, value in raw.to_json().items() if name not in ("fetched_at", "run_id")}
    try:
        encoded = orjson.dumps(content, option=orjson.OPT_SORT_KEYS)
    except orjson.JSONEncodeError:
        # Half a surrogate pair, which no UTF-8 can hold.
        encoded = orjson.dumps(_encodable(content), option=orjson.OPT_SORT_KEYS)
    return xxhash.xxh3_128_hexdigest(encoded)


def _encodable(value: Any) -> Any:
    if isinstance(value, str):
        return value.encode("utf-8", "surrogatepass").decode("utf-8", "replace")
    if isinstance(value, dict):
        return {_encodable(key): _encodable(item) for key, item in value.items()}
    return [_encodable(item) for item in value] if isinstance(value, list) else value


def _tell(progress: Progress | None, lines: int) -> None:
    if progress is not None:
        progress(lines)


def _cut_off(engine: Engine, landed: LandedRun) -> RunManifest:
    """Return the manifest of a run that was cut off, or whose own is damaged: broken, so that it closes nothing."""
    with UnitOfWork(engine) as unit:
        card = unit.runs.card(landed.source)
    started = datetime.fromtimestamp(landed.folder.stat().st_mtime, UTC)
    for _file, _line, item in landed.postings():
        if isinstance(item, RawPosting) and item.fetched_at is not None:
            started = item.fetched_at.astimezone(UTC)
            break
    return RunManifest(
        run_id=landed.run_id,
        card=card
        or SourceCard(
            name=landed.source, title=landed.source, kind=SourceKind.AGGREGATOR, status=LegalStatus.TOLERATED
        ),
        started_at=started,
        ended_at=started,
        outcome=Outcome.BROKEN,
        cause=Cause.CRASHED,
        detail="the crawl was cut off before it could write its manifest, or that was damaged since",
    )


def _keep_postings(engine: Engine, manifest: RunManifest, batch: list[tuple[str, int, RawPosting | BadLine]]) -> int:
    letters = [(item.file, item.line, item.reason, item.text) for _, _, item in batch if isinstance(item, BadLine)]
    aliases = standing_aliases(engine)
    read: dict[PostingKey, SeenPosting] = {}
    landed = [(file, line, raw) for file, line, raw in batch if isinstance(raw, RawPosting)]
    postings = normalize_all(
        (raw for _, _, raw in landed),
        as_of=lambda raw: reading_day(raw.fetched_at, manifest.started_at),
        aliases=aliases,
    )
    for (file, line, raw), posting in zip(landed, postings, strict=True):
        seen = SeenPosting(posting=posting, content_hash=content_hash(raw))
        twin = read.setdefault(seen.posting.key, seen)
        if twin.content_hash != seen.content_hash:
            letters.append((file, line, "duplicate identifier in one run", str(seen.posting.key)))
    with UnitOfWork(engine) as unit:
        outdated = AliasRules(unit.connection).version() != aliases.version
        known = unit.postings.known({} if outdated else read)
        for key, seen in list(read.items()):
            before = known.get(key)
            if before and before.seen_run == manifest.run_id and before.content_hash != seen.content_hash:
                file, line = _where(batch, key)
                letters.append((file, line, "duplicate identifier in one run", str(key)))
                del read[key]
        if not outdated:
            _sort_in(unit, manifest, read, known)
            unit.runs.bury(manifest.run_id, letters)
            unit.commit()
    # A person taught the readers something in between.
    return _keep_postings(engine, manifest, batch) if outdated else len(read)


def _where(batch: list[tuple[str, int, RawPosting | BadLine]], key: PostingKey) -> tuple[str, int]:
    return next((file, line) for file, line, item in batch if isinstance(item, RawPosting) and item.key == key)


def _sort_in(
    unit: UnitOfWork,
    manifest: RunManifest,
    read: Mapping[PostingKey, SeenPosting],
    known: Mapping[PostingKey, KnownPosting],
) -> None:
    at, run_id = manifest.started_at, manifest.run_id
    sorted_in: dict[Arrival, list[PostingKey]] = {kind: [] for kind in Arrival}
    for key in sorted(read):
        kind = arrival(known.get(key), read[key].content_hash, seen_at=at)
        sorted_in[kind].append(key)
    new, changed, reopened = (sorted_in[kind] for kind in (Arrival.NEW, Arrival.CHANGED, Arrival.REOPENED))
    unit.postings.add([read[key] for key in new], run_id=run_id, at=at)
    numbers = {key: item.id for key, item in unit.postings.known(new).items()}
    before = unit.postings.records([known[key].id for key in changed])
    rewritten = [*changed, *(key for key in reopened if known[key].content_hash != read[key].content_hash)]
    unit.postings.rewrite([(known[key].id, read[key]) for key in rewritten], run_id=run_id, at=at)
    unit.postings.reopen([known[key].id for key in reopened], run_id=run_id, at=at)
    unit.postings.confirm([known[key].id for key in sorted_in[Arrival.UNCHANGED]], run_id=run_id, at=at)
    unit.postings.note(
        [
            *((numbers[key], "new", {}) for key in new),
            *((known[key].id, "changed", _changes(before[known[key].id], read[key].posting)) for key in changed),
            *((known[key].id, "reopened", {}) for key in reopened),
        ],
        run_id=run_id,
        at=at,
    )


def _changes(before: JobPosting, after: JobPosting) -> dict[str, Any]:
    old, new = before.to_json(), after.to_json()
    changes: dict[str, Any] = {
        name: [old.get(name), new.get(name)] for name in sorted(_TRACKED) if old.get(name) != new.get(name)
    }
    if before.description != after.description:
        changes["description"] = [len(before.description or ""), len(after.description or "")]
    return changes


def _keep_sightings(engine: Engine, manifest: RunManifest, batch: list[tuple[str, int, Sighting | BadLine]]) -> int:
    keys = {item.key for _, _, item in batch if isinstance(item, Sighting)}
    letters = [(item.file, item.line, item.reason, item.text) for _, _, item in batch if isinstance(item, BadLine)]
    at, run_id = manifest.started_at, manifest.run_id
    with UnitOfWork(engine) as unit:
        known = unit.postings.known(keys)
        kinds = {key: arrival(item, None, seen_at=at) for key, item in known.items()}
        reopened = [known[key].id for key, kind in kinds.items() if kind is Arrival.REOPENED]
        unit.postings.confirm(
            [known[key].id for key, kind in kinds.items() if kind is Arrival.UNCHANGED], run_id=run_id, at=at
        )
        unit.postings.reopen(reopened, run_id=run_id, at=at)
        unit.postings.note([(number, "reopened", {}) for number in reopened], run_id=run_id, at=at)
        unit.runs.bury(run_id, letters)
        unit.commit()
    return len(known)


def _conclude(
    engine: Engine, manifest: RunManifest, *, postings: int, sightings: int, now: datetime, limits: Thresholds
) -> IngestReport:
    with UnitOfWork(engine) as unit:
        counts = Counter(unit.postings.counts(manifest.run_id))
        since = start_of_day(business_day(manifest.started_at))
        reports = []
        for ledger in manifest.boards or _shown_boards(unit, manifest):
            active, closed = unit.postings.night(since)
            night = Night(active=active, closed=closed)
            reports.append(with_counts(close_missing(unit, manifest, ledger, night, limits), counts))
        unit.vacancies.touch_run(manifest.run_id, manifest.started_at)
        report = IngestReport(
            run_id=manifest.run_id,
            source=manifest.card.name,
            outcome=manifest.outcome,
            cause=manifest.cause,
            boards=tuple(reports),
            postings=postings,
            sightings=sightings,
            dead_letters=unit.runs.buried(manifest.run_id),
        )
        if unit.runs.finish(manifest.run_id, reports, at=now, report=report.to_json()):
            unit.commit()
    return report


def _shown_boards(unit: UnitOfWork, manifest: RunManifest) -> list[BoardLedger]:
    return [
        BoardLedger(board=board, outcome=manifest.outcome, cause=manifest.cause, detail=manifest.detail)
        for board in unit.postings.boards_of_run(manifest.run_id)
    ]


def preview(engine: Engine, landed: LandedRun) -> dict[str, int]:
    """Return what ingesting ``landed`` would mean: new, changed, unchanged, reopened and ignored → postings."""
    counts: Counter[str] = Counter({kind.value: 0 for kind in Arrival})
    manifest = landed.manifest() or _cut_off(engine, landed)
    with UnitOfWork(engine) as unit:
        for batch in batched((item for _, _, item in landed.postings() if isinstance(item, RawPosting)), BATCH):
            known = unit.postings.known({raw.key for raw in batch})
            counts.update(
                arrival(known.get(raw.key), content_hash(raw), seen_at=manifest.started_at).value for raw in batch
            )
    return dict(counts)
