"""The night in one screen: can it be trusted, what broke and what to do, what waits for a person."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from sqlalchemy import Engine

from models.store.desk import Desk, HealthRow, PublicationRow
from models.store.engine import reading
from models.store.leases import Leases
from models.store.requests import Requests
from models.store.runs import Runs
from pipeline.services.calendar import business_day, start_of_day
from pipeline.services.doubt import doubts
from pipeline.services.health_rules import Finding
from pipeline.services.leases import CRAWL
from pipeline.services.runbook import entry_of

SECONDS_A_DECISION = 20
"""How long a person takes for one, for the estimate on the screen."""
PAIRS, PAIRS_A_DAY = "doubtful pairs", 12
"""Pairs are settled a portion a day, the most uncertain first; the rest can wait."""
TRUST_NOTHING = 0.5
"""Share of the open ads that may be affected before nothing of the night is to be trusted."""

YES, PART, NO = "yes", "part", "no"
"""Everything is live; some sources stay at yesterday's data; nothing of the night can be trusted."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Trouble:
    """One source that needs a person, with the one safe action."""

    source: str
    state: str
    cause: str
    suspect: str | None
    detail: str
    since: date
    affected: int
    advice: str
    run_id: str | None
    number_is_odd: bool = False
    """Whether a board lists an odd number of ads, which an operator may call real."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Morning:
    """Everything that the 8 o'clock screen says."""

    day: date
    verdict: str
    sentence: str
    sources: int
    good: int
    troubles: Sequence[Trouble] = ()
    """Most ads affected first."""
    warnings: Sequence[Trouble] = ()
    """Sources that are live and deserve a look."""
    waiting: Mapping[str, int] = field(default_factory=dict)
    """What waits → how many decisions."""
    figures: Mapping[str, int] = field(default_factory=dict)
    """Events of the night by kind, ``new`` and ``active`` vacancies."""
    running: Sequence[str] = ()
    missing: Sequence[str] = ()
    """Sources that should have run and left no trace."""

    @property
    def decisions(self) -> int:
        """How many decisions wait today; of doubtful pairs, no more than a day's portion."""
        return sum(min(count, PAIRS_A_DAY) if name == PAIRS else count for name, count in self.waiting.items())

    @property
    def minutes(self) -> int:
        """About how long they take."""
        return -(-self.decisions * SECONDS_A_DECISION // 60)


def morning(engine: Engine, day: date, *, expected: Iterable[str] = (), held_runs: int = 0) -> Morning:
    """Return the screen for the night of ``day``; ``expected`` names the sources that have a turn."""
    with reading(engine) as connection:
        desk, leases = Desk(connection), Leases(connection)
        rows = [row for row in desk.nights(since=day) if row.business_date == day]
        counts = desk.events(start_of_day(day))
        open_ads = sum(desk.open_postings().values())
        running = sorted(job.key.subject for job in leases.running() if job.key.kind == CRAWL)
        paused = leases.paused()
        waiting = {
            "held runs": held_runs,
            "held closings": len(Runs(connection).held()),
            "requests": len(Requests(connection).waiting()),
        }
    waiting[PAIRS] = len(doubts(engine))
    seen = {row.source for row in rows}
    missing = sorted(name for name in expected if name not in seen and name not in running and name not in paused)
    troubles = sorted(
        (_trouble(row) for row in rows if row.state in ("bad", "held")), key=lambda item: (-item.affected, item.source)
    )
    verdict, sentence = judge(rows, missing=missing, open_ads=open_ads)
    return Morning(
        day=day,
        verdict=verdict,
        sentence=sentence,
        sources=len(seen) + len(missing),
        good=len(rows) - len(troubles),
        troubles=troubles,
        warnings=[_trouble(row) for row in rows if row.state == "warn"],
        waiting={name: count for name, count in waiting.items() if count},
        figures=counts,
        running=running,
        missing=missing,
    )


def judge(rows: Sequence[HealthRow], *, missing: Sequence[str] = (), open_ads: int = 0) -> tuple[str, str]:
    """Return the verdict on a night and the sentence that says it."""
    if not rows:
        return NO, "No source has run: look whether the scheduler is alive."
    ill = [row for row in rows if row.state in ("bad", "held")]
    affected = sum(row.affected for row in ill)
    if len(ill) == len(rows) or (open_ads and affected > TRUST_NOTHING * open_ads):
        return NO, f"{len(ill)} of {len(rows)} sources failed; yesterday's ads stay. Do not trust tonight's figures."
    if not ill and not missing:
        paused = sum(row.cause == Finding.PAUSED.value for row in rows)
        resting = f", {paused} paused" if paused else ""
        return YES, f"All {len(rows) - paused} sources are in and live{resting}."
    kept = f"{affected} ads stay as they were yesterday" if affected else "their ads stay as they were yesterday"
    parts = [f"{len(rows) - len(ill)} of {len(rows) + len(missing)} sources are live"]
    if ill:
        parts.append(f"{len(ill)} need{'s' if len(ill) == 1 else ''} you, {kept}")
    if missing:
        parts.append(f"{len(missing)} did not run")
    return PART, "; ".join(parts) + "."


def _trouble(row: HealthRow) -> Trouble:
    return Trouble(
        source=row.source,
        state=row.state,
        cause=row.cause,
        suspect=row.field,
        detail=row.detail,
        since=row.since,
        affected=row.affected,
        advice=entry_of(row.cause).do,
        run_id=row.run_id,
        number_is_odd=row.run_id is not None and any(check["name"] == "volume" for check in row.checks),
    )


def grid(engine: Engine, day: date, *, nights: int = 14) -> dict[str, dict[date, HealthRow]]:
    """Return source → date → health, for the ``nights`` up to ``day``."""
    found: dict[str, dict[date, HealthRow]] = {}
    with reading(engine) as connection:
        for row in Desk(connection).nights(since=day - timedelta(days=nights - 1)):
            found.setdefault(row.source, {})[row.business_date] = row
    return found


def latest_publication(engine: Engine) -> PublicationRow | None:
    """Return the sum of the last night that was settled."""
    with reading(engine) as connection:
        return Desk(connection).publication()


def night_of(moment: datetime) -> date:
    """Return the business date whose night a person asks about at ``moment``."""
    return business_day(moment)
