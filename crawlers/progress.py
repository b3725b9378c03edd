"""How far a crawl under way is, for whoever started it: counts in a small file that the crawl renews and removes."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Self, cast

import orjson
from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.utils.asyncio import AsyncioLoopingCall, create_looping_call
from twisted.internet.task import LoopingCall

from models.record import Record, RecordError

if TYPE_CHECKING:
    from crawlers.posting_spider import PostingSpider

PROGRESS_NAME = "progress.json"
EVERY = 0.5
"""Seconds between two renewals."""


@dataclass(frozen=True, kw_only=True, slots=True)
class CrawlProgress(Record):
    """The counts of one crawl under way, over all its boards."""

    requests: int = 0
    listed: int = 0
    settled: int = 0
    """Postings of which the fate is known: fetched, unchanged, rejected or failed."""
    declared: int = 0
    """What the boards say they have; the ones that say nothing count with what they listed."""

    @property
    def expected(self) -> int:
        """Postings that there will be, as far as anybody can say now."""
        return max(self.listed, self.declared)


def read_progress(run_folder: Path) -> CrawlProgress | None:
    """Return how far the crawl into ``run_folder`` is; None before it begins and after it has ended."""
    try:
        return CrawlProgress.from_json(orjson.loads((run_folder / PROGRESS_NAME).read_bytes()))
    except (OSError, orjson.JSONDecodeError, RecordError):
        return None


class ProgressFile:
    """The extension that renews the file."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._loop: AsyncioLoopingCall | LoopingCall | None = None
        crawler.signals.connect(self._begin, signal=signals.spider_opened)
        crawler.signals.connect(self._end, signal=signals.spider_closed)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Build it for a crawl."""
        return cls(crawler)

    def _begin(self) -> None:
        if self._path() is not None:
            self._loop = create_looping_call(self._renew)
            self._loop.start(EVERY)

    def _end(self) -> None:
        path = self._path()
        if self._loop is not None:
            self._loop.stop()
        if path is not None:
            path.unlink(missing_ok=True)
            path.with_name(PROGRESS_NAME + ".new").unlink(missing_ok=True)

    def _path(self) -> Path | None:
        folder = cast("PostingSpider", self._crawler.spider).orders.folder
        return None if folder is None else folder.path / PROGRESS_NAME

    def _renew(self) -> None:
        path, stats = self._path(), self._crawler.stats
        assert path is not None
        assert stats is not None
        books = [crawl.books for crawl in cast("PostingSpider", self._crawler.spider).crawls]
        told = CrawlProgress(
            requests=stats.get_value("downloader/request_count", 0),
            listed=sum(len(one.fates) for one in books),
            settled=sum(fate is not None for one in books for fate in one.fates.values()),
            declared=sum(one.declared or len(one.fates) for one in books),
        )
        partial = path.with_name(PROGRESS_NAME + ".new")
        with suppress(OSError):  # a disk without room is the landing's trouble
            partial.write_bytes(orjson.dumps(told.to_json()))
            partial.replace(path)
