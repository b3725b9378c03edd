"""A landed run, before anything of it is read into the tables: its checks, and whether it must wait for a person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import Engine

from models.posting import JobPosting
from models.raw import PostingKey, RawPosting
from models.record import Record
from models.run import RunManifest
from models.store.desk import Desk, HealthRow
from models.store.engine import reading, writing
from models.store.postings import Postings
from models.store.runs import Runs
from models.vocabulary import Cause
from pipeline.landing import LandedRun
from pipeline.normalize import normalize
from pipeline.normalize.aliases import Aliases
from pipeline.services.calendar import business_day, reading_day
from pipeline.services.health_rules import (
    WANTED,
    BoardFigures,
    Check,
    FieldFigures,
    Level,
    board_checks,
    freshness,
    politeness,
    worst,
)
from pipeline.services.ingest import content_hash
from pipeline.services.odd_but_real import real_volumes
from pipeline.services.swapped_dates import count_date, dates_swapped
from pipeline.services.taught import standing_aliases

HISTORY = 14
"""Good runs that tonight is compared with."""
_FIELDS = {"pay": "base_salary", "currency": "base_salary", "place": "places", "employer": "hiring_organization"}
_CUT_OFF = Check(name="run", level=Level.BAD.value, cause=Cause.CRASHED.value, detail="no manifest, or a damaged one")


@dataclass(frozen=True, kw_only=True, slots=True)
class Inspection(Record):
    """What a run looks like before it is read."""

    source: str
    run_id: str
    checks: tuple[Check, ...] = ()
    coverage: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    """Field → filled, of (tonight's readings), usual, usual_of (all ads known before)."""
    affected: int = 0
    """Open ads of the boards with a bad check."""

    @property
    def holds(self) -> bool:
        """Whether the run must wait for a person."""
        return any(check.holds for check in self.checks)

    @property
    def sentence(self) -> str:
        """The cause that speaks for the run, and its detail."""
        check = worst(self.checks)
        return f"{check.cause}: {check.board + ': ' if check.board else ''}{check.detail}"


def facts(posting: JobPosting) -> dict[str, Any]:
    """Return field → what the rules compare of it; None for no value."""
    pay = posting.base_salary
    stated = pay is not None and (pay.min is not None or pay.max is not None)
    places = sorted(place.nis_code for place in posting.places if place.nis_code)
    return {
        "title": posting.title_raw,
        "role": posting.role,
        "employer": posting.hiring_organization.key if posting.hiring_organization else None,
        "place": places or None,
        "pay": (pay.min, pay.max, pay.unit) if pay and stated else None,
        "currency": pay.currency if pay and stated else None,
        "date_posted": posting.date_posted,
        "description": posting.excerpt or None,
        "in_language": posting.in_language,
        "skills": sorted(skill.slug for skill in posting.skills) or None,
    }


def inspect(engine: Engine, landed: LandedRun) -> Inspection:
    """Compare a landed run with what is stored of its boards. Reads only; a run without a manifest was cut off."""
    manifest = landed.proven_manifest()
    if manifest is None:
        return Inspection(source=landed.source, run_id=landed.run_id, checks=(_CUT_OFF,))
    boards = {ledger.board: BoardFigures(ledger) for ledger in manifest.boards}
    with reading(engine) as connection:
        runs, postings = Runs(connection), Postings(connection)
        known: dict[PostingKey, tuple[str, JobPosting]] = {}
        real = real_volumes(connection, landed.source)
        for board, figures in boards.items():
            figures.real = real.get(board)
            figures.usual = runs.discovered(landed.source, board, before=manifest.started_at, limit=HISTORY)
            active = postings.active(landed.source, board)
            records = postings.records([item.id for item in active])
            known.update((item.key, (item.content_hash, records[item.id])) for item in active)
        last_good = Desk(connection).last_good_run(landed.source, before=manifest.started_at)
    _weigh(landed, boards, known, manifest.started_at, standing_aliases(engine))
    checks = dates_swapped(boards.values())
    checks += [check for figures in boards.values() for check in board_checks(figures)]
    checks += politeness(manifest.requests, manifest.retries)
    believed = any(ledger.outcome.is_whole for ledger in manifest.boards)
    if not believed and last_good is not None:
        checks += freshness(business_day(manifest.started_at), business_day(last_good))
    if not boards and not manifest.outcome.is_whole:
        checks.append(_without_boards(manifest))
    bad = {check.board for check in checks if check.level == Level.BAD.value}
    affected = sum(figures.known for board, figures in boards.items() if board in bad or "" in bad)
    return Inspection(
        source=landed.source,
        run_id=landed.run_id,
        checks=tuple(checks),
        coverage=_coverage(boards.values()),
        affected=affected if boards else 0,
    )


def _without_boards(manifest: RunManifest) -> Check:
    level = Level.WARN if manifest.cause in WANTED else Level.BAD
    return Check(name="run", level=level.value, cause=manifest.cause.value, detail=manifest.detail or "")


def _weigh(
    landed: LandedRun,
    boards: Mapping[str, BoardFigures],
    known: Mapping[PostingKey, tuple[str, JobPosting]],
    began: datetime,
    aliases: Aliases,
) -> None:
    before = {key: facts(record) for key, (_, record) in known.items()}
    for key, values in before.items():
        figures = boards[key.board]
        figures.known += 1
        for name, value in values.items():
            item = figures.fields.setdefault(name, FieldFigures())
            item.before += value is not None
            item.before_of += 1
            item.had += value is not None
    saying: Counter[tuple[str, str, str]] = Counter()
    fresh: list[tuple[str, tuple[str, str, str]]] = []
    seen: set[PostingKey] = set()
    for _, _, raw in landed.postings():
        if not isinstance(raw, RawPosting) or raw.board not in boards or raw.key in seen:
            continue
        seen.add(raw.key)
        figures, words = boards[raw.board], (raw.board, raw.title, "|".join(raw.job_locations) + _start(raw))
        saying[words] += 1
        stored = known.get(raw.key)
        if stored is None:
            figures.new += 1
            fresh.append((raw.board, words))
        elif stored[0] == content_hash(raw):
            for name, value in before[raw.key].items():
                figures.fields[name].again += value is not None
            continue
        day = reading_day(raw.fetched_at, began)
        _read(figures, before.get(raw.key), normalize(raw, as_of=day, aliases=aliases), day)
    for board, words in fresh:
        boards[board].doubled += saying[words] > 1


def _start(raw: RawPosting) -> str:
    return (raw.description or "")[:400]


def _read(figures: BoardFigures, was: Mapping[str, Any] | None, posting: JobPosting, day: date) -> None:
    values = facts(posting)
    refused = {issue.field: issue.reason for issue in posting.issues}
    figures.read += 1
    if posting.date_posted is not None:
        count_date(figures, was["date_posted"] if was else None, posting.date_posted, day)
    for name, value in values.items():
        item = figures.fields.setdefault(name, FieldFigures())
        item.read += 1
        item.filled += value is not None
        if value is None and (reason := refused.get(_FIELDS.get(name, name))):
            item.why[reason] += 1
        if was is None or was[name] is None:
            continue
        item.again += 1
        item.lost += value is None
        item.changed += value is not None and value != was[name]
    if was and was["pay"] and values["pay"] and was["pay"] != values["pay"]:
        old, new = (next(float(v) for v in pay[:2] if v is not None) for pay in (was["pay"], values["pay"]))
        if old:
            figures.pay_ratios.append(new / old)


def _coverage(boards: Any) -> dict[str, dict[str, int]]:
    total: dict[str, Counter[str]] = {}
    for figures in boards:
        for name, item in figures.fields.items():
            total.setdefault(name, Counter()).update(
                {"filled": item.filled, "of": item.read, "usual": item.before, "usual_of": item.before_of}
            )
    return {name: dict(counts) for name, counts in sorted(total.items())}


def keep_health(engine: Engine, inspection: Inspection, day: date) -> HealthRow:
    """Keep what the inspection found as the source's health of ``day``; its first bad day is carried on."""
    check = worst(inspection.checks)
    state = "held" if inspection.holds else check.level
    with writing(engine) as connection:
        desk = Desk(connection)
        previous = desk.health(inspection.source, before=day)
        ongoing = previous is not None and previous.state != Level.GOOD.value and previous.cause == check.cause
        row = HealthRow(
            source=inspection.source,
            business_date=day,
            state=state,
            cause=check.cause,
            field=check.field,
            detail=f"{check.board}: {check.detail}" if check.board and check.detail else check.detail,
            since=previous.since if ongoing and previous else day,
            affected=inspection.affected,
            checks=[item.to_json() for item in inspection.checks],
            coverage={name: dict(counts) for name, counts in inspection.coverage.items()},
            run_id=inspection.run_id or None,
        )
        desk.keep_health(row)
    return row


def note_absence(engine: Engine, source: str, day: date, *, cause: str, detail: str) -> HealthRow:
    """Keep that a source had no run on ``day``: paused, missed, or ended without a trace."""
    level = Level.WARN if cause == "paused" else Level.BAD
    check = Check(name="run", level=level.value, cause=cause, detail=detail)
    return keep_health(engine, Inspection(source=source, run_id="", checks=(check,)), day)
