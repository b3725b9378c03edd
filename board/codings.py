"""One strong ETag per coding: what is sent compressed is another representation than what is sent plain.

RFC 9110, section 8.8.3.3: codings of one resource need tags of their own, or a cache would join bytes of one to the
other. Weak tags name what is said, not how it is sent, and stay as they are.
"""

from __future__ import annotations

import re

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_MARK = '-gzip"'
"""Ends the tag of a compressed answer."""
_REFUSED = re.compile(r"\b(?:x-)?gzip\s*;\s*q=0(?:\.0{0,3})?(?=\s*(?:,|$))", re.IGNORECASE)


class TagPerCoding:
    """Marks the tags of compressed answers, and knows both tags of an answer when a caller has one of them.

    Stands around the middleware that compresses.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and its answer back with the tag of its coding."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        asked = Headers(scope=scope)

        async def tagged(message: Message) -> None:
            if message["type"] == "http.response.start":
                _tag(MutableHeaders(raw=message["headers"]), message["status"], asked)
            await send(message)

        await self._app(_of_either_coding(_without_what_is_refused(scope, asked), asked), receive, tagged)


def _without_what_is_refused(scope: Scope, asked: Headers) -> Scope:
    """Return the request without a "gzip" of weight nought: that is how a caller refuses it (RFC 9110, 12.5.3)."""
    codings = asked.get("accept-encoding", "")
    if not _REFUSED.search(codings):
        return scope
    headers = MutableHeaders(raw=list(scope["headers"]))
    headers["Accept-Encoding"] = _REFUSED.sub("identity", codings)
    return {**scope, "headers": headers.raw}


def _of_either_coding(scope: Scope, asked: Headers) -> Scope:
    """Return the request with the tags that its answers have before anything is compressed."""
    if _MARK not in asked.get("if-none-match", ""):
        return scope
    headers = MutableHeaders(raw=list(scope["headers"]))
    headers["If-None-Match"] = asked["if-none-match"].replace(_MARK, '"')
    return {**scope, "headers": headers.raw}


def _tag(headers: MutableHeaders, status: int, asked: Headers) -> None:
    plain = headers.get("etag", "W/")
    if plain.startswith("W/"):
        return
    if "Accept-Encoding" not in headers.get("vary", ""):
        headers.add_vary_header("Accept-Encoding")
    compressed = plain.removesuffix('"') + _MARK
    known = asked.get("if-none-match", "")
    # A 304 names the answer that the caller has: a cache renews none with another tag (RFC 9111, section 4.3.4).
    has_compressed = compressed in known and (plain not in known or "gzip" in asked.get("accept-encoding", ""))
    if has_compressed if status == 304 else headers.get("content-encoding") == "gzip":
        headers["ETag"] = compressed
