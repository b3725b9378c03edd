"""Records in, public JSON out: the one place that decides what of a vacancy leaves the house.

Text follows the rights of its source: ``full`` shows everything, ``excerpt`` the excerpt, ``facts`` neither. Figures
that a source calls estimates are not pay. What changes without an event (when it was last confirmed) is left out of
*synced* JSON, so that two copies of one state are equal byte for byte.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from models.posting import BaseSalary, JobPosting, Organization
from models.vocabulary import Rights
from pipeline.search.changes import ChangeEvent
from pipeline.search.records import Hit, SearchPage

PARAMETER_OF: Mapping[str, str] = {"work_mode": "remote", "employer_kind": "employer_type"}
"""Group of counts → the parameter that filters on it, which gives the group its name in the API."""
FIELDS = (
    "id", "status", "reason", "title", "title_raw", "role", "level", "employer", "places", "work", "contract",
    "employment_types", "pay", "benefits_mentioned", "languages", "skills", "experience_years_min", "in_language",
    "posted_at", "valid_through", "first_seen_at", "apply_url", "rights", "excerpt", "description", "attributions",
    "sources", "seq", "last_confirmed_at", "closed_at", "distance_km",
)  # fmt: skip
"""Names of a vacancy's fields, for ``fields=``."""
SYNCED = FIELDS[: FIELDS.index("last_confirmed_at")]
"""Those that copies hold."""


def vacancy_json(hit: Hit, *, synced: bool = False) -> dict[str, Any]:
    """Return a vacancy as the API gives it; ``synced`` as snapshots and the feed of changes give it."""
    item, view = hit.vacancy, hit.vacancy.posting
    found: dict[str, Any] = {
        "id": item.id,
        "status": item.status.value,
        "reason": item.reason,
        "title": view.title,
        "title_raw": view.title_raw,
        "role": view.role.value if view.role else None,
        "level": view.seniority.value if view.seniority else None,
        "employer": _employer(view.hiring_organization),
        "places": [_without(place.to_json(), ("evidence",)) for place in view.places],
        "work": {"mode": view.work_mode.value if view.work_mode else None, "office_days": view.office_days},
        "contract": view.contract.value if view.contract else None,
        "employment_types": [kind.value for kind in view.employment_types],
        "pay": pay_json(view.base_salary),
        "benefits_mentioned": [benefit.value for benefit in view.benefits],
        "languages": [language.to_json() for language in view.required_languages],
        "skills": [skill.to_json() for skill in view.skills],
        "experience_years_min": view.experience_years_min,
        "in_language": view.in_language,
        "posted_at": view.date_posted.isoformat() if view.date_posted else None,
        "valid_through": view.valid_through.isoformat() if view.valid_through else None,
        "first_seen_at": item.first_seen.isoformat(),
        "apply_url": view.url,
        "rights": hit.rights.value,
        "excerpt": view.excerpt if hit.rights in (Rights.FULL, Rights.EXCERPT) else None,
        "description": view.description if hit.rights is Rights.FULL else None,
        "attributions": list(hit.attributions),
        "sources": [{"id": key.source, "board": key.board, "native_id": key.identifier} for key in item.members],
        "seq": item.sequence,
    }
    if not synced:
        found["last_confirmed_at"] = item.last_confirmed.isoformat()
        found["closed_at"] = moment_text(hit.closed_at)
        found["distance_km"] = hit.distance_km
    return found


def pay_json(salary: BaseSalary | None) -> dict[str, Any] | None:
    """Return pay as the ad states it, with the figures that follow from it; ``None`` for none, or an estimate."""
    if salary is None or salary.estimated or (salary.min is None and salary.max is None):
        return None
    plain = salary.to_json()
    return {
        "min": plain["min"],
        "max": plain["max"],
        "period": salary.unit.value.lower() if salary.unit else None,
        "currency": salary.currency,
        "gross": salary.gross,
        "months": plain["months"],
        "full_time_percentage": plain["full_time_percentage"],
        "text": salary.text,
        "gross_month_min": plain["gross_month_min"],
        "gross_month_max": plain["gross_month_max"],
        "gross_year_min": plain["gross_year_min"],
        "gross_year_max": plain["gross_year_max"],
        "derivation": salary.derivation,
    }


def _employer(organization: Organization | None) -> dict[str, Any] | None:
    if organization is None:
        return None
    return {
        "key": organization.key,
        "name": organization.name,
        "kind": organization.kind.value,
        "enterprise_number": organization.enterprise_number,
    }


def page_json(page: SearchPage, *, fields: Collection[str] = (), version: str = "") -> dict[str, Any]:
    """Return one page of a search."""
    items = [vacancy_json(hit) for hit in page.hits]
    if fields:
        items = [{name: value for name, value in item.items() if name in fields or name == "id"} for item in items]
    return {
        "total": page.total,
        "items": items,
        "facets": {
            PARAMETER_OF.get(name, name): [value.to_json() for value in values] for name, values in page.facets.items()
        },
        "next_cursor": page.next_cursor or None,
        "dataset_version": version,
        "seq": page.sequence,
    }


def event_json(event: ChangeEvent, hit: Hit | None) -> dict[str, Any]:
    """Return one event; ``vacancy`` stands in it exactly when a reader should hold that vacancy."""
    found: dict[str, Any] = {
        "seq": event.sequence,
        "type": event.kind,
        "id": event.vacancy_id,
        "at": event.at.isoformat(),
        **{
            name: value
            for name, value in event.data.items()
            if name in ("changed", "reason", "into", "new", "by", "fields")
        },
    }
    if hit is not None:
        found["vacancy"] = vacancy_json(hit, synced=True)
    return found


def market_json(page: Mapping[str, Any]) -> dict[str, Any]:
    """Return a market's record as JSON, every share with its quotient beside it."""
    found = _with_shares(page)
    assert isinstance(found, dict)
    return found


def _with_shares(value: Any) -> Any:
    if isinstance(value, Mapping):
        found = {name: _with_shares(item) for name, item in value.items()}
        if {"k", "n", "low", "high", "receipt"} <= found.keys():
            found["share"] = round(found["k"] / found["n"], 4) if found["n"] else None
        return found
    return [_with_shares(item) for item in value] if isinstance(value, list) else value


def _without(data: Mapping[str, Any], names: Collection[str]) -> dict[str, Any]:
    return {name: value for name, value in data.items() if name not in names}


def moment_text(moment: datetime | None) -> str | None:
    """Return a time as RFC 3339 text."""
    return moment.isoformat() if moment else None


def plain_title(view: JobPosting) -> str:
    """Return title and employer in one line, for feeds."""
    return f"{view.title} - {view.hiring_organization.name}" if view.hiring_organization else view.title
