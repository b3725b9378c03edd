"""The crawl of a list that begins with the newest posting: its beginning and its total show whether it has changed.

Where the newest postings are those of the last walk, and the total too, nothing was added, hence nothing removed: what
is known is seen again, for the price of one request. That this is so rests on four conditions:

- the last walk named exactly as many postings as the list states, so the total counts them and nothing else;
- none of them failed, so all of them are known, or known to be no posting of ours;
- whatever else changes, the order, a row put on top, the total, sends the crawl through the whole list;
- what a probe cannot see, a posting added below the newest in the night in which another one goes, and edits of older
  ones, waits for the next walk, which `known.WALK_AGE` brings. Until then nothing is closed: see `Basis`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from scrapy import Request
from scrapy.http import Response

from crawlers.board_crawl import BoardCrawl
from crawlers.fields import fingerprint
from crawlers.known import Known, KnownWalk
from crawlers.ledger import GONE
from crawlers.pages import SHAPE_ERRORS, Page
from crawlers.trouble import Trouble
from models.run import BoardLedger
from models.vocabulary import Basis, Outcome


class ProbedCrawl(BoardCrawl):
    """Asks for the newest postings first, and for the whole list only when they, or the total, are others."""

    _newest: str | None = None

    def first_requests(self) -> Iterator[Request]:
        """Yield the probe where a recent walk is known, else the requests for the whole list."""
        orders, last = self.spider.orders, self._last
        whole = not orders.changed_only or orders.only_url is not None or orders.sample is not None
        if whole or last is None or not last.is_recent(self.spider.started_at):
            yield from super().first_requests()
        else:
            self.books.page_asked()
            yield self._ask_list(self.spider.probe_request(self.board), self.on_probe)

    def on_probe(self, response: Response) -> Iterator[Any]:
        """Take the newest postings: see all others again, or go through the list."""
        if (proof := self._proof(response)) is not None:
            yield from self._see_all_again(proof)
        elif self.spider.probe_size is None:
            yield from self.on_list(response)
        else:
            self.books.page_done()
            yield from super().first_requests()

    def hand_on(self, known: Known, ledger: BoardLedger) -> None:
        """Add, for the next run, a walk that a probe may rely on."""
        super().hand_on(known, ledger)
        if ledger.basis is Basis.PROBE and self._last is not None:
            known.walks[self.board.token] = self._last
        elif self._newest and ledger.outcome is Outcome.COMPLETE and ledger.declared == ledger.listed:
            rejected = {key: fate.partition(":")[2] for key, fate in self.books.fates.items() if fate}
            rejected = {key: reason for key, reason in rejected.items() if reason not in ("", GONE)}
            if not ledger.failed:
                walked_at = self.spider.started_at
                known.walks[self.board.token] = KnownWalk(self._newest, ledger.declared, walked_at, rejected)

    @property
    def _last(self) -> KnownWalk | None:
        return self.spider.known.walks.get(self.board.token)

    def _proof(self, response: Response) -> str | None:
        """Return in words why the list must be as it was; None when it need not be, or this is no list at all."""
        last = self._last
        try:
            page = self._read_list(response)
        except (Trouble, *SHAPE_ERRORS):
            return None
        if last is None or (self._newest_in(page, response), page.declared) != (last.newest, last.declared):
            return None
        return f"probe: the newest and the total of {last.declared} are those of {last.walked_at:%Y-%m-%d %H:%M} UTC"

    def _see_all_again(self, proof: str) -> Iterator[Any]:
        last, known = self._last, self.spider.known
        assert last is not None
        self.books.proof = proof
        self.books.declares(last.declared)
        for identifier, reason in last.rejected.items():
            if self.books.list_posting(identifier):
                self.books.rejected(identifier, reason)
        for board, identifier in known.postings:
            if board == self.board.token and self.books.list_posting(identifier):
                yield from self._sight(identifier)
        self.memory.keep()
        self.books.page_done()

    def _after_page(self, page: Page, response: Response) -> Iterator[Request]:
        if self._newest is None:
            self._newest = self._newest_in(page, response)
        yield from super()._after_page(page, response)

    def _newest_in(self, page: Page, response: Response) -> str | None:
        """Return what changes when other postings are the newest, or one of them has changed."""
        if response.status == 304:
            return self._last.newest if self._last is not None else None
        listed = page.listed[: self.spider.probe_size]
        return fingerprint([[one.fields.get("identifier"), one.fingerprint] for one in listed])
