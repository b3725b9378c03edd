"""Oracle Recruiting Cloud: the candidate experience's list of requisitions, then each one's details."""

import re
from collections.abc import Mapping
from typing import Any

from crawlers.api_spider import ApiSpider
from crawlers.declare import REVIEWED, employers, mapping
from crawlers.fields import Fields, dig, paragraphs, texts_of
from crawlers.passport import Passport

API = "https://{host}/hcmRestApi/resources/latest/recruitingCEJobRequisition"
TEXTS = ("ExternalDescriptionStr", "ExternalResponsibilitiesStr", "ExternalQualificationsStr")


class Oracle(ApiSpider):
    """A board is ``host/site``."""

    card = employers("oracle", "Oracle Recruiting Cloud")
    passport = Passport(
        reading="Public careers sites whose own pages read this interface without a key; robots.txt is obeyed.",
        terms_url="https://www.oracle.com/legal/terms/",
        reviewed_on=REVIEWED,
    )
    posting_url = "https://{host}/hcmUI/CandidateExperience/en/sites/{site}/job/{identifier}"
    page_url = (
        API + "s?onlyData=true&expand=requisitionList.secondaryLocations"
        "&finder=findReqs;siteNumber={site},limit={size},offset={start},sortBy=POSTING_DATES_DESC"
    )
    detail_url = API + 'Details?expand=all&onlyData=true&finder=ById;siteNumber={site},Id="{identifier}"'
    items_path = "items.0.requisitionList"
    total_path = "items.0.TotalJobsCount"
    page_size = 100
    field_map = mapping(
        identifier="Id", title="Title", date_posted="PostedDate", valid_through="PostingEndDate", in_language="Language"
    )

    def amend(self, fields: Fields, item: Mapping[str, Any]) -> None:
        """Join primary and secondary places."""
        fields |= _places(item)

    def identifier_at(self, url: str) -> str:
        """Return the requisition's number."""
        found = re.search(r"Id=(?:%22|\")([^%\"]+)", url)
        return found[1] if found else super().identifier_at(url)

    def amend_detail(self, fields: Fields, data: Any) -> None:
        """Read one requisition, alone or as the only item of a list; the ad comes in three parts."""
        item = (dig(data, "items[]") or [data])[0]
        fields["title"], fields["remote"] = item.get("Title"), item.get("WorkplaceType")
        fields["description"] = paragraphs(*(item.get(name) for name in TEXTS))
        fields["date_posted"] = item.get("ExternalPostedStartDate")
        fields["employment_types"] = dig(item, "JobSchedule|WorkerType")
        fields |= _places(item)


def _places(item: Mapping[str, Any]) -> Fields:
    further = dig(item, "secondaryLocations[].Name") or []
    places = texts_of([item.get("PrimaryLocation"), *further])
    return {"job_locations": places, "country": item.get("PrimaryLocationCountry")}
