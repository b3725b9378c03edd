"""One ad's values on their way: where each stands in the stored page, as published, as read, and in the vacancy."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import unescape

from console.desk_view import shown
from models.raw import RawPosting
from models.run import StoredPage
from pipeline.search.inspector import Inside, Member, merge_rule

AROUND = 40
"""Letters of the page that are shown on each side of a value."""
LOOKED_FOR = 60
"""Letters of a value that are looked for; the rest follows them."""
EXCERPT = 64 * 1024
"""Letters of a page that are shown, around the ad."""
_ESCAPED = re.compile(r"\\(u[0-9a-fA-F]{4}|.)")
_SPOKEN = {"n": "\n", "r": "\r", "t": "\t"}

FIELDS: Sequence[tuple[str, str, str, str]] = (
    ("title", "title", "title", "title"),
    ("role", "title", "role", "role"),
    ("seniority", "title", "seniority", "seniority"),
    ("employer", "hiring_organization", "hiring_organization", "organization"),
    ("places", "job_locations", "places", "place"),
    ("pay", "base_salary", "base_salary", "salary"),
    ("contract", "employment_types", "contract", "employment"),
    ("posted", "date_posted", "date_posted", "dates"),
    ("ends", "valid_through", "valid_through", "dates"),
    ("work mode", "remote", "work_mode", "work_mode"),
    ("skills", "skills", "skills", "skills"),
    ("languages", "description", "required_languages", "languages"),
    ("text", "description", "excerpt", "text"),
)
"""Name shown, field of the raw ad, field of the ad as read, reader."""


@dataclass(frozen=True, slots=True)
class Snippet:
    """A value where it stands in a page, with what stands around it."""

    before: str
    value: str
    after: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Way:
    """One value from page to vacancy."""

    name: str
    snippet: Snippet | None
    """None where the page does not have the value word for word."""
    published: str
    read: str
    evidence: str
    """The words by which a reader decided, where it says so."""
    rule: str
    alias: str
    again: str
    """What the rules of today make of it, where that is something else; empty where it is the same."""
    survived: bool
    """Whether the vacancy's value is this one."""
    merged_by: str


def ways(inside: Inside, member: Member) -> list[Way]:
    """Return the way of each value of one ad of a vacancy."""
    key, read = member.posting.key, member.posting.to_json()
    raw, page, again = inside.raw.get(key), inside.pages.get(key), inside.again.get(key)
    published = raw.to_json() if raw else {}
    now = again.to_json() if again else read
    taught = inside.taught.get(key, {})
    body = plain_text(page.body) if page else ""
    return [
        Way(
            name=name,
            snippet=_snippet(body, _first_text(published.get(source))) if page else None,
            published=shown(published.get(source)) if raw else "no longer kept",
            read=shown(read[field]),
            evidence=str(read.get(f"{field}_evidence") or ""),
            rule=f"normalize.{reader}",
            alias=taught.get(field, ""),
            again=shown(now[field]) if now[field] != read[field] else "",
            survived=inside.vacancy.provenance.get(field) == str(key),
            merged_by=merge_rule(field),
        )
        for name, source, field, reader in FIELDS
    ]


def excerpt(page: StoredPage, raw: RawPosting | None) -> str:
    """Return the part of a page in which the ad stands: all of a short one."""
    if len(page.body) <= EXCERPT or raw is None:
        return page.body[:EXCERPT]
    places = (page.body.find(text) for text in (raw.url or raw.title, raw.title, raw.identifier))
    at = next((place for place in places if place >= 0), 0)
    start = max(0, min(at - EXCERPT // 4, len(page.body) - EXCERPT))
    return page.body[start : start + EXCERPT]


def plain_text(body: str) -> str:
    """Return a page with the escapes of JSON and HTML as the letters that they stand for."""
    return unescape(_ESCAPED.sub(_letter, body))


def _letter(found: re.Match[str]) -> str:
    escaped = found[1]
    return chr(int(escaped[1:], 16)) if len(escaped) == 5 else _SPOKEN.get(escaped, escaped)


def _first_text(value: object) -> str:
    first = value[0] if isinstance(value, list) and value else value
    return unescape(str(first)) if first not in (None, [], {}) else ""


def _snippet(body: str, text: str) -> Snippet | None:
    wanted = text[:LOOKED_FOR]
    at = body.find(wanted) if wanted else -1
    if at < 0:
        return None
    end = at + len(wanted)
    return Snippet(_line(body[max(0, at - AROUND) : at]), _line(wanted), _line(body[end : end + AROUND]))


def _line(text: str) -> str:
    return re.sub(r"\s+", " ", text)
