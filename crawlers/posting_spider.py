"""The base of every spider: boards in, RawPostings and Sightings out, and a manifest at the end.

A source says how to ask for its lists (`list_requests`), how to read one (`read_list`) and, where a list does not hold
everything, how to read a posting's own page (`read_detail`). `BoardCrawl` does the rest, once for all: known postings
are left alone, walls are recognised, failures get a cause, and the end of a list is believed only when the source gives
a sign of it.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, ClassVar, Self

import scrapy
from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import CloseSpider, DontCloseSpider
from scrapy.http import Response, TextResponse

from crawlers.board_crawl import BoardCrawl
from crawlers.boards import GIVEN, Board
from crawlers.evidence import EvidenceFolder
from crawlers.fields import Fields, clean_key, raw_posting
from crawlers.known import Known, read_known
from crawlers.landing import RunFolder
from crawlers.ledger import WRITE_FAILED, worst
from crawlers.pages import Page
from crawlers.passport import Passport
from crawlers.probed_crawl import ProbedCrawl
from crawlers.stored_pages import stored_page
from crawlers.transport import Recording, plain_url, read_recordings
from crawlers.trouble import Trouble
from models.raw import RawPosting
from models.run import KNOWN_NAME, BoardLedger, RunManifest, SourceCard
from models.vocabulary import Cause, Outcome

UNSOUND = frozenset({Outcome.BLOCKED, Outcome.BROKEN, Outcome.PARTIAL, Outcome.SKIPPED})
"""Outcomes that a person looks into."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Orders:
    """What one run is told to do."""

    run_id: str | None = None
    folder: RunFolder | None = None
    """Where the manifest goes; None for a spider that only reads saved pages."""
    known: Path | None = None
    changed_only: bool = False
    """Whether what ``known`` holds is left unfetched while its list shows no change."""
    sample: int | None = None
    """Postings of each board after which the run stops."""
    only_url: str | None = None
    asked: Mapping[str, str] = field(default_factory=dict)
    """The same in words, for the manifest."""


class PostingSpider(scrapy.Spider):
    """Crawls the boards of one source; subclasses declare the source and read its pages."""

    card: ClassVar[SourceCard]
    passport: ClassVar[Passport]
    max_pages: ClassVar[int] = 500
    """List pages of one board after which the run says that it is truncated."""
    max_bytes: ClassVar[int] = 10 * 1024 * 1024
    """Largest answer that the source may send, unpacked."""
    page_size: ClassVar[int | None] = None
    """Postings that a page of a list names at most; None when one answer names them all."""
    newest_first: ClassVar[str] = ""
    """Where it is known from that a list begins with the newest and states its total; empty where it is not known."""
    probe_size: ClassVar[int | None] = None
    """Postings that are asked for to see whether a list has changed; None where the site fixes the pages' size."""
    asks_by_post: ClassVar[bool] = False
    """Whether lists are asked for by POST, to which no source answers 304."""
    one_bucket: ClassVar[bool] = True
    """Whether all boards share one rate, being served by one vendor."""
    single_list: ClassVar[bool] = False
    """Whether the source has one list instead of employers' boards."""
    own_boards: ClassVar[tuple[str, ...]] = ()
    """Boards that the source itself defines, instead of rows of boards.csv."""
    vendor_host: ClassVar[str] = ""
    """Host of a board whose token is a mere name, with ``{token}`` in it."""
    detail_sites: ClassVar[tuple[str, ...]] = ()
    """Registrable domains, besides the list's own, where postings' pages may stand."""

    def __init__(self, *, boards: Sequence[Board] = (), orders: Orders | None = None) -> None:
        super().__init__(name=self.card.name)
        self.orders = orders or Orders()
        self.known = read_known(self.orders.known) if self.orders.known is not None else Known()
        self.next_known = Known()
        self.notes: list[str] = []
        self.contradicted: set[str] = set()
        """Scheme and host of those whose robots.txt now closes what was crawled: theirs is not the accepted one."""
        self.started_at = datetime.now(tz=UTC)
        self.evidence = EvidenceFolder(self.orders.folder.path if self.orders.folder is not None else None)
        follow = ProbedCrawl if self.newest_first else BoardCrawl
        self.crawls = [follow(self, board) for board in boards]

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """Build the spider for a crawl; its end writes the manifest."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        crawler.signals.connect(spider.read_the_rest, signal=signals.spider_idle)
        crawler.signals.connect(spider.finish, signal=signals.spider_closed)
        return spider

    # --- what a source declares ------------------------------------------------------------------------------------
    # Not abstract methods: a source whose list says all has no details to read.

    def list_requests(self, board: Board) -> Iterable[Request]:
        """Return the requests that begin the board's lists."""
        raise NotImplementedError

    def probe_request(self, board: Board) -> Request:
        """Return the request whose answer shows the newest postings and the total: the list's first page."""
        return next(iter(self.list_requests(board)))

    def signed(self, request: Request) -> Request:
        """Put the source's key on a request that is about to be sent; what is remembered of it has none."""
        return request

    def read_list(self, response: TextResponse, board: Board) -> Page:
        """Read one list page; raises `Trouble` when it is none."""
        raise NotImplementedError

    def read_detail(self, response: TextResponse, listed: Fields, board: Board) -> Iterable[Fields]:
        """Read a posting's own page into fields; ``listed`` is what the list said of it."""
        raise NotImplementedError

    def is_detail(self, response: TextResponse) -> bool:
        """Whether a page found by itself is a posting's own page, not a list."""
        return False

    def identifier_at(self, url: str) -> str:
        """Return the identifier of the posting whose own page stands at the address."""
        return plain_url(url)

    def origin(self, board: Board) -> str:
        """Return scheme and host of the board: its own address, or its name on the vendor's host."""
        named = bool(self.vendor_host) and not board.url and "." not in board.host
        return f"https://{self.vendor_host.format(token=board.token)}" if named else board.origin

    # --- what every source shares ----------------------------------------------------------------------------------

    async def start(self) -> AsyncIterator[Request]:
        """Yield the first requests of every board."""
        asks_nobody = self.settings["BELFRY_GATEWAY"] or self.settings["BELFRY_RECORDINGS"]
        if not asks_nobody and self.settings["CONTACT_URL"] == self.settings["NO_CONTACT"]:
            self.notes.append("BELFRY_CONTACT_URL is not set: nobody can find out who asks")
        if self.known.is_ahead_of(self.started_at):
            self.notes.append(
                f"an earlier run bears a time after {self.started_at:%Y-%m-%d %H:%M} UTC: is the clock right?"
            )
        for crawl in self.crawls:
            for request in crawl.first_requests():
                yield request

    def read_the_rest(self) -> None:
        """Read, when a replay has come to its end, the recorded pages that no recorded list named."""
        assert self.crawler.engine is not None
        left = [
            request
            for crawl in self.crawls
            for request in crawl.unvisited(row.url for row in self._recordings(crawl.board) if row.method == "GET")
        ]
        for request in left:
            self.crawler.engine.crawl(request)
        if left:
            raise DontCloseSpider

    def obeys(self, site: str, digest: str, accepted: str | None) -> None:
        """Note the robots.txt that lets us in, for this run and the next; a harmless change is worth a word."""
        if self.next_known.robots.get(site) != digest and accepted not in (None, digest):
            self.notes.append(f"robots.txt of {site} has changed and still allows what is crawled")
        self.next_known.robots[site] = digest

    def posting(self, fields: Fields, board: Board, *, fetched_at: datetime | None = None) -> RawPosting:
        """Return the record; what boards.csv knows of the employer fills what the source leaves out.

        Raises `RecordError` when there is no identifier or no title.
        """
        filled = dict(fields)
        if board.employer and not filled.get("hiring_organization"):
            filled["hiring_organization"] = board.employer
        if board.enterprise_number and not filled.get("enterprise_number") and _is_named(board, filled):
            filled["enterprise_number"] = board.enterprise_number
        if self.card.attribution:
            filled["attribution"] = self.card.attribution
        run_id = self.orders.run_id
        return raw_posting(self.card.name, board.token, filled, fetched_at=fetched_at, run_id=run_id)

    def keep_page(self, crawl: BoardCrawl, response: Response, found: Iterable[Fields]) -> None:
        """Keep the answer in which the postings ``found`` stand, if any of them was written; end when none can be."""
        folder = self.orders.folder
        if folder is None:
            return
        named = (clean_key(fields.get("identifier")) for fields in found)
        written = [key for key in named if key is not None and crawl.books.was_fetched(key)]
        if written:
            folder.add_page(stored_page(crawl.board.token, response, written))
        if folder.failure is not None:
            raise CloseSpider(WRITE_FAILED)

    def _recordings(self, board: Board) -> list[Recording]:
        path = self.settings.get("BELFRY_RECORDINGS")
        rows = read_recordings(Path(path)) if path else ()
        return [row for row in rows if row.source == self.name and row.board == board.token]

    def finish(self, reason: str) -> None:
        """Close the files and the books; the manifest comes last."""
        folder = self.orders.folder
        if folder is None:
            return
        files = folder.close()
        if folder.failure is not None:
            reason = WRITE_FAILED
            landed = folder.landed()
            for crawl in self.crawls:
                crawl.books.keep_landed(landed.get(crawl.board.token, ()))
        ledgers = tuple(self._closed(crawl, reason) for crawl in self.crawls)
        for crawl, ledger in zip(self.crawls, ledgers, strict=True):
            crawl.hand_on(self.next_known, ledger)
            if ledger.outcome is Outcome.BROKEN and ledger.board and crawl.board.status == GIVEN:
                self.notes.append(f"boards.csv does not know {self.name}:{ledger.board}: is it written so?")
        self._obeyed = dict(self.next_known.robots)
        for site in self.contradicted:
            self.next_known.robots.pop(site, None)
        self.next_known.carry(self.known, {ledger.board: ledger.outcome for ledger in ledgers}, now=self.started_at)
        if folder.failure is None:
            self.next_known.write(folder.path / KNOWN_NAME)
        else:  # the last records may not have landed: they must not be taken for known
            self.notes.append(f"{folder.path}: {folder.failure.strerror}")
        folder.write_manifest(self._manifest(ledgers, files))

    def _closed(self, crawl: BoardCrawl, reason: str) -> BoardLedger:
        """Close the books of a board; where they say that it went wrong, its last list page is the evidence."""
        board = crawl.board.token
        ledger = crawl.books.close(reason, holds_all=all(row.holds_all for row in self._recordings(crawl.board)))
        if ledger.outcome in UNSOUND and ledger.cause is not Cause.SAMPLE and not self.evidence.has(board):
            seen = crawl.gone_page if ledger.cause is Cause.HTTP_4XX else crawl.last_page
            self.evidence.keep(board, Trouble(ledger.cause, ledger.detail or ""), seen)
        return ledger

    def _manifest(self, ledgers: tuple[BoardLedger, ...], files: Mapping[str, int]) -> RunManifest:
        speaking = worst(ledgers)
        stats = self.crawler.stats
        assert stats is not None
        return RunManifest(
            run_id=self.orders.run_id or "",
            card=self.card,
            started_at=self.started_at,
            ended_at=datetime.now(tz=UTC),
            outcome=speaking.outcome if speaking else Outcome.BROKEN,
            cause=speaking.cause if speaking else Cause.CRASHED,
            detail=speaking.detail if speaking else "no board was asked for",
            asked=self.orders.asked,
            robots=self._obeyed,
            notes=tuple(self.notes),
            boards=ledgers,
            requests=stats.get_value("downloader/request_count", 0),
            not_modified=stats.get_value("downloader/response_status_count/304", 0),
            bytes=stats.get_value("downloader/response_bytes", 0),
            retries=stats.get_value("retry/count", 0),
            files=files,
        )


def _is_named(board: Board, fields: Fields) -> bool:
    """Whether the posting is of the board's employer itself: a group's board lists subsidiaries too."""
    return (board.employer or "").casefold() in str(fields.get("hiring_organization")).casefold()
