"""Adzuna: the search interface with a key, information-technology jobs in Belgium, fifty a page."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from scrapy import Request

from crawlers.api_spider import ApiSpider
from crawlers.declare import REVIEWED, aggregator, mapping
from crawlers.fields import Fields
from crawlers.passport import Passport
from crawlers.secret import secret

KEYS = ("BELFRY_ADZUNA_APP_ID", "BELFRY_ADZUNA_APP_KEY")


class Adzuna(ApiSpider):
    """Snippets of about 500 characters. Predicted pay is a guess of theirs and is left out."""

    card = aggregator("adzuna", "Adzuna", "Jobs by Adzuna", "https://www.adzuna.be")
    passport = Passport(
        reading="Free key: 25 requests a minute, 250 a day, 2,500 a month; show 'Jobs by Adzuna' and their link.",
        terms_url="https://developer.adzuna.com/docs/terms_of_service",
        documented_api=("https://api.adzuna.com/v1/api/",),
        keys=KEYS,
        reviewed_on=REVIEWED,
    )
    single_list = True
    max_pages = 80
    items_path, total_path, page_size, probe_size = "results", "count", 50, 2
    newest_first = "by date, as the address asks, and their count is of what is listed"
    page_url = (
        "https://api.adzuna.com/v1/api/jobs/be/search/{number}?results_per_page={size}&category=it-jobs&sort_by=date"
    )
    field_map = mapping(
        identifier="id",
        url="redirect_url",
        title="title",
        description="description",
        hiring_organization="company.display_name",
        job_locations="location.display_name",
        date_posted="created",
        employment_types="contract_time",
        contract="contract_type",
        latitude="latitude",
        longitude="longitude",
    )

    def signed(self, request: Request) -> Request:
        """Put the key into the query."""
        key = urlencode(dict(zip(("app_id", "app_key"), (secret(name) or "" for name in KEYS), strict=True)))
        return request.replace(url=f"{request.url}&{key}")

    def amend(self, fields: Fields, item: Mapping[str, Any]) -> None:
        """Take pay only when the ad states it."""
        pay = {name: item.get(name) for name in ("salary_min", "salary_max")}
        stated = str(item.get("salary_is_predicted", "0")) != "1"
        fields["base_salary"] = pay if stated and any(pay.values()) else None
