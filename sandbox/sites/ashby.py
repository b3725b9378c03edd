"""Ashby: ``GET https://api.ashbyhq.com/posting-api/job-board/{board}``; an unknown board is an empty one, not 404."""

from __future__ import annotations

import re
from typing import Any

from models.vocabulary import EmploymentType, WorkMode
from sandbox.ads import Ad
from sandbox.reference import Town
from sandbox.sites.common import found, guid
from sandbox.web import Request, Response, at, html_response, json_response, page
from sandbox.world import Night

SOURCE = "ashby"
identifier = guid
_KINDS = {EmploymentType.CONTRACTOR: "Contract", EmploymentType.INTERN: "Intern", EmploymentType.PART_TIME: "PartTime"}
_MODES = {WorkMode.HYBRID: "Hybrid", WorkMode.REMOTE: "Remote", WorkMode.ONSITE: "OnSite"}


def hosts(board: str) -> tuple[str, ...]:
    """Return the two hosts that all employers share."""
    return ("api.ashbyhq.com", "jobs.ashbyhq.com")


def start_url(board: str) -> str:
    """Return the address of the list."""
    return f"https://api.ashbyhq.com/posting-api/job-board/{board}?includeCompensation=true"


def answer(request: Request, night: Night, board: str) -> Response | None:
    """Serve lists and pages; one job of each list is not meant for the public."""
    match request.path.strip("/").split("/"):
        case ["posting-api", "job-board", name]:
            ads = night.board(SOURCE, name)
            hidden = [{**_job(ads[0]), "id": "00000000-0000-4000-8000-000000000000", "isListed": False}] if ads else []
            return json_response({"jobs": [*map(_job, ads), *hidden], "apiVersion": "1"})
        case [name, wanted]:
            ad = found(night.board(SOURCE, name), wanted, guid)
            return html_response(page(ad.title, ad.html, language=ad.language)) if ad else None
    return None


def _place(town: Town) -> dict[str, Any]:
    address = {"addressLocality": town.name("en"), "addressCountry": "Belgium"}
    return {"location": town.name("en"), "address": {"postalAddress": address}}


def _job(ad: Ad) -> dict[str, Any]:
    mode = ad.vacancy.work_mode
    address = f"https://jobs.ashbyhq.com/{ad.board}/{guid(ad)}"
    pay = ad.vacancy.pay
    tier = f"€{pay.min:,.0f} - €{pay.max:,.0f} per {pay.unit.value.lower()}" if pay and pay.min and pay.max else None
    return {
        "id": guid(ad),
        "title": ad.title,
        "department": "Engineering" if ad.vacancy.role else "Operations",
        "team": "Product",
        "employmentType": _KINDS.get(ad.vacancy.employment_type, "FullTime"),
        **_place(ad.towns[0]),
        "secondaryLocations": [_place(town) for town in ad.towns[1:]],
        "publishedAt": f"{at(ad.posted):%Y-%m-%dT%H:%M:%S}.000+00:00",
        "isListed": True,
        "isRemote": mode is WorkMode.REMOTE,
        "workplaceType": _MODES[mode] if mode else None,
        "jobUrl": address,
        "applyUrl": f"{address}/application",
        "descriptionHtml": ad.html,
        "descriptionPlain": re.sub(r"<[^>]*>", "", ad.html),
        "compensation": {"compensationTierSummary": tier if ad.shows_pay else None},
    }
