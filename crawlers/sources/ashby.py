"""Ashby: the public posting interface, one answer a board."""

from collections.abc import Mapping
from typing import Any

from crawlers.api_spider import ApiSpider
from crawlers.declare import REVIEWED, employers, mapping
from crawlers.fields import Fields, dig, place, texts_of
from crawlers.passport import Passport
from models.vocabulary import LegalStatus


class Ashby(ApiSpider):
    """An unknown board answers with an empty list, not 404: an empty list confirms nothing."""

    card = employers("ashby", "Ashby", status=LegalStatus.OPEN, homepage="https://www.ashbyhq.com")
    passport = Passport(
        reading="The public job posting interface is documented for showing a board elsewhere and needs no key.",
        terms_url="https://developers.ashbyhq.com/docs/public-job-posting-api",
        documented_api=("https://api.ashbyhq.com/posting-api/",),
        reviewed_on=REVIEWED,
    )
    list_url = "https://api.ashbyhq.com/posting-api/job-board/{token}?includeCompensation=true"
    items_path = "jobs"
    empty_list_confirms = False
    field_map = mapping(
        identifier="id",
        url="jobUrl",
        title="title",
        description="descriptionHtml|descriptionPlain",
        date_posted="publishedAt",
        employment_types="employmentType",
        remote="workplaceType|isRemote",
        base_salary="compensation.compensationTierSummary|compensation",
        department="department",
        team="team",
    )

    def rejects(self, item: Mapping[str, Any]) -> str | None:
        """Leave out what is not listed for the public."""
        return "unlisted" if item.get("isListed") is False else None

    def amend(self, fields: Fields, item: Mapping[str, Any]) -> None:
        """Join first and further places, each with its country where known."""
        places = [item, *(dig(item, "secondaryLocations[]") or [])]
        fields["job_locations"] = texts_of([_place(entry) for entry in places])


def _place(entry: Mapping[str, Any]) -> str | None:
    name, country = dig(entry, "location"), dig(entry, "address.postalAddress.addressCountry")
    said = isinstance(name, str) and isinstance(country, str) and country.lower() in name.lower()
    return place(city=name, country=None if said else country)
