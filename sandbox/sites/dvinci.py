"""d.vinci: ``GET https://{slug}.dvinci-hr.com/jobPublication/list.json``, the whole ad in parts, pay as a text."""

from __future__ import annotations

from typing import Any

from sandbox.ads import Ad
from sandbox.sites.common import ENGLISH_KIND, found, halves
from sandbox.web import Request, Response, html_response, json_response, page
from sandbox.world import Night

SOURCE = "dvinci"


def hosts(board: str) -> tuple[str, ...]:
    """Return the employer's host."""
    return (f"{board}.dvinci-hr.com",)


def start_url(board: str) -> str:
    """Return the address of the list."""
    return f"https://{board}.dvinci-hr.com/jobPublication/list.json"


def answer(request: Request, night: Night, board: str) -> Response | None:
    """Serve the list and the page of each publication."""
    ads = night.board(SOURCE, board)
    if request.path == "/jobPublication/list.json":
        return json_response([_publication(ad) for ad in ads])
    ad = found(ads, request.path, lambda one: f"/{one.language}/p/{one.identifier}")
    return html_response(page(ad.title, ad.html, language=ad.language)) if ad else None


def _publication(ad: Ad) -> dict[str, Any]:
    tasks, profile = halves(ad.html)
    pay = ad.vacancy.pay
    salary = f"{pay.min:.0f} - {pay.max:.0f} EUR / {pay.unit.value.lower()}" if pay and pay.min and pay.max else None
    opening = {
        "reference": ad.reference,
        "company": {"name": ad.employer},
        "createdDate": ad.posted.isoformat(),
        "locations": [
            {"name": town.local_name, "city": town.local_name, "zip": town.postal_code, "country": {"isoCode": "BE"}}
            for town in ad.towns
        ],
        "workingTimes": [{"name": ENGLISH_KIND.get(ad.vacancy.employment_type, "Full-time")}],
        "categories": [{"name": "IT" if ad.vacancy.role else "Operations"}],
        "department": None,
    }
    return {
        "id": int(ad.identifier),
        "position": ad.title,
        "language": ad.language,
        "startDate": ad.posted.isoformat(),
        "endDate": ad.valid_through.isoformat() if ad.valid_through else None,
        "introduction": "",
        "tasks": tasks,
        "profile": profile,
        "weOffer": "",
        "closingText": "",
        "salary": salary if ad.shows_pay else None,
        "jobPublicationURL": f"https://{ad.board}.dvinci-hr.com/{ad.language}/p/{ad.identifier}",
        "jobOpening": opening,
    }
