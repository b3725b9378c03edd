"""Jobtoolz: the whole board as escaped JSON in one attribute, then a JobPosting whose description is cut."""

from __future__ import annotations

from html import escape

import orjson

from sandbox.ads import Ad
from sandbox.sites.common import ENGLISH_KIND, found, slug
from sandbox.sites.marked import posting, script
from sandbox.web import Request, Response, html_response, page
from sandbox.world import Night

SOURCE = "jobtoolz"


def hosts(board: str) -> tuple[str, ...]:
    """Return the employer's host."""
    return (f"{board}.jobtoolz.com",)


def start_url(board: str) -> str:
    """Return the address of the board in Dutch."""
    return f"https://{board}.jobtoolz.com/nl"


def answer(request: Request, night: Night, board: str) -> Response | None:
    """Serve the board in every language and the page of each job; refuse a query string, which robots.txt closes."""
    if "?" in request.url:
        return html_response("<h1>403</h1>", status=403)
    ads = night.board(SOURCE, board)
    if request.path in ("/nl", "/fr", "/en"):
        towns = sorted({town.local_name for ad in ads for town in ad.towns})
        lists = [[_job(ad) for ad in ads], 8, towns, ["Voltijds"], []]
        data = escape(", ".join(orjson.dumps(part).decode() for part in lists))
        return html_response(page("Jobs", f'<div x-data="window.jobComponent({data})"></div>', language="nl"))
    ad = found(ads, request.url, _address)
    return html_response(_page(ad)) if ad else None


def _address(ad: Ad) -> str:
    return f"https://{ad.board}.jobtoolz.com/{ad.language}/{slug(ad)}-{ad.identifier}"


def _job(ad: Ad) -> dict[str, object]:
    return {
        "id": int(ad.identifier),
        "title": ad.title,
        "button": "Meer info",
        "url": _address(ad),
        "image_url": None,
        "location": ad.towns[0].local_name,
        "types": [ENGLISH_KIND.get(ad.vacancy.employment_type, "Full-time")],
        "filters": [],
    }


def _page(ad: Ad) -> str:
    data = posting(ad, _address(ad))
    data["description"] = str(data["description"])[:200]
    body = f'<h1>{escape(ad.title)}</h1><div class="job-description">{ad.html}</div>'
    return page(ad.title, body, language=ad.language, head=script(data))
