"""Jibe careers sites: ``GET https://{host}/api/jobs?page=&limit=``, a hundred a page, each job inside ``data``."""

from __future__ import annotations

from typing import Any

from sandbox.ads import Ad
from sandbox.sites.common import found, whole
from sandbox.web import Request, Response, at, html_response, json_response, page
from sandbox.world import Night

SOURCE = "jibe"


def hosts(board: str) -> tuple[str, ...]:
    """Return the host, which the board is named after."""
    return (board,)


def start_url(board: str) -> str:
    """Return the address of the list's first page."""
    return f"https://{board}/api/jobs?page=1&limit=100&internal=false"


def answer(request: Request, night: Night, board: str) -> Response | None:
    """Serve the list by page and the pages people see."""
    ads = night.board(SOURCE, board)
    if request.path == "/api/jobs":
        size = min(whole(request.query.get("limit"), 10), 100)
        first = (whole(request.query.get("page"), 1) - 1) * size
        jobs = [{"data": _job(ad)} for ad in ads[first : first + size]]
        return json_response({"jobs": jobs, "totalCount": len(ads), "count": len(jobs)})
    ad = found(ads, request.path, lambda one: f"/jobs/{one.identifier}")
    return html_response(page(ad.title, ad.html, language=ad.language)) if ad else None


def _job(ad: Ad) -> dict[str, Any]:
    town = ad.towns[0]
    return {
        "slug": ad.identifier,
        "req_id": ad.reference or ad.identifier,
        "language": f"{ad.language}-be",
        "title": ad.title,
        "description": ad.html,
        "city": town.local_name,
        "state": town.province["nl"] or "Brussel",
        "country": "Belgium",
        "country_code": "BE",
        "postal_code": town.postal_code,
        "full_location": f"{town.local_name}, Belgium",
        "latitude": town.latitude,
        "longitude": town.longitude,
        "category": ["IT" if ad.vacancy.role else "Operations"],
        "employment_type": ad.vacancy.employment_type.value,
        "hiring_organization": ad.employer,
        "posted_date": f"{at(ad.posted):%Y-%m-%dT%H:%M:%S}+0000",
        "meta_data": {"canonical_url": f"https://{ad.board}/jobs/{ad.identifier}?lang={ad.language}-be"},
    }
