"""Recruitee (Tellent): the careers site's public offers, one answer a board."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from crawlers.api_spider import ApiSpider, mapping
from crawlers.fields import Fields, dig, paragraphs, place
from crawlers.passport import Passport
from models.run import SourceCard
from models.vocabulary import LegalStatus, Rights, SourceKind


class Recruitee(ApiSpider):
    """Belgian technology employers' most frequent system; locations are structured, pay sometimes stated."""

    card = SourceCard(
        name="recruitee",
        title="Recruitee",
        kind=SourceKind.EMPLOYER,
        status=LegalStatus.OPEN,
        rights=Rights.EXCERPT,
        homepage="https://recruitee.com",
        closes_after=1,
    )
    passport = Passport(
        reading="The Careers Site API is documented as public and needs no key; ten boards at once give 429.",
        terms_url="https://docs.recruitee.com/reference/intro-to-careers-site-api",
        reviewed_on=date(2026, 11, 23),
    )
    list_url = "https://{token}.recruitee.com/api/offers/"
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

    def rejects(self, item: Mapping[str, Any]) -> str | None:
        """Only published offers are offers."""
        return None if item.get("status", "published") == "published" else "unpublished"

    def amend(self, fields: Fields, item: Mapping[str, Any]) -> None:
        """Join description and requirements; take the places from their parts, which are also there as one text."""
        fields["description"] = paragraphs(item.get("description"), item.get("requirements"))
        fields["base_salary"] = salary if dig(salary := item.get("salary"), "min|max") else None
        modes = [name for name in ("on_site", "hybrid", "remote") if item.get(name) is True]
        fields["remote"] = "hybrid" if "hybrid" in modes else modes[0] if modes else None
        fields["job_locations"] = [_place(entry) for entry in item.get("locations") or [item]]


def _place(entry: Mapping[str, Any]) -> str | None:
    region = entry.get("state") or entry.get("state_name")
    country = entry.get("country_code") or entry.get("country")
    return place(
        street=entry.get("street"),
        postal_code=entry.get("postal_code"),
        city=entry.get("city") or entry.get("name"),
        region=region,
        country=country,
    )
