"""One run in full: what was asked and by whom, what came of it step by step, and how full its fields were."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from statistics import median
from typing import Any

from sqlalchemy import Connection, Engine, func, select

from models.posting import JobPosting
from models.raw import RawPosting
from models.run import Evidence, RunManifest
from models.store.desk import Desk, HealthRow
from models.store.engine import reading
from models.store.leases import Leases, StoredJob
from models.store.links import Links
from models.store.tables import posting, posting_change, run, vacancy
from models.store.vacancies import Vacancies
from models.vocabulary import VacancyStatus
from pipeline.landing import LandedRun
from pipeline.search.runs import RunLine, line_of_run
from pipeline.services.held import held_runs

GOOD_RUNS = 14
MOST_ADS = 12
"""Ads of a held run that are shown: enough to see what is wrong with it."""
_CAME = ("new", "changed", "reopened")


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the funnel."""

    name: str
    count: int
    lost: str = ""
    """What did not reach the next step, and why."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """How often a field was filled: tonight, in the last good runs, and in all ads known before."""

    field: str
    filled: int
    of: int
    """Ads that were read tonight."""
    median: float | None
    """Share of the last `GOOD_RUNS` good runs in the middle; None without any."""
    usual: float | None
    """Share of the ads that the source had before."""


@dataclass(frozen=True, kw_only=True, slots=True)
class RunPage:
    """One run in full."""

    line: RunLine
    manifest: Mapping[str, Any]
    health: HealthRow | None
    job: StoredJob | None
    """Who asked, when, and how often it was tried; None for a run outside the ledger of jobs."""
    ingested_at: datetime | None
    steps: Sequence[Step]
    coverage: Sequence[Coverage]
    evidence: Sequence[Evidence] = ()

    @property
    def seconds(self) -> float:
        """How long the crawl took."""
        return (self.line.ended_at - self.line.started_at).total_seconds()


def run_page(engine: Engine, landing: Path, run_id: str) -> RunPage | None:
    """Return one ingested run; None for a run that was never read."""
    with reading(engine) as connection:
        row = connection.execute(select(run).where(run.c.run_id == run_id, run.c.ingested_at.is_not(None))).first()
        if row is None:
            return None
        desk, line = Desk(connection), line_of_run(row)
        health = desk.health_of_run(run_id)
        good = desk.good_nights(row.source, before=health.business_date, limit=GOOD_RUNS) if health else []
        return RunPage(
            line=line,
            manifest=row.manifest,
            health=health,
            job=Leases(connection).job_of_run(run_id),
            ingested_at=row.ingested_at,
            steps=_funnel(connection, line, row.manifest),
            coverage=_coverage(health, good),
            evidence=LandedRun(landing / row.source / run_id).evidence(),
        )


def _funnel(connection: Connection, line: RunLine, manifest: Mapping[str, Any]) -> list[Step]:
    totals, report = line.totals, line.report
    again, same = manifest["retries"], manifest["not_modified"]
    had = totals["fetched"] + totals["unchanged"]
    letters = report.get("dead_letters", {})
    came = sum(totals[name] for name in _CAME)
    with_role, linked, public = _reached(connection, line.run_id)
    steps = [
        Step("requests", manifest["requests"], _because({"repeated": again, "not modified": same})),
        Step("pages", manifest["requests"] - again - same),
        Step("listed", totals["listed"], _because({"declared but not listed": _short(totals)})),
        Step("fetched or unchanged", had, _because(_fates(report))),
        Step("fetched", totals["fetched"], _because({"known and unchanged": totals["unchanged"]})),
        Step("valid", report.get("postings", 0), _because(letters)),
        Step("normalized", report.get("postings", 0), _because({"as they were": report.get("postings", 0) - came})),
        Step("new, changed, reopened", came, _because({"no job in IT": came - with_role})),
        Step("linked", linked, _because({"not linked": with_role - linked})),
        Step("published", public, _because({"of closed vacancies": linked - public})),
    ]
    gone = Step("gone", totals["withdrawn"], _because({"held for a person": totals["held"]}))
    return [*steps, gone]


def _short(totals: Mapping[str, int]) -> int:
    return max(0, totals.get("declared", 0) - totals["listed"])


def _fates(report: Mapping[str, Any]) -> dict[str, int]:
    lost: Counter[str] = Counter()
    for board in report.get("boards", ()):
        lost.update(board["rejected"])
        lost.update(board["failed"])
    return dict(lost)


def _because(reasons: Mapping[str, int]) -> str:
    told = sorted(((count, reason) for reason, count in reasons.items() if count > 0), reverse=True)
    return ", ".join(f"{count:,} {reason.replace('_', ' ')}" for count, reason in told)


def _reached(connection: Connection, run_id: str) -> tuple[int, int, int]:
    """Return how many of the ads that the run brought have a role, belong to a vacancy, and stand on the board now."""
    came = (
        select(posting_change.c.posting_id)
        .where(posting_change.c.run_id == run_id, posting_change.c.kind.in_(_CAME))
        .distinct()
        .subquery()
    )
    role = posting.c.record["role"].as_string()
    statement = (
        select(func.count(role), func.count(posting.c.vacancy_id), func.count(vacancy.c.id))
        .select_from(came)
        .join(posting, posting.c.id == came.c.posting_id)
        .outerjoin(vacancy, (vacancy.c.id == posting.c.vacancy_id) & (vacancy.c.status != VacancyStatus.CLOSED.value))
    )
    with_role, linked, public = connection.execute(statement).one()
    return int(with_role), int(linked), int(public)


def _coverage(health: HealthRow | None, good: Sequence[HealthRow]) -> list[Coverage]:
    if health is None:
        return []
    found = []
    for name, counts in health.coverage.items():
        shares = [share for row in good if (share := _share(row.coverage.get(name, {}), "filled", "of")) is not None]
        found.append(
            Coverage(
                field=name,
                filled=counts["filled"],
                of=counts["of"],
                median=median(shares) if shares else None,
                usual=_share(counts, "usual", "usual_of"),
            )
        )
    return found


def _share(counts: Mapping[str, int], filled: str, of: str) -> float | None:
    return counts[filled] / counts[of] if counts.get(of) else None


@dataclass(frozen=True, kw_only=True, slots=True)
class HeldPage:
    """A run that waits for a person: why, and what it would bring."""

    run_id: str
    source: str
    manifest: RunManifest
    health: HealthRow | None
    coverage: Sequence[Coverage]
    evidence: Sequence[Evidence]
    ads: Sequence[tuple[RawPosting, JobPosting | None]]
    """The first ads of the run, each beside the one that is stored of it: changed ones before new ones."""


def held_page(engine: Engine, landing: Path, run_id: str) -> HeldPage | None:
    """Return a run that is held; None when none of that name is."""
    landed = next((item for item in held_runs(landing) if item.run_id == run_id), None)
    manifest = landed.manifest() if landed else None
    if landed is None or manifest is None:
        return None
    raws = [item for _, _, item in landed.postings() if isinstance(item, RawPosting)]
    with reading(engine) as connection:
        desk, links = Desk(connection), Links(connection)
        health = desk.health_of_run(run_id)
        good = desk.good_nights(landed.source, before=health.business_date, limit=GOOD_RUNS) if health else []
        numbers = links.numbers_of({str(raw.key) for raw in raws})
        known = [raw for raw in raws if str(raw.key) in numbers][:MOST_ADS]
        shown = [*known, *(raw for raw in raws if str(raw.key) not in numbers)][:MOST_ADS]
        stored = Vacancies(connection).members([numbers[str(raw.key)] for raw in known])
    before = {member.posting.key: member.posting for member in stored}
    return HeldPage(
        run_id=run_id,
        source=landed.source,
        manifest=manifest,
        health=health,
        coverage=_coverage(health, good),
        evidence=landed.evidence(),
        ads=[(raw, before.get(raw.key)) for raw in shown],
    )
