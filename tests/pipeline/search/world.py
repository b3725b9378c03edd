"""A small invented market: vacancies with every kind of fact, written through the store as the pipeline does."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import Engine

from models.posting import BaseSalary, JobPosting, Organization, Place, RequiredLanguage, Skill
from models.raw import PostingKey
from models.run import SourceCard
from models.store.tables import run
from models.store.unit_of_work import UnitOfWork
from models.store.vacancies import Change
from models.vacancy import Vacancy
from models.vocabulary import (
    Benefit,
    Contract,
    EmploymentType,
    EventKind,
    OrganizationKind,
    PlacePrecision,
    Role,
    Seniority,
    SkillKind,
    UnitText,
    VacancyStatus,
    WorkMode,
)
from pipeline.reference.pay import gross_figures
from pipeline.reference.places import municipality

NOW = datetime(2026, 11, 23, 9, 20, tzinfo=UTC)
_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
SOURCES = {
    "alpha": {"rights": "full", "resyndicate": True, "attribution": None, "kind": "employer"},
    "beta": {"rights": "excerpt", "resyndicate": True, "attribution": "Beta, CC BY 4.0", "kind": "public_service"},
    "gamma": {"rights": "facts", "resyndicate": False, "attribution": None, "kind": "aggregator"},
    "delta": {"rights": "full", "resyndicate": False, "attribution": None, "kind": "agency"},
}
SKILLS = (
    ("java", "Java", SkillKind.LANGUAGE),
    ("python", "Python", SkillKind.LANGUAGE),
    ("c#", "C#", SkillKind.LANGUAGE),
    (".net", ".NET", SkillKind.FRAMEWORK),
    ("spring boot", "Spring Boot", SkillKind.FRAMEWORK),
    ("postgresql", "PostgreSQL", SkillKind.DATABASE),
    ("docker", "Docker", SkillKind.TOOL),
    ("kubernetes", "Kubernetes", SkillKind.TOOL),
    ("aws", "AWS", SkillKind.CLOUD),
)
TOWNS = ("31005", "31005", "31040", "34022", "44021", "11002", "24062", "21004", "21012", "62063", "92094", "12025")
ROLES = (Role.BACKEND_DEVELOPER, Role.BACKEND_DEVELOPER, Role.FRONTEND_DEVELOPER, Role.DATA_ENGINEER)


def vacancy_id(number: int) -> str:
    """Return an identifier of the usual form."""
    text = ""
    for _ in range(26):
        number, digit = divmod(number, 32)
        text = _ALPHABET[digit] + text
    return f"vac_{text}"


def place(nis: str, **more: Any) -> Place:
    """Return a place in a municipality."""
    found = municipality(nis)
    facts: dict[str, Any] = {
        "nis_code": nis,
        "municipality": found.name,
        "postal_code": "8000" if nis == "31005" else None,
        "arrondissement": found.arrondissement,
        "province": found.province,
        "region": found.region,
        "country": "BE",
        "latitude": found.latitude,
        "longitude": found.longitude,
        "precision": PlacePrecision.MUNICIPALITY,
    }
    return Place(**facts | more)


def salary(low: float | None, high: float | None, unit: UnitText = UnitText.MONTH, **more: Any) -> BaseSalary:
    """Return stated gross pay with the figures that follow from it."""
    ends = (None if low is None else Decimal(str(low)), None if high is None else Decimal(str(high)))
    stated: dict[str, Any] = {"currency": "EUR", "gross": True, "months": None} | more
    figures = gross_figures(
        *ends, unit, currency=stated["currency"], gross=stated["gross"], months=stated["months"],
        full_time_percentage=None,
    )  # fmt: skip
    derived = (
        {
            "gross_month_min": figures.month_min,
            "gross_month_max": figures.month_max,
            "gross_year_min": figures.year_min,
            "gross_year_max": figures.year_max,
            "derivation": figures.derivation,
        }
        if figures
        else {}
    )
    return BaseSalary(min=ends[0], max=ends[1], unit=unit, text=f"{low} - {high}", **stated, **derived)


def posting(number: int, source: str = "alpha", **facts: Any) -> JobPosting:
    """Return an ad; ``facts`` replace the usual ones."""
    usual: dict[str, Any] = {
        "key": PostingKey(source=source, board="", identifier=str(number)),
        "url": f"https://{source}.example/jobs/{number}",
        "title": "Backend developer",
        "title_raw": "Backend developer (m/f/x)",
        "role": Role.BACKEND_DEVELOPER,
        "places": (place("31005"),),
        "hiring_organization": Organization(name="Reie Software", key="reie software", kind=OrganizationKind.EMPLOYER),
        "description": f"<p>We build things. Number {number}.</p>",
        "excerpt": f"We build things. Number {number}.",
        "in_language": "en",
    }
    return JobPosting(**usual | facts)


def vacancy(number: int, view: JobPosting | None = None, **facts: Any) -> Vacancy:
    """Return a vacancy of one ad."""
    view = view or posting(number)
    usual: dict[str, Any] = {
        "id": vacancy_id(number),
        "posting": view,
        "provenance": {"title": str(view.key), "description": str(view.key)},
        "members": (view.key,),
        "first_seen": NOW - timedelta(days=3),
        "last_confirmed": NOW - timedelta(hours=5),
    }
    return Vacancy(**usual | facts)


def random_vacancy(chance: random.Random, number: int) -> Vacancy:
    """Return an invented vacancy with every kind of fact, stated or not."""
    source = chance.choice(tuple(SOURCES))
    role = chance.choice(ROLES)
    level = chance.choice(
        [Seniority.JUNIOR, Seniority.MEDIOR, Seniority.SENIOR, Seniority.LEAD, Seniority.INTERN, None]
    )
    contract = chance.choice([None, None, Contract.EMPLOYEE, Contract.EMPLOYEE, Contract.FREELANCE, Contract.TEMPORARY])
    mode = chance.choice([None, WorkMode.HYBRID, WorkMode.HYBRID, WorkMode.ONSITE, WorkMode.REMOTE])
    employer = int(chance.random() ** 2 * 40)
    skills = chance.sample(SKILLS, chance.randint(0, 5))
    closed = chance.random() < 0.3
    days = int(chance.random() ** 2 * 420)
    first_seen = NOW - timedelta(days=days, hours=chance.randint(0, 20))
    ended = min(NOW - timedelta(hours=1), first_seen + timedelta(days=chance.randint(1, 90)))
    confirmed = ended if closed else NOW - timedelta(hours=chance.choice([3, 5, 20, 30, 47, 60, 200]))
    posted = (first_seen - timedelta(days=chance.randint(0, 20))).date() if chance.random() < 0.7 else None
    view = posting(
        number,
        source,
        title=chance.choice(
            [f"{role.value.replace('-', ' ')}", f"Senior {role.value}", "Java Developer", "java developer"]
        ),
        role=role,
        seniority=level,
        contract=contract,
        work_mode=mode,
        office_days=chance.choice([None, 1, 2, 3]) if mode is WorkMode.HYBRID else None,
        places=chance.choice(
            [(place(chance.choice(TOWNS)),), (place(chance.choice(TOWNS)), place(chance.choice(TOWNS))), ()]
            if chance.random() < 0.1
            else [(place(chance.choice(TOWNS)),)]
        ),
        hiring_organization=None
        if chance.random() < 0.03
        else Organization(
            name=f"Firm {employer}",
            key=f"firm {employer}",
            kind=tuple(OrganizationKind)[employer % len(OrganizationKind)],
        ),
        base_salary=_random_pay(chance, contract),
        employment_types=(EmploymentType.FULL_TIME,),
        benefits=tuple(chance.sample(tuple(Benefit), chance.randint(0, 4))),
        required_languages=tuple(
            RequiredLanguage(code=code, required=chance.random() < 0.7)
            for code in chance.sample(("nl", "fr", "en", "de"), chance.randint(0, 3))
        ),
        skills=tuple(Skill(slug=s, name=n, kind=k, required=chance.choice([True, False, None])) for s, n, k in skills),
        date_posted=posted,
        valid_through=chance.choice([None, None, (NOW + timedelta(days=chance.randint(-3, 30))).date()]),
        in_language=chance.choice(["nl", "fr", "en", None]),
        experience_years_min=chance.choice([None, 2, 5]),
    )
    return vacancy(
        number,
        view,
        first_seen=first_seen,
        last_confirmed=confirmed,
        status=VacancyStatus.CLOSED
        if closed
        else VacancyStatus.UNCONFIRMED
        if NOW - confirmed > timedelta(hours=48)
        else VacancyStatus.ACTIVE,
        reason="withdrawn" if closed else None,
    )


def _random_pay(chance: random.Random, contract: Contract | None) -> BaseSalary | None:
    if chance.random() < 0.35:
        return None
    if contract is Contract.FREELANCE:
        low = chance.randrange(400, 700, 25)
        return salary(low, low + chance.choice([0, 50, 100]), UnitText.DAY)
    low = chance.randrange(2200, 6000, 50)
    high: float | None = low + chance.choice([0, 300, 800, 1500])
    shape = chance.random()
    if shape < 0.1:
        return salary(low * 12, (high or low) * 12, UnitText.YEAR)
    if shape < 0.2:
        return salary(low, high, months=Decimal("13.92"))
    if shape < 0.25:
        return salary(low, None)
    if shape < 0.3:
        return salary(low, low * 2.5)
    if shape < 0.35:
        return salary(low, high, estimated=True)
    if shape < 0.4:
        return salary(low, high, gross=None)
    return salary(low, high)


def keep_sources(engine: Engine, now: datetime = NOW, since: int = 800) -> None:
    """Write the cards of the sources, and one good run of each, ``since`` days ago and last night."""
    with UnitOfWork(engine) as unit:
        for name, facts in SOURCES.items():
            unit.runs.keep_card(
                SourceCard.from_json({"name": name, "title": name.title(), "status": "open", "homepage": None,
                                      "closes_after": 2, **facts})
            )  # fmt: skip
            for days, label in ((since, "old"), (0, "new")):
                started = now - timedelta(days=days, hours=6)
                unit.connection.execute(
                    run.insert().values(
                        run_id=f"{name}-{label}", source=name, started_at=started,
                        ended_at=started + timedelta(hours=1),
                        outcome="complete", cause="finished", manifest={}, ingested_at=started + timedelta(hours=2),
                    )
                )  # fmt: skip
        unit.commit()


def keep(engine: Engine, items: Iterable[Vacancy], *, at: datetime = NOW, kind: EventKind = EventKind.UPSERT) -> None:
    """Write vacancies and an event for each, in one transaction."""
    with UnitOfWork(engine) as unit:
        kept: Sequence[Vacancy] = list(items)
        for item in kept:
            closed_at = item.last_confirmed if item.status is VacancyStatus.CLOSED else None
            unit.vacancies.save(item, closed_at=closed_at, reposts=0)
        first = unit.vacancies.log([Change(kind=kind, vacancy_id=i.id, data={"changed": ["*"]}) for i in kept], at=at)
        for number, item in enumerate(kept, start=first + 1):
            unit.vacancies.number(item.id, number)
        unit.commit()


def market(engine: Engine, size: int, seed: int = 7) -> list[Vacancy]:
    """Fill a database with ``size`` invented vacancies and the sources they come from; return them."""
    chance = random.Random(seed)
    items = [random_vacancy(chance, number) for number in range(1, size + 1)]
    keep_sources(engine)
    keep(engine, items)
    return items


def today() -> date:
    """Return the day of `NOW` in Belgium."""
    return NOW.date()
