"""What a board's list pages said last time: asked with their validators, so that 304 can speak for a whole page."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from scrapy import Request
from scrapy.http import Response

from crawlers.known import Known, KnownPage
from crawlers.pages import Listed, Page, header
from crawlers.transport import ASKED


class ListMemory:
    """The list pages of one board, remembered from the last run and for the next one, without any key."""

    def __init__(self, board: str, known: Known, *, now: datetime) -> None:
        self.pages: dict[str, KnownPage] = {}
        """Address → what the next run may rely on."""
        self._board, self._known, self._now = board, known, now

    def condition(self, request: Request) -> None:
        """Ask whether the page has changed, where a 304 would be understood."""
        page = self._known.page(self._board, request.url, now=self._now) if request.method == "GET" else None
        if page is not None:
            conditions = {"If-None-Match": page.etag, "If-Modified-Since": page.last_modified}
            request.headers.update({name: value for name, value in conditions.items() if value})

    def recall(self, response: Response) -> Page | None:
        """Return the page that a 304 stands for; None when we never saw it."""
        known = self._known.pages.get((self._board, _asked(response)))
        if known is None:
            return None
        return Page(
            [Listed({"identifier": key}, rejected=known.rejected.get(key)) for key in known.identifiers],
            following=[Request(url, meta=dict(meta)) for url, meta in known.following],
            ended=known.ended,
            declared=known.declared,
            empty=known.empty,
        )

    def keep(self) -> None:
        """Keep all pages for the next run as they were for this one: the list is known to be the same."""
        self.pages = {url: page for (board, url), page in self._known.pages.items() if board == self._board}

    def remember(self, page: Page, response: Response) -> None:
        """Keep a page for the next run, with its validators and the way to the pages that follow it."""
        etag, modified = header(response, "ETag"), header(response, "Last-Modified")
        if response.status == 304:
            self.pages[_asked(response)] = self._known.pages[self._board, _asked(response)]
        elif (etag or modified) and _can_be_kept(response.request, *page.following):
            self.pages[_asked(response)] = KnownPage(
                etag=etag,
                last_modified=modified,
                identifiers=tuple(dict.fromkeys(map(_key, page.listed))),
                rejected={_key(listed): listed.rejected for listed in page.listed if listed.rejected is not None},
                following=tuple((request.url, request.meta) for request in page.following),
                ended=page.ended,
                declared=page.declared,
                empty=page.empty,
                has_details=any(listed.detail is not None for listed in page.listed),
            )


def _key(listed: Listed) -> str:
    return str(listed.fields.get("identifier"))


def _asked(response: Response) -> str:
    assert response.request is not None
    return str(response.request.meta[ASKED])


def _can_be_kept(asked: Request | None, *following: Request) -> bool:
    """Whether the requests say in a line of text all that is needed to make them again."""
    if asked is None or asked.method != "GET":
        return False
    return all(request.method == "GET" and not request.headers and _is_plain(request.meta) for request in following)


def _is_plain(meta: Mapping[str, Any]) -> bool:
    try:
        return bool(json.loads(json.dumps(meta)) == meta)
    except (TypeError, ValueError):
        return False
