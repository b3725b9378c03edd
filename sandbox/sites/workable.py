"""Workable: the widget's list, one row per location under one shortcode; and the paged list that never seems to end."""

from __future__ import annotations

from typing import Any

from models.vocabulary import WorkMode
from sandbox.ads import Ad
from sandbox.reference import Town
from sandbox.sites.common import ENGLISH_KIND, found
from sandbox.web import Request, Response, html_response, json_response, page
from sandbox.world import Night

SOURCE = "workable"
HOST = "apply.workable.com"


def hosts(board: str) -> tuple[str, ...]:
    """Return the host that all employers share."""
    return (HOST,)


def start_url(board: str) -> str:
    """Return the address of the widget's list."""
    return f"https://{HOST}/api/v1/widget/accounts/{board}?details=true"


def identifier(ad: Ad) -> str:
    """Return the shortcode."""
    return f"{int(ad.identifier) * 97_711 % 16**10:010X}"


def answer(request: Request, night: Night, board: str) -> Response | None:
    """Serve both lists and the pages; the employer stands in the address."""
    steps = request.path.strip("/").split("/")
    match steps:
        case ["api", "v1", "widget", "accounts", account]:
            ads = night.board(SOURCE, account)
            rows = [_row(ad, town, details="details" in request.query) for ad in ads for town in ad.towns]
            return json_response({"name": ads[0].employer if ads else account, "description": None, "jobs": rows})
        case ["api", "v3", "accounts", account, "jobs"] if request.method == "POST":
            ads = night.board(SOURCE, account)
            # The real list gives a next page even after the last one.
            return json_response(
                {"total": len(ads), "results": [_short(ad) for ad in ads[:10]], "nextPage": "bmV4dA=="}
            )
        case ["j", shortcode]:
            ad = found((one for one in night.ads if one.source == SOURCE), shortcode, identifier)
            return html_response(page(ad.title, ad.html, language=ad.language)) if ad else None
    return None


def _short(ad: Ad) -> dict[str, Any]:
    where = {"country": "Belgium", "countryCode": "BE", "city": ad.towns[0].local_name, "region": None}
    return {
        "id": int(ad.identifier),
        "shortcode": identifier(ad),
        "title": ad.title,
        "location": where,
        "state": "published",
    }


def _row(ad: Ad, town: Town, *, details: bool) -> dict[str, Any]:
    address = f"https://{HOST}/j/{identifier(ad)}"
    region = town.province["nl" if town.region == "V" else "fr"] or "Brussels"
    place = {"country": "Belgium", "countryCode": "BE", "city": town.local_name, "region": region, "hidden": False}
    return {
        "title": ad.title,
        "shortcode": identifier(ad),
        "code": ad.reference or "",
        "employment_type": ENGLISH_KIND.get(ad.vacancy.employment_type, "Full-time"),
        "telecommuting": ad.vacancy.work_mode is WorkMode.REMOTE,
        "department": "Engineering" if ad.vacancy.role else "Operations",
        "url": address,
        "shortlink": address,
        "application_url": f"{address}/apply",
        "published_on": ad.posted.isoformat(),
        "created_at": ad.posted.isoformat(),
        "country": "Belgium",
        "city": town.local_name,
        "state": region,
        "education": "Bachelor's Degree",
        "experience": "Mid-Senior level",
        "function": "Engineering" if ad.vacancy.role else None,
        "industry": "Computer Software",
        "locations": [place],
        **({"description": ad.html} if details else {}),
    }
