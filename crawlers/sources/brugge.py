"""The city of Bruges: its own vacancies, server-rendered."""

import re

from scrapy import Request
from scrapy.http import TextResponse

from crawlers.boards import Board
from crawlers.declare import REVIEWED, mapping, public_service
from crawlers.fields import Fields
from crawlers.listing_spider import ListingSpider
from crawlers.passport import Passport


class Brugge(ListingSpider):
    """A few dozen cards on numbered pages, which link to each other; what stands beyond the last is not known."""

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
    pager = "a[href*='/vacatures/page-']::attr(href)"
    frame = "body"
    card_fields = mapping(url="a::attr(href)", title="a::text")
    detail_frame = ".itemFullText, .itemBody"
    detail_fields = mapping(
        title="h1::text, h2.itemTitle::text",
        description=".itemIntroText, .itemFullText, .itemBody",
        date_posted=".itemDateCreated time::attr(datetime), meta[property='article:published_time']::attr(content)",
    )

    def page_request(self, board: Board, number: int) -> Request:
        """Ask for a page; the first has no number."""
        request = super().page_request(board, number)
        return request if number > self.first_page else request.replace(url=request.url.removesuffix("/page-1"))

    def is_last(self, response: TextResponse, number: int) -> bool:
        """Take no first page for the last: without a link to a second one, the pager may just not have been found."""
        return number > self.first_page and super().is_last(response, number)

    def identifier_at(self, url: str) -> str:
        """Return the last part of the address."""
        found = re.search(r"/vacatures/(?:[^?#]*/)?([^/?#]+)", url)
        return found[1] if found else super().identifier_at(url)

    def amend(self, fields: Fields, response: TextResponse) -> None:
        """Name the employer, who is the publisher."""
        fields.setdefault("hiring_organization", "Stad Brugge")
