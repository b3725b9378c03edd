"""BambooHR: ``GET https://{slug}.bamboohr.com/careers/list``; text and date only in ``/careers/{id}/detail``."""

from __future__ import annotations

from typing import Any

from models.vocabulary import WorkMode
from sandbox.ads import Ad
from sandbox.sites.common import ENGLISH_KIND, found
from sandbox.web import Request, Response, html_response, json_response, page
from sandbox.world import Night

SOURCE = "bamboohr"
_LOCATION_TYPES = {WorkMode.ONSITE: "0", WorkMode.REMOTE: "1", WorkMode.HYBRID: "2", None: "0"}


def hosts(board: str) -> tuple[str, ...]:
    """Return the employer's host."""
    return (f"{board}.bamboohr.com",)


def start_url(board: str) -> str:
    """Return the address of the list."""
    return f"https://{board}.bamboohr.com/careers/list"


def answer(request: Request, night: Night, board: str) -> Response | None:
    """Serve the list, the details and the pages."""
    ads = night.board(SOURCE, board)
    steps = request.path.strip("/").split("/")
    if request.path == "/careers/list":
        return json_response({"meta": {"totalCount": len(ads)}, "result": [_row(ad) for ad in ads]})
    ad = found(ads, steps[1]) if len(steps) > 1 and steps[0] == "careers" else None
    if ad is None:
        return None
    if steps[2:] == ["detail"]:
        return json_response({"meta": {}, "result": {"jobOpening": _detail(ad), "formFields": {}}})
    return html_response(page(ad.title, ad.html, language=ad.language))


def _row(ad: Ad) -> dict[str, Any]:
    return {
        "id": ad.identifier,
        "jobOpeningName": ad.title,
        "departmentId": "18244",
        "departmentLabel": "Technology" if ad.vacancy.role else "Operations",
        "employmentStatusLabel": ENGLISH_KIND.get(ad.vacancy.employment_type, "Full-time"),
        "employmentType": None,
        "location": {"city": ad.towns[0].name("en"), "state": ad.towns[0].province["nl"] or None},
        "atsLocation": {"country": None, "state": None, "province": None, "city": None},
        "isRemote": None,
        "locationType": _LOCATION_TYPES[ad.vacancy.work_mode],
    }


def _detail(ad: Ad) -> dict[str, Any]:
    town = ad.towns[0]
    place = {"city": town.name("en"), "state": None, "postalCode": town.postal_code, "addressCountry": "Belgium"}
    return {
        **{name: value for name, value in _row(ad).items() if name not in ("id", "location")},
        "jobOpeningShareUrl": f"https://{ad.board}.bamboohr.com/careers/{ad.identifier}",
        "jobOpeningStatus": "Open",
        "location": place,
        "description": ad.html,
        "compensation": None,
        "datePosted": ad.posted.isoformat(),
        "minimumExperience": "Mid-level",
    }
