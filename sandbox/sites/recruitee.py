"""Recruitee: one JSON document per employer, ``GET https://{slug}.recruitee.com/api/offers/``."""

from __future__ import annotations

from typing import Any

from models.vocabulary import Contract, EmploymentType, UnitText, WorkMode
from sandbox.ads import Ad
from sandbox.reference import Town, slugged
from sandbox.web import Request, Response, at, html_response, json_response, number, page
from sandbox.world import Night

SOURCE = "recruitee"
_STATES = {"B": "Brussels"}
_CODES = {
    Contract.EMPLOYEE: "fulltime_permanent",
    Contract.FREELANCE: "freelance",
    Contract.TEMPORARY: "fulltime_fixed_term",
    Contract.INTERNSHIP: "internship",
    Contract.STUDENT: "parttime_fixed_term",
}
_PERIODS = {UnitText.HOUR: "hour", UnitText.DAY: "day", UnitText.MONTH: "month", UnitText.YEAR: "year"}


def hosts(board: str) -> tuple[str, ...]:
    """Each employer has its own host."""
    return (f"{board}.recruitee.com",)


def start_url(board: str) -> str:
    """Return the address of the whole board, which is one document."""
    return f"https://{board}.recruitee.com/api/offers/"


def answer(request: Request, night: Night, board: str) -> Response | None:
    """Serve the board and the page of each offer."""
    ads = night.board(SOURCE, board)
    if request.path.rstrip("/") == "/api/offers":
        return json_response(
            {"offers": [offer(ad) for ad in ads]}, modified=max((ad.updated for ad in ads), default=None)
        )
    for ad in ads:
        if request.path == f"/o/{slug(ad)}":
            return html_response(page(ad.title, ad.html, language=ad.language), modified=ad.updated)
    return None


def slug(ad: Ad) -> str:
    """Return the offer's part of its address."""
    return f"{slugged(ad.title)}-{ad.identifier[-3:]}"


def offer(ad: Ad) -> dict[str, Any]:
    """One offer; the requirements stand apart from the description, as the editor stores them."""
    description, requirements = _split(ad.html)
    town = ad.towns[0]
    mode = ad.vacancy.work_mode
    fixed_hours = 38 if ad.vacancy.employment_type is EmploymentType.FULL_TIME else 20
    return {
        "id": int(ad.identifier),
        "guid": f"{number(ad.identifier):x}",
        "slug": slug(ad),
        "position": number(ad.identifier, 1) % 90,
        "status": "published",
        "title": ad.title,
        "department": "IT" if ad.vacancy.role else "Operations",
        "location": ", ".join(f"{one.local_name}, Belgium" for one in ad.towns),
        "city": town.local_name,
        "state_name": _state(town),
        "state_code": None,
        "country": "Belgium",
        "country_code": "BE",
        "postal_code": town.postal_code if number(ad.board) % 2 else None,
        "locations": [_location(one) for one in ad.towns],
        "remote": mode is WorkMode.REMOTE,
        "hybrid": mode is WorkMode.HYBRID,
        "on_site": mode is WorkMode.ONSITE,
        "employment_type_code": _CODES[ad.vacancy.contract],
        "experience_code": None,
        "education_code": "bachelor_degree" if number(ad.identifier, 2) % 2 else None,
        "category_code": "information_technology" if ad.vacancy.role else None,
        "min_hours": fixed_hours,
        "max_hours": fixed_hours,
        "salary": _salary(ad),
        "description": description,
        "requirements": requirements,
        "highlight": None,
        "careers_url": f"https://{ad.board}.recruitee.com/o/{slug(ad)}",
        "careers_apply_url": f"https://{ad.board}.recruitee.com/o/{slug(ad)}/c/new",
        "published_at": f"{at(ad.posted):%Y-%m-%d %H:%M:%S} UTC",
        "created_at": f"{at(ad.posted, 7, 5):%Y-%m-%d %H:%M:%S} UTC",
        "updated_at": f"{at(ad.updated):%Y-%m-%d %H:%M:%S} UTC",
        "close_at": ad.valid_through.isoformat() if ad.valid_through else None,
        "mailbox_email": f"job.{number(ad.identifier):x}@{ad.board}.recruitee.com",
        "tags": [],
        "company_name": ad.employer or "",
        "translations": {ad.language: {"title": ad.title}},
        "options_cv": "required",
    }


def _split(html: str) -> tuple[str, str]:
    middle = html.rfind("\n<", 0, int(len(html) * 0.6))
    return (html, "") if middle < 0 else (html[:middle], html[middle + 1 :])


def _state(town: Town) -> str:
    return town.province["nl" if town.region == "V" else "fr"] or _STATES["B"]


def _location(town: Town) -> dict[str, Any]:
    return {
        "id": number(town.key),
        "name": town.local_name,
        "state": _state(town),
        "country": "Belgium",
        "country_code": "BE",
        "city": town.local_name,
        "postal_code": town.postal_code,
        "street": None,
        "note": None,
    }


def _salary(ad: Ad) -> dict[str, Any]:
    pay = ad.vacancy.pay
    if pay is None or not ad.shows_pay:
        return {"min": None, "max": None, "period": None, "currency": None}
    low, high = (str(float(amount)) if amount is not None else None for amount in (pay.min, pay.max))
    return {"min": low, "max": high, "period": _PERIODS[pay.unit], "currency": "EUR"}
