"""Whether the pages of a list lead anywhere: a repeated page, a circle or an abrupt end is never the last page."""

from __future__ import annotations

from dataclasses import dataclass, field

from scrapy import Request

from crawlers.fields import fingerprint
from crawlers.pages import Page
from crawlers.trouble import Trouble
from models.vocabulary import Cause

IDLE_PAGES = 3
"""Pages in a row without a new posting after which a sequence is taken for endless."""


@dataclass(slots=True)
class PageSequence:
    """The list pages of one board, in the order in which they came."""

    length: int = 0
    _idle: int = 0
    _seen: set[str] = field(default_factory=set)

    def add(self, page: Page, fresh: list[Request]) -> Trouble | None:
        """Count a page; ``fresh`` are those that follow it and were not asked for yet. Return what is wrong with it."""
        identifiers = [str(listed.fields.get("identifier")) for listed in page.listed]
        signature = fingerprint(identifiers)
        repeated = bool(identifiers) and signature in self._seen
        self._seen.add(signature)
        self.length += 1
        self._idle = 0 if identifiers and not repeated else self._idle + 1
        if repeated:
            return Trouble(Cause.DUPLICATE_PAGES, "the same page again")
        if page.ended is not None:
            return None
        if not page.following:
            return Trouble(Cause.TRUNCATED_PAGES, "no next page and no sign of the end")
        if not fresh:
            return Trouble(Cause.DUPLICATE_PAGES, "the next page was read before")
        if self._idle >= IDLE_PAGES:
            return Trouble(Cause.DUPLICATE_PAGES, f"{IDLE_PAGES} pages without a posting")
        return None
