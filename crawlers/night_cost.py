"""What a night costs a source when nothing has changed: in words from its declarations, in figures as measured.

``docs/unchanged_night.csv`` holds the figures; ``python -m benchmarks.unchanged_night --write`` makes it, and a test
crawls every family again and compares.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from crawlers.api_spider import ApiSpider
from crawlers.known import WALK_AGE
from crawlers.mail_spider import MailSpider
from crawlers.posting_spider import PostingSpider
from models.record import Record

NIGHTS = Path(__file__).parents[1] / "docs" / "unchanged_night.csv"

A_TWENTIETH = 0.05
"""Most that a night without change should cost, of a full crawl's requests and of its bytes."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Night(Record):
    """Requests, and bytes of bodies as sent, of a full crawl and of one of the same list unchanged; without rules."""

    source: str
    postings: int
    full_requests: int
    full_bytes: int
    requests: int
    bytes: int
    bytes_without_validators: int
    """The same where the server sends no validator, so that nothing answers 304."""

    @property
    def request_share(self) -> float:
        """Part of a full crawl's requests."""
        return self.requests / self.full_requests

    @property
    def byte_share(self) -> float:
        """Part of a full crawl's bytes."""
        return self.bytes / self.full_bytes

    @property
    def byte_share_without_validators(self) -> float:
        """Part of a full crawl's bytes where nothing answers 304."""
        return self.bytes_without_validators / self.full_bytes


@cache
def measured_nights() -> dict[str, Night]:
    """Return the figures by source; only what the sandbox serves has any."""
    with NIGHTS.open(encoding="utf-8", newline="") as lines:
        rows = [
            {name: int(text) if text.isdigit() else text for name, text in row.items()} for row in csv.DictReader(lines)
        ]
    return {night.source: night for night in map(Night.from_json, rows)}


def has_details(spider: type[PostingSpider]) -> bool:
    """Whether postings have pages of their own that are fetched: only then can a list save requests."""
    if issubclass(spider, ApiSpider):
        return bool(spider.detail_url or spider.marked_detail)
    return spider.read_detail is not PostingSpider.read_detail


def least_share(spider: type[PostingSpider]) -> float:
    """Return the share of a large board's full crawl, in requests, that an unchanged night asks for all the same."""
    if spider.newest_first:
        return 0.0
    if not has_details(spider):
        return 1.0
    return 0.0 if spider.page_size is None else 1 / (spider.page_size + 1)


def night_cost(spider: type[PostingSpider]) -> str:
    """Return in words what a night asks for when nothing has changed since the last one."""
    if issubclass(spider, MailSpider):
        return "nobody is asked"
    share, size = least_share(spider), spider.page_size
    if spider.newest_first:
        shown = f"the {spider.probe_size} newest ads" if spider.probe_size else "the first page"
        asked = (
            f"{shown} alone, while they and the total are those of the last walk through the whole list, which is taken"
            f" at least every {WALK_AGE.days + 1} nights; ads stand {spider.newest_first}"
        )
    elif not has_details(spider):
        asked = "the list, as in a full crawl, because it holds the ads themselves"
    elif size is None:
        asked = "the list alone"
    else:
        unknown = ", because the source fixes the pages' size, and nothing shows that its list begins with the newest"
        more = f", more than 5 %{unknown}" if share > A_TWENTIETH else ""
        asked = f"its pages of {size}, {share:.1%} of the requests of a full crawl of a long list{more}"
    if spider.asks_by_post:
        return f"{asked}; nothing answers 304, because lists are asked by POST"
    return f"{asked}; a page answers 304 where the source sends a validator"


def nights_table(spiders: Sequence[type[PostingSpider]]) -> Iterator[str]:
    """Yield the lines that say what each source costs a night, measured."""
    nights = [measured_nights()[spider.card.name] for spider in spiders if spider.card.name in measured_nights()]
    both = [night for night in nights if max(night.request_share, night.byte_share) <= A_TWENTIETH]
    bytes_only = [night for night in nights if night not in both and night.byte_share <= A_TWENTIETH]
    neither = [night for night in nights if night.byte_share > A_TWENTIETH]
    yield "\n## A night without change\n"
    yield (
        "Measured by `python -m benchmarks.unchanged_night`: the largest board of each family in a large sandbox, "
        "crawled whole, then again with what that run knew. robots.txt and tdmrep.json are left out: two small "
        "requests a host and run. A list is one request at least: where it names fewer than nineteen ads, that is more "
        "than a twentieth of theirs, whatever is done.\n"
    )
    yield f"- At most 5 % of the requests and of the bytes: {_named(both)}."
    yield f"- At most 5 % of the bytes, where a 304 answers, but more of the requests: {_named(bytes_only)}."
    yield f"- More than 5 % of the bytes: {_named(neither)}.\n"
    yield "| source | ads | full: requests | bytes | unchanged: requests | bytes | bytes where nothing answers 304 |"
    yield "|---|---|---|---|---|---|---|"
    for night in nights:
        yield (
            f"| `{night.source}` | {night.postings} | {night.full_requests} | {night.full_bytes:,} "
            f"| {night.requests} ({night.request_share:.1%}) | {night.bytes:,} ({night.byte_share:.1%}) "
            f"| {night.bytes_without_validators:,} ({night.byte_share_without_validators:.1%}) |"
        )


def _named(nights: Sequence[Night]) -> str:
    return f"{len(nights)} ({', '.join(f'`{night.source}`' for night in nights)})" if nights else "none"
