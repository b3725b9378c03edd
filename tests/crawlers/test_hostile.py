"""Saved pages made hostile, one answer at a time: a cause with a name, books that balance, never a list that lost some.

Each family is followed from its first list to its last posting without a network; one of its saved answers is replaced
by a broken form of itself. What is demanded holds for every form: nothing is raised, each posting that a list names is
accounted for, and a run that calls itself complete has named every posting that the whole pages name.
"""

from __future__ import annotations

import json
import random
from collections import deque
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from scrapy import Request
from scrapy.http import HtmlResponse, Response, TextResponse
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.python.failure import Failure

from crawlers.boards import Board
from crawlers.guards import cut_short
from crawlers.source import source
from crawlers.transport import Recording, answers_to, by_request, read_recordings
from crawlers.trouble import RequestRefused
from models.run import BoardLedger
from models.vocabulary import Cause, Outcome
from tests.crawlers.test_sources import OVER_HTTP, boards_in, keys, saved

__all__ = ["keys", "saved"]

Change = Callable[[bytes], bytes]
SOUND = {Outcome.COMPLETE, Outcome.EMPTY_CONFIRMED}


class Followed:
    """The crawl of one board over saved answers, of which one may be replaced."""

    def __init__(self, name: str, board: Board, answers: dict[Any, list[Recording]]) -> None:
        self.name, self.board, self._answers = name, board, answers

    def crawl(self, changed: str = "", change: Change = bytes) -> BoardLedger:
        """Follow the board; the answers at the address ``changed`` are changed. Return its books and keep what came."""
        self.asked: list[str] = []
        self.listed: set[str] = set()
        spider = source(self.name).spider(boards=[self.board])
        (crawl,) = spider.crawls
        waiting = deque(crawl.first_requests())
        while waiting:
            assert len(self.asked) < 200, "the crawl does not come to an end"
            request = waiting.popleft()
            self.asked.append(request.url)
            response = self._answer(request)
            if changed == request.url and response.status == 200:
                response = response.replace(body=change(response.body))
            error = self._refused(response)
            if error is None:
                taken = request.callback(response, **request.cb_kwargs)
            else:
                failure = Failure(error)
                failure.request = request  # type: ignore[attr-defined]
                taken = request.errback(failure)
            waiting.extend(one for one in taken or () if isinstance(one, Request))
        self.listed = set(crawl.books.fates)
        return crawl.books.close("finished")

    @staticmethod
    def _refused(response: Response) -> Exception | None:
        """Return the error with which the downloader keeps an answer from the spider."""
        if response.status != 200:
            return HttpError(response)
        reason = cut_short(response)
        return RequestRefused(Cause.TRUNCATED_BODY, reason, response) if reason else None

    def _answer(self, request: Request) -> Response:
        _, found = answers_to(request, self._answers)
        if not found:
            return Response(request.url, status=404, request=request)
        answer = found[0].response(request)
        text = answer if isinstance(answer, TextResponse) else HtmlResponse(answer.url, body=answer.body)
        return text.replace(request=request)


@pytest.fixture
def followed(saved) -> Callable[[str], Followed]:
    def follow(name: str) -> Followed:
        path = saved(name)
        rows = [row for row in read_recordings(path) if row.source == name]
        return Followed(name, boards_in(name, path)[0], by_request(rows))

    return follow


def cut(part: float) -> Change:
    return lambda body: body[: int(len(body) * part)]


BODIES: dict[str, Change] = {
    "nothing": lambda _: b"",
    "a tenth": cut(0.1),
    "half": cut(0.5),
    "nine tenths": cut(0.9),
    "all but the end": lambda body: body.rstrip()[:-1],
    "zeros": lambda body: b"\0" * len(body),
    "another encoding": lambda body: body.decode().encode("utf-16"),
    "bytes that are no text": lambda body: body[:40] + b"\xff\xfe\x00\xd8" * 20 + body[40:],
    "null": lambda _: b"null",
    "a number": lambda _: b"17",
    "an empty list": lambda _: b"[]",
    "a list of lists": lambda _: b"[[[]]]",
    "an object": lambda _: b'{"message": "ok"}',
    "depth": lambda _: b"[" * 100_000,
    "an entity bomb": lambda _: b'<!DOCTYPE x [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><rss><channel>&b;</channel></rss>',
    "another document": lambda _: b"<?xml version='1.0'?><feed><entry/></feed>",
    "a page of a shop": lambda _: b"<html><head><title>Winkel</title></head><body><main>Welkom</main></body></html>",
    "a login": lambda _: b"<html><head><title>Aanmelden</title></head><body><input type=password></body></html>",
    "a consent": lambda _: b"<html><head><title>Voordat je verdergaat</title></head><body>Akkoord?</body></html>",
    "a challenge": lambda _: b"<html><head><title>Just a moment...</title></head><body></body></html>",
    "a megabyte in one text": lambda body: body.replace(b"</p>", b"x" * 1_000_000 + b"</p>", 1),
    "ten megabytes in one text": lambda body: body.replace(b"</p>", b"x" * 10_000_000 + b"</p>", 1),
    "dates a thousand years ahead": lambda body: body.replace(b"2026-", b"3026-"),
    "everything twice": lambda body: body * 2,
}
SAY_NOTHING_WITH_AN_EMPTY_LIST = {"breezy", "dvinci", "lever"}
"""Whose whole answer is the list: without postings it is empty, and an unknown board is 404."""

LOSES_NOTHING = {"a megabyte in one text", "dates a thousand years ahead"}
"""Forms that leave the list whole: what they say is for the readers of dates and texts to doubt."""


@pytest.mark.parametrize("name", OVER_HTTP)
def test_a_broken_answer_costs_the_run_its_name_of_complete(name, followed):
    board = followed(name)
    whole = board.crawl()
    assert whole.outcome is Outcome.COMPLETE
    named, addresses = board.listed, list(dict.fromkeys(board.asked))
    for url in addresses:
        for form, change in BODIES.items():
            books = board.crawl(url, change)
            assert books.balance == 0, (url, form)
            assert books.cause != "crashed", (url, form, books.detail)
            if form == "an empty list" and books.outcome is Outcome.EMPTY_CONFIRMED:
                assert name in SAY_NOTHING_WITH_AN_EMPTY_LIST, (url, books)
            elif books.outcome in SOUND:
                assert named <= board.listed, (url, form, "names fewer and calls itself", books.outcome)
            if form in LOSES_NOTHING:
                assert (books.outcome, board.listed) == (Outcome.COMPLETE, named), (url, form, books.detail)


STRANGE: tuple[Any, ...] = (None, "", [], {}, 0, -1, 10**30, True, "x", ["x"], {"x": "y"}, [None], "\ud800\x00", [[]])


def places_in(value: Any, way: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the way to each value of a JSON document, of long lists to their first two members only."""
    yield way
    if isinstance(value, dict):
        for key in value:
            yield from places_in(value[key], (*way, key))
    elif isinstance(value, list):
        for number in range(min(len(value), 2)):
            yield from places_in(value[number], (*way, number))


def put_at(document: Any, way: tuple[Any, ...], value: Any) -> Any:
    """Return a copy of a JSON document with another value at one place."""
    if not way:
        return value
    copy = dict(document) if isinstance(document, dict) else list(document)
    copy[way[0]] = put_at(document[way[0]], way[1:], value)
    return copy


def is_json(body: bytes) -> bool:
    try:
        return isinstance(json.loads(body), dict | list)
    except ValueError:
        return False


@pytest.mark.parametrize("name", OVER_HTTP)
def test_a_value_of_another_kind_anywhere_in_an_answer_is_survived(name, followed):
    board = followed(name)
    board.crawl()
    named, addresses = board.listed, list(dict.fromkeys(board.asked))
    chance = random.Random(name)
    for url in addresses:
        bodies: list[bytes] = []
        board.crawl(url, lambda body, kept=bodies: (kept.append(body), body)[1])
        if not bodies or not is_json(bodies[0]):
            continue
        document = json.loads(bodies[0])
        for way in places_in(document):
            for value in chance.sample(STRANGE, 6):
                changed = json.dumps(put_at(document, way, value)).encode()
                books = board.crawl(url, lambda _, said=changed: said)
                assert books.balance == 0, (url, way, value)
                assert books.cause != "crashed", (url, way, value, books.detail)
                if books.outcome is Outcome.COMPLETE and books.declared is not None:
                    assert books.listed >= 0.98 * books.declared, (url, way, value)
                if books.outcome is Outcome.EMPTY_CONFIRMED:
                    assert board.listed == set(), (url, way, value, named)
