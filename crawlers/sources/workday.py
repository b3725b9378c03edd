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
from crawlers.pages import Listed
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
    items_path, total_path, page_size, asks_by_post = "jobPostings", "total", 20, True
    newest_first = "by date where no words are searched for, as public clients report; the first page states the total"
    field_map = mapping(title="title", job_locations="locationsText")
    detail_url, detail_path = SITE, "jobPostingInfo"
    detail_map = mapping(title="title", url="externalUrl", description="jobDescription", date_posted="startDate")
    detail_map |= mapping(employment_types="timeType", remote="remoteType", external_reference="jobReqId")

    def page_request(self, board: Board, start: int, size: int) -> Request:
        """Ask for twenty postings; more are refused with 400. Later pages state a total of 0."""
        asked = {"appliedFacets": {}, "limit": size, "offset": start, "searchText": ""}
        return JsonRequest(self.address(SITE + "/jobs", board), data=asked)

    def listed(self, item: Mapping[str, Any], board: Board) -> Listed:
        """Name the posting by its requisition; a second site of a tenant adds ``-1``. "3 Locations" is no place."""
        fields, path = self.fields(item, board), str(item.get("externalPath") or "")
        fields["job_locations"] = re.sub(r"^\d+ Locations?$", "", str(fields.get("job_locations") or ""))
        fields |= {"identifier": self.identifier_at(path), "url": self.address("{origin}/{site}", board) + path}
        stamp = [item.get(name) for name in ("title", "externalPath", "locationsText")]  # the relative date moves daily
        return Listed(fields, Request(self.address(self.detail_url, board) + path), stamp=stamp)

    def identifier_at(self, url: str) -> str:
        """Return the requisition at the end of a path."""
        return re.split(r"[_/]", url.rstrip("/"))[-1]

    def amend_detail(self, fields: Fields, data: Any) -> None:
        """Take the legal entity and every place; the first place's country is known."""
        country = "jobRequisitionLocation.country.alpha2Code|country.descriptor"
        first = place_at(dig(data, "jobPostingInfo"), city="location", country=country)
        fields["job_locations"] = texts_of([first, *(dig(data, "jobPostingInfo.additionalLocations") or [])])
        fields["hiring_organization"] = dig(data, "hiringOrganization.name")
