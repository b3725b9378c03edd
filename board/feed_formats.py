"""Entries in, feed documents out: Atom with deleted entries, RSS 2.0, JSON Feed 1.1."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from board.caching import json_bytes

_ATOM_NAMES = (
    ' xmlns="http://www.w3.org/2005/Atom" xmlns:at="http://purl.org/atompub/tombstones/1.0"'
    ' xmlns:belfry="https://belfry.dev/feed"'
)
_NOT_XML = dict.fromkeys([*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20), 0xFFFE, 0xFFFF, *range(0xD800, 0xE000)])


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """One vacancy of a feed."""

    id: str
    """Tag URI (RFC 4151), the same for good."""
    title: str
    url: str
    updated: datetime
    """When it last really changed."""
    published: datetime
    summary: str
    html: str | None = None
    """Full text, where the rights allow it."""
    author: str = ""
    language: str | None = None
    tags: tuple[str, ...] = ()
    rights: str = ""
    """Credit lines that must stay with the entry."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Deleted:
    """A vacancy that closed (RFC 6721)."""

    id: str
    when: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Feed:
    """What all formats are made of."""

    id: str
    title: str
    language: str
    """Of the title and the facts; an entry whose ad is in another says so."""
    url: str
    """Of this document."""
    page: str
    """Of the page with the same vacancies."""
    updated: datetime
    count: int
    """All vacancies that match; the entries may be the newest of them only."""
    entries: tuple[Entry, ...]
    deleted: tuple[Deleted, ...] = ()
    next_url: str | None = None


def atom(feed: Feed) -> bytes:
    """Return an Atom document (RFC 4287), closed vacancies as ``at:deleted-entry`` (RFC 6721)."""
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f"<feed{_ATOM_NAMES} xml:lang={_attribute(feed.language)}>",
        _tag("id", feed.id),
        _tag("title", feed.title),
        _tag("updated", _rfc3339(feed.updated)),
        f'<link rel="self" type="application/atom+xml" href={_attribute(feed.url)}/>',
        f'<link rel="alternate" type="text/html" href={_attribute(feed.page)}/>',
        *([f'<link rel="next" href={_attribute(feed.next_url)}/>'] if feed.next_url else []),
        "<author><name>belfry</name></author>",
        _tag("belfry:expectedJobCount", str(feed.count)),
        *(_atom_entry(entry) for entry in feed.entries),
        *(f'<at:deleted-entry ref={_attribute(item.id)} when="{_rfc3339(item.when)}"/>' for item in feed.deleted),
        "</feed>",
    ]
    return "\n".join(lines).encode()


def _atom_entry(entry: Entry) -> str:
    language = f" xml:lang={_attribute(entry.language)}" if entry.language else ""
    parts = [
        _tag("id", entry.id),
        _tag("title", entry.title),
        f'<link rel="alternate" type="text/html" href={_attribute(entry.url)}/>',
        _tag("updated", _rfc3339(entry.updated)),
        _tag("published", _rfc3339(entry.published)),
        *([f"<author>{_tag('name', entry.author)}</author>"] if entry.author else []),
        *(f"<category term={_attribute(tag)}/>" for tag in entry.tags),
        _tag("summary", entry.summary),
        *([f'<content type="html">{_text(entry.html)}</content>'] if entry.html else []),
        *([_tag("rights", entry.rights)] if entry.rights else []),
    ]
    return f"<entry{language}>" + "".join(parts) + "</entry>"


def rss(feed: Feed) -> bytes:
    """Return an RSS 2.0 document; it knows no deleted entries, a closed vacancy is simply not there any more."""
    items = "\n".join(
        "<item>"
        + _tag("title", entry.title)
        + _tag("link", entry.url)
        + f'<guid isPermaLink="false">{_text(entry.id)}</guid>'
        + _tag("pubDate", format_datetime(entry.published.astimezone(UTC)))
        + _tag("description", entry.html or entry.summary)
        + "".join(_tag("category", tag) for tag in entry.tags)
        + "</item>"
        for entry in feed.entries
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:belfry="https://belfry.dev/feed"><channel>'
        + _tag("title", feed.title)
        + _tag("link", feed.page)
        + _tag("description", feed.title)
        + _tag("language", feed.language)
        + f'<atom:link rel="self" type="application/rss+xml" href={_attribute(feed.url)}/>'
        + _tag("lastBuildDate", format_datetime(feed.updated.astimezone(UTC)))
        + _tag("belfry:expectedJobCount", str(feed.count))
        + f"\n{items}\n</channel></rss>"
    ).encode()


def json_feed(feed: Feed) -> bytes:
    """Return a JSON Feed 1.1 document; closed vacancies stand in its extension ``_belfry``."""
    body: dict[str, Any] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "language": feed.language,
        "home_page_url": feed.page,
        "feed_url": feed.url,
        "items": [_json_item(entry) for entry in feed.entries],
        "_belfry": {
            "about": "expectedJobCount: all that match; closed: vacancies to delete",
            "expectedJobCount": feed.count,
            "closed": [{"id": item.id, "when": _rfc3339(item.when)} for item in feed.deleted],
        },
    }
    if feed.next_url:
        body["next_url"] = feed.next_url
    return json_bytes(body)


def _json_item(entry: Entry) -> dict[str, Any]:
    item: dict[str, Any] = {
        "id": entry.id,
        "url": entry.url,
        "title": entry.title,
        "date_published": _rfc3339(entry.published),
        "date_modified": _rfc3339(entry.updated),
        "summary": entry.summary,
        "tags": list(entry.tags),
    }
    item |= {"content_html": entry.html} if entry.html else {"content_text": entry.summary}
    if entry.author:
        item["authors"] = [{"name": entry.author}]
    if entry.language:
        item["language"] = entry.language
    if entry.rights:
        item["_belfry"] = {"rights": entry.rights}
    return item


FORMATS: Mapping[str, tuple[str, Callable[[Feed], bytes]]] = {
    "atom": ("application/atom+xml", atom),
    "rss": ("application/rss+xml", rss),
    "json": ("application/feed+json", json_feed),
}
"""Ending of the address → media type and writer."""


def xml_document(root: str, children: Sequence[str], attributes: str = "") -> bytes:
    """Return an XML document of one root and its children, each as written."""
    lines = ['<?xml version="1.0" encoding="utf-8"?>', f"<{root}{attributes}>", *children, f"</{root}>", ""]
    return "\n".join(lines).encode()


def xml_tag(name: str, text: str | None) -> str:
    """Return an element with ``text``; nothing for ``None``."""
    return "" if text is None else _tag(name, text)


def _tag(name: str, text: str) -> str:
    return f"<{name}>{_text(text)}</{name}>"


def _text(text: str) -> str:
    return escape(text.translate(_NOT_XML))


def _attribute(text: str) -> str:
    return quoteattr(text.translate(_NOT_XML))


def _rfc3339(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
