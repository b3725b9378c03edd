"""Where the bytes of a request come from when not from the internet: a local gateway, or saved responses.

Both change the transport only. Spiders, robots rules, cookies and records keep the real addresses.
"""

from __future__ import annotations

import csv
import mimetypes
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.core.downloader.handlers.base import BaseDownloadHandler
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.responsetypes import responsetypes
from scrapy.settings.default_settings import DOWNLOAD_HANDLERS_BASE
from scrapy.utils.misc import build_from_crawler, load_object

ASKED = "asked"
"""Name in a request's meta of the address that the spider asked for: without the source's key, before any redirect."""

REAL_URL_HEADER = "X-Belfry-Url"
NOT_RECORDED = "X-Belfry-Not-Recorded"
"""Header of a replay's 404: nobody ever asked, so nothing follows from it."""

GATEWAY_HANDLERS = dict.fromkeys(("http", "https"), "crawlers.transport.GatewayHandler")
RECORDING_HANDLERS = dict.fromkeys(("http", "https"), "crawlers.transport.RecordingHandler")


class GatewayHandler(BaseDownloadHandler):
    """Sends every request to ``BELFRY_GATEWAY``: same method, path, query and body, the real address in a header."""

    lazy = True

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._gateway = crawler.settings["BELFRY_GATEWAY"].rstrip("/")
        reactorless = not crawler.settings.getbool("TWISTED_REACTOR_ENABLED")
        stock = "scrapy.core.downloader.handlers._aiohttp.AiohttpDownloadHandler"
        self._inner = build_from_crawler(load_object(stock if reactorless else DOWNLOAD_HANDLERS_BASE["http"]), crawler)

    async def download_request(self, request: Request) -> Response:
        """Return the gateway's answer under the address that was asked for."""
        parts = urlsplit(request.url)
        address = self._gateway + (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        sent = request.replace(url=address, headers={**request.headers, REAL_URL_HEADER: request.url})
        answer: Response = await self._inner.download_request(sent)
        if "download_latency" in sent.meta:
            request.meta["download_latency"] = sent.meta["download_latency"]
        return answer.replace(url=request.url)

    async def close(self) -> None:
        """Close the connections."""
        await self._inner.close()


@dataclass(frozen=True, slots=True)
class Recording:
    """One saved answer: to which request, of which board, and whether it holds all that the source sent."""

    source: str
    board: str
    method: str
    url: str
    path: Path
    holds_all: bool
    status: int = 200

    def response(self, request: Request) -> Response:
        """Return the saved answer as the response to a request."""
        body = self.path.read_bytes()
        kind = mimetypes.guess_type(self.path.name)[0] or "application/octet-stream"
        kind = "application/xml" if self.path.suffix == ".rss" else kind
        headers = {"Content-Type": kind}
        made = responsetypes.from_args(headers=None, url=request.url, filename=self.path.name, body=body)
        response: Response = made(url=request.url, status=self.status, headers=headers, body=body, request=request)
        return response


class RecordingError(ValueError):
    """A list of recordings that cannot be used; the message names the row and what is wrong."""


@cache
def read_recordings(path: Path) -> tuple[Recording, ...]:
    """Read a list of recordings: columns source, board, method, url, file[, complete, status], files relative to it.

    Raises `RecordingError` for a missing column or a file that is not there.
    """
    with path.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines)
        missing = {"source", "board", "method", "url", "file"} - set(rows.fieldnames or ())
        if missing:
            raise RecordingError(f"{path.name}: the column {min(missing)!r} is missing")
        return tuple(_recording(path, number, row) for number, row in enumerate(rows, start=2))


def _recording(listed_in: Path, number: int, row: dict[str, str | None]) -> Recording:
    file = listed_in.parent / (row["file"] or "")
    if not file.is_file():
        raise RecordingError(f"{listed_in.name}, line {number}: there is no file {row['file']!r}")
    return Recording(
        source=row["source"] or "",
        board=row["board"] or "",
        method=(row["method"] or "GET").upper(),
        url=row["url"] or "",
        path=file,
        holds_all=not (row.get("complete") or "").strip().lower().startswith("no"),
        status=int(row.get("status") or 200),
    )


class RecordingHandler(BaseDownloadHandler):
    """Answers from ``BELFRY_RECORDINGS``; an address that was not recorded gives 404, robots.txt included.

    Addresses are recorded without the source's key, for which a replay has no use.
    Several rows for one request are answers to its repetition, in their order, the last one for ever. A row whose
    address has no query also answers requests for the same path with any query.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        source = crawler.settings["BELFRY_SOURCE"]
        mine = [r for r in read_recordings(Path(crawler.settings["BELFRY_RECORDINGS"])) if r.source in {source, ""}]
        self._answers = by_request(mine)
        self._asked: dict[tuple[str, str], int] = defaultdict(int)

    async def download_request(self, request: Request) -> Response:
        """Return the saved answer to a request."""
        key, answers = answers_to(request, self._answers)
        if not answers:
            return Response(url=request.url, status=404, headers={NOT_RECORDED: "yes"}, request=request)
        turn = min(self._asked[key], len(answers) - 1)
        self._asked[key] += 1
        return answers[turn].response(request)


def answers_to(
    request: Request, by_request: Mapping[tuple[str, str], list[Recording]]
) -> tuple[tuple[str, str], list[Recording]]:
    """Return the answers that were recorded to a request, none where there are none, and the key they are under."""
    url = str(request.meta.get(ASKED, request.url))
    exact = request.method, plain_url(url)
    key = exact if exact in by_request else (request.method, plain_url(url.partition("?")[0]) + "?")
    return key, by_request.get(key, [])


def by_request(recordings: Iterable[Recording]) -> dict[tuple[str, str], list[Recording]]:
    """Return the recordings under method and address; under a path and ``?`` those whose address has no query."""
    answers: dict[tuple[str, str], list[Recording]] = defaultdict(list)
    for recording in recordings:
        answers[recording.method, plain_url(recording.url)].append(recording)
        if "?" not in recording.url:
            answers[recording.method, plain_url(recording.url) + "?"].append(recording)
    return answers


def plain_url(url: str) -> str:
    """Return an address in the one spelling under which recordings are found: quotes escaped, no fragment."""
    escaped = url.replace('"', "%22").replace(" ", "%20").replace("%7C", "|")
    return escaped.partition("#")[0]
