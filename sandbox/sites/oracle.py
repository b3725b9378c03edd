"""Oracle Recruiting Cloud: a list and details by REST finders; the ad in three parts, dates in the details too."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import unquote

from models.vocabulary import EmploymentType, WorkMode
from sandbox.ads import Ad
from sandbox.reference import Town
from sandbox.sites.common import found, halves
from sandbox.web import Request, Response, html_response, json_response, page
from sandbox.world import Night

SOURCE = "oracle"
API = "/hcmRestApi/resources/latest/recruitingCEJobRequisition"
_MODES = {WorkMode.HYBRID: "Hybrid", WorkMode.REMOTE: "Remote", WorkMode.ONSITE: "On-site"}


def hosts(board: str) -> tuple[str, ...]:
    """Return the part of the board before the slash."""
    return (board.partition("/")[0],)


def start_url(board: str) -> str:
    """Return the address of the first page of the list."""
    host, _, site = board.partition("/")
    finder = f"findReqs;siteNumber={site},limit=100,offset=0,sortBy=POSTING_DATES_DESC"
    return f"https://{host}{API}s?onlyData=true&expand=requisitionList.secondaryLocations&finder={finder}"


def answer(request: Request, night: Night, board: str) -> Response | None:
    """Serve the list, the details and the pages; a finder for another site finds nothing."""
    site = board.partition("/")[2]
    asked = dict(re.findall(r"(\w+)=\"?([^,;&\"]+)", unquote(request.url).partition("finder=")[2]))
    ads = night.board(SOURCE, board) if asked.get("siteNumber") == site else ()
    if request.path == f"{API}s":
        first, size = int(asked.get("offset", 0)), min(int(asked.get("limit", 25)), 200)
        listed = [_row(ad) for ad in ads[first : first + size]]
        item = {"TotalJobsCount": len(ads), "Limit": size, "Offset": first, "requisitionList": listed}
        return json_response({"items": [item], "count": 1, "hasMore": False})
    if request.path == f"{API}Details":
        ad = found(ads, asked.get("Id", ""))
        return json_response({"items": [_detail(ad)] if ad else [], "count": int(ad is not None), "hasMore": False})
    ad = found(night.board(SOURCE, board), request.path.rpartition("/")[2])
    shown = request.path.startswith("/hcmUI/CandidateExperience/") and ad is not None
    return html_response(page(ad.title, "", language=ad.language)) if shown and ad else None


def _place(town: Town) -> str:
    return f"{town.name('en').upper()}, {(town.province['nl'] or 'Brussels').upper()}, Belgium"


def _row(ad: Ad) -> dict[str, Any]:
    return {
        "Id": ad.identifier,
        "Title": ad.title,
        "PostedDate": ad.posted.isoformat(),
        "PostingEndDate": ad.valid_through.isoformat() if ad.valid_through else None,
        "Language": ad.language,
        "PrimaryLocation": _place(ad.towns[0]),
        "PrimaryLocationCountry": "BE",
        "WorkerType": None,
        "ShortDescriptionStr": "",
        "secondaryLocations": [{"Name": _place(town), "CountryCode": "BE"} for town in ad.towns[1:]],
    }


def _detail(ad: Ad) -> dict[str, Any]:
    description, qualifications = halves(ad.html)
    mode = ad.vacancy.work_mode
    return {
        **_row(ad),
        "ExternalDescriptionStr": description,
        "ExternalResponsibilitiesStr": "",
        "ExternalQualificationsStr": qualifications,
        "WorkplaceType": _MODES[mode] if mode else None,
        "JobSchedule": "Part time" if ad.vacancy.employment_type is EmploymentType.PART_TIME else "Full time",
        "ExternalPostedStartDate": f"{ad.posted.isoformat()}T00:00:00+00:00",
    }
