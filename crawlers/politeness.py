"""How often a host is asked, and when one stops asking.

Delay: five times the last fetch, at least the passport's rate, at most 30 s (Heritrix 3's default profile), never below
the host's own crawl-delay. Retry-After is waited for when it is short and believed when it is long. After five walls in
a row (401, 403, 429, a challenge page) the slot is shut: at most six requests ever reach a wall.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections import Counter
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Self, cast

from scrapy import Request, signals
from scrapy.core.downloader import Downloader, Slot
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.retry import get_retry_request
from scrapy.http import HtmlResponse, Response
from scrapy.responsetypes import responsetypes

from crawlers.guards import OversizedBodyError, TruncatedBodyError, decoded
from crawlers.page_kind import CAUSE_OF, PageKind, page_kind
from crawlers.pages import header
from crawlers.trouble import RequestRefused, cause_of_status
from models.vocabulary import Cause

logger = logging.getLogger(__name__)

DELAY_FACTOR = 5.0
MAX_DELAY = 30.0
WALLS_BEFORE_STOP = 5
LONGEST_WAIT = 300.0
"""Seconds of Retry-After that a run waits for; beyond that the source is left alone until the next run."""

SMALL = 64 * 1024
"""Bytes of a compressed page that is looked into for signs of a wall."""

WALL_STATUSES = frozenset({401, 403, 407, 429, 451})


def next_delay(latency: float, *, least: float) -> float:
    """Return the seconds to wait before the next request to a host that took ``latency`` seconds to answer."""
    return max(least, min(MAX_DELAY, DELAY_FACTOR * latency))


def retry_after(header: bytes | None, *, now: datetime) -> float | None:
    """Return the seconds that a Retry-After header asks for, in seconds or as a date; None when unreadable."""
    text = (header or b"").decode("latin-1").strip()
    if text.isdecimal():
        return float(text[:9])
    try:
        until = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError):
        return None
    until = until if until.tzinfo else until.replace(tzinfo=UTC)
    return max(0.0, (until - now).total_seconds())


class PoliteDownloader(Downloader):
    """The last gate before the wire: a shut slot lets nothing out, one that was asked for patience waits.

    Middlewares stand before the slots' queues; what already waits in a queue would pass them by.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self.shut: dict[str, RequestRefused] = {}
        self.not_before: dict[str, float] = {}
        self.asked_delay: dict[str, float] = {}
        """Slot → seconds between requests that its hosts' robots.txt asks for."""

    async def _download(self, slot: Slot, request: Request) -> Response:
        slot.transferring.add(request)  # the slot is taken while its request waits at the gate
        try:
            await self.gate(self.get_slot_key(request))
        except RequestRefused:
            slot.transferring.remove(request)
            self._process_queue(slot)
            raise
        return await super()._download(slot, request)

    async def gate(self, key: str) -> None:
        """Wait until the slot may be asked; raise `RequestRefused` when it is shut."""
        if key not in self.shut and (wait := self.not_before.get(key, 0.0) - time.monotonic()) > 0:
            await asyncio.sleep(wait)
        if key in self.shut:
            raise RequestRefused(self.shut[key].cause, self.shut[key].detail)


class AdaptiveDelay:
    """Sets the delay of each download slot after each answer."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._least = crawler.settings.getfloat("DOWNLOAD_DELAY")
        self._on = crawler.settings.getbool("BELFRY_ADAPTIVE_DELAY", True)
        crawler.signals.connect(self._adjust, signal=signals.response_downloaded)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Build it for a crawl."""
        return cls(crawler)

    def _adjust(self, request: Request) -> None:
        latency, key = request.meta.get("download_latency"), request.meta.get("download_slot")
        if self._on and latency is not None and self._crawler.engine is not None:
            slot = self._crawler.engine.downloader.slots.get(key or "")
            if slot is not None:
                asked = cast("PoliteDownloader", self._crawler.engine.downloader).asked_delay.get(key or "", 0.0)
                slot.delay = next_delay(latency, least=max(self._least, asked))


class Breaker:
    """Tells the gate of a host that asks for patience, and of one that does not want us.

    It judges each answer before the slot's next request can start, and before any middleware has seen it.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._walls: Counter[str] = Counter()
        crawler.signals.connect(self._judge, signal=signals.response_downloaded)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Build it for a crawl."""
        return cls(crawler)

    def process_response(self, request: Request, response: Response) -> Response | Request:
        """Return the request again when its host named a time that can be waited for."""
        spider = self._crawler.spider
        assert spider is not None
        if _wait_of(response) is None or self._gate.get_slot_key(request) in self._gate.shut:
            return response
        return get_retry_request(request, spider=spider, reason="asked to wait") or response

    def _judge(self, request: Request, response: Response) -> None:
        key = self._gate.get_slot_key(request)
        cause, wait = wall_behind(_readable(response)), _wait_of(response)
        self._walls[key] = self._walls[key] + 1 if cause is not None else 0
        if wait is not None and wait > LONGEST_WAIT:
            self._shut(key, cause_of_status(response.status), f"{response.url} wants us back in {wait:.0f} s")
        elif cause is not None and self._walls[key] >= WALLS_BEFORE_STOP:
            self._shut(key, cause, f"{self._walls[key]} walls in a row, the last at {response.url}")
        elif wait is not None:
            self._gate.not_before[key] = max(self._gate.not_before.get(key, 0.0), time.monotonic() + wait)

    def _shut(self, key: str, cause: Cause, detail: str) -> None:
        if key not in self._gate.shut:
            self._gate.shut[key] = RequestRefused(cause, detail)
            logger.warning("%s is shut: %s", key, self._gate.shut[key])

    @property
    def _gate(self) -> PoliteDownloader:
        assert self._crawler.engine is not None
        return cast("PoliteDownloader", self._crawler.engine.downloader)


def _wait_of(response: Response) -> float | None:
    if response.status not in {429, 503}:
        return None
    return retry_after(response.headers.get("Retry-After"), now=datetime.now(tz=UTC))


def _readable(response: Response) -> Response:
    """Return an answer as text when it is a small compressed page: walls are small."""
    encodings = [(header(response, "Content-Encoding") or "").strip().lower()]
    if encodings == [""] or len(response.body) > SMALL:
        return response
    try:
        body = decoded(response.body, encodings, 20 * SMALL)
    except (TruncatedBodyError, OversizedBodyError):
        return response
    kind = responsetypes.from_args(headers=response.headers, url=response.url, body=body)
    return kind(response.url, status=response.status, headers=response.headers, body=body)


def wall_behind(response: Response) -> Cause | None:
    """Return the cause when the answer is a wall in front of the page, by its status or by what it shows."""
    if response.status in WALL_STATUSES:
        return cause_of_status(response.status)
    if isinstance(response, HtmlResponse):
        kind = page_kind(response.text)
        if kind in {PageKind.CHALLENGE, PageKind.CONSENT, PageKind.LOGIN}:
            return CAUSE_OF[kind]
    return None
