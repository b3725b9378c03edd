"""CVWarehouse (Belgian): the list page, and one more page that holds the text of every job."""

from collections.abc import Iterable
from urllib.parse import urljoin

from scrapy import Request
from scrapy.http import TextResponse

from crawlers.boards import Board
from crawlers.declare import REVIEWED, employers, mapping
from crawlers.fields import Fields
from crawlers.listing_spider import pick
from crawlers.pages import Listed, Page
from crawlers.passport import Passport
from crawlers.posting_spider import PostingSpider


class CVWarehouse(PostingSpider):
    """A board is a host or a ``companyGuid``. No dates are published; two requests cover an employer."""

    card = employers("cvwarehouse", "CVWarehouse", homepage="https://www.cvwarehouse.com", closes_after=3)
    passport = Passport(
        reading="Public job pages of the employers; robots.txt is obeyed per host.",
        terms_url="https://www.cvwarehouse.com/en/terms",
        reviewed_on=REVIEWED,
    )
    cards = "a.jobLink[data-jobid]"
    blocks = "[data-jobdetail-job-id]"
    card_fields = mapping(
        identifier="::attr(data-jobid)", url="::attr(href)", title=".job-title::text", job_locations=".location::text"
    )

    def list_requests(self, board: Board) -> Iterable[Request]:
        """Ask for the list in Dutch."""
        yield Request(board.url or f"https://{board.host}/?lang=nl-BE")

    def read_list(self, response: TextResponse, board: Board) -> Page:
        """Read the cards and, from this or the next page, the text of each job."""
        meta = response.request.meta if response.request else {}
        cards: dict[str, Fields] = dict(meta.get("cards") or {})
        for card in response.css(self.cards):
            fields = pick(card, self.card_fields)
            cards[str(fields.get("identifier"))] = {**fields, "url": urljoin(response.url, str(fields.get("url")))}
        texts = {
            block.attrib["data-jobdetail-job-id"]: pick(block, mapping(description=".jobDescriptionText"))
            for block in response.css(self.blocks)
        }
        if cards and not texts and "cards" not in meta:
            return Page([], following=[Request(str(next(iter(cards.values()))["url"]), meta={"cards": cards})])
        listed = [Listed({**fields, **texts.get(key, {})}) for key, fields in cards.items()]
        empty = bool(response.css(".noJobs, .no-jobs, [data-no-jobs]"))
        return Page(listed, ended="all cards" if cards or empty else None, empty=empty and not cards)
