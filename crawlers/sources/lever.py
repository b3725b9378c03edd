"""Lever: the postings interface, one answer a board, on the global or the European host."""

from collections.abc import Mapping
from typing import Any

from crawlers.api_spider import ApiSpider
from crawlers.declare import REVIEWED, employers, mapping
from crawlers.fields import Fields, dig, moment, paragraphs, sections, texts_of
from crawlers.passport import Passport
from models.vocabulary import LegalStatus


class Lever(ApiSpider):
    """A board on the European host has ``https://api.eu.lever.co`` as its address."""

    card = employers("lever", "Lever", status=LegalStatus.OPEN, homepage="https://www.lever.co")
    passport = Passport(
        reading="The documentation says that published jobs 'may be scraped by third parties'; Crawl-delay 1.",
        terms_url="https://github.com/lever/postings-api",
        documented_api=("https://api.lever.co/v0/postings/", "https://api.eu.lever.co/v0/postings/"),
        reviewed_on=REVIEWED,
    )
    list_url = "{origin}/v0/postings/{token}?mode=json"
    vendor_host = "api.lever.co"
    field_map = mapping(
        identifier="id",
        url="hostedUrl",
        title="text",
        remote="workplaceType",
        employment_types="categories.commitment",
        department="categories.department",
        team="categories.team",
        country="country",
        base_salary="salaryRange|salaryDescriptionPlain",
    )

    def amend(self, fields: Fields, item: Mapping[str, Any]) -> None:
        """Join the parts of the ad in the order of its page; ``createdAt`` counts milliseconds."""
        lists = sections((dig(part, "text"), f"<ul>{part.get('content')}</ul>") for part in item.get("lists") or [])
        fields["description"] = paragraphs(item.get("description"), lists, item.get("additional"))
        fields["date_posted"] = moment(item.get("createdAt"), milliseconds=True)
        places = texts_of(dig(item, "categories.allLocations|categories.location"))
        fields["job_locations"] = places or texts_of(item.get("country"))
