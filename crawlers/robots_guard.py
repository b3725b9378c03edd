"""robots.txt and the text-and-data-mining reservation, obeyed before every request.

Scrapy's middleware lets waiting requests through while robots.txt is still on its way, and lets everything through when
it cannot be had. RFC 9309 (2.3.1.4) says the opposite: a server error or no answer means complete disallow.
"""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import json
import time
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self, cast
from urllib.parse import urlsplit

from protego import Protego
from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.http import Response, TextResponse
from scrapy.http.request import NO_CALLBACK

from crawlers.passport import Passport
from crawlers.robots import Rules, origin_of, page_reserved, reserved_paths, rules_from
from crawlers.trouble import RequestRefused, Trouble, trouble_of
from models.vocabulary import Cause

if TYPE_CHECKING:
    from crawlers.politeness import PoliteDownloader
    from crawlers.posting_spider import PostingSpider

CACHE_SECONDS = 24 * 3600
"""RFC 9309 (2.4): no longer than 24 hours."""

UNREACHED = frozenset({Cause.DNS, Cause.TIMEOUT, Cause.TLS, Cause.CONNECTION})
"""No answer at all: it is the host that is unreachable, not only its robots.txt. Nothing may be asked either way."""

TDM_PATH = "/.well-known/tdmrep.json"


class RobotsGuard:
    """Asks each host for its rules once a day, applies crawl-delay, and answers for robots.txt itself."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._user_agent: str = crawler.settings["USER_AGENT"]
        folder = crawler.settings.get("BELFRY_ROBOTS_CACHE")
        self._cache = RulesCache(Path(folder)) if folder else None
        self._rules: dict[str, Rules] = {}
        self._locks: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        crawler.signals.connect(self._slow_down, signal=signals.request_reached_downloader)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Build it for a crawl."""
        return cls(crawler)

    async def process_request(self, request: Request) -> Response | None:
        """Raise `RequestRefused` where the host's rules close the address."""
        if request.meta.get("belfry_asks_rules"):
            return None
        rules = await self._rules_for(request)
        site = origin_of(request.url)
        accepted = self._spider.known.robots.get(site) or self._passport.robots_sha256.get(urlsplit(site).netloc)
        objection = rules.objection(request.url, self._user_agent, self._passport, accepted)
        if objection is not None:
            if objection.cause is Cause.ROBOTS_CHANGED:
                self._spider.contradicted.add(site)
            raise objection
        self._spider.obeys(site, rules.sha256, accepted)
        if urlsplit(request.url).path == "/robots.txt":
            return TextResponse(request.url, body=rules.body.encode(), encoding="utf-8", request=request)
        return None

    def process_response(self, request: Request, response: Response) -> Response:
        """Raise `RequestRefused` when the page reserves text and data mining."""
        if not request.meta.get("belfry_asks_rules") and page_reserved(response):
            raise RequestRefused(Cause.TDM_RESERVED, f"reserved by {response.url}", response)
        return response

    @property
    def _spider(self) -> PostingSpider:
        return cast("PostingSpider", self._crawler.spider)

    @property
    def _passport(self) -> Passport:
        return self._spider.passport

    async def _rules_for(self, request: Request) -> Rules:
        site = origin_of(request.url)
        async with self._locks[site]:
            if site not in self._rules:
                cached = self._cache.recall(site) if self._cache else None
                self._rules[site] = cached or await self._ask(site, request)
                self._note_delay(request, self._rules[site])
        return self._rules[site]

    async def _ask(self, site: str, request: Request) -> Rules:
        answer = await self._download(f"{site}/robots.txt", request)
        if not isinstance(answer, Response):
            cause = answer.cause if answer.cause in UNREACHED else Cause.ROBOTS_UNREACHABLE
            return Rules(None, refused=cause, detail=answer.detail)
        rules = rules_from(answer)
        if rules.refused is not None:
            return rules
        reservation = await self._download(site + TDM_PATH, request)
        if isinstance(reservation, TextResponse) and reservation.status == 200:
            rules = Rules(rules.rules, rules.body, reserved=reserved_paths(reservation.text))
        if self._cache:
            self._cache.keep(site, rules)
        return rules

    async def _download(self, url: str, request: Request) -> Response | Trouble:
        meta: dict[str, Any] = {"belfry_asks_rules": True}
        if slot := request.meta.get("download_slot"):
            meta["download_slot"] = slot
        asked = Request(url, priority=1000, meta=meta, callback=NO_CALLBACK, dont_filter=True)
        assert self._crawler.engine is not None
        try:
            return await self._crawler.engine.download_async(asked)
        except Exception as error:  # noqa: BLE001 - whatever went wrong, the rules could not be had
            trouble = trouble_of(error)
            return Trouble(trouble.cause, f"{trouble.detail} at {url}")

    def _note_delay(self, request: Request, rules: Rules) -> None:
        delay = rules.rules.crawl_delay(self._user_agent) if rules.rules is not None else None
        if delay:
            key = request.meta.get("download_slot") or urlsplit(request.url).hostname or ""
            self._downloader.asked_delay[key] = max(self._downloader.asked_delay.get(key, 0.0), float(delay))

    def _slow_down(self, request: Request) -> None:
        key = request.meta.get("download_slot", "")
        if delay := self._downloader.asked_delay.get(key):
            slot = self._downloader.slots[key]
            slot.delay = max(slot.delay, delay)

    @property
    def _downloader(self) -> PoliteDownloader:
        assert self._crawler.engine is not None
        return cast("PoliteDownloader", self._crawler.engine.downloader)


class RulesCache:
    """The rules of hosts in a folder, between the runs of a day; what cannot be read or written is asked for again."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def recall(self, site: str) -> Rules | None:
        """Return what the host said within the last day."""
        try:
            kept = json.loads(self._file(site).read_text(encoding="utf-8"))
            if not 0 <= time.time() - float(kept["asked_at"]) <= CACHE_SECONDS:
                return None
            rules = Protego.parse(kept["body"]) if kept["has_rules"] else None
            return Rules(rules, kept["body"], reserved=tuple(kept["reserved"]))
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def keep(self, site: str, rules: Rules) -> None:
        """Write down what the host has just said."""
        kept = {"site": site, "asked_at": time.time(), "body": rules.body, "has_rules": rules.rules is not None}
        partial = self._file(site).with_suffix(".partial")
        with contextlib.suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            partial.write_text(json.dumps({**kept, "reserved": rules.reserved}), encoding="utf-8")
            partial.replace(self._file(site))

    def _file(self, site: str) -> Path:
        return self._folder / f"{hashlib.sha256(site.encode()).hexdigest()[:32]}.json"
