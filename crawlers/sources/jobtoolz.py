"""Jobtoolz (Belgian): the whole board in one attribute of its page, then a JobPosting on each job page."""

import html
import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from scrapy.http import TextResponse

from crawlers.api_spider import ApiSpider
from crawlers.boards import Board
from crawlers.declare import REVIEWED, employers, mapping
from crawlers.fields import Fields, dig, texts_of
from crawlers.passport import Passport
from crawlers.structured_data import inner_html
from crawlers.trouble import Trouble
from models.vocabulary import Cause


class Jobtoolz(ApiSpider):
    """robots.txt closes every address with a query string: none is ever asked for."""

    card = employers("jobtoolz", "Jobtoolz", homepage="https://www.jobtoolz.com")
    passport = Passport(
        reading="robots.txt allows pages without a query string; api.jobtoolz.com needs a token and is unused.",
        terms_url="https://www.jobtoolz.com/en/terms-and-conditions",
        reviewed_on=REVIEWED,
    )
    list_url = "{origin}/nl"
    vendor_host = "{token}.jobtoolz.com"
    marked_detail = True
    field_map = mapping(identifier="id", url="url", title="title", employment_types="types[].name|types")

    def parse_answer(self, response: TextResponse) -> Any:
        """Return the list in the page's ``jobComponent``."""
        found = re.search(r"window\.jobComponent\(", text := html.unescape(response.text))
        if found is None:
            raise Trouble(Cause.SELECTOR_EMPTY, "no jobComponent in the page")
        return json.JSONDecoder(strict=False).raw_decode(text, found.end())[0]

    def amend(self, fields: Fields, item: Mapping[str, Any]) -> None:
        """Take the place, which is an object or a text, and never a query string."""
        fields["job_locations"] = texts_of(dig(item, "location.name|location"))
        fields["url"] = str(item.get("url") or "").partition("?")[0]

    def read_detail(self, response: TextResponse, listed: Fields, board: Board) -> Iterable[Fields]:
        """Read the JobPosting; its description is cut, so the page's own text counts when it is longer."""
        bodies = response.css("[class*=description], article, main")
        for fields in super().read_detail(response, listed, board):
            texts = [str(fields.get("description") or ""), *(inner_html(body.root) for body in bodies[:1])]
            yield {**fields, "description": max(texts, key=len)}
