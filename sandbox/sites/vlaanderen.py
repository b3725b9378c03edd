"""Werken voor Vlaanderen: ``POST https://www.vlaanderen.be/api/overview-search``; the offset counts pages."""

from __future__ import annotations

from typing import Any

from sandbox.ads import Ad
from sandbox.sites.common import found, guid, newest_first, slug
from sandbox.web import Request, Response, at, html_response, json_response, page
from sandbox.world import Night

SOURCE = "vlaanderen"
HOST = "www.vlaanderen.be"
identifier = guid


def hosts(board: str) -> tuple[str, ...]:
    """Return the one host."""
    return (HOST,)


def start_url(board: str) -> str:
    """Return the address of the page whose search this is."""
    return f"https://{HOST}/werken-voor-vlaanderen"


def answer(request: Request, night: Night, board: str) -> Response | None:
    """Serve the search by page number, and the page of each job."""
    ads = newest_first(night.board(SOURCE, board))
    if request.path == "/api/overview-search" and request.method == "POST":
        asked = request.json()
        if not isinstance(asked, dict) or "filter" not in asked:
            return json_response({"message": "filter is required"}, status=400)
        paging = asked.get("page") or {}
        size = max(1, int(paging.get("limit", 10)))
        first = int(paging.get("offset", 0)) * size
        items = [_item(ad) for ad in ads[first : first + size]]
        return json_response({"items": items, "totalItems": len(ads), "isLastPage": first + size >= len(ads)})
    if request.path == "/werken-voor-vlaanderen":
        return html_response(page("Werken voor Vlaanderen", "<h1>Vacatures</h1>", language="nl"))
    ad = found(ads, request.path, _path)
    return html_response(page(ad.title, ad.html, language=ad.language)) if ad else None


def _path(ad: Ad) -> str:
    return f"/werken-voor-vlaanderen/vacatures/{slug(ad)}-{ad.identifier}"


def _item(ad: Ad) -> dict[str, Any]:
    return {
        "id": guid(ad),
        "displayTitle": ad.title,
        "hiringOrganization": ad.employer,
        "link": {"url": f"https://{HOST}{_path(ad)}"},
        "embeddedLocations": [{"name": f"{town.name('nl')}", "postalCode": town.postal_code} for town in ad.towns],
        "validThroughDate": int(at(ad.valid_through).timestamp()) if ad.valid_through else None,
        "domain": "Informatica" if ad.vacancy.role else "Administratie",
        "description": {"raw": ad.html},
        "degreeLevel": {"name": "Bachelor"},
        "publicationDate": int(at(ad.posted).timestamp()),
    }
