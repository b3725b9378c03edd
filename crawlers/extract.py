"""One saved response of a source → its RawPostings, through the spider's own code and without a crawl."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from scrapy.http import Headers, Request, TextResponse
from scrapy.responsetypes import responsetypes

from crawlers.boards import Board, board_named
from crawlers.fields import Fields
from crawlers.pages import SHAPE_ERRORS
from crawlers.posting_spider import PostingSpider
from crawlers.source import Source, source
from crawlers.trouble import Trouble
from models.raw import RawPosting
from models.record import RecordError
from models.vocabulary import Cause


def extract(
    name: str,
    body: bytes,
    *,
    url: str,
    board: str = "",
    content_type: str | None = None,
    fetched_at: datetime | None = None,
) -> Iterator[RawPosting]:
    """Yield the postings of one saved response, a list or a posting's own page; those without a title are left out.

    ``name`` is the source; ``url`` the address that was asked, ``content_type`` what the answer called itself (by
    default it is guessed from the body). Raises `UnknownSourceError`, `UnknownBoardError`, and
    `Trouble` with its cause when the response is not what the source sends.
    """
    wanted = source(name)
    spider, on = _spider(wanted), _board(name, board, url)
    response = _response(body, url, content_type)
    try:
        found = list(_fields(spider, response, on))
    except SHAPE_ERRORS as error:
        raise Trouble(Cause.SCHEMA_CHANGED, f"{type(error).__name__}: {error}") from error
    for fields in found:
        try:
            yield spider.posting(fields, on, fetched_at=fetched_at)
        except RecordError:
            continue


def _spider(wanted: Source) -> PostingSpider:
    if wanted.spider is None:
        raise Trouble(Cause.REFUSED, wanted.passport.reading)
    return wanted.spider()


def _board(name: str, token: str, url: str) -> Board:
    board = board_named(name, token)
    return board if board.url else Board(source=name, token=token, url=url, employer=board.employer)


def _response(body: bytes, url: str, content_type: str | None) -> TextResponse:
    headers = {"Content-Type": content_type} if content_type else {}
    kind = responsetypes.from_args(headers=Headers(headers) or None, body=body)
    kind = kind if issubclass(kind, TextResponse) else TextResponse
    return kind(url=url, body=body, headers=headers, request=Request(url))


def _fields(spider: PostingSpider, response: TextResponse, board: Board) -> Iterator[Fields]:
    if spider.is_detail(response):
        listed = {"identifier": spider.identifier_at(response.url), "url": response.url}
        for number, fields in enumerate(spider.read_detail(response, listed, board)):
            yield {**listed, **fields} if number else {**listed, **fields, "identifier": listed["identifier"]}
        return
    for entry in spider.read_list(response, board).listed:
        if entry.rejected is None:
            yield entry.fields
