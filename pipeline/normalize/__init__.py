"""RawPosting in, JobPosting out: one line per field, each by the reader of its kind of knowledge."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date

from models.posting import BaseSalary, JobPosting, Organization, RequiredLanguage, Skill
from models.raw import RawPosting
from models.vocabulary import Benefit, Role, Seniority
from pipeline.batches import batched
from pipeline.normalize.aliases import NO_ALIASES, Aliases
from pipeline.normalize.benefits import read_benefits
from pipeline.normalize.dates import read_date
from pipeline.normalize.description import LONGEST_PROSE, Description, Markup, clean_markup, describe, without_persons
from pipeline.normalize.employment import EmploymentReading, read_employment
from pipeline.normalize.experience import read_experience_years, read_stated_experience, read_years_of_title
from pipeline.normalize.languages import detect_language, read_required_languages, read_stated_languages
from pipeline.normalize.lexicon import find_stems
from pipeline.normalize.organization import read_organization
from pipeline.normalize.organization_kind import placed_by
from pipeline.normalize.place import PlacesReading, read_places
from pipeline.normalize.reading import Reading
from pipeline.normalize.role import read_role
from pipeline.normalize.salary import read_salary
from pipeline.normalize.seniority import read_seniority
from pipeline.normalize.skill_sections import read_sections
from pipeline.normalize.skills import read_skills
from pipeline.normalize.text import Prose, one_line
from pipeline.normalize.title import clean_title
from pipeline.normalize.work_mode import WorkModeReading, read_work_mode
from pipeline.reference.roles import ESCO_URI, ISCO_CODE

_TOGETHER = 250
"""Postings that one reader reads before the next begins, with its tables in the processor's cache: of fewer, the tables
cost more (`benchmarks.normalize`), and `pipeline.services.ingest` has no more at hand."""
_UNREADABLE = "\ufffd"
"""The title of an ad whose title has nothing that can be shown."""


def normalize(raw: RawPosting, *, as_of: date, aliases: Aliases = NO_ALIASES) -> JobPosting:
    """Interpret one published posting, read on ``as_of``, with what an operator taught.

    Total: never raises on what a source may publish. What cannot be read is ``None``, and an `Issue` where there was
    something to read.
    """
    return normalize_all([raw], as_of=lambda _: as_of, aliases=aliases)[0]


def normalize_all(
    raws: Iterable[RawPosting], *, as_of: Callable[[RawPosting], date], aliases: Aliases = NO_ALIASES
) -> list[JobPosting]:
    """Interpret many published postings, in their order; ``as_of`` says on which day each was read.

    The same as `normalize` one by one, in a quarter to a third less time (`benchmarks.normalize`): each reader reads
    some of them before the next reader begins, so that its tables stay in the processor's cache.
    """
    postings: list[JobPosting] = []
    for some in batched(raws, _TOGETHER):
        ads = [_Ad(raw, aliases.heard(raw), as_of(raw)) for raw in some]
        for read in _READERS:
            for ad in ads:
                read(ad)
        postings += map(_posting, ads)
    return postings


@dataclass(slots=True)
class _Ad:
    """One posting under its readers: what was published, and what each of them has read."""

    raw: RawPosting
    heard: RawPosting
    """What was published, in the words that an operator taught."""
    as_of: date
    title: str = field(init=False)
    heard_title: str = field(init=False)
    markup: Markup = field(init=False)
    description: Description | None = field(init=False)
    prose: Prose = field(init=False)
    language: str | None = field(init=False)
    organization: Reading[Organization] = field(init=False)
    places: PlacesReading = field(init=False)
    role: Reading[Role] = field(init=False)
    years: Reading[int] = field(init=False)
    seniority: Reading[Seniority] = field(init=False)
    work: WorkModeReading = field(init=False)
    employment: EmploymentReading = field(init=False)
    salary: Reading[BaseSalary] = field(init=False)
    posted: Reading[date] = field(init=False)
    valid: Reading[date] = field(init=False)
    shown_title: str = field(init=False)
    benefits: tuple[Benefit, ...] = field(init=False)
    languages: tuple[RequiredLanguage, ...] = field(init=False)
    skills: tuple[Skill, ...] = field(init=False)


def _read_title(ad: _Ad) -> None:
    ad.title = one_line(ad.raw.title) or _UNREADABLE
    ad.heard_title = ad.title if ad.heard.title == ad.raw.title else one_line(ad.heard.title)


def _clean_markup(ad: _Ad) -> None:
    ad.markup = clean_markup(ad.raw.description)


def _remove_persons(ad: _Ad) -> None:
    ad.markup = without_persons(ad.markup)


def _read_description(ad: _Ad) -> None:
    ad.description = describe(ad.markup)
    ad.prose = Prose.of(ad.description.text[:LONGEST_PROSE] if ad.description else "")


def _find_stems(ad: _Ad) -> None:
    find_stems(ad.prose)


def _read_sections(ad: _Ad) -> None:
    read_sections(ad.prose)


def _read_language(ad: _Ad) -> None:
    ad.language = detect_language(ad.title, ad.prose)


def _read_organization(ad: _Ad) -> None:
    number = ad.raw.extra.get("enterprise_number")
    ad.organization = read_organization(ad.heard.hiring_organization, enterprise_number=number)


def _read_places(ad: _Ad) -> None:
    ad.places = read_places(ad.heard.job_locations)


def _read_role(ad: _Ad) -> None:
    ad.role = read_role(ad.heard_title, ad.prose)


def _read_years(ad: _Ad) -> None:
    ad.years = read_stated_experience(ad.raw.extra.get("experience"))
    if ad.years.value is None:
        ad.years = read_years_of_title(ad.heard_title)
    if ad.years.value is None:
        ad.years = read_experience_years(ad.prose)


def _read_seniority(ad: _Ad) -> None:
    ad.seniority = read_seniority(ad.heard_title, experience_years_min=ad.years.value)


def _read_work(ad: _Ad) -> None:
    ad.work = read_work_mode(ad.heard.remote, title=ad.title, place_mode=ad.places.work_mode, prose=ad.prose)


def _read_employment(ad: _Ad) -> None:
    ad.employment = read_employment(ad.heard.employment_types, title=ad.title, prose=ad.prose)


def _read_salary(ad: _Ad) -> None:
    ad.salary = read_salary(ad.heard.base_salary, ad.prose, level=ad.seniority.value)


def _read_dates(ad: _Ad) -> None:
    ad.posted = read_date(ad.raw.date_posted, field="date_posted", as_of=ad.as_of, language=ad.language)
    ad.valid = read_date(ad.raw.valid_through, field="valid_through", as_of=ad.as_of, language=ad.language)


def _read_shown_title(ad: _Ad) -> None:
    places = (*ad.raw.job_locations, *ad.places.names)
    ad.shown_title = clean_title(ad.title, employer=ad.raw.hiring_organization, places=places)


def _read_benefits(ad: _Ad) -> None:
    ad.benefits = read_benefits(ad.prose)


def _read_languages(ad: _Ad) -> None:
    stated = read_stated_languages(ad.raw.extra.get("languages"))
    ad.languages = stated or read_required_languages(ad.prose, title=ad.title)


def _read_skills(ad: _Ad) -> None:
    employer = ad.organization.value.key if ad.organization.value else None
    ad.skills = read_skills(Prose.of(ad.title), ad.prose, ad.heard.skills, employer=employer)


_READERS: tuple[Callable[[_Ad], None], ...] = (
    _read_title,
    _clean_markup,
    _remove_persons,
    _read_description,
    _find_stems,
    _read_sections,
    _read_language,
    _read_organization,
    _read_places,
    _read_role,
    _read_years,
    _read_seniority,
    _read_work,
    _read_employment,
    _read_salary,
    _read_dates,
    _read_shown_title,
    _read_benefits,
    _read_languages,
    _read_skills,
)
"""In an order in which each finds what it needs of those before: what several ask of the prose is found first."""


def _posting(ad: _Ad) -> JobPosting:
    raw, description, role = ad.raw, ad.description, ad.role.value
    parts = (ad.organization, ad.places, ad.role, ad.seniority, ad.employment, ad.salary, ad.posted, ad.valid)
    issues = tuple([issue for part in parts for issue in part.issues])
    return JobPosting(
        key=raw.key,
        url=raw.url,
        title=ad.shown_title,
        title_raw=raw.title,
        role=role,
        role_evidence=ad.role.evidence,
        isco_code=ISCO_CODE[role] if role else None,
        esco_uri=ESCO_URI[role] if role else None,
        seniority=ad.seniority.value,
        seniority_evidence=ad.seniority.evidence,
        hiring_organization=placed_by(ad.organization.value, ad.prose),
        places=ad.places.places,
        work_mode=ad.work.mode,
        office_days=ad.work.office_days,
        base_salary=ad.salary.value,
        employment_types=ad.employment.types,
        contract=ad.employment.contract,
        benefits=ad.benefits,
        required_languages=ad.languages,
        skills=ad.skills,
        experience_years_min=ad.years.value,
        in_language=ad.language or raw.in_language,
        date_posted=ad.posted.value,
        valid_through=ad.valid.value,
        description=description.html if description else None,
        excerpt=description.excerpt if description else None,
        external_reference=raw.external_reference,
        redactions=description.redactions if description else 0,
        attribution=raw.extra.get("attribution"),
        fetched_at=raw.fetched_at,
        run_id=raw.run_id,
        issues=issues,
    )
