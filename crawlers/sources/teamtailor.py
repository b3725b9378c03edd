"""Teamtailor: the careers site's RSS, a hundred items a page; its JSON feed has schema.org postings."""

from collections.abc import Mapping
from typing import Any

from scrapy.http import TextResponse

from crawlers.api_spider import dig_list, json_of
from crawlers.boards import Board
from crawlers.declare import REVIEWED, employers, mapping
from crawlers.feed_spider import FeedSpider
from crawlers.fields import Fields, as_list, dig, place_at
from crawlers.passport import Passport
from crawlers.structured_data import fields_of
from models.vocabulary import LegalStatus


class Teamtailor(FeedSpider):
    """A board is a host, or the name before ``.teamtailor.com``. RSS writes countries out, JSON uses codes."""

    card = employers("teamtailor", "Teamtailor", status=LegalStatus.OPEN, homepage="https://www.teamtailor.com")
    passport = Passport(
        reading="The RSS feed is documented for job boards; robots.txt allows it and reserves AI training only.",
        terms_url="https://support.teamtailor.com/en/articles/2116350-rss-feed-how-to-guide",
        reviewed_on=REVIEWED,
    )
    vendor_host, page_size = "{token}.teamtailor.com", 100
    page_url = "{origin}/jobs.rss?offset={start}&per_page={size}"
    field_map = mapping(
        identifier="guid",
        url="link",
        title="title",
        description="description",
        date_posted="pubDate",
        remote="remoteStatus",
        department="department",
        contract="role",
    )

    def parse_answer(self, response: TextResponse) -> Any:
        """Read RSS, or the JSON feed when that is what was saved."""
        return json_of(response) if response.body.lstrip().startswith(b"{") else super().parse_answer(response)

    def items(self, data: Any) -> list[Mapping[str, Any]]:
        """Return the items of either feed, each with the feed's title, which is the employer's name."""
        feed = {"feed": dig(data, "title|channel.title")}
        return [feed | dict(item) for item in dig_list(data, "items") or super().items(data)]

    def fields(self, item: Mapping[str, Any], board: Board) -> Fields:
        """Name the employer as boards.csv does, else as the feed does."""
        return {"hiring_organization": board.employer or item.get("feed"), **super().fields(item, board)}

    def amend(self, fields: Fields, item: Mapping[str, Any]) -> None:
        """Take the places, or the whole schema.org posting of the JSON feed."""
        if isinstance(posting := item.get("_jobposting"), Mapping):
            marked = fields_of(posting, str(item.get("url")))
            fields.update(marked, identifier=item.get("id"), external_reference=marked.get("identifier"))
        parts = {"street": "address", "postal_code": "zip", "city": "city|name", "country": "country"}
        if places := as_list(dig(item, "locations.location")):
            fields["job_locations"] = [place_at(entry, **parts) for entry in places]
