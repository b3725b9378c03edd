"""What a spider reads off one page of a list, and how one sees that a page is not what was asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, cast

import tldextract
from scrapy import Request
from scrapy.http import Response, TextResponse
from twisted.python.failure import Failure

from crawlers.fields import Fields, fingerprint
from crawlers.page_kind import CAUSE_OF, PageKind, page_kind
from crawlers.transport import plain_url
from crawlers.trouble import Trouble

SHAPE_ERRORS = (KeyError, IndexError, TypeError, ValueError, AttributeError, ArithmeticError, RecursionError)
"""What reading a page raises when the source has changed its shape."""

_SUFFIXES = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)


@dataclass(frozen=True, slots=True)
class Listed:
    """One posting as a list names it."""

    fields: Fields
    """What the list says of it; ``identifier`` at least."""
    detail: Request | None = None
    """How to ask for the rest; None when the list holds everything."""
    stamp: Any = None
    """What changes when the posting changes; by default everything that the list says of it."""
    rejected: str | None = None
    """Why it can be no posting, e.g. ``unlisted``."""

    @property
    def fingerprint(self) -> str:
        """The digest by which a later run recognises that nothing changed."""
        return fingerprint(self.stamp if self.stamp is not None else self.fields)


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a list."""

    listed: Sequence[Listed]
    following: Sequence[Request] = ()
    """The next pages."""
    ended: str | None = None
    """The source's own sign that nothing follows, such as ``total reached``; required when nothing does."""
    declared: int | None = None
    """The total that the page states for the whole list."""
    empty: bool = False
    """Whether the page itself says that there are no postings."""


def wall_instead(response: TextResponse) -> Trouble | None:
    """Return the trouble when an answer without postings is a wall in front of them."""
    head = response.text[:2000].lower()
    if "<html" not in head and "<title" not in head:
        return None
    kind = page_kind(response.text)
    return None if kind is PageKind.CONTENT else Trouble(CAUSE_OF[kind], f"a {kind} page at {response.url}")


@cache
def site_of(host: str) -> str:
    """Return the registrable domain of a host, e.g. ``example.be`` for ``jobs.example.be``; an address is its own."""
    return _SUFFIXES(host).top_domain_under_public_suffix or host


def site_at(url: str) -> str:
    """Return the registrable domain of an address."""
    return site_of(url.partition("://")[2].partition("/")[0].lower().rpartition("@")[2].partition(":")[0])


def key_of(request: Request) -> str:
    """Return what makes two requests for a page the same one."""
    return f"{request.method} {plain_url(request.url)} {request.body!r}"


def request_of(failure: Failure) -> Request:
    """Return the request that failed."""
    return cast("Request", failure.request)  # type: ignore[attr-defined]


def header(response: Response, name: str) -> str | None:
    """Return a header of the answer as text."""
    value = response.headers.get(name)
    return value.decode("latin-1") if value else None
