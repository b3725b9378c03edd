"""The answers from which postings were read → lines beside them, so that a person can follow a value to its page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from scrapy.http import Response

from crawlers.evidence import glimpse
from models.run import StoredPage

MOST_BYTES = 4 * 1024 * 1024
"""Bytes of an answer that are kept; longer ones are lists, of which the head is enough to see their shape."""


def stored_page(board: str, response: Response, postings: Sequence[str]) -> StoredPage:
    """Return the answer as it is kept, without secrets; ``postings`` were read from it."""
    seen = glimpse(response, most=MOST_BYTES)
    return StoredPage(
        board=board,
        postings=tuple(postings),
        url=seen.url,
        status=seen.status,
        headers=seen.headers,
        body=seen.body,
        is_whole=seen.is_whole,
        taken_at=datetime.now(tz=UTC),
    )
