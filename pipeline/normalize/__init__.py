"""RawPosting in, JobPosting out: one line per field, each by the reader of its kind of knowledge."""

from __future__ import annotations

from datetime import date

from models.posting import Issue, JobPosting
from models.raw import RawPosting
from pipeline.normalize.aliases import NO_ALIASES, Aliases
from pipeline.normalize.benefits import read_benefits
from pipeline.normalize.dates import read_date
from pipeline.normalize.description import LONGEST_PROSE, clean_description
from pipeline.normalize.employment import read_employment
from pipeline.normalize.experience import read_experience_years, read_stated_experience
from pipeline.normalize.languages import detect_language, read_required_languages, read_stated_languages
from pipeline.normalize.organization import read_organization
from pipeline.normalize.organization_kind import placed_by
from pipeline.normalize.place import read_places
from pipeline.normalize.role import read_role
from pipeline.normalize.salary import read_salary
from pipeline.normalize.seniority import read_seniority
from pipeline.normalize.skills import read_skills
from pipeline.normalize.text import Prose, one_line
from pipeline.normalize.title import clean_title
from pipeline.normalize.work_mode import read_work_mode
from pipeline.reference.roles import ESCO_URI, ISCO_CODE

_UNREADABLE = "\ufffd"
"""The title of an ad whose title has nothing that can be shown."""


def normalize(raw: RawPosting, *, as_of: date, aliases: Aliases = NO_ALIASES) -> JobPosting:
    """Interpret one published posting, read on ``as_of``, with what an operator taught.

    Total: never raises on what a source may publish. What cannot be read is ``None``, and an `Issue` where there was
    something to read.
    """
    heard = aliases.heard(raw)
    title = one_line(raw.title) or _UNREADABLE
    heard_title = title if heard.title == raw.title else one_line(heard.title)
    description = clean_description(raw.description)
    prose = Prose.of(description.text[:LONGEST_PROSE] if description else "")
    language = detect_language(title, prose)
    organization = read_organization(heard.hiring_organization, enterprise_number=raw.extra.get("enterprise_number"))
    employer = organization.value.key if organization.value else None
    places = read_places(heard.job_locations)
    role = read_role(heard_title, prose)
    stated_years = read_stated_experience(raw.extra.get("experience"))
    years = read_experience_years(prose) if stated_years.value is None else stated_years
    seniority = read_seniority(heard_title, experience_years_min=years.value)
    work = read_work_mode(heard.remote, title=title, place_mode=places.work_mode, prose=prose)
    employment = read_employment(heard.employment_types, title=title, prose=prose)
    salary = read_salary(heard.base_salary, prose)
    posted = read_date(raw.date_posted, field="date_posted", as_of=as_of, language=language)
    valid = read_date(raw.valid_through, field="valid_through", as_of=as_of, language=language)
    issues: tuple[Issue, ...] = sum(
        (part.issues for part in (organization, places, role, seniority, employment, salary, posted, valid)), ()
    )
    return JobPosting(
        key=raw.key,
        url=raw.url,
        title=clean_title(title, employer=raw.hiring_organization, places=(*raw.job_locations, *places.names)),
        title_raw=raw.title,
        role=role.value,
        role_evidence=role.evidence,
        isco_code=ISCO_CODE[role.value] if role.value else None,
        esco_uri=ESCO_URI[role.value] if role.value else None,
        seniority=seniority.value,
        seniority_evidence=seniority.evidence,
        hiring_organization=placed_by(organization.value, prose),
        places=places.places,
        work_mode=work.mode,
        office_days=work.office_days,
        base_salary=salary.value,
        employment_types=employment.types,
        contract=employment.contract,
        benefits=read_benefits(prose),
        required_languages=read_stated_languages(raw.extra.get("languages"))
        or read_required_languages(prose, title=title),
        skills=read_skills(Prose.of(title), prose, heard.skills, employer=employer),
        experience_years_min=years.value,
        in_language=language or raw.in_language,
        date_posted=posted.value,
        valid_through=valid.value,
        description=description.html if description else None,
        excerpt=description.excerpt if description else None,
        external_reference=raw.external_reference,
        redactions=description.redactions if description else 0,
        attribution=raw.extra.get("attribution"),
        fetched_at=raw.fetched_at,
        run_id=raw.run_id,
        issues=issues,
    )
