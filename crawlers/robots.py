"""What a host says to robots: its robots.txt (RFC 9309), and what it reserves of text and data mining (W3C TDMRep)."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from urllib.parse import urlsplit

from protego import Protego
from scrapy.http import Response, TextResponse

from crawlers.page_kind import PageKind, page_kind
from crawlers.passport import Passport
from crawlers.trouble import RequestRefused
from models.vocabulary import Cause

ROBOTS_MAX = 500 * 1024
"""RFC 9309 (2.5): at least 500 KiB are parsed; the rest is left unread."""


@dataclass(frozen=True, slots=True)
class Rules:
    """What one host says to robots: its rules, or the reason why nothing may be asked."""

    rules: Protego | None
    body: str = ""
    refused: Cause | None = None
    detail: str = ""
    reserved: tuple[str, ...] = ()
    """Path prefixes whose text and data mining is reserved by tdmrep.json."""
    answer: Response | None = None
    """What was answered instead of rules."""

    @property
    def sha256(self) -> str:
        """The digest of the file, by which a change is seen."""
        return hashlib.sha256(self.body.encode()).hexdigest()

    def objection(
        self, url: str, user_agent: str, passport: Passport, accepted: str | None = None
    ) -> RequestRefused | None:
        """Return why this address may not be asked, or None.

        ``accepted`` is the digest of the file under which the host was last crawled, or which a person read: what that
        one allowed and this one closes contradicts the passport.
        """
        if self.refused is not None:
            return RequestRefused(self.refused, self.detail, self.answer)
        if any((urlsplit(url).path or "/").startswith(prefix) for prefix in self.reserved):
            return RequestRefused(Cause.TDM_RESERVED, f"tdmrep.json reserves {url}")
        if self.rules is None or url.startswith(passport.documented_api or ("\0",)):
            return None
        if self.rules.can_fetch(url, user_agent):
            return None
        shown = TextResponse(f"{origin_of(url)}/robots.txt", body=self.body.encode(), encoding="utf-8")
        if accepted in (None, self.sha256):
            return RequestRefused(Cause.ROBOTS_DISALLOWED, f"robots.txt closes {url}", shown)
        return RequestRefused(Cause.ROBOTS_CHANGED, f"robots.txt has changed and now closes {url}", shown)


def origin_of(url: str) -> str:
    """Return scheme and host of an address: what one robots.txt speaks for."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def rules_from(response: Response) -> Rules:
    """Read the answer to a request for robots.txt.

    2xx: the rules; a consent or challenge page instead of them: nothing may be asked. 401, 403, 429 and every 5xx:
    nothing may be asked. Any other answer: there are no rules.
    """
    if response.status in {401, 403, 429} or response.status >= 500:
        cause = Cause.RATE_LIMITED if response.status == 429 else Cause.ROBOTS_UNREACHABLE
        return Rules(None, refused=cause, detail=f"{response.status} at {response.url}", answer=response)
    if not 200 <= response.status < 300:
        return Rules(None)
    body = _decoded(response.body)
    if "<html" in body[:2000].lower():
        kind = page_kind(body)
        if kind is not PageKind.CONTENT:
            said = f"a {kind} page at {response.url}"
            return Rules(None, refused=Cause.ROBOTS_UNREACHABLE, detail=said, answer=response)
        return Rules(None, body=body)
    return Rules(Protego.parse(body), body=body)


def _decoded(body: bytes) -> str:
    whole = body if len(body) <= ROBOTS_MAX else body[:ROBOTS_MAX].rpartition(b"\n")[0]
    for mark, encoding in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig")):
        if whole.startswith(mark):
            return whole.decode(encoding, errors="replace")
    return whole.decode("utf-8", errors="replace")


def reserved_paths(text: str) -> tuple[str, ...]:
    """Return the path prefixes that a tdmrep.json reserves (W3C TDM Reservation Protocol)."""
    try:
        entries = json.loads(text)
    except (ValueError, RecursionError):
        return ()
    found = []
    for entry in entries if isinstance(entries, list) else []:
        if isinstance(entry, dict) and str(entry.get("tdm-reservation")) == "1":
            location = str(entry.get("location") or "/").partition("*")[0]
            found.append(location if location.startswith("/") else f"/{location}")
    return tuple(found)


def page_reserved(response: Response) -> bool:
    """Whether the answer itself reserves text and data mining, by header or by meta element; the header decides."""
    header = response.headers.get("tdm-reservation")
    if header is not None:
        return bool(header.strip() == b"1")
    if isinstance(response, TextResponse) and b"tdm-reservation" in response.body[:100_000]:
        return response.xpath("//meta[@name='tdm-reservation']/@content").get() == "1"
    return False
