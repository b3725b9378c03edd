"""What a market page says, as records: every figure with its receipt. Computed in this room, rendered in ``board/``.

A *cell* is one figure of one market. A *scope* is the area that a figure really describes, which may be wider than the
place that was asked for. Money is EUR; pay is gross per month unless a field says otherwise.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from models.record import Record
from models.vocabulary import Benefit, OrganizationKind, Role, Seniority, SkillKind, WorkMode


class ScopeKind(StrEnum):
    """The ladder that a figure climbs until its sample is large enough."""

    MUNICIPALITY = "municipality"
    ARRONDISSEMENT = "arrondissement"
    PROVINCE = "province"
    REGION = "region"
    COUNTRY = "country"
    REFERENCE = "reference"


class Confidence(StrEnum):
    """How far the median may be off, by bootstrap over employers."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


@dataclass(frozen=True, kw_only=True, slots=True)
class Scope(Record):
    """The area that a figure describes."""

    kind: ScopeKind
    code: str
    """REFNIS code; ``01000`` for the country; empty for the reference."""
    names: tuple[tuple[str, str], ...] = ()
    """(language, name) for nl, fr, en, de."""

    def name(self, language: str) -> str:
        """Return the name in ``language``, else in English, else the code."""
        found = dict(self.names)
        return found.get(language) or found.get("en") or self.code


@dataclass(frozen=True, kw_only=True, slots=True)
class Step(Record):
    """One rung of the ladder, with what it held."""

    scope: Scope
    n: int
    employers: int
    top_employer_share: float | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Receipt(Record):
    """Where a figure comes from; no figure stands without one."""

    n: int
    employers: int
    window_from: date
    window_to: date
    scope: Scope
    path: tuple[Step, ...] = ()
    """Every rung that was tried, narrowest first, the one used last."""
    reason: str = "asked"
    """Why this scope: ``asked``, ``n<10``, ``employers<5``, ``top>40%`` (of the rung before)."""
    basis: str
    """What was counted, e.g. ``gross month, stated, employee, full-time equivalent``."""
    method: str
    """Name and version, e.g. ``pay@1``."""
    computed_at: datetime
    evidence: str
    """Query string for ``/v1/vacancies`` that gives exactly the vacancies behind the figure."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Share(Record):
    """A share of vacancies, with the 95 % interval of Wilson."""

    k: int
    n: int
    low: float
    high: float
    receipt: Receipt
    """Of the ``n`` that were counted."""
    evidence: str = ""
    """Query string for ``/v1/vacancies`` that gives exactly the ``k``."""

    @property
    def share(self) -> float:
        """The share itself, 0 to 1; 0 when nothing was counted."""
        return self.k / self.n if self.n else 0.0


@dataclass(frozen=True, kw_only=True, slots=True)
class Reference(Record):
    """A curated pay figure: not measured, and always shown as such."""

    year_min: int
    year_max: int
    """Gross EUR a year."""
    factor: float
    """Place factor that the national figure was multiplied with."""
    source: str
    url: str
    read_on: date
    expires_on: date


@dataclass(frozen=True, kw_only=True, slots=True)
class PayRow(Record):
    """Pay of one level: measured, else the reference, else nothing."""

    level: Seniority | None
    """``None`` for all levels together."""
    unit: str = "month"
    """What the figures are gross EUR for: ``month``, or ``year`` where most ads state only a year."""
    p25: int | None = None
    p50: int | None = None
    p75: int | None = None
    p10: int | None = None
    """Only from 30 ads on, as ``p90``."""
    p90: int | None = None
    median_low: int | None = None
    """90 % interval of the median by bootstrap."""
    median_high: int | None = None
    confidence: Confidence | None = None
    indexed: bool = False
    """Whether ads from before the last 1 January were raised by that year's index."""
    year_multiplier: float = 13.92
    """What a yearly figure beside it is multiplied with."""
    receipt: Receipt | None = None
    """``None`` when nothing could be measured."""
    reference: Reference | None = None
    """Set when nothing could be measured."""


@dataclass(frozen=True, kw_only=True, slots=True)
class DayRate(Record):
    """Freelance day rates; never turned into salaries."""

    p25: int
    p50: int
    p75: int
    receipt: Receipt


@dataclass(frozen=True, kw_only=True, slots=True)
class Demand(Record):
    """How many openings appear, and for how long they stay."""

    weeks: tuple[tuple[date, int], ...]
    """(Monday, new vacancies) for the last 52 weeks, oldest first."""
    new_7: int
    new_30: int
    new_365: int
    before_365: int | None = None
    """The 365 days before, over sources healthy in both periods; ``None`` when there was no such period."""
    same_365: int | None = None
    """The last 365 days over those same sources, to set beside ``before_365``."""
    share_of_all: Share | None = None
    """This role among all developer vacancies of the place."""
    share_in_belgium: Share | None = None
    """The same in Belgium."""
    days_open_median: int | None = None
    """Kaplan-Meier median, open vacancies censored."""
    receipt: Receipt


@dataclass(frozen=True, kw_only=True, slots=True)
class SkillRow(Record):
    """How often a technology is named."""

    slug: str
    name: str
    kind: SkillKind
    share: Share
    lift: float | None = None
    """Share here over share in Belgium; only from five mentions here on."""
    required: float | None = None
    """Of the mentions that say so, the share that calls it a must."""


@dataclass(frozen=True, kw_only=True, slots=True)
class LanguageRow(Record):
    """How often a spoken language is required."""

    code: str
    required: Share
    nice: Share


@dataclass(frozen=True, kw_only=True, slots=True)
class WorkRow(Record):
    """How often a work mode is stated; ``None`` for ads that do not say."""

    mode: WorkMode | None
    share: Share
    office_days_median: float | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class BenefitRow(Record):
    """How often a benefit is mentioned."""

    benefit: Benefit
    share: Share


@dataclass(frozen=True, kw_only=True, slots=True)
class EmployerRow(Record):
    """An employer, by the vacancies of the last 365 days."""

    key: str
    name: str
    kind: OrganizationKind
    vacancies: int
    open_now: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Employers(Record):
    """Who hires; computed, never typed."""

    rows: tuple[EmployerRow, ...]
    agency_share: Share
    receipt: Receipt


@dataclass(frozen=True, kw_only=True, slots=True)
class Comparison(Record):
    """The same role elsewhere, or another role here."""

    role: Role
    city: str
    """Slug of the city."""
    open_now: int
    new_30: int
    pay: PayRow | None = None
    """All levels together, only where measured."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Counts(Record):
    """What the headline says."""

    open_now: int
    nearby: int
    """Open within 25 km of the city, the city included."""
    remote: int
    """Open and fully remote in Belgium; in no city's numbers."""
    new_7: int
    new_365: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Freshness(Record):
    """How fresh the data are."""

    last_run: datetime | None
    sources: int
    sources_good: int
    confirmed_24h: Share | None
    held: tuple[str, ...] = ()
    """Sources whose last run did not prove itself."""


@dataclass(frozen=True, kw_only=True, slots=True)
class MarketPage(Record):
    """Everything that is computed for one role in one city (or in Belgium, or all roles in a city)."""

    role: Role | None
    city: str | None
    """Slug of the city; ``None`` for Belgium."""
    scope: Scope
    counts: Counts
    freshness: Freshness
    pay: tuple[PayRow, ...]
    """Junior, medior, senior, lead, then all levels."""
    pay_stated: Share | None
    benefits: tuple[BenefitRow, ...]
    day_rate: DayRate | None
    demand: Demand
    skills: tuple[SkillRow, ...]
    tools: tuple[SkillRow, ...]
    languages: tuple[LanguageRow, ...]
    work: tuple[WorkRow, ...]
    municipalities: tuple[tuple[str, int], ...]
    """(NIS code, open vacancies) in the widest scope shown, most first."""
    areas: tuple[tuple[str, int], ...] = ()
    """(REFNIS code, open vacancies of this role) of every arrondissement and province of Belgium, for a map."""
    employers: Employers
    elsewhere: tuple[Comparison, ...]
    other_roles: tuple[Comparison, ...]
    title_variants: tuple[tuple[str, int], ...]
    """Titles under which the role is advertised here, most frequent first."""
    indexable: bool
    """At least 3 open within 25 km, or 10 in the last 365 days."""
    dataset_version: str
    sequence: int
    computed_at: datetime
