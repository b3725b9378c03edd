"""The closed lists of words that records use; every other room takes them from here."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """What a developer vacancy asks for; the slug stands in addresses and in the API."""

    BACKEND_DEVELOPER = "backend-developer"
    FRONTEND_DEVELOPER = "frontend-developer"
    FULL_STACK_DEVELOPER = "full-stack-developer"
    MOBILE_DEVELOPER = "mobile-developer"
    SOFTWARE_DEVELOPER = "software-developer"
    EMBEDDED_DEVELOPER = "embedded-developer"
    GAME_DEVELOPER = "game-developer"
    DATA_ENGINEER = "data-engineer"
    DATA_SCIENTIST = "data-scientist"
    MACHINE_LEARNING_ENGINEER = "machine-learning-engineer"
    DATA_ANALYST = "data-analyst"
    DEVOPS_ENGINEER = "devops-engineer"
    SYSTEMS_ADMINISTRATOR = "systems-administrator"
    DATABASE_ADMINISTRATOR = "database-administrator"
    SECURITY_ENGINEER = "security-engineer"
    QA_ENGINEER = "qa-engineer"
    SOFTWARE_ARCHITECT = "software-architect"
    ERP_CRM_CONSULTANT = "erp-crm-consultant"
    ENGINEERING_MANAGER = "engineering-manager"
    BUSINESS_ANALYST = "business-analyst"
    PRODUCT_OWNER = "product-owner"
    PROJECT_MANAGER = "project-manager"
    IT_SUPPORT = "it-support"
    UX_DESIGNER = "ux-designer"


class Seniority(StrEnum):
    """The level an ad asks for: from its words, else from stated years (0-2, 3-5, 6+), never from pay."""

    INTERN = "intern"
    JUNIOR = "junior"
    MEDIOR = "medior"
    SENIOR = "senior"
    LEAD = "lead"
    MANAGER = "manager"
    DIRECTOR = "director"


class EmploymentType(StrEnum):
    """schema.org values of employmentType."""

    FULL_TIME = "FULL_TIME"
    PART_TIME = "PART_TIME"
    CONTRACTOR = "CONTRACTOR"
    TEMPORARY = "TEMPORARY"
    INTERN = "INTERN"
    VOLUNTEER = "VOLUNTEER"
    PER_DIEM = "PER_DIEM"
    OTHER = "OTHER"


class Contract(StrEnum):
    """The legal shape of the work."""

    EMPLOYEE = "employee"
    FREELANCE = "freelance"
    TEMPORARY = "temporary"
    INTERNSHIP = "internship"
    STUDENT = "student"


class WorkMode(StrEnum):
    """Where the work is done."""

    ONSITE = "onsite"
    HYBRID = "hybrid"
    REMOTE = "remote"


class UnitText(StrEnum):
    """The period that a pay figure covers (schema.org unitText)."""

    HOUR = "HOUR"
    DAY = "DAY"
    WEEK = "WEEK"
    MONTH = "MONTH"
    YEAR = "YEAR"


class OrganizationKind(StrEnum):
    """Who placed the ad: the one who hires, or somebody between."""

    EMPLOYER = "employer"
    AGENCY = "agency"
    CONSULTANCY = "consultancy"
    INTERMEDIARY = "intermediary"
    UNKNOWN = "unknown"


class PlacePrecision(StrEnum):
    """How exactly a place is known, finest first; only the first four carry a ``nis_code``."""

    ADDRESS = "address"
    POSTAL_CODE = "postal_code"
    SUBMUNICIPALITY = "submunicipality"
    MUNICIPALITY = "municipality"
    ARRONDISSEMENT = "arrondissement"
    PROVINCE = "province"
    REGION = "region"
    COUNTRY = "country"


class Benefit(StrEnum):
    """A benefit that an ad mentions; a mention is no promise."""

    COMPANY_CAR = "company_car"
    MEAL_VOUCHERS = "meal_vouchers"
    ECO_VOUCHERS = "eco_vouchers"
    GROUP_INSURANCE = "group_insurance"
    HOSPITAL_INSURANCE = "hospital_insurance"
    THIRTEENTH_MONTH = "thirteenth_month"
    BONUS = "bonus"
    MOBILITY_BUDGET = "mobility_budget"
    BIKE_LEASE = "bike_lease"
    INTERNET = "internet"
    PHONE = "phone"
    LAPTOP = "laptop"
    EXTRA_LEAVE = "extra_leave"
    HOME_WORK_ALLOWANCE = "home_work_allowance"
    TRAINING_BUDGET = "training_budget"
    NET_ALLOWANCE = "net_allowance"
    STOCK = "stock"


class SkillKind(StrEnum):
    """What sort of thing a named technology is."""

    LANGUAGE = "language"
    FRAMEWORK = "framework"
    LIBRARY = "library"
    DATABASE = "database"
    CLOUD = "cloud"
    TOOL = "tool"
    PLATFORM = "platform"
    PROTOCOL = "protocol"
    METHOD = "method"


class SourceKind(StrEnum):
    """What a source is, which decides whose word counts when copies of one vacancy differ."""

    EMPLOYER = "employer"
    PUBLIC_SERVICE = "public_service"
    AGGREGATOR = "aggregator"
    AGENCY = "agency"


class LegalStatus(StrEnum):
    """What a person who read the terms decided about a source."""

    OPEN = "open"
    TOLERATED = "tolerated"
    KEY = "key"
    PERMISSION = "permission"
    BLOCKED = "blocked"


class Rights(StrEnum):
    """How much of a source's text may be shown."""

    FULL = "full"
    EXCERPT = "excerpt"
    FACTS = "facts"


class Outcome(StrEnum):
    """How a run ended; only `COMPLETE` may close anything."""

    COMPLETE = "complete"
    PARTIAL = "partial"
    TRUNCATED = "truncated"
    EMPTY_CONFIRMED = "empty_confirmed"
    BLOCKED = "blocked"
    BROKEN = "broken"
    SKIPPED = "skipped"

    @property
    def is_whole(self) -> bool:
        """Whether the source's whole list was seen, be it empty by the source's own word."""
        return self in (Outcome.COMPLETE, Outcome.EMPTY_CONFIRMED)

    @property
    def needs_a_person(self) -> bool:
        """Whether the next night will end alike unless somebody looks: the source has changed, or sends us away."""
        return self in (Outcome.BLOCKED, Outcome.BROKEN)


class Cause(StrEnum):
    """Why a run, or one request of it, ended as it did."""

    FINISHED = "finished"
    DNS = "dns"
    TIMEOUT = "timeout"
    TLS = "tls"
    CONNECTION = "connection"
    REDIRECT_LOOP = "redirect_loop"
    HTTP_4XX = "http_4xx"
    HTTP_5XX = "http_5xx"
    RATE_LIMITED = "rate_limited"
    BLOCKED_WALL = "blocked_wall"
    CONSENT_PAGE = "consent_page"
    LOGIN_WALL = "login_wall"
    ROBOTS_DISALLOWED = "robots_disallowed"
    ROBOTS_UNREACHABLE = "robots_unreachable"
    ROBOTS_CHANGED = "robots_changed"
    TDM_RESERVED = "tdm_reserved"
    NOT_JSON = "not_json"
    NOT_XML = "not_xml"
    SCHEMA_CHANGED = "schema_changed"
    SELECTOR_EMPTY = "selector_empty"
    EMPTY_CONFIRMED = "empty_confirmed"
    EMPTY_UNCONFIRMED = "empty_unconfirmed"
    TRUNCATED_BODY = "truncated_body"
    TRUNCATED_PAGES = "truncated_pages"
    DECLARED_MISMATCH = "declared_mismatch"
    DUPLICATE_PAGES = "duplicate_pages"
    KEY_MISSING = "key_missing"
    KEY_REJECTED = "key_rejected"
    PASSPORT_MISSING = "passport_missing"
    PASSPORT_OVERDUE = "passport_overdue"
    REFUSED = "refused"
    SAMPLE = "sample"
    CANCELLED = "cancelled"
    TIME_LIMIT = "time_limit"
    MEMORY_LIMIT = "memory_limit"
    WRITE_FAILED = "write_failed"
    CRASHED = "crashed"


class Basis(StrEnum):
    """What the books of a board rest on."""

    WALK = "walk"
    """Every page of its lists was read, or answered that it is unchanged."""
    PROBE = "probe"
    """The newest postings and the total are those of the last walk: the rest is taken from there."""


class PostingStatus(StrEnum):
    """Where a posting stands in its life at one source."""

    ACTIVE = "active"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    CLOSED_MAX_AGE = "closed_max_age"
    REDACTED = "redacted"


class VacancyStatus(StrEnum):
    """Whether the opening is believed to exist."""

    ACTIVE = "active"
    UNCONFIRMED = "unconfirmed"
    CLOSED = "closed"


class EventKind(StrEnum):
    """What happened to a vacancy, in the order a consumer must apply it."""

    UPSERT = "upsert"
    CLOSE = "close"
    REOPEN = "reopen"
    MERGE = "merge"
    SPLIT = "split"
    REDACT = "redact"
