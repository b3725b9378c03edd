"""Answers that need not be sent twice: strong ETags, 304, how long to keep them, and how often one may ask."""

from __future__ import annotations

import hashlib
import math
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import orjson
from fastapi import Request, Response

MAX_AGE, STALE = 300, 86_400
"""Seconds for which an answer may be used unasked, and used while it is asked for again."""
ASK_AGAIN: Mapping[str, str] = {"Cache-Control": "no-cache"}
"""For answers whose point is to be of this moment: kept, but never used before asking whether they still hold."""
OPEN_TO_ALL: Mapping[str, str] = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Link, Dataset-Version, RateLimit, RateLimit-Policy, Retry-After",
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
}
"""Public data may be read by scripts of any site (Fetch standard, CORS), and is never run as a page."""


def may_ask(methods: str) -> Mapping[str, str]:
    """Return what lets a script of any site ask with these methods and revalidate (Fetch standard, CORS preflight)."""
    return {
        **OPEN_TO_ALL,
        "Access-Control-Allow-Methods": methods,
        "Access-Control-Allow-Headers": "If-None-Match, Content-Type, Authorization",
        "Access-Control-Max-Age": "86400",
    }


def strong_etag(*parts: str) -> str:
    """Return the ETag of an answer that depends on nothing but ``parts``."""
    joined = "\x00".join(parts).encode()
    return f'"{hashlib.blake2b(joined, digest_size=12).hexdigest()}"'


def matches(if_none_match: str | None, etag: str) -> bool:
    """Say whether the caller has this answer already (RFC 9110, section 13.1.2: weak comparison)."""
    if not if_none_match:
        return False
    if if_none_match.strip() == "*":
        return True
    return any(tag.strip().removeprefix("W/") == etag.removeprefix("W/") for tag in if_none_match.split(","))


def cached(
    request: Request,
    etag: str,
    body: Callable[[], bytes],
    *,
    media_type: str = "application/json",
    version: str = "",
    headers: Mapping[str, str] | None = None,
    max_age: int = MAX_AGE,
) -> Response:
    """Return 304 when the caller has ``etag``, else ``body()``; the body is not made when it is not needed."""
    shared = {
        "ETag": etag,
        "Cache-Control": f"public, max-age={max_age}, stale-while-revalidate={STALE}",
        **OPEN_TO_ALL,
        **({"Dataset-Version": version} if version else {}),
        **(headers or {}),
    }
    if matches(request.headers.get("if-none-match"), etag):
        return Response(status_code=304, headers=shared)
    return Response(body(), media_type=media_type, headers=shared)


def cached_json(
    request: Request, payload: Any, *, version: str = "", headers: Mapping[str, str] | None = None
) -> Response:
    """Return ``payload`` with an ETag of its own bytes; for answers that are cheap to make."""
    body = json_bytes(payload)
    etag = strong_etag(hashlib.blake2b(body, digest_size=16).hexdigest())
    return cached(request, etag, lambda: body, version=version, headers=headers)


def json_bytes(payload: Any) -> bytes:
    """Return ``payload`` as JSON."""
    return orjson.dumps(payload, option=orjson.OPT_NON_STR_KEYS)


def query_key(pairs: Iterable[tuple[str, str]]) -> str:
    """Return one text for all spellings of the same query: order does not count."""
    return "&".join(f"{name}={value}" for name, value in sorted(pairs))


@dataclass(frozen=True, slots=True)
class Allowance:
    """What a caller may still ask in this window."""

    limit: int
    window: int
    left: int
    resets_in: int

    @property
    def exceeded(self) -> bool:
        """Whether the request at hand is one too many."""
        return self.left < 0

    def headers(self) -> dict[str, str]:
        """Return the headers that say so (draft-ietf-httpapi-ratelimit-headers-09)."""
        return {
            "RateLimit-Policy": f'"default";q={self.limit};w={self.window}',
            "RateLimit": f'"default";r={max(0, self.left)};t={self.resets_in}',
        }


class Limiter:
    """Counts requests of each caller in windows of fixed length; forgets a window when it is over."""

    def __init__(self, limit: int = 600, window: int = 60, clock: Callable[[], float] = time.monotonic) -> None:
        self._limit, self._window, self._clock = limit, window, clock
        self._lock = threading.Lock()
        self._number = -1
        self._spent: dict[str, int] = {}

    def spend(self, caller: str) -> Allowance:
        """Count one request of ``caller``."""
        now = self._clock()
        number = math.floor(now / self._window)
        with self._lock:
            if number != self._number:
                self._number, self._spent = number, {}
            spent = self._spent[caller] = self._spent.get(caller, 0) + 1
        resets_in = max(1, math.ceil((number + 1) * self._window - now))
        return Allowance(self._limit, self._window, self._limit - spent, resets_in)
