"""Stored vacancies in, rows of the market's columns out; read from their JSON, without building records."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from models.vocabulary import (
    Benefit,
    Contract,
    OrganizationKind,
    Role,
    Seniority,
    UnitText,
    VacancyStatus,
    WorkMode,
)
from pipeline.market.columns import Row
from pipeline.market.moment import BRUSSELS
from pipeline.reference.places import COUNTRY

_TOKEN = re.compile(r"[\w+#.]+")
_AREAS = ("nis_code", "arrondissement", "province", "region")


@lru_cache(maxsize=100_000)
def words_of(text: str) -> tuple[str, ...]:
    """Return the words of ``text`` as they are compared: folded, signs of ``c++``, ``c#`` and ``.net`` kept."""
    plain = text.lower()
    if not plain.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return tuple(word for found in _TOKEN.findall(plain) if (word := found.rstrip(".").rstrip("_")))


def read_row(
    vacancy_id: str,
    record: Mapping[str, Any],
    *,
    last_confirmed: datetime,
    closed_at: datetime | None,
    changed_at: datetime | None,
) -> Row:
    """Return the row of a stored record and the columns beside it."""
    view = record["posting"]
    employer = view.get("hiring_organization") or {}
    skills = view.get("skills") or ()
    status = VacancyStatus(record["status"])
    mode = WorkMode(view["work_mode"]) if view.get("work_mode") else None
    first_seen = datetime.fromisoformat(record["first_seen"])
    posted = date.fromisoformat(view["date_posted"]) if view.get("date_posted") else None
    seen = first_seen.astimezone(BRUSSELS).date()
    found = [view["title"], employer.get("name") or "", *(f"{item['name']} {item['slug']}" for item in skills)]
    return Row(
        id=vacancy_id,
        status=status,
        title=view["title"],
        role=Role(view["role"]) if view.get("role") else None,
        level=Seniority(view["seniority"]) if view.get("seniority") else None,
        mode=mode,
        office_days=view.get("office_days"),
        contract=Contract(view["contract"]) if view.get("contract") else None,
        employer=employer.get("key"),
        employer_name=employer.get("name") or "",
        employer_kind=_kind(employer.get("kind")),
        areas=areas_of(view.get("places") or (), mode),
        points=_points(view.get("places") or (), mode),
        **_pay(view.get("base_salary")),
        benefits=tuple(Benefit(item) for item in view.get("benefits") or ()),
        languages=tuple(
            {item["code"]: bool(item["required"]) for item in view.get("required_languages") or ()}.items()
        ),
        skills=tuple({item["slug"]: item.get("required") for item in skills}.items()),
        sources=tuple(sorted({member["source"] for member in record["members"]})),
        text_source=text_source(record),
        posted=posted,
        appeared=min(posted, seen) if posted else seen,
        first_seen=first_seen,
        last_confirmed=last_confirmed,
        closed_at=(closed_at or last_confirmed) if status is VacancyStatus.CLOSED else None,
        valid_through=date.fromisoformat(view["valid_through"]) if view.get("valid_through") else None,
        in_language=view.get("in_language"),
        changed_at=changed_at or first_seen,
        words=tuple(dict.fromkeys(word for text in found for word in words_of(text))),
    )


def _kind(stated: str | None) -> OrganizationKind | None:
    """Return who posts; an employer of whom nobody says what it is states no kind, as one that is not named."""
    kind = OrganizationKind(stated or OrganizationKind.UNKNOWN)
    return None if kind is OrganizationKind.UNKNOWN else kind


def areas_of(places: Iterable[Mapping[str, Any]], mode: WorkMode | None) -> tuple[str, ...]:
    """Return the codes of the areas that a vacancy counts in: none abroad, the country alone when fully remote."""
    belgian = [place for place in places if place.get("country") == "BE" or place.get("region")]
    if not belgian:
        return ()
    codes = [] if mode is WorkMode.REMOTE else [place[name] for place in belgian for name in _AREAS if place.get(name)]
    return (*dict.fromkeys(codes), COUNTRY)


def text_source(record: Mapping[str, Any]) -> str:
    """Return the source whose text a vacancy shows; its rights say how much may be shown."""
    provenance = record.get("provenance") or {}
    key = provenance.get("description") or provenance.get("excerpt") or ""
    return str(key).partition(":")[0] or str(record["posting"]["source"])


def _points(places: Iterable[Mapping[str, Any]], mode: WorkMode | None) -> tuple[tuple[float, float], ...]:
    if mode is WorkMode.REMOTE:
        return ()
    return tuple(
        (place["latitude"], place["longitude"])
        for place in places
        if place.get("latitude") is not None and place.get("longitude") is not None and place.get("nis_code")
    )


def _pay(salary: Mapping[str, Any] | None) -> dict[str, Any]:
    if not salary or salary.get("estimated"):
        return {}
    stated = salary.get("min") is not None or salary.get("max") is not None
    daily = salary.get("unit") == UnitText.DAY and salary.get("currency") == "EUR"
    month_max = salary.get("gross_month_max")
    return {
        "pay_stated": stated,
        "month": _both(salary.get("gross_month_min"), month_max),
        "year": _both(salary.get("gross_year_min"), salary.get("gross_year_max")),
        "day": _both(salary.get("min"), salary.get("max")) if daily else None,
        "reach": month_max if month_max is not None else salary.get("gross_month_min"),
    }


def _both(low: float | None, high: float | None) -> tuple[float, float] | None:
    return (float(low), float(high)) if low is not None and high is not None else None
