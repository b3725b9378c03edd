"""What every site of the sandbox shares: requests and responses, and small writers of JSON, HTML and sitemaps."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from email.utils import format_datetime
from html import escape
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import orjson

JSON = "application/json; charset=utf-8"
HTML = "text/html; charset=utf-8"
XML = "application/xml; charset=utf-8"
TEXT = "text/plain; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Request:
    """One request as the real site would see it."""

    method: str
    url: str
    headers: Mapping[str, str] = field(default_factory=dict)
    """Names in lower case."""
    body: bytes = b""

    @property
    def host(self) -> str:
        """The host asked for, in lower case."""
        return (urlsplit(self.url).hostname or "").lower()

    @property
    def path(self) -> str:
        """The path, never empty, with its escapes resolved."""
        return unquote(urlsplit(self.url).path) or "/"

    @property
    def query(self) -> dict[str, str]:
        """The query's last value by name."""
        asked = parse_qs(urlsplit(self.url).query, keep_blank_values=True)
        return {name: values[-1] for name, values in asked.items()}

    def json(self) -> Any:
        """Return the body as JSON, ``None`` when it is none."""
        try:
            return orjson.loads(self.body)
        except orjson.JSONDecodeError:
            return None


@dataclass(frozen=True, slots=True)
class Response:
    """One answer, before compression and conditional requests."""

    body: bytes
    content_type: str
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    modified: date | None = None


def json_response(value: Any, *, status: int = 200, modified: date | None = None) -> Response:
    """Answer JSON."""
    return Response(orjson.dumps(value), JSON, status, modified=modified)


def html_response(text: str, *, status: int = 200, modified: date | None = None) -> Response:
    """Answer an HTML page."""
    return Response(text.encode(), HTML, status, modified=modified)


def xml_response(text: str, *, content_type: str = XML, modified: date | None = None) -> Response:
    """Answer XML."""
    return Response(f'<?xml version="1.0" encoding="UTF-8"?>\n{text}'.encode(), content_type, modified=modified)


def not_found(message: str = "Not Found") -> Response:
    """Answer 404."""
    return html_response(f"<html><head><title>404</title></head><body><h1>{message}</h1></body></html>", status=404)


def page(title: str, body: str, *, language: str, head: str = "") -> str:
    """Return a whole HTML page in an employer's usual frame: cookie note, navigation, footer."""
    return (
        f'<!DOCTYPE html>\n<html lang="{language}">\n<head><meta charset="utf-8">'
        f"<title>{escape(title)}</title>\n{head}</head>\n"
        f'<body>\n<div class="cookie-bar">Cookies</div><nav><a href="/">Home</a> <a href="/contact">Contact</a></nav>\n'
        f"<main>\n{body}\n</main>\n<footer><p>© 2026 · Privacy · Cookies</p></footer>\n</body>\n</html>\n"
    )


def urlset(entries: Iterable[tuple[str, date | None]]) -> Response:
    """Return a sitemap of addresses, each with its last change where there is one."""
    rows = "".join(
        f"<url><loc>{escape(address)}</loc>{f'<lastmod>{day.isoformat()}</lastmod>' if day else ''}</url>\n"
        for address, day in entries
    )
    return xml_response(f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{rows}</urlset>')


def sitemap_index(entries: Iterable[tuple[str, date | None]]) -> Response:
    """Return a sitemap of sitemaps."""
    rows = "".join(
        f"<sitemap><loc>{escape(address)}</loc>{f'<lastmod>{day.isoformat()}</lastmod>' if day else ''}</sitemap>\n"
        for address, day in entries
    )
    return xml_response(f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{rows}</sitemapindex>')


def style(name: str, choices: int, *, salt: str = "") -> int:
    """Which of some ways a site does a thing; the same for one name for ever."""
    return zlib.crc32(f"{salt}{name}".encode()) % choices


def at(day: date, hour: int = 8, minute: int = 30) -> datetime:
    """Return a moment of a day, in UTC."""
    return datetime.combine(day, time(hour, minute), tzinfo=UTC)


def http_date(day: date) -> str:
    """Return the moment a page changed, as HTTP headers write it."""
    return format_datetime(at(day, 4, 0), usegmt=True)


def number(identifier: str, salt: int = 0) -> int:
    """Return a second number that belongs to an ad, such as an internal id."""
    return zlib.crc32(f"{identifier}:{salt}".encode()) % 9_000_000 + 1_000_000
