"""What we believe one ad says: typed, normalized, still one source's view."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Self

from models.raw import PostingKey
from models.record import Record
from models.vocabulary import (
    Benefit,
    Contract,
    EmploymentType,
    OrganizationKind,
    PlacePrecision,
    PostingStatus,
    Role,
    Seniority,
    SkillKind,
    UnitText,
    WorkMode,
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Issue(Record):
    """Something published that could not be read: the field stays ``None`` and the text is kept here."""

    field: str
    """Name of the field of `JobPosting`."""
    text: str
    """The text that could not be read, shortened to 200 characters."""
    reason: str
    """Why, as one stable word or ``word: detail``, e.g. ``unknown_place`` or ``ambiguous_place: 23088, 12025``."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Organization(Record):
    """The organization that an ad names."""

    name: str
    """As displayed, without noise."""
    key: str
    """The same for every spelling and legal form of one organization; used to link."""
    kind: OrganizationKind = OrganizationKind.UNKNOWN
    enterprise_number: str | None = None
    """Belgian enterprise number (KBO/BCE): ten digits, check digits verified."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Place(Record):
    """Where the work is done; ``nis_code`` is set only when a municipality or something finer is known."""

    nis_code: str | None = None
    """Five-digit REFNIS code of the municipality, division of 2025 (Statbel)."""
    municipality: str | None = None
    """Name in the municipality's own first language."""
    postal_code: str | None = None
    arrondissement: str | None = None
    """Five-digit REFNIS code of the arrondissement."""
    province: str | None = None
    """Five-digit REFNIS code of the province; ``None`` for Brussels."""
    region: str | None = None
    """Five-digit REFNIS code of the region: 02000 Flanders, 03000 Wallonia, 04000 Brussels."""
    country: str | None = None
    """ISO 3166-1 alpha-2, or ``None`` when it is not stated and cannot be known."""
    latitude: float | None = None
    longitude: float | None = None
    precision: PlacePrecision
    evidence: str | None = None
    """The words that decided, and the rule where one was needed."""


@dataclass(frozen=True, kw_only=True, slots=True)
class BaseSalary(Record):
    """Pay as the ad states it; derived figures stand apart and name their multiplier."""

    min: Decimal | None = None
    """Lower bound in ``currency`` per ``unit``, as written (k expanded); ``None`` after "up to"."""
    max: Decimal | None = None
    currency: str | None = None
    """ISO 4217."""
    unit: UnitText | None = None
    gross: bool | None = None
    """True gross, False net, None not stated."""
    months: Decimal | None = None
    """Number of monthly pays in a year where the ad states it: 12, 13, 13.85, 13.92."""
    full_time_percentage: Decimal | None = None
    """The percentage of full-time work that the figure pays, where stated."""
    text: str | None = None
    """The exact span of text that was read."""
    estimated: bool = False
    """True when the source itself calls the figure an estimate; such figures are never published as pay."""
    gross_month_min: Decimal | None = None
    """Gross EUR per month, full-time, derived only as the rules in ``pipeline.reference.pay`` allow."""
    gross_month_max: Decimal | None = None
    gross_year_min: Decimal | None = None
    gross_year_max: Decimal | None = None
    derivation: str | None = None
    """How the four figures above follow from the stated one, e.g. ``month x 13.92 (stated)``."""


@dataclass(frozen=True, kw_only=True, slots=True)
class RequiredLanguage(Record):
    """A language the work asks for; the language the ad is written in is no requirement."""

    code: str
    """ISO 639-1."""
    level: str | None = None
    """CEFR (A1 to C2) or ``native``, where stated or plainly worded."""
    required: bool = True
    """False for a nice-to-have."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Skill(Record):
    """A technology that the ad names."""

    slug: str
    """The common English name in lower case, e.g. ``c#``, ``.net``, ``sql server``."""
    name: str
    """As written by its makers, e.g. ``SQL Server``."""
    kind: SkillKind
    required: bool | None = None
    """True must, False nice to have, None when the ad does not separate them."""


@dataclass(frozen=True, kw_only=True, slots=True)
class JobPosting(Record):
    """One source's ad, read: what could not be read is ``None`` and an `Issue`."""

    key: PostingKey
    url: str | None = None
    title: str
    """Clean display title: no gender tag, reference, place, employer, percentage or slogan."""
    title_raw: str
    role: Role | None = None
    """``None``: not an IT job, or not to be told."""
    role_evidence: str | None = None
    """The words that decided, and the rule where two roles were named."""
    isco_code: str | None = None
    """ISCO-08 unit group of the role, e.g. ``2512``."""
    esco_uri: str | None = None
    """ESCO occupation of the role."""
    seniority: Seniority | None = None
    seniority_evidence: str | None = None
    hiring_organization: Organization | None = None
    places: tuple[Place, ...] = ()
    work_mode: WorkMode | None = None
    office_days: int | None = None
    """Days a week at the office where stated (0 to 5)."""
    base_salary: BaseSalary | None = None
    employment_types: tuple[EmploymentType, ...] = ()
    contract: Contract | None = None
    benefits: tuple[Benefit, ...] = ()
    required_languages: tuple[RequiredLanguage, ...] = ()
    skills: tuple[Skill, ...] = ()
    experience_years_min: int | None = None
    in_language: str | None = None
    """ISO 639-1 of the text: nl, fr, en or de; ``None`` when too short to tell."""
    date_posted: date | None = None
    """As the source claims; our own dates stand with the lifecycle."""
    valid_through: date | None = None
    description: str | None = None
    """Sanitised HTML, contact data of persons removed."""
    excerpt: str | None = None
    """Plain text of at most 300 characters."""
    external_reference: str | None = None
    redactions: int = 0
    """How many names, e-mail addresses and phone numbers of persons were removed."""
    attribution: str | None = None
    """The credit line that the source's licence asks for with each row."""
    fetched_at: datetime | None = None
    run_id: str | None = None
    issues: tuple[Issue, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """As `Record.to_json`, with the three parts of the key also at the top, as in a RawPosting line."""
        return {**self.key.to_json(), **super(JobPosting, self).to_json()}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """As `Record.from_json`."""
        return super(JobPosting, cls).from_json(data)


@dataclass(frozen=True, kw_only=True, slots=True)
class KnownPosting(Record):
    """What the store remembers of a posting when a run arrives."""

    key: PostingKey
    content_hash: str
    """Of what the source published, so that a better reader is no change of the ad."""
    status: PostingStatus = PostingStatus.ACTIVE
    misses: int = 0
    """Complete runs in a row that did not show it."""
    valid_through: date | None = None
    id: int = 0
    """Its number in the store."""
    last_confirmed: datetime | None = None
    seen_run: str = ""
    """The last run that showed it."""
