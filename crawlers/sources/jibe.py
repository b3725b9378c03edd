"""Jibe careers sites (iCIMS): their own list of jobs, a hundred a page, with the whole ad."""

from collections.abc import Mapping
from typing import Any

from crawlers.api_spider import ApiSpider
from crawlers.declare import REVIEWED, employers, mapping
from crawlers.fields import Fields, dig, place_at
from crawlers.passport import Passport


class Jibe(ApiSpider):
    """A board is a careers host; the systems behind it at icims.com refuse robots and are not asked."""

    card = employers("jibe", "Jibe careers sites")
    passport = Passport(
        reading="Public careers sites whose own pages read this list; robots.txt is obeyed per host.",
        terms_url="https://www.icims.com/legal/",
        reviewed_on=REVIEWED,
    )
    one_bucket = False
    items_path = "jobs"
    total_path = "totalCount"
    page_size = 100
    page_url = "{origin}/api/jobs?page={number}&limit={size}&internal=false"
    posting_url = "{origin}/jobs/{identifier}"
    field_map = mapping(
        identifier="data.slug|data.req_id",
        url="data.meta_data.canonical_url",
        title="data.title",
        description="data.description",
        hiring_organization="data.hiring_organization",
        date_posted="data.posted_date|data.create_date",
        valid_through="data.posting_expiry_date",
        employment_types="data.employment_type",
        in_language="data.language",
        external_reference="data.req_id",
        occupation="data.category",
        latitude="data.latitude",
        longitude="data.longitude",
    )

    def amend(self, fields: Fields, item: Mapping[str, Any]) -> None:
        """Put the place together; ``full_location`` is the same as one text."""
        parts = {"street": "street_address", "postal_code": "postal_code", "city": "city", "region": "state"}
        placed = place_at(item.get("data"), **parts, country="country_code|country")
        fields["job_locations"] = placed or dig(item, "data.full_location")
