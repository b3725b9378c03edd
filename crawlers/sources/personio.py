"""Personio: the careers page's XML list, one document a board."""

from collections.abc import Mapping
from typing import Any

from crawlers.declare import REVIEWED, employers, mapping
from crawlers.feed_spider import FeedSpider
from crawlers.fields import Fields, as_list, dig, sections, texts_of
from crawlers.passport import Passport
from models.vocabulary import LegalStatus


class Personio(FeedSpider):
    """The answer follows the language that is asked for. Offices are free text without a country."""

    card = employers("personio", "Personio", status=LegalStatus.OPEN, homepage="https://www.personio.com")
    passport = Passport(
        reading="The documentation says that retrieving open positions needs no credentials; robots.txt allows all.",
        terms_url="https://developer.personio.de/docs/retrieving-open-job-positions",
        reviewed_on=REVIEWED,
    )
    list_url = "{origin}/xml?language=en"
    vendor_host = "{token}.jobs.personio.de"
    posting_url = "{origin}/job/{identifier}"
    root = "workzag-jobs"
    items_path = "position"
    field_map = mapping(
        identifier="id",
        title="name",
        hiring_organization="subcompany",
        date_posted="createdAt",
        department="department",
        experience="yearsOfExperience",
        seniority="seniority",
        occupation="occupation",
        industry="occupationCategory",
        keywords="keywords",
    )

    def amend(self, fields: Fields, item: Mapping[str, Any]) -> None:
        """Join the titled parts of the ad; an office may be the main one or additional."""
        parts = [part for part in as_list(dig(item, "jobDescriptions.jobDescription")) if isinstance(part, Mapping)]
        fields["description"] = sections((part.get("name"), part.get("value")) for part in parts)
        fields["job_locations"] = texts_of([item.get("office"), *as_list(dig(item, "additionalOffices.office"))])
        fields["employment_types"] = texts_of([item.get("employmentType"), item.get("schedule")])
