"""Federal jobs (Selor, BOSA): travaillerpour.be and werkenvoor.be, one list in both languages."""

import re

from parsel import Selector
from scrapy.http import TextResponse

from crawlers.declare import REVIEWED, mapping, public_service
from crawlers.fields import Fields, paragraphs
from crawlers.listing_spider import ListingSpider
from crawlers.passport import Passport


class WerkenVoor(ListingSpider):
    """Each job exists in French and in Dutch under two references. Jobs for civil servants only are left out."""

    card = public_service("werkenvoor", "Werkenvoor.be / Travaillerpour.be", homepage="https://werkenvoor.be")
    passport = Passport(
        reading="Public list of the federal government's vacancies; robots.txt is obeyed. Contact persons are dropped.",
        terms_url="https://werkenvoor.be/nl/disclaimer",
        reviewed_on=REVIEWED,
    )
    single_list, page_size = True, 20
    newest_first = "by publicationdate_DESC, as the address asks, and the first page states how many there are"
    list_url = "https://travaillerpour.be/fr/jobs?page={page}&sort_bef_combine=publicationdate_DESC"
    cards = "article.node--type-job"
    total = ".source-summary-count::text"
    card_fields = mapping(
        url="h3 a::attr(href)",
        title="h3 a span::text | h3 a::text",
        in_language="h3 a::attr(lang)",
        hiring_organization=".organization-wrapper::text",
        employment_types=".field--name-field-job-contracttype::text",
        openings=".field--name-field-job-openvacancies::attr(content)",
    )
    detail_frame = ".node--view-mode-full"
    detail_fields = mapping(
        title="h1 span::text | h1::text",
        job_locations=".field--name-field-job-location::text, .field--name-field-job-workplace::text",
        valid_through=".field--name-field-job-enddate time::attr(datetime)",
        date_posted=".field--name-field-job-publicationdate time::attr(datetime)",
    )

    def identifier_at(self, url: str) -> str:
        """Return the reference that begins the last part of the address."""
        found = re.search(r"/jobs/([a-z]{2,5}\d{3,8})", url)
        return found[1] if found else super().identifier_at(url)

    def rejects(self, card: Selector) -> str | None:
        """Leave out what only civil servants may apply for."""
        boxes = " ".join(card.css(".white-box::text").getall()).lower()
        return "reserved for civil servants" if "fonctionnaires" in boxes or "ambtenaren" in boxes else None

    def amend(self, fields: Fields, response: TextResponse) -> None:
        """Join the rich-text parts of the page, without the part that names contact persons."""
        offer = response.css(".field--name-field-job-ouroffer ::text").getall()
        fields["base_salary"] = " ".join(" ".join(offer).split())
        parts = response.css(".field--type-text-long:not([class*=contact]), .field--type-text-with-summary")
        fields["description"] = paragraphs(fields.get("description"), *(part.get() for part in parts))
