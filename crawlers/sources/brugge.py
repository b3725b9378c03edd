"""The city of Bruges: its own vacancies, server-rendered."""

import re

from scrapy.http import TextResponse

from crawlers.declare import REVIEWED, mapping, public_service
from crawlers.fields import Fields
from crawlers.listing_spider import ListingSpider
from crawlers.passport import Passport


class Brugge(ListingSpider):
    """A few dozen cards on numbered pages; the page after the last has none."""

    card = public_service("brugge", "Werken bij Brugge", homepage="https://www.werkenbijbrugge.be")
    passport = Passport(
        reading="Public list of the city's own vacancies; robots.txt is obeyed. Contact persons are dropped.",
        terms_url="https://www.werkenbijbrugge.be",
        reviewed_on=REVIEWED,
    )
    single_list = True
    list_url = "https://www.werkenbijbrugge.be/vacatures/page-{page}"
    first_page = 1
    cards = "h3.itemTitle, h3.catItemTitle"
    frame = "main, #content, .itemListView, body"
    card_fields = mapping(url="a::attr(href)", title="a::text")
    detail_frame = ".itemFullText, .itemBody"
    detail_fields = mapping(
        title="h1::text, h2.itemTitle::text",
        description=".itemIntroText, .itemFullText, .itemBody",
        date_posted=".itemDateCreated time::attr(datetime), meta[property='article:published_time']::attr(content)",
    )

    def identifier_at(self, url: str) -> str:
        """Return the last part of the address."""
        found = re.search(r"/vacatures/(?:[^?#]*/)?([^/?#]+)", url)
        return found[1] if found else super().identifier_at(url)

    def amend(self, fields: Fields, response: TextResponse) -> None:
        """Name the employer, who is the publisher."""
        fields.setdefault("hiring_organization", "Stad Brugge")
