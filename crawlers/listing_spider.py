"""Server-rendered lists: cards on numbered pages, then each posting's own page → fields."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import ClassVar
from urllib.parse import urljoin

import lxml.html
from parsel import Selector
from scrapy import Request
from scrapy.http import TextResponse

from crawlers.boards import Board
from crawlers.fields import PLURAL, Fields
from crawlers.markup import tree_of
from crawlers.pages import Listed, Page
from crawlers.posting_spider import PostingSpider
from crawlers.structured_data import fields_in, inner_html
from crawlers.trouble import Trouble
from models.vocabulary import Cause

LAST_DIGITS = re.compile(r"\d{1,6}(?=\s{0,9}$)")
MORE_DIGITS = re.compile(r"\d[\d.\s\u00a0\u202f]{0,12}")


class ListingSpider(PostingSpider):
    """Reads cards by CSS. Selectors that end in ``::text`` or ``::attr()`` give text, others the markup inside.

    The list ends when the stated total is reached, with the last page that its pager names, or with a page of the site
    that has no card (`frame` proves that it is the site's): one after a page that was not full, or two in a row, since
    the site's own words for an error stand in its frame too. `card_fields` must give ``identifier`` and ``url``, or
    ``url`` alone, from which `identifier_at` makes the identifier.
    """

    list_url: ClassVar[str] = ""
    """Address of a page, with ``{page}`` for its number and ``{origin}`` or ``{token}`` of the board."""
    first_page: ClassVar[int] = 0
    cards: ClassVar[str] = ""
    card_fields: ClassVar[Mapping[str, str]] = {}
    total: ClassVar[str | None] = None
    """Where the page states how many there are."""
    pager: ClassVar[str | None] = None
    """The numbers of the pages, or addresses that end in them, for sites that show a pager whenever there are several
    pages, and whose pages beyond the last are no pages without cards: they repeat it, or are not found."""
    frame: ClassVar[str] = "main"
    """What every page of the site has, also one without cards."""
    empty_sign: ClassVar[str | None] = None
    """What the first page shows when there are no vacancies at all."""
    paged: ClassVar[bool] = True
    detail_fields: ClassVar[Mapping[str, str]] = {}
    detail_frame: ClassVar[str | None] = None
    """What only a posting's own page has."""

    def list_requests(self, board: Board) -> Iterable[Request]:
        """Ask for the first page."""
        yield self.page_request(board, self.first_page)

    def page_request(self, board: Board, number: int) -> Request:
        """Return the request for a page."""
        address = self.list_url.format(page=number, origin=board.origin, token=board.token)
        return Request(address, meta={"page": number})

    def read_list(self, response: TextResponse, board: Board) -> Page:
        """Read the cards of one page."""
        cards = response.css(self.cards)
        listed = [self.listed(card, response) for card in cards]
        total = self._total(response)
        meta = response.request.meta if response.request else {}
        number = int(meta.get("page", self.first_page))
        seen = int(meta.get("seen", 0)) + len(listed)
        empty = not listed and number == self.first_page and bool(self.empty_sign and response.css(self.empty_sign))
        if not self.paged or empty or (total is not None and seen >= total):
            return Page(listed, ended="one page" if not self.paged else "total reached", declared=total, empty=empty)
        if listed and self.is_last(response, number):
            return Page(listed, ended="last of the pager", declared=total)
        if listed and meta.get("after_none"):
            raise Trouble(Cause.SELECTOR_EMPTY, f"cards on page {number}, but none on the page before it")
        if listed:
            full = self.page_size is None or len(listed) >= self.page_size
            return Page(listed, following=[self._next(board, number, seen=seen, full=full)], declared=total)
        if number == self.first_page or self.pager is not None or not response.css(self.frame):
            return Page(listed, declared=total)
        if meta.get("full") and not meta.get("after_none"):
            return Page(listed, following=[self._next(board, number, seen=seen, after_none=True)], declared=total)
        return Page(listed, ended="a page without cards", declared=total)

    def _next(self, board: Board, number: int, **meta: int) -> Request:
        request = self.page_request(board, number + 1)
        return request.replace(meta={**request.meta, **meta})

    def is_last(self, response: TextResponse, number: int) -> bool:
        """Whether the pager of a page with cards names no later one."""
        if self.pager is None or not response.css(self.frame):
            return False
        shown = [int(found[0]) for text in response.css(self.pager).getall() if (found := LAST_DIGITS.search(text))]
        return number >= max(shown, default=number)

    def _total(self, response: TextResponse) -> int | None:
        text = " ".join(response.css(self.total).getall()) if self.total else ""
        found = MORE_DIGITS.search(text)
        return int(re.sub(r"\D", "", found[0])) if found else None

    def listed(self, card: Selector, response: TextResponse) -> Listed:
        """Return one card as a posting, with the request for its own page."""
        fields = pick(card, self.card_fields)
        url = urljoin(response.url, str(fields.get("url") or ""))
        fields["url"] = url
        fields.setdefault("identifier", self.identifier_at(url))
        return Listed(fields, Request(url), rejected=self.rejects(card))

    def rejects(self, card: Selector) -> str | None:
        """Return why a card is no posting for us, or None."""
        return None

    def is_detail(self, response: TextResponse) -> bool:
        """Take a page for a posting's own when it has the frame of one."""
        return bool(self.detail_frame and response.css(self.detail_frame))

    def read_detail(self, response: TextResponse, listed: Fields, board: Board) -> Iterable[Fields]:
        """Read the posting's page: its JobPosting, if it has one, over what the selectors find."""
        fields = pick(response, self.detail_fields)
        marked = fields_in(tree_of(response), response.url)
        if marked:
            own = marked[0].pop("identifier", None)
            fields = {**fields, **marked[0]}
            fields.setdefault("external_reference", own)
        fields.setdefault("in_language", listed.get("in_language") or response.css("html::attr(lang)").get())
        self.amend(fields, response)
        if fields.get("description"):
            title = fields.get("title") or listed.get("title")
            yield {**fields, "identifier": listed.get("identifier"), "title": title}

    def amend(self, fields: Fields, response: TextResponse) -> None:
        """Repair what the selectors cannot say."""


def pick(scope: Selector | TextResponse, selectors: Mapping[str, str]) -> Fields:
    """Return the fields that selectors find in a part of a page; of ``a | b`` the first that finds something."""
    fields: Fields = {}
    for name, css in selectors.items():
        found = next((found for one in css.split(" | ") if (found := scope.css(one))), scope.css(css.split(" | ")[0]))
        if "::" in css:
            texts = [" ".join(text.split()) for text in found.getall()]
            kept = [text for text in texts if text]
            if kept:
                fields[name] = kept if name in PLURAL else kept[0]
        elif found:
            fields[name] = "\n".join(
                inner_html(node.root) for node in found if isinstance(node.root, lxml.html.HtmlElement)
            )
    return fields
