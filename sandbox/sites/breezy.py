"""Breezy HR: ``GET https://{slug}.breezy.hr/json``, then a JobPosting on the page of each position."""

from __future__ import annotations

from typing import Any

from models.vocabulary import WorkMode
from sandbox.ads import Ad
from sandbox.sites.common import ENGLISH_KIND, found, slug
from sandbox.sites.marked import document
from sandbox.web import Request, Response, at, html_response, json_response
from sandbox.world import Night

SOURCE = "breezy"


def hosts(board: str) -> tuple[str, ...]:
    """Return the employer's host."""
    return (f"{board}.breezy.hr",)


def start_url(board: str) -> str:
    """Return the address of the list."""
    return f"https://{board}.breezy.hr/json"


def identifier(ad: Ad) -> str:
    """Return the twelve hexadecimal digits that name a position."""
    return f"{int(ad.identifier) * 7_919_113 % 16**12:012x}"


def answer(request: Request, night: Night, board: str) -> Response | None:
    """Serve the list and the page of each position."""
    ads = night.board(SOURCE, board)
    if request.path == "/json":
        return json_response([_position(ad) for ad in ads])
    ad = found(ads, f"https://{board}.breezy.hr{request.path}", _address)
    return html_response(document(ad, _address(ad))) if ad else None


def _address(ad: Ad) -> str:
    return f"https://{ad.board}.breezy.hr/p/{identifier(ad)}-{slug(ad)}"


def _position(ad: Ad) -> dict[str, Any]:
    town, pay = ad.towns[0], ad.vacancy.pay
    shown = f"€{pay.min:,.0f} - €{pay.max:,.0f} / {pay.unit.value.lower()}" if pay and pay.min and pay.max else ""
    place = {
        "country": {"name": "Belgium", "id": "BE"},
        "state": None,
        "city": town.name("en"),
        "is_remote": ad.vacancy.work_mode is WorkMode.REMOTE,
        "name": f"{town.name('en')}, BE",
    }
    return {
        "id": identifier(ad),
        "friendly_id": f"{identifier(ad)}-{slug(ad)}",
        "name": ad.title,
        "url": _address(ad),
        "published_date": f"{at(ad.posted):%Y-%m-%dT%H:%M:%S}.000Z",
        "type": {"id": "fullTime", "name": ENGLISH_KIND.get(ad.vacancy.employment_type, "Full-time")},
        "location": place,
        "department": "Engineering" if ad.vacancy.role else "Operations",
        "salary": shown if ad.shows_pay else "",
        "company": {"name": ad.employer, "friendly_id": ad.board},
        "locations": [place],
    }
