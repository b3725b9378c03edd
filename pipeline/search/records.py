"""What can be asked of the vacancies, and what comes back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from models.record import Record
from models.vacancy import Vacancy
from models.vocabulary import Contract, OrganizationKind, Rights, Role, Seniority, VacancyStatus, WorkMode

MAX_LIMIT = 200


@dataclass(frozen=True, kw_only=True, slots=True)
class SearchQuery(Record):
    """Filters that all must hold; several values of one filter are alternatives. Empty means anything."""

    q: str = ""
    """Words that title, employer or skills must contain, folded."""
    roles: tuple[Role, ...] = ()
    place: str = ""
    """REFNIS code of a municipality, arrondissement, province or region; ``01000`` is Belgium."""
    outside: str = ""
    """REFNIS code of an area whose vacancies are left out, to list what lies around it."""
    latitude: float | None = None
    longitude: float | None = None
    radius_km: float | None = None
    """With a point: vacancies within so many kilometres of it, besides those of ``place``."""
    levels: tuple[str, ...] = ()
    """Values of `Seniority`, or ``not_stated``; so for all filters below that can be unstated."""
    work_modes: tuple[str, ...] = ()
    office_days_max: int | None = None
    languages: tuple[str, ...] = ()
    """Required languages (ISO 639-1), or ``not_stated``."""
    contracts: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    """Slugs that all must be named."""
    pay: tuple[str, ...] = ()
    """``stated`` or ``not_stated``."""
    pay_min: int | None = None
    """Least gross EUR a month that the stated pay reaches."""
    employers: tuple[str, ...] = ()
    employer_kinds: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    posted_since: date | None = None
    statuses: tuple[VacancyStatus, ...] = (VacancyStatus.ACTIVE, VacancyStatus.UNCONFIRMED)
    closed_since: date | None = None
    """With the status closed: those that closed on or after this day."""
    ids: tuple[str, ...] = ()
    cell: str = ""
    """One figure of a market page, as its receipt's ``evidence`` names it: exactly the vacancies behind the figure."""
    part: str = ""
    """With ``cell``: of the vacancies that were counted, those that have this (``Share.evidence``)."""
    sort: str = "newest"
    """``newest``, ``pay`` or ``distance``; the identifier always breaks ties."""
    cursor: str = ""
    limit: int = 20
    facets: tuple[str, ...] = ()
    """Names of the groups to count: level work_mode language contract skill pay employer_kind employer role."""


@dataclass(frozen=True, kw_only=True, slots=True)
class FacetValue(Record):
    """One value of a group with how many vacancies it would give, the group's own filter left aside."""

    value: str
    count: int
    selected: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class SourceNote(Record):
    """One ad behind a vacancy, as its vacancy page shows it."""

    source: str
    title: str
    """The publisher."""
    url: str | None
    first_seen: str
    last_confirmed: str
    status: str
    rights: Rights
    attribution: str | None = None
    kind: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Hit(Record):
    """A vacancy in a list."""

    vacancy: Vacancy
    rights: Rights
    """Of the posting whose text is shown."""
    distance_km: float | None = None
    postings: int = 1
    sources: int = 1
    closed_at: datetime | None = None
    attributions: tuple[str, ...] = ()
    """Credit lines that the sources behind it ask for with each copy."""


@dataclass(frozen=True, kw_only=True, slots=True)
class SearchPage(Record):
    """One page of hits."""

    total: int
    hits: tuple[Hit, ...]
    facets: Mapping[str, tuple[FacetValue, ...]] = field(default_factory=dict)
    next_cursor: str = ""
    employers: int = 0
    """Distinct employers of all that fits, not only of these hits."""
    sequence: int = 0
    """Number of the last event that the answer knows."""


VALUES: Mapping[str, tuple[str, ...]] = {
    "level": tuple(item.value for item in Seniority),
    "work_mode": tuple(item.value for item in WorkMode),
    "contract": tuple(item.value for item in Contract),
    "employer_kind": tuple(item.value for item in OrganizationKind if item is not OrganizationKind.UNKNOWN),
    "pay": ("stated",),
}
"""The closed lists of the filters; each also takes ``not_stated``."""
