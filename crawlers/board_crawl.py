"""The crawl of one board: pages and postings in, records out, and books in which each of them is accounted for."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from scrapy import Request
from scrapy.http import Response, TextResponse
from twisted.python.failure import Failure

from crawlers.boards import Board
from crawlers.evidence import Glimpse, glimpse
from crawlers.fields import Fields, clean_key
from crawlers.known import Known, KnownPosting
from crawlers.ledger import GONE, Books
from crawlers.list_memory import ListMemory
from crawlers.page_sequence import PageSequence
from crawlers.pages import SHAPE_ERRORS, Listed, Page, header, key_of, request_of, site_at, wall_instead
from crawlers.secret import redact
from crawlers.transport import ASKED, NOT_RECORDED
from crawlers.trouble import Trouble, trouble_of
from models.raw import RawPosting, Sighting
from models.record import RecordError
from models.run import BoardLedger
from models.vocabulary import Cause

if TYPE_CHECKING:
    from crawlers.posting_spider import PostingSpider

SAME_BODY = 3
"""Detail pages with one and the same body that show a wall instead of postings."""


class BoardCrawl:
    """Follows one board of a spider from its first list page to its last posting."""

    def __init__(self, spider: PostingSpider, board: Board) -> None:
        self.spider, self.board = spider, board
        self.books = Books(board.token)
        self.memory = ListMemory(board.token, spider.known, now=spider.started_at)
        self.last_page: Glimpse | None = None
        self.gone_page: Glimpse | None = None
        """The last list page that was read, the last page of a posting that is over: evidence where nothing failed."""
        self._pages = PageSequence()
        self._sampled = 0
        self._bodies: Counter[str] = Counter()
        self._sites = set(spider.detail_sites)
        self._asked: set[str] = set()

    def first_requests(self) -> Iterator[Request]:
        """Yield the requests that begin the crawl."""
        if self.spider.orders.only_url is not None:
            self.books.capped(Cause.SAMPLE, "only one address was asked for")
            yield from self._ask_lists([Request(self.spider.orders.only_url)], alone=True)
            return
        yield from self._ask_lists(self.spider.list_requests(self.board))

    def unvisited(self, urls: Iterable[str]) -> Iterator[Request]:
        """Yield requests for those addresses that no list has led to."""
        yield from self._ask_lists(map(Request, urls), alone=True)

    def _ask_lists(self, requests: Iterable[Request], *, alone: bool = False) -> Iterator[Request]:
        """Yield each request that was not made before: a page asked twice would never be answered twice."""
        for request in requests:
            if (key := key_of(request)) not in self._asked:
                self._asked.add(key)
                self.books.page_asked()
                yield self._ask_list(request, self.on_alone if alone else self.on_list)

    def _ask_list(self, request: Request, callback: Any) -> Request:
        self._sites.add(site_at(request.url))
        if self.spider.orders.changed_only:
            self.memory.condition(request)
        return self._send(request, callback, self.list_failed)

    def _send(self, request: Request, callback: Any, errback: Any, **words: Any) -> Request:
        meta = {**request.meta, ASKED: request.url}
        meta |= {"handle_httpstatus_list": [304], "download_maxsize": self.spider.max_bytes}
        if self.spider.one_bucket:
            meta["download_slot"] = self.spider.name
        sent = request.replace(callback=callback, errback=errback, meta=meta, cb_kwargs=words, dont_filter=True)
        return self.spider.signed(sent)

    def on_alone(self, response: Response) -> Iterator[Any]:
        """Take a page that nothing led to: a posting's own page or a list, as it shows."""
        if isinstance(response, TextResponse) and self.spider.is_detail(response):
            listed = Listed({"identifier": self.spider.identifier_at(response.url), "url": response.url})
            self.books.page_done()
            if self.books.list_posting(str(listed.fields["identifier"])):
                yield from self.on_detail(response, listed)
        else:
            yield from self.on_list(response)

    def on_list(self, response: Response) -> Iterator[Any]:
        """Take one page of a list."""
        try:
            page = self._read_list(response)
        except Trouble as trouble:
            self._page_failed(trouble, response)
            return
        except SHAPE_ERRORS as error:
            self._page_failed(Trouble(Cause.SCHEMA_CHANGED, f"{type(error).__name__}: {error}"), response)
            return
        if page.declared is not None:
            self.books.declares(page.declared)
        self.books.empty_confirmed = self.books.empty_confirmed or page.empty
        self.last_page = glimpse(response)
        for listed in page.listed:
            yield from self._on_listed(listed, as_known=response.status == 304)
        self.spider.keep_page(self, response, [listed.fields for listed in page.listed if listed.detail is None])
        yield from self._after_page(page, response)

    def _read_list(self, response: Response) -> Page:
        if response.status == 304:
            if (recalled := self.memory.recall(response)) is None:
                raise Trouble(Cause.SCHEMA_CHANGED, "304 to an unconditional request")
            return recalled
        if not isinstance(response, TextResponse):
            raise Trouble(Cause.SCHEMA_CHANGED, f"{type(response).__name__} where text was due")
        self._refuse_foreign(response)
        try:
            page = self.spider.read_list(response, self.board)
        except Trouble as trouble:
            raise wall_instead(response) or trouble from trouble
        if not page.listed and not page.empty and (wall := wall_instead(response)) is not None:
            raise wall
        return page

    def _after_page(self, page: Page, response: Response) -> Iterator[Request]:
        fresh = [request for request in page.following if key_of(request) not in self._asked]
        if (trouble := self._pages.add(page, fresh)) is not None:
            self._page_failed(trouble, response)
            return
        sampled_enough = self._enough()
        if page.following and (sampled_enough or self._pages.length >= self.spider.max_pages):
            if not sampled_enough:
                self.books.capped(Cause.TRUNCATED_PAGES, f"stopped after {self._pages.length} pages")
        else:
            self.memory.remember(page, response)
            yield from self._ask_lists(fresh)
        self.books.page_done()

    def _enough(self) -> bool:
        sample = self.spider.orders.sample
        if sample is None or self._sampled < sample:
            return False
        self.books.capped(Cause.SAMPLE, f"a sample of {sample} was asked for")
        return True

    def _on_listed(self, listed: Listed, *, as_known: bool = False) -> Iterator[Any]:
        key = clean_key(listed.fields.get("identifier"))
        identifier = key or f"unnamed {len(self.books.fates) + 1}"
        if self._enough() or not self.books.list_posting(identifier):
            return
        self._sampled += 1
        stamp = listed.fingerprint
        if listed.rejected is not None or key is None:
            self.books.rejected(identifier, listed.rejected or "no identifier")
        elif as_known or self._unchanged(identifier, stamp):
            yield from self._sight(identifier)
        elif listed.detail is None:
            yield from self._emit(listed.fields, identifier, stamp)
        elif site_at(listed.detail.url) not in self._sites:
            self.books.rejected(identifier, "foreign address", listed.detail.url)
        else:
            self._asked.add(key_of(listed.detail))
            yield self._send(listed.detail, self.on_detail, self.detail_failed, listed=listed)

    def take(self, page: Page) -> Iterator[Any]:
        """Take the postings of a page that no request brought, such as a message."""
        for listed in page.listed:
            yield from self._on_listed(listed)

    def _unchanged(self, identifier: str, stamp: str) -> bool:
        known, now = self.spider.known, self.spider.started_at
        return self.spider.orders.changed_only and known.unchanged(self.board.token, identifier, stamp, now=now)

    def hand_on(self, known: Known, ledger: BoardLedger) -> None:
        """Add to what the next run knows what this one learnt of the board's list."""
        known.pages |= {(ledger.board, url): page for url, page in self.memory.pages.items()}

    def on_detail(self, response: Response, listed: Listed) -> Iterator[Any]:
        """Take a posting's own page."""
        identifier = str(clean_key(listed.fields.get("identifier")))
        try:
            found = self._read_detail(response, listed)
        except Trouble as trouble:
            yield from self._not_had(identifier, trouble, response)
            return
        except SHAPE_ERRORS as error:
            detail = f"{type(error).__name__}: {error} at {response.url}"
            yield from self._not_had(identifier, Trouble(Cause.SCHEMA_CHANGED, detail), response)
            return
        for number, fields in enumerate(found):
            own = clean_key(fields.get("identifier")) if number else identifier
            if own is not None and (number == 0 or self.books.list_posting(own)):
                page_of = identifier if number else None
                yield from self._emit({**listed.fields, **fields, "identifier": own}, own, listed.fingerprint, page_of)
        self.spider.keep_page(self, response, [listed.fields, *found[1:]])

    def _read_detail(self, response: Response, listed: Listed) -> list[Fields]:
        if not isinstance(response, TextResponse):
            raise Trouble(Cause.SCHEMA_CHANGED, f"{type(response).__name__} where text was due, at {response.url}")
        self._refuse_foreign(response)
        found = list(self.spider.read_detail(response, listed.fields, self.board))
        if not found:
            raise wall_instead(response) or Trouble(Cause.SELECTOR_EMPTY, f"no posting at {response.url}")
        body = hashlib.blake2b(response.body, digest_size=12).hexdigest()
        self._bodies[body] += 1
        if self._bodies[body] >= SAME_BODY:
            raise Trouble(Cause.BLOCKED_WALL, f"one page for {SAME_BODY} postings, the last at {response.url}")
        return found

    def _emit(self, fields: Fields, identifier: str, stamp: str, page_of: str | None = None) -> Iterator[RawPosting]:
        now = datetime.now(tz=UTC)
        try:
            posting = self.spider.posting(fields, self.board, fetched_at=now)
        except RecordError as error:
            self.books.rejected(identifier, str(error))
            return
        self.books.fetched(identifier)
        self.spider.next_known.postings[self.board.token, identifier] = KnownPosting(stamp, now, page_of)
        yield posting

    def _sight(self, identifier: str) -> Iterator[Sighting]:
        beside = [
            other for other in self.spider.known.beside(self.board.token, identifier) if self.books.list_posting(other)
        ]
        for seen in (identifier, *beside):
            key = (self.board.token, seen)
            known = self.spider.next_known.postings[key] = self.spider.known.postings[key]
            if known.gone:
                self.books.rejected(seen, GONE)
                continue
            self.books.unchanged(seen)
            yield Sighting(source=self.spider.name, board=self.board.token, identifier=seen)

    def _not_had(self, identifier: str, trouble: Trouble, answer: Response | None = None) -> Iterator[Sighting]:
        """Book a posting whose page failed; one that was known has still been seen in the list."""
        self.books.failed(identifier, trouble)
        self.spider.evidence.keep(self.board.token, trouble, trouble.answer or answer)
        key = (self.board.token, identifier)
        if (known := self.spider.known.postings.get(key)) is not None:
            self.spider.next_known.postings[key] = replace(known, fingerprint=None)
            if known.gone:
                return
            yield Sighting(source=self.spider.name, board=self.board.token, identifier=identifier)

    def list_failed(self, failure: Failure) -> None:
        """Book a list page that could not be had."""
        self._page_failed(self._trouble(failure), None, request_of(failure).url)

    def detail_failed(self, failure: Failure) -> Iterator[RawPosting | Sighting]:
        """Book a posting whose page could not be had; 404 and 410 say that it is over.

        A replay keeps what the list says of a posting whose own page was not recorded.
        """
        request = request_of(failure)
        listed: Listed = request.cb_kwargs["listed"]
        identifier = str(clean_key(listed.fields.get("identifier")))
        answer = getattr(failure.value, "response", None)
        if answer is not None and header(answer, NOT_RECORDED) and listed.fields.get("title"):
            yield from self._emit(listed.fields, identifier, listed.fingerprint)
        elif answer is not None and answer.status in {404, 410}:
            self.books.rejected(identifier, GONE, request.url)
            self.gone_page = glimpse(answer)
            key, now = (self.board.token, identifier), datetime.now(tz=UTC)
            before = self.spider.known.postings.get(key) or KnownPosting(None, None)
            self.spider.next_known.postings[key] = KnownPosting(listed.fingerprint, now, gone=before.gone + 1)
        else:
            yield from self._not_had(identifier, self._trouble(failure))

    def _trouble(self, failure: Failure) -> Trouble:
        return trouble_of(failure.value, keys=self.spider.passport.keys)

    def _page_failed(self, trouble: Trouble, answer: Response | None, url: str = "") -> None:
        url = redact(answer.url if answer is not None else url)
        detail = trouble.detail if url in trouble.detail else f"{trouble.detail} at {url}".strip()
        self.books.page_failed(Trouble(trouble.cause, detail))
        self.spider.evidence.keep(self.board.token, trouble, trouble.answer or answer)

    def _refuse_foreign(self, response: Response) -> None:
        if site_at(response.url) not in self._sites:
            raise Trouble(Cause.BLOCKED_WALL, f"sent elsewhere: {response.url}")
