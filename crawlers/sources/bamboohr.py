"""BambooHR: the careers list, one answer a board, then each opening's details."""

from collections.abc import Mapping
from typing import Any

from crawlers.api_spider import ApiSpider
from crawlers.declare import REVIEWED, employers, mapping
from crawlers.fields import Fields, dig, place_at
from crawlers.passport import Passport

PLACE = {"postal_code": "postalCode", "city": "city", "region": "state", "country": "addressCountry|country"}
MODES = {"1": "remote", "2": "hybrid"}


class BambooHR(ApiSpider):
    """Text and date stand in the details only."""

    card = employers("bamboohr", "BambooHR", homepage="https://www.bamboohr.com")
    passport = Passport(
        reading="Public careers pages whose own list this is; no key; robots.txt is obeyed per host.",
        terms_url="https://www.bamboohr.com/legal/terms-of-service",
        reviewed_on=REVIEWED,
    )
    list_url = "{origin}/careers/list"
    vendor_host = "{token}.bamboohr.com"
    posting_url = "{origin}/careers/{identifier}"
    items_path = "result"
    total_path = "meta.totalCount"
    field_map = mapping(
        identifier="id",
        title="jobOpeningName",
        employment_types="employmentStatusLabel",
        department="departmentLabel",
        remote="isRemote",
    )
    detail_url = "{origin}/careers/{identifier}/detail"
    detail_path = "result.jobOpening"
    detail_map = mapping(
        title="jobOpeningName",
        description="description",
        date_posted="datePosted",
        url="jobOpeningShareUrl",
        base_salary="compensation",
        experience="minimumExperience",
        employment_types="employmentStatusLabel",
    )

    def amend(self, fields: Fields, item: Mapping[str, Any]) -> None:
        """Take the place from one of the two objects that may hold it; 0 is the form's default and says nothing."""
        fields["remote"] = fields.get("remote") or MODES.get(str(item.get("locationType")))
        fields["job_locations"] = place_at(dig(item, "location|atsLocation"), **PLACE)

    def amend_detail(self, fields: Fields, data: Any) -> None:
        """Take the place, which is fuller here than in the list."""
        fields["job_locations"] = place_at(dig(data, "result.jobOpening.location"), **PLACE)
