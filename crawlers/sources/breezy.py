"""Breezy HR: the board as one JSON list, then a JobPosting on each position's page."""

from collections.abc import Mapping
from typing import Any

from crawlers.api_spider import ApiSpider
from crawlers.declare import REVIEWED, employers, mapping
from crawlers.fields import Fields, dig, place_at
from crawlers.passport import Passport


class Breezy(ApiSpider):
    """Pay stands in the list as text, the ad on the page."""

    card = employers("breezy", "Breezy HR", homepage="https://breezy.hr")
    passport = Passport(
        reading="Public boards that offer themselves as JSON; no key; robots.txt is obeyed per host.",
        terms_url="https://breezy.hr/terms-of-service",
        reviewed_on=REVIEWED,
    )
    list_url = "{origin}/json"
    vendor_host = "{token}.breezy.hr"
    marked_detail = True
    field_map = mapping(
        identifier="id",
        url="url",
        title="name",
        date_posted="published_date",
        employment_types="type.name",
        base_salary="salary",
        department="department",
        hiring_organization="company.name",
    )

    def amend(self, fields: Fields, item: Mapping[str, Any]) -> None:
        """Take the place and whether the work is remote."""
        parts = {"city": "location.city|location.name", "region": "location.state.name"}
        fields["job_locations"] = place_at(item, **parts, country="location.country.id|location.country.name")
        fields["remote"] = "TELECOMMUTE" if dig(item, "location.is_remote") is True else None
