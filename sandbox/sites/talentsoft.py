"""Talentsoft (Cegid): ``GET https://{host}/handlers/offerRss.ashx?LCID=1036``; titles begin with the reference."""

from __future__ import annotations

from html import escape

from sandbox.ads import Ad
from sandbox.sites.common import element, found, requisition, rss, rss_date, slug
from sandbox.web import Request, Response, html_response, page
from sandbox.world import Night

SOURCE = "talentsoft"


def hosts(board: str) -> tuple[str, ...]:
    """Return the host, which the board is named after."""
    return (board,)


def start_url(board: str) -> str:
    """Return the address of the feed in French."""
    return f"https://{board}/handlers/offerRss.ashx?LCID=1036"


def answer(request: Request, night: Night, board: str) -> Response | None:
    """Serve the feed and the pages it links to."""
    ads = night.board(SOURCE, board)
    if request.path == "/handlers/offerRss.ashx":
        return rss(board, f"https://{board}/", [_item(ad) for ad in ads])
    ad = found(ads, request.path, _path)
    return html_response(page(ad.title, ad.html, language=ad.language)) if ad else None


def _path(ad: Ad) -> str:
    return f"/offre-de-emploi/emploi-{slug(ad)}_{ad.identifier}.aspx"


def _item(ad: Ad) -> str:
    title = f"{requisition(ad, f'{ad.posted.year}-')} - {ad.title}"
    where = f"<p>Localisation : {ad.towns[0].name('fr')}</p>"
    return (
        f"<item>{element('title', title)}"
        f"<link>https://{ad.board}{_path(ad)}</link><description>{escape(where + ad.html)}</description>"
        f"{element('category', 'Informatique' if ad.vacancy.role else 'Administration')}"
        f"<pubDate>{rss_date(ad.posted)}</pubDate><guid>{ad.identifier}</guid></item>\n"
    )
