"""Anything that can go wrong with a request or a page → one named cause of the house."""

from __future__ import annotations

import socket
from collections.abc import Sequence
from imaplib import IMAP4

from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
)
from scrapy.http import Response
from scrapy.spidermiddlewares.httperror import HttpError

from crawlers.secret import redact
from models.vocabulary import Cause

WALLS = frozenset({Cause.BLOCKED_WALL, Cause.CONSENT_PAGE, Cause.LOGIN_WALL, Cause.RATE_LIMITED, Cause.KEY_REJECTED})
"""The source does not want us, or not now: stop and tell a person."""

REFUSALS = frozenset({Cause.ROBOTS_DISALLOWED, Cause.ROBOTS_CHANGED, Cause.TDM_RESERVED})
"""The source's machine-readable wish contradicts the passport: neither error nor success."""


class Trouble(Exception):  # noqa: N818 - not always an error: also what the books say
    """A page that cannot be used; carries the cause and, in one line, the value behind it."""

    def __init__(self, cause: Cause, detail: str = "", answer: Response | None = None) -> None:
        self.cause = cause
        self.detail = one_line(detail)
        self.answer = answer
        """What the source sent, where it is not at hand anyway."""
        super().__init__(f"{cause}: {self.detail}")


class RequestRefused(IgnoreRequest):
    """A request that our own rules did not let out, or whose answer they did not let in."""

    def __init__(self, cause: Cause, detail: str = "", answer: Response | None = None) -> None:
        self.cause = cause
        self.detail = one_line(detail)
        self.answer = answer
        super().__init__(f"{cause}: {self.detail}")


def one_line(text: str, limit: int = 300) -> str:
    """Return the text on one line, without control characters or secrets, cut at the limit."""
    printable = "".join(character if character.isprintable() else " " for character in text[: 2 * limit])
    return redact(" ".join(printable.split()))[:limit]


def trouble_of(error: BaseException | None, *, keys: Sequence[str] = ()) -> Trouble:
    """Return the trouble that an exception of the download means; a wall before a key says that it is not valid.

    ``keys`` names the environment variables that hold the key.
    """
    found = _trouble_of(error)
    if keys and found.cause in {Cause.BLOCKED_WALL, Cause.LOGIN_WALL}:
        return Trouble(Cause.KEY_REJECTED, f"{found.detail}; check {' and '.join(keys)}", found.answer)
    return found


def _trouble_of(error: BaseException | None) -> Trouble:
    if isinstance(error, Trouble):
        return error
    if isinstance(error, RequestRefused):
        return Trouble(error.cause, error.detail, error.answer)
    if isinstance(error, HttpError):
        answer = error.response
        return Trouble(cause_of_status(answer.status), f"{answer.status} at {answer.url}", answer)
    return Trouble(_cause_of_exception(error), f"{type(error).__name__}: {error}")


def cause_of_status(status: int) -> Cause:
    """Return what an HTTP status other than success means for a crawl."""
    if status == 429:
        return Cause.RATE_LIMITED
    if status in {401, 407}:
        return Cause.LOGIN_WALL
    if status in {403, 451}:
        return Cause.BLOCKED_WALL
    return Cause.HTTP_5XX if status >= 500 else Cause.HTTP_4XX


def _cause_of_exception(error: BaseException | None) -> Cause:
    text = f"{type(error).__name__} {error}".lower()
    if isinstance(error, IgnoreRequest):  # raised by Scrapy itself for one reason only
        return Cause.REDIRECT_LOOP
    if isinstance(error, (CannotResolveHostError, socket.gaierror)):
        return Cause.DNS
    if isinstance(error, (DownloadTimeoutError, TimeoutError)):
        return Cause.TIMEOUT
    if isinstance(error, (ResponseDataLossError, DownloadCancelledError)):
        return Cause.TRUNCATED_BODY
    if "[ssl" in text or "certificate" in text or "tls" in text or "sslerror" in text or "ssl routines" in text:
        return Cause.TLS
    if isinstance(error, (DownloadConnectionRefusedError, DownloadFailedError, IMAP4.abort, OSError)):
        return Cause.CONNECTION
    return Cause.CRASHED
