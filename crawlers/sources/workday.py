"""Workday: the careers site's own list (CXS), twenty a page, then each posting's details."""

import re
from collections.abc import Mapping
from typing import Any

from scrapy import Request
from scrapy.http import JsonRequest

from crawlers.api_spider import ApiSpider
from crawlers.boards import Board
from crawlers.declare import REVIEWED, employers, mapping
from crawlers.fields import Fields, dig, place_at, texts_of
from crawlers.passport import Passport

SITE = "{origin}/wday/cxs/{tenant}/{site}"


class Workday(ApiSpider):
    """A board is ``tenant/site``. Dates in the list are relative ("30+ Days Ago"): only the details' date counts."""

    card = employers("workday", "Workday")
    passport = Passport(
        reading="Public careers sites whose own pages read this interface without a key; robots.txt is obeyed.",
        terms_url="https://www.workday.com/en-us/legal/site-terms.html",
        reviewed_on=REVIEWED,
    )
    asks_by_post = True
    items_path, total_path, page_size = "jobPostings", "total", 20
    field_map = mapping(title="title", url="externalPath")
    detail_url, detail_path = SITE + "{url}", "jobPostingInfo"
    detail_map = mapping(title="title", url="externalUrl", description="jobDescription", date_posted="startDate") | {
        "employment_types": "timeType",
        "remote": "remoteType",
        "external_reference": "jobReqId",
    }

    def page_request(self, board: Board, start: int) -> Request:
        """Ask for twenty postings; more are refused with 400. Later pages state a total of 0."""
        asked = {"appliedFacets": {}, "limit": self.page_size, "offset": start, "searchText": ""}
        return JsonRequest(self.address(SITE, board) + "/jobs", data=asked)

    def amend(self, fields: Fields, item: Mapping[str, Any]) -> None:
        """Name the posting by its requisition; a second site of a tenant adds ``-1``."""
        fields["identifier"] = self.identifier_at(str(item.get("externalPath") or ""))

    def stamp(self, item: Mapping[str, Any]) -> Any:
        """Leave the relative date out of what shows a change: it moves every day."""
        return [item.get("title"), item.get("externalPath"), item.get("locationsText")]

    def identifier_at(self, url: str) -> str:
        """Return the requisition at the end of a path."""
        return re.split(r"[_/]", url.rstrip("/"))[-1]

    def amend_detail(self, fields: Fields, data: Any) -> None:
        """Take the legal entity and every place; the first place's country is known."""
        country = "jobRequisitionLocation.country.alpha2Code|country.descriptor"
        first = place_at(dig(data, "jobPostingInfo"), city="location", country=country)
        fields["job_locations"] = texts_of([first, *(dig(data, "jobPostingInfo.additionalLocations") or [])])
        fields["hiring_organization"] = dig(data, "hiringOrganization.name")
