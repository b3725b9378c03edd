"""Workday CXS: a list by POST, twenty a page and no more, with relative dates; details by GET."""

from __future__ import annotations

from datetime import date
from typing import Any

from models.vocabulary import EmploymentType, WorkMode
from sandbox.ads import Ad
from sandbox.reference import slugged
from sandbox.sites.common import code, found, newest_first
from sandbox.web import Request, Response, html_response, json_response, number
from sandbox.world import Night

SOURCE = "workday"
_REMOTE = {WorkMode.HYBRID: "Hybrid", WorkMode.REMOTE: "Fully Remote", WorkMode.ONSITE: "On-site"}


def hosts(board: str) -> tuple[str, ...]:
    """Return the tenant's host."""
    return (f"{board.partition('/')[0]}.wd3.myworkdayjobs.com",)


def start_url(board: str) -> str:
    """Return the address of the career site, from which the list's follows."""
    return f"https://{hosts(board)[0]}/{board.partition('/')[2]}"


def identifier(ad: Ad) -> str:
    """Return the requisition's number."""
    return code(ad, "JR", 6)


def answer(request: Request, night: Night, board: str) -> Response | None:
    """Serve the site's shell, the list and the details."""
    tenant, _, site = board.partition("/")
    ads, api = newest_first(night.board(SOURCE, board)), f"/wday/cxs/{tenant}/{site}"
    if request.path == f"/{site}":
        return html_response('<!DOCTYPE html><html><body><div id="root"></div></body></html>')
    if request.path == f"{api}/jobs" and request.method == "POST":
        asked = request.json()
        if not isinstance(asked, dict) or not 0 < int(asked.get("limit", 20)) <= 20:
            return json_response({"errorCode": "HTTP_400", "message": "limit"}, status=400)
        first = int(asked.get("offset", 0))
        rows = [_row(ad, night.day) for ad in ads[first : first + int(asked.get("limit", 20))]]
        return json_response(
            {"total": 0 if first else len(ads), "jobPostings": rows, "facets": [], "userAuthenticated": False}
        )
    ad = found(ads, request.path, lambda one: f"{api}{_path(one)}")
    return json_response(_detail(ad, site)) if ad else None


def _path(ad: Ad) -> str:
    place, words = (slugged(text, lower=False) for text in (ad.towns[0].name("en"), ad.title))
    return f"/job/{place}/{words}_{identifier(ad)}"


def _row(ad: Ad, today: date) -> dict[str, Any]:
    where = ad.towns[0].name("en") if len(ad.towns) == 1 else f"{len(ad.towns)} Locations"
    return {
        "title": ad.title,
        "externalPath": _path(ad),
        "locationsText": where,
        "postedOn": _ago((today - ad.posted).days),
        "bulletFields": [identifier(ad)],
    }


def _ago(days: int) -> str:
    if days < 2:
        return ("Posted Today", "Posted Yesterday")[max(days, 0)]
    return "Posted 30+ Days Ago" if days > 30 else f"Posted {days} Days Ago"


def _detail(ad: Ad, site: str) -> dict[str, Any]:
    place, *others = [town.name("en") for town in ad.towns]
    country = {"descriptor": "Belgium", "id": "a04ea128f43a42e59b1e6a19e8f0b374"}
    info = {
        "id": f"{int(ad.identifier):032x}",
        "title": ad.title,
        "jobDescription": ad.html,
        "location": place,
        "additionalLocations": others,
        "startDate": ad.posted.isoformat(),
        "timeType": "Part time" if ad.vacancy.employment_type is EmploymentType.PART_TIME else "Full time",
        "jobReqId": identifier(ad),
        "country": country,
        "jobRequisitionLocation": {"descriptor": place, "country": {**country, "alpha2Code": "BE"}},
        "remoteType": _REMOTE.get(ad.vacancy.work_mode) if ad.vacancy.work_mode else None,
        "externalUrl": f"https://{hosts(ad.board)[0]}/{site}{_path(ad)}",
    }
    return {
        "jobPostingInfo": info,
        "hiringOrganization": {"name": f"0{number(ad.board) % 900 + 100} {ad.employer} NV", "url": ""},
        "similarJobs": [],
    }
