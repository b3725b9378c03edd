"""Greenhouse job boards: a documented public list with the whole ad in it."""

from collections.abc import Mapping
from typing import Any

from crawlers.api_spider import ApiSpider
from crawlers.declare import REVIEWED, employers, mapping
from crawlers.fields import Fields, dig, unescaped
from crawlers.passport import Passport
from models.vocabulary import LegalStatus


class Greenhouse(ApiSpider):
    """One answer a board. Two posts may share a requisition, one for each location: they stay two postings."""

    card = employers("greenhouse", "Greenhouse", status=LegalStatus.OPEN, homepage="https://www.greenhouse.com")
    passport = Passport(
        reading="'Job Board data is publicly available, so authentication is not required for any GET endpoints.' "
        "robots.txt closes /embed/ only.",
        terms_url="https://developers.greenhouse.io/job-board.html",
        documented_api=("https://boards-api.greenhouse.io/v1/boards/",),
        reviewed_on=REVIEWED,
    )
    list_url = "https://boards-api.greenhouse.io/v1/boards/{token}/jobs?content=true"
    items_path = "jobs"
    total_path = "meta.total"
    field_map = mapping(
        identifier="id",
        url="absolute_url",
        title="title",
        hiring_organization="company_name",
        date_posted="first_published",
        valid_through="application_deadline",
        in_language="language",
        external_reference="requisition_id",
        base_salary="pay_input_ranges",
        department="departments[].name",
        office="offices[].name",
        changed_at="updated_at",
    )

    def amend(self, fields: Fields, item: Mapping[str, Any]) -> None:
        """Unescape the content once; split the location text, which may hold several places."""
        fields["description"] = unescaped(item.get("content"))
        named = dig(item, "location.name")
        fields["job_locations"] = [name.strip() for name in named.split(";")] if isinstance(named, str) else None
