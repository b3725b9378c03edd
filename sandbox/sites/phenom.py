"""Phenom careers sites: an index of sitemaps, and pages made from an object that stands in a script."""

from __future__ import annotations

from typing import Any

import orjson

from sandbox.ads import Ad
from sandbox.sites.common import ENGLISH_KIND, code, found, slug
from sandbox.sites.marked import posting, script
from sandbox.web import Request, Response, at, html_response, number, page, sitemap_index, urlset
from sandbox.world import Night

SOURCE = "phenom"


def hosts(board: str) -> tuple[str, ...]:
    """Return the host, which the board is named after."""
    return (board,)


def start_url(board: str) -> str:
    """Return the address of the index of sitemaps."""
    return f"https://{board}/sitemap_index.xml"


def identifier(ad: Ad) -> str:
    """Return the number after ``/job/``."""
    return code(ad, "P-", 6)


def answer(request: Request, night: Night, board: str) -> Response | None:
    """Serve the sitemaps and the pages; half of the pages have JSON-LD, all have the object."""
    ads = night.board(SOURCE, board)
    if request.path == "/sitemap_index.xml":
        return sitemap_index([(f"https://{board}/global/en/sitemap1.xml", night.day)])
    if request.path == "/global/en/sitemap1.xml":
        return urlset([(_address(ad), ad.updated) for ad in ads])
    ad = found(ads, f"https://{board}{request.path}", _address)
    if ad is None:
        return None
    marked = script(posting(ad, _address(ad))) if number(ad.identifier) % 2 else ""
    data = orjson.dumps({"jobDetail": {"status": 200, "data": {"job": _job(ad)}}}).decode().replace("</", "<\\/")
    body = f"<script>var phApp = {{}};\nphApp.ddo = {data}; phApp.experimentData = {{}};</script>"
    return html_response(page(ad.title, body, language=ad.language, head=marked), modified=ad.updated)


def _address(ad: Ad) -> str:
    return f"https://{ad.board}/global/en/job/{identifier(ad)}/{slug(ad)}"


def _job(ad: Ad) -> dict[str, Any]:
    town = ad.towns[0]
    return {
        "jobId": identifier(ad),
        "reqId": identifier(ad),
        "title": ad.title,
        "description": ad.html,
        "city": town.name("en"),
        "country": "Belgium",
        "location": f"{town.name('en')}, {town.province['nl'] or 'Brussels'}, Belgium",
        "locale": "en_GLOBAL",
        "type": ENGLISH_KIND.get(ad.vacancy.employment_type, "Full-time"),
        "postedDate": f"{at(ad.posted):%Y-%m-%dT%H:%M:%S}.000+0000",
        "category": "Technology" if ad.vacancy.role else "Operations",
    }
