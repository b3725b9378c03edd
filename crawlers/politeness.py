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
from typing import Self

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.retry import get_retry_request
from scrapy.http import HtmlResponse, Response

from crawlers.page_kind import CAUSE_OF, PageKind, page_kind
from crawlers.trouble import RequestRefused, cause_of_status
from models.vocabulary import Cause

logger = logging.getLogger(__name__)

DELAY_FACTOR = 5.0
MAX_DELAY = 30.0
WALLS_BEFORE_STOP = 5
LONGEST_WAIT = 300.0
"""Seconds of Retry-After that a run waits for; beyond that the source is left alone until the next run."""

WALL_STATUSES = frozenset({401, 403, 407, 429, 451})


def next_delay(latency: float, *, least: float) -> float:
    """Return the seconds to wait before the next request to a host that took ``latency`` seconds to answer."""
    return max(least, min(MAX_DELAY, DELAY_FACTOR * latency))


def retry_after(header: bytes | None, *, now: datetime) -> float | None:
    """Return the seconds that a Retry-After header asks for, in seconds or as a date; None when unreadable."""
    text = (header or b"").decode("latin-1").strip()
    if text.isdigit():
        return float(text[:9])
    try:
        until = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError):
        return None
    until = until if until.tzinfo else until.replace(tzinfo=UTC)
    return max(0.0, (until - now).total_seconds())


class AdaptiveDelay:
    """Sets the delay of each download slot after each answer."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._least = crawler.settings.getfloat("DOWNLOAD_DELAY")
        self._on = self._least > 0
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
                slot.delay = next_delay(latency, least=self._least)


class Breaker:
    """Waits out a Retry-After and stops asking a host that does not want us."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._walls: Counter[str] = Counter()
        self._shut: dict[str, RequestRefused] = {}
        self._not_before: dict[str, float] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Build it for a crawl."""
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Raise `RequestRefused` when the slot is shut; wait while its host asked for patience."""
        key = self._slot(request)
        if key not in self._shut:
            await asyncio.sleep(max(0.0, self._not_before.get(key, 0.0) - time.monotonic()))
        if key in self._shut:
            raise RequestRefused(self._shut[key].cause, self._shut[key].detail)

    def process_response(self, request: Request, response: Response) -> Response | Request:
        """Count walls; return the request again when the host named a time that can be waited for."""
        key = self._slot(request)
        cause = wall_behind(response)
        if cause is None:
            self._walls[key] = 0
        else:
            self._walls[key] += 1
        if response.status in {429, 503} and (wait := self._asked_wait(response)) is not None:
            return self._patiently(request, response, key, wait)
        if cause is not None and self._walls[key] >= WALLS_BEFORE_STOP:
            self._shut[key] = RequestRefused(cause, f"{self._walls[key]} walls in a row, the last at {response.url}")
            logger.warning("%s is shut: %s", key, self._shut[key])
        return response

    def _patiently(self, request: Request, response: Response, key: str, wait: float) -> Response | Request:
        spider = self._crawler.spider
        assert spider is not None
        if wait > LONGEST_WAIT or self._walls[key] >= WALLS_BEFORE_STOP:
            cause = cause_of_status(response.status)
            self._shut[key] = RequestRefused(cause, f"{response.url} asks to come back in {wait:.0f} s")
            return response
        self._not_before[key] = max(self._not_before.get(key, 0.0), time.monotonic() + wait)
        return get_retry_request(request, spider=spider, reason="asked to wait") or response

    @staticmethod
    def _asked_wait(response: Response) -> float | None:
        return retry_after(response.headers.get("Retry-After"), now=datetime.now(tz=UTC))

    def _slot(self, request: Request) -> str:
        assert self._crawler.engine is not None
        return self._crawler.engine.downloader.get_slot_key(request)


def wall_behind(response: Response) -> Cause | None:
    """Return the cause when the answer is a wall in front of the page, by its status or by what it shows."""
    if response.status in WALL_STATUSES:
        return cause_of_status(response.status)
    if isinstance(response, HtmlResponse):
        kind = page_kind(response.text)
        if kind in {PageKind.CHALLENGE, PageKind.CONSENT, PageKind.LOGIN}:
            return CAUSE_OF[kind]
    return None
