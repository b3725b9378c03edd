"""Recruitee (Tellent): the careers site's public offers, one answer a board."""

from collections.abc import Mapping
from typing import Any

from crawlers.api_spider import ApiSpider
from crawlers.declare import REVIEWED, employers, mapping
from crawlers.fields import Fields, dig, paragraphs, place_at
from crawlers.passport import Passport
from models.vocabulary import LegalStatus


class Recruitee(ApiSpider):
    """The most frequent system among Belgian technology employers; places are structured, pay sometimes stated."""

    card = employers("recruitee", "Recruitee", status=LegalStatus.OPEN, homepage="https://recruitee.com")
    passport = Passport(
        reading="The Careers Site API is documented as public and needs no key; ten boards at once give 429.",
        terms_url="https://docs.recruitee.com/reference/intro-to-careers-site-api",
        reviewed_on=REVIEWED,
    )
    list_url = "{origin}/api/offers/"
    vendor_host = "{token}.recruitee.com"
    items_path = "offers"
    field_map = mapping(
        identifier="id",
        url="careers_url",
        title="title",
        hiring_organization="company_name",
        date_posted="published_at|created_at",
        valid_through="close_at",
        employment_types="employment_type_code",
        skills="tags",
        department="department",
        experience="experience_code",
        education="education_code",
        occupation="category_code",
        changed_at="updated_at",
    )
    region, country = "state|state_name", "country_code|country"

    def rejects(self, item: Mapping[str, Any]) -> str | None:
        """Leave out what is no longer, or not yet, published."""
        return None if item.get("status", "published") == "published" else "unpublished"

    def amend(self, fields: Fields, item: Mapping[str, Any]) -> None:
        """Join description and requirements; take the places from their parts, which are also there as one text."""
        fields["description"] = paragraphs(item.get("description"), item.get("requirements"))
        fields["base_salary"] = item.get("salary") if dig(item, "salary.min|salary.max") else None
        modes = [name for name in ("hybrid", "on_site", "remote") if item.get(name) is True]
        fields["remote"] = modes[0] if modes else None
        parts = {"street": "street", "postal_code": "postal_code", "city": "city|name"}
        places = item.get("locations") or [item]
        fields["job_locations"] = [place_at(p, **parts, region=self.region, country=self.country) for p in places]
