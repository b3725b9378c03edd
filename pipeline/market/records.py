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
from pipeline.market.receipts import Receipt, Scope, Share


class Confidence(StrEnum):
    """How far the median may be off, by bootstrap over employers."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


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
    before_evidence: str = ""
    same_365: int | None = None
    """The last 365 days over those same sources, to set beside ``before_365``."""
    same_evidence: str = ""
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
    said: int = 0
    """How many mentions say whether it is a must."""
    required_evidence: str = ""
    """Query string for ``/v1/vacancies`` that gives the vacancies where it is a must."""


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
    office_days_stated: int = 0
    """How many ads the median is of."""
    office_days_evidence: str = ""


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
    evidence: str = ""
    """Query string for ``/v1/vacancies`` that gives exactly the ``vacancies``."""
    open_evidence: str = ""


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
    open_evidence: str = ""
    new_30: int
    new_evidence: str = ""
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
class CountReceipts(Record):
    """The receipts of the headline, and of lists whose numbers each have evidence of their own."""

    open_now: Receipt
    nearby: Receipt
    remote: Receipt
    new_7: Receipt
    new_30: Receipt
    new_365: Receipt
    areas: Receipt
    """Open in Belgium: the numbers of the map are parts of it."""
    municipalities: Receipt
    """Open in the area whose municipalities are listed."""
    titles: Receipt
    """Appeared here: the titles are those of these vacancies."""


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
    receipts: CountReceipts
    freshness: Freshness
    pay: tuple[PayRow, ...]
    """Junior, medior, senior, lead, then all levels."""
    pay_stated: Share | None
    pay_trend: tuple[Share, ...]
    """Pay stated in the same area over the last four windows of 90 days, oldest first; windows without ads left out."""
    benefits: tuple[BenefitRow, ...]
    day_rate: DayRate | None
    demand: Demand
    skills: tuple[SkillRow, ...]
    tools: tuple[SkillRow, ...]
    languages: tuple[LanguageRow, ...]
    english_only: Share
    """Vacancies that require English and no other language."""
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
