"""A vacancy in, its rows out, and back: the record whole, beside it the columns that queries need."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from models.record import json_with
from models.vacancy import Vacancy

VOLATILE = ("last_confirmed", "sequence")
"""Fields of a vacancy that change without an event; they stand in columns, not in the record."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Renewed:
    """A vacancy to be written."""

    vacancy: Vacancy
    record: Mapping[str, Any]
    """As `stored_record` gives it."""
    closed_at: datetime | None
    reposts: int
    fresh: bool = False
    """Whether it was never written before."""


def read_vacancy(record: Mapping[str, Any], *, last_confirmed: datetime, sequence: int) -> Vacancy:
    """Return the vacancy of a stored record and the columns that change without an event."""
    return Vacancy.from_json({**record, "last_confirmed": last_confirmed.isoformat(), "sequence": sequence})


def stored_record(item: Vacancy, view: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """Return the part of a vacancy that only events change; ``view`` is its posting as JSON, when that is at hand."""
    whole = json_with(item, {} if view is None else {"posting": view})
    return {name: value for name, value in whole.items() if name not in VOLATILE}


def search_text(item: Vacancy) -> str:
    """Return the words by which a vacancy is found."""
    view = item.posting
    organization = view.hiring_organization
    words = [view.title, organization.name if organization else "", *(skill.name for skill in view.skills)]
    return " ".join(word for word in words if word)


def place_rows(item: Vacancy) -> list[dict[str, Any]]:
    """Return the rows of ``vacancy_place``."""
    names = ("nis_code", "arrondissement", "province", "region", "country", "latitude", "longitude")
    return [
        {"vacancy_id": item.id, "position": position, **{name: getattr(place, name) for name in names}}
        for position, place in enumerate(item.posting.places)
    ]


def skill_rows(item: Vacancy) -> list[dict[str, Any]]:
    """Return the rows of ``vacancy_skill``."""
    required = {skill.slug: skill.required for skill in item.posting.skills}
    return [{"vacancy_id": item.id, "slug": slug, "required": must} for slug, must in required.items()]


def vacancy_row(renewed: Renewed, *, sequence: int) -> dict[str, Any]:
    """Return the row of ``vacancy``; ``sequence`` is the number of the event that tells of it."""
    item = renewed.vacancy
    view, pay, employer = item.posting, item.posting.base_salary, item.posting.hiring_organization
    return {
        "id": item.id,
        "record": renewed.record,
        "status": item.status.value,
        "reason": item.reason,
        "role": view.role.value if view.role else None,
        "seniority": view.seniority.value if view.seniority else None,
        "title": view.title,
        "employer_key": employer.key if employer else None,
        "employer_kind": employer.kind.value if employer else None,
        "work_mode": view.work_mode.value if view.work_mode else None,
        "office_days": view.office_days,
        "contract": view.contract.value if view.contract else None,
        "in_language": view.in_language,
        "pay_stated": bool(pay and not pay.estimated and (pay.min is not None or pay.max is not None)),
        "gross_month_min": pay.gross_month_min if pay else None,
        "gross_month_max": pay.gross_month_max if pay else None,
        "date_posted": view.date_posted,
        "first_seen": item.first_seen,
        "last_confirmed": item.last_confirmed,
        "sequence": sequence,
        "closed_at": renewed.closed_at,
        "postings": max(1, len(item.members)),
        "reposts": renewed.reposts,
        "search_text": search_text(item),
    }
