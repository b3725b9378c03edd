"""JOIN: a company's page, five jobs each, as the data that the page is made from; then each job's JobPosting."""

import json
import re
from collections.abc import Mapping
from typing import Any

from scrapy.http import TextResponse

from crawlers.api_spider import ApiSpider
from crawlers.declare import REVIEWED, employers, mapping
from crawlers.fields import Fields, place_at
from crawlers.passport import Passport
from crawlers.trouble import Trouble
from models.vocabulary import Cause

STATE = re.compile(r"<script[^>]{0,200}id=\"__NEXT_DATA__\"[^>]{0,200}>")


class Join(ApiSpider):
    """The page states how many jobs there are."""

    card = employers("join", "JOIN", homepage="https://join.com")
    passport = Passport(
        reading="Public company pages; robots.txt is obeyed.",
        terms_url="https://join.com/terms",
        reviewed_on=REVIEWED,
    )
    items_path = "props.pageProps.initialState.jobs.items"
    total_path = "props.pageProps.initialState.jobs.pagination.rowCount"
    page_size = 5
    page_url = "https://join.com/companies/{token}?page={number}"
    posting_url = "https://join.com/companies/{token}/{item[idParam]}"
    marked_detail = True
    field_map = mapping(
        identifier="id",
        title="title",
        date_posted="createdAt",
        employment_types="employmentType.name",
        remote="workplaceType",
    )

    def parse_answer(self, response: TextResponse) -> Any:
        """Return the page's data."""
        if (found := STATE.search(response.text)) is None:
            raise Trouble(Cause.SELECTOR_EMPTY, "no __NEXT_DATA__ in the page")
        return json.JSONDecoder(strict=False).raw_decode(response.text, found.end())[0]

    def amend(self, fields: Fields, item: Mapping[str, Any]) -> None:
        """Take the place."""
        fields["job_locations"] = place_at(item, city="city.cityName", country="city.countryName")
