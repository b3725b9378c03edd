"""What may leave the house and what may come in: safe targets only, whole bodies only, bounded sizes only."""

from __future__ import annotations

import ipaddress
import logging
import re
import zlib
from collections.abc import Callable, Iterable
from typing import Any, Self
from urllib.parse import urlsplit

import brotli  # type: ignore[import-untyped]
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.retry import get_retry_request
from scrapy.http import HtmlResponse, Response, TextResponse
from scrapy.resolver import CachingThreadedResolver
from scrapy.responsetypes import responsetypes
from twisted.internet.defer import Deferred
from twisted.internet.error import DNSLookupError

from crawlers.trouble import RequestRefused
from models.network import is_public_address
from models.vocabulary import Cause

logger = logging.getLogger(__name__)

PORTS = frozenset({None, 80, 443})

_OPENS_HTML = re.compile(rb"<html[\s>]", re.IGNORECASE)
_CLOSES_HTML = re.compile(rb"</(?:html|body)\s*>", re.IGNORECASE)


def unsafe_target(url: str) -> str | None:
    """Return why an address may not be asked at all, or None; the resolver checks the rest."""
    try:
        parts = urlsplit(url)
        port, host = parts.port, parts.hostname or ""
    except ValueError:
        return "no address"
    if parts.scheme not in {"http", "https"}:
        return f"scheme {parts.scheme!r}"
    if parts.username or parts.password:
        return "credentials in the address"
    if port not in PORTS:
        return f"port {port}"
    if not re.search(r"[.:]", host) or host.endswith((".localhost", ".local", ".internal")):
        return f"host {host!r}"
    if (
        re.fullmatch(r"[0-9a-fx.]+|.*:.*", host)
        and not re.search(r"\.[a-z]{2,}$", host)
        and not is_public_address(host)
    ):
        return f"address {host}"
    return None


def is_local_server(url: str) -> bool:
    """Whether an address is the root of a web server on this machine."""
    try:
        parts = urlsplit(url)
        _, host = parts.port, parts.hostname or ""
    except ValueError:
        return False
    bare = parts.path in {"", "/"} and not (parts.query or parts.fragment or parts.username)
    return bare and parts.scheme in {"http", "https"} and (host == "localhost" or _is_loopback(host))


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


class TargetGuard:
    """Lets only http(s) requests to public hosts on the usual ports out, redirects included."""

    @classmethod
    def from_crawler(cls, _crawler: Crawler) -> Self:
        """Build it for a crawl."""
        return cls()

    def process_request(self, request: Request) -> None:
        """Raise `RequestRefused` for an unsafe target."""
        if reason := unsafe_target(request.url):
            raise RequestRefused(Cause.CONNECTION, f"unsafe target: {reason}")


class GuardedResolver(CachingThreadedResolver):
    """Resolves host names to public addresses only, so that neither a literal nor a rebinding name leads inside."""

    def getHostByName(self, name: str, timeout: Any = ()) -> Deferred[str]:  # noqa: N802 - Twisted's name
        """Return the checked address; fails with `DNSLookupError` when it is not public."""
        answer: Deferred[str] = super().getHostByName(name, timeout)
        answer.addCallback(self._checked, name)
        return answer

    @staticmethod
    def _checked(address: str, name: str) -> str:
        if not is_public_address(address):
            raise DNSLookupError(f"{name} leads to {address}, which is not public")
        return address


class TruncatedBodyError(ValueError):
    """A body that ends before its encoding, its markup or its stated length says so."""


class OversizedBodyError(ValueError):
    """A body beyond the size that the source may send."""


def decoded(body: bytes, encodings: Iterable[str], limit: int) -> bytes:
    """Undo the content encodings, last applied first, within the size limit.

    Raises `TruncatedBodyError` when a stream is cut or broken, `OversizedBodyError` when it unpacks to more than the
    limit. Unlike Scrapy's own step, half a stream is never taken for a short page.
    """
    for encoding in reversed(tuple(encodings)):
        body = _DECODERS.get(encoding, _unsupported)(body, limit)
    return body


def _unsupported(_body: bytes, _limit: int) -> bytes:
    raise TruncatedBodyError("an encoding that was not asked for")


def _inflate(wbits: int) -> Callable[[bytes, int], bytes]:
    def inflate(body: bytes, limit: int) -> bytes:
        out = bytearray()
        while body.strip(b"\0"):
            stream = zlib.decompressobj(wbits)
            try:
                out += stream.decompress(body, limit - len(out) + 1)
            except zlib.error as error:
                raise TruncatedBodyError(f"broken stream: {error}") from error
            if len(out) > limit:
                raise OversizedBodyError(f"more than {limit} bytes when unpacked")
            if not stream.eof:
                raise TruncatedBodyError("the compressed stream has no end")
            body = stream.unused_data
        return bytes(out)

    return inflate


def _deflate(body: bytes, limit: int) -> bytes:
    is_zlib = len(body) >= 2 and body[0] & 0x0F == 8 and (body[0] << 8 | body[1]) % 31 == 0
    return _inflate(zlib.MAX_WBITS if is_zlib else -zlib.MAX_WBITS)(body, limit)


def _unbrotli(body: bytes, limit: int) -> bytes:
    stream, out = brotli.Decompressor(), bytearray()
    try:
        out += stream.process(body, output_buffer_limit=limit + 1)
        while not stream.can_accept_more_data() and len(out) <= limit:
            out += stream.process(b"", output_buffer_limit=limit - len(out) + 1)
    except brotli.error as error:
        raise TruncatedBodyError(f"broken stream: {error}") from error
    if len(out) > limit:
        raise OversizedBodyError(f"more than {limit} bytes when unpacked")
    if not stream.is_finished():
        raise TruncatedBodyError("the compressed stream has no end")
    return bytes(out)


_DECODERS: dict[str, Callable[[bytes, int], bytes]] = {
    "gzip": _inflate(zlib.MAX_WBITS | 16),
    "x-gzip": _inflate(zlib.MAX_WBITS | 16),
    "deflate": _deflate,
    "br": _unbrotli,
    "identity": lambda body, _limit: body,
}


def cut_short(response: Response) -> str | None:
    """Return how one can see that a decoded page lacks its end, or None."""
    body = response.body
    if (
        isinstance(response, HtmlResponse)
        and _OPENS_HTML.search(body[:5000])
        and not _CLOSES_HTML.search(body[-20000:])
    ):
        return "the page is never closed"
    return None


class BodyGuard:
    """Unpacks bodies itself, refuses those that are cut or too large, and asks again before it gives up.

    It stands where Scrapy's HttpCompressionMiddleware stood, which takes half a gzip stream for a page.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._limit = crawler.settings.getint("DOWNLOAD_MAXSIZE")

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Build it for a crawl."""
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Ask for the one encoding whose end can always be proven."""
        request.headers.setdefault("Accept-Encoding", "gzip")

    def process_response(self, request: Request, response: Response) -> Response | Request:
        """Return the unpacked response, or the request again when its body was cut."""
        try:
            whole = self._unpacked(request, response)
        except OversizedBodyError as error:
            raise RequestRefused(Cause.TRUNCATED_BODY, f"{error} at {response.url}", response) from error
        except TruncatedBodyError as error:
            return self._again(request, response, error)
        reason = cut_short(whole)
        return self._again(request, response, TruncatedBodyError(reason)) if reason else whole

    def _unpacked(self, request: Request, response: Response) -> Response:
        names = b",".join(response.headers.getlist("Content-Encoding")).decode("latin-1").lower()
        encodings = [name.strip() for name in names.split(",") if name.strip()]
        if not encodings or not response.body or request.method == "HEAD":
            return response
        body = decoded(response.body, encodings, request.meta.get("download_maxsize", self._limit))
        headers = response.headers.copy()
        del headers["Content-Encoding"]
        kind = responsetypes.from_args(headers=headers, url=response.url, body=body)
        extra: dict[str, Any] = {"encoding": None} if issubclass(kind, TextResponse) else {}
        return response.replace(cls=kind, body=body, headers=headers, **extra)

    def _again(self, request: Request, response: Response, error: TruncatedBodyError) -> Request:
        assert self._crawler.spider is not None
        again = get_retry_request(request, spider=self._crawler.spider, reason="truncated body")
        if again is None:
            raise RequestRefused(Cause.TRUNCATED_BODY, f"{error} at {response.url}", response) from error
        return again
