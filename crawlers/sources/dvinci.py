"""d.vinci: the list of publications, one answer a board, with the whole ad in parts."""

from collections.abc import Mapping
from typing import Any

from crawlers.api_spider import ApiSpider
from crawlers.declare import REVIEWED, employers, mapping
from crawlers.fields import Fields, dig, paragraphs, place_at, texts_of
from crawlers.passport import Passport

PLACE = mapping(street="street", postal_code="zip|postalCode", city="city|name", country="country.isoCode|country")


class DVinci(ApiSpider):
    """Pay is stated as a text where it is stated."""

    card = employers("dvinci", "d.vinci", homepage="https://www.dvinci-hr.com")
    passport = Passport(
        reading="The list is published for showing a board elsewhere and needs no key; robots.txt is obeyed per host.",
        terms_url="https://www.dvinci-hr.com/impressum/",
        reviewed_on=REVIEWED,
    )
    list_url = "{origin}/jobPublication/list.json"
    vendor_host = "{token}.dvinci-hr.com"
    field_map = mapping(
        identifier="id",
        url="jobPublicationURL",
        title="position",
        hiring_organization="jobOpening.company.name|companyName",
        date_posted="startDate|jobOpening.createdDate",
        valid_through="endDate",
        in_language="language",
        base_salary="salary|jobOpening.salary",
        external_reference="jobOpening.reference",
        occupation="jobOpening.categories[].name",
        department="jobOpening.department",
    )

    def amend(self, fields: Fields, item: Mapping[str, Any]) -> None:
        """Join the parts of the ad in the order of its page; take the places and the kinds of contract."""
        parts = ("introduction", "tasks", "profile", "weOffer", "closingText")
        fields["description"] = paragraphs(*(item.get(part) for part in parts))
        places = dig(item, "jobOpening.locations[]|locations[]") or [dig(item, "jobOpening.location") or {}]
        fields["job_locations"] = [place_at(entry, **PLACE) for entry in places]
        kinds = dig(item, "jobOpening.workingTimes[].name") or []
        fields["employment_types"] = texts_of([*kinds, dig(item, "jobOpening.contractPeriod.name")])
