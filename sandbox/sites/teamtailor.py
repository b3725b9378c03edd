"""Teamtailor: ``GET https://{slug}.teamtailor.com/jobs.rss``, with places in a namespace of its own."""

from __future__ import annotations

from html import escape

from sandbox.ads import Ad
from sandbox.reference import Town
from sandbox.sites.common import MODE, element, found, guid, rss, rss_date, slug, whole
from sandbox.web import Request, Response, html_response, page
from sandbox.world import Night

SOURCE = "teamtailor"
identifier = guid


def hosts(board: str) -> tuple[str, ...]:
    """Return the employer's host."""
    return (f"{board}.teamtailor.com",)


def start_url(board: str) -> str:
    """Return the address of the feed."""
    return f"https://{board}.teamtailor.com/jobs.rss"


def answer(request: Request, night: Night, board: str) -> Response | None:
    """Serve the feed by offset, and the pages it links to."""
    ads = night.board(SOURCE, board)
    if request.path == "/jobs.rss":
        first, size = whole(request.query.get("offset"), 0), whole(request.query.get("per_page"), 50)
        items = [_item(ad) for ad in ads[first : first + size]]
        return rss(
            board, f"https://{board}.teamtailor.com/jobs", items, names=' xmlns:tt="https://teamtailor.com/locations"'
        )
    ad = found(ads, request.path, lambda one: f"/jobs/{one.identifier}-{slug(one)}")
    return html_response(page(ad.title, ad.html, language=ad.language)) if ad else None


def _item(ad: Ad) -> str:
    places = "".join(_place(town) for town in ad.towns)
    return (
        f"<item>{element('title', ad.title)}<description>{escape(ad.html)}</description>"
        f"<pubDate>{rss_date(ad.posted)}</pubDate>"
        f"<link>https://{ad.board}.teamtailor.com/jobs/{ad.identifier}-{slug(ad)}</link>"
        f"<remoteStatus>{MODE[ad.vacancy.work_mode].replace('unspecified', 'none')}</remoteStatus>"
        f"<guid>{guid(ad)}</guid><tt:locations>{places}</tt:locations>"
        f"<tt:department>Product &amp; Tech</tt:department></item>\n"
    )


def _place(town: Town) -> str:
    return (
        f"<tt:location><tt:name>{town.local_name}</tt:name><tt:address>Marktstraat 3</tt:address>"
        f"<tt:zip>{town.postal_code}</tt:zip><tt:city>{town.local_name}</tt:city>"
        "<tt:country>Belgium</tt:country></tt:location>"
    )
