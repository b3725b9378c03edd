"""robots.txt and the text-and-data-mining reservation, obeyed before every request.

Scrapy's middleware lets waiting requests through while robots.txt is still on its way, and lets everything through when
it cannot be had. RFC 9309 (2.3.1.4) says the opposite: a server error or no answer means complete disallow.
"""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import json
import logging
import time
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self, cast
from urllib.parse import urlsplit

from protego import Protego
from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.http import Response, TextResponse
from scrapy.http.request import NO_CALLBACK

from crawlers.page_kind import PageKind, page_kind
from crawlers.passport import Passport
from crawlers.trouble import RequestRefused, Trouble, trouble_of
from models.vocabulary import Cause

if TYPE_CHECKING:
    from crawlers.politeness import PoliteDownloader
    from crawlers.posting_spider import PostingSpider

logger = logging.getLogger(__name__)

ROBOTS_MAX = 500 * 1024
"""RFC 9309 (2.5): at least 500 KiB are parsed; the rest is left unread."""

CACHE_SECONDS = 24 * 3600
"""RFC 9309 (2.4): no longer than 24 hours."""

UNREACHED = frozenset({Cause.DNS, Cause.TIMEOUT, Cause.TLS, Cause.CONNECTION})
"""No answer at all: it is the host that is unreachable, not only its robots.txt. Nothing may be asked either way."""

TDM_PATH = "/.well-known/tdmrep.json"


@dataclass(frozen=True, slots=True)
class Rules:
    """What one host says to robots: its rules, or the reason why nothing may be asked."""

    rules: Protego | None
    body: str = ""
    refused: Cause | None = None
    detail: str = ""
    reserved: tuple[str, ...] = ()
    """Path prefixes whose text and data mining is reserved by tdmrep.json."""
    answer: Response | None = None
    """What was answered instead of rules."""

    @property
    def sha256(self) -> str:
        """The digest of the file, by which a change is seen."""
        return hashlib.sha256(self.body.encode()).hexdigest()

    def objection(
        self, url: str, user_agent: str, passport: Passport, accepted: str | None = None
    ) -> RequestRefused | None:
        """Return why this address may not be asked, or None.

        ``accepted`` is the digest of the file under which the host was last crawled, or which a person read: what that
        one allowed and this one closes contradicts the passport.
        """
        if self.refused is not None:
            return RequestRefused(self.refused, self.detail, self.answer)
        if any((urlsplit(url).path or "/").startswith(prefix) for prefix in self.reserved):
            return RequestRefused(Cause.TDM_RESERVED, f"tdmrep.json reserves {url}")
        if self.rules is None or url.startswith(passport.documented_api or ("\0",)):
            return None
        if self.rules.can_fetch(url, user_agent):
            return None
        shown = TextResponse(f"{origin_of(url)}/robots.txt", body=self.body.encode(), encoding="utf-8")
        if accepted in (None, self.sha256):
            return RequestRefused(Cause.ROBOTS_DISALLOWED, f"robots.txt closes {url}", shown)
        return RequestRefused(Cause.ROBOTS_CHANGED, f"robots.txt has changed and now closes {url}", shown)


def origin_of(url: str) -> str:
    """Return scheme and host of an address: what one robots.txt speaks for."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def rules_from(response: Response) -> Rules:
    """Read the answer to a request for robots.txt.

    2xx: the rules; a consent or challenge page instead of them: nothing may be asked. 401, 403, 429 and every 5xx:
    nothing may be asked. Any other answer: there are no rules.
    """
    if response.status in {401, 403, 429} or response.status >= 500:
        cause = Cause.RATE_LIMITED if response.status == 429 else Cause.ROBOTS_UNREACHABLE
        return Rules(None, refused=cause, detail=f"{response.status} at {response.url}", answer=response)
    if not 200 <= response.status < 300:
        return Rules(None)
    body = _decoded(response.body)
    if "<html" in body[:2000].lower():
        kind = page_kind(body)
        if kind is not PageKind.CONTENT:
            said = f"a {kind} page at {response.url}"
            return Rules(None, refused=Cause.ROBOTS_UNREACHABLE, detail=said, answer=response)
        return Rules(None, body=body)
    return Rules(Protego.parse(body), body=body)


def _decoded(body: bytes) -> str:
    whole = body if len(body) <= ROBOTS_MAX else body[:ROBOTS_MAX].rpartition(b"\n")[0]
    for mark, encoding in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig")):
        if whole.startswith(mark):
            return whole.decode(encoding, errors="replace")
    return whole.decode("utf-8", errors="replace")


def reserved_paths(text: str) -> tuple[str, ...]:
    """Return the path prefixes that a tdmrep.json reserves (W3C TDM Reservation Protocol)."""
    try:
        entries = json.loads(text)
    except (ValueError, RecursionError):
        return ()
    found = []
    for entry in entries if isinstance(entries, list) else []:
        if isinstance(entry, dict) and str(entry.get("tdm-reservation")) == "1":
            location = str(entry.get("location") or "/").partition("*")[0]
            found.append(location if location.startswith("/") else f"/{location}")
    return tuple(found)


def page_reserved(response: Response) -> bool:
    """Whether the answer itself reserves text and data mining, by header or by meta element; the header decides."""
    header = response.headers.get("tdm-reservation")
    if header is not None:
        return bool(header.strip() == b"1")
    if isinstance(response, TextResponse) and b"tdm-reservation" in response.body[:100_000]:
        return response.xpath("//meta[@name='tdm-reservation']/@content").get() == "1"
    return False


class RobotsGuard:
    """Asks each host for its rules once a day, applies crawl-delay, and answers for robots.txt itself."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._user_agent: str = crawler.settings["USER_AGENT"]
        self._cache = Path(folder) if (folder := crawler.settings.get("BELFRY_ROBOTS_CACHE")) else None
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
                self._rules[site] = self._from_cache(site) or await self._ask(site, request)
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
        self._to_cache(site, rules)
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

    def _from_cache(self, site: str) -> Rules | None:
        path = self._cache_file(site)
        if path is None or not path.is_file():
            return None
        try:
            kept = json.loads(path.read_text(encoding="utf-8"))
            if not 0 <= time.time() - float(kept["asked_at"]) <= CACHE_SECONDS:
                return None
            rules = Protego.parse(kept["body"]) if kept["has_rules"] else None
            return Rules(rules, kept["body"], reserved=tuple(kept["reserved"]))
        except (ValueError, KeyError, TypeError):
            return None

    def _to_cache(self, site: str, rules: Rules) -> None:
        path = self._cache_file(site)
        if path is None:
            return
        kept = {"site": site, "asked_at": time.time(), "body": rules.body, "has_rules": rules.rules is not None}
        partial = path.with_suffix(".partial")
        with contextlib.suppress(OSError):  # a disk without room: the next run asks again
            path.parent.mkdir(parents=True, exist_ok=True)
            partial.write_text(json.dumps({**kept, "reserved": rules.reserved}), encoding="utf-8")
            partial.replace(path)

    def _cache_file(self, site: str) -> Path | None:
        return self._cache / f"{hashlib.sha256(site.encode()).hexdigest()[:32]}.json" if self._cache else None
